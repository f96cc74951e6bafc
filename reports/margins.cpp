// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/margins.h"

#include "reports/report_text.h"
#include "reports/summary.h"
#include "reports/wording.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

bool hasMargin(const Finding& finding)
{
    return finding.measured && numberIn(*finding.measured) && (finding.lowest || finding.highest)
        && finding.unit != Unit::events && finding.lowest != finding.highest; // one right value has no margin
}

// The stretch of a bar that a margin is judged against, as shares of its width.
struct Scale {
    double from = 0.0;
    double to = 1.0;

    double shareOf(double value) const { return std::clamp((value - from) / (to - from), 0.0, 1.0); }
    bool shows(double value) const { return value > from && value < to; }
};

// Room around the limits so that the value is inside the bar and its distance to the nearest limit can be seen.
Scale scaleFor(double value, std::optional<double> lowest, std::optional<double> highest)
{
    if (lowest && highest) {
        const double span = std::max(*highest - *lowest, 1e-9 + 0.05 * std::abs(*highest));
        const double outside = std::max({ value - *highest, *lowest - value, 0.6 * span });
        return Scale { *lowest - 1.1 * outside, *highest + 1.1 * outside };
    }
    const double bound = highest.value_or(lowest.value_or(0.0));
    const double beyond = highest ? value - bound : bound - value;
    const double reach = std::max({ beyond * 1.25, -beyond / 2.7, 1e-9 + 0.02 * std::abs(bound) });
    return highest ? Scale { bound - 3.0 * reach, bound + reach } : Scale { bound - reach, bound + 3.0 * reach };
}

} // namespace

std::vector<MarginRow> marginRows(const JudgedProgramme& entry)
{
    constexpr std::size_t mostRows = 10;
    std::vector<MarginRow> rows;
    for (const Finding* finding : byWeight(entry.findings)) {
        if (hasMargin(*finding) && rows.size() < mostRows)
            rows.push_back({ fromUtf8Text(finding->title), valueWithUnit(*finding->measured, finding->unit),
                typeset(finding->limit), true, *finding });
    }
    for (const std::string_view id : { "loudness.integrated", "peak.true", "loudness.range", "loudness.short_term_max",
             "loudness.momentary_max", "phase.correlation_min" }) {
        const Measurement* measurement = entry.programme.measures.find(id);
        const bool shown = std::ranges::any_of(rows, [&](const MarginRow& row) { return row.finding.measure == id; });
        const bool expected = id == "loudness.integrated" || id == "peak.true"; // missing it is worth a line
        if (measurement == nullptr || shown || rows.size() >= mostRows || (!measurement->value && !expected))
            continue;
        const QString value
            = measurement->value ? valueWithUnit(*measurement->value, measurement->unit) : wordOf(measurement->state);
        rows.push_back(
            { titleOf(id), value, measurement->value ? ReportText::tr("reported") : fromUtf8Text(measurement->reason),
                measurement->value.has_value() });
    }
    return rows;
}

std::optional<MarginBar> marginBarOf(const Finding& finding)
{
    const std::optional<double> value = finding.measured ? numberIn(*finding.measured) : std::nullopt;
    if (!value || !(finding.lowest || finding.highest))
        return std::nullopt;
    const Scale scale = scaleFor(*value, finding.lowest, finding.highest);
    MarginBar bar;
    bar.from = finding.lowest ? scale.shareOf(*finding.lowest) : 0.0;
    bar.to = finding.highest ? scale.shareOf(*finding.highest) : 1.0;
    bar.value = scale.shareOf(*value);
    for (const auto& bound :
        { finding.qc ? finding.qc->lowest : std::nullopt, finding.qc ? finding.qc->highest : std::nullopt }) {
        if (bound && scale.shows(*bound))
            bar.ticks.push_back(scale.shareOf(*bound));
    }
    return bar;
}

const Finding* limitOn(const JudgedProgramme& entry, std::string_view measure)
{
    const auto found = std::ranges::find_if(entry.findings,
        [&](const Finding& finding) { return finding.measure == measure && (finding.lowest || finding.highest); });
    return found == entry.findings.end() ? nullptr : &*found;
}

LoudnessPlot loudnessPlotOf(const JudgedProgramme& entry)
{
    const MeasurementSet& measures = entry.programme.measures;
    LoudnessPlot plot { measures.series(), timeAxisOf(entry.programme), {}, {},
        measures.number("loudness.integrated") };
    if (const Finding* finding = limitOn(entry, "loudness.integrated")) {
        plot.lowest = finding->lowest;
        plot.highest = finding->highest;
        plot.integratedFails = finding->state == FindingState::fail;
    }
    return plot;
}

// The same mono sound differs by 3.01 LU between one channel and two: never without a word.
QString monoNote(const MeasurementSet& measures)
{
    const auto reads
        = [&measures](std::string_view id) { return valueWithUnit(*measures.find(id)->value, Unit::lufs); };
    if (measures.number("loudness.as_dual_mono"))
        return ReportText::tr("Mono counts as one channel; the same sound as dual mono reads %1")
            .arg(reads("loudness.as_dual_mono"));
    if (measures.number("loudness.as_mono"))
        return ReportText::tr("Both channels are the same; as a mono file the sound reads %1")
            .arg(reads("loudness.as_mono"));
    return {};
}

} // namespace assay
