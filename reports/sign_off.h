// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

struct SecretKey; // reports/minisign.h

enum class Decision { approved, approvedWithWaivers, rejected };

[[nodiscard]] std::string_view nameOf(Decision decision); ///< "approved", "approved-with-waivers", "rejected"
[[nodiscard]] std::optional<Decision> decisionNamed(std::string_view name);

/// What a person says of a report. UTF-8.
struct SignOff {
    Decision decision = Decision::rejected;
    std::string person;
    std::string organisation {};
    std::string step {}; ///< of the profile's sign-off: "operator"
    std::string comment {};
    std::string at {}; ///< UTC, ISO 8601, by the clock of who signs
};

/// One signature as it stands in a report. Nothing of it is to be believed before it was checked.
struct SignatureRecord {
    SignOff says;
    std::string statement; ///< JSON: `says`, and the digests of all that was signed
    std::string publicKey; ///< one line
    std::string signature; ///< the .minisig file
};

/// What a signature is over: the report in canonical form (RFC 8785) without any signatures. Errors: as
/// `canonicalJson`, and `report` for what is no report.
[[nodiscard]] Result<std::string> signedText(std::string_view reportText);

/// The report with one signature more; everything else in it stays as it is.
/// Errors: as `signedText`, and `usage` where the sign-off says more than a signature can hold.
[[nodiscard]] Result<std::string> withSignature(
    std::string_view reportText, const SignOff& signOff, const SecretKey& key);

/// A part of a report that a signature has a digest of. Together they are all of it.
enum class ReportPart { sound, files, profile, measures, findings, answers };
[[nodiscard]] std::string_view nameOf(ReportPart part); ///< as in the statement: "sound"

struct CheckedSignature {
    enum class State {
        holds,
        reportChanged, ///< since it was signed: `changed` says where
        otherReport, ///< it is a good signature, but of another report
        wordsChanged, ///< what stands beside the signature is not what was signed
        broken, ///< nobody who holds the key made it
    };

    SignatureRecord record;
    std::string keyId; ///< as minisign prints it; empty where the key cannot be read
    State state = State::broken;
    std::vector<ReportPart> changed {};
};

/// Each signature of a report, held against the report as it is. Whose the keys are is another question: keyring.h.
/// Errors: as `signedText`.
[[nodiscard]] Result<std::vector<CheckedSignature>> checkSignatures(std::string_view reportText);

} // namespace assay
