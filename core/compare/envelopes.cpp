// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/envelopes.h"

#include "core/dsp/grid.h"
#include "core/dsp/pair_sums.h"

#include <algorithm>

namespace assay
{

Envelopes::Envelopes(int sampleRate, std::size_t channels, std::size_t stems)
    : m_sampleRate(sampleRate)
    , m_channels(channels)
    , m_cells(stems + 1)
{
}

void Envelopes::add(const Stretch& stretch)
{
    const TimeRange range = stretch.range();
    for (FrameCount cell = cellFrom(range.start, m_sampleRate); cellStart(cell, m_sampleRate) < range.end; ++cell) {
        const auto first = static_cast<std::size_t>(cellStart(cell, m_sampleRate) - range.start);
        const auto end = static_cast<std::size_t>(std::min(cellStart(cell + 1, m_sampleRate), range.end) - range.start);
        for (std::size_t i = 0; i < m_cells.size(); ++i) {
            double energy = 0.0;
            for (std::size_t c = 0; c < m_channels; ++c) {
                const double* const plane = i == 0 ? stretch.mix(c) : stretch.stem(i - 1, c);
                if (plane != nullptr)
                    energy += productOf({ plane + first, end - first }, { plane + first, end - first });
            }
            m_cells[i].push_back(static_cast<float>(energy));
        }
    }
}

} // namespace assay
