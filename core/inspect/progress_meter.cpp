// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/progress_meter.h"

#include <algorithm>
#include <numeric>

namespace assay
{

ProgressMeter::ProgressMeter(std::vector<double> weights, std::function<void(const InspectProgress&)> report)
    : m_weights(std::move(weights))
    , m_fractions(m_weights.size(), 0.0)
    , m_sum(std::accumulate(m_weights.begin(), m_weights.end(), 0.0))
    , m_report(std::move(report))
{
}

void ProgressMeter::advance(std::size_t programme, const std::string& name, double fraction)
{
    if (!m_report)
        return;
    const std::lock_guard lock(m_mutex);
    double& mine = m_fractions[programme];
    mine = std::max(mine, std::clamp(fraction, 0.0, 1.0));
    const auto now = std::chrono::steady_clock::now();
    if (mine < 1.0 && now - m_last < std::chrono::milliseconds(50))
        return;
    m_last = now;
    const double done = std::inner_product(m_weights.begin(), m_weights.end(), m_fractions.begin(), 0.0);
    m_report({ name, mine, m_sum > 0.0 ? std::min(1.0, done / m_sum) : 1.0 });
}

} // namespace assay
