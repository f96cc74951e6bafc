// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/reference/slow.h"
#include "tests/reference/slow_clipping.h"

#include <limits>
#include <numbers>
#include <optional>
#include <span>
#include <string>

/// What is told from levels over time, word for word.
namespace assay::test::slow
{

/// dB RMS without DC of each whole 100 ms; NaN where 10 ms of them are digital silence.
inline Samples stepLevels(const Samples& x, int rate)
{
    Samples levels;
    for (std::size_t step = 0; cellAt(10 * step + 10, rate) <= x.size(); ++step) {
        const std::size_t from = cellAt(10 * step, rate);
        const std::size_t to = cellAt(10 * step + 10, rate);
        const auto count = static_cast<double>(to - from);
        const auto begin = x.begin() + static_cast<std::ptrdiff_t>(from);
        const double mean = std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(to - from), 0.0) / count;
        double variance = 0.0;
        for (std::size_t n = from; n < to; ++n)
            variance += (x[n] - mean) * (x[n] - mean) / count;
        bool black = false;
        for (std::size_t cell = 10 * step; cell < 10 * step + 10; ++cell)
            black |= !(highest(x, cellAt(cell, rate), cellAt(cell + 1, rate)) > 0.0);
        levels.push_back(black ? std::nan("") : 10.0 * std::log10(variance));
    }
    return levels;
}

/// The pauses: 0.5 s or more at -90 to -50 dBFS, alike within 6 dB; the levels of their steps.
inline std::vector<Samples> pauses(const Samples& x, int rate)
{
    std::vector<Samples> found(1);
    for (const double level : stepLevels(x, rate)) {
        Samples& pause = found.back();
        const bool quiet = level >= -90.0 && level <= -50.0; // NaN is not
        if (!pause.empty() && quiet) {
            const auto [low, high] = std::ranges::minmax(pause);
            if (std::max(high, level) - std::min(low, level) <= 6.0) {
                pause.push_back(level);
                continue;
            }
        }
        found.emplace_back();
        if (quiet)
            found.back().push_back(level);
    }
    std::erase_if(found, [](const Samples& pause) { return pause.size() < 5; });
    return found;
}

/// Digital silence of 100 ms or more, in cells of 10 ms, between sound.
inline std::vector<TimeRange> holes(const Samples& x, int rate)
{
    std::vector<TimeRange> found;
    std::size_t cells = 0;
    bool sound = false;
    for (std::size_t cell = 0; cellAt(cell, rate) < x.size(); ++cell) {
        if (!(highest(x, cellAt(cell, rate), cellAt(cell + 1, rate)) > 0.0)) {
            ++cells;
            continue;
        }
        if (sound && cells >= 10)
            found.push_back(
                { static_cast<FrameCount>(cellAt(cell - cells, rate)), static_cast<FrameCount>(cellAt(cell, rate)) });
        sound = true;
        cells = 0;
    }
    return found;
}

struct SlowFade {
    double seconds = 0.0;
    std::string shape = "none";
};

/// The fade that the sound begins with, from the dB of its 100 ms: the shape and length that lie nearest, of all.
inline SlowFade fadeOf(const Samples& levels)
{
    SlowFade best;
    double least = 3.0; // dB RMS
    const auto tryShape = [&](std::size_t length, const std::string& name, auto gain) {
        const std::size_t rest = std::clamp<std::size_t>(length / 2, 5, 30);
        if (length + rest > levels.size())
            return;
        Samples off;
        double after = 0.0;
        for (std::size_t i = 0; i < length + rest; ++i) {
            const double x = (static_cast<double>(i) + 0.5) / static_cast<double>(length);
            off.push_back(levels[i] - (i < length ? 20.0 * std::log10(gain(x)) : 0.0));
            after += i < length ? 0.0 : std::pow(10.0, levels[i] / 10.0) / static_cast<double>(rest);
        }
        double variance = 0.0;
        for (const double difference : off)
            variance += std::pow(difference - meanOf(off), 2.0) / static_cast<double>(off.size());
        if (10.0 * std::log10(after) - levels[0] < 20.0 || std::sqrt(variance) >= least)
            return;
        least = std::sqrt(variance);
        best = { 0.1 * static_cast<double>(length), name };
    };
    for (std::size_t length = 5; length < levels.size(); ++length) {
        tryShape(length, "linear", [](double x) { return x; });
        tryShape(length, "cosine", [](double x) { return std::sin(0.5 * std::numbers::pi * x); });
        tryShape(length, "s-curve", [](double x) { return 0.5 - 0.5 * std::cos(std::numbers::pi * x); });
        for (double depth = 20.0; depth <= 90.0; depth += 10.0)
            tryShape(length, "exponential", [depth](double x) { return std::pow(10.0, depth * (x - 1.0) / 20.0); });
    }
    return best;
}

/// Momentary loudness that the given share of a side stays under; nothing where a quarter of it and more is a pause.
inline std::optional<double> sideLevel(const Samples& momentary, std::size_t from, double share)
{
    Samples sounding(momentary.begin() + static_cast<std::ptrdiff_t>(from),
        momentary.begin() + static_cast<std::ptrdiff_t>(from + 57)); // windows of 400 ms in 6 s
    std::erase_if(sounding, [](double loudness) { return !(loudness > -60.0); });
    if (sounding.size() < 43)
        return std::nullopt;
    std::ranges::sort(sounding);
    return sounding[static_cast<std::size_t>(std::lround(share * static_cast<double>(sounding.size() - 1)))];
}

/// LU, between the 6 s before and the 6 s after this step of 100 ms; nothing where it is no sudden shift.
inline std::optional<double> jumpAt(const Samples& momentary, std::size_t step)
{
    const std::size_t before = step - 60; // the first window of that side
    const auto first = sideLevel(momentary, before, 0.5);
    const auto then = sideLevel(momentary, step, 0.5);
    if (!first || !then || std::abs(*then - *first) < 10.0)
        return std::nullopt;
    const bool up = *then > *first;
    const auto loudest = [&momentary](std::size_t from) { // of the windows within a second; a pause is a pause
        return std::max(-60.0, std::ranges::max(std::span(momentary).subspan(from, 7)));
    };
    const double loudestBefore = loudest(step - 10);
    const double loudestAfter = loudest(step);
    const double sudden = up ? loudestAfter - loudestBefore : loudestBefore - loudestAfter;
    const double reach = *sideLevel(momentary, up ? before : step, 0.95);
    return sudden >= 6.0 && reach < std::max(*first, *then) ? std::optional(*then - *first) : std::nullopt;
}

} // namespace assay::test::slow
