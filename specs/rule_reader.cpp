// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/rule_reader.h"

#include "core/base/layout.h"
#include "core/measure/delivery_specs.h"
#include "specs/finding.h"
#include "specs/placeholders.h"
#include "specs/spelling.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

const std::vector<std::string>& layoutExamples()
{
    static const std::vector<std::string> names { "mono", "stereo", "Lt/Rt", "3.0", "LCRS", "quad", "5.0", "5.1", "6.1",
        "7.0", "7.1", "7.1 SDDS", "5.1.2", "5.1.4", "7.0.2", "7.1.2", "7.1.4", "9.1.4", "9.1.6", "22.2" };
    return names;
}

bool isLayoutName(const std::string& name)
{
    const bool spelledOut = name.find('+') != std::string::npos || name.ends_with(" channels");
    return layoutNamed(name) || spelledOut;
}

std::string usualLayoutName(const std::string& name)
{
    const auto layout = layoutNamed(name);
    return layout ? layout->name : name;
}

namespace
{

template <class T>
std::optional<T> readWord(const TableReader& table, std::string_view key, std::optional<T> (*named)(std::string_view),
    const std::vector<std::string>& words)
{
    const auto word = table.text(key);
    if (!word)
        return std::nullopt;
    const auto value = named(*word);
    if (!value)
        table.problems().add(
            table.find(key)->position, fmt::format("unknown {} \"{}\"{}", key, *word, spellingHint(*word, words)));
    return value;
}

/// `extra` beside the keys of a test.
std::vector<std::string> withTestKeys(std::vector<std::string> extra)
{
    extra.insert(extra.end(), testKeys().begin(), testKeys().end());
    return extra;
}

bool asksMeasure(const TableReader& table)
{
    return std::ranges::any_of(testKeys(), [&](const std::string& key) { return table.has(key); });
}

} // namespace

std::optional<Condition> readCondition(const TableReader& owner, const Catalogue& catalogue)
{
    const TomlNode* node = owner.find("when");
    if (node == nullptr)
        return std::nullopt;
    const TableReader table(*node, "\"when\"", withTestKeys({ "role", "layout" }), owner.problems());
    Condition condition;
    condition.roles = table.texts("role", true);
    checkRoles(condition.roles, table.has("role") ? table.find("role")->position : node->position, owner.problems());
    for (const std::string& name : table.texts("layout", true))
        condition.layouts.push_back(checkedLayout(name, table.find("layout")->position, owner.problems()));
    if (asksMeasure(table)) {
        if (auto test = readTest(table, catalogue))
            condition.measures.push_back(std::move(*test));
    } else if (node->kind == TomlNode::Kind::table && condition.roles.empty() && condition.layouts.empty()) {
        owner.problems().add(node->position, "\"when\" names no role, layout or measure");
    }
    return condition;
}

namespace
{

std::vector<Test> readAlternatives(const TableReader& owner, std::string_view key, const Catalogue& catalogue)
{
    const TomlNode& list = *owner.find(key);
    std::vector<Test> tests;
    if (list.kind != TomlNode::Kind::array || list.items.empty()) {
        owner.problems().add(list.position, fmt::format("\"{}\" must be a list of at least one test", key));
        return tests;
    }
    for (const TomlNode& item : list.items) {
        const TableReader table(item, fmt::format("a test of \"{}\"", key), withTestKeys({ "when" }), owner.problems());
        if (item.kind != TomlNode::Kind::table)
            continue;
        auto test = readTest(table, catalogue);
        auto when = readCondition(table, catalogue);
        if (!test)
            continue;
        test->when = std::move(when);
        tests.push_back(std::move(*test));
    }
    return tests;
}

void readTests(Rule& rule, const TableReader& table, const Catalogue& catalogue)
{
    const bool any = table.has("any_of");
    const bool all = table.has("all_of");
    if (!any && !all) {
        if (auto test = readTest(table, catalogue))
            rule.tests.push_back(std::move(*test));
        return;
    }
    for (const std::string& key : testKeys()) {
        if (table.has(key))
            table.problems().add(table.positionOf(key),
                fmt::format("\"{}\" must stand inside the tests of \"{}\"", key, any ? "any_of" : "all_of"));
    }
    if (any && all)
        table.problems().add(table.positionOf("all_of"), "a rule has either \"any_of\" or \"all_of\", not both");
    rule.combine = any ? Rule::Combine::anyOf : Rule::Combine::allOf;
    rule.tests = readAlternatives(table, any ? "any_of" : "all_of", catalogue);
}

/// A text for people that may hold placeholders.
std::string ownWords(const TableReader& table, std::string_view key, const Catalogue& catalogue)
{
    const std::string text = table.text(key).value_or("");
    if (!text.empty())
        lintPlaceholders(text, table.find(key)->position, catalogue, table.problems());
    return text;
}

/// A rule looks at one programme, or at several together.
void readScope(Rule& rule, const TableReader& table)
{
    rule.over = table.texts("over", true);
    rule.of = table.text("of").value_or("");
    rule.each = table.text("each").value_or("");
    if (table.has("each"))
        checkPartsOfNames({ rule.each }, table.find("each")->position, table.problems());
    const auto ofDelivery = [](const Test& test) { return isOfDelivery(test.measure); };
    const auto compares = [](const Test& test) { return isComparison(test.measure); };
    const bool relates = std::ranges::all_of(rule.tests, ofDelivery);
    if (std::ranges::any_of(rule.tests, ofDelivery) && !relates)
        table.problems().add(
            table.position(), "a rule asks either about one programme or about several together, not both");
    if (table.has("of") && !std::ranges::all_of(rule.tests, compares))
        table.problems().add(table.positionOf("of"), "\"of\" is for rules that compare sound (null.*, me.*)");
    if (table.has("each") && !relates)
        table.problems().add(table.positionOf("each"), "\"each\" is for rules over several programmes (delivery.*)");
    if (table.has("over") && !relates && !table.has("of"))
        table.problems().add(table.positionOf("over"),
            "\"over\" is for rules over several programmes (delivery.*; null.* and me.* beside \"of\")");
}

} // namespace

