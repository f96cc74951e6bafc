// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyzers/analyzer.h"
#include "tests/support/signals.h"

#include <limits>
#include <string_view>

namespace assay::test
{

constexpr std::size_t wholeSignal = std::numeric_limits<std::size_t>::max();

/// The analyzer of that name in the registry. Throws where there is none.
[[nodiscard]] const AnalyzerSpec& analyzerNamed(std::string_view name);

/// Hands the signal to an analyzer in blocks of whole cells of at least `blockFrames` and lets it finish into
/// `measures`.
void run(Analyzer& analyzer, const Signal& signal, std::size_t blockFrames, MeasurementSet& measures);

/// Drives an analyzer through its registration, in blocks of `blockFrames`.
[[nodiscard]] MeasurementSet analyze(
    const AnalyzerSpec& analyzer, const Signal& signal, std::size_t blockFrames = 4096);
[[nodiscard]] MeasurementSet analyze(std::string_view analyzer, const Signal& signal, std::size_t blockFrames = 4096);

/// The number of a measure that must have one. Throws with its state and reason where it has none.
[[nodiscard]] double number(const MeasurementSet& measures, std::string_view id);

/// The value of one channel. Throws where there is none.
[[nodiscard]] double channelNumber(const MeasurementSet& measures, std::string_view id, std::string_view channel);

/// "ok", "not_applicable: reason", "not_measured: reason" or "missing".
[[nodiscard]] std::string stateOf(const MeasurementSet& measures, std::string_view id);

} // namespace assay::test
