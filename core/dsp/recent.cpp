// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/recent.h"

#include "core/base/invariant.h"

#include <algorithm>

namespace assay
{

void Recent::take(std::span<const double> piece)
{
    require(m_piece.empty(), "a piece before the one at hand is kept");
    m_piece = piece;
}

std::span<const double> Recent::between(FrameCount from, FrameCount to)
{
    require(from >= m_first && from <= to && to <= end(), "samples that are gone or not there yet");
    const auto count = static_cast<std::size_t>(to - from);
    if (const std::span<const double> row = rowFrom(from); row.size() >= count)
        return row.first(count);
    m_joined.clear();
    while (from < to) {
        std::span<const double> row = rowFrom(from);
        row = row.first(std::min(row.size(), static_cast<std::size_t>(to - from)));
        m_joined.insert(m_joined.end(), row.begin(), row.end());
        from += static_cast<FrameCount>(row.size());
    }
    return m_joined;
}

void Recent::keep(FrameCount from)
{
    const FrameCount last = end();
    from = std::clamp(from, m_first, last);
    const FrameCount kept = std::min(from, m_beforeStart); // from here on what is kept already stays
    m_kept.erase(m_kept.begin(), m_kept.begin() + static_cast<std::ptrdiff_t>(kept - m_first));
    if (const FrameCount next = std::max(from, m_beforeStart); next < m_pieceStart) {
        const std::span<const double> row = rowFrom(next);
        m_kept.insert(m_kept.end(), row.begin(), row.end());
    }
    m_first = from;
    m_beforeStart = std::max(from, m_pieceStart);
    m_before = m_piece.subspan(static_cast<std::size_t>(m_beforeStart - m_pieceStart));
    m_pieceStart = last;
    m_piece = {};
}

} // namespace assay
