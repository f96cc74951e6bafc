// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/k_weighting.h"

#include "core/base/invariant.h"
#include "core/base/units.h"
#include "core/dsp/vectorise.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numbers>

namespace assay
{

namespace
{

// The analogue prototypes whose bilinear transform at 48 kHz is the table of BS.1770-5 Annex 1 (Tables 1 and 2).
constexpr double shelfFrequency = 1681.974450955533; // Hz
constexpr double shelfGain = 3.999843853973347; // dB
constexpr double shelfQuality = 0.7071752369554196;
constexpr double shelfBandExponent = 0.4996667741545416;
constexpr double highPassFrequency = 38.13547087602444; // Hz
constexpr double highPassQuality = 0.5003270373238773;
constexpr int tableRate = 48000; // Hz, the rate of the table

// Far under anything audible and far above the subnormal range, which is a hundred times slower and never dies away.
constexpr double negligible = 1e-100;

double warped(double frequency, int sampleRate)
{
    return std::tan(std::numbers::pi * frequency / sampleRate);
}

double denominator(double k, double quality)
{
    return 1.0 + k / quality + k * k;
}

Biquad shelf(int sampleRate)
{
    const double k = warped(shelfFrequency, sampleRate);
    const double d = denominator(k, shelfQuality);
    const double high = dbToAmplitude(shelfGain);
    const double band = std::pow(high, shelfBandExponent);
    return { (high + band * k / shelfQuality + k * k) / d, 2.0 * (k * k - high) / d,
        (high - band * k / shelfQuality + k * k) / d, 2.0 * (k * k - 1.0) / d, (1.0 - k / shelfQuality + k * k) / d };
}

// The table leaves the numerator at 1, -2, 1, so its pass band is louder by the denominator at 48 kHz. The same
// response at another rate needs that same gain there.
Biquad highPass(int sampleRate)
{
    const double k = warped(highPassFrequency, sampleRate);
    const double d = denominator(k, highPassQuality);
    const double gain = denominator(warped(highPassFrequency, tableRate), highPassQuality) / d;
    return { gain, -2.0 * gain, gain, 2.0 * (k * k - 1.0) / d, (1.0 - k / highPassQuality + k * k) / d };
}

#if defined(__GNUC__)
typedef double Pair __attribute__((vector_size(2 * sizeof(double)))); // two channels in one register of any CPU
typedef double Quad __attribute__((vector_size(4 * sizeof(double)))); // four, where registers are wide
#else
#error "the filters need the vector types of GCC or Clang"
#endif

// One of the channels that are filtered side by side.
struct Lane {
    const double* input;
    double* output; // nullptr where only the energy is wanted
    KState* state;
    double* energy;
};

// Rows of as many frames as channels become columns.
[[gnu::always_inline]] inline void transpose(Pair* rows)
{
    const Pair first = rows[0];
    rows[0] = __builtin_shufflevector(first, rows[1], 0, 2);
    rows[1] = __builtin_shufflevector(first, rows[1], 1, 3);
}

[[gnu::always_inline]] inline void transpose(Quad* rows)
{
    const Quad a = __builtin_shufflevector(rows[0], rows[1], 0, 4, 2, 6);
    const Quad b = __builtin_shufflevector(rows[0], rows[1], 1, 5, 3, 7);
    const Quad c = __builtin_shufflevector(rows[2], rows[3], 0, 4, 2, 6);
    const Quad d = __builtin_shufflevector(rows[2], rows[3], 1, 5, 3, 7);
    rows[0] = __builtin_shufflevector(a, c, 0, 1, 4, 5);
    rows[1] = __builtin_shufflevector(b, d, 0, 1, 4, 5);
    rows[2] = __builtin_shufflevector(a, c, 2, 3, 6, 7);
    rows[3] = __builtin_shufflevector(b, d, 2, 3, 6, 7);
}

// Direct form 1: what waits for the sample before is one product and one difference in each stage. A filter is a chain
// of such waits, so its speed comes from channels side by side, not from wider steps.
template <class Vector>
struct Stages {
    Vector x1, x2, v1, v2, y1, y2;
    Vector sum {};

