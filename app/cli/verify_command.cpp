// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/media_files.h"
#include "app/cli/output.h"
#include "app/cli/signing.h"
#include "app/cli/verify_text.h"
#include "core/base/atomic_file.h"
#include "reports/archive.h"
#include "reports/report_json.h"
#include "reports/sign_off_rules.h"
#include "reports/verification.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

/// The keyring, and the keys that the command line trusts.
Result<Keyring> trustedKeys(const std::vector<std::filesystem::path>& files)
{
    auto keyring = userKeyring();
    if (!keyring)
        keyring = Keyring(); // no home, no keys
    for (const std::filesystem::path& file : files) {
        const auto text = readWholeFile(file, 1U << 16U);
        const auto key = text ? readPublicKey(*text) : Result<PublicKey>(tl::unexpected(text.error()));
        if (!key)
            return fail(key.error().code, key.error().message, file);
        keyring->trust({ *key, file.stem().string() });
    }
    return keyring;
}

Result<std::vector<VerifiedSignature>> signaturesOf(const std::string& text, const VerifyArguments& arguments)
{
    const auto keyring = trustedKeys(arguments.trusted);
    if (!keyring)
        return tl::unexpected(keyring.error());
    const auto signatures = checkSignatures(text);
    if (!signatures)
        return fail(signatures.error().code, signatures.error().message, arguments.bundle);
    std::vector<VerifiedSignature> result;
    for (const CheckedSignature& signature : *signatures)
        result.push_back(verified(signature, *keyring));
    return result;
}

/// The files as they were: those of the report, and the others that the archive's hash list knows.
std::vector<AssetRecord> filesBefore(const Report& report, const Bundle& archive)
{
    std::vector<AssetRecord> files = report.assets;
    const auto listed = filesOf(historyIn(archive));
    for (const HashedFile& file : listed ? *listed : std::vector<HashedFile> {}) {
        if (std::ranges::find(report.assets, file.path, &AssetRecord::path) == report.assets.end())
            files.push_back({ file.path, file.size, file.hashes });
    }
    return files;
}

/// `archive` is empty for a report alone.
Result<Verification> verificationOf(const std::string& text, const Bundle& archive, const VerifyArguments& arguments)
{
    const auto report = reportFromJson(text, arguments.bundle);
    if (!report)
        return tl::unexpected(report.error());
    auto signatures = signaturesOf(text, arguments);
    if (!signatures)
        return tl::unexpected(signatures.error());
    Verification verification;
    verification.signatures = std::move(*signatures);
    for (const SignOffStep& step : openSteps(*report))
        verification.openSteps.push_back(step.title);
    if (!archive.empty()) {
        verification.parts = checkParts(archive);
        verification.problems = hashListProblems(archive, *report);
        verification.rulesSame = report->profile && hashOfProfiles(profilesIn(archive)) == report->profile->sha256;
    }
    if (arguments.media.empty())
        return verification;
    const auto now = archive.empty() ? soundsIn(arguments.media) : mediaIn(arguments.media);
    if (!now)
        return tl::unexpected(now.error());
    verification.mediaGiven = true;
    verification.files = checkFiles(filesBefore(*report, archive), *now);
    return verification;
}

Result<Verification> verificationOf(const VerifyArguments& arguments)
{
    std::error_code ignored;
    if (arguments.bundle.extension() == ".json" || !std::filesystem::exists(arguments.bundle, ignored)) {
        const auto text = readWholeFile(arguments.bundle);
        return text ? verificationOf(*text, {}, arguments) : Result<Verification>(tl::unexpected(text.error()));
    }
    const auto archive = readBundle(arguments.bundle);
    if (!archive)
        return tl::unexpected(archive.error());
    const BundlePart* report = partNamed(*archive, reportPart);
    if (report == nullptr)
        return fail(ErrorCode::report, fmt::format("no archive of a report: there is no {} in it", reportPart),
            arguments.bundle);
    return verificationOf(report->bytes, *archive, arguments);
}

} // namespace

int run(const VerifyArguments& arguments)
{
    const auto verification = verificationOf(arguments);
    if (!verification)
        return failed(verification.error());
    if (!arguments.output.json.empty() && !writeText(jsonOf(*verification), arguments.output.json))
        return exitUsage;
    printText(textOf(*verification), arguments.output);
    return exitCodeOf(*verification);
}

} // namespace assay
