// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/flat_tops.h"

#include "core/dsp/vectorise.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace assay
{

namespace
{

constexpr std::size_t reach = 3; // samples behind one that `isAnyStill` looks at

// Does any of these samples, and the third behind it, stand still at or over the level? Written so that the compiler
// vectorises it: no early exit.
ASSAY_VECTORISE bool isAnyStill(const double* samples, std::size_t count, double level, double step)
{
    std::int64_t still = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t high = std::abs(samples[i]) >= level;
        const std::int64_t next = std::abs(samples[i + 1] - samples[i]) <= step;
        const std::int64_t last = std::abs(samples[i + reach] - samples[i]) <= step;
        still |= high & next & last;
    }
    return still != 0;
}

} // namespace

void FlatTops::next(std::size_t frames, double highest, std::vector<FlatTop>& found)
{
    m_first += static_cast<FrameCount>(m_sizes[0]);
    m_sizes = { m_sizes[1], m_sizes[2], frames };
    m_highest = { m_highest[1], m_highest[2], highest };
    const double level = std::max(m_rules.nearTop * std::ranges::max(m_highest), m_rules.leastLevel);
    if (m_highest[1] < level)
        return;
    m_sound = m_recent.between(m_first, m_first + static_cast<FrameCount>(m_sizes[0] + m_sizes[1] + m_sizes[2]));
    look(level, found);
}

void FlatTops::look(double level, std::vector<FlatTop>& found) const
{
    constexpr std::size_t stretch = 96; // samples looked at together
    const std::size_t end = std::min(m_sizes[0] + m_sizes[1], m_sound.size() - std::min(m_sound.size(), reach));
    for (std::size_t from = std::max<std::size_t>(m_sizes[0], 1); from < end; from += stretch) {
        const std::size_t to = std::min(from + stretch, end);
        if (!isAnyStill(m_sound.data() + from, to - from, level, m_rules.step))
            continue;
        for (std::size_t i = from; i < to; ++i) {
            const double magnitude = std::abs(m_sound[i]);
            const bool begins = magnitude >= level && magnitude < m_rules.fullScale
                && std::abs(m_sound[i] - m_sound[i - 1]) > m_rules.step;
            if (!begins)
                continue;
            const std::size_t after = endOfRun(i);
            if (after - i >= m_rules.shortest && hasCorners(i, after))
                found.push_back(
                    { { m_first + static_cast<FrameCount>(i), m_first + static_cast<FrameCount>(after) }, magnitude });
        }
    }
}

std::size_t FlatTops::endOfRun(std::size_t from) const
{
    std::size_t end = from + 1;
    while (end < m_sound.size() && std::abs(m_sound[end] - m_sound[from]) <= m_rules.step)
        ++end;
    return end;
}

// Is the sound on both sides well below the run [from, to)? The tip of a parabola in steps falls by three at most.
bool FlatTops::hasCorners(std::size_t from, std::size_t to) const
{
    if (to >= m_sound.size())
        return false;
    const double sign = m_sound[from] > 0.0 ? 1.0 : -1.0;
    const double least = m_rules.corner * std::max(smallestDifference(), m_rules.step);
    return sign * (m_sound[from] - m_sound[from - 1]) >= least && sign * (m_sound[to - 1] - m_sound[to]) >= least;
}

// Between neighbours that differ: the step the sound once had, which may be coarser than the source's.
double FlatTops::smallestDifference() const
{
    double smallest = std::numeric_limits<double>::max();
    for (std::size_t i = 1; i < m_sound.size(); ++i) {
        const double difference = std::abs(m_sound[i] - m_sound[i - 1]);
        smallest = difference > 0.0 && difference < smallest ? difference : smallest;
    }
    return smallest;
}

} // namespace assay
