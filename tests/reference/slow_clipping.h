// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "tests/support/signals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

/// What is told about tips that were cut off, word for word: every sample and every pair is looked at.
namespace assay::test::slow
{

/// First frame of one of the pieces of 10 ms.
inline std::size_t cellAt(std::size_t cell, int rate)
{
    return (cell * static_cast<std::size_t>(rate) + 50) / 100;
}

inline double highest(const Samples& x, std::size_t from, std::size_t to)
{
    double value = 0.0;
    for (std::size_t n = from; n < std::min(to, x.size()); ++n)
        value = std::max(value, std::abs(x[n]));
    return value;
}

inline double smallestDifference(const Samples& x, std::size_t from, std::size_t to)
{
    double smallest = 2.0;
    for (std::size_t n = from + 1; n < std::min(to, x.size()); ++n) {
        if (x[n] != x[n - 1])
            smallest = std::min(smallest, std::abs(x[n] - x[n - 1]));
    }
    return smallest;
}

/// Four samples or more within a step, as high as 90 % of the 10 ms around, with corners of 8 differences.
inline std::vector<TimeRange> stillTips(const Samples& x, double step, double fullScale, int rate)
{
    std::vector<TimeRange> tips;
    for (std::size_t cell = 0; cellAt(cell, rate) < x.size(); ++cell) {
        const std::size_t from = cellAt(cell == 0 ? 0 : cell - 1, rate);
        const std::size_t to = std::min(cellAt(cell + 2, rate), x.size());
        const double level = std::max(0.9 * highest(x, from, to), 0.01);
        const double corner = 8.0 * std::max(smallestDifference(x, from, to), step);
        for (std::size_t n = std::max<std::size_t>(cellAt(cell, rate), 1); n < std::min(cellAt(cell + 1, rate), to);
             ++n) {
            if (std::abs(x[n]) < level || std::abs(x[n]) >= fullScale || std::abs(x[n] - x[n - 1]) <= step)
                continue;
            std::size_t end = n + 1;
            while (end < to && std::abs(x[end] - x[n]) <= step)
                ++end;
            const double sign = x[n] > 0.0 ? 1.0 : -1.0;
            if (end < to && end - n >= 4 && sign * (x[n] - x[n - 1]) >= corner
                && sign * (x[end - 1] - x[end]) >= corner)
                tips.push_back({ static_cast<FrameCount>(n), static_cast<FrameCount>(end) });
        }
    }
    return tips;
}

/// Those that have another of their level, to two steps, within a second.
inline std::vector<TimeRange> flatTops(const Samples& x, double step, double fullScale, int rate)
{
    const std::vector<TimeRange> tips = stillTips(x, step, fullScale, rate);
    const auto levelOf = [&x](const TimeRange& tip) { return std::abs(x[static_cast<std::size_t>(tip.start)]); };
    std::vector<TimeRange> tops;
    for (const TimeRange& tip : tips) {
        const bool pair = std::ranges::any_of(tips, [&](const TimeRange& other) {
            const FrameCount apart = std::max(tip.start - other.end, other.start - tip.end);
            return other.start != tip.start && apart <= rate && std::abs(levelOf(tip) - levelOf(other)) <= 2.0 * step;
        });
        if (pair)
            tops.push_back(tip);
    }
    return tops;
}

/// Runs of three equal samples or more at this magnitude or above.
inline std::vector<TimeRange> equalRuns(const Samples& x, double level)
{
    std::vector<TimeRange> runs;
    for (std::size_t start = 0; start < x.size();) {
        std::size_t end = start + 1;
        while (end < x.size() && x[end] == x[start])
            ++end;
        if (end - start >= 3 && std::abs(x[start]) >= level)
            runs.push_back({ static_cast<FrameCount>(start), static_cast<FrameCount>(end) });
        start = end;
    }
    return runs;
}

/// dB, of the widest step between two magnitudes that follow each other, the upper one among the loudest 0.5 dB.
inline double widestStep(const Samples& x)
{
    Samples levels;
    for (const double sample : x) {
        if (sample != 0.0)
            levels.push_back(20.0 * std::log10(std::abs(sample)));
    }
    std::ranges::sort(levels, std::greater<>());
    double widest = 0.0;
    for (std::size_t i = 1; i < levels.size() && levels[i - 1] >= levels[0] - 0.5; ++i)
        widest = std::max(widest, levels[i - 1] - levels[i]);
    return widest;
}

/// %, that the highest four 256ths of an octave hold more samples than the four below.
inline double pileUp(const Samples& x)
{
    const auto levelOf = [](double magnitude) {
        int octave = 0;
        const double mantissa = std::frexp(magnitude, &octave); // from 0.5 to 1
        return 256L * octave + std::lround(std::floor((2.0 * mantissa - 1.0) * 256.0));
    };
    const long top = levelOf(highest(x, 0, x.size()));
    std::array<double, 2> counts {};
    for (const double sample : x) {
        const long down = sample == 0.0 ? 8 : top - levelOf(std::abs(sample));
        if (down < 8)
            counts[static_cast<std::size_t>(down / 4)] += 1.0;
    }
    return counts[0] < 10.0 ? 0.0 : std::max(0.0, 100.0 * (counts[0] / std::max(counts[1], 1.0) - 1.0));
}

} // namespace assay::test::slow
