// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/reference/slow_clipping.h"
#include "tests/reference/slow_spectrum.h"

/// What is told from bands of frequencies, word for word.
namespace assay::test::slow
{

inline double powerOf(const Samples& x, std::size_t from, std::size_t to)
{
    double squares = 0.0;
    for (std::size_t n = from; n < to; ++n)
        squares += x[n] * x[n];
    return squares / static_cast<double>(to - from);
}

/// dB, of 5 to 10 kHz in the sharpest 40 ms of a second, the strongest of all, over the seconds at -60 dBFS or more.
/// The sound consists of whole seconds.
inline double sibilance(const Samples& x, int rate)
{
    Samples curve = x;
    for (std::size_t n = 0; n < x.size(); ++n)
        curve[n] = x[n] - (n > 0 ? 2.0 * x[n - 1] : 0.0) + (n > 1 ? x[n - 2] : 0.0);
    const std::size_t size = (cellAt(4, rate) - 1) / 2 * 2; // even, and there in any 40 ms
    const double bins = static_cast<double>(size) / rate; // in 1 Hz
    const auto from = static_cast<std::size_t>(std::ceil(5000.0 * bins));
    const auto to = static_cast<std::size_t>(std::floor(10000.0 * bins)) + 1;
    double best = 0.0;
    double mean = 0.0;
    double seconds = 0.0;
    for (std::size_t cell = 0; cellAt(cell + 100, rate) <= x.size(); cell += 100) {
        const double power = powerOf(x, cellAt(cell, rate), cellAt(cell + 100, rate));
        if (power < 1e-6)
            continue;
        mean = (mean * seconds + power) / (seconds + 1.0);
        seconds += 1.0;
        std::size_t sharpest = cell;
        double most = 0.0;
        for (std::size_t burst = cell; burst < cell + 100; burst += 4) {
            const double sharpness = powerOf(curve, cellAt(burst, rate), cellAt(burst + 4, rate));
            sharpest = sharpness > most ? burst : sharpest;
            most = std::max(most, sharpness);
        }
        double band = 0.0;
        for (const std::complex<double>& bin : dft(x, cellAt(sharpest, rate), size, from, to))
            band += std::norm(bin);
        best = std::max(best, band);
    }
    return 10.0 * std::log10(best / mean);
}

/// Powers in a third of an octave: of both channels, and of 0.7071 of their sum.
struct ThirdOctave {
    double both = 0.0;
    double mono = 0.0;

    [[nodiscard]] double loss() const { return 10.0 * std::log10(both / mono); }
};
using ThirdOctaves = std::array<ThirdOctave, 23>; // 100 Hz to 16 kHz

inline ThirdOctaves thirdOctaves(const Signal& stereo, std::size_t start, std::size_t size)
{
    const Bins left = dft(stereo.channels[0], start, size, 0, size / 2 + 1);
    const Bins right = dft(stereo.channels[1], start, size, 0, size / 2 + 1);
    ThirdOctaves bands {};
    for (std::size_t k = 1; k < left.size(); ++k) {
        const double frequency = static_cast<double>(k) * stereo.sampleRate / static_cast<double>(size);
        const double place = std::floor(10.0 * std::log10(frequency / 1000.0) + 0.5) + 10.0;
        if (place < 0.0 || place > 22.0)
            continue;
        ThirdOctave& band = bands[static_cast<std::size_t>(place)];
        band.both += std::norm(left[k]) + std::norm(right[k]);
        band.mono += 0.5 * std::norm(left[k] + right[k]);
    }
    return bands;
}

inline double powerOf(const ThirdOctaves& bands)
{
    double power = 0.0;
    for (const ThirdOctave& band : bands)
        power += band.both;
    return power;
}

/// Is this band within 40 dB of the strongest?
inline bool isLoud(const ThirdOctaves& bands, std::size_t band)
{
    return bands[band].both > 0.0 && bands[band].both >= 1e-4 * std::ranges::max(bands, {}, &ThirdOctave::both).both;
}

/// Do three neighbours lose more than 6 dB of the sum of their powers, all of it in L + R?
inline bool cancels(const ThirdOctaves& bands)
{
    std::size_t run = 0;
    for (std::size_t i = 0; i < bands.size(); ++i) {
        const bool lost = isLoud(bands, i) && 2.0 * bands[i].mono < std::pow(10.0, -0.6) * bands[i].both;
        run = lost ? run + 1 : 0;
        if (run == 3)
            return true;
    }
    return false;
}

} // namespace assay::test::slow
