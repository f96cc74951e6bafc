// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "reports/minisign.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// Why and since when a key counts no more.
struct Revocation {
    std::string at; ///< UTC, ISO 8601
    std::string reason;
};

/// A key, and whose it is: the word of who put it into the keyring.
struct KeyEntry {
    PublicKey key;
    std::string person;
    std::string organisation {};
    std::string added {}; ///< UTC, ISO 8601
    std::optional<Revocation> revoked {};

    [[nodiscard]] std::string id() const { return keyIdOf(key.id); }
};

/// The keys a person knows: their own, whose secret halves lie beside the list as minisign's encrypted files, and those
/// of others. Kept in one folder; written atomically. A key is never taken out, only revoked.
class Keyring
{
public:
    /// A folder that is not there is an empty keyring. Errors: `report` for a broken list, `notReadable`.
    [[nodiscard]] static Result<Keyring> load(const std::filesystem::path& folder);

    /// In the order they came.
    [[nodiscard]] const std::vector<KeyEntry>& entries() const { return m_entries; }

    /// By the key itself; nullptr where nobody here knows it.
    [[nodiscard]] const KeyEntry* find(const PublicKey& key) const;

    /// By id, or by the person's name where it is one person's one key that is not revoked. Errors: `usage`.
    [[nodiscard]] Result<KeyEntry> find(std::string_view idOrPerson) const;

    /// Where the secret half lies, or would lie.
    [[nodiscard]] std::filesystem::path secretFileOf(const KeyEntry& entry) const;
    [[nodiscard]] bool hasSecret(const KeyEntry& entry) const;

    /// Errors: `usage` where the key is there already, `write`.
    [[nodiscard]] Result<void> add(KeyEntry entry);

    /// Trusts a key for as long as this lives; what is kept does not change.
    void trust(KeyEntry entry);

    /// The same as `add`, with the text of its secret half, which only the owner of the folder may read.
    [[nodiscard]] Result<void> addOwn(const KeyEntry& entry, std::string_view secretFile);

    /// Errors: `usage` where it is revoked already, `write`.
    [[nodiscard]] Result<void> revoke(const std::string& id, Revocation revocation);

private:
    [[nodiscard]] Result<void> save() const;

    std::filesystem::path m_folder;
    std::vector<KeyEntry> m_entries;
};

/// The comment of a key's file: "minisign public key 8F3A0C5512B7D9E4 of Ada Lovelace, Analytical Sound".
[[nodiscard]] std::string keyComment(std::string_view what, const KeyEntry& entry);

} // namespace assay
