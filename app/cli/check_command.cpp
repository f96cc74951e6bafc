// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/inspect_options.h"
#include "app/cli/interrupt.h"
#include "app/cli/output.h"
#include "app/cli/progress_lines.h"
#include "app/cli/worker_pool.h"
#include "core/inspect/inspect.h"
#include "specs/delivery.h"

#include <chrono>
#include <fmt/format.h>

namespace assay
{

namespace
{

// What judges where nobody chose: said aloud, so that it never is a surprise.
constexpr const char* defaultProfile = "ebu-r128";

/// Who judges; complains and comes back empty where that profile is wrong.
std::optional<Profile> profileFor(const CheckArguments& arguments)
{
    std::vector<std::string> ids = arguments.profiles;
    if (ids.empty()) {
        ids = { defaultProfile };
        if (!arguments.output.quiet)
            complain(fmt::format("no --profile given, judging by {} (see: assay profiles list)", defaultProfile));
    }
    return chosenProfile(ids);
}

void sayWhatIsMissing(const Report& report, const std::vector<std::string>& ignored, bool quiet)
{
    for (const AssetRecord& asset : report.assets) {
        if (asset.error)
            complain(*asset.error);
    }
    if (quiet)
        return;
    for (const std::string& file : ignored)
        complain(file + ": no audio, left out");
    for (const JudgedProgramme& entry : report.programmes) {
        if (report.profile && !entry.judged)
            complain(fmt::format(
                "{}: {} asks nothing of this {}", entry.programme.name, report.profile->id, entry.programme.role));
    }
}

// What a profile needs beside what is always measured.
void askFor(const Profile& profile, InspectOptions& options)
{
    options.asked.merge(measuresOf(profile));
    if (profile.delivery == nullptr)
        return;
    for (const TrackMap& map : profile.delivery->tracks) {
        ChannelCut channels;
        for (const TrackMap::Part& part : map.parts) {
            if (auto layout = layoutNamed(part.layout))
                channels.parts.push_back({ std::move(*layout), part.role });
        }
        options.hints.maps.push_back(std::move(channels));
    }
    options.comparisons = [&profile](const std::vector<ProgrammeRecord>& programmes) {
        std::vector<ComparisonRequest> requests;
        for (const ComparisonWish& wish : comparisonsFor(profile, deliveredOf(programmes))) {
            if (const auto kind = comparisonGiving(wish.measure))
                requests.push_back({ *kind, wish.of, wish.with });
        }
        return requests;
    };
}

} // namespace

int run(const CheckArguments& arguments)
{
    std::optional<Profile> profile;
    if (arguments.judge && !(profile = profileFor(arguments))) // before the media: a wrong profile is known at once
        return exitUsage;
    std::optional<Report> earlier;
    if (!arguments.answers.empty()) {
        earlier = storedReport(arguments.answers);
        if (!earlier)
            return exitUnreadable;
    }
    auto options = inspectOptionsOf(arguments);
    if (!options) {
        complain(options.error());
        return exitUsage;
    }
    if (profile)
        askFor(*profile, *options);
    WorkerPool pool(workerCommandLine(arguments, *options), std::chrono::seconds(arguments.stallLimit));
    if (arguments.workers && pool.start()) // before there are threads
        options->analyst = &pool;
    const InterruptWatch interrupt;
    const ProgressStyle style = arguments.output.quiet ? ProgressStyle::none : arguments.progress;
    if (!arguments.waveformFolder.empty())
        options->waveformFolder = arguments.waveformFolder;
    options->stop = interrupt.token();
    pool.heed(options->stop);
    showProgress(*options, style);
    const auto started = std::chrono::steady_clock::now();
    auto inspection = inspect(arguments.paths, *options);
    endProgress(style);
    if (!inspection) {
        complain(inspection.error());
        if (inspection.error().code == ErrorCode::cancelled)
            return exitCancelled;
        return inspection.error().code == ErrorCode::notFound ? exitUnreadable : exitUsage;
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started;
    const std::vector<std::string> ignored = std::move(inspection->ignored);
    Report report = measuredReport(std::move(*inspection), timestamp(), elapsed.count());
    if (profile)
        report = judged(std::move(report), *profile);
    if (earlier)
        report = withAnswersOf(std::move(report), *earlier);
    sayWhatIsMissing(report, ignored, arguments.output.quiet);
    const bool written = writeOutputs(report, arguments.output);
    const bool listenedTo
        = style == ProgressStyle::lines && arguments.output.json == "-"; // by a program, on both streams
    if (!listenedTo)
        printSummary(report, arguments.output);
    return written ? exitCodeOf(report) : exitUsage;
}

} // namespace assay
