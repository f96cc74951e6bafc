// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace assay
{

/// A stretch in which the tip of a wave is cut off: the samples stand still, with a corner at both ends.
struct FlatTop {
    TimeRange range;
    double level = 0.0; ///< magnitude
};

/// What makes samples that stand still a clipped tip, and not the round tip of a slow wave in coarse steps.
struct FlatTopRules {
    double step = 1.0 / 8388608; ///< of the source: samples that differ by no more stand still
    double fullScale = 1.0; ///< from here on it is plain clipping
    double leastLevel = 0.01; ///< magnitude
    std::size_t shortest = 4; ///< samples; not fewer
    double nearTop = 0.9; ///< of the highest magnitude in the cell, the one before and the one behind
    double corner = 8.0; ///< smallest differences between neighbours there: as deep both corners are at least
};

/// Finds the flat tops of one channel. Takes it in cells (see grid.h), so that the surroundings of a sample are the
/// same whatever the blocks; what it says of a cell it says with the next one.
class FlatTops
{
public:
    explicit FlatTops(const FlatTopRules& rules)
        : m_rules(rules)
    {
    }

    /// Takes the next cell, an empty one at the end; adds the flat tops that begin in the cell before to `found`.
    void process(std::span<const double> cell, std::vector<FlatTop>& found);

private:
    void look(double level, std::vector<FlatTop>& found) const;
    [[nodiscard]] std::size_t endOfRun(std::size_t from) const;
    [[nodiscard]] bool hasCorners(std::size_t from, std::size_t to) const;
    [[nodiscard]] double smallestDifference() const;

    FlatTopRules m_rules;
    std::vector<double> m_kept; // m_sound, behind cells that are done with
    std::span<const double> m_sound; // the cell before, the cell at hand, the one behind
    std::array<std::size_t, 3> m_sizes {}; // of those cells
    std::array<double, 3> m_highest {}; // magnitudes in them
    FrameCount m_first = 0; // frame of the first sample of m_sound
};

} // namespace assay
