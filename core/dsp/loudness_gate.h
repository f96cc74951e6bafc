// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/units.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace assay
{

constexpr double loudnessOffset = -0.691; // dB, BS.1770-5 Annex 1: cancels the gain of K-weighting at 997 Hz
constexpr Lufs absoluteGate { -70.0 }; // BS.1770-5 Annex 1; Tech 3342
constexpr Lu relativeGate { 10.0 }; // below the loudness over the absolute gate, BS.1770-5 Annex 1
constexpr Lu rangeGate { 20.0 }; // the same of the loudness range, Tech 3342

constexpr double loudnessTie = 1e-9; // LU: windows that differ by rounding are equal, and the first one is the place

constexpr std::size_t momentarySteps = 4; // 400 ms: a gating block, and Tech 3341's momentary window
constexpr std::size_t shortTermSteps = 30; // 3 s: Tech 3341, Tech 3342

/// Loudness of a weighted mean square (full scale 1.0); minus infinity of nothing.
[[nodiscard]] Lufs loudnessOf(double power);

/// The weighted mean square of a loudness.
[[nodiscard]] double powerOf(Lufs loudness);

/// Mean squares of all full windows of `steps` steps, one beginning at each step: window i is steps [i, i + steps).
/// `energies` are sums of squares over the steps of the grid.
[[nodiscard]] std::vector<double> windowPowers(std::span<const double> energies, std::size_t steps, int sampleRate);

/// Which power a gating block must exceed: both gates of BS.1770-5 Annex 1. Empty where nothing passes the absolute
/// one.
[[nodiscard]] std::optional<double> gateOf(std::span<const double> blockPowers);

/// Mean power of the blocks that pass both gates.
[[nodiscard]] std::optional<double> gatedPower(std::span<const double> blockPowers);

/// Which power a short-term window must reach to count for the loudness range (Tech 3342).
[[nodiscard]] std::optional<double> rangeGateOf(std::span<const double> shortTermPowers);

struct LoudnessRange {
    Lufs low; ///< 10th percentile
    Lufs high; ///< 95th
};

/// Loudness range by Tech 3342 of short-term windows at 10 Hz: nearest rank, no interpolation.
[[nodiscard]] std::optional<LoudnessRange> loudnessRange(std::span<const double> shortTermPowers);

} // namespace assay
