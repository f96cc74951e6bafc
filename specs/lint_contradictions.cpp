// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/lint.h"

#include "specs/same_condition.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <optional>

namespace assay
{

namespace
{

/// The values that one test lets through; empty where that cannot be said (patterns, relative limits, places).
struct Allowed {
    double lowest = -std::numeric_limits<double>::infinity();
    double highest = std::numeric_limits<double>::infinity();
    std::optional<std::vector<Value>> values {}; ///< exactly these, instead of the range
};

std::optional<Allowed> allowedBy(const Predicate& predicate)
{
    if (const auto* equals = std::get_if<Equals>(&predicate))
        return Allowed { .values = std::vector<Value> { equals->value } };
    if (const auto* oneOf = std::get_if<OneOf>(&predicate))
        return Allowed { .values = oneOf->values };
    if (const auto* near = std::get_if<Near>(&predicate); near != nullptr && near->target.relativeTo.empty())
        return Allowed { near->target.value - near->below, near->target.value + near->above, {} };
    if (std::holds_alternative<NoEvents>(predicate))
        return Allowed { .highest = 0.0 };
    if (const auto* most = std::get_if<AtMostEvents>(&predicate))
        return Allowed { .highest = static_cast<double>(most->count) };
    if (const auto* least = std::get_if<AtLeastEvents>(&predicate))
        return Allowed { .lowest = static_cast<double>(least->count) };
    if (const auto* between = std::get_if<Between>(&predicate)) {
        Allowed allowed;
        if (between->min && between->min->relativeTo.empty())
            allowed.lowest = between->min->value;
        if (between->max && between->max->relativeTo.empty())
            allowed.highest = between->max->value;
        return allowed;
    }
    return std::nullopt;
}

bool lets(const Allowed& allowed, const Value& value)
{
    const auto number = numberIn(value);
    const auto same = [&](const Value& candidate) {
        return number && numberIn(candidate) ? *number == *numberIn(candidate) : value == candidate;
    };
    if (allowed.values)
        return std::ranges::any_of(*allowed.values, same);
    return !number || (*number >= allowed.lowest && *number <= allowed.highest); // other than numbers: told elsewhere
}

bool excludeEachOther(const Predicate& a, const Predicate& b)
{
    const auto* presentA = std::get_if<Present>(&a);
    const auto* presentB = std::get_if<Present>(&b);
    if (presentA != nullptr && presentB != nullptr)
        return presentA->wanted != presentB->wanted;
    const auto allowedA = allowedBy(a);
    const auto allowedB = allowedBy(b);
    if (!allowedA || !allowedB)
        return false;
    if (allowedA->values)
        return std::ranges::none_of(*allowedA->values, [&](const Value& value) { return lets(*allowedB, value); });
    if (allowedB->values)
        return std::ranges::none_of(*allowedB->values, [&](const Value& value) { return lets(*allowedA, value); });
    return std::max(allowedA->lowest, allowedB->lowest) > std::min(allowedA->highest, allowedB->highest);
}

/// A test that must hold whenever its condition does.
struct Demand {
    const Test* test;
    const std::optional<Condition>* when;
    const PlacedRule* rule;
};

std::vector<Demand> demandsOf(std::span<const PlacedRule> rules)
{
    std::vector<Demand> demands;
    for (const PlacedRule& placed : rules) {
        if (placed.rule.combine == Rule::Combine::anyOf)
            continue; // the others may hold instead
        for (const Test& test : placed.rule.tests) {
            if (placed.rule.when && test.when)
                continue; // two conditions on one test: too rare to be worth a guess
            demands.push_back({ &test, test.when ? &test.when : &placed.rule.when, &placed });
        }
    }
    return demands;
}

bool meetSomewhere(const Demand& a, const Demand& b)
{
    return !*a.when || !*b.when || sameCondition(*a.when, *b.when);
}

} // namespace

void lintContradictions(std::span<const PlacedRule> rules, Problems& problems)
{
    const std::vector<Demand> demands = demandsOf(rules);
    for (std::size_t i = 0; i < demands.size(); ++i) {
        for (std::size_t j = i + 1; j < demands.size(); ++j) {
            const Demand& a = demands[i];
            const Demand& b = demands[j];
            const bool comparable = a.test->measure == b.test->measure && a.test->window == b.test->window
                && a.test->channels == b.test->channels;
            if (!comparable || !meetSomewhere(a, b) || !excludeEachOther(a.test->predicate, b.test->predicate))
                continue;
            problems.add(b.rule->position,
                fmt::format("rules \"{}\" and \"{}\" cannot both hold: they ask for different values of {}",
                    a.rule->rule.id, b.rule->rule.id, a.test->measure));
        }
    }
}

} // namespace assay
