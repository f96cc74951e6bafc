// SPDX-License-Identifier: GPL-3.0-or-later
// One of the children that WorkerPool starts: takes tasks from standard input, one a line, until there are no more.
#include "app/cli/commands.h"
#include "app/cli/inspect_options.h"
#include "app/cli/null_text.h"
#include "app/cli/output.h"
#include "app/cli/worker_protocol.h"
#include "core/base/child_process.h"
#include "core/compare/sound_change.h"
#include "core/inspect/programme_sound.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <iostream>

namespace assay
{

namespace
{

// Assay's own structures stay far below it; what a damaged file makes a library ask for does not.
constexpr std::size_t mostMemory = std::size_t { 4 } << 30U; // bytes

void say(const std::string& line)
{
    const std::string text = line + '\n';
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

// Tells how far a task is, but not more often than anybody looks.
std::function<void(double)> sayProgress()
{
    return [said = std::chrono::steady_clock::now()](double fraction) mutable {
        constexpr std::chrono::milliseconds often { 20 };
        if (const auto now = std::chrono::steady_clock::now(); now - said > often) {
            said = now;
            say(progressLine(fraction));
        }
    };
}

// The files of a programme, looked at again. Errors: one of them is not what it was.
Result<DeliveryPlan> filesOf(const MeasureTask& task, Analyst& self)
{
    DeliveryPlan delivery;
    for (const FoundFile& file : task.files) {
        delivery.assets.push_back(self.look(file));
        say(progressLine(0.0));
    }
    for (const StreamSource& source : task.programme.sources) {
        const PlannedAsset& asset = delivery.assets.at(source.asset);
        if (asset.record.error || source.position >= asset.media.streams.size()) {
            const Error changed { ErrorCode::notReadable, "it changed while it was looked at", asset.file };
            return tl::unexpected(asset.record.error.value_or(changed));
        }
    }
    return delivery;
}

void perform(const LookTask& task, const InspectOptions&, Analyst& self)
{
    say(lineOf(self.look(task.found)));
}

void perform(const MeasureTask& task, const InspectOptions& asked, Analyst& self)
{
    Result<DeliveryPlan> delivery = filesOf(task, self);
    if (!delivery)
        return say(lineOf(MeasureOutcome { tl::unexpected(delivery.error()) }));
    MeasureJob job { task.programme, *delivery };
    job.options.threads = task.threads;
    job.options.blockFrames = asked.blockFrames;
    job.options.choice = asked.only;
    job.options.crossCheck = asked.crossCheck;
    job.options.asked = asked.asked;
    job.options.onProgress = sayProgress();
    job.hashed = task.hashed;
    job.waveformFile = task.waveformFile;
    say(lineOf(self.measure(job)));
}

Result<SoundAnswer> compared(const CompareTask& task, Analyst& self)
{
    Result<DeliveryPlan> before = filesOf(task.before, self);
    Result<DeliveryPlan> after = filesOf(task.after, self);
    if (!before || !after)
        return tl::unexpected(before ? after.error() : before.error());
    const auto change = compareSound(
        soundOf(task.before.programme, std::make_shared<const DeliveryPlan>(std::move(*before))),
        soundOf(task.after.programme, std::make_shared<const DeliveryPlan>(std::move(*after))), { sayProgress(), {} });
    if (!change)
        return tl::unexpected(change.error());
    SoundAnswer answer { {}, change->notes };
    addChangeMeasures(*change, answer.measures);
    return answer;
}

void perform(const CompareTask& task, const InspectOptions&, Analyst& self)
{
    say(lineOf(compared(task, self)));
}

void perform(const NullTask& task, const InspectOptions&, Analyst&)
{
    say(lineOf(nullTestOf(task, { sayProgress(), {} })));
}

} // namespace

int run(const WorkerArguments& arguments)
{
    std::signal(SIGINT, SIG_IGN); // Ctrl+C reaches every process of the terminal; our program tells us when to end
    platform::limitMemory(mostMemory);
    Result<InspectOptions> asked = inspectOptionsOf(arguments.inspect);
    if (!asked)
        return exitUsage;
    asked->asked.insert(arguments.asked.begin(), arguments.asked.end());
    LocalAnalyst self;
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) {
        const Result<WorkerTask> task = taskFrom(line);
        if (!task)
            return exitUsage;
        std::visit([&](const auto& known) { perform(known, *asked, self); }, *task);
    }
    return 0;
}

} // namespace assay
