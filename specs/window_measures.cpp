// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/window_measures.h"

#include "core/measure/byte_places.h"
#include "specs/wording.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

Measurement without(const Measurement& measurement, MeasureState state, std::string reason)
{
    return { .id = measurement.id, .unit = measurement.unit, .state = state, .reason = std::move(reason) };
}

Measurement placesIn(const Measurement& measurement, TimeRange range)
{
    const auto all = numberIn(*measurement.value).value_or(0.0);
    const bool complete = all <= static_cast<double>(measurement.events.size());
    if (!complete)
        return without(measurement, MeasureState::notMeasured,
            fmt::format("only the first {} of {} places were kept, too few to look at a part of the programme",
                measurement.events.size(), formatValue(all, Unit::events)));
    Measurement result { .id = measurement.id, .unit = measurement.unit };
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

} // namespace

bool canBeWindowed(std::string_view measure, Unit unit)
{
    const bool placesInTime = unit == Unit::events && !placesAreBytes(measure);
    return placesInTime || isInSeries(measure);
}

Measurement inWindow(const Measurement& measurement, const Window& window, const Subject& subject)
{
    if (window.kind == Window::Kind::whole || measurement.state != MeasureState::ok || !measurement.value)
        return measurement;
    const auto range = extentOf(window, subject);
    if (!range)
        return without(measurement, range.error().state, range.error().reason);
    if (auto part = fromSeries(measurement, *range, subject))
        return std::move(*part);
    if (canBeWindowed(measurement.id, measurement.unit))
        return placesIn(measurement, *range);
    return without(measurement, MeasureState::notMeasured,
        fmt::format("{} cannot be told for a part of the programme", measurement.id));
}

} // namespace assay
