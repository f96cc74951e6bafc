// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyzers/analyzer.h"
#include "core/inspect/codec_peaks.h"
#include "core/inspect/speech_detector.h"

#include <memory>
#include <span>
#include <string_view>

namespace assay
{

/// The track of a series that a speech detector leaves: probability of speech, mean of a step.
constexpr std::string_view speechTrack = "speech_probability";

/// loudness.dialogue_detector: what detected speech, or why nothing did.
[[nodiscard]] std::span<const MeasureSpec> speechLaneSpecs();

/// Is there anybody who asks for dialogue? Detection costs a fourth of everything else, so it does not run unasked.
[[nodiscard]] bool isSpeechAsked(const AskedMeasures& asked);

/// Has a detector listen to the programme: at its centre with left and right 12 dB below, or at the middle of left and
/// right, or at the only channel; resampled to 16 kHz.
[[nodiscard]] std::unique_ptr<Analyzer> makeSpeechLane(const AnalyzerContext& context, const MakeSpeechDetector& make);

} // namespace assay
