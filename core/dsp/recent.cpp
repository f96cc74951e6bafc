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
    const std::span<const double> row = rowFrom(from);
    const auto count = static_cast<std::size_t>(to - from);
    if (row.size() >= count)
        return row.first(count);
    const std::span<const double> rest = m_piece.first(count - row.size());
    m_joined.assign(row.begin(), row.end());
    m_joined.insert(m_joined.end(), rest.begin(), rest.end());
    return m_joined;
}

std::span<const double> Recent::rowFrom(FrameCount from) const
{
    return from < m_pieceStart ? std::span(m_kept).subspan(static_cast<std::size_t>(from - m_first))
                               : m_piece.subspan(static_cast<std::size_t>(from - m_pieceStart));
}

void Recent::keep(FrameCount from)
{
    const FrameCount last = end();
    from = std::clamp(from, m_first, last);
    const FrameCount kept = std::min(from, m_pieceStart); // from here on what is kept already stays
    m_kept.erase(m_kept.begin(), m_kept.begin() + static_cast<std::ptrdiff_t>(kept - m_first));
    const std::span<const double> fresh
        = m_piece.subspan(static_cast<std::size_t>(std::max(from, m_pieceStart) - m_pieceStart));
    m_kept.insert(m_kept.end(), fresh.begin(), fresh.end());
    m_first = from;
    m_pieceStart = last;
    m_piece = {};
}

} // namespace assay
