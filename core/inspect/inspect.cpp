// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/inspect.h"

#include "core/base/path.h"
#include "core/inspect/asset_hasher.h"
#include "core/inspect/discover.h"
#include "core/inspect/measure_programme.h"
#include "core/inspect/programme_queue.h"
#include "core/inspect/progress_meter.h"

#include <algorithm>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace assay
{

namespace
{

// A bug met in one programme is that programme's error, not the end of the delivery.
template <class Work>
Result<MeasuredProgramme> guarded(const Work& work, const DeliveryPlan& plan, const ProgrammePlan& programme)
{
    try {
        return work();
    } catch (const std::exception& bug) {
        return fail(
            ErrorCode::internal, bug.what(), fromUtf8(plan.assets[programme.sources.front().asset].record.path));
    }
}

// Everything about one inspection that its threads share.
class Inspector
{
public:
    Inspector(DeliveryPlan plan, const InspectOptions& options, unsigned threads)
        : m_plan(std::move(plan))
        , m_options(options)
        , m_firstProgramme(firstProgrammes())
        , m_threads(threads)
        , m_desk(threads > 1 && options.hashes ? 1 : 0)
        , m_queue(costs(), threads)
        , m_results(m_plan.programmes.size())
        , m_progress(costs(), options.onProgress)
    {
    }

    Result<Inspection> run()
    {
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 1; i < std::min<std::size_t>(m_threads, m_plan.programmes.size()); ++i)
                threads.emplace_back([this] { measureProgrammes(); });
            measureProgrammes();
        }
        if (m_options.stop.stop_requested())
            return fail(ErrorCode::cancelled, "cancelled");
        return collect();
    }

private:
    // The first programme that draws from each asset.
    std::vector<std::size_t> firstProgrammes() const
    {
        std::vector<std::size_t> first(m_plan.assets.size());
        for (std::size_t i = m_plan.programmes.size(); i-- > 0;) {
            for (const StreamSource& source : m_plan.programmes[i].sources)
                first[source.asset] = i;
        }
        return first;
    }

    // What measuring each programme takes, as far as the headers tell: samples, or else bytes.
    std::vector<double> costs() const
    {
        std::vector<double> result;
        for (const ProgrammePlan& programme : m_plan.programmes) {
            double cost = 1.0;
            for (const StreamSource& source : programme.sources) {
                const AudioFormat& format = streamOf(m_plan, source).format;
                cost += format.frames ? static_cast<double>(*format.frames) * static_cast<double>(format.channels())
                                      : static_cast<double>(m_plan.assets[source.asset].record.size);
            }
            result.push_back(cost);
        }
        return result;
    }

    void measureProgrammes()
    {
        while (const auto turn = m_queue.take()) {
            if (!m_options.stop.stop_requested())
                measure(turn->programme, turn->threads);
            m_queue.giveBack(*turn);
        }
    }

    void measure(std::size_t index, unsigned threads)
    {
        const ProgrammePlan& programme = m_plan.programmes[index];
        Hashers hashers = hashersFor(index);
        MeasureOptions options;
        options.threads = threads;
        options.blockFrames = m_options.blockFrames;
        options.choice = m_options.only;
        options.crossCheck = m_options.crossCheck;
        options.asked = m_options.asked;
        options.waveform = m_options.waveformFolder.has_value();
        options.stop = m_options.stop;
        options.onProgress = [&](double fraction) { m_progress.advance(index, programme.name, fraction); };
        options.listenerOf = [&](std::size_t asset) -> ReadListener* {
            const auto found = hashers.find(asset);
            return found == hashers.end() ? nullptr : found->second.get();
        };
        auto measured = guarded([&] { return measureProgramme(programme, m_plan, options); }, m_plan, programme);
        keepHashes(hashers);
        m_progress.advance(index, programme.name, 1.0);
        const std::lock_guard lock(m_mutex);
        if (measured && measured->waveform)
            keepWaveform(index, *measured->waveform);
        if (measured && m_options.onProgramme)
            m_options.onProgramme(index, measured->record);
        if (measured)
            measured->waveform.reset();
        m_results[index] = std::move(measured);
    }

    using Hashers = std::map<std::size_t, std::unique_ptr<AssetHasher>>; // by asset

    // A file is hashed while the first of its programmes is measured.
    Hashers hashersFor(std::size_t index)
    {
        Hashers hashers;
        if (!m_options.hashes)
            return hashers;
        for (const StreamSource& source : m_plan.programmes[index].sources) {
            const PlannedAsset& asset = m_plan.assets[source.asset];
            if (m_firstProgramme[source.asset] == index && !hashers.contains(source.asset))
                hashers.emplace(
                    source.asset, std::make_unique<AssetHasher>(asset.file, asset.record.size, m_desk, m_options.stop));
        }
        return hashers;
    }

    void keepHashes(const Hashers& hashers)
    {
        for (const auto& [index, hasher] : hashers) {
            AssetRecord& asset = m_plan.assets[index].record;
            auto hashes = hasher->finish();
            if (hashes) {
                asset.hashes = std::move(*hashes);
            } else {
                asset.error = hashes.error();
                asset.error->file = fromUtf8(asset.path);
            }
        }
    }

    void keepWaveform(std::size_t index, const Waveform& waveform)
    {
        const auto written = writeWaveform(*m_options.waveformFolder / (std::to_string(index) + ".wf"), waveform);
        if (!written)
            m_waveformError = written.error();
    }

    Result<Inspection> collect()
    {
        if (m_waveformError)
            return tl::unexpected(*m_waveformError);
        Inspection inspection;
        for (std::size_t i = 0; i < m_results.size(); ++i) {
            auto& result = *m_results[i];
            // A set that cannot be read as one is the trouble of every file in it; each says so.
            for (const StreamSource& source : m_plan.programmes[i].sources) {
                AssetRecord& asset = m_plan.assets[source.asset].record;
                if (!result && !asset.error)
                    asset.error = result.error();
                else if (result && result->fault
                    && std::ranges::find(asset.faults, *result->fault) == asset.faults.end())
                    asset.faults.push_back(*result->fault);
            }
            if (result)
                inspection.programmes.push_back(std::move(result->record));
        }
        for (PlannedAsset& asset : m_plan.assets)
            inspection.assets.push_back(std::move(asset.record));
        inspection.ignored = std::move(m_plan.ignored);
        return inspection;
    }

    DeliveryPlan m_plan;
    const InspectOptions& m_options;
    std::vector<std::size_t> m_firstProgramme; // by asset
    unsigned m_threads;
    HashDesk m_desk;
    ProgrammeQueue m_queue;
    std::vector<std::optional<Result<MeasuredProgramme>>> m_results;
    ProgressMeter m_progress;
    std::mutex m_mutex;
    std::optional<Error> m_waveformError;
};

} // namespace

Result<Inspection> inspect(const std::vector<std::filesystem::path>& paths, const InspectOptions& options)
{
    const unsigned threads = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
    auto plan = planDelivery(findFiles(paths), threads, options.stop);
    if (!plan)
        return tl::unexpected(plan.error());
    if (plan->assets.empty())
        return fail(
            ErrorCode::notFound, "no audio file in it", paths.empty() ? std::filesystem::path() : paths.front());
    return Inspector(std::move(*plan), options, threads).run();
}

} // namespace assay