const std::vector<std::string>& programmeRoles()
{
    static const std::vector<std::string> roles { "mix", "m&e", "dialogue", "music", "effects", "stem", "unknown" };
    return roles;
}

void checkRoles(const std::vector<std::string>& roles, TextPosition position, Problems& problems)
{
    for (const std::string& role : roles) {
        if (std::ranges::find(programmeRoles(), role) == programmeRoles().end())
            problems.add(position, fmt::format("unknown role \"{}\"{}", role, spellingHint(role, programmeRoles())));
    }
}

void checkPartsOfNames(const std::vector<std::string>& parts, TextPosition position, Problems& problems)
{
    std::vector<std::string> known;
    for (const MeasureSpec& spec : nameSpecs())
        known.emplace_back(spec.id.substr(std::string_view("name.").size()));
    for (const std::string& part : parts) {
        if (std::ranges::find(known, part) == known.end())
            problems.add(position, fmt::format("names have no part \"{}\"{}", part, spellingHint(part, known)));
    }
}

std::string checkedLayout(const std::string& name, TextPosition position, Problems& problems)
{
    if (!isLayoutName(name))
        problems.add(position, fmt::format("unknown layout \"{}\"{}", name, spellingHint(name, layoutExamples())));
    return usualLayoutName(name);
}

void checkId(const std::string& id, TextPosition position, Problems& problems)
{
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    const bool fine = !id.empty() && std::ranges::all_of(id, allowed) && id.front() != '-' && id.back() != '-'
        && id.find("--") == std::string::npos;
    if (!fine && !id.empty())
        problems.add(position,
            fmt::format("the id \"{}\" must be lower case letters, digits and single hyphens, like \"true-peak\"", id));
}

std::string titleFromId(const std::string& id)
{
    std::string title = id;
    std::ranges::replace(title, '-', ' ');
    if (!title.empty() && title.front() >= 'a' && title.front() <= 'z')
        title.front() = static_cast<char>(title.front() - 'a' + 'A');
    return title;
}

std::optional<Severity> readSeverity(const TableReader& table)
{
    return readWord<Severity>(table, "severity", severityNamed, { "blocker", "issue", "fyi" });
}

std::optional<Provenance> readProvenance(const TableReader& table, std::string_view key)
{
    return readWord<Provenance>(table, key, provenanceNamed, { "issuer", "third-party", "draft" });
}

Rule readRule(const TomlNode& node, Provenance status, const Catalogue& catalogue, Problems& problems)
{
    const TableReader table(node, "a rule",
        withTestKeys({ "id", "title", "severity", "clause", "provenance", "message", "advice", "interpretation", "when",
            "any_of", "all_of", "over", "of", "each" }),
        problems);
    Rule rule;
    if (node.kind != TomlNode::Kind::table)
        return rule;
    rule.id = table.requiredText("id");
    checkId(rule.id, table.positionOf("id"), problems);
    rule.title = table.text("title").value_or(titleFromId(rule.id));
    rule.severity = readSeverity(table).value_or(Severity::issue);
    rule.provenance = readProvenance(table, "provenance").value_or(status);
    rule.clause = table.text("clause").value_or("");
    rule.message = ownWords(table, "message", catalogue);
    rule.advice = ownWords(table, "advice", catalogue);
    rule.interpretation = table.text("interpretation").value_or("");
    readTests(rule, table, catalogue);
    rule.when = readCondition(table, catalogue);
    readScope(rule, table);
    return rule;
}

} // namespace assay
