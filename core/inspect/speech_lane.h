// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyzers/analyzer.h"
#include "core/dsp/speech_time.h"
#include "core/inspect/codec_peaks.h"
#include "core/inspect/speech_detector.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// The track of a series that a speech detector leaves: probability of speech, mean of a step.
constexpr std::string_view speechTrack = "speech_probability";

/// loudness.dialogue_detector: what detected speech, or why nothing did.
[[nodiscard]] std::span<const MeasureSpec> speechLaneSpecs();

/// me.speech: what a detector hears in the channels of an M&E.
[[nodiscard]] std::span<const MeasureSpec> channelSpeechSpecs();

/// What a detector is to listen to in a programme. It costs half of everything else, so it does not run unasked; stems
/// need none: what they hold is known.
struct SpeechWish {
    bool mix = false; ///< to the mix, for its dialogue
    bool channels = false; ///< to each channel, for what is left in an M&E
};
[[nodiscard]] SpeechWish speechWishFor(const std::string& role, const AskedMeasures& asked);

/// Has a detector listen to the programme: at its centre with left and right 12 dB below, or at the middle of left and
/// right, or at the only channel.
[[nodiscard]] std::unique_ptr<Analyzer> makeSpeechLane(const AnalyzerContext& context, const MakeSpeechDetector& make);

/// Has one listen to a single channel. All of a programme leave one measure, each adding its own.
[[nodiscard]] std::unique_ptr<Analyzer> makeChannelLane(
    const AnalyzerContext& context, std::size_t channel, const MakeSpeechDetector& make);

/// The stretches of speech in a programme of so many frames.
[[nodiscard]] std::vector<Place> placesOfSpeech(const SpeechTime& speech, FrameCount frames, int sampleRate);

} // namespace assay
