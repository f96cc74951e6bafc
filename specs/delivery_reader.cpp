// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/delivery_reader.h"

#include "core/base/layout.h"
#include "core/measure/delivery_specs.h"
#include "specs/rule_reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

/// The tables of a list like [[slot]]; reports what is no list.
const std::vector<TomlNode>& tablesOf(const TableReader& owner, std::string_view key)
{
    static const std::vector<TomlNode> none;
    const TomlNode* list = owner.find(key);
    if (list == nullptr)
        return none;
    if (list->kind == TomlNode::Kind::array)
        return list->items;
    owner.problems().add(list->position, fmt::format("\"{0}\" is written as [[{0}]] tables", key));
    return none;
}

void readCount(Slot& slot, const TableReader& table)
{
    const TomlNode* node = table.find("count");
    if (node == nullptr)
        return;
    if (node->kind == TomlNode::Kind::text && node->text == "any") {
        slot.count.reset();
        return;
    }
    if (node->kind == TomlNode::Kind::integer && node->integer >= 1 && node->integer <= 10000)
        slot.count = static_cast<int>(node->integer);
    else
        table.problems().add(node->position, "\"count\" must be a whole number from 1, or \"any\"");
}

std::map<std::string, std::vector<std::string>> readFields(const TableReader& owner)
{
    std::map<std::string, std::vector<std::string>> fields;
    const TomlNode* node = owner.find("fields");
    if (node == nullptr)
        return fields;
    std::vector<std::string> keys;
    for (const TomlNode& item : node->items)
        keys.push_back(item.key);
    const TableReader table(*node, "\"fields\"", keys, owner.problems());
    for (const std::string& key : keys)
        fields[key] = table.texts(key, true);
    return fields;
}

void readSlotRules(Slot& slot, const TableReader& table, Provenance status, const Catalogue& catalogue)
{
    for (const TomlNode& item : tablesOf(table, "rule")) {
        Rule rule = readRule(item, status, catalogue, table.problems());
        if (std::ranges::find(slot.rules, rule.id, &Rule::id) != slot.rules.end())
            table.problems().add(item.position, fmt::format("two rules of a slot have the id \"{}\"", rule.id));
        if (isOfDelivery(rule))
            table.problems().add(
                item.position, "a rule of a slot judges one programme; rules over several stand outside");
        slot.rules.push_back(std::move(rule));
    }
}

Slot readSlot(const TomlNode& node, Provenance status, const Catalogue& catalogue, Problems& problems)
{
    const TableReader table(node, "a slot",
        { "id", "title", "role", "layout", "language", "fields", "names", "required", "count", "rules", "rule",
            "when" },
        problems);
    Slot slot;
    if (node.kind != TomlNode::Kind::table)
        return slot;
    slot.id = table.requiredText("id");
    checkId(slot.id, table.positionOf("id"), problems);
    slot.title = table.text("title").value_or(titleFromId(slot.id));
    slot.role = table.text("role").value_or("");
    if (table.has("role"))
        checkRoles({ slot.role }, table.find("role")->position, problems);
    for (const std::string& name : table.texts("layout", true))
        slot.layouts.push_back(checkedLayout(name, table.find("layout")->position, problems));
    slot.language = table.text("language").value_or("");
    slot.fields = readFields(table);
    slot.when = readCondition(table, catalogue);
    slot.pattern = table.text("names").value_or("");
    slot.required = table.boolean("required").value_or(true);
    readCount(slot, table);
    slot.ruleProfiles = table.texts("rules", true);
    readSlotRules(slot, table, status, catalogue);
    return slot;
}

TrackMap::Part readPart(const TomlNode& node, Problems& problems)
{
    if (node.kind == TomlNode::Kind::text)
        return { checkedLayout(node.text, node.position, problems) };
    const TableReader table(node, "a programme of a track map", { "layout", "role" }, problems);
    if (node.kind != TomlNode::Kind::table)
        return {};
    TrackMap::Part part { checkedLayout(table.requiredText("layout"), node.position, problems),
        table.text("role").value_or("") };
    if (table.has("role"))
        checkRoles({ part.role }, table.find("role")->position, problems);
    return part;
}

TrackMap readTracks(const TomlNode& node, Problems& problems)
{
    const TableReader table(node, "a track map", { "channels", "programmes" }, problems);
    TrackMap map;
    if (node.kind != TomlNode::Kind::table)
        return map;
    const auto channels = table.integer("channels");
    std::size_t sum = 0;
    for (const TomlNode& item : tablesOf(table, "programmes")) {
        map.parts.push_back(readPart(item, problems));
        const auto layout = layoutNamed(map.parts.back().layout);
        sum += layout ? layout->size() : 0;
    }
    map.channels = sum;
    if (map.parts.empty())
        problems.add(node.position, "a track map needs its \"programmes\", layouts in the order of the channels");
    else if (!channels || *channels != static_cast<std::int64_t>(sum))
        problems.add(table.positionOf("channels"),
            fmt::format("the programmes have {} channels together: \"channels\" must say so", sum));
    return map;
}

} // namespace

const std::vector<std::string>& deliveryKeys()
{
    static const std::vector<std::string> keys { "names", "apart", "pattern", "slot", "tracks" };
    return keys;
}

DeliveryDraft readDelivery(const TableReader& profile, Provenance status, const Catalogue& catalogue)
{
    DeliveryDraft draft;
    Problems& problems = profile.problems();
    draft.ask.names = profile.text("names").value_or("");
    draft.ask.apart = profile.texts("apart", true);
    if (profile.has("apart"))
        checkPartsOfNames(draft.ask.apart, profile.find("apart")->position, problems);
    draft.ask.patterns = readPatterns(profile, catalogue);
    for (const TomlNode& item : tablesOf(profile, "slot")) {
        Slot slot = readSlot(item, status, catalogue, problems);
        if (std::ranges::find(draft.ask.expected, slot.id, &Slot::id) != draft.ask.expected.end())
            problems.add(item.position, fmt::format("two slots have the id \"{}\"", slot.id));
        draft.ask.expected.push_back(std::move(slot));
        draft.slotPositions.push_back(item.position);
    }
    for (const TomlNode& item : tablesOf(profile, "tracks"))
        draft.ask.tracks.push_back(readTracks(item, problems));
    return draft;
}

} // namespace assay
