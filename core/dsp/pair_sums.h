// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

namespace assay
{

/// What the correlation of two channels over any stretch is made of; stretches add up.
struct PairSums {
    double count = 0.0; // frames
    double x = 0.0;
    double y = 0.0;
    double xx = 0.0;
    double yy = 0.0;
    double xy = 0.0;

    PairSums& operator+=(const PairSums& other);
};

/// The sums of two stretches of one length.
[[nodiscard]] PairSums sumsOf(std::span<const double> x, std::span<const double> y);

/// Sum of the products of two stretches of one length, where the rest is known.
[[nodiscard]] double productOf(std::span<const double> x, std::span<const double> y);

/// The sums with the mean of the stretch (its DC) removed: products about the mean.
struct Spread {
    double xx = 0.0;
    double yy = 0.0;
    double xy = 0.0;

    Spread& operator+=(const Spread& other);
};

[[nodiscard]] Spread aboutMean(const PairSums& sums);

/// Products of the differences from sample to sample within a stretch: as if both channels were tilted up by 6 dB an
/// octave, so that what is high decides where the sums above are decided by what is low.
[[nodiscard]] Spread differencesOf(std::span<const double> x, std::span<const double> y);

/// Correlation at zero lag, -1 to 1; empty where a channel has no power.
[[nodiscard]] std::optional<double> correlationOf(const Spread& spread);

} // namespace assay
