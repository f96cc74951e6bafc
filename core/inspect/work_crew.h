// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace assay
{

/// A fixed crew of threads that does numbered tasks; the caller works along. Which thread does which task is left open,
/// so tasks must not share state. One `run` at a time.
class WorkCrew
{
public:
    /// `threads` counts the caller; 1 means no extra thread.
    explicit WorkCrew(unsigned threads);
    WorkCrew(const WorkCrew&) = delete;
    WorkCrew& operator=(const WorkCrew&) = delete;
    ~WorkCrew();

    /// Does task(0) ... task(count - 1), lower numbers started first, and returns when all are done. Tasks must not
    /// throw.
    void run(std::size_t count, const std::function<void(std::size_t)>& task);

private:
    void work();
    // Takes tasks until none is left; expects and leaves the lock held.
    void takeTasks(std::unique_lock<std::mutex>& lock);

    std::mutex m_mutex;
    std::condition_variable m_workArrived;
    std::condition_variable m_allDone;
    const std::function<void(std::size_t)>* m_task = nullptr;
    std::size_t m_next = 0;
    std::size_t m_count = 0;
    std::size_t m_running = 0;
    bool m_stop = false;
    std::vector<std::thread> m_threads;
};

} // namespace assay
