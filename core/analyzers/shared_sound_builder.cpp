// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyzers/shared_sound_builder.h"

#include "core/base/invariant.h"
#include "core/dsp/grid.h"
#include "core/dsp/sample_facts.h"

#include <algorithm>

namespace assay
{

SharedSoundBuilder::SharedSoundBuilder(int sampleRate, std::size_t channels)
    : m_sampleRate(sampleRate)
    , m_before(channels)
    , m_inputs(channels)
    , m_outputs(channels)
    , m_energies(channels)
{
    if (sampleRate >= lowestLoudnessRate)
        m_filter.emplace(sampleRate, channels);
}

void SharedSoundBuilder::build(
    std::span<const double* const> planes, std::size_t frames, FrameCount firstFrame, SharedSound& into)
{
    require(planes.size() == m_before.size(), "a block of another number of channels");
    cut(frames, firstFrame, into.cellBegins);
    const std::size_t cells = into.cellBegins.empty() ? 0 : into.cellBegins.size() - 1;
    into.facts.resize(planes.size());
    for (std::vector<CellFacts>& facts : into.facts)
        facts.resize(cells);
    into.weighted.resize(m_filter ? planes.size() : 0);
    for (std::vector<double>& plane : into.weighted)
        plane.resize(frames);
    for (std::size_t cell = 0; cell < cells; ++cell) {
        const std::size_t begin = into.cellBegins[cell];
        for (std::size_t c = 0; c < planes.size(); ++c)
            takeFacts({ planes[c] + begin, into.cellBegins[cell + 1] - begin }, c, into.facts[c][cell]);
        if (m_filter)
            weight(planes, cell, into);
    }
    if (m_filter)
        into.states.assign(m_filter->states().begin(), m_filter->states().end());
}

void SharedSoundBuilder::cut(std::size_t frames, FrameCount firstFrame, std::vector<std::size_t>& cellBegins) const
{
    cellBegins.clear();
    if (m_sampleRate < cellsPerSecond)
        return;
    FrameCount cell = cellFrom(firstFrame, m_sampleRate);
    require(frames == 0 || cellStart(cell, m_sampleRate) == firstFrame, "a block that does not begin with a cell");
    const FrameCount end = firstFrame + static_cast<FrameCount>(frames);
    for (; cellStart(cell, m_sampleRate) < end; ++cell)
        cellBegins.push_back(static_cast<std::size_t>(cellStart(cell, m_sampleRate) - firstFrame));
    cellBegins.push_back(frames);
}

void SharedSoundBuilder::takeFacts(std::span<const double> samples, std::size_t channel, CellFacts& into)
{
    std::array<double, 2>& before = m_before[channel];
    into = { factsOf(samples, before) };
    for (const double sample : samples.last(std::min(samples.size(), before.size())))
        before = { sample, before[0] };
}

void SharedSoundBuilder::weight(std::span<const double* const> planes, std::size_t cell, SharedSound& into)
{
    const std::size_t begin = into.cellBegins[cell];
    for (std::size_t c = 0; c < planes.size(); ++c) {
        m_inputs[c] = planes[c] + begin;
        m_outputs[c] = into.weighted[c].data() + begin;
    }
    m_filter->process(m_inputs, into.cellBegins[cell + 1] - begin, m_outputs, m_energies);
    for (std::size_t c = 0; c < planes.size(); ++c)
        into.facts[c][cell].weighted = m_energies[c];
}

void feed(Analyzer& analyzer, int sampleRate, std::span<const double* const> planes, std::size_t frames,
    std::size_t blockFrames)
{
    SharedSoundBuilder builder(sampleRate, planes.size());
    SharedSound shared;
    std::vector<const double*> rest(planes.begin(), planes.end());
    for (FrameCount from = 0, end = static_cast<FrameCount>(frames); from < end;) {
        const auto wanted = static_cast<FrameCount>(std::min(blockFrames, frames));
        FrameCount to = from + wanted;
        if (sampleRate >= cellsPerSecond)
            to = cellStart(cellFrom(to, sampleRate), sampleRate);
        to = std::min(to, end);
        const auto count = static_cast<std::size_t>(to - from);
        builder.build(rest, count, from, shared);
        analyzer.process(Block(rest, count, from, &shared));
        for (const double*& plane : rest)
            plane += count;
        from = to;
    }
}

} // namespace assay
