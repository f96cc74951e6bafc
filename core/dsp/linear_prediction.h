// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>
#include <vector>

namespace assay
{

constexpr std::size_t predictionOrder = 12; ///< Essentia ClickDetector's default

/// x[n] is predicted as the sum of weight[k] x[n - 1 - k].
using Predictor = std::array<double, predictionOrder>;

/// The predictor of least mean square error for these samples: autocorrelation under a Hann window, Levinson-Durbin.
/// All zero for silence.
[[nodiscard]] Predictor predictorFor(std::span<const double> samples);

/// What the predictor does not foresee, of all samples but the first `predictionOrder`.
[[nodiscard]] std::vector<double> residualOf(std::span<const double> samples, const Predictor& predictor);

/// What the second difference x[n - 1] - 2 x[n] + x[n + 1] of a stretch is like.
struct SecondDifference {
    double highest = 0.0; ///< magnitude
    double squares = 0.0; ///< sum
};

/// Of every sample but the first and the last.
[[nodiscard]] SecondDifference secondDifferenceOf(std::span<const double> samples);

} // namespace assay
