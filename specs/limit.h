// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/evaluate.h"
#include "specs/wording.h"

#include <optional>
#include <string>

namespace assay
{

/// What a predicate asks of this programme: in words, and as numbers where it is about numbers.
struct ResolvedLimit {
    std::string text {}; ///< "-23.0 ± 0.2 LUFS", "≤ -1.0 dBTP", "44100, 48000 or 96000 Hz"
    Bounds bounds {};
    std::optional<MeasureState> unknown {}; ///< set where the limit hangs on a measure without a value
    std::string reason {};
};

/// Resolves relative limits against the whole programme's measures.
[[nodiscard]] ResolvedLimit resolvedLimit(const Predicate& predicate, Unit unit, const Subject& subject);

/// Both limits of a test in words, the rule's own and QC's: "≤ -2.0 dBTP (QC: ≤ -1.0 dBTP)".
[[nodiscard]] std::string limitText(const Test& test, Unit unit, const Subject& subject);

} // namespace assay
