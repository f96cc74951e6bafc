// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/interrupt.h"
#include "app/cli/null_text.h"
#include "app/cli/output.h"
#include "app/cli/progress_lines.h"
#include "core/base/path.h"
#include "core/inspect/null_inspection.h"
#include "core/inspect/progress_meter.h"

#include <chrono>

namespace assay
{

namespace
{

// What judges where nobody chose.
constexpr const char* ruleOfSums = "stem-null";

int exitCodeOf(const Error& error)
{
    if (error.code == ErrorCode::cancelled)
        return exitCancelled;
    return error.code == ErrorCode::usage || error.code == ErrorCode::internal ? exitUsage : exitUnreadable;
}

} // namespace

int run(const NullArguments& arguments)
{
    const auto profile
        = chosenProfile(arguments.profiles.empty() ? std::vector<std::string> { ruleOfSums } : arguments.profiles);
    if (!profile)
        return exitUsage;
    const InterruptWatch interrupt;
    const ProgressStyle style = arguments.output.quiet ? ProgressStyle::none : arguments.progress;
    InspectOptions shown;
    showProgress(shown, style);
    ProgressMeter meter({ 1.0 }, shown.onProgress);
    const std::string name = toUtf8(arguments.mix.filename());
    const CompareOptions options { [&](double fraction) { meter.advance(0, name, fraction); }, interrupt.token() };
    const auto started = std::chrono::steady_clock::now();
    auto found = inspectNull(arguments.mix, arguments.stems, options);
    endProgress(style);
    if (!found) {
        complain(found.error());
        return exitCodeOf(found.error());
    }
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started;
    const std::string text = nullText(found->test);
    const Report report = judged(measuredReport(std::move(found->inspection), timestamp(), elapsed.count()), *profile);
    const bool written = writeOutputs(report, arguments.output);
    printText(text, arguments.output);
    printSummary(report, arguments.output);
    return written ? exitCodeOf(report) : exitUsage;
}

} // namespace assay
