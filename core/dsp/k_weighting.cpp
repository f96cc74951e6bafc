// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/k_weighting.h"

#include "core/base/invariant.h"
#include "core/base/units.h"

#include <algorithm>
#include <array>
#include <cmath>
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
#else
#error "the filters need the vector types of GCC or Clang"
#endif

Pair loaded(const double* from)
{
    return Pair { from[0], from[1] };
}

void store(Pair from, double* to)
{
    to[0] = std::abs(from[0]) < negligible ? 0.0 : from[0];
    to[1] = std::abs(from[1]) < negligible ? 0.0 : from[1];
}

} // namespace

KWeighting kWeighting(int sampleRate)
{
    require(sampleRate >= lowestLoudnessRate, "K-weighting of a rate below its lowest");
    return { shelf(sampleRate), highPass(sampleRate) };
}

KEnergyMeter::KEnergyMeter(int sampleRate, std::size_t channels)
    : m_channels(channels)
    , m_weighting(kWeighting(sampleRate))
    , m_states((channels + lanes - 1) / lanes)
{
    const double gain = m_weighting.highPass.b0;
    m_weighting.shelf.b0 *= gain;
    m_weighting.shelf.b1 *= gain;
    m_weighting.shelf.b2 *= gain;
}

// Direct form 1: what waits for the sample before is one product and one difference in each stage. A filter is a chain
// of such waits, so its speed comes from channels side by side, not from wider steps.
void KEnergyMeter::run(
    State& state, const double* left, const double* right, std::size_t frames, double* energies) const
{
    const Biquad& a = m_weighting.shelf;
    const Biquad& b = m_weighting.highPass;
    Pair x1 = loaded(state.input[0]);
    Pair x2 = loaded(state.input[1]);
    Pair v1 = loaded(state.shelf[0]);
    Pair v2 = loaded(state.shelf[1]);
    Pair y1 = loaded(state.output[0]);
    Pair y2 = loaded(state.output[1]);
    Pair sum {};
    for (std::size_t i = 0; i < frames; ++i) {
        const Pair x { left[i], right[i] };
        const Pair v = (a.b0 * x + (a.b1 * x1 + (a.b2 * x2 - a.a2 * v2))) - a.a1 * v1;
        const Pair y = ((v - v1) - (v1 - v2) - b.a2 * y2) - b.a1 * y1;
        sum += y * y;
        x2 = x1;
        x1 = x;
        v2 = v1;
        v1 = v;
        y2 = y1;
        y1 = y;
    }
    store(x1, state.input[0]);
    store(x2, state.input[1]);
    store(v1, state.shelf[0]);
    store(v2, state.shelf[1]);
    store(y1, state.output[0]);
    store(y2, state.output[1]);
    energies[0] = sum[0];
    energies[1] = sum[1];
}

void KEnergyMeter::process(std::span<const double* const> planes, std::size_t frames, std::span<double> energies)
{
    require(planes.size() == m_channels && energies.size() == m_channels, "K-weighting: number of channels");
    for (std::size_t left = 0; left < m_channels; left += lanes) {
        const std::size_t right = std::min(left + 1, m_channels - 1); // the last of an odd number goes twice
        std::array<double, lanes> sums {};
        run(m_states[left / lanes], planes[left], planes[right], frames, sums.data());
        energies[left] = sums[0];
        energies[right] = sums[right - left];
    }
}

} // namespace assay
