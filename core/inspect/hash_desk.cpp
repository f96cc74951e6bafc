// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/hash_desk.h"

namespace assay
{

namespace
{

constexpr std::size_t mostWaiting = 8U << 20U; // bytes, of all lines together

} // namespace

HashDesk::HashDesk(unsigned threads)
{
    for (unsigned i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

HashDesk::~HashDesk()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_changed.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

void HashDesk::post(Line& line, Bytes owner, std::span<const std::byte> bytes)
{
    if (isAlone()) {
        line.m_take(bytes);
        return;
    }
    Lock lock(m_mutex);
    line.m_waiting.push_back({ std::move(owner), bytes });
    m_waitingBytes += bytes.size();
    if (!line.m_isBusy && line.m_waiting.size() == 1)
        m_ready.push_back(&line);
    m_changed.notify_one();
    while (m_waitingBytes > mostWaiting) {
        if (m_ready.empty())
            m_changed.wait(lock);
        else
            serve(lock);
    }
}

void HashDesk::finish(Line& line)
{
    Lock lock(m_mutex);
    while (line.m_isBusy || !line.m_waiting.empty()) {
        if (m_ready.empty())
            m_changed.wait(lock);
        else
            serve(lock);
    }
}

void HashDesk::abandon(Line& line)
{
    Lock lock(m_mutex);
    for (const Line::Piece& piece : line.m_waiting)
        m_waitingBytes -= piece.bytes.size();
    line.m_waiting.clear();
    std::erase(m_ready, &line);
    m_changed.notify_all();
    m_changed.wait(lock, [&] { return !line.m_isBusy; });
}

void HashDesk::serve(Lock& lock)
{
    Line& line = *m_ready.front();
    m_ready.pop_front();
    const Line::Piece piece = std::move(line.m_waiting.front());
    line.m_waiting.pop_front();
    line.m_isBusy = true;
    lock.unlock();
    line.m_take(piece.bytes);
    lock.lock();
    line.m_isBusy = false;
    m_waitingBytes -= piece.bytes.size();
    if (!line.m_waiting.empty())
        m_ready.push_back(&line);
    m_changed.notify_all();
}

void HashDesk::work()
{
    Lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_stop || !m_ready.empty(); });
        if (m_stop)
            return;
        serve(lock);
    }
}

} // namespace assay
