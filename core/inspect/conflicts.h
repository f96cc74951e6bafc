// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/programme_plan.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// What one file says, and what is known about it from elsewhere.
struct Statements {
    const Metadata& metadata;
    const AudioFormat& format; ///< of the stream, as the header states it
    const Layout& layout; ///< the channels as they are measured
    std::string fileName; ///< UTF-8, without folders
    FrameCount framesRead = 0;
    const MeasurementSet* sound
        = nullptr; ///< measures of exactly this file's sound; none of a file that is part of a set
    bool isWhole = true; ///< that sound is all of the file's, not some of its channels
};

/// Where two places of a file contradict each other or the sound contradicts its words: one sentence each, which names
/// both sides. Pure: nothing but the arguments counts.
[[nodiscard]] std::vector<std::string> conflictsIn(const Statements& file);

/// Adds metadata.conflicts of a programme, once everything else is measured. Sentences about one file of several name
/// it.
void addConflicts(
    MeasurementSet& measures, const ProgrammePlan& programme, const DeliveryPlan& delivery, FrameCount framesRead);

[[nodiscard]] std::span<const MeasureSpec> conflictSpecs();

/// The measures that `conflictsIn` looks at.
[[nodiscard]] std::span<const std::string_view> conflictInputs();

} // namespace assay
