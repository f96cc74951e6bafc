// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/change_meter.h"
#include "core/compare/sound_change.h"

#include <string>
#include <vector>

namespace assay
{

/// Which cells of a new version have sound of the old one beside them.
struct CommonCells {
    int sampleRate = 0;
    TimeRange frames; ///< of the new version, that the old one covers
    FrameCount end = 0; ///< of the new version

    /// Does the old version cover the whole of this cell?
    [[nodiscard]] bool covers(std::size_t cell) const;
};

/// Energy of the difference over that of the new version, in the cells in common; 0 where they are silent.
[[nodiscard]] double residualIn(const ChangeMeter& meter, const CommonCells& common);

/// Where the versions differ: in any sample where they are else the same; or else 12 dB over what is left throughout (a
/// quarter of the cells lies lower) and over -80 dB re the sound there, or over -60 dB re it and -90 dBFS; joined
/// within half a second.
[[nodiscard]] std::vector<ChangedRange> changedRanges(
    const ChangeMeter& meter, const CommonCells& common, const std::vector<std::string>& channels);

} // namespace assay
