// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/steady_lines.h"

#include "core/base/invariant.h"
#include "core/base/units.h"
#include "core/dsp/vectorise.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr std::size_t from = 5; // bins: behind the window's main lobe
constexpr std::size_t to = 12; // bins
constexpr std::size_t side = to - from + 1;
constexpr std::size_t lobe = 4; // bins to each side
constexpr std::size_t first = to + lobe; // bin that a line may stand at: what is lower may be a flank of mains hum

// The median of the bins on both sides.
double beside(const std::vector<float>& powers, std::size_t bin)
{
    std::array<float, 2 * side> around {};
    for (std::size_t i = 0; i < side; ++i) {
        around[2 * i] = powers[bin - from - i];
        around[2 * i + 1] = powers[bin + from + i];
    }
    std::ranges::nth_element(around, around.begin() + side);
    return static_cast<double>(around[side]);
}

// Of how many bins beside each it stands out, or nearly so. Where their median is far below, those are most of them.
ASSAY_VECTORISE void countFar(const float* __restrict powers, std::size_t bins, float* __restrict far)
{
    const auto least = static_cast<float>(0.999 * dbToPower(lineHeight)); // less the roundings of this look
    std::fill_n(far, bins, 0.0F);
    for (std::size_t offset = from; offset <= to; ++offset) {
        for (std::size_t k = to; k < bins - to; ++k) {
            far[k] += least * powers[k - offset] <= powers[k] ? 1.0F : 0.0F;
            far[k] += least * powers[k + offset] <= powers[k] ? 1.0F : 0.0F;
        }
    }
}

} // namespace

SteadyLines::SteadyLines(std::size_t bins)
    : m_lowest(bins)
    , m_far(bins)
    , m_seen(bins)
{
}

void SteadyLines::add(std::span<const double> powers)
{
    require(powers.size() == m_lowest.size(), "the lines of another number of bins");
    if (m_stretches == 0) {
        std::ranges::transform(powers, m_lowest.begin(), [](double power) { return static_cast<float>(power); });
    } else {
        for (std::size_t k = 0; k < powers.size(); ++k) {
            const auto power = static_cast<float>(powers[k]);
            m_lowest[k] = power < m_lowest[k] ? power : m_lowest[k];
        }
    }
    if (++m_stretches == lineGroup)
        endGroup();
}

void SteadyLines::endGroup()
{
    m_stretches = 0;
    ++m_groups;
    countFar(m_lowest.data(), m_lowest.size(), m_far.data());
    for (std::size_t k = to; k + to < m_lowest.size(); ++k) {
        const auto power = static_cast<double>(m_lowest[k]);
        if (m_far[k] <= static_cast<float>(side) || power < dbToPower(lineLevel)) // saves the median nearly always
            continue;
        const double around = beside(m_lowest, k);
        if (power < dbToPower(lineHeight) * around)
            continue;
        constexpr double most = 140.0; // dB: what single precision holds
        const double level = powerToDb(power);
        Seen& seen = m_seen[k];
        seen.count += 1.0F;
        seen.level += static_cast<float>(level);
        seen.squares += static_cast<float>(level * level);
        seen.height += static_cast<float>(around > 0.0 ? std::min(level - powerToDb(around), most) : most);
    }
}

bool SteadyLines::isLine(std::size_t bin) const
{
    const Seen& seen = m_seen[bin];
    const auto count = static_cast<double>(seen.count);
    if (count < lineShare * static_cast<double>(m_groups))
        return false;
    const double mean = static_cast<double>(seen.level) / count;
    const double variance = static_cast<double>(seen.squares) / count - mean * mean;
    if (variance > lineSwing * lineSwing)
        return false;
    for (std::size_t k = bin - lobe; k <= bin + lobe; ++k) { // the highest of its lobe
        const Seen& other = m_seen[k];
        const bool isHigher = other.count > 0.0F && static_cast<double>(other.level / other.count) > mean;
        if (k != bin && isHigher && static_cast<double>(other.count) >= lineShare * static_cast<double>(m_groups))
            return false;
    }
    return true;
}

std::vector<SteadyLines::Line> SteadyLines::lines() const
{
    std::vector<Line> result;
    if (m_groups < fewestLineGroups)
        return result;
    for (std::size_t k = first; k + first < m_seen.size(); ++k) {
        if (!isLine(k))
            continue;
        const auto level
            = [this](std::size_t bin) { return static_cast<double>(m_seen[bin].level / m_seen[bin].count); };
        double place = 0.0; // of the parabola's tip: the window's lobe in dB is nearly one
        if (m_seen[k - 1].count > 0.0F && m_seen[k + 1].count > 0.0F) {
            const double bend = level(k - 1) - 2.0 * level(k) + level(k + 1);
            place = bend < 0.0 ? std::clamp(0.5 * (level(k - 1) - level(k + 1)) / bend, -0.5, 0.5) : 0.0;
        }
        result.push_back({ static_cast<double>(k) + place, static_cast<double>(m_seen[k].height / m_seen[k].count) });
    }
    return result;
}

} // namespace assay
