// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyzers/analyzer.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace assay
{

/// Measures that somebody asks for by id: a rule of the profile, or the command line.
using AskedMeasures = std::set<std::string, std::less<>>;

/// peak.true_after_codec, the worst of all, then one measure a codec in the order of `storeCodecs()`.
[[nodiscard]] std::span<const MeasureSpec> codecPeakSpecs();

/// Which of `storeCodecs()` must run for what is asked: encoding costs more than everything else, so none runs unasked.
[[nodiscard]] std::vector<std::size_t> codecsAsked(const AskedMeasures& asked);

/// Sends the programme through one of `storeCodecs()` and measures what comes back.
[[nodiscard]] std::unique_ptr<Analyzer> makeCodecPeak(const AnalyzerContext& context, std::size_t codec);

/// What makeCodecPeak(..., codec) adds.
[[nodiscard]] std::span<const MeasureSpec> codecPeakSpecsOf(std::size_t codec);

/// After all of them: the worst, and not measured for what was not asked.
void addWorstCodecPeak(MeasurementSet& measures);

} // namespace assay
