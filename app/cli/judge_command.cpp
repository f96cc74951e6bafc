// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"

namespace assay
{

int run(const JudgeArguments& arguments)
{
    const auto profile = chosenProfile(arguments.profiles);
    if (!profile)
        return exitUsage;
    auto stored = storedReport(arguments.report);
    if (!stored)
        return exitUnreadable;
    Report report = judged(std::move(*stored), *profile);
    report.created = timestamp();
    const bool written = writeOutputs(report, arguments.output);
    printSummary(report, arguments.output);
    return written ? exitCodeOf(report) : exitUsage;
}

} // namespace assay
