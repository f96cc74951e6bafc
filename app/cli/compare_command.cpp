// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/compare_text.h"
#include "app/cli/inspect_options.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/progress_lines.h"
#include "app/cli/worker_pool.h"
#include "app/cli/worker_protocol.h"
#include "core/base/atomic_file.h"
#include "core/base/path.h"
#include "core/compare/sound_change.h"
#include "core/inspect/delivery_sounds.h"
#include "core/inspect/progress_meter.h"
#include "reports/report_json.h"

#include <algorithm>
#include <thread>

namespace assay
{

namespace
{

using Path = std::filesystem::path;

// One of the two versions: what is known of it, and its sounds where there are media.
struct Version {
    Report report;
    std::optional<DeliverySounds> sounds {};
};

int exitCodeFor(const Error& error)
{
    if (error.code == ErrorCode::cancelled)
        return exitCancelled;
    return error.code == ErrorCode::usage || error.code == ErrorCode::internal ? exitUsage : exitUnreadable;
}

bool isReport(const Path& path)
{
    std::error_code none;
    return path.extension() == ".json" && std::filesystem::is_regular_file(path, none);
}

// In a worker where there are any, else here. Both programmes are there.
Result<SoundAnswer> soundChange(const Version& before, const std::string& was, const Version& after,
    const std::string& now, WorkerPool* pool, const CompareOptions& options)
{
    if (pool != nullptr) {
        const CompareTask task { soundTaskOf(*before.sounds->plan(was), before.sounds->delivery()),
            soundTaskOf(*after.sounds->plan(now), after.sounds->delivery()) };
        const Result<std::string> line = pool->ask(lineOf(task), options.onProgress);
        return line ? soundAnswerFrom(*line) : tl::unexpected(line.error());
    }
    const auto change = compareSound(*before.sounds->find(was), *after.sounds->find(now), options);
    if (!change)
        return tl::unexpected(change.error());
    SoundAnswer answer { {}, change->notes };
    addChangeMeasures(*change, answer.measures);
    return answer;
}

Result<Version> versionAt(const Path& path, const InspectOptions& options)
{
    if (isReport(path)) {
        const auto text = readWholeFile(path);
        auto report = text ? reportFromJson(*text, path) : Result<Report>(tl::unexpected(text.error()));
        if (!report)
            return tl::unexpected(report.error());
        return Version { std::move(*report) };
    }
    auto inspection = inspect({ path }, options);
    if (!inspection)
        return tl::unexpected(inspection.error());
    auto sounds = DeliverySounds::open(path, *options.analyst, options.stop);
    if (!sounds)
        return tl::unexpected(sounds.error());
    return Version { measuredReport(std::move(*inspection), timestamp(), 0.0), std::move(*sounds) };
}

AssetRecord* fileOf(Report& report, const ProgrammeRecord& programme)
{
    const auto asset = programme.assets.empty()
        ? report.assets.end()
        : std::ranges::find(report.assets, programme.assets.front(), &AssetRecord::path);
    return asset == report.assets.end() ? nullptr : &*asset;
}

// Adds compare.* to the new version's measures, and tells what a person should know beside them. Errors: `cancelled`
// alone; what cannot be compared is not measured.
Result<std::vector<std::string>> compareSounds(const Version& before, Version& after, const ProgrammePair& pair,
    bool sameEssence, WorkerPool* pool, const CompareOptions& options)
{
    ProgrammeRecord& programme = after.report.programmes[pair.after].programme;
    const std::string& name = before.report.programmes[pair.before].programme.name;
    const bool was = before.sounds && before.sounds->plan(name) != nullptr;
    const bool now = after.sounds && after.sounds->plan(programme.name) != nullptr;
    if (sameEssence) {
        addChangeMeasures(unchangedSound(programme.layout, programme.sampleRate, programme.frames), programme.measures);
        return std::vector<std::string> {};
    }
    if (!was || !now) {
        addNoChangeMeasures("a report holds no sound", programme.measures);
        return std::vector<std::string> {};
    }
    const auto change = soundChange(before, name, after, programme.name, pool, options);
    if (change) {
        for (const auto& [id, measurement] : change->measures.all())
            programme.measures.add(measurement);
        return change->notes;
    }
    if (change.error().code == ErrorCode::cancelled)
        return tl::unexpected(change.error());
    if (change.error().code == ErrorCode::decode) { // it can be read no more, as a worker learned
        AssetRecord* const asset = fileOf(after.report, programme);
        if (asset != nullptr && !asset->error) {
            asset->error = change.error();
            asset->error->file = fromUtf8(asset->path);
        }
    }
    addNoChangeMeasures(change.error().message, programme.measures);
    return std::vector<std::string> {};
}

bool haveUnreadable(const Report& report)
{
    bool any = false;
    for (const AssetRecord& asset : report.assets) {
        if (asset.error)
            complain(*asset.error);
        any = any || asset.error;
    }
    return any;
}

Result<VersionDiff> diffOf(Version& before, Version& after, const std::optional<Profile>& profile, WorkerPool* pool,
    const CompareOptions& options)
{
    const std::vector<ProgrammePair> pairs = pairedProgrammes(before.report, after.report);
    const VersionDiff known = differences(before.report, after.report, pairs);
    std::vector<std::vector<std::string>> notes;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        CompareOptions part { {}, options.stop };
        part.onProgress = [&](double fraction) {
            options.onProgress((static_cast<double>(i) + fraction) / static_cast<double>(pairs.size()));
        };
        auto said = compareSounds(before, after, pairs[i], known.programmes[i].sameEssence.value_or(false), pool, part);
        if (!said)
            return tl::unexpected(said.error());
        notes.push_back(std::move(*said));
    }
    if (profile) {
        before.report = judged(std::move(before.report), *profile);
        after.report = judged(std::move(after.report), *profile);
    }
    VersionDiff diff = differences(before.report, after.report, pairs);
    for (std::size_t i = 0; i < notes.size(); ++i)
        diff.programmes[i].notes = std::move(notes[i]);
    return diff;
}

} // namespace

