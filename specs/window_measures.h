// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/evaluate.h"

#include <optional>
#include <span>

namespace assay
{

/// `measurement` as it would be if only the window of the programme existed. Never needs the media:
///
/// - places are those that touch the window, cut to it;
/// - integrated loudness and range come from the momentary and short-term values of the series whose 400 ms and 3 s
///   lie wholly inside (they are BS.1770's gating blocks and Tech 3342's input), so from values rounded to 0.01 LU;
/// - momentary, short-term and true-peak maxima are the exact ones where those stand inside the window, else the
///   largest of the series (100 ms steps; a true peak counts whose step touches the window);
/// - whatever cannot be restricted becomes not measured, with the reason.
[[nodiscard]] Measurement inWindow(const Measurement& measurement, const Window& window, const Subject& subject);

/// Can a measure be told for a part of the programme: does it have places in time, or follow from a stored series?
[[nodiscard]] bool canBeWindowed(std::string_view measure, Unit unit);

/// Integrated loudness of gating blocks (LUFS); empty where none passes the gates. BS.1770-5 Annex 1, gating.
[[nodiscard]] std::optional<double> loudnessOfWindow(std::span<const double> momentary);

/// Loudness range of short-term values (LU); empty where none passes the gates. Tech 3342 v4.
[[nodiscard]] std::optional<double> rangeOfWindow(std::span<const double> shortTerm);

} // namespace assay
