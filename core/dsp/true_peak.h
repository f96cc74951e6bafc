// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/dsp/sample_facts.h"

#include <array>
#include <cstddef>
#include <span>

namespace assay
{

/// The interpolation filter of ITU-R BS.1770-5 Annex 2: four phases of twelve taps, in 1/8192. Tap k weighs the sample
/// k frames back.
constexpr std::array<std::array<int, 12>, 4> truePeakTaps { {
    { 14, 90, -161, 272, -487, 1125, 7964, -838, 390, -218, 122, -68 },
    { -239, 240, -424, 730, -1364, 3810, 6388, -1641, 832, -477, 271, -155 },
    { -155, 271, -477, 832, -1641, 6388, 3810, -1364, 730, -424, 240, -239 },
    { -68, 122, -218, 390, -838, 7964, 1125, -487, 272, -161, 90, 14 },
} };
constexpr double truePeakTapScale = 1.0 / 8192.0;

/// No interpolated value exceeds the samples around it by more: the sum of magnitudes of the largest phase.
constexpr double truePeakBound = 2.0228271484375; // 6.119 dB

/// How far an interpolated value can be from zero at most: a phase is nearly linear interpolation between the two
/// samples in its middle, and what it adds to that is a weighted sum of second differences. Most sound is smooth, so
/// this bound is far nearer than the other one.
struct SmoothBound {
    double ofHighest = 0.0; ///< times the largest magnitude of the samples, plus
    double ofSharpest = 0.0; ///< times the largest magnitude of their second differences
};
[[nodiscard]] constexpr SmoothBound smoothBound()
{
    SmoothBound bound;
    for (const std::array<int, 12>& taps : truePeakTaps) {
        std::array<double, 12> rest {};
        double sum = 0.0;
        double centre = 0.0; // first moment
        for (std::size_t k = 0; k < rest.size(); ++k) {
            rest[k] = taps[k] * truePeakTapScale;
            sum += rest[k];
            centre += static_cast<double>(k) * rest[k];
        }
        const double share = centre / sum - 5.0; // of the later of the two samples in the middle
        rest[5] -= sum * (1.0 - share);
        rest[6] -= sum * share;
        double first = 0.0; // sums of what is left: weights of first, then of second differences
        double second = 0.0;
        double magnitudes = 0.0;
        for (const double tap : rest) {
            first += tap;
            second += first;
            magnitudes += second < 0.0 ? -second : second;
        }
        bound.ofHighest = sum > bound.ofHighest ? sum : bound.ofHighest;
        bound.ofSharpest = magnitudes > bound.ofSharpest ? magnitudes : bound.ofSharpest;
    }
    return bound;
}

/// A magnitude (full scale 1.0) and the frame it is nearest to.
struct Peak {
    double value = 0.0;
    FrameCount frame = 0;
};

/// Interpolates one channel and finds the highest magnitude between the samples. Not the sample peak: the filter
/// passes no original sample, so a true-peak meter takes the larger of the two.
///
/// The outcome does not depend on how the samples are cut: what is skipped could not have been higher.
class TruePeakFilter
{
public:
    /// The interpolated values of a call belong to the frames this many before those handed over.
    static constexpr std::size_t latency = 6;

    /// Takes consecutive samples. The first highest interpolated magnitude of them that exceeds `floor`, else `floor`
    /// itself at frame 0.
    [[nodiscard]] Peak process(std::span<const double> samples, double floor);

    /// The same where it is known how high and how sharp these samples are: mostly they need not be looked at.
    [[nodiscard]] Peak process(std::span<const double> samples, const SampleFacts& facts, double floor);

    /// After the last sample: what still rings between it and the silence behind it.
    [[nodiscard]] Peak flush(double floor);

    static constexpr std::size_t history = 11; ///< samples before one that it is interpolated from
    static constexpr std::size_t chunk = 80; ///< frames looked at or skipped at once

private:
    // What bounds every value that is interpolated from a stretch.
    struct Extremes {
        double highest = 0.0;
        double sharpest = 0.0;
    };
    [[nodiscard]] bool mayExceed(const Extremes& stretch, double floor) const;
    void processChunk(std::span<const double> samples, Peak& highest);
    void skip(std::span<const double> samples, const Extremes& extremes);

    std::array<double, history + chunk> m_samples {}; // the eleven before, then a chunk
    Extremes m_before; // at least those of the eleven before
    FrameCount m_next = 0; // frame of the next sample
};

} // namespace assay
