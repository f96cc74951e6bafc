// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace assay
{

/// Does the hashing beside the decoding. Bytes are handed over and hashed by the desk's own threads, each line of them
/// in its order. What waits is bounded: whoever hands over more works along.
class HashDesk
{
public:
    using Bytes = std::shared_ptr<const std::vector<std::byte>>;

    /// One digest's work: pieces that must be taken one after the other.
    class Line
    {
    public:
        explicit Line(std::function<void(std::span<const std::byte>)> take)
            : m_take(std::move(take))
        {
        }

    private:
        friend class HashDesk;
        struct Piece {
            Bytes owner;
            std::span<const std::byte> bytes;
        };

        std::function<void(std::span<const std::byte>)> m_take;
        std::deque<Piece> m_waiting {};
        bool m_isBusy = false;
    };

    /// Without threads, `post` does the work itself.
    explicit HashDesk(unsigned threads);
    HashDesk(const HashDesk&) = delete;
    HashDesk& operator=(const HashDesk&) = delete;
    ~HashDesk();

    /// Is there nobody but the caller, so that bytes need not be copied for later?
    [[nodiscard]] bool isAlone() const { return m_threads.empty(); }

    /// Hands `bytes`, which `owner` keeps alive, to the line.
    void post(Line& line, Bytes owner, std::span<const std::byte> bytes);

    /// Returns when the line has taken all its pieces.
    void finish(Line& line);

    /// Throws away what the line still waits with; it is not used again.
    void abandon(Line& line);

private:
    using Lock = std::unique_lock<std::mutex>;

    void work();
    // Takes one piece of the first line that is ready; expects and leaves the lock held.
    void serve(Lock& lock);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Line*> m_ready; ///< have pieces and nobody at them
    std::size_t m_waitingBytes = 0;
    bool m_stop = false;
    std::vector<std::thread> m_threads;
};

} // namespace assay
