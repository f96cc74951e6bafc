// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/inspect.h"

#include "core/base/path.h"
#include "core/inspect/discover.h"
#include "core/inspect/hashes.h"
#include "core/inspect/measure_programme.h"
#include "core/inspect/progress_meter.h"

#include <algorithm>
#include <atomic>
#include <exception>
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
    Inspector(DeliveryPlan plan, const InspectOptions& options)
        : m_plan(std::move(plan))
        , m_options(options)
        , m_results(m_plan.programmes.size())
        , m_progress(weights(), options.onProgress)
    {
        const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
        const unsigned threads = options.jobs > 0 ? options.jobs : cores;
        const auto programmes = static_cast<unsigned>(std::max<std::size_t>(1, m_plan.programmes.size()));
        m_side = std::min(threads, programmes);
        m_inside = std::max(1U, threads / m_side);
    }

    Result<Inspection> run()
    {
        {
            std::vector<std::jthread> threads;
            for (unsigned i = 1; i < m_side; ++i)
                threads.emplace_back([this] { measureProgrammes(); });
            std::jthread hashing([this] { hashAssets(); });
            measureProgrammes();
        }
        if (m_options.stop.stop_requested())
            return fail(ErrorCode::cancelled, "cancelled");
        return collect();
    }

private:
    std::vector<double> weights() const
    {
        std::vector<double> result;
        for (const ProgrammePlan& programme : m_plan.programmes) {
            double bytes = 1.0;
            for (const StreamSource& source : programme.sources)
                bytes += static_cast<double>(m_plan.assets[source.asset].record.size);
            result.push_back(bytes);
        }
        return result;
    }

    void measureProgrammes()
    {
        for (std::size_t i = m_next++; i < m_plan.programmes.size() && !m_options.stop.stop_requested(); i = m_next++)
            measure(i);
    }

    void measure(std::size_t index)
    {
        const ProgrammePlan& programme = m_plan.programmes[index];
        MeasureOptions options;
        options.threads = m_inside;
        options.blockFrames = m_options.blockFrames;
        options.crossCheck = m_options.crossCheck;
        options.waveform = m_options.waveformFolder.has_value();
        options.stop = m_options.stop;
        options.onProgress = [&](double fraction) { m_progress.advance(index, programme.name, fraction); };
        auto measured = guarded([&] { return measureProgramme(programme, m_plan, options); }, m_plan, programme);
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

    void keepWaveform(std::size_t index, const Waveform& waveform)
    {
        const auto written = writeWaveform(*m_options.waveformFolder / (std::to_string(index) + ".wf"), waveform);
        if (!written)
            m_waveformError = written.error();
    }

    void hashAssets()
    {
        for (PlannedAsset& asset : m_plan.assets) {
            if (asset.record.error)
                continue;
            auto hashes = hashFile(asset.file, m_options.stop);
            if (hashes)
                asset.record.hashes = std::move(*hashes);
            else
                asset.record.error = hashes.error();
        }
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
    unsigned m_side = 1; // programmes at a time
    unsigned m_inside = 1; // threads in each
    std::vector<std::optional<Result<MeasuredProgramme>>> m_results;
    ProgressMeter m_progress;
    std::atomic<std::size_t> m_next = 0;
    std::mutex m_mutex;
    std::optional<Error> m_waveformError;
};

} // namespace

Result<Inspection> inspect(const std::vector<std::filesystem::path>& paths, const InspectOptions& options)
{
    auto plan = planDelivery(findFiles(paths), options.stop);
    if (!plan)
        return tl::unexpected(plan.error());
    if (plan->assets.empty())
        return fail(
            ErrorCode::notFound, "no audio file in it", paths.empty() ? std::filesystem::path() : paths.front());
    return Inspector(std::move(*plan), options).run();
}

} // namespace assay
