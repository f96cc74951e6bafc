// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/predicate_reader.h"

#include "specs/finding.h"
#include "specs/rule_reader.h"
#include "specs/wording.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

std::optional<Value> readValue(const TomlNode& node, Problems& problems)
{
    switch (node.kind) {
    case TomlNode::Kind::text:
        return Value(node.text);
    case TomlNode::Kind::integer:
        return Value(node.integer);
    case TomlNode::Kind::boolean:
        return Value(node.boolean);
    case TomlNode::Kind::number:
        if (std::abs(node.number) < 1e300) // neither infinite nor NaN
            return Value(node.number);
        break;
    default:
        break;
    }
    problems.add(node.position,
        fmt::format("a value must be a text, a finite number, true or false, but this is {}", nameOf(node.kind)));
    return std::nullopt;
}

std::optional<Predicate> readEquals(const TableReader& table)
{
    const auto value = readValue(*table.find("equals"), table.problems());
    return value ? std::optional<Predicate>(Equals { *value }) : std::nullopt;
}

std::optional<Predicate> readOneOf(const TableReader& table)
{
    const TomlNode& node = *table.find("one_of");
    if (node.kind != TomlNode::Kind::array || node.items.empty()) {
        table.problems().add(node.position, "\"one_of\" must be a list of at least one value");
        return std::nullopt;
    }
    OneOf question;
    for (const TomlNode& item : node.items) {
        const auto value = readValue(item, table.problems());
        if (!value)
            return std::nullopt;
        question.values.push_back(*value);
    }
    return question;
}

/// A number, or `{ measure = "...", plus = 4.0 }`.
std::optional<Limit> readLimit(const TableReader& table, std::string_view key)
{
    const TomlNode& node = *table.find(key);
    if (node.kind != TomlNode::Kind::table) {
        const auto number = table.number(key);
        return number ? std::optional(Limit { *number }) : std::nullopt;
    }
    const TableReader relative(node, fmt::format("the limit \"{}\"", key), { "measure", "plus" }, table.problems());
    const std::string measure = relative.requiredText("measure");
    if (measure.empty() || (relative.has("plus") && !relative.number("plus")))
        return std::nullopt;
    return Limit { relative.number("plus").value_or(0.0), measure };
}

std::optional<Predicate> readBetween(const TableReader& table)
{
    Between question;
    if (table.has("min")) {
        question.min = readLimit(table, "min");
        if (!question.min)
            return std::nullopt;
    }
    if (table.has("max")) {
        question.max = readLimit(table, "max");
        if (!question.max)
            return std::nullopt;
    }
    return question;
}

/// What may lie below and above a target: `tolerance = 0.5` or `tolerance = { below = 1.0, above = 0.5 }`.
struct Tolerance {
    double below;
    double above;
};

std::optional<Tolerance> readTolerance(const TableReader& table)
{
    const TomlNode& node = *table.find("tolerance");
    if (node.kind != TomlNode::Kind::table) {
        const auto both = table.number("tolerance");
        return both ? std::optional(Tolerance { *both, *both }) : std::nullopt;
    }
    const TableReader sides(node, "\"tolerance\"", { "below", "above" }, table.problems());
    if (!sides.has("below") || !sides.has("above")) {
        table.problems().add(node.position, "\"tolerance\" needs both \"below\" and \"above\"");
        return std::nullopt;
    }
    const auto below = sides.number("below");
    const auto above = sides.number("above");
    return below && above ? std::optional(Tolerance { *below, *above }) : std::nullopt;
}

std::optional<Predicate> readNear(const TableReader& table)
{
    if (!table.has("target") || !table.has("tolerance")) {
        table.problems().add(table.positionOf(table.has("target") ? "target" : "tolerance"),
            "\"target\" and \"tolerance\" must stand together");
        return std::nullopt;
    }
    const auto target = readLimit(table, "target");
    const auto tolerance = readTolerance(table);
    if (!target || !tolerance)
        return std::nullopt;
    return Near { *target, tolerance->below, tolerance->above };
}

std::optional<Predicate> readMatches(const TableReader& table)
{
    const auto pattern = table.text("matches");
    return pattern ? std::optional<Predicate>(Matches { *pattern }) : std::nullopt;
}

std::optional<Predicate> readMultipleOf(const TableReader& table)
{
    const auto step = table.integer("multiple_of");
    return step ? std::optional<Predicate>(MultipleOf { *step }) : std::nullopt;
}

std::optional<Predicate> readPresent(const TableReader& table)
{
    const auto wanted = table.boolean("present");
    return wanted ? std::optional<Predicate>(Present { *wanted }) : std::nullopt;
}

std::optional<Predicate> readNone(const TableReader& table)
{
    const auto none = table.boolean("none");
    if (none && !*none)
        table.problems().add(table.find("none")->position, "\"none\" can only be true; leave it out otherwise");
    return none && *none ? std::optional<Predicate>(NoEvents {}) : std::nullopt;
}

std::optional<Predicate> readCountMax(const TableReader& table)
{
    const auto count = table.integer("count_max");
    return count ? std::optional<Predicate>(AtMostEvents { *count }) : std::nullopt;
}

std::optional<Predicate> readCountMin(const TableReader& table)
{
    const auto count = table.integer("count_min");
    return count ? std::optional<Predicate>(AtLeastEvents { *count }) : std::nullopt;
}

