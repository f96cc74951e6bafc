// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/low_band.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace assay
{

namespace
{

// The rate to filter at, roughly. What folds over onto the band below 150 Hz is 60 dB down: see Decimator.
constexpr int lowRate = 6000; // Hz
constexpr double dcCorner = 5.0; // Hz

// Far under anything audible and far above the subnormal range, which is a hundred times slower and never dies away.
constexpr double negligible = 1e-100;

std::size_t factorOf(int sampleRate)
{
    return static_cast<std::size_t>(std::max(1, sampleRate / lowRate));
}

} // namespace

LowBandPair::LowBandPair(int sampleRate, double crossover)
    : m_channels { Channel(factorOf(sampleRate)), Channel(factorOf(sampleRate)) }
    , m_rate(static_cast<double>(sampleRate) / static_cast<double>(factorOf(sampleRate)))
    , m_dcPole(std::exp(-2.0 * std::numbers::pi * dcCorner / m_rate))
{
    const double k = std::tan(std::numbers::pi * crossover / m_rate); // bilinear transform of a Butterworth
    const double d = 1.0 + std::numbers::sqrt2 * k + k * k;
    m_gain = k * k / d;
    m_a1 = 2.0 * (k * k - 1.0) / d;
    m_a2 = (1.0 - std::numbers::sqrt2 * k + k * k) / d;
}

void LowBandPair::decimate(Channel& channel, std::span<const double> samples) const
{
    channel.samples.clear();
    channel.decimator.process(samples, channel.samples);
    if (channel.samples.empty() || channel.settled)
        return;
    channel.dcInput = static_cast<double>(channel.samples.front());
    channel.settled = true;
}

inline double LowBandPair::filtered(Channel& channel, double sample) const
{
    double x = sample - channel.dcInput + m_dcPole * channel.dcOutput;
    channel.dcInput = sample;
    channel.dcOutput = x;
    for (std::size_t stage = 0; stage < 2; ++stage) {
        const double y = m_gain * (x + 2.0 * channel.last[stage] + channel.beforeLast[stage])
            - m_a1 * channel.last[stage + 1] - m_a2 * channel.beforeLast[stage + 1];
        channel.beforeLast[stage] = channel.last[stage];
        channel.last[stage] = x;
        x = y;
    }
    channel.beforeLast[2] = channel.last[2];
    channel.last[2] = std::abs(x) < negligible ? 0.0 : x;
    return x;
}

Spread LowBandPair::process(std::span<const double> left, std::span<const double> right)
{
    decimate(m_channels[0], left);
    decimate(m_channels[1], right);
    Spread sums;
    for (std::size_t i = 0; i < m_channels[0].samples.size(); ++i) {
        const double l = filtered(m_channels[0], static_cast<double>(m_channels[0].samples[i]));
        const double r = filtered(m_channels[1], static_cast<double>(m_channels[1].samples[i]));
        sums.xx += l * l;
        sums.yy += r * r;
        sums.xy += l * r;
    }
    return sums;
}

} // namespace assay
