// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/invariant.h"
#include "core/dsp/grid.h"
#include "core/media/block.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace assay
{

/// Cuts blocks of any size into the cells of the 10 ms grid, so that what an analyzer computes from cells cannot depend
/// on the size of the blocks. A cell that lies within a block is passed on as it is; only one that spans blocks is
/// copied.
class CellCutter
{
public:
    CellCutter(int sampleRate, std::size_t channels)
        : m_sampleRate(sampleRate)
        , m_kept(channels)
        , m_planes(channels)
    {
        require(sampleRate >= cellsPerSecond, "the grid of a rate below 100 Hz");
    }

    /// Calls `onCell(const Block&)` for each cell that this block completes.
    template <class OnCell>
    void push(const Block& block, OnCell&& onCell)
    {
        require(block.channels() == m_planes.size(), "a block of another number of channels");
        std::size_t from = 0;
        while (from < block.frames()) {
            const auto wanted = static_cast<std::size_t>(cellStart(m_cell + 1, m_sampleRate) - m_next);
            const std::size_t count = std::min(wanted, block.frames() - from);
            const bool whole = count == wanted;
            if (whole && kept() == 0)
                passOn(block, from, count, onCell);
            else
                keep(block, from, count);
            m_next += static_cast<FrameCount>(count);
            from += count;
            if (whole && kept() > 0)
                passOnKept(onCell);
            m_cell += whole ? 1 : 0;
        }
    }

    /// At the end: the last cell, where it is not whole.
    template <class OnCell>
    void flush(OnCell&& onCell)
    {
        if (kept() > 0)
            passOnKept(onCell);
    }

    /// Frames so far.
    [[nodiscard]] FrameCount frames() const { return m_next; }

private:
    [[nodiscard]] std::size_t kept() const { return m_kept.empty() ? 0 : m_kept.front().size(); }

    template <class OnCell>
    void passOn(const Block& block, std::size_t from, std::size_t count, OnCell& onCell)
    {
        for (std::size_t channel = 0; channel < m_planes.size(); ++channel)
            m_planes[channel] = block.channel(channel).data() + from;
        onCell(Block(m_planes, count, m_next));
    }

    template <class OnCell>
    void passOnKept(OnCell& onCell)
    {
        const std::size_t count = kept();
        for (std::size_t channel = 0; channel < m_planes.size(); ++channel)
            m_planes[channel] = m_kept[channel].data();
        onCell(Block(m_planes, count, m_next - static_cast<FrameCount>(count)));
        for (std::vector<double>& samples : m_kept)
            samples.clear();
    }

    void keep(const Block& block, std::size_t from, std::size_t count)
    {
        for (std::size_t channel = 0; channel < m_kept.size(); ++channel) {
            const std::span<const double> samples = block.channel(channel).subspan(from, count);
            m_kept[channel].insert(m_kept[channel].end(), samples.begin(), samples.end());
        }
    }

    int m_sampleRate;
    FrameCount m_cell = 0; // the cell that is being filled
    FrameCount m_next = 0; // frame of the next sample
    std::vector<std::vector<double>> m_kept; // the part of it that earlier blocks brought
    std::vector<const double*> m_planes;
};

} // namespace assay