std::optional<Predicate> readNoneLongerThan(const TableReader& table)
{
    const auto seconds = table.number("none_longer_than");
    return seconds ? std::optional<Predicate>(NoEventLongerThan { *seconds }) : std::nullopt;
}

/// The predicates of the language: the keys that spell each, and how it is read.
struct PredicateSyntax {
    std::array<std::string_view, 2> keys;
    std::optional<Predicate> (*read)(const TableReader& table);
};

constexpr std::array<PredicateSyntax, 11> predicates { {
    { { "equals", "" }, readEquals },
    { { "one_of", "" }, readOneOf },
    { { "min", "max" }, readBetween },
    { { "target", "tolerance" }, readNear },
    { { "matches", "" }, readMatches },
    { { "multiple_of", "" }, readMultipleOf },
    { { "present", "" }, readPresent },
    { { "none", "" }, readNone },
    { { "count_max", "" }, readCountMax },
    { { "count_min", "" }, readCountMin },
    { { "none_longer_than", "" }, readNoneLongerThan },
} };

bool asks(const PredicateSyntax& syntax, const TableReader& table)
{
    return std::ranges::any_of(syntax.keys, [&](std::string_view key) { return !key.empty() && table.has(key); });
}

/// What is asked where the QC limit names only one side: the other stays the rule's own.
std::optional<Predicate> readWiderRange(const TableReader& table, const Between& own)
{
    auto wider = readBetween(table);
    if (!wider)
        return std::nullopt;
    Between range = std::get<Between>(*wider);
    if (!table.has("min"))
        range.min = own.min;
    if (!table.has("max"))
        range.max = own.max;
    return range;
}

/// The keys a QC limit may have beside `severity`, by what the rule itself asks.
std::vector<std::string> widerKeys(const Predicate& own)
{
    if (std::holds_alternative<Near>(own))
        return { "tolerance" };
    if (std::holds_alternative<Between>(own))
        return { "min", "max" };
    if (std::holds_alternative<NoEvents>(own) || std::holds_alternative<AtMostEvents>(own))
        return { "count_max", "none_longer_than" };
    if (std::holds_alternative<NoEventLongerThan>(own))
        return { "none_longer_than" };
    return {};
}

std::optional<Predicate> readWider(const TableReader& table, const Predicate& own)
{
    if (const auto* range = std::get_if<Between>(&own))
        return readWiderRange(table, *range);
    if (table.has("count_max"))
        return readCountMax(table);
    if (table.has("none_longer_than"))
        return readNoneLongerThan(table);
    const auto* near = std::get_if<Near>(&own);
    const auto tolerance = near != nullptr ? readTolerance(table) : std::nullopt;
    return tolerance ? std::optional<Predicate>(Near { near->target, tolerance->below, tolerance->above })
                     : std::nullopt;
}

} // namespace

std::vector<std::string> predicateKeys()
{
    std::vector<std::string> all;
    for (const PredicateSyntax& syntax : predicates) {
        for (const std::string_view key : syntax.keys) {
            if (!key.empty())
                all.emplace_back(key);
        }
    }
    return all;
}

/// Reads the one predicate of a test and says where it stands.
std::optional<Predicate> readPredicate(const TableReader& table, TextPosition& position)
{
    const PredicateSyntax* asked = nullptr;
    for (const PredicateSyntax& syntax : predicates) {
        if (!asks(syntax, table))
            continue;
        const std::string_view key = table.has(syntax.keys[0]) ? syntax.keys[0] : syntax.keys[1];
        if (asked != nullptr) {
            table.problems().add(table.positionOf(key),
                fmt::format("\"{}\" asks a second question: a test asks one; use all_of for more", key));
            return std::nullopt;
        }
        asked = &syntax;
        position = table.positionOf(key);
    }
    if (asked != nullptr)
        return asked->read(table);
    table.problems().add(table.positionOf("measure"),
        "nothing is asked of the measure; add one of: equals, one_of, min, max, target and tolerance, matches, "
        "multiple_of, present, none, count_max, count_min, none_longer_than");
    return std::nullopt;
}

std::optional<QcLimit> readQc(const TableReader& owner, const Predicate& own)
{
    const TomlNode* node = owner.find("qc");
    if (node == nullptr)
        return std::nullopt;
    std::vector<std::string> keys = widerKeys(own);
    if (keys.empty()) {
        owner.problems().add(node->keyPosition,
            "a QC limit widens min, max, tolerance, none, count_max or none_longer_than; this rule has none of them");
        return std::nullopt;
    }
    const std::vector<std::string> limits = keys;
    keys.emplace_back("severity");
    const TableReader table(*node, "\"qc\"", std::move(keys), owner.problems());
    if (node->kind != TomlNode::Kind::table)
        return std::nullopt;
    const auto given = std::ranges::count_if(limits, [&](const std::string& key) { return table.has(key); });
    if (given == 0 || (given > 1 && !std::holds_alternative<Between>(own))) {
        owner.problems().add(node->position,
            fmt::format("\"qc\" needs the wider limit, beside a rule like this one: {}", listed(limits, "or")));
        return std::nullopt;
    }
    const auto wider = readWider(table, own);
    if (!wider)
        return std::nullopt;
    return QcLimit { *wider, readSeverity(table).value_or(Severity::fyi) };
}

} // namespace assay
