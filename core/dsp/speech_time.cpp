// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/speech_time.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace assay
{

namespace
{

constexpr std::size_t trendSteps = 15; // on either side: slower than 3 s is scene, not syllable, design value
constexpr int besideBest = 10; // steps around the best lag that belong to its peak, design value

// Sets runs of `what` that are shorter than `shortest` to the opposite. Runs at the ends count as pauses, not as gaps.
void flipShortRuns(SpeechTime& speech, bool what, std::size_t shortest)
{
    for (std::size_t from = 0; from < speech.size();) {
        std::size_t to = from;
        while (to < speech.size() && speech[to] == speech[from])
            ++to;
        const bool atEnd = from == 0 || to == speech.size();
        if (speech[from] == what && to - from < shortest && (what || !atEnd))
            std::fill(speech.begin() + static_cast<std::ptrdiff_t>(from),
                speech.begin() + static_cast<std::ptrdiff_t>(to), !what);
        from = to;
    }
}

double powerOfLevel(double level)
{
    return std::isfinite(level) ? powerOf(Lufs { level }) : 0.0;
}

// Root of the amplitude, so that a shot does not outweigh a scene, less its mean over some seconds.
std::vector<double> syllables(std::span<const double> levels)
{
    std::vector<double> sums(levels.size() + 1);
    std::vector<double> values(levels.size());
    for (std::size_t i = 0; i < levels.size(); ++i) {
        values[i] = std::sqrt(std::sqrt(powerOfLevel(levels[i])));
        sums[i + 1] = sums[i] + values[i];
    }
    std::vector<double> result(levels.size());
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const std::size_t from = i - std::min(i, trendSteps);
        const std::size_t to = std::min(i + trendSteps + 1, levels.size());
        result[i] = values[i] - (sums[to] - sums[from]) / static_cast<double>(to - from);
    }
    return result;
}

double productAt(std::span<const double> mix, std::span<const double> stem, int lag)
{
    const std::size_t mixFrom = lag > 0 ? static_cast<std::size_t>(lag) : 0;
    const std::size_t stemFrom = lag < 0 ? static_cast<std::size_t>(-lag) : 0;
    double sum = 0.0;
    for (std::size_t i = 0; mixFrom + i < mix.size() && stemFrom + i < stem.size(); ++i)
        sum += mix[mixFrom + i] * stem[stemFrom + i];
    return sum;
}

} // namespace

SpeechTime smoothed(SpeechTime speech, std::size_t shortest)
{
    flipShortRuns(speech, false, shortestPause);
    flipShortRuns(speech, true, shortest);
    return speech;
}

SpeechTime speechOfStem(std::span<const double> momentary, Lufs integrated)
{
    const double threshold = std::max(quietestSpeech.value(), integrated.value() - speechDepth.value());
    SpeechTime speech(momentary.size());
    for (std::size_t i = 0; i < momentary.size(); ++i) {
        const std::size_t from = std::max(i, momentarySteps - 1); // the first window that holds this step
        const std::size_t to = std::min(i + momentarySteps, momentary.size());
        speech[i] = from < to;
        for (std::size_t window = from; window < to; ++window)
            speech[i] = speech[i] && momentary[window] > threshold; // not of silence, which is NaN
    }
    return smoothed(std::move(speech), shortestSpeech);
}

SpeechTime speechOfProbabilities(std::span<const double> probabilities)
{
    SpeechTime speech;
    bool isSpeech = false;
    for (const double probability : probabilities) {
        isSpeech = probability >= (isSpeech ? maybeSpeech : surelySpeech);
        speech.push_back(isSpeech);
    }
    return smoothed(std::move(speech), shortestHeard);
}

SyllableFit fitOf(std::span<const double> mix, std::span<const double> stem)
{
    const std::vector<double> there = syllables(mix);
    const std::vector<double> here = syllables(stem);
    std::vector<double> products;
    for (int lag = -farthestLag; lag <= farthestLag; ++lag)
        products.push_back(productAt(there, here, lag));
    const auto best = static_cast<int>(std::ranges::max_element(products) - products.begin());
    double others = 0.0;
    int count = 0;
    for (int i = 0; i < static_cast<int>(products.size()); ++i) {
        const double product = products[static_cast<std::size_t>(i)];
        if (std::abs(i - best) <= besideBest || product == 0.0)
            continue;
        others += product * product;
        ++count;
    }
    const double highest = products[static_cast<std::size_t>(best)];
    if (!(highest > 0.0) || !(others > 0.0))
        return {};
    return { best - farthestLag, highest / std::sqrt(others / count) };
}

SpeechTime shifted(const SpeechTime& speech, int lag, std::size_t steps)
{
    SpeechTime result(steps);
    for (std::size_t i = 0; i < speech.size(); ++i) {
        const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(i) + lag;
        if (at >= 0 && at < static_cast<std::ptrdiff_t>(steps))
            result[static_cast<std::size_t>(at)] = speech[i];
    }
    return result;
}

std::optional<double> powerOverSpeech(std::span<const double> levels, const SpeechTime& speech)
{
    double sum = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < std::min(levels.size(), speech.size()); ++i) {
        if (!speech[i])
            continue;
        sum += powerOfLevel(levels[i]);
        ++count;
    }
    return sum > 0.0 ? std::optional(sum / static_cast<double>(count)) : std::nullopt;
}

std::optional<LoudnessRange> rangeOverSpeech(std::span<const double> levels, const SpeechTime& speech)
{
    std::vector<double> kept;
    for (std::size_t i = 0; i < std::min(levels.size(), speech.size()); ++i) {
        if (speech[i])
            kept.push_back(powerOfLevel(levels[i]));
    }
    std::vector<double> windows;
    for (std::size_t end = shortTermSteps; end <= kept.size(); ++end) {
        double sum = 0.0;
        for (std::size_t i = end - shortTermSteps; i < end; ++i)
            sum += kept[i];
        windows.push_back(sum / static_cast<double>(shortTermSteps));
    }
    return loudnessRange(windows);
}

} // namespace assay
