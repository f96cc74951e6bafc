// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/reference_profile.h"

#include "core/base/invariant.h"
#include "core/measure/measure_titles.h"
#include "specs/builtin_profiles.h"
#include "specs/rule_reader.h"
#include "specs/table_reader.h"
#include "specs/wording.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace assay
{

namespace
{

/// A row of the template.
struct Row {
    std::string id;
    std::string measure;
    std::string severity;
    std::string note;
    std::optional<double> around;
    std::optional<double> above;
    std::optional<double> below;
    double step = 0.1;
    bool same = false;
    bool count = false;
};

std::vector<Row> templateRows()
{
    const auto root = parseToml(referenceTemplate(), "built-in/reference.toml");
    require(root.has_value() && root->find("limit") != nullptr, "the template of reference profiles is broken");
    std::vector<Row> rows;
    Problems problems { "built-in/reference.toml" };
    for (const TomlNode& node : root->find("limit")->items) {
        const TableReader table(node, "a row",
            { "id", "measure", "severity", "note", "around", "above", "below", "step", "same", "count" }, problems);
        rows.push_back({ table.requiredText("id"), table.requiredText("measure"), table.requiredText("severity"),
            table.text("note").value_or(""), table.number("around"), table.number("above"), table.number("below"),
            table.number("step").value_or(0.1), table.has("same"), table.has("count") });
    }
    require(problems.errors.empty(), "the template of reference profiles holds what it must not");
    return rows;
}

/// The values of a measure, one a programme; empty where one has none.
std::vector<Value> valuesOf(const std::string& measure, std::span<const Subject> programmes)
{
    std::vector<Value> values;
    for (const Subject& programme : programmes) {
        const Measurement* found = programme.measures.find(measure);
        if (found == nullptr || found->state != MeasureState::ok || !found->value)
            return {};
        values.push_back(*found->value);
    }
    return values;
}

double upTo(double value, double step)
{
    return std::ceil((value - comparisonGuard) / step) * step;
}

double downTo(double value, double step)
{
    return std::floor((value + comparisonGuard) / step) * step;
}

/// A number as TOML wants it, without the dust of a multiplication in binary.
std::string number(double value)
{
    const std::string text = formatLimit(std::round(value * 1e6) / 1e6, Unit::none);
    return text.find('.') == std::string::npos ? text + ".0" : text;
}

std::string quotedText(const std::string& text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return result + '"';
}

std::string literal(const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return quotedText(*text);
    if (const auto* truth = std::get_if<bool>(&value))
        return *truth ? "true" : "false";
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return fmt::format("{}", *integer);
    return number(numberIn(value).value_or(0.0));
}

std::string sameLines(const std::vector<Value>& values)
{
    std::vector<std::string> different;
    for (const Value& value : values) {
        if (std::ranges::find(different, literal(value)) == different.end())
            different.push_back(literal(value));
    }
    if (different.size() == 1)
        return fmt::format("equals   = {}\n", different.front());
    std::string list;
    for (const std::string& item : different)
        list += (list.empty() ? "" : ", ") + item;
    return fmt::format("one_of   = [{}]\n", list);
}

std::string rangeLines(const Row& row, Unit unit, double lowest, double highest)
{
    if (row.around) {
        const double target = std::round((lowest + highest) / 2.0 / row.step) * row.step;
        const double room = std::max({ *row.around, highest - target, target - lowest });
        return fmt::format("target   = {}\ntolerance = {}\n", number(target), number(upTo(room, row.step)));
    }
    std::string lines;
    const bool meansNothing = lowest >= 0.0 && row.below > lowest && unit != Unit::none; // no range is under 0 LU
    if (row.below && !meansNothing)
        lines += fmt::format("min      = {}\n", number(downTo(lowest - *row.below, row.step)));
    if (row.above)
        lines += fmt::format("max      = {}\n", number(upTo(highest + *row.above, row.step)));
    return lines;
}

/// What the rule asks, and what was found, as a comment.
std::string limitLines(const Row& row, const MeasureSpec& spec, const std::vector<Value>& values)
{
    if (row.same)
        return sameLines(values);
    double lowest = numberIn(values.front()).value_or(0.0);
    double highest = lowest;
    for (const Value& value : values) {
        lowest = std::min(lowest, numberIn(value).value_or(lowest));
        highest = std::max(highest, numberIn(value).value_or(highest));
    }
    if (row.count)
        return highest > 0.0 ? fmt::format("count_max = {} # as many as in the reference; none would be better\n",
                   formatValue(highest, Unit::events))
                             : "none     = true\n";
    const std::string found = lowest == highest
        ? formatLimit(std::round(lowest * 100.0) / 100.0, spec.unit)
        : fmt::format("{} to {}", formatLimit(std::round(lowest * 100.0) / 100.0, spec.unit),
            formatLimit(std::round(highest * 100.0) / 100.0, spec.unit));
    return rangeLines(row, spec.unit, lowest, highest) + fmt::format("# measured: {}\n", withUnit(found, spec.unit));
}

std::string ruleText(const Row& row, const MeasureSpec& spec, const std::vector<Value>& values)
{
    std::string text = "\n[[rule]]\n";
    text += fmt::format("id       = {}\ntitle    = {}\nmeasure  = {}\n", quotedText(row.id),
        quotedText(titleOrId(row.measure)), quotedText(row.measure));
    text += limitLines(row, spec, values);
    text += fmt::format("severity = {}\nclause   = \"As in the reference\"\n", quotedText(row.severity));
    return row.note.empty() ? text : text + "# " + row.note + "\n";
}

/// "m&e", "5.1" -> "me-51"
std::string slotId(const Subject& programme)
{
    std::string id;
    for (const char c : programme.role + "-" + programme.layout) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        const bool kept = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
        if (kept || (lower == '-' && !id.empty() && id.back() != '-'))
            id += lower;
    }
    return id;
}

/// What arrived in a reference of several programmes, as deliverables, and what holds between them.
std::string deliveryText(std::span<const Subject> programmes)
{
    if (programmes.size() < 2)
        return {};
    std::map<std::string, std::pair<const Subject*, int>> kinds;
    for (const Subject& programme : programmes) {
        auto& [subject, count] = kinds[slotId(programme)];
        subject = &programme;
        ++count;
    }
    std::string text = "\n# What arrived in the reference. required = false: it may stay away.\n";
    for (const auto& [id, kind] : kinds) {
        text += fmt::format("[[slot]]\nid       = {}\nrole     = {}\n", quotedText(id), quotedText(kind.first->role));
        if (isLayoutName(kind.first->layout))
            text += fmt::format("layout   = {}\n", quotedText(kind.first->layout));
        text += kind.second > 1 ? fmt::format("count    = {}\n\n", kind.second) : "\n";
    }
    text += "[[rule]]\nid       = \"complete\"\ntitle    = \"Every deliverable arrived\"\nmeasure  = "
            "\"delivery.missing\"\n"
            "present  = false\nseverity = \"blocker\"\nclause   = \"As in the reference\"\n";
    const bool sameLength = std::ranges::all_of(
        programmes, [&](const Subject& programme) { return programme.frames == programmes.front().frames; });
    if (sameLength)
        text += "\n[[rule]]\nid       = \"same-length\"\ntitle    = \"All equally long\"\nmeasure  = "
                "\"delivery.same_length\"\nmax      = 0\nseverity = \"issue\"\nclause   = \"As in the reference\"\n";
    return text;
}

std::string rolesOf(std::span<const Subject> programmes)
{
    std::vector<std::string> roles;
    std::string list;
    for (const Subject& programme : programmes) {
        if (std::ranges::find(roles, programme.role) != roles.end())
            continue;
        roles.push_back(programme.role);
        list += (list.empty() ? "" : ", ") + quotedText(programme.role);
    }
    return list;
}

} // namespace

