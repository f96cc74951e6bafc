// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "app/cli/null_text.h"
#include "app/cli/output.h"
#include "app/cli/progress_lines.h"
#include "app/cli/worker_pool.h"
#include "app/cli/worker_protocol.h"
#include "core/base/path.h"
#include "core/inspect/progress_meter.h"

#include <chrono>

namespace assay
{

namespace
{

// What judges where nobody chose.
constexpr const char* ruleOfSums = "stem-null";

int exitCodeOf(const Error& error)
{
    if (error.code == ErrorCode::cancelled)
        return exitCancelled;
    return error.code == ErrorCode::usage || error.code == ErrorCode::internal ? exitUsage : exitUnreadable;
}

// In a process of its own: what kills a decoder ends that one.
Result<NullAnswer> askWorker(WorkerPool& pool, const NullTask& task, const std::function<void(double)>& onProgress)
{
    const Result<std::string> line = pool.ask(lineOf(task), onProgress);
    if (line)
        return nullAnswerFrom(*line);
    Error error = line.error();
    error.file = task.mix;
    if (error.code == ErrorCode::decode)
        error.message = "it or one of its stems: " + error.message;
    return tl::unexpected(std::move(error));
}

} // namespace

int run(const NullArguments& arguments)
{
    const auto profile
        = chosenProfile(arguments.profiles.empty() ? std::vector<std::string> { ruleOfSums } : arguments.profiles);
    if (!profile)
        return exitUsage;
    WorkerPool pool({ "worker" }, std::chrono::seconds(arguments.stallLimit));
    const bool inWorker = pool.start(); // before there are threads
    const InterruptWatch interrupt;
    pool.heed(interrupt.token());
    const ProgressStyle style = arguments.output.quiet ? ProgressStyle::none : arguments.progress;
    InspectOptions shown;
    showProgress(shown, style);
    ProgressMeter meter({ 1.0 }, shown.onProgress);
    const std::string name = toUtf8(arguments.mix.filename());
    const CompareOptions options { [&](double fraction) { meter.advance(0, name, fraction); }, interrupt.token() };
    const NullTask task { arguments.mix, arguments.stems };
    const auto started = std::chrono::steady_clock::now();
    auto found = inWorker ? askWorker(pool, task, options.onProgress) : nullTestOf(task, options);
    endProgress(style);
    if (!found) {
        complain(found.error());
        return exitCodeOf(found.error());
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started;
    const Report report = judged(measuredReport(std::move(found->inspection), timestamp(), elapsed.count()), *profile);
    const bool written = writeOutputs(report, arguments.output);
    printText(found->text, arguments.output);
    printSummary(report, arguments.output);
    return written ? exitCodeOf(report) : exitUsage;
}

} // namespace assay
