// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/signing.h"
#include "app/cli/verify_text.h"
#include "core/base/atomic_file.h"
#include "core/inspect/inspect.h"
#include "reports/report_json.h"
#include "reports/sign_off_rules.h"
#include "reports/verification.h"

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

/// What there is now, with hashes of files and essence.
Result<std::vector<AssetRecord>> filesIn(const std::filesystem::path& folder)
{
    InspectOptions options;
    auto cheapest = MeasureChoice::of({ "signal.fingerprint" }); // the hashes alone matter; something must be measured
    if (!cheapest)
        return tl::unexpected(cheapest.error());
    options.only = std::move(*cheapest);
    auto inspection = inspect({ folder }, options);
    if (!inspection)
        return tl::unexpected(inspection.error());
    return std::move(inspection->assets);
}

Result<Verification> verificationOf(const std::string& text, const VerifyArguments& arguments)
{
    const auto report = reportFromJson(text, arguments.bundle);
    if (!report)
        return tl::unexpected(report.error());
    const auto keyring = trustedKeys(arguments.trusted);
    if (!keyring)
        return tl::unexpected(keyring.error());
    const auto signatures = checkSignatures(text);
    if (!signatures)
        return fail(signatures.error().code, signatures.error().message, arguments.bundle);
    Verification verification;
    for (const CheckedSignature& signature : *signatures)
        verification.signatures.push_back(verified(signature, *keyring));
    for (const SignOffStep& step : openSteps(*report))
        verification.openSteps.push_back(step.title);
    if (arguments.media.empty())
        return verification;
    const auto files = filesIn(arguments.media);
    if (!files)
        return tl::unexpected(files.error());
    verification.mediaGiven = true;
    verification.files = checkFiles(*report, *files);
    return verification;
}

} // namespace

int run(const VerifyArguments& arguments)
{
    const auto text = readWholeFile(arguments.bundle);
    if (!text)
        return failed(text.error());
    const auto verification = verificationOf(*text, arguments);
    if (!verification)
        return failed(verification.error());
    if (!arguments.output.json.empty() && !writeText(jsonOf(*verification), arguments.output.json))
        return exitUsage;
    printText(textOf(*verification), arguments.output);
    return exitCodeOf(*verification);
}

} // namespace assay
