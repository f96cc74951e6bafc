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
struct FoldedPhase {
    std::array<double, half> even {};
    std::array<double, half> odd {};
};

constexpr FoldedPhase folded(const std::array<int, 12>& taps)
{
    FoldedPhase phase;
    for (std::size_t k = 0; k < half; ++k) {
        phase.even[k] = (taps[k] + taps[11 - k]) * 0.5 * truePeakTapScale;
        phase.odd[k] = (taps[k] - taps[11 - k]) * 0.5 * truePeakTapScale;
    }
    return phase;
}

constexpr FoldedPhase outer = folded(truePeakTaps[0]);
constexpr FoldedPhase inner = folded(truePeakTaps[1]);

// For each frame the largest magnitude of the four interpolated values that it completes; eleven samples stand before
// x.
ASSAY_VECTORISE void interpolate(const double* __restrict x, std::size_t frames, double* __restrict highest)
{
    for (std::size_t i = 0; i < frames; ++i) {
        const double* const newest = x + i;
        const double* const oldest = newest - 11;
        const double first = newest[0] + oldest[0];
        const double firstOdd = newest[0] - oldest[0];
        double evenOuter = outer.even[0] * first;
        double oddOuter = outer.odd[0] * firstOdd;
        double evenInner = inner.even[0] * first;
        double oddInner = inner.odd[0] * firstOdd;
#pragma GCC unroll 6
        for (std::size_t k = 1; k < half; ++k) {
            const double sum = newest[-static_cast<std::ptrdiff_t>(k)] + oldest[k];
            const double difference = newest[-static_cast<std::ptrdiff_t>(k)] - oldest[k];
            evenOuter += outer.even[k] * sum;
            oddOuter += outer.odd[k] * difference;
            evenInner += inner.even[k] * sum;
            oddInner += inner.odd[k] * difference;
        }
        const double a = std::abs(evenOuter) + std::abs(oddOuter);
        const double b = std::abs(evenInner) + std::abs(oddInner);
        highest[i] = a > b ? a : b;
    }
}

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

void TruePeakFilter::processChunk(std::span<const double> samples, Peak& highest)
{
    double* const first = m_samples.data() + history;
    std::ranges::copy(samples, first);
    const double peak = maxMagnitude(samples);
    if (std::max(peak, m_historyPeak) * truePeakBound > highest.value) {
        std::array<double, chunk> values; // all of those read are written
        interpolate(first, samples.size(), values.data());
        const std::span<const double> found(values.data(), samples.size());
        if (const double value = maxMagnitude(found); value > highest.value) {
            const std::size_t index = firstReaching(found, value);
            const FrameCount frame = m_next + static_cast<FrameCount>(index) - static_cast<FrameCount>(latency);
            highest = { value, std::max<FrameCount>(frame + (nearerToLater(first + index) ? 1 : 0), 0) };
        }
    }
    m_next += static_cast<FrameCount>(samples.size());
    m_historyPeak = samples.size() >= history ? peak : std::max(peak, m_historyPeak);
    std::copy_n(m_samples.begin() + static_cast<std::ptrdiff_t>(samples.size()), history, m_samples.begin());
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

Peak TruePeakFilter::flush(double floor)
{
    const FrameCount last = m_next - 1;
    const std::array<double, history> silence {};
    Peak highest = process(silence, floor);
    highest.frame = std::clamp<FrameCount>(highest.frame, 0, std::max<FrameCount>(last, 0));
    return highest;
}

} // namespace assay
