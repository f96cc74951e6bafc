// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/dsp/recent.h"

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

    /// The next sound, of whole cells. It must stay where it is until `keep` of the sound after it.
    void take(std::span<const double> piece) { m_recent.take(piece); }

    /// Goes on to the next cell of what was taken, an empty one at the end, with its highest magnitude; adds the flat
    /// tops that begin in the cell before to `found`.
    void next(std::size_t frames, double highest, std::vector<FlatTop>& found);

    /// Every cell of what was taken is done.
    void keep() { m_recent.keep(m_first + static_cast<FrameCount>(m_sizes[0])); }

private:
    void look(double level, std::vector<FlatTop>& found) const;
    [[nodiscard]] std::size_t endOfRun(std::size_t from) const;
    [[nodiscard]] bool hasCorners(std::size_t from, std::size_t to) const;
    [[nodiscard]] double smallestDifference() const;

    FlatTopRules m_rules;
    Recent m_recent;
    std::span<const double> m_sound; // the cell before, the cell at hand, the one behind, where they are looked at
    std::array<std::size_t, 3> m_sizes {}; // of those cells
    std::array<double, 3> m_highest {}; // magnitudes in them
    FrameCount m_first = 0; // frame of the first sample of the first of them
};

} // namespace assay
