// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/worker_pool.h"

#include "app/cli/commands.h"
#include "app/cli/worker_protocol.h"
#include "core/base/path.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds lookAround { 50 }; // how often somebody who waits asks whether to stop
constexpr std::chrono::seconds dyingTime { 10 }; // a child that hung up may still write its core file

int runCommandLine(std::string program, std::vector<std::string> arguments)
{
    std::vector<char*> words { program.data() };
    for (std::string& argument : arguments)
        words.push_back(argument.data());
    return assay::runCommandLine(static_cast<int>(words.size()), words.data());
}

constexpr const char* advice = ": deliver an undamaged copy; if this one plays elsewhere, report it as a bug of Assay";

// The plan's number of each of the files that a programme is drawn from, in the order of its sources.
std::vector<std::size_t> assetsOf(const ProgrammePlan& programme)
{
    std::vector<std::size_t> assets;
    for (const StreamSource& source : programme.sources) {
        if (std::ranges::find(assets, source.asset) == assets.end())
            assets.push_back(source.asset);
    }
    return assets;
}

} // namespace

MeasureTask soundTaskOf(const ProgrammePlan& programme, const DeliveryPlan& delivery)
{
    const std::vector<std::size_t> assets = assetsOf(programme);
    MeasureTask task { .programme = programme };
    for (const std::size_t asset : assets)
        task.files.push_back({ delivery.assets[asset].file, delivery.assets[asset].record.path, true });
    for (StreamSource& source : task.programme.sources)
        source.asset = static_cast<std::size_t>(std::ranges::find(assets, source.asset) - assets.begin());
    return task;
}

WorkerPool::WorkerPool(std::vector<std::string> arguments, std::chrono::seconds patience)
    : m_program(platform::programFile())
    , m_arguments(std::move(arguments))
    , m_patience(patience)
{
}

bool WorkerPool::start()
{
    Worker copy;
    if (!copy.process.startCopy([this] { return runCommandLine(m_program.string(), m_arguments); })) {
        giveBack(std::move(copy));
        return true;
    }
    Result<Worker> first = take();
    if (first)
        giveBack(std::move(*first));
    return first.has_value();
}

Result<WorkerPool::Worker> WorkerPool::take()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            Worker worker = std::move(m_idle.back());
            m_idle.pop_back();
            return worker;
        }
    }
    Worker worker;
    if (const std::error_code error = worker.process.start(m_program, m_arguments))
        return fail(ErrorCode::internal, "no worker can be started: " + error.message());
    return worker;
}

void WorkerPool::giveBack(Worker worker)
{
    const std::lock_guard lock(m_mutex);
    m_idle.push_back(std::move(worker));
}

Result<std::string> WorkerPool::answerOf(Worker& worker, const std::function<void(double)>& onProgress) const
{
    std::string heard;
    for (auto deadline = Clock::now() + m_patience; !m_stop.stop_requested();) {
        const std::size_t end = heard.find('\n');
        if (end != std::string::npos) {
            std::string line = heard.substr(0, end);
            heard.erase(0, end + 1);
            const std::optional<double> fraction = progressIn(line);
            if (!fraction)
                return line;
            if (onProgress)
                onProgress(*fraction);
            continue;
        }
        switch (worker.process.read(heard, lookAround)) {
        case platform::ChildProcess::Heard::bytes:
            deadline = Clock::now() + m_patience;
            break;
        case platform::ChildProcess::Heard::nothing:
            if (Clock::now() > deadline)
                return fail(ErrorCode::decode,
                    fmt::format("reading it stood still for {} s and was ended{}", m_patience.count(), advice));
            break;
        case platform::ChildProcess::Heard::end:
            return fail(
                ErrorCode::decode, fmt::format("the process that read it {}{}", worker.process.end(dyingTime), advice));
        }
    }
    return fail(ErrorCode::cancelled, "cancelled");
}

Result<std::string> WorkerPool::ask(const std::string& task, const std::function<void(double)>& onProgress)
{
    while (true) {
        Result<Worker> worker = take();
        if (!worker)
            return tl::unexpected(worker.error());
        // A worker that ended while it had nothing to do is no file's fault: the next one gets the task.
        if (!worker->process.write(task + '\n')) {
            if (worker->isFresh)
                return fail(ErrorCode::internal,
                    fmt::format("the process that was to read it {}{}", worker->process.end(dyingTime), advice));
            continue;
        }
        Result<std::string> answer = answerOf(*worker, onProgress);
        worker->isFresh = false;
        if (answer)
            giveBack(std::move(*worker));
        return answer;
    }
}

PlannedAsset WorkerPool::look(const FoundFile& found)
{
    PlannedAsset asset;
    if (found.error) {
        asset.record.error = found.error;
    } else {
        const Result<std::string> answer = ask(lineOf(LookTask { found }), {});
        Result<PlannedAsset> looked = answer ? assetFrom(*answer) : tl::unexpected(answer.error());
        if (looked)
            asset = std::move(*looked);
        else
            asset.record.error = std::move(looked.error());
        if (!looked)
            asset.record.error->file = fromUtf8(found.displayPath);
    }
    asset.file = found.file;
    asset.record.path = found.displayPath;
    return asset;
}

MeasureOutcome WorkerPool::measure(const MeasureJob& job)
{
    MeasureTask task = soundTaskOf(job.programme, job.delivery);
    task.threads = job.options.threads;
    task.waveformFile = job.waveformFile;
    const std::vector<std::size_t> assets = assetsOf(job.programme);
    for (std::size_t number = 0; number < assets.size(); ++number) {
        if (std::ranges::find(job.hashed, assets[number]) != job.hashed.end())
            task.hashed.push_back(number);
    }
    const Result<std::string> answer = ask(lineOf(task), job.options.onProgress);
    Result<MeasureOutcome> outcome = answer ? outcomeFrom(*answer) : tl::unexpected(answer.error());
    if (!outcome) {
        outcome.error().file = fromUtf8(job.delivery.assets[assets.front()].record.path);
        return { tl::unexpected(std::move(outcome.error())) };
    }
    if (outcome->measured)
        outcome->measured->record.layout = job.programme.layout; // names of unknown channels say less
    std::map<std::size_t, Result<AssetHashes>> hashes;
    for (auto& [number, result] : outcome->hashes)
        hashes.emplace(assets.at(number), std::move(result));
    outcome->hashes = std::move(hashes);
    return std::move(*outcome);
}

} // namespace assay
