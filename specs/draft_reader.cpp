// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/loader.h"

#include "core/base/path.h"
#include "specs/builtin_profiles.h"
#include "specs/rule_reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::int64_t schemaVersion = 1; // the profile language this version reads

void checkSchema(const TableReader& table)
{
    if (!table.has("schema")) {
        table.problems().add(table.position(), "the profile needs \"schema = 1\"");
        return;
    }
    const auto schema = table.integer("schema");
    if (schema && *schema != schemaVersion)
        table.problems().add(table.find("schema")->position,
            fmt::format("schema {} is unknown: this version of Assay reads schema {}", *schema, schemaVersion));
}

/// A list of tables with an id and a title. `what`: "manual check".
template <class Item>
std::vector<Item> readItems(const TableReader& table, const char* key, const std::string& what)
{
    std::vector<Item> items;
    const TomlNode* list = table.find(key);
    if (list == nullptr)
        return items;
    if (list->kind != TomlNode::Kind::array) {
        table.problems().add(list->position, fmt::format("{}s are written as [[{}]] tables", what, key));
        return items;
    }
    for (const TomlNode& node : list->items) {
        const TableReader item(node, "a " + what, { "id", "title" }, table.problems());
        if (node.kind != TomlNode::Kind::table)
            continue;
        const std::string id = item.requiredText("id");
        checkId(id, item.positionOf("id"), table.problems());
        const bool twice = std::ranges::find(items, id, &Item::id) != items.end();
        if (twice)
            table.problems().add(item.positionOf("id"), fmt::format("two {}s have the id \"{}\"", what, id));
        items.push_back({ id, item.text("title").value_or(titleFromId(id)) });
    }
    return items;
}

void readRules(ProfileDraft& draft, const TableReader& table, const Catalogue& catalogue)
{
    const TomlNode* list = table.find("rule");
    if (list == nullptr)
        return;
    if (list->kind != TomlNode::Kind::array) {
        table.problems().add(list->position, "rules are written as [[rule]] tables");
        return;
    }
    for (const TomlNode& item : list->items) {
        PlacedRule placed { readRule(item, draft.profile.status, catalogue, table.problems()), item.position };
        const TomlNode* id = item.find("id");
        const auto sameId = [&](const PlacedRule& other) { return other.rule.id == placed.rule.id; };
        if (id != nullptr && std::ranges::any_of(draft.rules, sameId))
            table.problems().add(id->position, fmt::format("two rules have the id \"{}\"", placed.rule.id));
        draft.rules.push_back(std::move(placed));
    }
}

void readExtends(ProfileDraft& draft, const TableReader& table)
{
    draft.profile.extends = table.texts("extends", true);
    const TomlNode* list = table.find("extends");
    if (list == nullptr)
        return;
    if (list->kind == TomlNode::Kind::text)
        draft.extendsPositions.push_back(list->position);
    for (const TomlNode& item : list->items) {
        if (item.kind == TomlNode::Kind::text)
            draft.extendsPositions.push_back(item.position);
    }
}

void readHeader(ProfileDraft& draft, const TableReader& table)
{
    Profile& profile = draft.profile;
    profile.id = table.requiredText("id");
    checkId(profile.id, table.positionOf("id"), table.problems());
    profile.title = table.text("title").value_or(titleFromId(profile.id));
    profile.version = table.requiredText("version");
    profile.authority = table.text("authority").value_or("");
    profile.document = table.text("document").value_or("");
    profile.url = table.text("url").value_or("");
    profile.status = readProvenance(table, "status").value_or(Provenance::draft);
    profile.roles = table.texts("roles");
    if (table.has("roles"))
        checkRoles(profile.roles, table.find("roles")->position, table.problems());
}

std::vector<std::string> withDeliveryKeys(std::vector<std::string> keys)
{
    keys.insert(keys.end(), deliveryKeys().begin(), deliveryKeys().end());
    return keys;
}

} // namespace

ProfileDraft readDraft(ProfileSource source, const Catalogue& catalogue)
{
    ProfileDraft draft;
    draft.source = std::move(source);
    draft.profile.origin = draft.source.builtIn ? "built-in" : toUtf8(draft.source.file);
    const auto root = parseToml(draft.source.text, draft.source.file);
    if (!root) {
        draft.errors.push_back(root.error());
        return draft;
    }
    Problems problems { draft.source.file };
    const TableReader table(*root, "the profile",
        withDeliveryKeys({ "schema", "id", "title", "version", "authority", "document", "url", "status", "extends",
            "roles", "rule", "manual", "sign_off" }),
        problems);
    checkSchema(table);
    readHeader(draft, table);
    readExtends(draft, table);
    readRules(draft, table, catalogue);
    draft.profile.manual = readItems<ManualCheck>(table, "manual", "manual check");
    draft.profile.signOff = readItems<SignOffStep>(table, "sign_off", "step of the sign-off");
    draft.delivery = readDelivery(table, draft.profile.status, catalogue);
    draft.errors = std::move(problems.errors);
    return draft;
}

std::vector<ProfileDraft> builtInDrafts(const Catalogue& catalogue)
{
    std::vector<ProfileDraft> drafts;
    for (const BuiltInProfile& profile : builtInProfiles()) {
        const std::string file = "built-in/" + std::string(profile.name) + ".toml";
        drafts.push_back(readDraft({ std::string(profile.text), fromUtf8(file), true }, catalogue));
    }
    return drafts;
}

std::optional<std::string_view> builtInText(std::string_view id)
{
    const auto profiles = builtInProfiles();
    const auto found = std::ranges::find(profiles, id, &BuiltInProfile::name);
    return found == profiles.end() ? std::nullopt : std::optional(found->text);
}

} // namespace assay
