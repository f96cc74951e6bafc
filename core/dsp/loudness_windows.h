// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"

#include <array>
#include <cstddef>

namespace assay
{

/// The highest power of a window and the window itself.
struct WindowMaximum {
    double power = 0.0; ///< mean square
    TimeRange range; ///< empty until a window is full
};

/// Momentary and short-term maxima on the 10 ms grid, in constant memory. Only full windows count (a part of one padded
/// with silence could never be higher). Of equal windows the first is kept.
class LoudnessWindows
{
public:
    explicit LoudnessWindows(int sampleRate);

    /// The weighted sum of squares of the next whole cell of the grid.
    void addCell(double energy);

    [[nodiscard]] const WindowMaximum& momentary() const { return m_momentary; }
    [[nodiscard]] const WindowMaximum& shortTerm() const { return m_shortTerm; }

private:
    void compare(WindowMaximum& maximum, std::size_t steps) const;

    static constexpr std::size_t cells = 300; // 3 s
    int m_sampleRate;
    FrameCount m_count = 0; // cells so far
    std::array<double, cells> m_cells {}; // ring of the energies of the last cells
    std::array<double, cells> m_steps {}; // ring: sum of the ten cells that end here; summed anew, so nothing drifts
    WindowMaximum m_momentary;
    WindowMaximum m_shortTerm;
};

} // namespace assay
