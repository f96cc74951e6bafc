// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/programme_plan.h"

#include <span>

namespace assay
{

/// Adds what the streams of a container say beside the sound's own format: language and name of the track, the levels
/// that AC-3 and E-AC-3 tell a decoder (dolby.*), the picture (video.*). Of several streams the first one's.
void addStreamFacts(
    MeasurementSet& out, const ProgrammePlan& programme, const DeliveryPlan& delivery, FrameCount framesRead);

[[nodiscard]] std::span<const MeasureSpec> streamFactSpecs();

} // namespace assay
