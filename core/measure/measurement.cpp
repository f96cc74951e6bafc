// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/measurement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

namespace assay
{

namespace
{

constexpr std::array<std::pair<MeasureState, std::string_view>, 3> stateNames { {
    { MeasureState::ok, "ok" },
    { MeasureState::notApplicable, "not_applicable" },
    { MeasureState::notMeasured, "not_measured" },
} };

Measurement withoutValue(const MeasureSpec& spec, MeasureState state, std::string reason)
{
    return Measurement { .id = std::string(spec.id), .unit = spec.unit, .state = state, .reason = std::move(reason) };
}

} // namespace

std::string_view nameOf(MeasureState state)
{
    for (const auto& [candidate, name] : stateNames) {
        if (candidate == state)
            return name;
    }
    return "not_measured";
}

std::optional<MeasureState> measureStateNamed(std::string_view name)
{
    for (const auto& [state, candidate] : stateNames) {
        if (candidate == name)
            return state;
    }
    return std::nullopt;
}

std::optional<double> numberIn(const Value& value)
{
    if (const auto* number = std::get_if<double>(&value))
        return *number;
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*integer);
    return std::nullopt;
}

Measurement measured(const MeasureSpec& spec, Value value)
{
    if (const auto* number = std::get_if<double>(&value); number != nullptr && !std::isfinite(*number))
        return notMeasured(spec, "internal error: the result was not a finite number");
    return Measurement { .id = std::string(spec.id), .unit = spec.unit, .value = std::move(value) };
}

Measurement notApplicable(const MeasureSpec& spec, std::string reason)
{
    return withoutValue(spec, MeasureState::notApplicable, std::move(reason));
}

Measurement notMeasured(const MeasureSpec& spec, std::string reason)
{
    return withoutValue(spec, MeasureState::notMeasured, std::move(reason));
}

Measurement measuredEvents(const MeasureSpec& spec, std::vector<Place> events)
{
    std::ranges::sort(events, [](const Place& a, const Place& b) {
        return std::tie(a.start, a.end, a.channel) < std::tie(b.start, b.end, b.channel);
    });
    Measurement result = measured(spec, static_cast<std::int64_t>(events.size()));
    if (events.size() > maxEvents)
        events.resize(maxEvents);
    result.events = std::move(events);
    return result;
}

} // namespace assay
