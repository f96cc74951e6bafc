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
    m_history.insert(m_history.end(), samples.begin(), samples.end());
    m_found.clear();
    while (m_open || m_probe + 1 < end()) {
        if (m_open && !extend())
            break;
        if (!m_open && nextPair())
            open(m_probe);
    }
    const auto needed = static_cast<FrameCount>(m_rules.context + 2 * m_rules.shortest);
    if (m_waiting && end() >= m_waiting->range.end + needed)
        settle();
    forget();
    return m_found;
}

// Probes on to the next two samples that are equal; false where there are none.
bool HeldRuns::nextPair()
{
    const std::size_t stride = m_rules.shortest - 1; // no run can pass between two probes
    const std::size_t last = m_history.size() - 1;
    auto index = static_cast<std::size_t>(m_probe - m_first);
    while (index < last && m_history[index] != m_history[index + 1])
        index += stride;
    m_probe = m_first + static_cast<FrameCount>(index);
    return index < last;
}

std::span<const double> HeldRuns::between(FrameCount from, FrameCount to) const
{
    return std::span(m_history).subspan(static_cast<std::size_t>(from - m_first), static_cast<std::size_t>(to - from));
}

void HeldRuns::open(FrameCount frame)
{
    FrameCount start = frame;
    while (start > m_first && at(start - 1) == at(frame))
        --start;
    m_open = Run { { start, frame + 2 }, at(frame) };
}

// Follows the open run; true where it came to its end.
bool HeldRuns::extend()
{
    FrameCount& to = m_open->range.end;
    const std::span<const double> ahead = between(to, end());
    const double value = m_open->value;
    to += std::ranges::find_if(ahead, [value](double sample) { return sample != value; }) - ahead.begin();
    if (!m_open->weighed && m_open->range.length() >= static_cast<FrameCount>(m_rules.shortest))
        weighBefore();
    if (to == end())
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

std::optional<HeldRuns::Side> HeldRuns::weigh(TimeRange context, double value, bool edgeIsLast) const
{
    if (context.start < m_first)
        return std::nullopt;
    const std::span<const double> sound = between(context.start, context.end);
    const Side side { rmsAbout(sound, value),
        deviation(edgeIsLast ? sound.last(m_rules.edge) : sound.first(m_rules.edge), value), maxMagnitude(sound) };
    if (side.rms < m_rules.leastLevel || side.edge < m_rules.leastEdge * side.rms)
        return std::nullopt;
    return side;
}

bool HeldRuns::isDropout(const Run& run) const
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

// Keeps what a run that begins now, or one that waits, still needs; seldom, so that little is moved.
void HeldRuns::forget()
{
    const std::size_t needed = 2 * m_rules.context + 8 * m_rules.shortest;
    if (m_history.size() < 2 * needed)
        return;
    const std::size_t surplus = m_history.size() - needed;
    m_history.erase(m_history.begin(), m_history.begin() + static_cast<std::ptrdiff_t>(surplus));
    m_first += static_cast<FrameCount>(surplus);
}

} // namespace assay
