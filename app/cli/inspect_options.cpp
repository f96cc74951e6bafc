// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspect_options.h"

#include <algorithm>
#include <thread>

namespace assay
{

namespace
{

// Do these measures tell whether decoded sound has the MD5 that the file states? All of them do.
bool needsHashes(const MeasureChoice& only)
{
    return only.wants("structure.contents") || only.wants("structure.faults");
}

} // namespace

Result<InspectOptions> inspectOptionsOf(const CheckArguments& arguments)
{
    auto only = MeasureChoice::of(arguments.only);
    if (!only)
        return tl::unexpected(only.error());
    InspectOptions options;
    options.jobs = arguments.jobs > 0 ? arguments.jobs : std::max(1U, std::thread::hardware_concurrency());
    options.only = std::move(*only);
    options.hashes = arguments.hashes.value_or(needsHashes(options.only));
    options.dialogueStems = arguments.dialogueStems;
    options.crossCheck = arguments.crossCheck;
    options.asked.insert(arguments.only.begin(), arguments.only.end());
    if (arguments.speech)
        options.asked.insert("loudness.dialogue");
    if (arguments.afterCodec)
        options.asked.insert("peak.true_after_codec");
    return options;
}

std::vector<std::string> workerCommandLine(const CheckArguments& arguments, const InspectOptions& options)
{
    std::vector<std::string> words { "worker", "--jobs", std::to_string(options.jobs) };
    if (!options.hashes)
        words.push_back("--no-hashes");
    if (arguments.crossCheck)
        words.push_back("--cross-check");
    for (const std::string& pattern : arguments.only)
        words.insert(words.end(), { "--only", pattern });
    for (const std::string& measure : options.asked)
        words.insert(words.end(), { "--ask", measure });
    return words;
}

} // namespace assay
