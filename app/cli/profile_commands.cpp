// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/base/path.h"
#include "core/inspect/inspect.h"
#include "specs/profile_diff.h"
#include "specs/profile_page.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace assay
{

namespace
{

using Json = nlohmann::ordered_json;

constexpr int exitDifferent = 1; // as of diff(1): 0 the same, 1 different, 2 trouble

std::string_view sign(RuleChange::Kind kind)
{
    switch (kind) {
    case RuleChange::Kind::added:
        return "+";
    case RuleChange::Kind::removed:
        return "-";
    case RuleChange::Kind::changed:
        break;
    }
    return "~";
}

std::string_view nameOf(RuleChange::Kind kind)
{
    return kind == RuleChange::Kind::added ? "added" : kind == RuleChange::Kind::removed ? "removed" : "changed";
}

/// What matters of a rule that only one profile has.
bool isTold(const RuleChange& rule, const ProfileChange& change)
{
    return rule.kind == RuleChange::Kind::changed || change.what == "limit" || change.what == "measure"
        || change.what == "severity" || change.what == "where";
}

std::string textOf(const ProfileChange& change, RuleChange::Kind kind)
{
    const auto shown = [](const std::string& words) { return words.empty() ? std::string("nothing") : words; };
    if (kind != RuleChange::Kind::changed)
        return fmt::format("      {:<14} {}\n", change.what, change.before + change.after);
    return fmt::format(
        "      {:<14} {}\n      {:<14} {}\n", change.what, shown(change.before), "  now", shown(change.after));
}

std::string textOf(const RuleChange& rule, std::string_view what)
{
    std::string text = fmt::format("{} {} {} ({})\n", sign(rule.kind), what, rule.id, rule.title);
    for (const ProfileChange& change : rule.changes) {
        if (isTold(rule, change) && rule.id != change.after)
            text += textOf(change, rule.kind);
    }
    return text;
}

std::string textOf(const ProfileDiff& diff, const Profile& before, const Profile& after)
{
    std::string text = fmt::format("- {} {}\n+ {} {}\n", before.id, before.version, after.id, after.version);
    for (const ProfileChange& change : diff.header)
        text += textOf(change, RuleChange::Kind::changed);
    for (const RuleChange& rule : diff.rules)
        text += textOf(rule, "rule");
    for (const RuleChange& check : diff.manual)
        text += textOf(check, "manual check");
    for (const RuleChange& slot : diff.deliverables)
        text += textOf(slot, "deliverable");
    const auto count = [&](RuleChange::Kind kind) { return std::ranges::count(diff.rules, kind, &RuleChange::kind); };
    return text
        + fmt::format("rules: {} added, {} removed, {} changed\n", count(RuleChange::Kind::added),
            count(RuleChange::Kind::removed), count(RuleChange::Kind::changed));
}

Json jsonOf(const std::vector<ProfileChange>& changes)
{
    Json json = Json::array();
    for (const ProfileChange& change : changes)
        json.push_back({ { "what", change.what }, { "before", change.before }, { "after", change.after } });
    return json;
}

Json jsonOf(const std::vector<RuleChange>& rules)
{
    Json json = Json::array();
    for (const RuleChange& rule : rules)
        json.push_back({ { "id", rule.id }, { "title", rule.title }, { "change", nameOf(rule.kind) },
            { "changes", jsonOf(rule.changes) } });
    return json;
}

std::string jsonOf(const ProfileDiff& diff, const Profile& before, const Profile& after)
{
    const auto identity = [](const Profile& profile) {
        return Json { { "id", profile.id }, { "version", profile.version }, { "sha256", profile.sha256 } };
    };
    const Json json { { "schema", "assay-profile-diff/1" }, { "before", identity(before) },
        { "after", identity(after) }, { "header", jsonOf(diff.header) }, { "rules", jsonOf(diff.rules) },
        { "manual_checks", jsonOf(diff.manual) }, { "slots", jsonOf(diff.deliverables) } };
    return json.dump(2) + "\n";
}

} // namespace

int run(const ListProfilesArguments&)
{
    const ProfileLibrary library = profileLibrary();
    for (const Error& problem : library.problems())
        complain(problem);
    for (const Profile& profile : library.profiles())
        fmt::print("{:<22} {:<10} {:<12} {}{}\n", profile.id, profile.version, nameOf(profile.status), profile.title,
            profile.origin == "built-in" ? "" : "  [" + profile.origin + "]");
    return 0;
}

int run(const ShowProfileArguments& arguments)
{
    const ProfileLibrary library = profileLibrary();
    const auto profile = profileOrComplaints(library, arguments.profile);
    if (!profile)
        return exitUsage;
    if (!arguments.source) {
        fmt::print("{}", profilePage(*profile));
        return 0;
    }
    const auto text = library.sourceOf(arguments.profile);
    if (!text) {
        complain(text.error());
        return exitUsage;
    }
    fmt::print("{}", *text);
    return 0;
}

int run(const LintProfileArguments& arguments)
{
    const std::vector<Error> problems = lintProfile(arguments.file, catalogue());
    for (const Error& problem : problems)
        complain(problem);
    if (problems.empty())
        fmt::print("{}: no problem found\n", toUtf8(arguments.file));
    return problems.empty() ? 0 : exitUsage;
}

int run(const DiffProfilesArguments& arguments)
{
    const ProfileLibrary library = profileLibrary();
    const auto before = profileOrComplaints(library, arguments.before);
    const auto after = profileOrComplaints(library, arguments.after);
    if (!before || !after)
        return exitUsage;
    const ProfileDiff diff = differences(*before, *after);
    if (!arguments.output.json.empty() && !writeText(jsonOf(diff, *before, *after), arguments.output.json))
        return exitUsage;
    if (!diff.empty())
        printText(textOf(diff, *before, *after), arguments.output);
    return diff.empty() ? 0 : exitDifferent;
}

} // namespace assay
