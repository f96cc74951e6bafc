// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/m_weighting.h"

#include "core/base/invariant.h"
#include "core/base/units.h"
#include "core/dsp/vectorise.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace assay
{

namespace
{

constexpr double weightingAtTop = 18.2 - 5.6; // dB: BS.468 is 0 dB at 1 kHz, M-weighting at 2 kHz (ISO 21727)

// M-weighting rises by 6 dB an octave from 0 Hz, as differences of samples do. What is left for the filter is smooth,
// so that a short one follows it over the whole spectrum: within 0.05 dB up to 16 kHz at 48 kHz.
constexpr std::size_t tapsAt48k = 16; // beside the middle one, on each side
constexpr int tapsRate = 48000; // Hz
constexpr std::size_t samplesPerTap = 128; // of the response, from which a tap is computed

constexpr std::size_t width = 8; // independent sums of squares

double differenceGain(double frequency, int sampleRate)
{
    return 2.0 * std::sin(std::numbers::pi * frequency / sampleRate);
}

std::vector<float> designed(int sampleRate)
{
    const auto scale = static_cast<std::size_t>((sampleRate + tapsRate - 1) / tapsRate);
    const std::size_t half = tapsAt48k * scale;
    const std::size_t points = samplesPerTap * half;
    std::vector<float> taps(half + 1);
    for (std::size_t tap = 0; tap <= half; ++tap) {
        double sum = 0.0;
        for (std::size_t i = 0; i < points; ++i) {
            const double angle = std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(points);
            const double frequency = angle * sampleRate / (2.0 * std::numbers::pi);
            sum += mWeightingGain(frequency) / differenceGain(frequency, sampleRate)
                * std::cos(angle * static_cast<double>(tap));
        }
        taps[half - tap] = static_cast<float>(sum / static_cast<double>(points));
    }
    return taps;
}

// Adds to y what `tapsAt48k` taps give, those at `taps` times the sums of what stands as far before as behind.
ASSAY_VECTORISE void addTaps(float* __restrict y, std::size_t frames, const float* __restrict early,
    const float* __restrict late, const float* taps)
{
    std::array<float, tapsAt48k> weight;
    std::copy_n(taps, tapsAt48k, weight.begin());
    for (std::size_t i = 0; i < frames; ++i) {
        float sum = weight[0] * (early[i] + late[i]);
#pragma GCC unroll 16
        for (std::size_t tap = 1; tap < tapsAt48k; ++tap)
            sum += weight[tap] * (early[i + tap] + late[i - tap]);
        y[i] += sum;
    }
}

ASSAY_VECTORISE double squared(float* y, std::size_t frames)
{
    std::array<double, width> sums {};
    for (std::size_t i = 0; i < frames; i += width) {
        for (std::size_t lane = 0; lane < width; ++lane)
            sums[lane] += static_cast<double>(y[i + lane]) * static_cast<double>(y[i + lane]);
    }
    double energy = 0.0;
    for (const double sum : sums)
        energy += sum;
    return energy;
}

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
    , m_differences(2 * (m_taps.size() - 1))
{
    require(sampleRate >= lowestMWeightingRate, "M-weighting of a rate below its lowest");
}

double MEnergyMeter::process(std::span<const double> samples)
{
    const std::size_t half = m_taps.size() - 1;
    const std::size_t count = samples.size();
    m_differences.resize(2 * half + count);
    float* const fresh = m_differences.data() + 2 * half;
    for (std::size_t i = 0; i < count; ++i)
        fresh[i] = static_cast<float>(samples[i] - (i == 0 ? m_last : samples[i - 1]));
    m_last = count > 0 ? samples.back() : m_last;
    m_outputs.assign((count + width - 1) / width * width, 0.0F); // nothing behind the last one
    for (std::size_t i = 0; i < count; ++i)
        m_outputs[i] = m_taps[half] * m_differences[i + half];
    for (std::size_t tap = 0; tap < half; tap += tapsAt48k) {
        addTaps(m_outputs.data(), count, m_differences.data() + tap, m_differences.data() + 2 * half - tap,
            m_taps.data() + tap);
    }
    std::copy_n(m_differences.begin() + static_cast<std::ptrdiff_t>(count), 2 * half, m_differences.begin());
    return squared(m_outputs.data(), m_outputs.size());
}

double MEnergyMeter::flush()
{
    const std::vector<double> silence(m_taps.size() * 2);
    return process(silence);
}

double MEnergyMeter::gainAt(double frequency) const
{
    const std::size_t half = m_taps.size() - 1;
    const double angle = 2.0 * std::numbers::pi * frequency / m_sampleRate;
    double sum = static_cast<double>(m_taps[half]);
    for (std::size_t tap = 0; tap < half; ++tap)
        sum += 2.0 * static_cast<double>(m_taps[tap]) * std::cos(angle * static_cast<double>(half - tap));
    return std::abs(sum) * differenceGain(frequency, m_sampleRate);
}

} // namespace assay
