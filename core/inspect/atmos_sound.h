// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/programme_plan.h"

#include <span>
#include <string_view>

namespace assay
{

/// Adds adm.bed, and atmos.empty_objects: objects of an Atmos master whose track carries nothing, once the sound is
/// measured.
void addAtmosSound(
    MeasurementSet& measures, const ProgrammePlan& programme, const DeliveryPlan& delivery, FrameCount framesRead);

[[nodiscard]] std::span<const MeasureSpec> atmosSoundSpecs();

/// The measure that it looks at.
constexpr std::string_view atmosSoundInput = "signal.active";

} // namespace assay
