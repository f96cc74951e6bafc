// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/true_peak.h"

#include "core/dsp/peak.h"
#include "core/dsp/vectorise.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

constexpr std::size_t half = 6;

// Phases 3 and 2 are 0 and 1 read backwards, so each pair is an even part (of the sums x[k] + x[11 - k]) plus and minus
// an odd part (of the differences), and the larger magnitude of the pair is |even| + |odd|: half the work.
template <class Number>
struct FoldedPhase {
    std::array<Number, half> even {};
    std::array<Number, half> odd {};
};

// Multiples of 1/16384 below 1: exact even in single precision.
template <class Number>
constexpr FoldedPhase<Number> folded(const std::array<int, 12>& taps)
{
    FoldedPhase<Number> phase;
    for (std::size_t k = 0; k < half; ++k) {
        phase.even[k] = static_cast<Number>((taps[k] + taps[11 - k]) * 0.5 * truePeakTapScale);
        phase.odd[k] = static_cast<Number>((taps[k] - taps[11 - k]) * 0.5 * truePeakTapScale);
    }
    return phase;
}

// For each frame the largest magnitude of the four interpolated values that it completes; eleven samples stand before
// x.
template <class Number>
[[gnu::always_inline]] inline void interpolateIn(
    const Number* __restrict x, std::size_t frames, Number* __restrict highest)
{
    constexpr FoldedPhase<Number> outer = folded<Number>(truePeakTaps[0]);
    constexpr FoldedPhase<Number> inner = folded<Number>(truePeakTaps[1]);
    for (std::size_t i = 0; i < frames; ++i) {
        const Number* const newest = x + i;
        const Number* const oldest = newest - 11;
        const Number first = newest[0] + oldest[0];
        const Number firstOdd = newest[0] - oldest[0];
        Number evenOuter = outer.even[0] * first;
        Number oddOuter = outer.odd[0] * firstOdd;
        Number evenInner = inner.even[0] * first;
        Number oddInner = inner.odd[0] * firstOdd;
#pragma GCC unroll 6
        for (std::size_t k = 1; k < half; ++k) {
            const Number sum = newest[-static_cast<std::ptrdiff_t>(k)] + oldest[k];
            const Number difference = newest[-static_cast<std::ptrdiff_t>(k)] - oldest[k];
            evenOuter += outer.even[k] * sum;
            oddOuter += outer.odd[k] * difference;
            evenInner += inner.even[k] * sum;
            oddInner += inner.odd[k] * difference;
        }
        const Number a = std::abs(evenOuter) + std::abs(oddOuter);
        const Number b = std::abs(evenInner) + std::abs(oddInner);
        highest[i] = a > b ? a : b;
    }
}

ASSAY_VECTORISE void interpolate(const double* x, std::size_t frames, double* highest)
{
    interpolateIn(x, frames, highest);
}

// Twice as fast in single precision and always a whole chunk: how high it may be at most, so that most need no exact
// look. What stands behind a shorter chunk is old and can only raise the answer.
ASSAY_VECTORISE double interpolateRoughly(const double* samples)
{
    constexpr std::size_t width = 16; // independent maxima
    std::array<float, TruePeakFilter::history + TruePeakFilter::chunk> rough;
    std::array<float, TruePeakFilter::chunk> values;
    for (std::size_t i = 0; i < rough.size(); ++i)
        rough[i] = static_cast<float>(samples[i]);
    interpolateIn(rough.data() + TruePeakFilter::history, values.size(), values.data());
    std::array<float, width> highest {};
    for (std::size_t i = 0; i < values.size(); i += width) {
        for (std::size_t lane = 0; lane < width; ++lane)
            highest[lane] = values[i + lane] > highest[lane] ? values[i + lane] : highest[lane];
    }
    return *std::max_element(highest.begin(), highest.end());
}
static_assert(TruePeakFilter::chunk % 16 == 0);

// Share of the largest sample by which the rough look may be off: a dozen roundings of 2^-24, of sums under four times
// it.
constexpr double roughness = 1e-5;
// Levels far from all audio and still well within single precision; outside them there is only the exact look.
constexpr double roughLowest = 1e-30;
constexpr double roughHighest = 1e30;

