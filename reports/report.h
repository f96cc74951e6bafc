// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/inspection.h"
#include "core/measure/comparison.h"
#include "reports/answers.h"
#include "reports/sign_off.h"
#include "specs/delivery.h"
#include "specs/verdict.h"

#include <optional>
#include <string>
#include <vector>

namespace assay
{

/// Which profile judged.
struct ProfileIdentity {
    std::string id;
    std::string version;
    std::string title;
    std::string sha256;
    std::string origin {}; ///< "built-in" or "user"
    bool overridesBuiltIn = false;
    std::string status {}; ///< "issuer", "third-party", "draft": how sure its numbers are; empty in older reports
    [[nodiscard]] bool isDraft() const { return status == "draft"; }
};

struct JudgedProgramme {
    ProgrammeRecord programme;
    Verdict verdict = Verdict::review;
    std::vector<Finding> findings;
    std::string slot {}; ///< the deliverable of the profile that it is, in words; empty where the profile lists none
    bool judged = false; ///< false where the profile does not judge this role, or nothing was judged (`assay measure`)
};

/// What holds over several programmes.
struct JudgedDelivery {
    MeasurementSet measures {}; ///< delivery.* of all that arrived; empty of a single programme nobody asks about
    std::vector<Finding> findings {};
    std::vector<Comparison> comparisons {}; ///< of sound; facts, kept when another profile judges
};

/// The document: facts, measures, series, findings and who judged. A value; judging again makes a new one.
struct Report {
    std::string toolVersion;
    std::string created; ///< UTC, ISO 8601
    double elapsedSeconds = 0.0;
    std::optional<ProfileIdentity> profile; ///< empty: measured only, nothing judged
    std::optional<Verdict> verdict; ///< empty: nothing judged
    std::vector<AssetRecord> assets;
    std::vector<JudgedProgramme> programmes;
    JudgedDelivery delivery {};
    std::vector<ManualCheck> manualChecks; ///< what the profile asks a person; open until answered: manualAnswer()
    std::vector<AnswerRecord> answers {}; ///< all that was ever answered, in order
    std::vector<SignOffStep> signOffSteps {}; ///< who signs by the profile, in order
    std::vector<SignatureRecord> signatures {}; ///< in the order they were made; whether they hold: checkSignatures()
};

/// A report that judges nothing.
[[nodiscard]] Report measuredReport(Inspection inspection, std::string created, double elapsedSeconds);

/// What the judging of a delivery knows of programmes; it looks into `programmes`, which must outlive it.
[[nodiscard]] std::vector<DeliveredProgramme> deliveredOf(const std::vector<ProgrammeRecord>& programmes);

/// A finding of a programme or of the delivery, and a programme's name where it is of one.
struct NamedFinding {
    const Finding* finding;
    const ProgrammeRecord* programme; ///< nullptr: of the delivery
};

/// Every finding that counts: of the delivery first, then of the judged programmes.
[[nodiscard]] std::vector<NamedFinding> findingsOf(const Report& report);

/// The same facts judged by `profile`: findings, verdicts and manual checks are made anew, media are not needed.
/// A programme of a role that the profile does not judge keeps `judged == false` and has no say in the verdict.
/// An unreadable asset makes the verdict at best review. Answers stay where they still fit (`settled`).
[[nodiscard]] Report judged(Report report, const Profile& profile);

/// 0 pass, 1 fail, 3 review, 4 an asset could not be read; 0 for an unjudged report whose assets could all be read.
[[nodiscard]] int exitCodeOf(const Report& report);

} // namespace assay
