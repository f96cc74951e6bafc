// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/signing.h"
#include "core/base/atomic_file.h"
#include "core/base/path.h"

#include <fmt/format.h>

namespace assay
{

namespace
{

/// A new passphrase; typed twice, because nobody sees what was typed.
Result<std::string> newPassphrase(const std::filesystem::path& file)
{
    auto first = passphraseFrom(file, "A passphrase for the new key: ");
    if (!first || !file.empty())
        return first;
    auto second = passphraseFrom(file, "The same again: ");
    if (!second)
        return second;
    const bool same = *first == *second;
    wipe(*second);
    if (!same)
        return fail(ErrorCode::usage, "the two passphrases differ");
    return first;
}

Result<KeyEntry> madeKey(Keyring& keyring, const NewKeyArguments& arguments)
{
    auto passphrase = newPassphrase(arguments.passphraseFile);
    if (!passphrase)
        return tl::unexpected(passphrase.error());
    const SecretKey secret = newSecretKey();
    KeyEntry entry { secret.publicKey, sanitizedUtf8(arguments.person), sanitizedUtf8(arguments.organisation),
        timestamp() };
    auto file = secretKeyFile(secret, keyComment("encrypted secret", entry), *passphrase);
    wipe(*passphrase);
    if (!file)
        return tl::unexpected(file.error());
    auto added = keyring.addOwn(entry, *file);
    wipe(*file);
    if (!added)
        return tl::unexpected(added.error());
    return entry;
}

} // namespace

int run(const NewKeyArguments& arguments)
{
    auto keyring = userKeyring();
    if (!keyring)
        return failed(keyring.error());
    const auto entry = madeKey(*keyring, arguments);
    if (!entry)
        return failed(entry.error());
    fmt::print("{}  {}\n", entry->id(), publicKeyText(entry->key));
    complain("the secret half is in " + toUtf8(keyring->secretFileOf(*entry))
        + "; keep a copy of it, and give the line above (or: assay keys export) to those who verify");
    return 0;
}

int run(const ListKeysArguments&)
{
    const auto keyring = userKeyring();
    if (!keyring)
        return failed(keyring.error());
    for (const KeyEntry& entry : keyring->entries()) {
        std::string line
            = fmt::format("{}  {:<6} {}", entry.id(), keyring->hasSecret(entry) ? "yours" : "known", entry.person);
        if (!entry.organisation.empty())
            line += ", " + entry.organisation;
        if (entry.revoked)
            line += fmt::format("  [revoked {}: {}]", entry.revoked->at, entry.revoked->reason);
        fmt::print("{}\n", line);
    }
    return 0;
}

int run(const ExportKeyArguments& arguments)
{
    const auto keyring = userKeyring();
    if (!keyring)
        return failed(keyring.error());
    const auto entry = keyring->find(arguments.key);
    if (!entry)
        return failed(entry.error());
    return writeText(publicKeyFile(entry->key, keyComment("public", *entry)), arguments.output) ? 0 : exitUsage;
}

int run(const ImportKeyArguments& arguments)
{
    auto keyring = userKeyring();
    if (!keyring)
        return failed(keyring.error());
    const auto text = readWholeFile(arguments.file, 1U << 16U);
    if (!text)
        return failed(text.error());
    const auto key = readPublicKey(*text);
    if (!key)
        return failed(Error { key.error().code, key.error().message, arguments.file });
    const KeyEntry entry { *key, sanitizedUtf8(arguments.person), sanitizedUtf8(arguments.organisation), timestamp() };
    if (const auto added = keyring->add(entry); !added)
        return failed(added.error());
    fmt::print("{}\n", entry.id());
    return 0;
}

int run(const RevokeKeyArguments& arguments)
{
    auto keyring = userKeyring();
    if (!keyring)
        return failed(keyring.error());
    const auto entry = keyring->find(arguments.key);
    if (!entry)
        return failed(entry.error());
    if (const auto done = keyring->revoke(entry->id(), { timestamp(), sanitizedUtf8(arguments.reason) }); !done)
        return failed(done.error());
    fmt::print("{}\n", entry->id());
    return 0;
}

} // namespace assay
