// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/resolve_delivery.h"

#include "specs/spelling.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

template <class T>
std::vector<std::string> idsOf(const std::vector<T>& list)
{
    std::vector<std::string> ids;
    for (const T& entry : list)
        ids.push_back(entry.id);
    return ids;
}

template <class T, class Key>
T& placeFor(std::vector<T>& list, const T& entry, Key key)
{
    const auto same = std::ranges::find_if(list, [&](const T& known) { return known.*key == entry.*key; });
    return same != list.end() ? *same : list.emplace_back();
}

} // namespace

void DeliverySum::add(const DeliveryDraft& draft, std::optional<TextPosition> at)
{
    if (!draft.ask.names.empty())
        m_sum.names = draft.ask.names;
    if (!draft.ask.apart.empty())
        m_sum.apart = draft.ask.apart;
    for (const NamePattern& pattern : draft.ask.patterns)
        placeFor(m_sum.patterns, pattern, &NamePattern::id) = pattern;
    for (const TrackMap& map : draft.ask.tracks)
        placeFor(m_sum.tracks, map, &TrackMap::channels) = map;
    for (std::size_t i = 0; i < draft.ask.expected.size(); ++i) {
        Slot& slot = placeFor(m_sum.expected, draft.ask.expected[i], &Slot::id);
        slot = draft.ask.expected[i];
        m_positions.resize(m_sum.expected.size());
        m_positions[static_cast<std::size_t>(&slot - m_sum.expected.data())] = at.value_or(draft.slotPositions[i]);
    }
}

void DeliverySum::addSlotRules(
    const std::function<std::vector<Rule>(const std::string& id, TextPosition position)>& rulesOf)
{
    for (std::size_t i = 0; i < m_sum.expected.size(); ++i) {
        Slot& slot = m_sum.expected[i];
        std::vector<Rule> rules;
        for (const std::string& id : slot.ruleProfiles) {
            for (Rule& rule : rulesOf(id, m_positions[i]))
                placeFor(rules, rule, &Rule::id) = std::move(rule);
        }
        for (Rule& rule : slot.rules)
            placeFor(rules, rule, &Rule::id) = std::move(rule);
        slot.rules = std::move(rules);
    }
}

void DeliverySum::checkSlots(Problems& problems) const
{
    const auto checkPattern = [&](const std::string& id, TextPosition position) {
        if (!id.empty() && m_sum.pattern(id) == nullptr)
            problems.add(position,
                fmt::format(
                    "\"names\" asks for the unknown pattern \"{}\"{}", id, spellingHint(id, idsOf(m_sum.patterns))));
    };
    checkPattern(m_sum.names, {});
    for (std::size_t i = 0; i < m_sum.expected.size(); ++i) {
        const Slot& slot = m_sum.expected[i];
        checkPattern(slot.pattern, m_positions[i]);
        const NamePattern* pattern = m_sum.pattern(slot.pattern.empty() ? m_sum.names : slot.pattern);
        for (const auto& [field, words] : slot.fields) {
            if (pattern == nullptr || pattern->find(field) == nullptr)
                problems.add(m_positions[i],
                    fmt::format("the slot \"{}\" asks for the field \"{}\", which its pattern of names does not have",
                        slot.id, field));
        }
    }
}

void DeliverySum::checkRule(const PlacedRule& placed, Problems& problems) const
{
    const Rule& rule = placed.rule;
    std::vector<std::string> named = rule.over;
    if (!rule.of.empty())
        named.push_back(rule.of);
    for (const std::string& id : named) {
        if (m_sum.slot(id) == nullptr)
            problems.add(placed.position,
                fmt::format("the rule \"{}\" looks at the unknown slot \"{}\"{}", rule.id, id,
                    spellingHint(id, idsOf(m_sum.expected))));
    }
    if (!rule.of.empty() && rule.over.empty())
        problems.add(placed.position,
            fmt::format(
                "the rule \"{}\" needs \"over\", the slots whose sound is held against \"{}\"", rule.id, rule.of));
}

std::shared_ptr<const DeliveryProfile> DeliverySum::finish(std::vector<PlacedRule>& rules, Problems& problems)
{
    const auto ofDelivery = std::stable_partition(
        rules.begin(), rules.end(), [](const PlacedRule& placed) { return !isOfDelivery(placed.rule); });
    for (auto placed = ofDelivery; placed != rules.end(); ++placed) {
        checkRule(*placed, problems);
        m_sum.rules.push_back(std::move(placed->rule));
    }
    rules.erase(ofDelivery, rules.end());
    checkSlots(problems);
    return m_sum.isEmpty() ? nullptr : std::make_shared<const DeliveryProfile>(std::move(m_sum));
}

} // namespace assay
