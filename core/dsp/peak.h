// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace assay
{

/// Largest magnitude of the samples; 0 of none.
[[nodiscard]] double maxMagnitude(std::span<const double> samples);

/// Index of the first sample whose magnitude reaches `level`; the number of samples where none does.
[[nodiscard]] std::size_t firstReaching(std::span<const double> samples, double level);

/// Index after the last sample whose magnitude reaches `level`; 0 where none does.
[[nodiscard]] std::size_t afterLastReaching(std::span<const double> samples, double level);

} // namespace assay
