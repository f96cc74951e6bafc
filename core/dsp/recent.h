// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"

#include <cstddef>
#include <span>
#include <vector>

namespace assay
{

/// The last samples of one channel that comes in pieces, for who looks back a little, and seldom: the piece at hand and
/// the one before stay where they are, and of earlier ones only what may still be asked for is copied.
class Recent
{
public:
    /// The next piece. It must stay where it is, and unchanged, until `keep` of the piece after it.
    void take(std::span<const double> piece);

    [[nodiscard]] FrameCount first() const { return m_first; } ///< frame that is still there
    [[nodiscard]] FrameCount end() const { return m_pieceStart + static_cast<FrameCount>(m_piece.size()); }

    /// Frames from `from` to `to`, all of them still there. Valid until the next call.
    [[nodiscard]] std::span<const double> between(FrameCount from, FrameCount to);

    /// Frames from `from` on, as many as lie in one row; none only at the end.
    [[nodiscard]] std::span<const double> rowFrom(FrameCount from) const
    {
        if (from >= m_pieceStart)
            return m_piece.subspan(static_cast<std::size_t>(from - m_pieceStart));
        if (from >= m_beforeStart)
            return m_before.subspan(static_cast<std::size_t>(from - m_beforeStart));
        return std::span(m_kept).subspan(static_cast<std::size_t>(from - m_first));
    }

    [[nodiscard]] double at(FrameCount frame) const { return rowFrom(frame).front(); }

    /// Lets go of all before `from`, and of the piece before this one.
    void keep(FrameCount from);

private:
    std::vector<double> m_kept; // of pieces before the last two
    std::span<const double> m_before;
    std::span<const double> m_piece;
    std::vector<double> m_joined; // what was asked for and lies in several of them
    FrameCount m_first = 0; // frame of the first kept
    FrameCount m_beforeStart = 0; // frame of the first in the piece before
    FrameCount m_pieceStart = 0; // frame of the first in the piece
};

} // namespace assay
