// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/same_condition.h"

#include <algorithm>
#include <type_traits>

namespace assay
{

namespace
{

bool sameLimit(const std::optional<Limit>& a, const std::optional<Limit>& b)
{
    if (!a || !b)
        return a.has_value() == b.has_value();
    return a->value == b->value && a->relativeTo == b->relativeTo;
}

bool samePredicate(const Predicate& a, const Predicate& b)
{
    if (a.index() != b.index())
        return false;
    return std::visit(
        [&](const auto& left) {
            using Question = std::decay_t<decltype(left)>;
            const auto& right = std::get<Question>(b);
            if constexpr (std::is_same_v<Question, Equals>)
                return left.value == right.value;
            else if constexpr (std::is_same_v<Question, OneOf>)
                return left.values == right.values;
            else if constexpr (std::is_same_v<Question, Between>)
                return sameLimit(left.min, right.min) && sameLimit(left.max, right.max);
            else if constexpr (std::is_same_v<Question, Near>)
                return left.target == right.target && left.below == right.below && left.above == right.above;
            else if constexpr (std::is_same_v<Question, Matches>)
                return left.pattern == right.pattern;
            else if constexpr (std::is_same_v<Question, MultipleOf>)
                return left.step == right.step;
            else if constexpr (std::is_same_v<Question, Present>)
                return left.wanted == right.wanted;
            else if constexpr (std::is_same_v<Question, AtMostEvents>)
                return left.count == right.count;
            else if constexpr (std::is_same_v<Question, NoEventLongerThan>)
                return left.seconds == right.seconds;
            else
                return true;
        },
        a);
}

bool sameTest(const Test& a, const Test& b)
{
    return a.measure == b.measure && sameWindow(a.window, b.window) && samePredicate(a.predicate, b.predicate);
}

} // namespace

bool sameWindow(const Window& a, const Window& b)
{
    return a == b;
}

bool sameCondition(const Condition& a, const Condition& b)
{
    return a.roles == b.roles && a.layouts == b.layouts && std::ranges::equal(a.measures, b.measures, sameTest);
}

} // namespace assay
