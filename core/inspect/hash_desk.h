// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace assay
{

/// Does the hashing beside the decoding. Bytes are handed over and wait until a thread that would have to wait itself
/// takes some, each line of them in its order. What waits is bounded: whoever hands over more works along.
class HashDesk
{
public:
    using Bytes = std::shared_ptr<const std::vector<std::byte>>;

    /// Work whose pieces must be taken one after the other.
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

    /// `isServed`: do other threads call `serve`? Otherwise `post` does the work itself.
    explicit HashDesk(bool isServed)
        : m_isServed(isServed)
    {
    }

    /// Are bytes kept for later, so that somebody must own them?
    [[nodiscard]] bool isServed() const { return m_isServed; }

    /// Hands `bytes`, which `owner` keeps alive, to the line.
    void post(Line& line, Bytes owner, std::span<const std::byte> bytes);

    /// Takes one piece of a line that nobody is at; false where there is none. From any thread.
    bool serve();

    /// Returns when the line has taken all its pieces. What any piece threw is thrown again here.
    void finish(Line& line);

private:
    using Lock = std::unique_lock<std::mutex>;

    // Takes one piece of the first line that is ready; expects and leaves the lock held.
    void serve(Lock& lock);
    // Serves, or waits for those who do.
    void help(Lock& lock);

    bool m_isServed;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Line*> m_ready; ///< have pieces and nobody at them
    std::size_t m_waitingBytes = 0;
    std::exception_ptr m_trouble;
};

} // namespace assay
