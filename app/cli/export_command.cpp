// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "reports/exports.h"
#include "reports/report_json.h"

#include <fmt/format.h>

namespace assay
{

namespace
{

int writtenPdf(const Report& report, const ExportArguments& arguments)
{
    if (arguments.output == "-") {
        complain("a PDF is no text for standard output: name a file with --output");
        return exitUsage;
    }
    OutputArguments output;
    output.pdf = arguments.output;
    output.letter = arguments.letter;
    output.series = arguments.series;
    output.house = arguments.house;
    output.language = arguments.language;
    return writeOutputs(report, output) ? 0 : exitUsage;
}

// The text of every format but PDF.
Result<std::string> textOf(const Report& report, const ExportArguments& arguments)
{
    if (arguments.format == "html") {
        const auto house = houseOf(arguments.house);
        return house ? htmlPage(report, *house, arguments.language)
                     : Result<std::string>(tl::unexpected(house.error()));
    }
    if (arguments.format == "json") {
        JsonOptions options;
        options.series = arguments.series;
        return toJson(report, options);
    }
    const auto table = exportTableNamed(arguments.format);
    if (!table)
        return fail(ErrorCode::usage,
            fmt::format("`{}` is no format to export to; assay export --help lists them", arguments.format));
    return exported(report, *table, { parseFrameRate(arguments.fps), arguments.programme });
}

} // namespace

int run(const ExportArguments& arguments)
{
    const auto report = storedReport(arguments.report);
    if (!report)
        return exitUnreadable;
    if (arguments.format == "pdf")
        return writtenPdf(*report, arguments);
    const auto text = textOf(*report, arguments);
    if (!text) {
        complain(text.error());
        return exitUsage;
    }
    return writeText(*text, arguments.output) ? 0 : exitUsage;
}

} // namespace assay
