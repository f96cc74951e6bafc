// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace assay
{

/// A place where a spectrum falls steeply and stays down.
struct SpectralEdge {
    double frequency = 0.0; ///< Hz, 10 dB down
    double drop = 0.0; ///< dB, from the kilohertz before it to the highest band behind it
};

/// A long-term spectrum in narrow bands: levels in dB, `width` Hz each, from 0 Hz to half the rate.
struct BandLevels {
    double width = 0.0; ///< Hz
    std::vector<double> levels {}; ///< dB; minus infinity of nothing
};

constexpr double edgeDrop = 20.0; ///< dB within 1 kHz: less is a slope, not an edge (design value)

/// Means of `binsPerBand` bins each.
[[nodiscard]] BandLevels bandLevels(std::span<const double> powers, std::size_t binsPerBand, double binWidth);

/// The steepest edge from 3 kHz on, behind which nothing comes back. Empty where no kilohertz falls by `edgeDrop`.
[[nodiscard]] std::optional<SpectralEdge> steepestEdge(const BandLevels& bands);

/// The end of the highest band above `floor` dB; empty where none is.
[[nodiscard]] std::optional<double> highestContent(const BandLevels& bands, double floor);

} // namespace assay
