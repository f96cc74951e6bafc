// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/programme_plan.h"

#include <span>

namespace assay
{

/// What only decoding shows.
struct SoundFindings {
    std::vector<Fault> faults {};
    std::optional<bool> verified {}; ///< is the sound what the file's own check sum says? empty: unknown
};

/// Adds the format.* measures and the assets' metadata measures of a programme. Where it is drawn from several assets
/// that disagree, a fact is `notMeasured` and says which values stand against each other.
void addFileFacts(MeasurementSet& out, const ProgrammePlan& programme, const DeliveryPlan& delivery,
    FrameCount framesRead, const SoundFindings& found);

[[nodiscard]] std::span<const MeasureSpec> fileFactSpecs();

/// Frames since midnight at which the programme starts, and its picture rate: bext or iXML first, then a timecode
/// track.
struct ProgrammeStart {
    std::optional<FrameCount> frame;
    std::optional<FrameRate> rate;
};
[[nodiscard]] ProgrammeStart startOf(const ProgrammePlan& programme, const DeliveryPlan& delivery);

} // namespace assay
