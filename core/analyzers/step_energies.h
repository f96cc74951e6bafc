// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/units.h"
#include "core/dsp/grid.h"
#include "core/measure/series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace assay
{

constexpr double endlessRatio = 200.0; // dB: stands in a series for a ratio to silence; 24 bits reach 144

/// Energies of the 100 ms steps of a report's series, from what the cells of the grid bring.
template <std::size_t count>
class StepEnergies
{
public:
    using Energies = std::array<double, count>;

    explicit StepEnergies(int sampleRate)
        : m_sampleRate(sampleRate)
    {
    }

    /// The energies of consecutive frames that end at frame `end`; none may span two steps.
    void add(const Energies& energies, FrameCount end)
    {
        for (std::size_t i = 0; i < count; ++i)
            m_step[i] += energies[i];
        m_end = end;
        if (end == stepStart(static_cast<FrameCount>(m_powers.size()) + 1, m_sampleRate))
            close();
    }

    /// At the end of the programme: the last step, where it is not whole.
    void finish()
    {
        if (m_end > stepStart(static_cast<FrameCount>(m_powers.size()), m_sampleRate))
            close();
    }

    /// Mean power of each step.
    [[nodiscard]] const std::vector<Energies>& powers() const { return m_powers; }

private:
    void close()
    {
        const FrameCount start = stepStart(static_cast<FrameCount>(m_powers.size()), m_sampleRate);
        for (double& energy : m_step)
            energy /= static_cast<double>(m_end - start);
        m_powers.push_back(m_step);
        m_step = {};
    }

    int m_sampleRate;
    Energies m_step {}; // of the step that is being filled
    FrameCount m_end = 0;
    std::vector<Energies> m_powers;
};

/// `power` as an entry of a series of levels (dB): silence is no value.
[[nodiscard]] inline double levelEntry(double power)
{
    return rounded(powerToDb(power), levelStep);
}

/// The ratio of two powers as an entry of a series (dB): of two silences it is no value, to one it is endless.
[[nodiscard]] inline double ratioEntry(double upper, double lower)
{
    if (!(upper > 0.0) && !(lower > 0.0))
        return std::numeric_limits<double>::quiet_NaN();
    return rounded(std::clamp(powerToDb(upper) - powerToDb(lower), -endlessRatio, endlessRatio), levelStep);
}

} // namespace assay
