// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/programme_queue.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace assay
{

ProgrammeQueue::ProgrammeQueue(std::vector<double> costs, unsigned threads)
    : m_costs(std::move(costs))
    , m_order(m_costs.size())
    , m_left(std::accumulate(m_costs.begin(), m_costs.end(), 0.0))
    , m_threads(threads)
    , m_free(threads)
{
    std::iota(m_order.begin(), m_order.end(), std::size_t { 0 });
    std::ranges::stable_sort(m_order, std::greater(), [this](std::size_t i) { return m_costs[i]; });
}

unsigned ProgrammeQueue::shareOfNext() const
{
    const double share = m_costs[m_order[m_next]] / std::max(m_left, m_costs[m_order[m_next]]);
    return std::clamp(static_cast<unsigned>(std::lround(share * m_threads)), 1U, m_threads);
}

std::optional<ProgrammeQueue::Turn> ProgrammeQueue::take()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_next >= m_order.size() || shareOfNext() <= m_free; });
    if (m_next >= m_order.size())
        return std::nullopt;
    const Turn turn { m_order[m_next], shareOfNext() };
    ++m_next;
    m_left -= m_costs[turn.programme];
    m_free -= turn.threads;
    if (m_next >= m_order.size())
        m_changed.notify_all();
    return turn;
}

void ProgrammeQueue::giveBack(const Turn& turn)
{
    const std::lock_guard lock(m_mutex);
    m_free += turn.threads;
    m_changed.notify_all();
}

} // namespace assay
