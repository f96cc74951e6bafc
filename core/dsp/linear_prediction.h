// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace assay
{

constexpr std::size_t predictionOrder = 12; ///< Essentia ClickDetector's default

/// x[n] is predicted as the sum of weight[k] x[n - 1 - k].
using Predictor = std::array<double, predictionOrder>;

/// Hann window of `size` samples, without its zeros.
[[nodiscard]] std::vector<double> predictionWindow(std::size_t size);

/// The predictor of least mean square error for samples that the window above has been laid over: autocorrelation,
/// Levinson-Durbin. All zero for silence.
[[nodiscard]] Predictor predictorFor(std::span<const double> windowed);

/// What the predictor does not foresee, of all samples but the first `predictionOrder`, into as many places.
void findResidual(std::span<const double> samples, const Predictor& predictor, std::span<double> residual);

} // namespace assay
