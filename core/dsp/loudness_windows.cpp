// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/loudness_windows.h"

#include "core/dsp/grid.h"
#include "core/dsp/loudness_gate.h"

namespace assay
{

namespace
{

constexpr double tie = 1e-12; // relative: windows that differ by rounding are equal, and the first one is the place

} // namespace

LoudnessWindows::LoudnessWindows(int sampleRate)
    : m_sampleRate(sampleRate)
{
}

void LoudnessWindows::addCell(double energy)
{
    const auto slot = static_cast<std::size_t>(m_count) % cells;
    m_cells[slot] = energy;
    ++m_count;
    double step = 0.0;
    for (std::size_t i = 0; i < cellsPerStep; ++i)
        step += m_cells[(slot + cells - i) % cells]; // cells before the first are zero
    m_steps[slot] = step;
    compare(m_momentary, momentarySteps);
    compare(m_shortTerm, shortTermSteps);
}

void LoudnessWindows::compare(WindowMaximum& maximum, std::size_t steps) const
{
    const auto windowCells = static_cast<FrameCount>(steps * cellsPerStep);
    if (m_count < windowCells)
        return;
    const auto slot = static_cast<std::size_t>(m_count - 1) % cells;
    double energy = 0.0;
    for (std::size_t i = 0; i < steps; ++i)
        energy += m_steps[(slot + cells - i * cellsPerStep) % cells];
    const TimeRange range { cellStart(m_count - windowCells, m_sampleRate), cellStart(m_count, m_sampleRate) };
    const double power = energy / static_cast<double>(range.length());
    if (maximum.range.length() == 0 || power > maximum.power * (1.0 + tie))
        maximum = { power, range };
}

} // namespace assay
