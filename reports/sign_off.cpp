// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/sign_off.h"

#include "reports/canonical_tree.h"
#include "reports/json_layout.h"
#include "reports/minisign.h"
#include "reports/report_schema.h"
#include "reports/signature_json.h"
#include "reports/strict_json.h"
#include "specs/sha256.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace assay
{

namespace
{

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<Decision, std::string_view>, 3> decisionNames { {
    { Decision::approved, "approved" },
    { Decision::approvedWithWaivers, "approved-with-waivers" },
    { Decision::rejected, "rejected" },
} };

constexpr std::array<std::pair<ReportPart, std::string_view>, 6> partNames { {
    { ReportPart::sound, "sound" },
    { ReportPart::files, "files" },
    { ReportPart::profile, "profile" },
    { ReportPart::measures, "measures" },
    { ReportPart::findings, "findings" },
    { ReportPart::answers, "answers" },
} };

Json taken(Json& from, const char* key)
{
    const auto found = from.find(key);
    if (found == from.end())
        return nullptr;
    Json value = std::move(*found);
    from.erase(key);
    return value;
}

/// The findings and the verdict go from `judged` to where they belong.
void takeFindings(Json& judged, Json& findings, Json& answers)
{
    Json own = taken(judged, "findings");
    Json given = Json::array();
    if (own.is_array()) {
        for (Json& finding : own)
            given.push_back(taken(finding, "answer"));
    }
    answers.push_back(Json { { "verdict", taken(judged, "verdict") }, { "answers", std::move(given) } });
    findings.push_back(std::move(own));
}

/// The report, every value of it in one part.
Json partsOf(Json report)
{
    Json parts = Json::object();
    taken(report, "signatures");
    parts["sound"] = Json::array();
    parts["files"] = taken(report, "assets");
    for (Json& asset : parts["files"])
        parts["sound"].push_back(
            Json { { "path", asset.value("path", "") }, { "essence_md5", taken(asset, "essence_md5") } });
    parts["profile"] = taken(report, "profile");
    Json findings = Json::array();
    Json verdicts = Json::array();
    takeFindings(report["delivery"], findings, verdicts);
    for (Json& programme : report["programmes"])
        takeFindings(programme, findings, verdicts);
    parts["findings"] = std::move(findings);
    parts["answers"] = Json { { "verdict", taken(report, "verdict") }, { "programmes", std::move(verdicts) },
        { "answers", taken(report, "answers") }, { "manual_checks", taken(report, "manual_checks") } };
    parts["measures"] = std::move(report); // and whatever else there is
    return parts;
}

Json digestsOf(const Json& report)
{
    Json digests = Json::object();
    const Json parts = partsOf(report);
    for (const auto& [part, name] : partNames)
        digests[std::string(name)] = sha256Hex(canonical(parts.at(std::string(name))));
    return digests;
}

std::string signedTextOf(Json report)
{
    report["signatures"] = Json::array();
    return canonical(report);
}

Result<Json> readReportText(std::string_view text)
{
    auto report = parsedStrictly<Json>(text);
    if (!report)
        return report;
    if (auto valid = validateReport(text); !valid)
        return tl::unexpected(std::move(valid.error()));
    return report;
}

Json statementOf(const SignOff& says, const Json& report, const std::string& text)
{
    const Json& profile = report.at("profile");
    return Json { { "schema", "assay-signoff/1" }, { "decision", nameOf(says.decision) }, { "person", says.person },
        { "organisation", says.organisation }, { "step", says.step }, { "at", says.at }, { "comment", says.comment },
        { "report", sha256Hex(text) }, { "profile", profile.is_object() ? profile.value("sha256", "") : "" },
        { "digests", digestsOf(report) } };
}

std::vector<ReportPart> changedParts(const Json& statement, const Json& digestsNow)
{
    std::vector<ReportPart> changed;
    const Json& before = statement.at("digests");
    for (const auto& [part, name] : partNames) {
        if (before.value(std::string(name), "") != digestsNow.value(std::string(name), ""))
            changed.push_back(part);
    }
    return changed;
}

bool contains(const std::vector<ReportPart>& parts, ReportPart part)
{
    return std::ranges::find(parts, part) != parts.end();
}

/// What a signature of this report cannot have lost all at once.
bool isOfAnother(const std::vector<ReportPart>& changed)
{
    return contains(changed, ReportPart::sound) && contains(changed, ReportPart::files)
        && contains(changed, ReportPart::measures);
}

CheckedSignature checked(SignatureRecord record, const std::string& text, const Json& digestsNow)
{
    CheckedSignature result { std::move(record), {}, CheckedSignature::State::broken };
    const auto key = readPublicKey(result.record.publicKey);
    const auto signature = readSignature(result.record.signature);
    if (key)
        result.keyId = keyIdOf(key->id);
    if (!key || !signature || !isSignedComment(*signature, *key))
        return result;
    const Json statement = Json::parse(result.record.statement);
    if (canonical(statement) != signature->trustedComment) {
        result.state = CheckedSignature::State::wordsChanged;
        return result;
    }
    result.changed = changedParts(statement, digestsNow);
    if (isSignedMessage(*signature, *key, text))
        result.state = CheckedSignature::State::holds;
    else
        result.state = isOfAnother(result.changed) ? CheckedSignature::State::otherReport
                                                   : CheckedSignature::State::reportChanged;
    return result;
}

} // namespace

std::string_view nameOf(Decision decision)
{
    return std::ranges::find(decisionNames, decision, &std::pair<Decision, std::string_view>::first)->second;
}

std::optional<Decision> decisionNamed(std::string_view name)
{
    for (const auto& [decision, candidate] : decisionNames) {
        if (candidate == name)
            return decision;
    }
    return std::nullopt;
}

std::string_view nameOf(ReportPart part)
{
    return std::ranges::find(partNames, part, &std::pair<ReportPart, std::string_view>::first)->second;
}

Result<std::string> signedText(std::string_view reportText)
{
    return readReportText(reportText).map([](Json report) { return signedTextOf(std::move(report)); });
}

Result<std::string> withSignature(std::string_view reportText, const SignOff& signOff, const SecretKey& key)
{
    auto report = readReportText(reportText);
    if (!report)
        return tl::unexpected(std::move(report.error()));
    const std::string text = signedTextOf(*report);
    const Json statement = statementOf(signOff, *report, text);
    const std::string comment = canonical(statement);
    if (comment.size() > longestTrustedComment)
        return fail(ErrorCode::usage, "the comment is too long for a signature; say it in an answer instead");
    SignatureRecord record;
    record.statement = comment;
    record.publicKey = publicKeyText(key.publicKey);
    record.signature = signatureFile(key, text, comment, "signature of an Assay report");
    (*report)["signatures"].push_back(signatureJson<Json>(record));
    return laidOut(*report);
}

Result<std::vector<CheckedSignature>> checkSignatures(std::string_view reportText)
{
    const auto report = readReportText(reportText);
    if (!report)
        return tl::unexpected(report.error());
    const std::string text = signedTextOf(*report);
    const Json digests = digestsOf(*report);
    std::vector<CheckedSignature> result;
    for (const Json& signature : report->at("signatures"))
        result.push_back(checked(readSignatureRecord(signature), text, digests));
    return result;
}

} // namespace assay
