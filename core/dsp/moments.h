// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace assay
{

/// What the mean and the power of one channel over any stretch are made of; stretches add up.
struct Moments {
    double count = 0.0; // frames
    double sum = 0.0;
    double squares = 0.0;

    Moments& operator+=(const Moments& other);
    /// Mean; 0 of nothing.
    [[nodiscard]] double mean() const;
    /// Power about the mean (DC removed); 0 of nothing.
    [[nodiscard]] double variance() const;
    /// Power as it is, DC and all; 0 of nothing.
    [[nodiscard]] double power() const;
};

[[nodiscard]] Moments momentsOf(std::span<const double> samples);

/// Sum of the squared differences of two stretches of one length: 0 exactly where they are the same.
[[nodiscard]] double squaredDifference(std::span<const double> x, std::span<const double> y);

/// Sum of the squares of the sums of two stretches of one length.
[[nodiscard]] double squaredSum(std::span<const double> x, std::span<const double> y);

} // namespace assay
