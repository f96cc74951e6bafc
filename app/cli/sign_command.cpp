// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/signing.h"
#include "core/base/atomic_file.h"
#include "core/base/path.h"
#include "reports/report_json.h"
#include "reports/sign_off_rules.h"

#include <fmt/format.h>

namespace assay
{

namespace
{

/// Whose the key is, and where its secret half lies.
struct ChosenKey {
    std::filesystem::path file;
    KeyEntry owner {};
};

Result<ChosenKey> chosenKey(const std::string& name)
{
    const auto text = readWholeFile(fromUtf8(name), 1U << 16U);
    if (text && isSecretKeyFile(*text))
        return ChosenKey { fromUtf8(name) };
    if (text)
        return fail(ErrorCode::usage, "not a secret key of minisign's that a passphrase protects", fromUtf8(name));
    const auto keyring = userKeyring();
    if (!keyring)
        return tl::unexpected(keyring.error());
    const auto entry = keyring->find(name);
    if (!entry)
        return tl::unexpected(entry.error());
    if (entry->revoked)
        return fail(ErrorCode::usage, fmt::format("the key {} was revoked: {}", entry->id(), entry->revoked->reason));
    if (!keyring->hasSecret(*entry))
        return fail(ErrorCode::usage, fmt::format("only the public half of the key {} is here", entry->id()));
    return ChosenKey { keyring->secretFileOf(*entry), *entry };
}

Result<SecretKey> opened(const ChosenKey& chosen, const std::filesystem::path& passphraseFile)
{
    const auto text = readWholeFile(chosen.file, 1U << 16U);
    if (!text)
        return tl::unexpected(text.error());
    auto passphrase = passphraseFrom(passphraseFile, fmt::format("Passphrase of {}: ", toUtf8(chosen.file)));
    if (!passphrase)
        return tl::unexpected(passphrase.error());
    auto key = readSecretKey(*text, *passphrase);
    wipe(*passphrase);
    if (!key)
        key.error().file = chosen.file;
    return key;
}

SignOff signOffOf(const SignArguments& arguments, const KeyEntry& owner)
{
    SignOff signOff;
    signOff.decision = decisionNamed(arguments.decision).value_or(Decision::rejected);
    signOff.person = sanitizedUtf8(arguments.person.empty() ? owner.person : arguments.person);
    signOff.organisation = sanitizedUtf8(arguments.organisation.empty() ? owner.organisation : arguments.organisation);
    signOff.step = sanitizedUtf8(arguments.step);
    signOff.comment = sanitizedUtf8(arguments.comment);
    signOff.at = timestamp();
    return signOff;
}

/// The report without signatures and the new signature beside it, as minisign wants them.
bool writeDetached(const std::string& report, const std::filesystem::path& file)
{
    const auto text = signedText(report);
    const auto signatures = checkSignatures(report);
    if (!text || !signatures || signatures->empty())
        return false;
    const std::string base = toUtf8(std::filesystem::path(file).replace_extension(".signed.json"));
    return writeText(*text, base)
        && writeText(signatures->back().record.signature, fmt::format("{}.{}.minisig", base, signatures->size()));
}

} // namespace

int run(const SignArguments& arguments)
{
    const auto text = readWholeFile(arguments.report);
    const auto report = text ? reportFromJson(*text, arguments.report) : Result<Report>(tl::unexpected(text.error()));
    if (!report)
        return failed(report.error());
    const auto chosen = chosenKey(arguments.key);
    if (!chosen)
        return failed(chosen.error());
    SignOff signOff = signOffOf(arguments, chosen->owner);
    if (signOff.person.empty()) {
        complain("whose signature is it? Name the --person");
        return exitUsage;
    }
    if (const auto allowed = allowedSignOff(*report, std::move(signOff)))
        signOff = *allowed;
    else
        return failed(Error { allowed.error().code, allowed.error().message, arguments.report });
    const auto key = opened(*chosen, arguments.passphraseFile);
    if (!key)
        return failed(key.error());
    const auto signedReport = withSignature(*text, signOff, *key);
    if (!signedReport)
        return failed(Error { signedReport.error().code, signedReport.error().message, arguments.report });
    const std::string target = arguments.output.json.empty() ? toUtf8(arguments.report) : arguments.output.json;
    if (!writeText(*signedReport, target) || (target != "-" && !writeDetached(*signedReport, fromUtf8(target))))
        return exitUsage;
    if (!arguments.output.quiet)
        complain(fmt::format("{}: {} by {}{}, key {}", toUtf8(arguments.report), nameOf(signOff.decision),
            signOff.person, signOff.step.empty() ? "" : ", " + signOff.step, keyIdOf(key->publicKey.id)));
    return 0;
}

} // namespace assay
