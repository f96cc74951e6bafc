// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/profile_diff.h"

#include "core/measure/measure_titles.h"
#include "specs/delivery_profile.h"
#include "specs/profile_page.h"
#include "specs/wording.h"

#include <algorithm>
#include <utility>

namespace assay
{

namespace
{

/// What is said, and the words for it.
using Facts = std::vector<std::pair<std::string, std::string>>;

std::string askedBy(const Rule& rule)
{
    std::vector<std::string> tests;
    for (const Test& test : rule.tests)
        tests.push_back((rule.combine == Rule::Combine::single ? "" : titleOrId(test.measure) + ": ") + describe(test));
    return listed(tests, rule.combine == Rule::Combine::allOf ? "and" : "or");
}

Facts factsOf(const Rule& rule)
{
    const bool single = rule.combine == Rule::Combine::single && !rule.tests.empty();
    return { { "title", rule.title }, { "measure", single ? rule.tests.front().measure : "" },
        { "limit", askedBy(rule) }, { "where", rule.when ? describe(*rule.when) : "" }, { "of", rule.of },
        { "over", listed(rule.over, "and") }, { "each", rule.each }, { "severity", std::string(nameOf(rule.severity)) },
        { "clause", rule.clause }, { "provenance", std::string(nameOf(rule.provenance)) },
        { "interpretation", rule.interpretation }, { "message", rule.message }, { "advice", rule.advice } };
}

Facts factsOf(const ManualCheck& check)
{
    return { { "title", check.title } };
}

std::string fieldsOf(const Slot& slot)
{
    std::vector<std::string> fields;
    for (const auto& [field, words] : slot.fields)
        fields.push_back(field + " " + listed(words, "or"));
    return listed(fields, "and");
}

std::string arrivalOf(const Slot& slot)
{
    return (slot.required ? "must, " : "may, ") + (slot.count ? std::to_string(*slot.count) : "any number");
}

/// The slot's own rules, each with what it asks.
std::string rulesOf(const Slot& slot)
{
    std::vector<std::string> rules;
    for (const Rule& rule : slot.rules)
        rules.push_back(rule.id + " " + askedBy(rule));
    return listed(rules, "and");
}

Facts factsOf(const Slot& slot)
{
    return { { "title", slot.title }, { "arrives", arrivalOf(slot) }, { "role", slot.role },
        { "layout", listed(slot.layouts, "or") }, { "language", slot.language }, { "name", fieldsOf(slot) },
        { "where", slot.when ? describe(*slot.when) : "" }, { "judged by", listed(slot.ruleProfiles, "and") },
        { "rules", slot.ruleProfiles.empty() ? rulesOf(slot) : "" } };
}

std::string tracksOf(const DeliveryProfile& delivery)
{
    std::vector<std::string> maps;
    for (const TrackMap& map : delivery.tracks) {
        std::string parts;
        for (const TrackMap::Part& part : map.parts)
            parts += (parts.empty() ? "" : "+") + part.layout + (part.role.empty() ? "" : " " + part.role);
        maps.push_back(std::to_string(map.channels) + " channels: " + parts);
    }
    return listed(maps, "and");
}

const DeliveryProfile& deliveryOf(const Profile& profile)
{
    static const DeliveryProfile none;
    return profile.delivery != nullptr ? *profile.delivery : none;
}

std::vector<Rule> allRulesOf(const Profile& profile)
{
    std::vector<Rule> rules = profile.rules;
    rules.insert(rules.end(), deliveryOf(profile).rules.begin(), deliveryOf(profile).rules.end());
    return rules;
}

std::vector<std::string> idsOf(const std::vector<SignOffStep>& steps)
{
    std::vector<std::string> ids;
    for (const SignOffStep& step : steps)
        ids.push_back(step.id);
    return ids;
}

Facts factsOf(const Profile& profile)
{
    const DeliveryProfile& delivery = deliveryOf(profile);
    return { { "id", profile.id }, { "title", profile.title }, { "version", profile.version },
        { "authority", profile.authority }, { "document", profile.document }, { "url", profile.url },
        { "status", std::string(nameOf(profile.status)) }, { "roles", listed(profile.roles, "and") },
        { "names", delivery.names }, { "apart", listed(delivery.apart, "and") }, { "tracks", tracksOf(delivery) },
        { "sign_off", listed(idsOf(profile.signOff), "and") } };
}

/// Both lists name the same things in the same order.
std::vector<ProfileChange> compared(const Facts& before, const Facts& after)
{
    std::vector<ProfileChange> changes;
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (before[i].second != after[i].second)
            changes.push_back({ after[i].first, before[i].second, after[i].second });
    }
    return changes;
}

Facts saidNothing(Facts facts)
{
    for (auto& [what, words] : facts)
        words.clear();
    return facts;
}

template <class Item>
std::vector<RuleChange> compared(const std::vector<Item>& before, const std::vector<Item>& after)
{
    using enum RuleChange::Kind;
    std::vector<RuleChange> changes;
    for (const Item& item : after) {
        const auto old = std::ranges::find(before, item.id, &Item::id);
        const Facts facts = factsOf(item);
        if (old == before.end())
            changes.push_back({ added, item.id, item.title, compared(saidNothing(facts), facts) });
        else if (auto differences = compared(factsOf(*old), facts); !differences.empty())
            changes.push_back({ changed, item.id, item.title, std::move(differences) });
    }
    for (const Item& item : before) {
        const Facts facts = factsOf(item);
        if (std::ranges::find(after, item.id, &Item::id) == after.end())
            changes.push_back({ removed, item.id, item.title, compared(facts, saidNothing(facts)) });
    }
    return changes;
}

} // namespace

ProfileDiff differences(const Profile& before, const Profile& after)
{
    return { compared(factsOf(before), factsOf(after)), compared(allRulesOf(before), allRulesOf(after)),
        compared(before.manual, after.manual), compared(deliveryOf(before).expected, deliveryOf(after).expected) };
}

} // namespace assay
