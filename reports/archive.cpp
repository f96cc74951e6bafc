// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/archive.h"

#include "reports/json_layout.h"
#include "reports/report.h"
#include "reports/sign_off.h"
#include "reports/strict_json.h"
#include "specs/sha256.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

namespace assay
{

namespace
{

using Json = nlohmann::ordered_json;

constexpr const char* listPart = "archive.json";
constexpr std::string_view profileFolder = "profile/";
constexpr std::string_view hashListFolder = "ascmhl/";

std::string joined(const KeptProfile& profile)
{
    std::string bytes;
    for (const auto& [name, text] : profile)
        bytes += text;
    return bytes;
}

std::string lastName(std::string_view path)
{
    return std::string(path.substr(path.find_last_of('/') + 1));
}

// Numbers keep the order in which the hash takes the texts: "profile/1/02-ebu-r128.toml".
void addProfiles(const std::vector<KeptProfile>& profiles, Bundle& bundle)
{
    for (std::size_t i = 0; i < profiles.size(); ++i) {
        for (std::size_t j = 0; j < profiles[i].size(); ++j)
            bundle.push_back({ fmt::format("{}{}/{:02}-{}", profileFolder, i + 1, j + 1, profiles[i][j].first),
                profiles[i][j].second });
    }
}

void addSignatures(const std::vector<CheckedSignature>& signatures, Bundle& bundle)
{
    for (std::size_t i = 0; i < signatures.size(); ++i) {
        const SignatureRecord& record = signatures[i].record;
        const std::string name = fmt::format("signatures/{}", i + 1);
        bundle.push_back({ name + ".minisig", record.signature });
        bundle.push_back({ name + ".pub",
            fmt::format("untrusted comment: minisign public key {}, said to be of {}\n{}\n", signatures[i].keyId,
                record.says.person, record.publicKey) });
    }
}

std::string listOf(const Bundle& bundle)
{
    Json json { { "schema", "assay-archive/1" }, { "parts", Json::array() } };
    for (const BundlePart& part : bundle)
        json["parts"].push_back(
            { { "name", part.name }, { "size", part.bytes.size() }, { "sha256", sha256Hex(part.bytes) } });
    return laidOut(json);
}

/// What follows from the report must be what follows from it, whatever the list says: nobody signed the list.
void checkAgainstReport(const Bundle& bundle, std::vector<CheckedPart>& parts)
{
    const BundlePart* report = partNamed(bundle, reportPart);
    const auto made = report == nullptr ? Result<Bundle>(Bundle {}) : archiveOf({ report->bytes, {}, {} });
    if (!made)
        return; // a broken report is told as such
    for (const BundlePart& part : *made) {
        const BundlePart* kept = partNamed(bundle, part.name);
        const auto checked = std::ranges::find(parts, part.name, &CheckedPart::name);
        if (part.name != listPart && kept != nullptr && kept->bytes != part.bytes && checked != parts.end())
            checked->state = CheckedPart::State::changed;
    }
}

} // namespace

std::string hashOfProfiles(const std::vector<KeptProfile>& profiles)
{
    if (profiles.size() == 1)
        return sha256Hex(joined(profiles.front()));
    std::string hashes;
    for (const KeptProfile& profile : profiles)
        hashes += sha256Hex(joined(profile));
    return sha256Hex(hashes);
}

Result<Bundle> archiveOf(const ArchiveInput& input)
{
    const auto text = signedText(input.reportText);
    const auto signatures = checkSignatures(input.reportText);
    if (!text || !signatures)
        return tl::unexpected(text ? signatures.error() : text.error());
    Bundle bundle { { reportPart, input.reportText }, { "report.signed.json", *text } };
    if (!input.pdf.empty())
        bundle.push_back({ "report.pdf", input.pdf });
    if (!input.html.empty())
        bundle.push_back({ "report.html", input.html });
    addSignatures(*signatures, bundle);
    addProfiles(input.profiles, bundle);
    for (const HashList& list : input.history.lists)
        bundle.push_back({ fmt::format("{}{}", hashListFolder, list.fileName), list.xml });
    if (!input.history.chain.empty())
        bundle.push_back({ fmt::format("{}{}", hashListFolder, chainFileName), input.history.chain });
    bundle.push_back({ listPart, listOf(bundle) });
    return bundle;
}

std::vector<CheckedPart> checkParts(const Bundle& bundle)
{
    using State = CheckedPart::State;
    const BundlePart* list = partNamed(bundle, listPart);
    if (list == nullptr)
        return { { listPart, State::missing } };
    const auto json = parsedStrictly<Json>(list->bytes);
    std::map<std::string, std::string> hashes;
    try {
        if (!json)
            return { { listPart, State::changed } };
        for (const Json& part : json->at("parts"))
            hashes[part.at("name").get<std::string>()] = part.at("sha256").get<std::string>();
    } catch (const Json::exception&) {
        return { { listPart, State::changed } };
    }
    std::vector<CheckedPart> parts;
    for (const auto& [name, hash] : hashes) {
        const BundlePart* part = partNamed(bundle, name);
        const bool same = part != nullptr && sha256Hex(part->bytes) == hash;
        parts.push_back({ name, part == nullptr ? State::missing : same ? State::same : State::changed });
    }
    for (const BundlePart& part : bundle) {
        if (part.name != listPart && !hashes.contains(part.name))
            parts.push_back({ part.name, State::added });
    }
    checkAgainstReport(bundle, parts);
    return parts;
}

std::vector<KeptProfile> profilesIn(const Bundle& bundle)
{
    std::map<std::string, std::map<std::string, std::string>> byFolder; // both in the order of their numbers
    for (const BundlePart& part : bundle) {
        const std::size_t slash = part.name.find_last_of('/');
        if (part.name.starts_with(profileFolder) && slash > profileFolder.size())
            byFolder[part.name.substr(0, slash)][lastName(part.name)] = part.bytes;
    }
    std::vector<KeptProfile> profiles;
    for (const auto& [folder, texts] : byFolder)
        profiles.emplace_back(texts.begin(), texts.end());
    return profiles;
}

HashHistory historyIn(const Bundle& bundle)
{
    HashHistory history;
    for (const BundlePart& part : bundle) {
        const std::string name = lastName(part.name);
        const std::string folder = part.name.substr(0, part.name.size() - name.size());
        if (!folder.empty() && folder != hashListFolder)
            continue;
        if (name == chainFileName)
            history.chain = part.bytes;
        else if (name.ends_with(".mhl"))
            history.lists.push_back({ std::atoi(name.c_str()), name, part.bytes });
    }
    std::ranges::sort(history.lists, {}, &HashList::generation);
    return history;
}

std::vector<std::string> hashListProblems(const Bundle& bundle, const Report& report)
{
    const HashHistory history = historyIn(bundle);
    std::vector<std::string> problems = problemsOf(history);
    const auto files = filesOf(history);
    if (!files)
        return problems;
    for (const HashedFile& file : *files) {
        const auto asset = std::ranges::find(report.assets, file.path, &AssetRecord::path);
        if (asset == report.assets.end())
            continue;
        for (const auto& [kind, hash] : file.hashes) {
            const auto stated = asset->hashes.find(kind);
            if (stated != asset->hashes.end() && stated->second != hash)
                problems.push_back(fmt::format("{}: its {} is not the one in the report", file.path, kind));
        }
    }
    return problems;
}

} // namespace assay
