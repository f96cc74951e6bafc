// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/null_test.h"
#include "core/compare/residual_meter.h"

#include <vector>

namespace assay
{

/// Which steps a limiter on the mix bus explains: the sum of the stems goes beyond the highest peak of the mix there,
/// and what is left is the sum turned down; and the steps around, as long as the limiter lets go. None where they would
/// be most of the sound: a bus processed throughout is no exception to leave out.
[[nodiscard]] std::vector<bool> limitedSteps(const ResidualMeter& meter);

/// Where the residual stands out, by runs of steps, each with the stem that explains most of it.
[[nodiscard]] std::vector<NullPlace> failingPlaces(
    const ResidualMeter& meter, const std::vector<bool>& limited, const NullTest& test);

/// What a gain means, for a stem that ought to lie in the mix at `expected`.
[[nodiscard]] StemFault faultOfGain(double gain, double expected);

} // namespace assay
