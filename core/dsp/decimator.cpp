// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/decimator.h"

#include "core/base/invariant.h"
#include "core/dsp/lanes.h"
#include "core/dsp/vectorise.h"

#include <algorithm>
#include <numeric>

namespace assay
{

namespace
{

// The triangle rises over the group before and falls over this one: factor times the sum less the rising part.
ASSAY_VECTORISE double decimate(
    const double* x, std::size_t groups, std::size_t factor, const double* weights, double before, float* out)
{
    const auto height = static_cast<double>(factor);
    const double scale = 1.0 / (height * height);
    for (std::size_t group = 0; group < groups; ++group, x += factor) {
        Doubles sums {};
        Doubles risings {};
        std::size_t i = 0;
        for (; i + doublesWide <= factor; i += doublesWide) {
            Doubles samples;
            Doubles weight;
            load(samples, x + i);
            load(weight, weights + i);
            sums += samples;
            risings += weight * samples;
        }
        double sum = total(sums);
        double rising = total(risings);
        for (; i < factor; ++i) {
            sum += x[i];
            rising += weights[i] * x[i];
        }
        out[group] = static_cast<float>(scale * (before + height * sum - rising));
        before = rising;
    }
    return before;
}

} // namespace

Decimator::Decimator(std::size_t factor)
    : m_factor(factor)
    , m_weights(factor)
{
    require(factor > 0, "a rate lowered by nothing");
    std::iota(m_weights.begin(), m_weights.end(), 1.0);
}

void Decimator::process(std::span<const double> samples, std::vector<float>& decimated)
{
    if (!m_group.empty()) {
        const std::span<const double> missing = samples.first(std::min(samples.size(), m_factor - m_group.size()));
        m_group.insert(m_group.end(), missing.begin(), missing.end());
        samples = samples.subspan(missing.size());
        if (m_group.size() < m_factor)
            return;
        add(m_group, decimated);
        m_group.clear();
    }
    const std::size_t whole = samples.size() / m_factor * m_factor;
    add(samples.first(whole), decimated);
    m_group.assign(samples.begin() + static_cast<std::ptrdiff_t>(whole), samples.end());
}

void Decimator::add(std::span<const double> groups, std::vector<float>& decimated)
{
    const std::size_t count = groups.size() / m_factor;
    decimated.resize(decimated.size() + count);
    m_before = decimate(
        groups.data(), count, m_factor, m_weights.data(), m_before, decimated.data() + (decimated.size() - count));
}

} // namespace assay
