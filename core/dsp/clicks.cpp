// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/clicks.h"

#include "core/base/units.h"
#include "core/dsp/moments.h"
#include "core/dsp/peak.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace assay
{

namespace
{

constexpr double floorLevel = 1.0 / 65536; // half a 16-bit step: a residual below is as good as silent
constexpr double partOfClick = 0.1; // of its peak: what belongs to the click in the residual

double medianMagnitude(std::span<const double> samples)
{
    std::vector<double> magnitudes;
    magnitudes.reserve(samples.size());
    for (const double sample : samples)
        magnitudes.push_back(std::abs(sample));
    const auto middle = magnitudes.begin() + static_cast<std::ptrdiff_t>(magnitudes.size() / 2);
    std::ranges::nth_element(magnitudes, middle);
    return *middle;
}

bool isLike(double a, double b, const ClickRules& rules)
{
    return std::max(a, b) <= rules.likeSurroundings * std::min(a, b);
}

} // namespace

ClickSearch::ClickSearch(const ClickRules& rules)
    : m_rules(rules)
    , m_window(predictionWindow(2 * rules.fit))
    , m_fit(2 * rules.fit)
    , m_residual(2 * rules.alone)
{
}

// The sound itself goes on behind a click as it was before: what begins or ends there is a note.
bool ClickSearch::goesOn(std::span<const double> sound, std::size_t at) const
{
    const auto rms = [this](std::span<const double> samples) {
        return std::max(std::sqrt(momentsOf(samples).power()), m_rules.leastLevel);
    };
    const std::size_t side = m_rules.fit - m_rules.guard;
    return isLike(rms(sound.subspan(at - m_rules.fit, side)), rms(sound.subspan(at + m_rules.guard, side)), m_rules);
}

// The click must not teach the predictor: a straight line stands in for it.
Predictor ClickSearch::surroundingsOf(std::span<const double> sound, std::size_t at)
{
    std::ranges::copy(sound.subspan(at - m_rules.fit, m_fit.size()), m_fit.begin());
    const std::size_t from = m_rules.fit - m_rules.guard / 2;
    const std::size_t to = m_rules.fit + m_rules.guard / 2;
    for (std::size_t i = from + 1; i < to; ++i) {
        const double part = static_cast<double>(i - from) / static_cast<double>(to - from);
        m_fit[i] = m_fit[from] + part * (m_fit[to] - m_fit[from]);
    }
    for (std::size_t i = 0; i < m_fit.size(); ++i)
        m_fit[i] *= m_window[i];
    return predictorFor(m_fit);
}

// The highest residual next to the middle of `sound`; empty where another far from it comes near. Goes outwards, so
// that a sound full of peaks, as most is, costs little.
std::optional<std::size_t> ClickSearch::lonePeak(std::span<const double> sound, const Predictor& predictor)
{
    const std::size_t size = m_residual.size();
    const std::span<double> all = m_residual;
    std::size_t from = m_rules.alone - m_rules.guard;
    std::size_t to = m_rules.alone + m_rules.guard;
    findResidual(sound.subspan(from, to - from + predictionOrder), predictor, all.subspan(from, to - from));
    const std::span<const double> near = all.subspan(m_rules.alone - m_rules.guard / 2, m_rules.guard);
    const double highest = maxMagnitude(near);
    const std::size_t peak = m_rules.alone - m_rules.guard / 2 + firstReaching(near, highest);
    const double most = m_rules.othersBelow * highest;
    const auto isBelow = [&](std::size_t begin, std::size_t end) {
        return begin >= end || maxMagnitude(all.subspan(begin, end - begin)) <= most;
    };
    bool alone = isBelow(from, peak - m_rules.guard) && isBelow(peak + m_rules.guard, to);
    while (alone && (from > 0 || to < size)) {
        const std::size_t left = std::min(from, m_rules.fit / 2);
        const std::size_t right = std::min(size - to, m_rules.fit / 2);
        from -= left;
        to += right;
        findResidual(sound.subspan(from, left + predictionOrder), predictor, all.subspan(from, left));
        findResidual(sound.subspan(to - right, right + predictionOrder), predictor, all.subspan(to - right, right));
        alone = isBelow(from, std::min(from + left, peak - m_rules.guard))
            && isBelow(std::max(to - right, peak + m_rules.guard), to);
    }
    return alone ? std::optional(peak) : std::nullopt;
}

// In the residual a click is followed by the predictor's memory of it.
std::optional<TimeRange> ClickSearch::extentOf(std::size_t peak) const
{
    const double level = partOfClick * std::abs(m_residual[peak]);
    const std::span<const double> near = std::span(m_residual).subspan(peak - m_rules.guard, 2 * m_rules.guard);
    const std::size_t first = firstReaching(near, level);
    const std::size_t end = afterLastReaching(near, level);
    const std::size_t length = end - first > predictionOrder ? end - first - predictionOrder : 1;
    if (length > m_rules.longest)
        return std::nullopt;
    const auto start = static_cast<FrameCount>(peak - m_rules.guard + first);
    return TimeRange { start, start + static_cast<FrameCount>(length) };
}

std::optional<Click> ClickSearch::clickAt(std::span<const double> sound, std::size_t at)
{
    const std::span<const double> frame = sound.subspan(at - m_rules.fit / 2, m_rules.fit);
    if (momentsOf(frame).variance() < m_rules.leastLevel * m_rules.leastLevel || !goesOn(sound, at))
        return std::nullopt;
    const std::size_t from = at - m_rules.alone - predictionOrder; // of the sound that is predicted
    const std::optional<std::size_t> peak
        = lonePeak(sound.subspan(from, 2 * m_rules.alone + predictionOrder), surroundingsOf(sound, at));
    if (!peak)
        return std::nullopt;
    const std::span<const double> all = m_residual;
    const std::size_t side = m_rules.fit - m_rules.guard;
    const double before = std::max(medianMagnitude(all.subspan(*peak - m_rules.fit, side)), floorLevel);
    const double behind = std::max(medianMagnitude(all.subspan(*peak + m_rules.guard, side)), floorLevel);
    const double height = amplitudeToDb(std::abs(all[*peak]) / std::max(before, behind));
    if (height < m_rules.leastHeight || !isLike(before, behind, m_rules))
        return std::nullopt;
    const std::optional<TimeRange> extent = extentOf(*peak);
    if (!extent)
        return std::nullopt;
    const auto shift = static_cast<FrameCount>(from + predictionOrder);
    return Click { { extent->start + shift, extent->end + shift }, height };
}

} // namespace assay
