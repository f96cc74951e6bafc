// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/invariant.h"
#include "core/dsp/k_weighting.h"
#include "core/dsp/moments.h"
#include "core/dsp/pair_sums.h"
#include "core/dsp/peak.h"
#include "core/dsp/sample_facts.h"
#include "core/media/block.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace assay
{

/// What is known of one channel in one cell of the 10 ms grid. Full scale is 1.0.
struct CellFacts : SampleFacts {
    double weighted = 0.0; ///< sum of the squared K-weighted samples; 0 at rates without K-weighting
};

/// What several analyzers want of a block, worked out once. A block consists of whole cells of the 10 ms grid; only the
/// last cell of a programme may not be whole. Rates below 100 Hz have no grid and no cells.
struct SharedSound {
    std::vector<std::size_t>
        cellBegins; ///< first frame of each cell, counted in the block, and where the last one ends
    std::vector<std::vector<CellFacts>> facts; ///< by channel and cell
    std::vector<std::vector<double>> weighted; ///< K-weighted planes by channel; none at rates without K-weighting
    std::vector<KState> states; ///< of the K-weighting at the end of the block, by channel

    [[nodiscard]] std::size_t cells() const { return cellBegins.empty() ? 0 : cellBegins.size() - 1; }
};

/// One cell of the 10 ms grid within a block.
class Cell
{
public:
    Cell(const Block& block, std::size_t index)
        : m_block(block)
        , m_index(index)
        , m_begin(block.shared()->cellBegins[index])
        , m_frames(block.shared()->cellBegins[index + 1] - m_begin)
    {
    }

    [[nodiscard]] std::size_t frames() const { return m_frames; }
    [[nodiscard]] FrameCount firstFrame() const { return m_block.firstFrame() + static_cast<FrameCount>(m_begin); }
    [[nodiscard]] FrameCount end() const { return firstFrame() + static_cast<FrameCount>(m_frames); }
    [[nodiscard]] std::span<const double> channel(std::size_t index) const
    {
        return m_block.channel(index).subspan(m_begin, m_frames);
    }
    [[nodiscard]] const CellFacts& facts(std::size_t channel) const
    {
        return m_block.shared()->facts[channel][m_index];
    }
    /// The K-weighted frames of a channel, at a rate that has K-weighting.
    [[nodiscard]] std::span<const double> weighted(std::size_t channel) const
    {
        return std::span(m_block.shared()->weighted[channel]).subspan(m_begin, m_frames);
    }

private:
    const Block& m_block;
    std::size_t m_index;
    std::size_t m_begin;
    std::size_t m_frames;
};

/// The sums of one channel in a cell.
[[nodiscard]] inline Moments momentsOf(const Cell& cell, std::size_t channel)
{
    const CellFacts& facts = cell.facts(channel);
    return { static_cast<double>(cell.frames()), facts.sum, facts.squares };
}

/// The sums of two channels in a cell.
[[nodiscard]] inline PairSums sumsOf(const Cell& cell, std::size_t left, std::size_t right)
{
    const CellFacts& x = cell.facts(left);
    const CellFacts& y = cell.facts(right);
    return { static_cast<double>(cell.frames()), x.sum, y.sum, x.squares, y.squares,
        productOf(cell.channel(left), cell.channel(right)) };
}

/// Calls `onCell(const Cell&)` for each cell of a block.
template <class OnCell>
void forEachCell(const Block& block, OnCell&& onCell)
{
    require(block.shared() != nullptr, "a block without what is shared");
    for (std::size_t i = 0; i < block.shared()->cells(); ++i)
        onCell(Cell(block, i));
}

/// Largest magnitude of a channel.
[[nodiscard]] inline double highestOf(const Block& block, std::size_t channel)
{
    if (block.shared() == nullptr || block.shared()->cells() == 0) // a rate without a grid
        return maxMagnitude(block.channel(channel));
    double highest = 0.0;
    for (const CellFacts& facts : block.shared()->facts[channel])
        highest = std::max(highest, facts.highest);
    return highest;
}

} // namespace assay
