// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <vector>

namespace assay
{

/// Deals programmes and threads out: the longest first, side by side, and with several threads inside where one
/// programme is so large a part of what is left that the others would wait for it.
class ProgrammeQueue
{
public:
    struct Turn {
        std::size_t programme = 0;
        unsigned threads = 1; ///< for this programme, the caller included
    };

    /// `costs` of each programme in any unit; `threads` in all.
    ProgrammeQueue(std::vector<double> costs, unsigned threads);

    /// The next programme, once enough threads are free for it; empty when all are taken.
    [[nodiscard]] std::optional<Turn> take();

    /// The programme is done, its threads are free.
    void giveBack(const Turn& turn);

private:
    [[nodiscard]] unsigned shareOfNext() const;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<double> m_costs;
    std::vector<std::size_t> m_order; ///< longest first
    std::size_t m_next = 0; ///< in m_order
    double m_left = 0.0; ///< cost of what is not taken
    unsigned m_threads;
    unsigned m_free;
};

} // namespace assay
