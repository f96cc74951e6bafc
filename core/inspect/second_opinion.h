// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyzers/analyzer.h"

#include <memory>
#include <span>

namespace assay
{

/// libebur128 measuring the same blocks (`--cross-check`). It never decides; it contradicts.
/// Adds crosscheck.integrated and crosscheck.true_peak.
[[nodiscard]] std::unique_ptr<Analyzer> makeSecondOpinion(const AnalyzerContext& context);

[[nodiscard]] std::span<const MeasureSpec> secondOpinionSpecs();

/// How far the two may differ on integrated loudness before it is a bug: 0.1 LU, the tolerance of Tech 3341 v4 Table 1.
constexpr double secondOpinionTolerance = 0.1;

/// Adds crosscheck.difference (ours minus theirs). Where it exceeds the tolerance, loudness.integrated becomes
/// `notMeasured` with an internal error as reason: two meters that disagree must not make a verdict.
void compareOpinions(MeasurementSet& measures);

} // namespace assay
