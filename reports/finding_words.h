// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/report.h"

#include <QString>

/// What the document says of one finding, the same in the PDF and in the HTML.
namespace assay
{

/// The rule's title, with its weight where it failed or could not be measured.
[[nodiscard]] QString findingTitle(const Finding& finding);

/// What to do about it, the answer it got, or why it is unknown; empty of what passed.
[[nodiscard]] QString findingExplanation(const Finding& finding);

/// "creative intent" for "intent"; also of manual checks.
[[nodiscard]] QString wordOfAnswer(std::string_view answer);

/// The clause, and that its number is a draft.
[[nodiscard]] QString findingClause(const Finding& finding);

/// The measured value with its unit, or the state where a value says nothing in a narrow column.
[[nodiscard]] QString findingValue(const Finding& finding);

/// A place with its channel.
[[nodiscard]] QString placeAndChannel(const ProgrammeRecord& programme, const Place& place, std::string_view measureId);

/// The places that explain what did not pass: its events, else where its extreme stands; empty where it concerns the
/// whole.
[[nodiscard]] std::vector<Place> placesOf(const ProgrammeRecord& programme, const Finding& finding);

/// "3 further rules of the profile do not apply to this programme."
[[nodiscard]] QString rulesOutside(int count);

} // namespace assay
