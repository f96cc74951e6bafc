// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/profile_page.h"

#include "core/measure/measure_titles.h"
#include "specs/channel_scope.h"
#include "specs/delivery_profile.h"
#include "specs/limit.h"
#include "specs/wording.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace assay
{

namespace
{

constexpr std::size_t pageWidth = 100; // columns
constexpr std::size_t labelWidth = 14; // columns before the text of a rule

/// Columns of a UTF-8 text, one a character.
std::size_t columnsOf(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// `text` behind `label`, broken at spaces; nothing where there is no text.
std::string paragraph(std::string_view label, std::string_view text)
{
    if (text.empty())
        return {};
    std::string line = fmt::format("  {:<{}}", label, labelWidth - 2);
    std::string page;
    bool started = false;
    while (!text.empty()) {
        const std::size_t space = text.find(' ');
        const std::string_view word = text.substr(0, space);
        if (started && columnsOf(line) + 1 + columnsOf(word) > pageWidth) {
            page += line + "\n";
            line.assign(labelWidth, ' ');
            started = false;
        }
        line += (started ? " " : "") + std::string(word);
        started = true;
        text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
    }
    return page + line + "\n";
}

std::string_view meaning(Provenance provenance)
{
    switch (provenance) {
    case Provenance::issuer:
        return "issuer: the numbers were read in the issuer's own document";
    case Provenance::thirdParty:
        return "third-party: the numbers were read where others quote the document";
    case Provenance::draft:
        break;
    }
    return "DRAFT: nobody has held these numbers against the document";
}

std::string header(const Profile& profile)
{
    std::string page = fmt::format("{}\n", profile.title);
    page += paragraph("profile", profile.id + ", version " + profile.version);
    page += paragraph("asked by", profile.authority);
    page += paragraph("document", profile.document);
    page += paragraph("read at", profile.url);
    page += paragraph("how sure", meaning(profile.status));
    page += paragraph("judges", profile.roles.empty() ? "every role" : listed(profile.roles, "and"));
    page += paragraph("builds on", listed(profile.extends, "and"));
    if (profile.origin != "built-in")
        page += paragraph("file", profile.origin);
    return page;
}

std::string asked(const Rule& rule)
{
    if (rule.combine == Rule::Combine::single)
        return rule.tests.empty() ? "" : paragraph("limit", describe(rule.tests.front()));
    std::string page;
    for (const Test& test : rule.tests) {
        const std::string_view label = !page.empty() ? (rule.combine == Rule::Combine::anyOf ? "or" : "and")
            : rule.combine == Rule::Combine::anyOf   ? "any of"
                                                     : "all of";
        page += paragraph(label, titleOrId(test.measure) + ": " + describe(test));
    }
    return page;
}

std::string rulePage(const Rule& rule, Provenance usual)
{
    std::string page = fmt::format("\n{} [{}]\n", rule.title, rule.id);
    if (rule.combine == Rule::Combine::single && !rule.tests.empty())
        page += paragraph("measure", titleOrId(rule.tests.front().measure) + " (" + rule.tests.front().measure + ")");
    page += asked(rule);
    page += paragraph("of", rule.of);
    page += paragraph("over", listed(rule.over, "and"));
    page += paragraph("for each", rule.each);
    page += paragraph("where", rule.when ? describe(*rule.when) : "");
    page += paragraph("clause", rule.clause);
    page += paragraph("how sure", rule.provenance != usual ? meaning(rule.provenance) : "");
    page += paragraph("read as", rule.interpretation);
    page += paragraph("says", rule.message);
    return page + paragraph("advice", rule.advice);
}

std::string slotPage(const Slot& slot)
{
    std::vector<std::string> parts;
    for (const std::string& part : { slot.role, listed(slot.layouts, "or"), slot.language }) {
        if (!part.empty())
            parts.push_back(part);
    }
    for (const auto& [field, words] : slot.fields)
        parts.push_back("\"" + listed(words, "or") + "\" as " + field + " in its name");
    if (slot.when)
        parts.push_back(describe(*slot.when));
    std::string page = fmt::format("\n{} [{}]\n", slot.title, slot.id);
    page += paragraph("arrives",
        fmt::format(
            "{}, {}", slot.required ? "must" : "may", slot.count ? fmt::format("{}", *slot.count) : "any number"));
    page += paragraph("is", listed(parts, "and"));
    page += paragraph("judged by", listed(slot.ruleProfiles, "and"));
    for (const Rule& rule : slot.rules) {
        if (slot.ruleProfiles.empty())
            page += rulePage(rule, rule.provenance);
    }
    return page;
}

std::string deliverables(const Profile& profile)
{
    if (profile.delivery == nullptr)
        return {};
    const DeliveryProfile& delivery = *profile.delivery;
    std::string page = delivery.expected.empty() ? "" : "\nDELIVERABLES\n";
    for (const Slot& slot : delivery.expected)
        page += slotPage(slot);
    if (!delivery.apart.empty())
        page += "\nWHAT BELONGS TOGETHER\n\n"
            + paragraph("kept apart", "by the " + listed(delivery.apart, "and") + " in the names");
    const NamePattern* names = delivery.pattern(delivery.names);
    if (names == nullptr)
        return page;
    std::vector<std::string> parts;
    for (const NamePattern::Element& element : names->elements) {
        if (!element.field.empty())
            parts.push_back(element.field + (element.group > 0 ? " (or none)" : ""));
    }
    return page + "\nNAMES OF FILES\n\n" + paragraph("pattern", names->title)
        + paragraph("parts", fmt::format("{}", fmt::join(parts, ", ")));
}

/// Rules for one programme and rules over several.
std::vector<const Rule*> allRules(const Profile& profile)
{
    std::vector<const Rule*> rules;
    for (const Rule& rule : profile.rules)
        rules.push_back(&rule);
    if (profile.delivery != nullptr) {
        for (const Rule& rule : profile.delivery->rules)
            rules.push_back(&rule);
    }
    return rules;
}

std::string_view heading(Severity severity)
{
    switch (severity) {
    case Severity::blocker:
        return "BLOCKERS";
    case Severity::issue:
        return "ISSUES";
    case Severity::fyi:
        break;
    }
    return "FOR INFORMATION: told, never a reason to fail";
}

} // namespace

std::string describe(const Condition& condition)
{
    std::vector<std::string> parts;
    if (!condition.roles.empty())
        parts.push_back("the role is " + listed(condition.roles, "or"));
    if (!condition.layouts.empty())
        parts.push_back("the layout is " + listed(condition.layouts, "or"));
    for (const Test& test : condition.measures)
        parts.push_back(titleOrId(test.measure) + ": " + describe(test));
    return listed(parts, "and");
}

std::string describe(const Test& test)
{
    static const MeasurementSet nothing;
    std::string text = limitText(test, test.unit, Subject { {}, {}, {}, 0, nothing });
    for (const std::string& part : { describeScope(test.channels), describeWindow(test.window) })
        text += part.empty() ? "" : ", " + part;
    if (test.qc)
        text += fmt::format(", between the two limits: {}", nameOf(test.qc->severity));
    if (test.when)
        text += ", where " + describe(*test.when);
    return text;
}

std::string profilePage(const Profile& profile)
{
    std::string page = header(profile) + deliverables(profile);
    for (const Severity severity : { Severity::blocker, Severity::issue, Severity::fyi }) {
        bool first = true;
        for (const Rule* rule : allRules(profile)) {
            if (rule->severity != severity)
                continue;
            page += first ? fmt::format("\n{}\n", heading(severity)) : "";
            first = false;
            page += rulePage(*rule, profile.status);
        }
    }
    page += profile.manual.empty() ? "" : "\nFOR A PERSON\n\n";
    for (const ManualCheck& check : profile.manual)
        page += paragraph("check", check.title);
    page += profile.signOff.empty() ? "" : "\nWHO SIGNS, IN THIS ORDER\n\n";
    for (const SignOffStep& step : profile.signOff)
        page += paragraph("sign", step.title);
    return page;
}

} // namespace assay
