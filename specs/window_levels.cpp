// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/window_levels.h"

#include "core/base/units.h"
#include "specs/window_series.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

namespace assay
{

namespace
{

constexpr double rangeLowShare = 0.10; // percentile, Tech 3342 v4 section 3
constexpr double rangeHighShare = 0.95; // percentile, Tech 3342 v4 section 3

template <class Passes>
std::optional<double> powerMean(std::span<const double> levels, Passes passes)
{
    double sum = 0.0;
    std::size_t count = 0;
    for (const double level : levels) {
        if (!passes(level)) // nor does NaN
            continue;
        sum += dbToPower(level);
        ++count;
    }
    return count == 0 ? std::nullopt : std::optional(powerToDb(sum / static_cast<double>(count)));
}

std::optional<double> percentile(std::span<const double> shortTerm, double share)
{
    const auto gate = rangeGateOfWindow(shortTerm);
    if (!gate)
        return std::nullopt;
    std::vector<double> kept;
    std::ranges::copy_if(shortTerm, std::back_inserter(kept), [&](double value) { return value >= *gate; });
    std::ranges::sort(kept);
    return kept.at(static_cast<std::size_t>(std::round(static_cast<double>(kept.size() - 1) * share)));
}

template <class Better>
std::optional<double> extreme(std::span<const double> values, Better better)
{
    std::optional<double> found;
    for (const double value : values) {
        if (std::isfinite(value) && (!found || better(value, *found)))
            found = value;
    }
    return found;
}

} // namespace

std::optional<double> largest(std::span<const double> values)
{
    return extreme(values, [](double a, double b) { return a > b; });
}

std::optional<double> smallest(std::span<const double> values)
{
    return extreme(values, [](double a, double b) { return a < b; });
}

std::optional<double> meanLevel(std::span<const double> levels)
{
    double sum = 0.0;
    for (const double level : levels)
        sum += std::isfinite(level) ? dbToPower(level) : 0.0;
    return sum > 0.0 ? std::optional(powerToDb(sum / static_cast<double>(levels.size()))) : std::nullopt;
}

std::optional<double> gateOfWindow(std::span<const double> momentary)
{
    const auto ungated = powerMean(momentary, [](double level) { return level > absoluteGate; });
    return ungated ? std::optional(std::max(absoluteGate, *ungated + relativeGate)) : std::nullopt;
}

std::optional<double> rangeGateOfWindow(std::span<const double> shortTerm)
{
    const auto mean = powerMean(shortTerm, [](double level) { return level >= absoluteGate; });
    return mean ? std::optional(std::max(absoluteGate, *mean + rangeGate)) : std::nullopt;
}

std::optional<double> rangeLowOfWindow(std::span<const double> shortTerm)
{
    return percentile(shortTerm, rangeLowShare);
}

std::optional<double> rangeHighOfWindow(std::span<const double> shortTerm)
{
    return percentile(shortTerm, rangeHighShare);
}

std::optional<double> loudnessOfWindow(std::span<const double> momentary)
{
    const auto gate = gateOfWindow(momentary);
    return gate ? powerMean(momentary, [&](double level) { return level > *gate; }) : std::nullopt;
}

std::optional<double> rangeOfWindow(std::span<const double> shortTerm)
{
    const auto low = rangeLowOfWindow(shortTerm);
    return low ? std::optional(*rangeHighOfWindow(shortTerm) - *low) : std::nullopt;
}

} // namespace assay
