// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/conveyor.h"

#include "core/base/invariant.h"

#include <algorithm>
#include <thread>

namespace assay
{

Conveyor::Conveyor(std::size_t slots, std::size_t stations)
    : m_slots(slots)
    , m_stations(stations)
{
    require(slots > 1, "a conveyor without a slot for the load before");
}

void Conveyor::run(unsigned threads, const Jobs& jobs)
{
    {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < threads; ++i)
            others.emplace_back([this, &jobs] { workAlong(jobs); });
        workAlong(jobs);
    }
    if (m_trouble)
        std::rethrow_exception(m_trouble);
}

void Conveyor::workAlong(const Jobs& jobs)
{
    std::unique_lock lock(m_mutex);
    bool isIdle = false; // nothing aside either, when last asked
    while (!isDone()) {
        std::size_t number = filling;
        if (pick(number)) {
            work(lock, number, jobs);
            isIdle = false;
        } else if (isIdle || !jobs.aside) {
            m_changed.wait(lock);
            isIdle = false;
        } else {
            isIdle = !workAside(lock, jobs);
        }
    }
}

bool Conveyor::workAside(std::unique_lock<std::mutex>& lock, const Jobs& jobs)
{
    lock.unlock();
    bool didWork = false;
    std::exception_ptr trouble;
    try {
        didWork = jobs.aside();
    } catch (...) {
        trouble = std::current_exception();
    }
    lock.lock();
    note(trouble);
    return didWork;
}

void Conveyor::work(std::unique_lock<std::mutex>& lock, std::size_t number, const Jobs& jobs)
{
    Station& station = number == filling ? m_filler : m_stations[number];
    const std::size_t slot = station.next % m_slots;
    station.isBusy = true;
    lock.unlock();
    bool isLast = false;
    std::exception_ptr trouble;
    try {
        if (number == filling)
            isLast = !jobs.fill(slot);
        else
            jobs.work(number, slot);
    } catch (...) {
        trouble = std::current_exception();
    }
    lock.lock();
    station.isBusy = false;
    station.next += isLast ? 0 : 1;
    m_isLast = m_isLast || isLast;
    note(trouble);
    m_changed.notify_all();
}

void Conveyor::note(const std::exception_ptr& trouble)
{
    if (trouble && !m_trouble)
        m_trouble = trouble;
}

bool Conveyor::isDone() const
{
    return m_trouble || (m_isLast && slowest() == m_filler.next);
}

std::uint64_t Conveyor::slowest() const
{
    return std::ranges::min_element(m_stations, {}, &Station::next)->next;
}

bool Conveyor::isReady(std::size_t station) const
{
    if (station == filling) // the slot's old load, and the one before that which the slowest is at, were all needed
        return !m_filler.isBusy && !m_isLast && m_filler.next + 1 < std::max<std::uint64_t>(slowest(), 1) + m_slots;
    const std::uint64_t end = station == 0 ? m_filler.next : m_stations.front().next;
    return !m_stations[station].isBusy && m_stations[station].next < end;
}

// First what the others will wait for, but not far ahead; then the station that is farthest behind. So all stay near
// one load, which stays in the caches; the other slots are for when somebody is held up.
bool Conveyor::pick(std::size_t& number) const
{
    constexpr std::uint64_t ahead = 2; // loads
    const std::uint64_t near = slowest() + ahead;
    number = filling;
    if (isReady(filling) && m_filler.next < near)
        return true;
    for (std::size_t i = 1; i < m_stations.size(); ++i) {
        if (isReady(i) && (number == filling || m_stations[i].next < m_stations[number].next))
            number = i;
    }
    if (isReady(0) && (number == filling || m_stations[0].next < near))
        number = 0;
    return number != filling || isReady(filling);
}

} // namespace assay
