// SPDX-License-Identifier: GPL-3.0-or-later
// Measures and judges files and prints the report. Built twice: with the kernels as they are, and with those for CPUs
// without wide registers alone. tst_kernel_versions compares what the two say.
#include "core/inspect/inspect.h"
#include "reports/report_json.h"
#include "specs/library.h"

#include <cstdio>

using namespace assay;

int main(int argc, char** argv)
{
    const std::vector<std::filesystem::path> files(argv + 1, argv + argc);
    auto inspection = inspect(files, {});
    const auto profile = ProfileLibrary::load({}, catalogue()).find("ebu-r128");
    if (!inspection || !profile)
        return 2;
    const Report report = judged(measuredReport(std::move(*inspection), {}, 0.0), *profile);
    const std::string text = toJson(report, {});
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 2;
}
