// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"

#include <cstddef>
#include <span>
#include <vector>

namespace assay
{

/// The last samples of one channel that comes in pieces, for who looks back a little, and seldom: the piece at hand
/// stays where it is, and of earlier ones only what may still be asked for is copied.
class Recent
{
public:
    /// The next piece. It must stay where it is until `keep`.
    void take(std::span<const double> piece);

    [[nodiscard]] FrameCount first() const { return m_first; } ///< frame that is still there
    [[nodiscard]] FrameCount end() const { return m_pieceStart + static_cast<FrameCount>(m_piece.size()); }

    /// Frames from `from` to `to`, all of them still there. Valid until the next call.
    [[nodiscard]] std::span<const double> between(FrameCount from, FrameCount to);

    /// Frames from `from` on, as many as lie in one row; none only at the end.
    [[nodiscard]] std::span<const double> rowFrom(FrameCount from) const;

    [[nodiscard]] double at(FrameCount frame) const
    {
        return frame < m_pieceStart ? m_kept[static_cast<std::size_t>(frame - m_first)]
                                    : m_piece[static_cast<std::size_t>(frame - m_pieceStart)];
    }

    /// Lets go of all before `from` and of the piece.
    void keep(FrameCount from);

private:
    std::vector<double> m_kept;
    std::vector<double> m_joined; // what was asked for and lies in both
    std::span<const double> m_piece;
    FrameCount m_first = 0; // frame of the first kept
    FrameCount m_pieceStart = 0; // frame of the first in the piece
};

} // namespace assay