Result<std::string> profileFromReference(
    const ReferenceIdentity& identity, std::span<const Subject> programmes, const Catalogue& catalogue)
{
    if (programmes.empty())
        return fail(ErrorCode::profile, "there is no sound to make a profile from");
    std::string text = fmt::format(
        "# A draft: every limit is what {} measures, with some room, not what a document asks.\n"
        "# Hold each against the document, write its clause there, then say status = \"issuer\".\n"
        "schema    = 1\nid        = {}\ntitle     = {}\nversion   = \"1\"\nauthority = \"\" # who asks for it\n"
        "document  = {}\nurl       = \"\"\nstatus    = \"draft\"\nroles     = [{}]\n",
        identity.from, quotedText(identity.id), quotedText(identity.title), quotedText("Reference: " + identity.from),
        rolesOf(programmes));
    text += deliveryText(programmes);
    std::string leftOut;
    for (const Row& row : templateRows()) {
        const MeasureSpec* spec = catalogue.find(row.measure);
        require(spec != nullptr, "the template of reference profiles names an unknown measure");
        const std::vector<Value> values = valuesOf(row.measure, programmes);
        if (values.empty())
            leftOut += fmt::format("#   {} ({})\n", titleOrId(row.measure), row.measure);
        else
            text += ruleText(row, *spec, values);
    }
    if (!leftOut.empty())
        text += "\n# Not asked for, because not every programme of the reference has a value:\n" + leftOut;
    return text;
}

std::string idFromText(const std::string& text)
{
    std::string id;
    for (const char c : text) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9'))
            id += lower;
        else if (!id.empty() && id.back() != '-')
            id += '-';
    }
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    return id.empty() ? "reference" : id;
}

} // namespace assay
