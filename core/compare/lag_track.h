// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/channel_map.h"
#include "core/compare/sound_source.h"

#include <optional>
#include <vector>

namespace assay
{

/// How late the new version is against the old one at some place of the old one.
struct LagPoint {
    double at = 0.0; ///< frames of the old version
    double lag = 0.0; ///< samples, parts included
};

/// Follows the lag of a new version against the old one through both: up to 24 stretches of 1.4 s, each within 0.68 s
/// about where the others let it be expected, at first about `offset`. Points in time order; stretches that are silent
/// or not found leave none. Errors: those of reading, `cancelled`.
[[nodiscard]] Result<std::vector<LagPoint>> trackLag(const SoundSource& before, const SoundSource& after,
    const ChannelMap& map, double offset, const CompareOptions& options);

/// A lag that grows with time.
struct LagLine {
    double lag = 0.0; ///< samples, at frame 0 of the old version
    double slope = 0.0; ///< samples a frame: above 0, the new version runs slower and is longer
};

/// The line through the points (median of all slopes between two of them); empty where they are fewer than four, where
/// less than three quarters of them lie on it, or where the lag does not change by a sample in all.
[[nodiscard]] std::optional<LagLine> driftIn(const std::vector<LagPoint>& points);

/// Neighbouring points of one and the same lag.
struct LagRun {
    LagPoint first;
    LagPoint last;
};

/// The runs of three points or more, each with another lag than the one before: between them, sound was put in or cut
/// out. Points that nothing beside them bears out are left aside.
[[nodiscard]] std::vector<LagRun> steadyLags(const std::vector<LagPoint>& points);

} // namespace assay
