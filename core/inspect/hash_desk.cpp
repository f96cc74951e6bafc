// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/hash_desk.h"

namespace assay
{

namespace
{

constexpr std::size_t mostWaiting = 2U << 20U; // bytes, of all lines together

} // namespace

void HashDesk::post(Line& line, Bytes owner, std::span<const std::byte> bytes)
{
    if (!m_isServed) {
        line.m_take(bytes);
        return;
    }
    Lock lock(m_mutex);
    line.m_waiting.push_back({ std::move(owner), bytes });
    m_waitingBytes += bytes.size();
    if (!line.m_isBusy && line.m_waiting.size() == 1)
        m_ready.push_back(&line);
    while (m_waitingBytes > mostWaiting)
        help(lock);
}

bool HashDesk::serve()
{
    Lock lock(m_mutex);
    if (m_ready.empty())
        return false;
    serve(lock);
    return true;
}

void HashDesk::finish(Line& line)
{
    Lock lock(m_mutex);
    while (line.m_isBusy || !line.m_waiting.empty())
        help(lock);
    if (m_trouble)
        std::rethrow_exception(m_trouble);
}

void HashDesk::help(Lock& lock)
{
    if (m_ready.empty())
        m_changed.wait(lock);
    else
        serve(lock);
}

void HashDesk::serve(Lock& lock)
{
    Line& line = *m_ready.front();
    m_ready.pop_front();
    const Line::Piece piece = std::move(line.m_waiting.front());
    line.m_waiting.pop_front();
    line.m_isBusy = true;
    lock.unlock();
    std::exception_ptr trouble;
    try {
        line.m_take(piece.bytes);
    } catch (...) {
        trouble = std::current_exception();
    }
    lock.lock();
    line.m_isBusy = false;
    if (trouble)
        m_trouble = trouble;
    m_waitingBytes -= piece.bytes.size();
    if (!line.m_waiting.empty())
        m_ready.push_back(&line);
    m_changed.notify_all();
}

} // namespace assay
