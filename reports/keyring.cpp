// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/keyring.h"

#include "core/base/atomic_file.h"
#include "reports/json_layout.h"
#include "reports/strict_json.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace assay
{

namespace
{

using Json = nlohmann::ordered_json;

constexpr std::size_t largestList = 1U << 24U; // bytes; a key takes some 300
constexpr const char* listName = "keyring.json";

Json entryJson(const KeyEntry& entry)
{
    Json json { { "id", entry.id() }, { "public_key", publicKeyText(entry.key) }, { "person", entry.person },
        { "organisation", entry.organisation }, { "added", entry.added }, { "revoked", nullptr } };
    if (entry.revoked)
        json["revoked"] = Json { { "at", entry.revoked->at }, { "reason", entry.revoked->reason } };
    return json;
}

Result<KeyEntry> readEntry(const Json& json)
{
    auto key = readPublicKey(json.at("public_key").get<std::string>());
    if (!key)
        return tl::unexpected(std::move(key.error()));
    KeyEntry entry { *key, json.at("person").get<std::string>(), json.value("organisation", ""),
        json.value("added", "") };
    if (const Json& revoked = json.at("revoked"); !revoked.is_null())
        entry.revoked = Revocation { revoked.at("at").get<std::string>(), revoked.at("reason").get<std::string>() };
    return entry;
}

Result<std::vector<KeyEntry>> readEntries(const Json& json)
{
    std::vector<KeyEntry> entries;
    try {
        for (const Json& item : json.at("keys")) {
            auto entry = readEntry(item);
            if (!entry)
                return tl::unexpected(std::move(entry.error()));
            entries.push_back(std::move(*entry));
        }
    } catch (const Json::exception& error) {
        return fail(ErrorCode::report, std::string("not a list of keys: ") + error.what());
    }
    return entries;
}

} // namespace

Result<Keyring> Keyring::load(const std::filesystem::path& folder)
{
    Keyring keyring;
    keyring.m_folder = folder;
    const std::filesystem::path list = folder / listName;
    const auto text = readWholeFile(list, largestList);
    if (!text && text.error().code == ErrorCode::notFound)
        return keyring;
    if (!text)
        return tl::unexpected(text.error());
    const auto json = parsedStrictly<Json>(*text, list);
    if (!json)
        return tl::unexpected(json.error());
    auto entries = readEntries(*json);
    if (!entries) {
        entries.error().file = list;
        return tl::unexpected(std::move(entries.error()));
    }
    keyring.m_entries = std::move(*entries);
    return keyring;
}

const KeyEntry* Keyring::find(const PublicKey& key) const
{
    const auto found = std::ranges::find(m_entries, key, &KeyEntry::key);
    return found == m_entries.end() ? nullptr : &*found;
}

Result<KeyEntry> Keyring::find(std::string_view idOrPerson) const
{
    std::vector<const KeyEntry*> named;
    for (const KeyEntry& entry : m_entries) {
        if (entry.id() == idOrPerson)
            return entry;
        if (entry.person == idOrPerson && !entry.revoked)
            named.push_back(&entry);
    }
    if (named.size() == 1)
        return *named.front();
    if (named.empty())
        return fail(
            ErrorCode::usage, fmt::format("no key of the id or person \"{}\" (see: assay keys list)", idOrPerson));
    return fail(ErrorCode::usage,
        fmt::format("{} has {} keys; name one by its id (see: assay keys list)", idOrPerson, named.size()));
}

std::filesystem::path Keyring::secretFileOf(const KeyEntry& entry) const
{
    return m_folder / (entry.id() + ".key");
}

bool Keyring::hasSecret(const KeyEntry& entry) const
{
    std::error_code ignored;
    return std::filesystem::exists(secretFileOf(entry), ignored);
}

Result<void> Keyring::add(KeyEntry entry)
{
    if (const KeyEntry* known = find(entry.key))
        return fail(ErrorCode::usage, fmt::format("the key {} is there already, of {}", known->id(), known->person));
    m_entries.push_back(std::move(entry));
    return save();
}

void Keyring::trust(KeyEntry entry)
{
    if (find(entry.key) == nullptr)
        m_entries.push_back(std::move(entry));
}

Result<void> Keyring::addOwn(const KeyEntry& entry, std::string_view secretFile)
{
    std::error_code error;
    std::filesystem::create_directories(m_folder, error);
    if (error)
        return fail(ErrorCode::write, "cannot be made: " + error.message(), m_folder);
    // The secret first: a key on the list that nobody can sign with would be worse than a file that nobody lists.
    if (auto written = writeFileAtomically(secretFileOf(entry), secretFile, platform::FileAccess::owner); !written)
        return written;
    return add(entry);
}

Result<void> Keyring::revoke(const std::string& id, Revocation revocation)
{
    const auto found = std::ranges::find(m_entries, id, &KeyEntry::id);
    if (found == m_entries.end())
        return fail(ErrorCode::usage, "no key of the id " + id);
    if (found->revoked)
        return fail(ErrorCode::usage, fmt::format("the key {} was revoked {} already", id, found->revoked->at));
    found->revoked = std::move(revocation);
    return save();
}

Result<void> Keyring::save() const
{
    std::error_code error;
    std::filesystem::create_directories(m_folder, error);
    if (error)
        return fail(ErrorCode::write, "cannot be made: " + error.message(), m_folder);
    Json json { { "schema", "assay-keyring/1" }, { "keys", Json::array() } };
    for (const KeyEntry& entry : m_entries)
        json["keys"].push_back(entryJson(entry));
    return writeFileAtomically(m_folder / listName, laidOut(json));
}

std::string keyComment(std::string_view what, const KeyEntry& entry)
{
    std::string comment = fmt::format("minisign {} key {} of {}", what, entry.id(), entry.person);
    if (!entry.organisation.empty())
        comment += ", " + entry.organisation;
    std::ranges::replace(comment, '\n', ' ');
    return comment;
}

} // namespace assay
