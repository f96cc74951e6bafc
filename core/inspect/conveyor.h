// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <vector>

namespace assay
{

/// Carries loads past stations: each load is filled, then the first station prepares it, then all others work on it.
/// Filling and every station take the loads in their order and one at a time, each by itself, so that one that is slow
/// or interrupted for a moment holds up nobody while there are empty slots. A load stays in its slot until every station
/// is through with the next one, too: who looks back need not copy. Which thread does what is left open.
class Conveyor
{
public:
    struct Jobs {
        std::function<bool(std::size_t slot)> fill; ///< false: there was nothing more to fill it with
        std::function<void(std::size_t station, std::size_t slot)> work;
        std::function<bool()> aside {}; ///< other work for who would have to wait; false: there is none
    };

    Conveyor(std::size_t slots, std::size_t stations);

    /// Runs until every station has seen the last load. `threads` counts the caller. What a job throws ends it all and
    /// is thrown again here.
    void run(unsigned threads, const Jobs& jobs);

private:
    struct Station {
        std::uint64_t next = 0; // load
        bool isBusy = false;
    };
    static constexpr std::size_t filling = static_cast<std::size_t>(-1); // in place of a station

    void workAlong(const Jobs& jobs);
    void work(std::unique_lock<std::mutex>& lock, std::size_t number, const Jobs& jobs);
    bool workAside(std::unique_lock<std::mutex>& lock, const Jobs& jobs);
    void note(const std::exception_ptr& trouble);
    bool pick(std::size_t& number) const;
    [[nodiscard]] bool isDone() const;
    [[nodiscard]] bool isReady(std::size_t station) const;
    [[nodiscard]] std::uint64_t slowest() const;

    std::size_t m_slots;
    std::vector<Station> m_stations;
    Station m_filler; // its next is the number of loads so far
    bool m_isLast = false; // nothing more to fill
    std::exception_ptr m_trouble;
    std::mutex m_mutex;
    std::condition_variable m_changed;
};

} // namespace assay
