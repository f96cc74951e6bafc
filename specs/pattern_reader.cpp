// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/delivery_specs.h"
#include "specs/delivery_reader.h"
#include "specs/rule_reader.h"
#include "specs/spelling.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::string_view prefix = "name."; // of the measures of a name's parts

std::vector<std::string> partNames()
{
    std::vector<std::string> parts;
    for (const MeasureSpec& spec : nameSpecs()) {
        if (spec.kind == ValueKind::text)
            parts.emplace_back(spec.id.substr(prefix.size()));
    }
    return parts;
}

/// `words = ["PM", "ME"]`, or `words = { PM = "mix", 6ch = 6 }` with what each means.
std::vector<NameWord> readWords(const TableReader& table)
{
    std::vector<NameWord> words;
    const TomlNode* node = table.find("words");
    if (node == nullptr)
        return words;
    if (node->kind == TomlNode::Kind::array) {
        for (const std::string& word : table.texts("words"))
            words.push_back({ word, word });
        return words;
    }
    if (node->kind != TomlNode::Kind::table) {
        table.problems().add(
            node->position, "\"words\" must be a list of words, or a table of words and what they mean");
        return words;
    }
    for (const TomlNode& item : node->items) {
        if (item.kind == TomlNode::Kind::text)
            words.push_back({ item.key, item.text });
        else if (item.kind == TomlNode::Kind::integer || item.kind == TomlNode::Kind::number)
            words.push_back({ item.key, item.number });
        else
            table.problems().add(item.position, fmt::format("\"{}\" must mean a text or a number", item.key));
    }
    return words;
}

void readShape(NameField& field, const TableReader& table)
{
    const auto shape = table.text("shape");
    if (!shape)
        return;
    auto compiled = TextPattern::compile(*shape);
    if (compiled)
        field.shape = std::move(*compiled);
    else
        table.problems().add(table.find("shape")->position,
            fmt::format("the pattern is no regular expression: {}", compiled.error().message));
}

void checkClaim(const NameField& field, const TableReader& table, const Catalogue& catalogue)
{
    if (field.claims == "role") {
        for (const NameWord& word : field.words) {
            const auto* role = std::get_if<std::string>(&word.meaning);
            checkRoles({ role != nullptr ? *role : std::string() }, table.find("words")->position, table.problems());
        }
        return;
    }
    if (field.claims.empty() || catalogue.find(field.claims) != nullptr)
        return;
    std::vector<std::string> ids { "role" };
    for (const MeasureSpec& spec : catalogue.all())
        ids.emplace_back(spec.id);
    table.problems().add(table.find("claims")->position,
        fmt::format(
            "a name can claim a role or a measure, not \"{}\"{}", field.claims, spellingHint(field.claims, ids)));
}

NameField readField(const TomlNode& node, const Catalogue& catalogue, Problems& problems)
{
    NameField field;
    field.name = node.key;
    const TableReader table(node, fmt::format("the field \"{}\"", node.key),
        { "words", "shape", "says", "any_case", "claims", "times", "unless" }, problems);
    if (node.kind != TomlNode::Kind::table)
        return field;
    const std::vector<std::string> parts = partNames();
    if (std::ranges::find(parts, field.name) == parts.end())
        problems.add(
            node.keyPosition, fmt::format("a name has no part \"{}\"{}", field.name, spellingHint(field.name, parts)));
    field.words = readWords(table);
    readShape(field, table);
    if (table.has("words") == table.has("shape"))
        problems.add(node.position, fmt::format("the field \"{}\" needs either \"words\" or \"shape\"", field.name));
    field.says = table.text("says").value_or("");
    field.anyCase = table.boolean("any_case").value_or(false);
    field.claims = table.text("claims").value_or("");
    field.times = table.number("times").value_or(1.0);
    field.unless = table.text("unless").value_or("");
    checkClaim(field, table, catalogue);
    return field;
}

/// Every name in the form is a field, and every field stands in the form.
void checkForm(const NamePattern& pattern, const TableReader& table)
{
    std::vector<std::string> known;
    for (const NameField& field : pattern.fields)
        known.push_back(field.name);
    std::vector<std::string> used;
    for (const NamePattern::Element& element : pattern.elements) {
        if (element.field.empty())
            continue;
        if (pattern.find(element.field) == nullptr)
            table.problems().add(table.find("form")->position,
                fmt::format(
                    "\"{{{}}}\" is no field of this pattern{}", element.field, spellingHint(element.field, known)));
        if (std::ranges::find(used, element.field) != used.end())
            table.problems().add(
                table.find("form")->position, fmt::format("\"{{{}}}\" stands twice in the form", element.field));
        used.push_back(element.field);
    }
    for (const NameField& field : pattern.fields) {
        if (std::ranges::find(used, field.name) == used.end())
            table.problems().add(
                table.find("fields")->position, fmt::format("the field \"{}\" does not stand in the form", field.name));
        if (!field.unless.empty() && pattern.find(field.unless) == nullptr)
            table.problems().add(table.find("fields")->position,
                fmt::format(
                    "\"unless\" names the unknown field \"{}\"{}", field.unless, spellingHint(field.unless, known)));
    }
}

NamePattern readPattern(const TomlNode& node, const Catalogue& catalogue, Problems& problems)
{
    const TableReader table(node, "a pattern of names", { "id", "title", "form", "fields" }, problems);
    NamePattern pattern;
    if (node.kind != TomlNode::Kind::table)
        return pattern;
    pattern.id = table.requiredText("id");
    checkId(pattern.id, table.positionOf("id"), problems);
    pattern.title = table.text("title").value_or(titleFromId(pattern.id));
    pattern.form = table.requiredText("form");
    const std::size_t before = problems.errors.size();
    if (const TomlNode* fields = table.find("fields"); fields != nullptr && fields->kind == TomlNode::Kind::table) {
        for (const TomlNode& field : fields->items)
            pattern.fields.push_back(readField(field, catalogue, problems));
    } else {
        problems.add(table.positionOf("fields"), "a pattern needs its \"fields\", a table each");
    }
    auto elements = elementsOfForm(pattern.form);
    if (!elements)
        problems.add(table.positionOf("form"), elements.error().message);
    else if (problems.errors.size() == before) {
        pattern.elements = std::move(*elements);
        checkForm(pattern, table);
    }
    return pattern;
}

} // namespace

std::vector<NamePattern> readPatterns(const TableReader& profile, const Catalogue& catalogue)
{
    std::vector<NamePattern> patterns;
    const TomlNode* list = profile.find("pattern");
    if (list == nullptr)
        return patterns;
    if (list->kind != TomlNode::Kind::array) {
        profile.problems().add(list->position, "patterns of names are written as [[pattern]] tables");
        return patterns;
    }
    for (const TomlNode& item : list->items) {
        NamePattern pattern = readPattern(item, catalogue, profile.problems());
        if (std::ranges::find(patterns, pattern.id, &NamePattern::id) != patterns.end())
            profile.problems().add(item.position, fmt::format("two patterns have the id \"{}\"", pattern.id));
        patterns.push_back(std::move(pattern));
    }
    return patterns;
}

} // namespace assay