// Is the frame after the interval nearer to its highest value than the one before?
bool nearerToLater(const double* newest)
{
    std::array<double, 4> values {};
    for (std::size_t phase = 0; phase < values.size(); ++phase) {
        for (std::size_t k = 0; k < 2 * half; ++k)
            values[phase] += truePeakTaps[phase][k] * newest[-static_cast<std::ptrdiff_t>(k)];
        values[phase] = std::abs(values[phase]);
    }
    return std::max(values[2], values[3]) > std::max(values[0], values[1]);
}

} // namespace

bool TruePeakFilter::mayExceed(const Extremes& stretch, double floor) const
{
    constexpr SmoothBound smooth = smoothBound();
    static_assert(smooth.ofHighest >= 1.0 && smooth.ofHighest < 1.01 && smooth.ofSharpest < 1.0);
    constexpr double rounding = 1.0 + 1e-9; // of the bounds and of the filter
    const double highest = std::max(stretch.highest, m_before.highest);
    const double sharpest = std::max(stretch.sharpest, m_before.sharpest);
    return highest * truePeakBound * rounding > floor
        && (highest * smooth.ofHighest + sharpest * smooth.ofSharpest) * rounding > floor;
}

void TruePeakFilter::processChunk(std::span<const double> samples, Peak& highest)
{
    double* const first = m_samples.data() + history;
    std::ranges::copy(samples, first);
    const SampleFacts facts = factsOf(samples, { first[-1], first[-2] });
    const double around = std::max(facts.highest, m_before.highest);
    const bool rough = around > roughLowest && around < roughHighest;
    if (mayExceed({ facts.highest, facts.sharpest }, highest.value)
        && (!rough || interpolateRoughly(m_samples.data()) + around * roughness > highest.value)) {
        std::array<double, chunk> values; // all of those read are written
        interpolate(first, samples.size(), values.data());
        const std::span<const double> found(values.data(), samples.size());
        if (const double value = maxMagnitude(found); value > highest.value) {
            const std::size_t index = firstReaching(found, value);
            const FrameCount frame = m_next + static_cast<FrameCount>(index) - static_cast<FrameCount>(latency);
            highest = { value, std::max<FrameCount>(frame + (nearerToLater(first + index) ? 1 : 0), 0) };
        }
    }
    skip(samples, { facts.highest, facts.sharpest });
}

// Makes them the samples before the next.
void TruePeakFilter::skip(std::span<const double> samples, const Extremes& extremes)
{
    m_next += static_cast<FrameCount>(samples.size());
    if (samples.size() >= history) {
        m_before = extremes;
        std::ranges::copy(samples.last(history), m_samples.begin());
        return;
    }
    m_before = { std::max(extremes.highest, m_before.highest), std::max(extremes.sharpest, m_before.sharpest) };
    const auto kept = static_cast<std::ptrdiff_t>(history - samples.size());
    std::copy(m_samples.begin() + static_cast<std::ptrdiff_t>(samples.size()),
        m_samples.begin() + static_cast<std::ptrdiff_t>(history), m_samples.begin());
    std::ranges::copy(samples, m_samples.begin() + kept);
}

Peak TruePeakFilter::process(std::span<const double> samples, double floor)
{
    Peak highest { floor, 0 };
    while (!samples.empty()) {
        const std::size_t count = std::min(samples.size(), chunk);
        processChunk(samples.first(count), highest);
        samples = samples.subspan(count);
    }
    return highest;
}

Peak TruePeakFilter::process(std::span<const double> samples, const SampleFacts& facts, double floor)
{
    const Extremes extremes { facts.highest, facts.sharpest };
    if (mayExceed(extremes, floor))
        return process(samples, floor);
    skip(samples, extremes);
    return { floor, 0 };
}

Peak TruePeakFilter::flush(double floor)
{
    const FrameCount last = m_next - 1;
    const std::array<double, history> silence {};
    Peak highest = process(silence, floor);
    highest.frame = std::clamp<FrameCount>(highest.frame, 0, std::max<FrameCount>(last, 0));
    return highest;
}

} // namespace assay
