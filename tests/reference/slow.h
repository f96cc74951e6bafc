// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/units.h"
#include "core/dsp/k_weighting.h"
#include "core/dsp/true_peak.h"
#include "tests/support/signals.h"

#include <algorithm>
#include <cmath>
#include <numeric>

/// The documents' formulas, word for word: slow, obvious, and knowing nothing of cells, rings or skipped blocks.
namespace assay::test::slow
{

inline Samples filtered(const Biquad& b, const Samples& x)
{
    Samples y(x.size());
    for (std::size_t n = 0; n < x.size(); ++n) {
        y[n] = b.b0 * x[n];
        if (n >= 1)
            y[n] += b.b1 * x[n - 1] - b.a1 * y[n - 1];
        if (n >= 2)
            y[n] += b.b2 * x[n - 2] - b.a2 * y[n - 2];
    }
    return y;
}

/// Per frame the sum of G y^2 over the K-weighted channels.
inline Samples weightedSquares(const Signal& signal)
{
    const KWeighting k = kWeighting(signal.sampleRate);
    Samples sum(signal.frames());
    for (std::size_t channel = 0; channel < signal.channels.size(); ++channel) {
        const double weight = loudnessWeight(signal.layout.channels[channel]);
        const Samples y = filtered(k.highPass, filtered(k.shelf, signal.channels[channel]));
        for (std::size_t n = 0; n < y.size(); ++n)
            sum[n] += weight * y[n] * y[n];
    }
    return sum;
}

/// Mean squares of full windows of `length` s that begin every `hop` s.
inline Samples windows(const Samples& squares, double length, double hop, int rate)
{
    Samples powers;
    for (int j = 0;; ++j) {
        const auto from = framesOf(j * hop, rate);
        const auto to = framesOf(j * hop + length, rate);
        if (to > squares.size())
            return powers;
        const auto begin = squares.begin() + static_cast<std::ptrdiff_t>(from);
        const auto end = squares.begin() + static_cast<std::ptrdiff_t>(to);
        powers.push_back(std::accumulate(begin, end, 0.0) / static_cast<double>(to - from));
    }
}

inline double loudness(double power)
{
    return -0.691 + 10.0 * std::log10(power);
}

inline double meanOf(const Samples& powers)
{
    return std::accumulate(powers.begin(), powers.end(), 0.0) / static_cast<double>(powers.size());
}

inline double integrated(const Samples& squares, int rate)
{
    Samples kept;
    for (const double power : windows(squares, 0.4, 0.1, rate)) {
        if (loudness(power) > -70.0)
            kept.push_back(power);
    }
    const double gate = loudness(meanOf(kept)) - 10.0;
    std::erase_if(kept, [gate](double power) { return loudness(power) <= gate; });
    return loudness(meanOf(kept));
}

inline double range(const Signal& signal)
{
    Signal padded = signal;
    for (Samples& samples : padded.channels)
        samples.resize(samples.size() + framesOf(1.5, signal.sampleRate));
    Samples kept = windows(weightedSquares(padded), 3.0, 0.1, signal.sampleRate);
    std::erase_if(kept, [](double power) { return loudness(power) < -70.0; });
    const double gate = loudness(meanOf(kept)) - 20.0;
    std::erase_if(kept, [gate](double power) { return loudness(power) < gate; });
    std::ranges::sort(kept);
    const auto at = [&kept](double part) {
        return loudness(kept[static_cast<std::size_t>(std::lround(static_cast<double>(kept.size() - 1) * part))]);
    };
    return at(0.95) - at(0.10);
}

inline double truePeak(const Samples& x)
{
    double highest = 0.0;
    for (std::size_t n = 0; n < x.size() + 11; ++n) {
        for (const auto& phase : truePeakTaps) {
            double value = 0.0;
            for (std::size_t k = 0; k < 12; ++k)
                value += n >= k && n - k < x.size() ? phase[k] / 8192.0 * x[n - k] : 0.0;
            highest = std::max(highest, std::abs(value));
        }
        if (n < x.size())
            highest = std::max(highest, std::abs(x[n]));
    }
    return 20.0 * std::log10(highest);
}

/// Correlation about the means of frames [from, to); 2 where either side is under -60 dBFS RMS.
inline double correlation(const Samples& x, const Samples& y, std::size_t from, std::size_t to)
{
    double meanX = 0.0;
    double meanY = 0.0;
    const auto count = static_cast<double>(to - from);
    for (std::size_t n = from; n < to; ++n) {
        meanX += x[n] / count;
        meanY += y[n] / count;
    }
    double xx = 0.0;
    double yy = 0.0;
    double xy = 0.0;
    for (std::size_t n = from; n < to; ++n) {
        xx += (x[n] - meanX) * (x[n] - meanX);
        yy += (y[n] - meanY) * (y[n] - meanY);
        xy += (x[n] - meanX) * (y[n] - meanY);
    }
    return xx / count < 1e-6 || yy / count < 1e-6 ? 2.0 : xy / std::sqrt(xx * yy);
}

} // namespace assay::test::slow
