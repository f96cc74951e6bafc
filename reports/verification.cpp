// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/verification.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace assay
{

namespace
{

using FileState = CheckedFile::State;

constexpr std::array<std::pair<FileState, std::string_view>, 8> fileStateNames { {
    { FileState::same, "same" },
    { FileState::soundSame, "sound-same" },
    { FileState::soundChanged, "sound-changed" },
    { FileState::changed, "changed" },
    { FileState::missing, "missing" },
    { FileState::unreadable, "unreadable" },
    { FileState::unknown, "unknown" },
    { FileState::added, "added" },
} };

constexpr std::array<std::pair<KeyTrust, std::string_view>, 4> trustNames { {
    { KeyTrust::known, "known" },
    { KeyTrust::unknown, "unknown" },
    { KeyTrust::revokedLater, "revoked-later" },
    { KeyTrust::revoked, "revoked" },
} };

constexpr std::array<std::pair<CheckedPart::State, std::string_view>, 4> partStateNames { {
    { CheckedPart::State::same, "same" },
    { CheckedPart::State::changed, "changed" },
    { CheckedPart::State::missing, "missing" },
    { CheckedPart::State::added, "added" },
} };

template <class Table, class Key>
std::string_view nameIn(const Table& table, Key key)
{
    return std::ranges::find(table, key, [](const auto& row) { return row.first; })->second;
}

// Hashes are compared from the strongest on; the first that both have decides.
std::optional<bool> sameBytes(const AssetRecord& before, const AssetRecord& now)
{
    for (const char* kind : { "sha256", "md5", "xxh64" }) {
        const auto a = before.hashes.find(kind);
        const auto b = now.hashes.find(kind);
        if (a != before.hashes.end() && b != now.hashes.end())
            return a->second == b->second;
    }
    return std::nullopt;
}

FileState compared(const AssetRecord& before, const AssetRecord& now)
{
    const std::optional<bool> same = sameBytes(before, now);
    if (same && *same)
        return FileState::same; // also of a file that nobody could read, then or now
    if (now.error && !before.error)
        return FileState::unreadable;
    if (!same)
        return FileState::unknown;
    if (!before.essenceMd5 || !now.essenceMd5)
        return FileState::changed;
    return *before.essenceMd5 == *now.essenceMd5 ? FileState::soundSame : FileState::soundChanged;
}

std::string_view lastName(std::string_view path)
{
    return path.substr(path.find_last_of('/') + 1);
}

// What each file of the report is now; every file is taken once.
class Matching
{
public:
    Matching(const std::vector<AssetRecord>& before, const std::vector<AssetRecord>& now)
        : m_before(before)
        , m_now(now)
        , m_match(before.size())
    {
        take([](const AssetRecord& a, const AssetRecord& b) { return a.path == b.path; });
        take([](const AssetRecord& a, const AssetRecord& b) { return sameBytes(a, b).value_or(false); });
        take([](const AssetRecord& a, const AssetRecord& b) { return lastName(a.path) == lastName(b.path); });
    }

    [[nodiscard]] const AssetRecord* of(std::size_t before) const { return m_match[before]; }
    [[nodiscard]] bool isTaken(const AssetRecord& now) const { return m_taken.contains(&now); }

private:
    template <class Same>
    void take(Same same)
    {
        for (std::size_t i = 0; i < m_before.size(); ++i) {
            for (const AssetRecord& candidate : m_now) {
                if (m_match[i] == nullptr && !isTaken(candidate) && same(m_before[i], candidate)) {
                    m_match[i] = &candidate;
                    m_taken.insert(&candidate);
                }
            }
        }
    }

    const std::vector<AssetRecord>& m_before;
    const std::vector<AssetRecord>& m_now;
    std::vector<const AssetRecord*> m_match;
    std::set<const AssetRecord*> m_taken {};
};

bool isBad(const CheckedFile& file)
{
    return file.state == FileState::soundChanged || file.state == FileState::changed
        || file.state == FileState::missing;
}

bool isBad(const VerifiedSignature& signature)
{
    return signature.checked.state != CheckedSignature::State::holds || signature.trust == KeyTrust::revoked;
}

} // namespace

std::string_view nameOf(CheckedFile::State state)
{
    return nameIn(fileStateNames, state);
}

std::string_view nameOf(KeyTrust trust)
{
    return nameIn(trustNames, trust);
}

std::string_view nameOf(CheckedPart::State state)
{
    return nameIn(partStateNames, state);
}

std::vector<CheckedFile> checkFiles(const std::vector<AssetRecord>& before, const std::vector<AssetRecord>& now)
{
    const Matching matching(before, now);
    std::vector<CheckedFile> files;
    for (std::size_t i = 0; i < before.size(); ++i) {
        const AssetRecord& known = before[i];
        const AssetRecord* match = matching.of(i);
        CheckedFile& file = files.emplace_back();
        file.path = known.path;
        file.state = match == nullptr ? FileState::missing : compared(known, *match);
        if (match != nullptr && lastName(match->path) != lastName(known.path))
            file.now = match->path;
    }
    for (const AssetRecord& asset : now) {
        if (!matching.isTaken(asset))
            files.push_back({ asset.path, FileState::added });
    }
    return files;
}

VerifiedSignature verified(CheckedSignature checked, const Keyring& keyring)
{
    VerifiedSignature result { std::move(checked) };
    const auto key = readPublicKey(result.checked.record.publicKey);
    const KeyEntry* owner = key ? keyring.find(*key) : nullptr;
    if (owner == nullptr)
        return result;
    result.owner = *owner;
    result.trust = KeyTrust::known;
    if (owner->revoked) // both times are UTC in ISO 8601, so their order is that of their letters
        result.trust = result.checked.record.says.at < owner->revoked->at ? KeyTrust::revokedLater : KeyTrust::revoked;
    return result;
}

int exitCodeOf(const Verification& verification)
{
    const auto& [signatures, openSteps, mediaGiven, files, rulesSame, parts, problems] = verification;
    if (std::ranges::any_of(files, [](const CheckedFile& file) { return file.state == FileState::unreadable; }))
        return 4;
    const bool partsBad
        = std::ranges::any_of(parts, [](const CheckedPart& part) { return part.state != CheckedPart::State::same; });
    const bool bad = std::ranges::any_of(signatures, [](const VerifiedSignature& each) { return isBad(each); })
        || std::ranges::any_of(files, [](const CheckedFile& file) { return isBad(file); }) || partsBad
        || !problems.empty() || !rulesSame.value_or(true);
    if (bad)
        return 1;
    const bool unsure = signatures.empty() || !openSteps.empty()
        || std::ranges::any_of(signatures, [](const VerifiedSignature& each) { return each.trust != KeyTrust::known; })
        || std::ranges::any_of(files,
            [](const CheckedFile& file) { return file.state == FileState::unknown || file.state == FileState::added; });
    return unsure ? 3 : 0;
}

} // namespace assay
