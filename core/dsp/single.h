// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace assay
{

/// Samples in single precision, into as many places: what transforms take.
void narrow(std::span<const double> samples, std::span<float> into);

/// Sum of squares in double precision.
[[nodiscard]] double energyOf(std::span<const float> samples);

/// Each sample times that of the window.
void lay(std::span<const float> window, std::span<const float> samples, std::span<float> into);

} // namespace assay
