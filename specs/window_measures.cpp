// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/window_measures.h"

#include "core/base/units.h"
#include "specs/wording.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <iterator>
#include <limits>

namespace assay
{

namespace
{

constexpr double absoluteGate = -70.0; // LUFS, BS.1770-5 Annex 1; Tech 3342 v4 section 3
constexpr double relativeGate = -10.0; // LU, BS.1770-5 Annex 1
constexpr double rangeGate = -20.0; // LU, Tech 3342 v4 section 3
constexpr double rangeLow = 0.10; // percentile, Tech 3342 v4 section 3
constexpr double rangeHigh = 0.95; // percentile, Tech 3342 v4 section 3
constexpr double momentaryLength = 0.4; // s, Tech 3341
constexpr double shortTermLength = 3.0; // s, Tech 3341
constexpr double gridGuard = 1e-6; // s: a hundredth of a frame, so that 0.1 s steps meet window edges

std::optional<double> meanPower(std::span<const double> levels, double above)
{
    double sum = 0.0;
    std::size_t count = 0;
    for (const double level : levels) {
        if (!(level > above)) // NaN is no value
            continue;
        sum += dbToPower(level);
        ++count;
    }
    return count == 0 ? std::nullopt : std::optional(sum / static_cast<double>(count));
}

Measurement without(const Measurement& measurement, MeasureState state, std::string reason)
{
    return { .id = measurement.id, .unit = measurement.unit, .state = state, .reason = std::move(reason) };
}

Measurement with(const Measurement& measurement, double value)
{
    return { .id = measurement.id, .unit = measurement.unit, .value = value };
}

/// The window in frames, or why there is none.
struct Extent {
    TimeRange range {};
    MeasureState state = MeasureState::ok;
    std::string reason {};
};

Extent soundExtent(const Subject& subject)
{
    for (const char* id : { "signal.first_sound", "signal.last_sound" }) {
        const Measurement* edge = subject.measures.find(id);
        if (edge == nullptr || edge->state == MeasureState::notMeasured)
            return { {}, MeasureState::notMeasured, fmt::format("the window needs {}, which was not measured", id) };
        if (edge->state == MeasureState::notApplicable)
            return { {}, MeasureState::notApplicable, fmt::format("the window is empty: {}", edge->reason) };
    }
    const auto frameAt = [&](const char* id) {
        const double frame = std::round(subject.measures.number(id).value_or(0.0) * subject.time.sampleRate);
        return static_cast<FrameCount>(std::clamp(frame, 0.0, static_cast<double>(subject.frames)));
    };
    return { { frameAt("signal.first_sound"), frameAt("signal.last_sound") } };
}

Extent extentOf(const Window& window, const Subject& subject)
{
    const double wanted = std::min(window.seconds * subject.time.sampleRate, static_cast<double>(subject.frames));
    const auto length = static_cast<FrameCount>(std::round(wanted));
    switch (window.kind) {
    case Window::Kind::whole:
        return { { 0, subject.frames } };
    case Window::Kind::programme:
        return soundExtent(subject);
    case Window::Kind::ffoa:
        return { {}, MeasureState::notMeasured, "the file does not say where FFOA and LFOA are" };
    case Window::Kind::first:
        return { { 0, length } };
    case Window::Kind::last:
        return { { subject.frames - length, subject.frames } };
    }
    return { {}, MeasureState::notMeasured, "unknown window" };
}

Measurement placesIn(const Measurement& measurement, TimeRange range)
{
    const auto all = numberIn(*measurement.value).value_or(0.0);
    const bool complete = all <= static_cast<double>(measurement.events.size());
    if (!complete)
        return without(measurement, MeasureState::notMeasured,
            fmt::format("only the first {} of {} places were kept, too few to look at a part of the programme",
                measurement.events.size(), formatValue(all, Unit::events)));
    Measurement result = with(measurement, 0.0);
    for (Place place : measurement.events) {
        if (place.end <= range.start || place.start >= range.end)
            continue;
        place.start = std::max(place.start, range.start);
        place.end = std::min(place.end, range.end);
        result.events.push_back(place);
    }
    result.value = static_cast<std::int64_t>(result.events.size());
    return result;
}

/// The entries of a track whose windows of `length` seconds lie in the range; `touching` takes those that only overlap.
std::span<const double> entriesIn(
    const std::vector<double>& track, double hop, TimeRange range, int sampleRate, double length, bool touching)
{
    const double start = toSeconds(range.start, sampleRate);
    const double end = toSeconds(range.end, sampleRate);
    const double low
        = touching ? std::floor((start + gridGuard) / hop) : std::ceil((start + length - gridGuard) / hop) - 1.0;
    const double high = touching ? std::ceil((end - gridGuard) / hop) : std::floor((end + gridGuard) / hop);
    const auto size = static_cast<double>(track.size());
    const auto first = static_cast<std::size_t>(std::clamp(low, 0.0, size));
    const auto last = static_cast<std::size_t>(std::clamp(high, 0.0, size));
    return first < last ? std::span(track).subspan(first, last - first) : std::span<const double> {};
}

std::optional<double> largest(std::span<const double> values)
{
    std::optional<double> found;
    for (const double value : values) {
        if (std::isfinite(value) && (!found || value > *found))
            found = value;
    }
    return found;
}

/// A measure that follows from a stored series.
struct SeriesMeasure {
    std::string_view id;
    const char* track;
    double length; ///< seconds one entry looks back
    bool touching; ///< entries that only overlap the window count
    bool maximum; ///< the exact maximum holds where it stands inside
    std::optional<double> (*reduce)(std::span<const double> values);
};

constexpr std::array<SeriesMeasure, 5> seriesMeasures { {
    { "loudness.integrated", "momentary", momentaryLength, false, false, loudnessOfWindow },
    { "loudness.range", "short_term", shortTermLength, false, false, rangeOfWindow },
    { "loudness.momentary_max", "momentary", momentaryLength, false, true, largest },
    { "loudness.short_term_max", "short_term", shortTermLength, false, true, largest },
    { "peak.true", "true_peak", 0.0, true, true, largest },
} };

Measurement fromSeries(
    const SeriesMeasure& how, const Measurement& measurement, TimeRange range, const Subject& subject)
{
    const bool standsInside
        = measurement.at && measurement.at->start >= range.start && measurement.at->end <= range.end;
    if (how.maximum && standsInside)
        return measurement;
    const Series& series = subject.measures.series();
    const std::vector<double>* track = series.find(how.track);
    if (track == nullptr || !(series.hopSeconds > 0.0))
        return without(measurement, MeasureState::notMeasured,
            fmt::format("the series \"{}\" that this window needs is not there", how.track));
    const auto values = entriesIn(*track, series.hopSeconds, range, subject.time.sampleRate, how.length, how.touching);
    if (values.empty())
        return without(measurement, MeasureState::notMeasured,
            fmt::format("the window is shorter than {} s", formatLimit(how.length, Unit::seconds)));
    const auto value = how.reduce(values);
    return value ? with(measurement, *value)
                 : without(measurement, MeasureState::notApplicable, "the window holds nothing but silence");
}

} // namespace

std::optional<double> loudnessOfWindow(std::span<const double> momentary)
{
    const auto ungated = meanPower(momentary, absoluteGate);
    if (!ungated)
        return std::nullopt;
    const auto gated = meanPower(momentary, std::max(absoluteGate, powerToDb(*ungated) + relativeGate));
    return gated ? std::optional(powerToDb(*gated)) : std::nullopt;
}

std::optional<double> rangeOfWindow(std::span<const double> shortTerm)
{
    const auto loud = [&](double gate) {
        std::vector<double> kept;
        std::ranges::copy_if(shortTerm, std::back_inserter(kept), [&](double value) { return value >= gate; });
        return kept;
    };
    const std::vector<double> aboveAbsolute = loud(absoluteGate);
    const auto power = meanPower(aboveAbsolute, -std::numeric_limits<double>::infinity());
    if (!power)
        return std::nullopt;
    std::vector<double> kept = loud(std::max(absoluteGate, powerToDb(*power) + rangeGate));
    std::ranges::sort(kept);
    const auto at = [&](double part) {
        return kept.at(static_cast<std::size_t>(std::round(static_cast<double>(kept.size() - 1) * part)));
    };
    return at(rangeHigh) - at(rangeLow);
}

bool canBeWindowed(std::string_view measure, Unit unit)
{
    const bool placesInTime = unit == Unit::events && !measure.starts_with("structure."); // those are in bytes
    return placesInTime || std::ranges::find(seriesMeasures, measure, &SeriesMeasure::id) != seriesMeasures.end();
}

Measurement inWindow(const Measurement& measurement, const Window& window, const Subject& subject)
{
    if (window.kind == Window::Kind::whole || measurement.state != MeasureState::ok || !measurement.value)
        return measurement;
    const Extent extent = extentOf(window, subject);
    if (extent.state != MeasureState::ok)
        return without(measurement, extent.state, extent.reason);
    if (subject.time.sampleRate <= 0)
        return without(measurement, MeasureState::notMeasured, "the sample rate is unknown");
    const auto how = std::ranges::find(seriesMeasures, measurement.id, &SeriesMeasure::id);
    if (how != seriesMeasures.end())
        return fromSeries(*how, measurement, extent.range, subject);
    if (canBeWindowed(measurement.id, measurement.unit))
        return placesIn(measurement, extent.range);
    return without(measurement, MeasureState::notMeasured,
        fmt::format("{} cannot be told for a part of the programme", measurement.id));
}

} // namespace assay
