// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/loudest_levels.h"

#include "core/base/units.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace assay
{

namespace
{

constexpr double counted = 0.94406088; // -0.5 dB: of the highest so far
constexpr int levelsPerOctave = 256;
constexpr int lowestOctave = -32; // 2^-32: what is below counts as the lowest level
constexpr int highestOctave = 8; // beyond 2^8 likewise
constexpr std::size_t levels = static_cast<std::size_t>(highestOctave - lowestOctave) * levelsPerOctave;
constexpr std::size_t topLevels = 4; // that count as the loudest level: 0.07 to 0.13 dB

// A double's exponent and the highest 8 bits of its mantissa count levels of 1/256 of an octave by themselves.
std::size_t levelOf(double magnitude)
{
    constexpr int mantissaBits = 52;
    constexpr int levelBits = 8;
    constexpr int bias = 1023;
    const auto index = static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(magnitude) >> (mantissaBits - levelBits))
        - static_cast<std::int64_t>(bias + lowestOctave) * levelsPerOctave;
    return static_cast<std::size_t>(std::clamp<std::int64_t>(index, 0, static_cast<std::int64_t>(levels) - 1));
}

// The middle of a level, dB.
double decibelsOf(std::size_t level)
{
    const auto octave = static_cast<int>(level / levelsPerOctave) + lowestOctave;
    const double mantissa = 1.0 + (static_cast<double>(level % levelsPerOctave) + 0.5) / levelsPerOctave;
    return amplitudeToDb(std::ldexp(mantissa, octave));
}

} // namespace

void LoudestLevels::add(double magnitude)
{
    if (magnitude > m_highest) {
        m_highest = magnitude;
        m_floor = magnitude * counted;
    }
    if (magnitude <= 0.0)
        return;
    if (m_counts.empty())
        m_counts.resize(levels);
    std::uint32_t& count = m_counts[levelOf(magnitude)];
    count += count < std::numeric_limits<std::uint32_t>::max() ? 1U : 0U;
}

LoudestLevels::Counts LoudestLevels::counts() const
{
    Counts result;
    if (m_counts.empty())
        return result;
    const std::size_t top = levelOf(m_highest);
    for (std::size_t i = 0; i < 2 * topLevels && i <= top; ++i)
        (i < topLevels ? result.top : result.next) += m_counts[top - i];
    return result;
}

std::optional<double> LoudestLevels::widestStep() const
{
    if (m_counts.empty())
        return std::nullopt;
    const std::size_t top = levelOf(m_highest);
    const std::size_t end = levelOf(m_floor); // the last that is complete
    std::size_t upper = top;
    double widest = 0.0;
    for (std::size_t level = top; level > end; --level) {
        if (m_counts[level] == 0)
            continue;
        widest = std::max(widest, upper - level > 1 ? decibelsOf(upper) - decibelsOf(level) : 0.0);
        upper = level;
    }
    std::size_t below = m_below > 0.0 ? levelOf(m_below) : 0; // the next occupied level, complete or not
    for (std::size_t level = end; level > below; --level) {
        if (m_counts[level] > 0)
            below = level;
    }
    return below > 0 && upper - below > 1 ? std::max(widest, decibelsOf(upper) - decibelsOf(below)) : widest;
}

} // namespace assay
