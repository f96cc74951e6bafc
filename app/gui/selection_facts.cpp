// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/selection_facts.h"

#include "core/base/units.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

namespace assay
{

namespace
{

constexpr double momentarySeconds = 0.4; // s, BS.1770-5 Annex 1: the gating block
constexpr double shortTermSeconds = 3.0; // s, EBU Tech 3341 2.2
constexpr Lufs absoluteGate { -70.0 }; // BS.1770-5 Annex 1, equation (6)
constexpr Lu relativeGate { -10.0 }; // BS.1770-5 Annex 1, equation (6)

/// The entries of a track that end inside the stretch and whose window of `window` seconds began inside it.
std::span<const double> inside(const Series& series, std::string_view track, double from, double to, double window)
{
    const std::vector<double>* values = series.find(track);
    if (values == nullptr || series.hopSeconds <= 0.0)
        return {};
    const double hop = series.hopSeconds;
    // Entry i ends at (i + 1) * hop; the small slack keeps exact multiples of the hop inside.
    constexpr double slack = 1e-6;
    const auto count = static_cast<double>(values->size());
    const double first = std::clamp(std::ceil((from + window) / hop - 1.0 - slack), 0.0, count);
    const double end = std::clamp(std::floor(to / hop + slack), first, count);
    return std::span(*values).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(end - first));
}

/// The entries that the stretch touches at all.
std::span<const double> touching(const Series& series, std::string_view track, double from, double to)
{
    const std::vector<double>* values = series.find(track);
    if (values == nullptr || series.hopSeconds <= 0.0)
        return {};
    const auto count = static_cast<double>(values->size());
    const double first = std::clamp(std::floor(from / series.hopSeconds), 0.0, count);
    const double end = std::clamp(std::ceil(to / series.hopSeconds), first, count);
    return std::span(*values).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(end - first));
}

std::optional<double> meanAbove(std::span<const double> levels, double gate)
{
    double sum = 0.0;
    int count = 0;
    for (const double level : levels) {
        if (std::isfinite(level) && level > gate) {
            sum += dbToPower(level);
            ++count;
        }
    }
    if (count == 0)
        return std::nullopt;
    return powerToDb(sum / count);
}

std::optional<double> highest(std::span<const double> values)
{
    std::optional<double> best;
    for (const double value : values) {
        if (std::isfinite(value))
            best = std::max(best.value_or(value), value);
    }
    return best;
}

std::optional<double> lowest(std::span<const double> values)
{
    std::optional<double> least;
    for (const double value : values) {
        if (std::isfinite(value))
            least = std::min(least.value_or(value), value);
    }
    return least;
}

} // namespace

SelectionFacts factsOf(const Series& series, const TimeRange& range, int sampleRate)
{
    const double from = toSeconds(range.start, sampleRate);
    const double to = toSeconds(range.end, sampleRate);
    SelectionFacts facts;
    const auto blocks = inside(series, "momentary", from, to, momentarySeconds);
    if (const auto ungated = meanAbove(blocks, absoluteGate.value()))
        facts.loudness = meanAbove(blocks, std::max(*ungated + relativeGate.value(), absoluteGate.value()));
    facts.shortTermMax = highest(inside(series, "short_term", from, to, shortTermSeconds));
    facts.truePeak = highest(touching(series, "true_peak", from, to));
    facts.correlation = lowest(touching(series, "correlation", from, to));
    return facts;
}

} // namespace assay
