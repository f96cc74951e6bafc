// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/finding.h"

#include <optional>
#include <span>
#include <string_view>

namespace assay
{

enum class Verdict { pass, review, fail };

[[nodiscard]] std::string_view nameOf(Verdict verdict); ///< "pass", "review", "fail"
[[nodiscard]] std::optional<Verdict> verdictNamed(std::string_view name);

/// Does this finding fail the programme? A failed blocker or issue that nobody has answered.
[[nodiscard]] bool isFault(const Finding& finding);

/// Does this finding ask for a person? A blocker or issue that could not be measured, or a blocker that applies and
/// found no such value (the loudness of silence), and nobody has answered; or one whose answer promises a fix: what is
/// promised is not yet there.
[[nodiscard]] bool needsPerson(const Finding& finding);

/// The only place a verdict is made. Fail when a blocker or issue fails unanswered; review when nothing fails but a
/// rule of that weight could not be measured, or `openManualChecks`; else pass. No findings at all is review: nothing
/// is known.
[[nodiscard]] Verdict verdictOf(std::span<const Finding> findings, bool openManualChecks);

/// Of several programmes: the worst; of none: review.
[[nodiscard]] Verdict worst(std::span<const Verdict> verdicts);

} // namespace assay