int run(const CompareArguments& arguments)
{
    std::optional<Profile> profile;
    if (!arguments.profiles.empty() && !(profile = chosenProfile(arguments.profiles)))
        return exitUsage;
    InspectOptions options;
    options.jobs = std::max(1U, std::thread::hardware_concurrency());
    if (profile)
        options.asked = measuresOf(*profile);
    WorkerPool workers(workerCommandLine({}, options), std::chrono::seconds(arguments.stallLimit));
    WorkerPool* const pool = workers.start() ? &workers : nullptr; // before there are threads
    LocalAnalyst self;
    options.analyst = pool != nullptr ? static_cast<Analyst*>(pool) : &self;
    const InterruptWatch interrupt;
    workers.heed(interrupt.token());
    const ProgressStyle style = arguments.output.quiet ? ProgressStyle::none : arguments.progress;
    options.stop = interrupt.token();
    std::vector<Version> versions;
    for (const Path& path : { arguments.before, arguments.after }) {
        showProgress(options, style);
        auto version = versionAt(path, options);
        endProgress(style);
        if (!version) {
            complain(version.error());
            return exitCodeFor(version.error());
        }
        versions.push_back(std::move(*version));
    }
    showProgress(options, style);
    ProgressMeter meter({ 1.0 }, options.onProgress);
    const std::string name = toUtf8(arguments.after.filename());
    const CompareOptions sound { [&](double fraction) { meter.advance(0, name, fraction); }, interrupt.token() };
    const auto diff = diffOf(versions[0], versions[1], profile, pool, sound);
    endProgress(style);
    if (!diff) {
        complain(diff.error());
        return exitCodeFor(diff.error());
    }
    const bool unreadableBefore = haveUnreadable(versions[0].report);
    const bool unreadable = haveUnreadable(versions[1].report) || unreadableBefore;
    Report& after = versions[1].report;
    after.created = timestamp();
    if (!profile) { // a stored report may hold somebody's verdict: it is not this comparison's
        after.verdict.reset();
        after.profile.reset();
    }
    if (!arguments.output.json.empty() && !writeText(toJson(*diff, after), arguments.output.json))
        return exitUsage;
    printText(compareText(*diff, after), arguments.output);
    return unreadable ? exitUnreadable : exitCodeOf(after);
}

} // namespace assay
