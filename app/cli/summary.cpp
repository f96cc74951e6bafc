// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/summary.h"

#include "core/base/timecode.h"
#include "specs/evaluate.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

std::string_view word(Verdict verdict)
{
    switch (verdict) {
    case Verdict::pass:
        return "PASS";
    case Verdict::review:
        return "REVIEW";
    case Verdict::fail:
        return "FAIL";
    }
    return "REVIEW";
}

std::string_view mark(const Finding& finding)
{
    if (finding.answer)
        return "ok* "; // by a person, not by the rule
    switch (finding.state) {
    case FindingState::pass:
        return "ok  ";
    case FindingState::fail:
        return "FAIL";
    case FindingState::notApplicable:
        return "n/a ";
    case FindingState::notMeasured:
        return "?   ";
    }
    return "?   ";
}

std::string valueOf(const MeasurementSet& measures, std::string_view id)
{
    const Measurement* measurement = measures.find(id);
    if (measurement == nullptr)
        return "-";
    if (!measurement->value)
        return measurement->state == MeasureState::notApplicable ? "n/a" : "not measured";
    const std::string_view unit = symbolOf(measurement->unit);
    return formatValue(*measurement->value, measurement->unit) + (unit.empty() ? "" : " ") + std::string(unit);
}

std::string headLine(const JudgedProgramme& entry)
{
    const ProgrammeRecord& programme = entry.programme;
    const std::string_view verdict = entry.judged ? word(entry.verdict) : "-";
    const std::string kind = entry.slot.empty() ? "role " + programme.role : entry.slot;
    const std::string_view assumed = programme.layoutSource == LayoutSource::assumed ? " (layout assumed)" : "";
    return fmt::format("{:<7} {}\n        {}{}, {} Hz, {}, {}\n", verdict, programme.name, programme.layout.name,
        assumed, programme.sampleRate, formatClock(toSeconds(programme.frames, programme.sampleRate)), kind);
}

// What a person must know beside the figures.
std::string notesOn(const MeasurementSet& measures)
{
    std::string line;
    const Measurement* loudness = measures.find("loudness.integrated");
    if (loudness != nullptr && loudness->state == MeasureState::notMeasured)
        line += "\n        not measured: " + loudness->reason;
    if (const Measurement* unrendered = measures.find("format.unrendered"); unrendered != nullptr && unrendered->value)
        line += "\n        " + std::get<std::string>(*unrendered->value);
    if (measures.number("atmos.rerender.integrated"))
        line += fmt::format("\n        rendered to 5.1 (an estimate): loudness {}, true peak {}",
            valueOf(measures, "atmos.rerender.integrated"), valueOf(measures, "atmos.rerender.true_peak"));
    if (measures.number("loudness.as_dual_mono"))
        line += fmt::format("\n        mono counts as one channel; the same sound as dual mono reads {}",
            valueOf(measures, "loudness.as_dual_mono"));
    if (measures.number("loudness.as_mono"))
        line += fmt::format("\n        both channels are the same; as a mono file the sound reads {}",
            valueOf(measures, "loudness.as_mono"));
    if (measures.find("crosscheck.difference") != nullptr)
        line += fmt::format("\n        second opinion (libebur128) {}, difference {}",
            valueOf(measures, "crosscheck.integrated"), valueOf(measures, "crosscheck.difference"));
    return line;
}

std::string measuresLine(const MeasurementSet& measures)
{
    struct Column {
        std::string_view label;
        std::string_view id;
    };
    static constexpr std::array columns {
        Column { "loudness", "loudness.integrated" },
        Column { "range", "loudness.range" },
        Column { "true peak", "peak.true" },
        Column { "correlation", "phase.correlation" },
    };
    std::string line = "        ";
    for (const Column& column : columns) {
        if (measures.find(column.id) != nullptr) // `measure --only` may have left it out
            line += fmt::format("{} {}   ", column.label, valueOf(measures, column.id));
    }
    while (!line.empty() && line.back() == ' ')
        line.pop_back();
    line += notesOn(measures);
    return line.empty() ? line : line + "\n";
}

std::string findingLines(const std::vector<Finding>& findings)
{
    std::string text;
    for (const Finding& finding : findings) {
        const bool quiet
            = finding.state == FindingState::pass || (finding.state == FindingState::notApplicable && !finding.applies);
        if (quiet)
            continue;
        const std::string_view draft = finding.provenance == Provenance::draft ? " [draft rule]" : "";
        const std::string title = finding.title.empty() ? "" : finding.title + ": "; // the message alone names no thing
        const std::string answer = finding.answer ? fmt::format(" [answered: {}]", *finding.answer) : "";
        text += fmt::format("        {} {:<8} {}{}{}{}\n", mark(finding), nameOf(finding.severity), title,
            finding.message, draft, answer);
        if (finding.state == FindingState::fail && !finding.answer && !finding.advice.empty())
            text += fmt::format("                      {}\n", finding.advice);
    }
    const auto passed = std::ranges::count(findings, FindingState::pass, &Finding::state);
    const auto apart = std::ranges::count(findings, false, &Finding::applies); // rules for other layouts and the like
    if (!findings.empty())
        text += fmt::format("        {} of {} rules met\n", passed, std::ssize(findings) - apart);
    return text;
}

// Why a programme that keeps every rule is not passed.
std::string waitsLine(const Report& report, const JudgedProgramme& entry)
{
    const bool waits = entry.judged && entry.verdict == Verdict::review
        && verdictOf(entry.findings, false) == Verdict::pass && !report.manualChecks.empty();
    return waits ? "        waits for what a person must check, below\n" : "";
}

// What holds between the programmes; nothing where nobody asked.
std::string deliveryLines(const Report& report)
{
    const std::vector<Finding>& findings = report.delivery.findings;
    if (findings.empty())
        return {};
    return fmt::format("{:<7} The delivery as a whole\n{}\n", word(verdictOf(findings, false)), findingLines(findings));
}

std::string closingLine(const Report& report)
{
    const auto unreadable
        = std::ranges::count_if(report.assets, [](const AssetRecord& asset) { return asset.error.has_value(); });
    const std::string files = unreadable > 0 ? fmt::format(", {} could not be read", unreadable) : "";
    if (!report.verdict || !report.profile)
        return fmt::format("Measured: {} programmes{}. Nothing was judged.\n", report.programmes.size(), files);
    const auto count = [&](Verdict verdict) {
        return std::ranges::count_if(
            report.programmes, [&](const JudgedProgramme& entry) { return entry.judged && entry.verdict == verdict; });
    };
    const auto notJudged
        = std::ranges::count_if(report.programmes, [](const JudgedProgramme& entry) { return !entry.judged; });
    return fmt::format("{}: {} passed, {} to review, {} failed, {} not judged by this profile{} - {} {}\n",
        word(*report.verdict), count(Verdict::pass), count(Verdict::review), count(Verdict::fail), notJudged, files,
        report.profile->title, report.profile->version);
}

} // namespace

std::string summaryOf(const Report& report)
{
    std::string text;
    for (const JudgedProgramme& entry : report.programmes)
        text += headLine(entry) + measuresLine(entry.programme.measures) + findingLines(entry.findings)
            + waitsLine(report, entry) + "\n";
    text += deliveryLines(report);
    for (const ManualCheck& check : report.manualChecks)
        text += fmt::format("To check by a person: {}\n", check.title);
    if (report.profile && report.profile->isDraft())
        text += fmt::format("DRAFT: {} has numbers that nobody has held against their document.\n", report.profile->id);
    return text + closingLine(report);
}

} // namespace assay
