// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/units.h"
#include "core/dsp/loudness_gate.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace assay
{

/// Which steps of 100 ms hold speech.
using SpeechTime = std::vector<bool>;

constexpr Lufs quietestSpeech { -60.0 }; // momentary loudness of a stem below which nobody speaks, design value
constexpr Lu speechDepth {
    20.0
}; // momentary loudness below the stem's integrated up to which it is speech, design value
constexpr std::size_t shortestPause = 3; // steps: what is shorter lies within speech, design value
constexpr std::size_t shortestSpeech = 2; // steps: what is shorter in a stem is none, design value

/// Fills pauses shorter than `shortestPause`, then drops speech shorter than `shortest` steps.
[[nodiscard]] SpeechTime smoothed(SpeechTime speech, std::size_t shortest);

/// Where a dialogue stem speaks, by its momentary loudness (LUFS, an entry a step, NaN for silence and where the window
/// is not full) and its integrated loudness: steps of which every momentary window is over the threshold, smoothed.
[[nodiscard]] SpeechTime speechOfStem(std::span<const double> momentary, Lufs integrated);

// The highest, which take the least of singing and music for speech, of those that keep all goals with a third to spare
// on the tuning half of packaging/dialogue.md. Design values.
constexpr double surelySpeech = 0.65; // probability at which speech begins
constexpr double maybeSpeech = 0.6; // down to which it goes on
constexpr std::size_t shortestHeard = 3; // steps: music passes for speech for shorter

/// Where a detector hears speech, by the probability of each step, smoothed.
[[nodiscard]] SpeechTime speechOfProbabilities(std::span<const double> probabilities);

/// How a stem lies in a mix.
struct SyllableFit {
    int lag = 0; ///< steps by which the mix is later than the stem
    double evidence = 0.0; ///< how far the best lag stands out, as a multiple of what others reach (rms)
};

constexpr int farthestLag = 300; // steps: 30 s either way
constexpr double fitEvidence = 6.0; // of chance there is none in a million of this, design value

/// Finds the lag at which the syllables of a stem lie over those of a mix. Levels are LUFS a step, NaN for silence.
[[nodiscard]] SyllableFit fitOf(std::span<const double> mix, std::span<const double> stem);

/// `speech` as it lies `lag` steps later in a programme of `steps` steps.
[[nodiscard]] SpeechTime shifted(const SpeechTime& speech, int lag, std::size_t steps);

/// Mean power (BS.1770 without gates) of the steps that hold speech, of levels in LUFS a step; empty where none does or
/// all is silence.
[[nodiscard]] std::optional<double> powerOverSpeech(std::span<const double> levels, const SpeechTime& speech);

/// Loudness range (Tech 3342) as if the steps without speech were cut out; empty below 3 s of speech and of silence.
[[nodiscard]] std::optional<LoudnessRange> rangeOverSpeech(std::span<const double> levels, const SpeechTime& speech);

} // namespace assay
