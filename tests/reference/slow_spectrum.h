// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/signals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <numbers>

/// Spectra by the sum that defines them, and what is told from them.
namespace assay::test::slow
{

using Bins = std::vector<std::complex<double>>;

/// Bins [from, to) of `size` samples through the minimum four-term Blackman-Harris window, scaled so that the squared
/// magnitudes add up to the mean square.
inline Bins dft(const Samples& x, std::size_t start, std::size_t size, std::size_t from, std::size_t to)
{
    Samples windowed(size);
    Bins turns(size);
    double squares = 0.0;
    for (std::size_t n = 0; n < size; ++n) {
        const double angle = 2.0 * std::numbers::pi * static_cast<double>(n) / static_cast<double>(size);
        const double window
            = 0.35875 - 0.48829 * std::cos(angle) + 0.14128 * std::cos(2 * angle) - 0.01168 * std::cos(3 * angle);
        squares += window * window;
        windowed[n] = window * x[start + n];
        turns[n] = { std::cos(angle), -std::sin(angle) };
    }
    Bins bins;
    for (std::size_t k = from; k < to; ++k) {
        std::complex<double> sum;
        for (std::size_t n = 0; n < size; ++n)
            sum += windowed[n] * turns[k * n % size];
        bins.push_back(sum * std::sqrt(2.0 / (static_cast<double>(size) * squares)));
    }
    return bins;
}

/// dB of the lowest power of every bin in eight stretches of four, group by group.
inline std::vector<Samples> lowestLevels(const Samples& x, std::size_t size)
{
    std::vector<Samples> groups;
    std::vector<Samples> spectra;
    for (std::size_t start = 0; start + size <= x.size(); start += 4 * size) {
        Samples levels;
        for (const std::complex<double>& bin : dft(x, start, size, 0, size / 2 + 1))
            levels.push_back(10.0 * std::log10(std::norm(bin)));
        spectra.push_back(levels);
        if (spectra.size() < 8)
            continue;
        Samples lowest = spectra[0];
        for (const Samples& spectrum : spectra) {
            for (std::size_t k = 0; k < lowest.size(); ++k)
                lowest[k] = std::min(lowest[k], spectrum[k]);
        }
        groups.push_back(lowest);
        spectra.clear();
    }
    return groups;
}

/// dB over the bins 5 to 12 beside.
inline double heightOf(const Samples& levels, std::size_t bin)
{
    Samples around;
    for (std::size_t away = 5; away <= 12; ++away) {
        around.push_back(levels[bin - away]);
        around.push_back(levels[bin + away]);
    }
    std::ranges::sort(around);
    return levels[bin] - around[8];
}

struct SteadyLine {
    std::size_t bin = 0;
    double level = 0.0; // dBFS
    double height = 0.0; // dB
};

/// The steady lines: 10 dB high in 80 % of the groups, alike within 1.5 dB, and the highest of nine bins.
inline std::vector<SteadyLine> steadyLines(const Samples& x, std::size_t size)
{
    const std::vector<Samples> groups = lowestLevels(x, size);
    std::vector<SteadyLine> peaks;
    std::vector<SteadyLine> lines;
    for (std::size_t k = 12; k + 12 < size / 2 + 1; ++k) {
        Samples levels;
        double height = 0.0;
        for (const Samples& group : groups) {
            if (group[k] < -120.0 || heightOf(group, k) < 10.0)
                continue;
            levels.push_back(group[k]);
            height += heightOf(group, k);
        }
        const auto count = static_cast<double>(levels.size());
        if (count < 0.8 * static_cast<double>(groups.size()))
            continue;
        double mean = 0.0;
        for (const double level : levels)
            mean += level / count;
        peaks.push_back({ k, mean, height / count });
        double variance = 0.0;
        for (const double level : levels)
            variance += (level - mean) * (level - mean) / count;
        if (std::sqrt(variance) <= 1.5 && k >= 16 && k + 16 < size / 2 + 1)
            lines.push_back(peaks.back());
    }
    std::erase_if(lines, [&peaks](const SteadyLine& line) {
        return std::ranges::any_of(peaks, [&line](const SteadyLine& other) {
            return other.bin + 4 >= line.bin && other.bin <= line.bin + 4 && other.level > line.level;
        });
    });
    return lines;
}

} // namespace assay::test::slow
