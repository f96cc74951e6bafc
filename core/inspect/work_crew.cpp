// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/work_crew.h"

namespace assay
{

WorkCrew::WorkCrew(unsigned threads)
{
    for (unsigned i = 1; i < threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

WorkCrew::~WorkCrew()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_workArrived.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

void WorkCrew::run(std::size_t count, const std::function<void(std::size_t)>& task)
{
    std::unique_lock lock(m_mutex);
    m_task = &task;
    m_next = 0;
    m_count = count;
    m_workArrived.notify_all();
    takeTasks(lock);
    m_allDone.wait(lock, [this] { return m_running == 0; });
    m_task = nullptr;
}

void WorkCrew::takeTasks(std::unique_lock<std::mutex>& lock)
{
    while (m_task != nullptr && m_next < m_count) {
        const std::size_t number = m_next++;
        const auto& task = *m_task;
        ++m_running;
        lock.unlock();
        task(number);
        lock.lock();
        if (--m_running == 0 && m_next >= m_count)
            m_allDone.notify_all();
    }
}

void WorkCrew::work()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_workArrived.wait(lock, [this] { return m_stop || (m_task != nullptr && m_next < m_count); });
        if (m_stop)
            return;
        takeTasks(lock);
    }
}

} // namespace assay
