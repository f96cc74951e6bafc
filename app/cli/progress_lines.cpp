// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress_lines.h"

#include "core/base/path.h"
#include "core/base/platform.h"
#include "reports/report_json.h"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace assay
{

namespace
{

constexpr int barWidth = 30;

std::string barText(const InspectProgress& progress)
{
    const int filled = static_cast<int>(progress.totalFraction * barWidth);
    std::string bar;
    for (int i = 0; i < barWidth; ++i)
        bar += i < filled ? "█" : "░";
    std::string name = progress.programme;
    constexpr std::size_t widest = 40;
    if (name.size() > widest)
        name = "..." + sanitizedUtf8(std::string_view(name).substr(name.size() - widest));
    return fmt::format("\r\033[K{} {:3d} %  {}", bar, static_cast<int>(progress.totalFraction * 100.0), name);
}

void writeLine(const nlohmann::json& line)
{
    const std::string text = line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

void showLines(InspectOptions& options)
{
    options.onProgress = [](const InspectProgress& progress) {
        writeLine({ { "event", "progress" }, { "programme", progress.programme }, { "fraction", progress.fraction },
            { "total", progress.totalFraction } });
    };
    options.onProgramme = [folder = options.waveformFolder](std::size_t index, const ProgrammeRecord& programme) {
        const std::string waveform = folder ? toUtf8(*folder / (std::to_string(index) + ".wf")) : "";
        // The programme's text is JSON already; it goes in as it is.
        const std::string text
            = fmt::format("{{\"event\":\"programme\",\"index\":{},\"waveform\":{},\"programme\":{}}}\n", index,
                nlohmann::json(waveform).dump(), programmeToJsonLine(programme));
        std::fwrite(text.data(), 1, text.size(), stderr);
        std::fflush(stderr);
    };
}

} // namespace

void showProgress(InspectOptions& options, ProgressStyle style)
{
    if (style == ProgressStyle::lines)
        showLines(options);
    else if (style == ProgressStyle::bar && platform::errorStreamIsTerminal()) {
        options.onProgress = [](const InspectProgress& progress) {
            const std::string text = barText(progress);
            std::fwrite(text.data(), 1, text.size(), stderr);
            std::fflush(stderr);
        };
    }
}

void endProgress(ProgressStyle style)
{
    if (style == ProgressStyle::bar && platform::errorStreamIsTerminal())
        std::fputs("\r\033[K", stderr);
}

} // namespace assay
