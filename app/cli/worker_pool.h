// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/worker_protocol.h"
#include "core/base/child_process.h"
#include "core/inspect/analyst.h"

#include <chrono>
#include <mutex>
#include <stop_token>
#include <string>
#include <vector>

namespace assay
{

/// Looks into files in children of this program, each of which does one task at a time: a file that kills a decoder or
/// holds it for ever ends its child, is told as an error of that file, and the rest goes on. A child that did its task
/// takes the next one.
class WorkerPool final : public Analyst
{
public:
    /// `arguments` are those of each worker. A task may stand still for `patience` before it is ended.
    WorkerPool(std::vector<std::string> arguments, std::chrono::seconds patience);

    /// Starts the first worker, which is a copy of this process where it has no other threads yet: that halves what a
    /// short file takes. False where this system has no such children, or refuses them.
    [[nodiscard]] bool start();

    /// From now on, tasks end when `stop` asks for it.
    void heed(std::stop_token stop) { m_stop = std::move(stop); }

    [[nodiscard]] PlannedAsset look(const FoundFile& found) override;
    [[nodiscard]] MeasureOutcome measure(const MeasureJob& job) override;

    /// The answer to one task of another kind, a line of the workers' protocol; an error where the worker ended or
    /// stood still.
    [[nodiscard]] Result<std::string> ask(const std::string& task, const std::function<void(double)>& onProgress);

private:
    struct Worker {
        platform::ChildProcess process {};
        bool isFresh = true; ///< has done nothing yet
    };

    [[nodiscard]] Result<Worker> take();
    void giveBack(Worker worker);
    [[nodiscard]] Result<std::string> answerOf(Worker& worker, const std::function<void(double)>& onProgress) const;

    std::filesystem::path m_program;
    std::vector<std::string> m_arguments;
    std::chrono::seconds m_patience;
    std::stop_token m_stop {};
    std::mutex m_mutex;
    std::vector<Worker> m_idle {};
};

/// A programme for a task of the workers' protocol: with its own files alone.
[[nodiscard]] MeasureTask soundTaskOf(const ProgrammePlan& programme, const DeliveryPlan& delivery);

} // namespace assay
