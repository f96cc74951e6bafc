// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/clicks.h"

#include "core/base/units.h"
#include "core/dsp/linear_prediction.h"
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

// The click must not teach the predictor: a straight line stands in for it.
Predictor surroundingsOf(std::span<const double> sound, std::size_t at, const ClickRules& rules)
{
    std::vector<double> fit(sound.begin() + static_cast<std::ptrdiff_t>(at - rules.fit),
        sound.begin() + static_cast<std::ptrdiff_t>(at + rules.fit));
    const std::size_t from = rules.fit - rules.guard / 2;
    const std::size_t to = rules.fit + rules.guard / 2;
    for (std::size_t i = from + 1; i < to; ++i) {
        const double part = static_cast<double>(i - from) / static_cast<double>(to - from);
        fit[i] = fit[from] + part * (fit[to] - fit[from]);
    }
    return predictorFor(fit);
}

// In the residual a click is followed by the predictor's memory of it.
std::optional<TimeRange> extentOf(std::span<const double> residual, std::size_t peak, const ClickRules& rules)
{
    const double level = partOfClick * std::abs(residual[peak]);
    const std::span<const double> near = residual.subspan(peak - rules.guard, 2 * rules.guard);
    const std::size_t first = firstReaching(near, level);
    const std::size_t end = afterLastReaching(near, level);
    const std::size_t length = end - first > predictionOrder ? end - first - predictionOrder : 1;
    if (length > rules.longest)
        return std::nullopt;
    const auto start = static_cast<FrameCount>(peak - rules.guard + first);
    return TimeRange { start, start + static_cast<FrameCount>(length) };
}

bool isLike(double a, double b, const ClickRules& rules)
{
    return std::max(a, b) <= rules.likeSurroundings * std::min(a, b);
}

// The sound itself goes on behind a click as it was before: what begins or ends there is a note.
bool goesOn(std::span<const double> sound, std::size_t at, const ClickRules& rules)
{
    const auto rms = [&rules](std::span<const double> samples) {
        return std::max(std::sqrt(momentsOf(samples).power()), rules.leastLevel);
    };
    const std::size_t side = rules.fit - rules.guard;
    return isLike(rms(sound.subspan(at - rules.fit, side)), rms(sound.subspan(at + rules.guard, side)), rules);
}

} // namespace

std::optional<Click> clickAt(std::span<const double> sound, std::size_t at, const ClickRules& rules)
{
    const std::span<const double> frame = sound.subspan(at - rules.fit / 2, rules.fit);
    if (momentsOf(frame).variance() < rules.leastLevel * rules.leastLevel || !goesOn(sound, at, rules))
        return std::nullopt;
    const std::size_t from = at - rules.alone - predictionOrder; // of the sound that is predicted
    const std::vector<double> residual
        = residualOf(sound.subspan(from, 2 * rules.alone + predictionOrder), surroundingsOf(sound, at, rules));
    const std::span<const double> all = residual;
    const std::size_t nearFrom = rules.alone - rules.guard / 2;
    const std::span<const double> near = all.subspan(nearFrom, rules.guard);
    const double highest = maxMagnitude(near);
    const std::size_t peak = nearFrom + firstReaching(near, highest);

    const double others
        = std::max(maxMagnitude(all.first(peak - rules.guard)), maxMagnitude(all.subspan(peak + rules.guard)));
    if (!(others <= rules.othersBelow * highest))
        return std::nullopt;
    const std::size_t side = rules.fit - rules.guard;
    const double before = std::max(medianMagnitude(all.subspan(peak - rules.fit, side)), floorLevel);
    const double behind = std::max(medianMagnitude(all.subspan(peak + rules.guard, side)), floorLevel);
    const double height = amplitudeToDb(highest / std::max(before, behind));
    if (height < rules.leastHeight || !isLike(before, behind, rules))
        return std::nullopt;
    const std::optional<TimeRange> extent = extentOf(residual, peak, rules);
    if (!extent)
        return std::nullopt;
    const auto shift = static_cast<FrameCount>(from + predictionOrder);
    return Click { { extent->start + shift, extent->end + shift }, height };
}

} // namespace assay
