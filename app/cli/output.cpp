// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"

#include "app/cli/summary.h"
#include "core/base/atomic_file.h"
#include "core/base/path.h"
#include "core/base/platform.h"
#include "core/inspect/inspect.h"
#include "reports/report_json.h"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <fmt/chrono.h>
#include <fmt/format.h>

namespace assay
{

namespace
{

} // namespace

void complain(std::string_view message)
{
    fmt::print(stderr, "assay: {}\n", message);
}

void complain(const Error& error)
{
    complain(describe(error));
}

ProfileLibrary profileLibrary()
{
    const std::filesystem::path config = platform::configFolder();
    return ProfileLibrary::load(config.empty() ? config : config / "profiles", catalogue());
}

Result<Profile> chosenProfile(const std::vector<std::string>& idsOrFiles)
{
    const ProfileLibrary library = profileLibrary();
    for (const Error& problem : library.problems())
        complain(problem);
    std::vector<Profile> chosen;
    for (const std::string& idOrFile : idsOrFiles) {
        auto profile = library.find(idOrFile);
        if (!profile)
            return profile;
        if (profile->overridesBuiltIn)
            complain(fmt::format("{}: your own profile {} stands for the built-in one", profile->origin, profile->id));
        chosen.push_back(std::move(*profile));
    }
    return chosen.size() == 1 ? std::move(chosen.front()) : combined(chosen);
}

std::string timestamp()
{
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
}

bool writeOutputs(const Report& report, const OutputArguments& output)
{
    bool written = true;
    if (!output.json.empty()) {
        JsonOptions options;
        options.series = output.series;
        const std::string text = toJson(report, options);
        if (output.json == "-") {
            std::fwrite(text.data(), 1, text.size(), stdout);
            written = std::fflush(stdout) == 0;
            if (!written)
                complain("standard output: cannot write the report");
        } else if (const auto result = writeFileAtomically(fromUtf8(output.json), text); !result) {
            complain(result.error());
            written = false;
        }
    }
    return written;
}

void printSummary(const Report& report, const OutputArguments& output)
{
    const bool dataOnStdout = output.json == "-";
    if (output.quiet && dataOnStdout)
        return;
    const std::string text = summaryOf(report);
    std::fwrite(text.data(), 1, text.size(), dataOnStdout ? stderr : stdout);
}

} // namespace assay
