// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/held_runs.h"

#include "core/dsp/peak.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

double deviation(std::span<const double> samples, double value)
{
    double highest = 0.0;
    for (const double sample : samples)
        highest = std::max(highest, std::abs(sample - value));
    return highest;
}

double rmsAbout(std::span<const double> samples, double value)
{
    double squares = 0.0;
    for (const double sample : samples)
        squares += (sample - value) * (sample - value);
    return std::sqrt(squares / static_cast<double>(samples.size()));
}

} // namespace

const std::vector<HeldRun>& HeldRuns::process(std::span<const double> samples)
{
    m_sound.take(samples);
    m_found.clear();
    while (m_open || m_probe + 1 < m_sound.end()) {
        if (m_open && !extend())
            break;
        if (!m_open && nextPair())
            open(m_probe);
    }
    const auto needed = static_cast<FrameCount>(m_rules.context + 2 * m_rules.shortest);
    if (m_waiting && m_sound.end() >= m_waiting->range.end + needed)
        settle();
    // What a run that begins now still needs, and one that is there.
    const std::size_t contexts = m_open || m_waiting ? 2 : 1;
    m_sound.keep(m_sound.end() - static_cast<FrameCount>(contexts * m_rules.context + 8 * m_rules.shortest));
    return m_found;
}

// Probes on to the next two samples that are equal; false where there are none.
bool HeldRuns::nextPair()
{
    const auto stride = static_cast<FrameCount>(m_rules.shortest) - 1; // no run can pass between two probes
    const FrameCount last = m_sound.end() - 1;
    while (m_probe < last && m_sound.at(m_probe) != m_sound.at(m_probe + 1))
        m_probe += stride;
    return m_probe < last;
}

void HeldRuns::open(FrameCount frame)
{
    FrameCount start = frame;
    const double value = m_sound.at(frame);
    while (start > m_sound.first() && m_sound.at(start - 1) == value)
        --start;
    m_open = Run { { start, frame + 2 }, value };
}

// Follows the open run; true where it came to its end.
bool HeldRuns::extend()
{
    FrameCount& to = m_open->range.end;
    const auto isOther = [value = m_open->value](double sample) { return sample != value; };
    for (bool goesOn = true; goesOn && to < m_sound.end();) {
        const std::span<const double> row = m_sound.rowFrom(to);
        const auto other = std::ranges::find_if(row, isOther);
        goesOn = other == row.end();
        to += other - row.begin();
    }
    if (!m_open->weighed && m_open->range.length() >= static_cast<FrameCount>(m_rules.shortest))
        weighBefore();
    if (to == m_sound.end())
        return false;
    close();
    return true;
}

// Now, while the sound before is still at hand: the run may be long.
void HeldRuns::weighBefore()
{
    const FrameCount start = m_open->range.start;
    const auto context = static_cast<FrameCount>(m_rules.context);
    m_open->weighed = true;
    if (m_waiting && start < m_waiting->range.end + context)
        m_waiting.reset();
    settle();
    if (start - m_lastEnd >= context)
        m_open->before = weigh({ start - context, start }, m_open->value, true);
}

void HeldRuns::close()
{
    const auto stride = static_cast<FrameCount>(m_rules.shortest) - 1;
    if (m_open->weighed) {
        m_lastEnd = m_open->range.end;
        if (m_open->before && m_open->range.length() <= m_rules.longest)
            m_waiting = m_open;
    }
    while (m_probe < m_open->range.end)
        m_probe += stride;
    m_open.reset();
}

// A run is judged when the sound behind it is there, and with it every other run that begins in that sound.
void HeldRuns::settle()
{
    if (m_waiting && isDropout(*m_waiting))
        m_found.push_back({ m_waiting->range, m_waiting->value });
    m_waiting.reset();
}

std::optional<HeldRuns::Side> HeldRuns::weigh(TimeRange context, double value, bool edgeIsLast)
{
    if (context.start < m_sound.first())
        return std::nullopt;
    const std::span<const double> sound = m_sound.between(context.start, context.end);
    const Side side { rmsAbout(sound, value),
        deviation(edgeIsLast ? sound.last(m_rules.edge) : sound.first(m_rules.edge), value), maxMagnitude(sound) };
    if (side.rms < m_rules.leastLevel || side.edge < m_rules.leastEdge * side.rms)
        return std::nullopt;
    return side;
}

bool HeldRuns::isDropout(const Run& run)
{
    const FrameCount from = run.range.end;
    const std::optional<Side> after
        = weigh({ from, from + static_cast<FrameCount>(m_rules.context) }, run.value, false);
    if (!after)
        return false;
    const double step = std::max(after->rms / run.before->rms, run.before->rms / after->rms);
    const double highest = std::max(after->highest, run.before->highest);
    return step <= m_rules.largestStep && std::abs(run.value) < m_rules.flatTop * highest;
}

} // namespace assay
