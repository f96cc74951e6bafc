// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>

namespace assay
{

namespace
{

// All a signal handler may touch.
volatile std::sig_atomic_t interrupted = 0;

void onSignal(int)
{
    interrupted = 1;
}

} // namespace

InterruptWatch::InterruptWatch()
    : m_watcher([this](const std::stop_token& ended) {
        constexpr std::chrono::milliseconds often { 20 };
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any end; // told by `ended` alone
        while (!ended.stop_requested()) {
            if (interrupted != 0) {
                m_source.request_stop();
                return;
            }
            end.wait_for(lock, ended, often, [] { return false; });
        }
    })
{
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
}

InterruptWatch::~InterruptWatch()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

} // namespace assay
