// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/inspect/selftest.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <thread>

namespace assay
{

namespace
{

using Lines = std::vector<SelftestLine>;

std::string expectedText(const Expectation& expected)
{
    return expected.value ? fmt::format("{:.2f} +{}/-{}", *expected.value, expected.above, expected.below)
                          : "no reading";
}

std::string measuredText(const SelftestLine& line)
{
    return line.measured ? fmt::format("{:.3f} {}", *line.measured, symbolOf(line.unit)) : "no reading";
}

// "from 3 s on" where every value of a series was asked.
std::string measureText(const Expectation& expected)
{
    return expected.series.empty() ? expected.measure
                                   : fmt::format("series {} from {} s", expected.series, expected.seriesFrom);
}

std::string tableOf(const Lines& lines, const std::string& time)
{
    std::string text = fmt::format(
        "Certificate of metering: assay {}, {}, kernels for {}\n\n", ASSAY_VERSION, time, kernelsInUse());
    constexpr const char* row = "{:<17} {:<27} {:<19} {:<14} {:<6} {}\n";
    text += fmt::format(fmt::runtime(row), "test", "measure", "expected", "measured", "ok", "sound");
    for (const SelftestLine& line : lines) {
        text += fmt::format(fmt::runtime(row), line.test, measureText(line.expected), expectedText(line.expected),
            measuredText(line), line.ok ? "yes" : "NO", line.sound);
        if (!line.ok && !line.reason.empty())
            text += fmt::format("{:<17} {}\n", "", line.reason);
    }
    text += "\nTech 3341 is EBU Tech 3341 v4 and Tech 3342 is EBU Tech 3342 v4, sounds 1 kHz stereo where nothing else "
            "is said, levels in dBFS;\nthe others are Assay's own after ITU-R BS.1770-5. Left out: Tech 3341-7 and -8, "
            "3342-5 and -6, which are recordings,\nand 3341-11 and -14, which are for live meters.\n";
    text += fmt::format("\n{} of {} as they must be: {}\n", std::ranges::count(lines, true, &SelftestLine::ok),
        lines.size(), passes(lines) ? "PASS" : "FAIL");
    return text;
}

nlohmann::ordered_json jsonOf(const SelftestLine& line)
{
    const Expectation& expected = line.expected;
    nlohmann::ordered_json json { { "test", line.test }, { "source", line.source }, { "sound", line.sound },
        { "measure", expected.measure }, { "unit", symbolOf(line.unit) } };
    if (!expected.series.empty())
        json["series"] = { { "track", expected.series }, { "from_s", expected.seriesFrom } };
    if (expected.value) {
        json["expected"] = *expected.value;
        json["tolerance"] = { { "below", expected.below }, { "above", expected.above } };
    } else {
        json["expected"] = nullptr; // no reading
    }
    json["measured"] = line.measured ? nlohmann::ordered_json(*line.measured) : nlohmann::ordered_json();
    if (!line.reason.empty())
        json["reason"] = line.reason;
    json["ok"] = line.ok;
    return json;
}

std::string jsonTextOf(const Lines& lines, const std::string& time)
{
    nlohmann::ordered_json json { { "schema", "assay-selftest/1" },
        { "tool", { { "name", "assay" }, { "version", ASSAY_VERSION }, { "kernels", kernelsInUse() } } }, { "created", time },
        { "ok", passes(lines) } };
    json["tests"] = nlohmann::ordered_json::array();
    for (const SelftestLine& line : lines)
        json["tests"].push_back(jsonOf(line));
    return json.dump(2) + "\n";
}

} // namespace

int run(const SelftestArguments& arguments)
{
    const Lines lines = runSelftest(selftestVectors(), std::max(1U, std::thread::hardware_concurrency()));
    const std::string time = timestamp();
    if (!arguments.output.json.empty() && !writeText(jsonTextOf(lines, time), arguments.output.json))
        return exitUsage;
    printText(tableOf(lines, time), arguments.output);
    return passes(lines) ? 0 : 1;
}

} // namespace assay
