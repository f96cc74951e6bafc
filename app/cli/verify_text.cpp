// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verify_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace assay
{

namespace
{

using VerifyJson = nlohmann::ordered_json;

std::string wordsOf(ReportPart part)
{
    switch (part) {
    case ReportPart::sound:
        return "a hash of the sound";
    case ReportPart::files:
        return "what it says of the files (hashes, metadata, names)";
    case ReportPart::profile:
        return "which profile judged";
    case ReportPart::measures:
        return "a measurement";
    case ReportPart::findings:
        return "a rule or finding";
    case ReportPart::answers:
        return "an answer or verdict";
    }
    return {};
}

std::string changedWords(const CheckedSignature& signature)
{
    std::string words;
    for (const ReportPart part : signature.changed)
        words += (words.empty() ? "" : ", ") + wordsOf(part);
    return words.empty() ? "something that has no name here" : words;
}

std::string wordsOf(const CheckedSignature& signature)
{
    switch (signature.state) {
    case CheckedSignature::State::holds:
        return "holds";
    case CheckedSignature::State::reportChanged:
        return "BROKEN: since then the report was changed: " + changedWords(signature);
    case CheckedSignature::State::otherReport:
        return "NOT OF THIS REPORT: it was made for another one";
    case CheckedSignature::State::wordsChanged:
        return "BROKEN: what stands beside it (decision, person, time) is not what was signed";
    case CheckedSignature::State::broken:
        return "BROKEN: nobody who holds this key made it";
    }
    return {};
}

std::string wordsOf(const VerifiedSignature& signature)
{
    const std::string id = signature.checked.keyId;
    if (!signature.owner)
        return fmt::format("key {}, which your keyring does not know: ask the person, then assay keys import", id);
    std::string words = fmt::format("key {} of {}", id, signature.owner->person);
    if (!signature.owner->organisation.empty())
        words += ", " + signature.owner->organisation;
    if (signature.owner->revoked)
        words += fmt::format("; REVOKED {}: {}", signature.owner->revoked->at, signature.owner->revoked->reason);
    return words;
}

std::string_view wordsOf(CheckedFile::State state)
{
    switch (state) {
    case CheckedFile::State::same:
        return "same file";
    case CheckedFile::State::soundSame:
        return "same sound; the file around it was edited (metadata)";
    case CheckedFile::State::soundChanged:
        return "THE SOUND CHANGED";
    case CheckedFile::State::changed:
        return "THE FILE CHANGED; whether its sound did, this kind of file does not tell";
    case CheckedFile::State::missing:
        return "MISSING";
    case CheckedFile::State::unreadable:
        return "CANNOT BE READ";
    case CheckedFile::State::unknown:
        return "the report holds no hash to compare with";
    case CheckedFile::State::added:
        return "not in the report";
    }
    return {};
}

std::string textOf(const VerifiedSignature& signature)
{
    const SignOff& says = signature.checked.record.says;
    std::string text = fmt::format("signature  {} by {}", nameOf(says.decision), says.person);
    if (!says.organisation.empty())
        text += ", " + says.organisation;
    if (!says.step.empty())
        text += fmt::format(" ({})", says.step);
    return text
        + fmt::format(", {}\n           {}\n           {}\n", says.at, wordsOf(signature.checked), wordsOf(signature));
}

std::string partsText(const std::vector<CheckedPart>& parts)
{
    std::string text;
    for (const CheckedPart& part : parts) {
        if (part.state != CheckedPart::State::same)
            text += fmt::format("archive    {}: {}\n", part.name, nameOf(part.state));
    }
    if (text.empty() && !parts.empty())
        text = fmt::format("archive    all {} files are as they were put there\n", parts.size());
    return text;
}

VerifyJson signatureJson(const VerifiedSignature& signature)
{
    static constexpr std::array states { "holds", "report-changed", "other-report", "words-changed", "broken" };
    const SignOff& says = signature.checked.record.says;
    VerifyJson json { { "state", states.at(static_cast<std::size_t>(signature.checked.state)) },
        { "changed", VerifyJson::array() }, { "decision", nameOf(says.decision) }, { "person", says.person },
        { "organisation", says.organisation }, { "step", says.step }, { "at", says.at },
        { "key_id", signature.checked.keyId }, { "key", nameOf(signature.trust) } };
    for (const ReportPart part : signature.checked.changed)
        json["changed"].push_back(nameOf(part));
    return json;
}

} // namespace

std::string textOf(const Verification& verification)
{
    std::string text;
    for (const VerifiedSignature& signature : verification.signatures)
        text += textOf(signature);
    if (verification.signatures.empty())
        text += "signature  none: nobody signed this report\n";
    for (const std::string& step : verification.openSteps)
        text += fmt::format("signature  still open: {}\n", step);
    if (verification.rulesSame)
        text += fmt::format("rules      {}\n",
            *verification.rulesSame ? "the profile is the one that judged" : "THE PROFILE IS NOT THE ONE THAT JUDGED");
    text += partsText(verification.parts);
    for (const std::string& problem : verification.problems)
        text += fmt::format("hash list  {}\n", problem);
    for (const CheckedFile& file : verification.files)
        text += fmt::format("media      {}: {}{}\n", file.path, wordsOf(file.state),
            file.now.empty() ? "" : " (now called " + file.now + ")");
    if (!verification.mediaGiven)
        text += "media      not compared: no folder was named\n";
    return text;
}

std::string jsonOf(const Verification& verification)
{
    VerifyJson json { { "schema", "assay-verification/1" }, { "signatures", VerifyJson::array() },
        { "open_steps", verification.openSteps }, { "rules_same", nullptr }, { "archive", VerifyJson::array() },
        { "hash_list_problems", verification.problems }, { "media_compared", verification.mediaGiven },
        { "media", VerifyJson::array() } };
    if (verification.rulesSame)
        json["rules_same"] = *verification.rulesSame;
    for (const VerifiedSignature& signature : verification.signatures)
        json["signatures"].push_back(signatureJson(signature));
    for (const CheckedPart& part : verification.parts)
        json["archive"].push_back({ { "name", part.name }, { "state", nameOf(part.state) } });
    for (const CheckedFile& file : verification.files) {
        json["media"].push_back({ { "path", file.path }, { "state", nameOf(file.state) } });
        if (!file.now.empty())
            json["media"].back()["now"] = file.now;
    }
    return json.dump(2, ' ', false, VerifyJson::error_handler_t::replace) + "\n";
}

} // namespace assay
