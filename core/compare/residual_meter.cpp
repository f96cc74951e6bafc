// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/residual_meter.h"

#include "core/dsp/pair_sums.h"
#include "core/dsp/peak.h"

#include <algorithm>

namespace assay
{

ResidualMeter::ResidualMeter(std::size_t channels, std::vector<double> gains)
    : m_channels(channels)
    , m_gains(std::move(gains))
{
}

void ResidualMeter::add(const Stretch& stretch)
{
    Whole whole { stretch.range() };
    m_stemSteps.resize(m_stemSteps.size() + m_gains.size());
    for (std::size_t c = 0; c < m_channels; ++c)
        addChannel(stretch, c, whole);
    m_steps.push_back(whole);
}

void ResidualMeter::addChannel(const Stretch& stretch, std::size_t channel, Whole& whole)
{
    const std::size_t frames = stretch.frames();
    const std::span<const double> mix { stretch.mix(channel), frames };
    m_sum.assign(frames, 0.0);
    for (std::size_t i = 0; i < m_gains.size(); ++i) {
        const double* const stem = stretch.stem(i, channel);
        for (std::size_t t = 0; stem != nullptr && t < frames; ++t)
            m_sum[t] += m_gains[i] * stem[t];
    }
    whole.sumPeak = std::max(whole.sumPeak, maxMagnitude(m_sum));
    whole.mixPeak = std::max(whole.mixPeak, maxMagnitude(mix));
    std::vector<double>& left = m_sum; // from here on what the sum leaves of the mix
    for (std::size_t t = 0; t < frames; ++t)
        left[t] = mix[t] - left[t];
    const double residual = productOf(left, left);
    Channel step { static_cast<float>(productOf(mix, mix)), static_cast<float>(residual) };
    whole.mix += static_cast<double>(step.mix);
    whole.residual += residual;
    if (residual > 0.0) {
        const double peak = maxMagnitude(left);
        step.peak = static_cast<float>(peak);
        step.peakAt = static_cast<std::uint32_t>(firstReaching(left, peak));
        whole.mixWithResidual += productOf(mix, left);
        Stem* const stems = m_stemSteps.data() + m_steps.size() * m_gains.size();
        for (std::size_t i = 0; i < m_gains.size(); ++i) {
            if (const double* const stem = stretch.stem(i, channel)) {
                stems[i].energy += static_cast<float>(productOf({ stem, frames }, { stem, frames }));
                stems[i].withResidual += static_cast<float>(productOf({ stem, frames }, left));
            }
        }
    }
    m_channelSteps.push_back(step);
}

} // namespace assay
