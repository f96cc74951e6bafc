// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/base/atomic_file.h"
#include "reports/report_json.h"

namespace assay
{

int run(const JudgeArguments& arguments)
{
    const auto profile = chosenProfile(arguments.profiles);
    if (!profile)
        return exitUsage;
    const auto text = readWholeFile(arguments.report);
    auto stored = text ? reportFromJson(*text, arguments.report) : Result<Report>(tl::unexpected(text.error()));
    if (!stored) {
        complain(stored.error());
        return exitUnreadable;
    }
    Report report = judged(std::move(*stored), *profile);
    report.created = timestamp();
    const bool written = writeOutputs(report, arguments.output);
    printSummary(report, arguments.output);
    return written ? exitCodeOf(report) : exitUsage;
}

} // namespace assay
