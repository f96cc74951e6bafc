// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/decimator.h"

#include "core/base/invariant.h"

#include <algorithm>

namespace assay
{

Decimator::Decimator(std::size_t factor)
    : m_factor(factor)
{
    require(factor > 0, "a rate lowered by nothing");
}

// The triangle rises over the group before and falls over this one: factor times the sum less the rising part.
void Decimator::process(std::span<const double> samples, std::vector<float>& decimated)
{
    const auto factor = static_cast<double>(m_factor);
    for (std::size_t i = 0; i < samples.size();) {
        const std::size_t end = std::min(samples.size(), i + m_factor - m_count);
        double sum = m_sum;
        double rising = m_rising;
        auto weight = static_cast<double>(m_count);
        for (; i < end; ++i, ++m_count) {
            weight += 1.0;
            sum += samples[i];
            rising += weight * samples[i];
        }
        m_sum = sum;
        m_rising = rising;
        if (m_count < m_factor)
            return;
        decimated.push_back(static_cast<float>((m_before + factor * sum - rising) / (factor * factor)));
        m_before = rising;
        m_sum = 0.0;
        m_rising = 0.0;
        m_count = 0;
    }
}

} // namespace assay
