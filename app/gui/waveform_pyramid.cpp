// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/waveform_pyramid.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

WaveformBin joined(const WaveformBin& a, const WaveformBin& b)
{
    return { std::min(a.low, b.low), std::max(a.high, b.high), std::max(a.rms, b.rms) };
}

std::int16_t mixed(std::int16_t a, std::int16_t b, double share)
{
    return static_cast<std::int16_t>(std::lround(a + (b - a) * share));
}

} // namespace

WaveformPyramid::WaveformPyramid(Waveform waveform)
    : m_names(std::move(waveform.channels))
    , m_framesPerBin(std::max(waveform.framesPerBin, 1))
{
    for (Level& bins : waveform.bins) {
        std::vector<Level> levels;
        levels.push_back(std::move(bins));
        while (levels.back().size() > 1)
            levels.push_back(halved(levels.back()));
        m_channels.push_back(std::move(levels));
    }
}

std::vector<WaveformBin> WaveformPyramid::columns(
    std::size_t channel, double from, double to, std::size_t columns) const
{
    std::vector<WaveformBin> result(columns);
    if (channel >= m_channels.size() || m_channels[channel].front().empty() || to <= from)
        return result;
    const std::vector<Level>& levels = m_channels[channel];
    const double binsPerColumn = (to - from) / m_framesPerBin / static_cast<double>(columns);
    const double first = from / m_framesPerBin;
    for (std::size_t column = 0; column < columns; ++column) {
        const double begin = first + binsPerColumn * static_cast<double>(column);
        result[column] = binsPerColumn < 1.0 ? between(levels.front(), begin + binsPerColumn / 2.0)
                                             : extremes(levels, begin, begin + binsPerColumn);
    }
    return result;
}

WaveformPyramid::Level WaveformPyramid::halved(const Level& finer)
{
    Level coarser;
    coarser.reserve((finer.size() + 1) / 2);
    for (std::size_t i = 0; i < finer.size(); i += 2)
        coarser.push_back(i + 1 < finer.size() ? joined(finer[i], finer[i + 1]) : finer[i]);
    return coarser;
}

WaveformBin WaveformPyramid::extremes(const std::vector<Level>& levels, double firstBin, double lastBin) const
{
    // The coarsest level that still gives a column two bins: at most four are looked at.
    const double wanted = std::max(std::log2((lastBin - firstBin) / 2.0), 0.0);
    const std::size_t level = std::min(static_cast<std::size_t>(wanted), levels.size() - 1);
    const Level& bins = levels[level];
    const auto scale = static_cast<double>(std::size_t { 1 } << level);
    const double begin = std::floor(firstBin / scale);
    const double end = std::ceil(lastBin / scale);
    const auto count = static_cast<double>(bins.size());
    if (end <= 0.0 || begin >= count)
        return {};
    const auto from = static_cast<std::size_t>(std::max(begin, 0.0));
    const auto to = static_cast<std::size_t>(std::min(end, count));
    WaveformBin whole = bins[from];
    for (std::size_t i = from + 1; i < to; ++i)
        whole = joined(whole, bins[i]);
    return whole;
}

WaveformBin WaveformPyramid::between(const Level& bins, double position)
{
    const double centred = position - 0.5; // a bin's values stand at its middle
    if (position < 0.0 || position >= static_cast<double>(bins.size()))
        return {};
    const double clampedAt = std::clamp(centred, 0.0, static_cast<double>(bins.size() - 1));
    const auto left = static_cast<std::size_t>(clampedAt);
    const std::size_t right = std::min(left + 1, bins.size() - 1);
    const double share = clampedAt - static_cast<double>(left);
    return { mixed(bins[left].low, bins[right].low, share), mixed(bins[left].high, bins[right].high, share),
        mixed(bins[left].rms, bins[right].rms, share) };
}

} // namespace assay
