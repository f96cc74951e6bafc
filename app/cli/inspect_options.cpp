// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/inspect_options.h"

#include "specs/rule_reader.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
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

// "FILE=WORD", cut at the last "=": a file's name may hold one.
Result<std::pair<std::string, std::string>> wordAbout(const std::string& text, const char* option)
{
    const std::size_t at = text.rfind('=');
    if (at == std::string::npos || at == 0 || at + 1 == text.size())
        return fail(ErrorCode::usage, fmt::format("{} \"{}\": write FILE=WORD", option, text));
    return std::pair(text.substr(0, at), text.substr(at + 1));
}

Result<std::vector<UsersWord>> usersWords(const CheckArguments& arguments)
{
    std::vector<UsersWord> words;
    for (const std::string& text : arguments.roles) {
        const auto word = wordAbout(text, "--role");
        if (!word)
            return tl::unexpected(word.error());
        if (std::ranges::find(programmeRoles(), word->second) == programmeRoles().end())
            return fail(ErrorCode::usage,
                fmt::format(
                    "--role: \"{}\" is no role; it is one of {}", word->second, fmt::join(programmeRoles(), ", ")));
        words.push_back({ word->first, word->second });
    }
    for (const std::string& text : arguments.layouts) {
        const auto word = wordAbout(text, "--layout");
        if (!word)
            return tl::unexpected(word.error());
        auto parts = trackPartsNamed(word->second);
        if (!parts)
            return fail(ErrorCode::usage,
                fmt::format("--layout: \"{}\" is no layout, nor several joined with +, like 5.1+stereo", word->second));
        words.push_back({ word->first, {}, std::move(*parts) });
    }
    return words;
}

} // namespace

Result<InspectOptions> inspectOptionsOf(const CheckArguments& arguments)
{
    auto only = MeasureChoice::of(arguments.only);
    if (!only)
        return tl::unexpected(only.error());
    auto words = usersWords(arguments);
    if (!words)
        return tl::unexpected(words.error());
    InspectOptions options;
    options.hints.words = std::move(*words);
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
