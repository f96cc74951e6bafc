// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/report.h"
#include "reports/report_template.h"

#include <QString>
#include <QStringList>
#include <span>
#include <string_view>
#include <vector>

/// What a report comes to, in words: pure functions of the report, shared by the app's header and the PDF's first page.
/// None of them decides anything; verdicts come from `verdictOf`.
namespace assay
{

/// How many findings of each kind. Answered findings count as answered only.
struct FindingCounts {
    int blockers = 0; ///< failed
    int issues = 0; ///< failed
    int notes = 0; ///< failed FYI
    int unknown = 0; ///< blocker or issue that could not be measured or has no value
    int answered = 0;
    int met = 0;
};

[[nodiscard]] FindingCounts countsOf(std::span<const Finding> findings);
[[nodiscard]] FindingCounts countsOf(const Report& report);

/// "1 blocker, 2 issues, 38 rules met": what is zero is left out.
[[nodiscard]] QString countsText(const FindingCounts& counts);

/// A run of text, weighty or not.
struct Phrase {
    QString text;
    bool strong = false;
};

/// The findings in order of weight: failed blockers, failed issues, what could not be measured, FYI, what passed, what
/// does not apply; within a weight in the profile's order.
[[nodiscard]] std::vector<const Finding*> byWeight(const std::vector<Finding>& findings);

/// A delivery's name: the folder that all assets share, the only file's name, or what all file names begin with.
[[nodiscard]] QString deliveryTitle(const Report& report);

/// The title a person gave, else the delivery's name.
[[nodiscard]] QString titleOf(const Report& report, const ReportTemplate& house);

/// "Client Netflix · Reference PO 4711"; empty where the template says neither.
[[nodiscard]] QString orderLine(const ReportTemplate& house);

/// "5.1 mix", "stereo dialogue stem": what a programme is, without its file name.
[[nodiscard]] QString kindOf(const ProgrammeRecord& programme);

/// Does an open finding fail on this measure?
[[nodiscard]] bool failsOn(const JudgedProgramme& entry, std::string_view measure);

/// What was expected and did not arrive, a sentence each.
[[nodiscard]] QStringList missingDeliverables(const Report& report);

/// One or two sentences that say the verdict's reason in words.
[[nodiscard]] std::vector<Phrase> verdictSentence(const Report& report);

/// One thing to do.
struct Step {
    QString title; ///< what to do
    QString detail; ///< what was found, and where
    Severity severity = Severity::issue;
};

/// What to do first: the advice of the weightiest failed rules, alike ones together, at most `most`.
[[nodiscard]] std::vector<Step> firstSteps(const Report& report, std::size_t most = 3);

} // namespace assay
