// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/measurement.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace assay
{

/// A limit: a number, or another measure plus a number (`max = { measure = "loudness.integrated", plus = 4.0 }`).
struct Limit {
    double value = 0.0; ///< the limit, or what is added to the measure
    std::string relativeTo {}; ///< measure id, empty for an absolute limit
    friend bool operator==(const Limit&, const Limit&) = default;
};

// The predicates: a closed set. Each is a question to one measurement.
struct Equals {
    Value value;
    friend bool operator==(const Equals&, const Equals&) = default;
};
struct OneOf {
    std::vector<Value> values;
    friend bool operator==(const OneOf&, const OneOf&) = default;
};
/// `min`, `max` or both; inclusive.
struct Between {
    std::optional<Limit> min;
    std::optional<Limit> max;
    friend bool operator==(const Between&, const Between&) = default;
};
/// target - below <= value <= target + above.
struct Near {
    Limit target {};
    double below = 0.0;
    double above = 0.0;
    friend bool operator==(const Near&, const Near&) = default;
};
/// ECMAScript regular expression over the whole text.
struct Matches {
    std::string pattern;
    friend bool operator==(const Matches&, const Matches&) = default;
};
/// A whole number of steps: frames of a CD sector, samples of an edit unit.
struct MultipleOf {
    std::int64_t step = 1;
    friend bool operator==(const MultipleOf&, const MultipleOf&) = default;
};
struct Present {
    bool wanted = true;
    friend bool operator==(const Present&, const Present&) = default;
};
/// none = true
struct NoEvents {
    friend bool operator==(const NoEvents&, const NoEvents&) = default;
};
/// count_max
struct AtMostEvents {
    std::int64_t count = 0;
    friend bool operator==(const AtMostEvents&, const AtMostEvents&) = default;
};
/// count_min: what must be there, as a sync pop
struct AtLeastEvents {
    std::int64_t count = 1;
    friend bool operator==(const AtLeastEvents&, const AtLeastEvents&) = default;
};
struct NoEventLongerThan {
    double seconds = 0.0;
    friend bool operator==(const NoEventLongerThan&, const NoEventLongerThan&) = default;
};

using Predicate = std::variant<Equals, OneOf, Between, Near, Matches, MultipleOf, Present, NoEvents, AtMostEvents,
    AtLeastEvents, NoEventLongerThan>;

} // namespace assay
