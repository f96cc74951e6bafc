// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/rule_reader.h"

#include "specs/channel_scope.h"
#include "specs/lint.h"
#include "specs/names.h"
#include "specs/predicate_reader.h"
#include "specs/spelling.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr NameTable<Window::Kind, 3> windowNames { {
    { Window::Kind::whole, "whole" },
    { Window::Kind::programme, "programme" },
    { Window::Kind::ffoa, "ffoa" },
} };

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

std::vector<std::string> channelsIn(const TableReader& table, std::string_view key)
{
    std::vector<std::string> names = table.texts(key, true);
    if (const TomlNode* node = table.find(key)) {
        lintScope(names, node->position, table.problems());
        if (names.empty() && node->kind == TomlNode::Kind::array)
            table.problems().add(node->position, fmt::format("\"{}\" names no channel", key));
    }
    return names;
}

/// So that "2.0" asks for what programmes call "stereo".
void useUsualLayoutNames(Predicate& predicate)
{
    const auto rename = [](Value& value) {
        if (auto* name = std::get_if<std::string>(&value))
            *name = usualLayoutName(*name);
    };
    if (auto* equals = std::get_if<Equals>(&predicate))
        rename(equals->value);
    else if (auto* oneOf = std::get_if<OneOf>(&predicate))
        std::ranges::for_each(oneOf->values, rename);
}

} // namespace

const std::vector<std::string>& testKeys()
{
    static const std::vector<std::string> keys = [] {
        std::vector<std::string> all { "measure", "window", "channels", "except", "qc" };
        const std::vector<std::string> questions = predicateKeys();
        all.insert(all.end(), questions.begin(), questions.end());
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
    const ChannelScope channels { channelsIn(table, "channels"), channelsIn(table, "except") };
    if (measure.empty() || !predicate || !window)
        return std::nullopt;
    positions.measure = table.find("measure")->position;
    positions.window = table.positionOf("window");
    positions.channels = table.positionOf(table.has("channels") ? "channels" : "except");
    positions.qc = table.positionOf("qc");
    Test test { .measure = measure, .predicate = *predicate, .window = *window };
    if (measure == "format.layout")
        useUsualLayoutNames(test.predicate);
    test.channels = channels;
    test.qc = readQc(table, *predicate);
    lintTest(test, positions, catalogue, table.problems());
    if (const MeasureSpec* spec = catalogue.find(measure))
        test.unit = spec->unit;
    return test;
}

} // namespace assay
