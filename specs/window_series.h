// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/window_extent.h"

#include <optional>
#include <span>
#include <string_view>

namespace assay
{

/// The measure as far as the stored series tell it of a part of the programme; empty where no series tells it. Levels
/// of whole windows (400 ms, 3 s) and whole steps (100 ms) that lie inside count, from values rounded to 0.01 dB;
/// maxima and minima are the exact ones where those stand inside.
[[nodiscard]] std::optional<Measurement> fromSeries(
    const Measurement& measurement, TimeRange range, const Subject& subject);

/// Does a stored series tell this measure of a part of the programme?
[[nodiscard]] bool isInSeries(std::string_view measure);

/// Integrated loudness of gating blocks (LUFS); empty where none passes the gates. BS.1770-5 Annex 1, gating.
[[nodiscard]] std::optional<double> loudnessOfWindow(std::span<const double> momentary);

/// Loudness range of short-term values (LU); empty where none passes the gates. Tech 3342 v4.
[[nodiscard]] std::optional<double> rangeOfWindow(std::span<const double> shortTerm);

} // namespace assay
