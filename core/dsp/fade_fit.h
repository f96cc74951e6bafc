// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace assay
{

/// How the amplitude of a fade-in grows with time, from nothing to everything.
enum class FadeShape {
    linear, ///< evenly
    exponential, ///< evenly in dB, from 20 to 90 dB down: also what rings out by itself
    cosine, ///< a quarter of a sine: equal power
    sCurve, ///< half a cosine, slow at both ends
};

struct FadeFit {
    FadeShape shape = FadeShape::linear;
    std::size_t length = 0; ///< steps
};

constexpr std::size_t shortestFade = 5; ///< steps: 0.5 s at the steps of the grid; design value
constexpr double fadeDepth = 20.0; ///< dB, from the outermost step to what comes behind the fade; design value
constexpr double fadeDeviation = 3.0; ///< dB RMS, of the steps from the shape: music goes up and down (design value)

/// The fade that a programme opens with, from the mean powers of its steps, the outermost first; for its end, give them
/// in reverse. What stands behind the fade must go on alike for half its length (5 to 30 steps). Of all shapes and
/// lengths the one that is nearest to the levels; nothing where none is near.
[[nodiscard]] std::optional<FadeFit> fitFade(std::span<const double> powers);

} // namespace assay
