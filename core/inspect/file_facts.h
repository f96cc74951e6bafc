// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/programme_plan.h"

#include <span>

namespace assay
{

/// Adds the format.* measures and the assets' metadata measures of a programme. Where it is drawn from several assets
/// that disagree, a fact is `notMeasured` and says which values stand against each other. `found`: faults that only
/// decoding shows.
void addFileFacts(MeasurementSet& out, const ProgrammePlan& programme, const DeliveryPlan& delivery,
    FrameCount framesRead, std::span<const Fault> found);

[[nodiscard]] std::span<const MeasureSpec> fileFactSpecs();

/// Frames since midnight at which the programme starts, and its picture rate: bext or iXML first, then a timecode
/// track.
struct ProgrammeStart {
    std::optional<FrameCount> frame;
    std::optional<FrameRate> rate;
};
[[nodiscard]] ProgrammeStart startOf(const ProgrammePlan& programme, const DeliveryPlan& delivery);

} // namespace assay
