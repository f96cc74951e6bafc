// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>

namespace assay
{

/// What many measures need of a stretch of samples, in one pass.
struct SampleFacts {
    double sum = 0.0; ///< of the samples
    double squares = 0.0; ///< sum of the squared samples
    double highest = 0.0; ///< largest magnitude
    double sharpest = 0.0; ///< largest magnitude of the second difference x - 2 x' + x''
    double sharpness = 0.0; ///< sum of its squares
};

/// `before`: the two samples before the stretch, newest first.
[[nodiscard]] SampleFacts factsOf(std::span<const double> samples, const std::array<double, 2>& before);

} // namespace assay