    [[gnu::always_inline]] void step(const Biquad& a, const Biquad& b, Vector& sample)
    {
        const Vector x = sample;
        const Vector v = (a.b0 * x + (a.b1 * x1 + (a.b2 * x2 - a.a2 * v2))) - a.a1 * v1;
        const Vector y = ((v - v1) - (v1 - v2) - b.a2 * y2) - b.a1 * y1;
        sum += y * y;
        x2 = x1;
        x1 = x;
        v2 = v1;
        v1 = v;
        y2 = y1;
        y1 = y;
        sample = y;
    }
};

double kept(double value)
{
    return std::abs(value) < negligible ? 0.0 : value;
}

template <class Vector, bool stores>
[[gnu::always_inline]] inline void filterIn(const KWeighting& weighting, const Lane* lanes, std::size_t frames)
{
    constexpr std::size_t width = sizeof(Vector) / sizeof(double);
    Stages<Vector> stages;
    for (std::size_t lane = 0; lane < width; ++lane) {
        const KState& state = *lanes[lane].state;
        stages.x1[lane] = state.input[0];
        stages.x2[lane] = state.input[1];
        stages.v1[lane] = state.shelf[0];
        stages.v2[lane] = state.shelf[1];
        stages.y1[lane] = state.output[0];
        stages.y2[lane] = state.output[1];
    }
    const Biquad shelf = weighting.shelf;
    const Biquad highPass = weighting.highPass;
    std::size_t i = 0;
    for (; i + width <= frames; i += width) { // what is not unrolled goes through memory in pieces
        Vector rows[width];
#pragma GCC unroll 4
        for (std::size_t lane = 0; lane < width; ++lane)
            std::memcpy(&rows[lane], lanes[lane].input + i, sizeof(Vector));
        transpose(rows);
#pragma GCC unroll 4
        for (std::size_t k = 0; k < width; ++k)
            stages.step(shelf, highPass, rows[k]);
        if constexpr (stores) {
            transpose(rows);
#pragma GCC unroll 4
            for (std::size_t lane = 0; lane < width; ++lane)
                std::memcpy(lanes[lane].output + i, &rows[lane], sizeof(Vector));
        }
    }
    for (; i < frames; ++i) {
        Vector sample;
        for (std::size_t lane = 0; lane < width; ++lane)
            sample[lane] = lanes[lane].input[i];
        stages.step(shelf, highPass, sample);
        for (std::size_t lane = 0; stores && lane < width; ++lane)
            lanes[lane].output[i] = sample[lane];
    }
    for (std::size_t lane = 0; lane < width; ++lane) {
        *lanes[lane].state = { { kept(stages.x1[lane]), kept(stages.x2[lane]) },
            { kept(stages.v1[lane]), kept(stages.v2[lane]) }, { kept(stages.y1[lane]), kept(stages.y2[lane]) } };
        *lanes[lane].energy = stages.sum[lane];
    }
}

ASSAY_VECTORISE void filterPair(const KWeighting& weighting, const Lane* lanes, std::size_t frames)
{
    if (lanes->output != nullptr)
        filterIn<Pair, true>(weighting, lanes, frames);
    else
        filterIn<Pair, false>(weighting, lanes, frames);
}

ASSAY_VECTORISE void filterQuad(const KWeighting& weighting, const Lane* lanes, std::size_t frames)
{
    if (lanes->output != nullptr)
        filterIn<Quad, true>(weighting, lanes, frames);
    else
        filterIn<Quad, false>(weighting, lanes, frames);
}

} // namespace

KWeighting kWeighting(int sampleRate)
{
    require(sampleRate >= lowestLoudnessRate, "K-weighting of a rate below its lowest");
    return { shelf(sampleRate), highPass(sampleRate) };
}

KFilter::KFilter(int sampleRate, std::size_t channels)
    : m_weighting(kWeighting(sampleRate))
    , m_states(channels)
{
    const double gain = m_weighting.highPass.b0;
    m_weighting.shelf.b0 *= gain;
    m_weighting.shelf.b1 *= gain;
    m_weighting.shelf.b2 *= gain;
}

void KFilter::process(std::span<const double* const> planes, std::size_t frames, std::span<double> energies)
{
    process(planes, frames, {}, energies);
}

void KFilter::process(std::span<const double* const> planes, std::size_t frames, std::span<double* const> weighted,
    std::span<double> energies)
{
    require(planes.size() == m_states.size() && energies.size() == m_states.size(), "K-weighting: number of channels");
    require(weighted.empty() || weighted.size() == m_states.size(), "K-weighting: number of outputs");
    for (std::size_t first = 0; first < m_states.size();) {
        const std::size_t left = m_states.size() - first;
        const std::size_t width = left > 2 ? 4 : 2;
        std::array<Lane, 4> lanes {};
        for (std::size_t i = 0; i < width; ++i) { // where there are fewer channels, the last goes several times
            const std::size_t channel = first + std::min(i, left - 1);
            lanes[i] = { planes[channel], weighted.empty() ? nullptr : weighted[channel], &m_states[channel],
                &energies[channel] };
        }
        (width == 4 ? filterQuad : filterPair)(m_weighting, lanes.data(), frames);
        first += std::min(width, left);
    }
}

void KFilter::resume(std::span<const KState> states)
{
    require(states.size() == m_states.size(), "K-weighting: number of states");
    std::ranges::copy(states, m_states.begin());
}

} // namespace assay
