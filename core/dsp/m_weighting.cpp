// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/m_weighting.h"

#include "core/base/invariant.h"
#include "core/base/units.h"
#include "core/dsp/fft.h"
#include "core/dsp/lanes.h"
#include "core/dsp/vectorise.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

namespace assay
{

namespace
{

constexpr double weightingAtTop = 18.2 - 5.6; // dB: BS.468 is 0 dB at 1 kHz, M-weighting at 2 kHz (ISO 21727)

// M-weighting rises by 6 dB an octave from 0 Hz, as differences of samples do. What is left for the filter is smooth,
// so that a short one follows it over the whole spectrum: within 0.012 dB up to 16 kHz at 48 kHz.
constexpr std::size_t tapsAt48k = 20;
constexpr int tapsRate = 48000; // Hz
constexpr std::size_t designSize = 16384; // samples of the response that is cut off after the taps

constexpr std::size_t chunk = 512; // samples that are filtered at a time
constexpr std::size_t vectors = 4; // outputs side by side: enough to keep the CPU from waiting

double differenceGain(double frequency, int sampleRate)
{
    return 2.0 * std::sin(std::numbers::pi * frequency / sampleRate);
}

// The minimum-phase response of that magnitude: its cepstrum is that of the logarithm, folded to one side (Oppenheim
// and Schafer, Discrete-Time Signal Processing, homomorphic processing).
std::vector<float> designed(int sampleRate)
{
    RealFft fft(designSize);
    for (std::size_t k = 0; k < fft.bins().size(); ++k) {
        const double frequency = std::max(static_cast<double>(k), 0.5) * sampleRate / static_cast<double>(designSize);
        const double gain = mWeightingGain(frequency) / differenceGain(frequency, sampleRate);
        fft.bins()[k] = static_cast<float>(std::log(gain));
    }
    fft.inverse();
    const std::span<float> cepstrum = fft.samples();
    for (std::size_t n = 0; n < designSize; ++n) {
        const float share = n == 0 || n == designSize / 2 ? 1.0F : n < designSize / 2 ? 2.0F : 0.0F;
        cepstrum[n] *= share / static_cast<float>(designSize);
    }
    fft.forward();
    for (std::complex<float>& bin : fft.bins())
        bin = std::exp(bin);
    fft.inverse();
    const auto scale = static_cast<std::size_t>((sampleRate + tapsRate - 1) / tapsRate);
    std::vector<float> taps(tapsAt48k * scale);
    for (std::size_t n = 0; n < taps.size(); ++n)
        taps[taps.size() - 1 - n] = fft.samples()[n] / static_cast<float>(designSize);
    return taps;
}

ASSAY_VECTORISE void differences(const double* __restrict x, std::size_t count, float* __restrict into)
{
    for (std::size_t i = 0; i < count; ++i)
        into[i] = static_cast<float>(x[i] - x[i - 1]);
}

// Sum of squares of a chunk; the first output needs the differences from `x` on.
ASSAY_VECTORISE double filteredEnergy(const float* x, const float* taps, std::size_t count)
{
    Floats squares[vectors] {};
    for (std::size_t i = 0; i < chunk; i += vectors * floatsWide) {
        Floats sums[vectors] {};
        for (std::size_t tap = 0; tap < count; ++tap) {
            for (std::size_t v = 0; v < vectors; ++v) {
                Floats late;
                load(late, x + i + tap + v * floatsWide);
                sums[v] += taps[tap] * late;
            }
        }
        for (std::size_t v = 0; v < vectors; ++v)
            squares[v] += sums[v] * sums[v];
    }
    double energy = 0.0;
    for (const Floats& lanes : squares) {
        for (std::size_t lane = 0; lane < floatsWide; ++lane)
            energy += static_cast<double>(lanes[lane]);
    }
    return energy;
}
static_assert(chunk % (vectors * floatsWide) == 0);

} // namespace

double mWeightingGain(double frequency)
{
    const double f = frequency;
    const double f2 = f * f;
    const double h1 // ITU-R BS.468-4
        = ((-4.737338981378384e-24 * f2 + 2.043828333606125e-15) * f2 - 1.363894795463638e-7) * f2 + 1.0;
    const double h2 = ((1.306612257412824e-19 * f2 - 2.118150887518656e-11) * f2 + 5.559488023498642e-4) * f;
    return dbToAmplitude(weightingAtTop) * 1.246332637532143e-4 * f / std::hypot(h1, h2);
}

MEnergyMeter::MEnergyMeter(int sampleRate)
    : m_sampleRate(sampleRate)
    , m_taps(designed(sampleRate))
    , m_differences(m_taps.size() - 1 + chunk)
{
    require(sampleRate >= lowestMWeightingRate, "M-weighting of a rate below its lowest");
}

void MEnergyMeter::process(std::span<const double> samples)
{
    const std::size_t reach = m_taps.size() - 1;
    while (!samples.empty()) {
        const std::size_t count = std::min(samples.size(), chunk - m_count);
        float* const fresh = m_differences.data() + reach + m_count;
        fresh[0] = static_cast<float>(samples[0] - m_last);
        differences(samples.data() + 1, count - 1, fresh + 1);
        m_last = samples[count - 1];
        m_count += count;
        samples = samples.subspan(count);
        if (m_count < chunk)
            return;
        m_energy += filteredEnergy(m_differences.data(), m_taps.data(), m_taps.size());
        std::copy_n(m_differences.end() - static_cast<std::ptrdiff_t>(reach), reach, m_differences.begin());
        m_count = 0;
    }
}

double MEnergyMeter::finish()
{
    const std::size_t needed = m_count + m_taps.size(); // until nothing is left in the filter
    const std::vector<double> silence((needed + chunk - 1) / chunk * chunk - m_count);
    process(silence);
    return m_energy;
}

double MEnergyMeter::gainAt(double frequency) const
{
    const double angle = 2.0 * std::numbers::pi * frequency / m_sampleRate;
    std::complex<double> sum = 0.0;
    for (std::size_t tap = 0; tap < m_taps.size(); ++tap)
        sum += static_cast<double>(m_taps[tap]) * std::polar(1.0, angle * static_cast<double>(tap));
    return std::abs(sum) * differenceGain(frequency, m_sampleRate);
}

} // namespace assay
