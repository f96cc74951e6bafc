// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/inspect.h"

#include "core/inspect/analyst.h"
#include "core/inspect/dialogue.h"
#include "core/inspect/programme_queue.h"
#include "core/inspect/progress_meter.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <thread>

namespace assay
{

namespace
{

// Everything about one inspection that its threads share.
class Inspector
{
public:
    Inspector(DeliveryPlan plan, const InspectOptions& options, Analyst& analyst, unsigned threads)
        : m_plan(std::move(plan))
        , m_options(options)
        , m_analyst(analyst)
        , m_firstProgramme(firstProgrammes())
        , m_threads(threads)
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
        MeasureJob job { programme, m_plan };
        job.options.threads = threads;
        job.options.blockFrames = m_options.blockFrames;
        job.options.choice = m_options.only;
        job.options.crossCheck = m_options.crossCheck;
        job.options.asked = m_options.asked;
        job.options.makeDetector = m_options.makeDetector;
        job.options.stop = m_options.stop;
        job.options.onProgress = [&](double fraction) { m_progress.advance(index, programme.name, fraction); };
        job.hashed = assetsToHash(index);
        if (m_options.waveformFolder)
            job.waveformFile = *m_options.waveformFolder / (std::to_string(index) + ".wf");
        MeasureOutcome outcome = m_analyst.measure(job);
        keepHashes(outcome.hashes);
        m_progress.advance(index, programme.name, 1.0);
        const std::lock_guard lock(m_mutex);
        if (outcome.notWritten)
            m_waveformError = std::move(outcome.notWritten);
        if (outcome.measured && m_options.onProgramme)
            m_options.onProgramme(index, outcome.measured->record);
        m_results[index] = std::move(outcome.measured);
    }

    // A file is hashed while the first of its programmes is measured.
    std::vector<std::size_t> assetsToHash(std::size_t index) const
    {
        std::vector<std::size_t> assets;
        for (const StreamSource& source : m_plan.programmes[index].sources) {
            if (m_options.hashes && m_firstProgramme[source.asset] == index
                && std::ranges::find(assets, source.asset) == assets.end())
                assets.push_back(source.asset);
        }
        return assets;
    }

    void keepHashes(std::map<std::size_t, Result<AssetHashes>>& hashes)
    {
        for (auto& [index, result] : hashes) {
            AssetRecord& asset = m_plan.assets[index].record;
            if (!result) {
                asset.error = result.error();
                continue;
            }
            asset.hashes = std::move(result->file);
            asset.essenceMd5 = std::move(result->essenceMd5);
            if (result->fault)
                asset.faults.push_back(std::move(*result->fault));
        }
    }

    Result<Inspection> collect()
    {
        if (m_waveformError)
            return tl::unexpected(*m_waveformError);
        Inspection inspection;
        std::vector<const ProgrammePlan*> plans;
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
            if (!result)
                continue;
            inspection.programmes.push_back(std::move(result->record));
            plans.push_back(&m_plan.programmes[i]);
        }
        addDialogueMeasures(inspection.programmes);
        for (ProgrammeRecord& programme : inspection.programmes)
            m_options.only.apply(programme.measures);
        if (m_options.comparisons)
            inspection.comparisons
                = compareProgrammes(m_options.comparisons(inspection.programmes), m_plan, plans, m_options.stop);
        for (PlannedAsset& asset : m_plan.assets)
            inspection.assets.push_back(std::move(asset.record));
        inspection.ignored = std::move(m_plan.ignored);
        return inspection;
    }

    DeliveryPlan m_plan;
    const InspectOptions& m_options;
    Analyst& m_analyst;
    std::vector<std::size_t> m_firstProgramme; // by asset
    unsigned m_threads;
    ProgrammeQueue m_queue;
    std::vector<std::optional<Result<MeasuredProgramme>>> m_results;
    ProgressMeter m_progress;
    std::mutex m_mutex;
    std::optional<Error> m_waveformError;
};

// Somebody's word about a file goes before what its name says.
void nameStems(DeliveryPlan& plan, const std::vector<std::filesystem::path>& stems)
{
    for (ProgrammePlan& programme : plan.programmes) {
        for (const StreamSource& source : programme.sources) {
            const auto isSource = [&](const std::filesystem::path& stem) {
                std::error_code error;
                return std::filesystem::equivalent(plan.assets[source.asset].file, stem, error);
            };
            if (std::ranges::any_of(stems, isSource)) {
                programme.role = "dialogue";
                programme.roleSource = LayoutSource::user;
            }
        }
    }
}

} // namespace

Result<Inspection> inspect(const std::vector<std::filesystem::path>& paths, const InspectOptions& options)
{
    const unsigned threads = options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
    LocalAnalyst self;
    Analyst& analyst = options.analyst != nullptr ? *options.analyst : self;
    std::vector<std::filesystem::path> all = paths;
    all.insert(all.end(), options.dialogueStems.begin(), options.dialogueStems.end());
    auto plan = planDelivery(findFiles(all), analyst, threads, options.stop, options.hints);
    if (!plan)
        return tl::unexpected(plan.error());
    nameStems(*plan, options.dialogueStems);
    if (plan->assets.empty())
        return fail(
            ErrorCode::notFound, "no audio file in it", paths.empty() ? std::filesystem::path() : paths.front());
    return Inspector(std::move(*plan), options, analyst, threads).run();
}

} // namespace assay
