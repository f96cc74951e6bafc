// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/report.h"

#include <QString>
#include <string_view>

/// Words and numbers for people, in their language: the only place where ids, units and places become text for the app
/// and the PDF. Machine output never passes through here.
namespace assay
{

/// Text of the core (always UTF-8) for Qt.
[[nodiscard]] QString fromUtf8Text(std::string_view text);

/// "Programme loudness" for "loudness.integrated"; an id without a name of its own reads as its words.
[[nodiscard]] QString titleOf(std::string_view measureId);

[[nodiscard]] QString wordOf(Verdict verdict); ///< "Pass", "Review", "Fail"
[[nodiscard]] QString wordOf(Severity severity); ///< "blocker", "issue", "FYI"
[[nodiscard]] QString wordOf(FindingState state); ///< "pass", "fail", "not applicable", "not measured"
[[nodiscard]] QString wordOf(MeasureState state);
[[nodiscard]] QString wordOf(LayoutSource source); ///< "declared by the file", "assumed: ..."
[[nodiscard]] QString roleWord(std::string_view role); ///< "mix", "M&E", "dialogue stem"

/// A number without its unit, with a real minus sign, rounded by `formatValue` and nowhere else.
[[nodiscard]] QString numberText(double value, Unit unit);
/// A value of any kind without its unit: lists joined, booleans "yes" and "no".
[[nodiscard]] QString valueText(const Value& value, Unit unit);
/// The same with its unit behind a no-break space: "−24.1 LUFS".
[[nodiscard]] QString valueWithUnit(const Value& value, Unit unit);

/// What stands in a table for a measure of a programme: the number, or a dash where there is none.
[[nodiscard]] QString cellText(const MeasurementSet& measures, std::string_view id);

/// English text of a profile or a finding as it is set: "-27.0 ± 2.0" with real minus signs.
[[nodiscard]] QString typeset(std::string_view text);

/// "10:12:28:04 – 10:12:36:11"; a point in time alone where start and end show the same; bytes for `structure.*`.
[[nodiscard]] QString placeText(const ProgrammeRecord& programme, const Place& place, std::string_view measureId);

/// "48 kHz", "44.1 kHz".
[[nodiscard]] QString rateText(int sampleRate);

/// "22 November 2026, 14:05 UTC" for "2026-11-22T14:05:00Z"; other text as it is.
[[nodiscard]] QString dateText(std::string_view created);

/// "48 kHz · 24-bit · L R C LFE Ls Rs · 00:48:12:04 · starts 10:00:00:00"
[[nodiscard]] QString factsText(const ProgrammeRecord& programme);

} // namespace assay
