// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/window_series.h"

#include <string_view>

namespace assay
{

/// `measurement` as it would be if only the window of the programme existed. Never needs the media:
///
/// - places are those that touch the window, cut to it;
/// - levels follow from the series (window_series.h);
/// - whatever cannot be restricted becomes not measured, with the reason.
[[nodiscard]] Measurement inWindow(const Measurement& measurement, const Window& window, const Subject& subject);

/// Can a measure be told for a part of the programme: does it have places in time, or follow from a stored series?
[[nodiscard]] bool canBeWindowed(std::string_view measure, Unit unit);

} // namespace assay
