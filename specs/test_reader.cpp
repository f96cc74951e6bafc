// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/rule_reader.h"

#include "specs/lint.h"
#include "specs/names.h"
#include "specs/spelling.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace assay
{

namespace
{

constexpr NameTable<Window::Kind, 3> windowNames { {
    { Window::Kind::whole, "whole" },
    { Window::Kind::programme, "programme" },
    { Window::Kind::ffoa, "ffoa" },
} };

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

std::optional<Predicate> readNear(const TableReader& table)
{
    if (!table.has("target") || !table.has("tolerance")) {
        table.problems().add(table.positionOf(table.has("target") ? "target" : "tolerance"),
            "\"target\" and \"tolerance\" must stand together");
        return std::nullopt;
    }
    const auto target = table.number("target");
    const TomlNode& tolerance = *table.find("tolerance");
    if (tolerance.kind != TomlNode::Kind::table) {
        const auto both = table.number("tolerance");
        return target && both ? std::optional<Predicate>(Near { *target, *both, *both }) : std::nullopt;
    }
    const TableReader sides(tolerance, "\"tolerance\"", { "below", "above" }, table.problems());
    if (!sides.has("below") || !sides.has("above")) {
        table.problems().add(tolerance.position, "\"tolerance\" needs both \"below\" and \"above\"");
        return std::nullopt;
    }
    const auto below = sides.number("below");
    const auto above = sides.number("above");
    return target && below && above ? std::optional<Predicate>(Near { *target, *below, *above }) : std::nullopt;
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

constexpr std::array<PredicateSyntax, 10> predicates { {
    { { "equals", "" }, readEquals },
    { { "one_of", "" }, readOneOf },
    { { "min", "max" }, readBetween },
    { { "target", "tolerance" }, readNear },
    { { "matches", "" }, readMatches },
    { { "multiple_of", "" }, readMultipleOf },
    { { "present", "" }, readPresent },
    { { "none", "" }, readNone },
    { { "count_max", "" }, readCountMax },
    { { "none_longer_than", "" }, readNoneLongerThan },
} };

bool asks(const PredicateSyntax& syntax, const TableReader& table)
{
    return std::ranges::any_of(syntax.keys, [&](std::string_view key) { return !key.empty() && table.has(key); });
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
        "multiple_of, present, none, count_max, none_longer_than");
    return std::nullopt;
}

// { ffoa = 8.0 } or { ffoa = 8.0, lfoa = 2.0 }
std::optional<Window> readDeclaredAction(const TableReader& table)
{
    const auto seconds = [&](const char* key) {
        auto value = table.has(key) ? table.number(key) : std::nullopt;
        if (value && *value < 0.0) {
            table.problems().add(table.find(key)->position, fmt::format("\"{}\" must not be less than 0 s", key));
            value.reset();
        }
        return value;
    };
    const Window window { Window::Kind::ffoa, 0.0, seconds("ffoa"), seconds("lfoa") };
    const bool complete = window.ffoa && (window.lfoa || !table.has("lfoa"));
    return complete ? std::optional(window) : std::nullopt;
}

std::optional<Window> readTimedWindow(const TomlNode& node, Problems& problems)
{
    const TableReader table(node, "\"window\"", { "first", "last", "ffoa", "lfoa" }, problems);
    const bool action = table.has("ffoa") || table.has("lfoa");
    const bool first = table.has("first");
    const int kinds = (action ? 1 : 0) + (first ? 1 : 0) + (table.has("last") ? 1 : 0);
    if (kinds != 1 || (action && !table.has("ffoa"))) {
        problems.add(node.position,
            "\"window\" needs either \"first\" or \"last\", in seconds, or \"ffoa\" (and \"lfoa\"): how long after the "
            "start the first frame of action stands, and how long before the end the last");
        return std::nullopt;
    }
    if (action)
        return readDeclaredAction(table);
    const std::string_view key = first ? "first" : "last";
    const auto seconds = table.number(key);
    if (seconds && *seconds <= 0.0) {
        problems.add(table.find(key)->position, fmt::format("\"{}\" must be more than 0 s", key));
        return std::nullopt;
    }
    return seconds ? std::optional(Window { first ? Window::Kind::first : Window::Kind::last, *seconds })
                   : std::nullopt;
}

std::optional<Window> readWindow(const TableReader& table)
{
    const TomlNode* node = table.find("window");
    if (node == nullptr)
        return Window {};
    if (node->kind == TomlNode::Kind::table)
        return readTimedWindow(*node, table.problems());
    const auto name = table.text("window");
    if (!name)
        return std::nullopt;
    if (const auto kind = valueIn(windowNames, *name))
        return Window { *kind };
    table.problems().add(
        node->position, fmt::format("unknown window \"{}\"{}", *name, spellingHint(*name, namesIn(windowNames))));
    return std::nullopt;
}

} // namespace

const std::vector<std::string>& testKeys()
{
    static const std::vector<std::string> keys = [] {
        std::vector<std::string> all { "measure", "window" };
        for (const PredicateSyntax& syntax : predicates) {
            for (const std::string_view key : syntax.keys) {
                if (!key.empty())
                    all.emplace_back(key);
            }
        }
        return all;
    }();
    return keys;
}

std::optional<Test> readTest(const TableReader& table, const Catalogue& catalogue)
{
    const std::string measure = table.requiredText("measure");
    TestPositions positions;
    const auto predicate = readPredicate(table, positions.predicate);
    const auto window = readWindow(table);
    if (measure.empty() || !predicate || !window)
        return std::nullopt;
    positions.measure = table.find("measure")->position;
    positions.window = table.positionOf("window");
    Test test { .measure = measure, .predicate = *predicate, .window = *window };
    lintTest(test, positions, catalogue, table.problems());
    if (const MeasureSpec* spec = catalogue.find(measure))
        test.unit = spec->unit;
    return test;
}

} // namespace assay
