// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

namespace assay
{

constexpr double absoluteGate = -70.0; // LUFS, BS.1770-5 Annex 1; Tech 3342 v4 section 3
constexpr double relativeGate = -10.0; // LU, BS.1770-5 Annex 1
constexpr double rangeGate = -20.0; // LU, Tech 3342 v4 section 3

// What levels of a series make together. NaN is an entry without a value: silence.

/// Highest and lowest value; empty where none has one.
[[nodiscard]] std::optional<double> largest(std::span<const double> values);
[[nodiscard]] std::optional<double> smallest(std::span<const double> values);

/// The level of the mean power (dB), silence counted as none; empty where all is silence.
[[nodiscard]] std::optional<double> meanLevel(std::span<const double> levels);

/// The level that a gating block must exceed, from the momentary values: BS.1770-5 Annex 1.
[[nodiscard]] std::optional<double> gateOfWindow(std::span<const double> momentary);

/// The level that a short-term value must reach: Tech 3342 v4 section 3.
[[nodiscard]] std::optional<double> rangeGateOfWindow(std::span<const double> shortTerm);

/// The ends of the loudness range (LUFS): Tech 3342 v4 section 3.
[[nodiscard]] std::optional<double> rangeLowOfWindow(std::span<const double> shortTerm);
[[nodiscard]] std::optional<double> rangeHighOfWindow(std::span<const double> shortTerm);

} // namespace assay
