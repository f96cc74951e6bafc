// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/cause.h"
#include "specs/window_levels.h"
#include "specs/window_series.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr double shortTermWindow = 3.0; // s, Tech 3341: short-term
constexpr double faderStep = 0.1; // LU: what a fader shows
constexpr int mostSteps = 60; // the gates move with the levels: 6 LU beyond the first guess is far more than they do

// A way into the limit: everything louder than `level` comes down to it, or everything softer is lifted to it.
struct Way {
    double level = 0.0;
    double range = 0.0; ///< LU, what Tech 3342 says of it then
    Stretches where {};
};

double floorOf(std::span<const double> shortTerm)
{
    return rangeGateOfWindow(shortTerm).value_or(absoluteGate);
}

// The loudest level down to which the programme must come for its range to be at most `highest`; empty where none is.
std::optional<Way> loweringTo(const std::vector<double>& shortTerm, double highest, const Subject& subject)
{
    std::vector<double> changed(shortTerm.size());
    double level = *rangeLowOfWindow(shortTerm) + highest;
    for (int i = 0; i < mostSteps; ++i, level -= faderStep) {
        std::ranges::transform(shortTerm, changed.begin(), [&](double value) { return std::min(value, level); });
        const auto range = rangeOfWindow(changed);
        if (range && *range <= highest + comparisonGuard)
            return Way { level, *range, stretchesOf({ "short_term", shortTermWindow, level }, subject) };
    }
    return std::nullopt;
}

// Likewise upwards; what lies under the gates stays where it is.
std::optional<Way> liftingTo(const std::vector<double>& shortTerm, double highest, const Subject& subject)
{
    std::vector<double> changed(shortTerm.size());
    const double floor = floorOf(shortTerm);
    double level = *rangeHighOfWindow(shortTerm) - highest;
    for (int i = 0; i < mostSteps; ++i, level += faderStep) {
        std::ranges::transform(
            shortTerm, changed.begin(), [&](double value) { return value >= floor ? std::max(value, level) : value; });
        const auto range = rangeOfWindow(changed);
        if (range && *range <= highest + comparisonGuard)
            return Way { level, *range, stretchesOf({ "short_term", shortTermWindow, level, true, floor }, subject) };
    }
    return std::nullopt;
}

} // namespace

std::string rangeAdvice(const Outcome& outcome, const Subject& subject)
{
    const std::vector<double>* track = subject.measures.series().find("short_term");
    const bool wide = outcome.bounds.highest && outcome.measured
        && numberIn(*outcome.measured).value_or(0.0) > *outcome.bounds.highest;
    if (outcome.measure != "loudness.range" || !wide || track == nullptr)
        return {};
    std::vector<double> shortTerm;
    std::ranges::copy_if(*track, std::back_inserter(shortTerm), [](double value) { return std::isfinite(value); });
    if (!rangeLowOfWindow(shortTerm))
        return {};
    const double highest = *outcome.bounds.highest;
    const std::optional<Way> down = loweringTo(shortTerm, highest, subject);
    const std::optional<Way> up = liftingTo(shortTerm, highest, subject);
    if (!down && !up)
        return {};
    const bool lower = down && (!up || down->where.seconds <= up->where.seconds);
    const Way& way = lower ? *down : *up;
    if (way.where.ranges.empty())
        return {};
    return fmt::format("{} {} s {} to {}, all that is {}; the loudness range is then {}. Where: {}.",
        lower ? "Bring" : "Lift", formatValue(way.where.seconds, Unit::seconds), lower ? "down" : "up",
        withUnit(formatValue(way.level, Unit::lufs), Unit::lufs), lower ? "louder" : "softer",
        withUnit(formatAgainst(way.range, outcome.bounds, Unit::lu), Unit::lu),
        describeStretches(way.where, subject.time));
}

} // namespace assay
