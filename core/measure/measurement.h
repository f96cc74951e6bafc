// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/measure_spec.h"
#include "core/measure/place.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace assay
{

/// `notApplicable`: there is no such value (loudness of silence). `notMeasured`: there may be one and we do not know
/// it.
enum class MeasureState { ok, notApplicable, notMeasured };

/// "ok", "not_applicable", "not_measured".
[[nodiscard]] std::string_view nameOf(MeasureState state);
[[nodiscard]] std::optional<MeasureState> measureStateNamed(std::string_view name);

using Value = std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>>;

/// The number in a value, if it is one (booleans are none).
[[nodiscard]] std::optional<double> numberIn(const Value& value);

/// One channel's (or pair's) value; empty where that channel has none.
struct ChannelValue {
    std::string channel;
    std::optional<double> value;

    friend bool operator==(const ChannelValue&, const ChannelValue&) = default;
};

/// What was found for one measure of one programme. `value` is set exactly when the state is ok; `reason` exactly when
/// not. Numbers are unrounded and finite: an infinite level is `notApplicable` with its reason.
struct Measurement {
    std::string id;
    Unit unit = Unit::none;
    MeasureState state = MeasureState::ok;
    std::string reason {};
    std::optional<Value> value {};
    std::vector<ChannelValue> channels {};
    std::optional<Place> at {}; ///< the one place a maximum or minimum stands at
    std::vector<Place> events {}; ///< ordered by start, merged where they touch, at most `maxEvents`

    friend bool operator==(const Measurement&, const Measurement&) = default;
};

/// Places kept per measure. `value` still counts all of them.
constexpr std::size_t maxEvents = 1000;

/// A measurement with a value. A value that is not finite becomes `notMeasured`: that is a bug of the caller made
/// visible.
[[nodiscard]] Measurement measured(const MeasureSpec& spec, Value value);
[[nodiscard]] Measurement notApplicable(const MeasureSpec& spec, std::string reason);
[[nodiscard]] Measurement notMeasured(const MeasureSpec& spec, std::string reason);

/// The count of `events` as value, the first `maxEvents` of them (ordered by start, then channel) as places.
[[nodiscard]] Measurement measuredEvents(const MeasureSpec& spec, std::vector<Place> events);

} // namespace assay
