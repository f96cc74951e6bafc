// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

namespace assay
{

/// The sine that comes nearest to a stretch of samples, in the sense of least squares, with a constant beside it.
struct SineFit {
    double frequency = 0.0; ///< cycles a sample
    double cosine = 0.0; ///< of the phase at the first sample
    double sine = 0.0;
    double offset = 0.0; ///< the constant: DC
    double residual = 0.0; ///< power of what is left over, divided by the power of the sine: (THD + noise)^2

    [[nodiscard]] double amplitude() const;
    /// The value at sample `index`, which may lie outside the stretch.
    [[nodiscard]] double at(double index) const;
};

/// Finds frequency, phase and level without knowing any of them: from the zero crossings, then from how the phase
/// moves between the two halves. Empty where there are less than two whole periods, or no sine can be told.
/// Costs some 20 ns a sample.
[[nodiscard]] std::optional<SineFit> fitSine(std::span<const double> samples);

} // namespace assay
