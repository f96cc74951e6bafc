// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/html_pages.h"
#include "reports/margins.h"
#include "reports/plot_curve.h"
#include "reports/report_text.h"
#include "reports/timing.h"
#include "reports/wording.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

// A curve of a lane. Its path holds the numbers themselves (columns across, level times `scale` downwards), so that the
// picture is the data: the page's script reads values from it and zooms by moving the view box.
struct HtmlTrack {
    const char* name; // in the series
    const char* cssClass;
    QString label;
    enum class Shape { mean, envelope, area } shape;
};

// A strip of the plot with curves of one unit.
struct HtmlLane {
    const char* cssClass;
    double bottom;
    double top;
    double scale; // steps a unit: what the reader can tell apart
    Unit unit;
    std::vector<HtmlTrack> tracks;
    std::vector<std::pair<double, QString>> labels {};
};

struct HtmlTime {
    double seconds; // of all columns
    std::size_t columns;
};

QString steps(double value, double scale)
{
    return QString::number(std::llround(-value * scale)); // downwards, as SVG counts
}

QString pathOf(const std::vector<Column>& columns, const HtmlLane& lane, HtmlTrack::Shape shape)
{
    QString path;
    bool pen = false;
    const auto go = [&](std::size_t x, double value) {
        path += (pen ? QLatin1Char(' ') : QLatin1Char('M')) + QString::number(x) + QLatin1Char(' ')
            + steps(value, lane.scale);
        pen = true;
    };
    const bool area = shape == HtmlTrack::Shape::area;
    for (std::size_t x = 0; x < columns.size(); ++x) {
        const Column& column = columns[x];
        if (std::isnan(column.high)) {
            if (area && pen) // the area ends where the sound does
                go(x - 1, lane.bottom);
            pen = false;
            continue;
        }
        if (area && !pen)
            go(x, lane.bottom);
        if (shape == HtmlTrack::Shape::mean)
            go(x, column.mean);
        else
            go(x, column.high);
        if (shape == HtmlTrack::Shape::envelope && steps(column.low, lane.scale) != steps(column.high, lane.scale))
            go(x, column.low);
    }
    if (area && pen)
        go(columns.size() - 1, lane.bottom);
    return path;
}

QString rectanglePath(double left, double right, double top, double bottom)
{
    const auto number = [](double value) { return QString::number(value, 'f', 2); };
    return QStringLiteral("M%1 %2H%3V%4H%1Z").arg(number(left), number(top), number(right), number(bottom));
}

// A line or band at a level, over the whole time.
void writeLevel(Markup& html, const char* cssClass, double low, double high, const HtmlLane& lane, const HtmlTime& time)
{
    const double width = static_cast<double>(time.columns);
    html.empty("path",
        { { "class", QLatin1String(cssClass) },
            { "d", rectanglePath(0.0, width, -high * lane.scale, -low * lane.scale) } });
}

QString shareOf(double value, double of)
{
    return QString::number(100.0 * value / of, 'f', 2) + QLatin1Char('%');
}

void writeLabels(Markup& html, const HtmlLane& lane)
{
    for (const auto& [value, text] : lane.labels) {
        html.leaf("span", text,
            { { "class", QStringLiteral("level") }, { "aria-hidden", QStringLiteral("true") },
                { "style", QStringLiteral("top:") + shareOf(lane.top - value, lane.top - lane.bottom) } });
    }
}

// The lane with its curves; `levels` draws what lies behind them.
void writeLane(Markup& html, const Series& series, const HtmlLane& lane, const HtmlTime& time, const QString& title,
    const std::function<void()>& levels)
{
    const MarkupElement box(html, "div", { { "class", QStringLiteral("lane ") + QLatin1String(lane.cssClass) } });
    {
        const QString view = QStringLiteral("0 %1 %2 %3")
                                 .arg(steps(lane.top, lane.scale), QString::number(time.columns),
                                     QString::number(std::llround((lane.top - lane.bottom) * lane.scale)));
        const MarkupElement svg(html, "svg",
            { { "viewBox", view }, { "preserveAspectRatio", QStringLiteral("none") }, { "role", QStringLiteral("img") },
                { "aria-label", title } });
        for (const auto& [value, text] : lane.labels)
            writeLevel(html, "grid", value, value, lane, time);
        levels();
        for (const HtmlTrack& track : lane.tracks) {
            const auto* values = series.find(track.name);
            if (values == nullptr)
                continue;
            html.empty("path",
                { { "class", QStringLiteral("curve ") + QLatin1String(track.cssClass) },
                    { "d",
                        pathOf(columnsOf(*values, series.hopSeconds, 0.0, time.seconds, time.columns), lane,
                            track.shape) },
                    { "data-name", track.label }, { "data-unit", fromUtf8Text(symbolOf(lane.unit)) },
                    { "data-scale", QString::number(lane.scale) } });
        }
    }
    writeLabels(html, lane);
}

std::vector<std::pair<double, QString>> levelLabels(const LevelRange& range)
{
    std::vector<std::pair<double, QString>> labels;
    const double step = range.top - range.bottom > 30.0 ? 10.0 : 5.0; // LU
    for (double level = std::ceil(range.bottom / step) * step; level < range.top; level += step)
        labels.emplace_back(level, typeset(std::to_string(std::lround(level))));
    return labels;
}

// "Short-term loudness from −41.0 to −18.3 LUFS, loudest at 10:13:02:00": the curve for who cannot see it.
QString loudnessTitle(const ProgrammeRecord& programme, const LoudnessPlot& plot)
{
    const auto* track = plot.series.find("short_term");
    QString text = ReportText::tr("Loudness over time.");
    double low = 0.0;
    double high = -1000.0;
    std::size_t loudest = 0;
    for (std::size_t i = 0; track != nullptr && i < track->size(); ++i) {
        if (std::isnan((*track)[i]))
            continue;
        low = std::min(low, (*track)[i]);
        if ((*track)[i] > high) {
            high = (*track)[i];
            loudest = i;
        }
    }
    if (high > -1000.0) {
        const auto frame
            = static_cast<FrameCount>(static_cast<double>(loudest) * plot.series.hopSeconds * programme.sampleRate);
        text += QLatin1Char(' ')
            + ReportText::tr("Short-term from %1 to %2, loudest at %3.")
                  .arg(numberText(low, Unit::lufs), valueWithUnit(Value(high), Unit::lufs),
                      fromUtf8Text(momentOf(programme, frame)));
    }
    if (plot.integrated)
        text += QLatin1Char(' ')
            + ReportText::tr("Integrated %1.").arg(valueWithUnit(Value(*plot.integrated), Unit::lufs));
    return text;
}

void writeLoudnessLane(Markup& html, const JudgedProgramme& entry, const LoudnessPlot& plot, const HtmlTime& time)
{
    const LevelRange range = levelRangeOf(plot);
    const HtmlLane lane { "loudness", range.bottom, range.top, 10.0, Unit::lufs,
        { { "momentary", "momentary", ReportText::tr("momentary"), HtmlTrack::Shape::envelope },
            { "short_term", "short-term", ReportText::tr("short-term"), HtmlTrack::Shape::mean } },
        levelLabels(range) };
    writeLane(html, plot.series, lane, time, loudnessTitle(entry.programme, plot), [&] {
        if (plot.lowest || plot.highest)
            writeLevel(html, "band", plot.lowest.value_or(range.bottom), plot.highest.value_or(range.top), lane, time);
        if (plot.integrated)
            writeLevel(html, plot.integratedFails ? "integrated fails" : "integrated", *plot.integrated,
                *plot.integrated, lane, time);
    });
}

// All places of one weight are one path: a thousand cost little.
void writePlacesLane(Markup& html, const JudgedProgramme& entry, const HtmlTime& time)
{
    const std::vector<PlotMarker> markers = markersOf(entry.findings, entry.programme.sampleRate);
    if (markers.empty())
        return;
    const double perSecond = static_cast<double>(time.columns) / time.seconds;
    const MarkupElement box(html, "div", { { "class", QStringLiteral("lane places") } });
    const MarkupElement svg(html, "svg",
        { { "viewBox", QStringLiteral("0 0 %1 10").arg(time.columns) },
            { "preserveAspectRatio", QStringLiteral("none") }, { "role", QStringLiteral("img") },
            { "aria-label", ReportText::tr("Places of findings, all of them in the table below") } });
    for (const Symbol symbol : { Symbol::fyi, Symbol::review, Symbol::fail }) {
        QString path;
        for (const PlotMarker& marker : markers) {
            if (marker.symbol == symbol)
                path += rectanglePath(marker.from * perSecond, std::max(marker.to, marker.from) * perSecond, 0.0, 10.0);
        }
        if (!path.isEmpty())
            html.empty("path", { { "class", htmlClassOf(symbol) }, { "d", path } });
    }
}

void writeCorrelationLane(Markup& html, const Series& series, const HtmlTime& time)
{
    const HtmlLane lane { "correlation", -1.05, 1.05, 100.0, Unit::none,
        { { "correlation", "correlation", ReportText::tr("correlation"), HtmlTrack::Shape::mean } },
        { { 1.0, QStringLiteral("+1") }, { 0.0, QStringLiteral("0") }, { -1.0, typeset("-1") } } };
    writeLane(html, series, lane, time, ReportText::tr("Correlation over time, from −1 to +1"), [] {});
}

void writePeakLane(Markup& html, const JudgedProgramme& entry, const HtmlTime& time)
{
    const Series& series = entry.programme.measures.series();
    const Finding* finding = limitOn(entry, "peak.true");
    const std::optional<double> limit = finding != nullptr ? finding->highest : std::nullopt;
    double top = std::max(limit.value_or(0.0), 0.0);
    for (const double level : *series.find("true_peak"))
        top = std::isnan(level) ? top : std::max(top, level);
    const HtmlLane lane { "peak", deepestPeak, top + peakHeadroom, 10.0, Unit::dbtp,
        { { "true_peak", "true-peak", ReportText::tr("true peak"), HtmlTrack::Shape::area } },
        { { limit.value_or(0.0), numberText(limit.value_or(0.0), Unit::dbtp) } } };
    QString title = ReportText::tr("True peak over time.");
    if (limit)
        title += QLatin1Char(' ') + ReportText::tr("Limit %1.").arg(valueWithUnit(Value(*limit), Unit::dbtp));
    writeLane(html, series, lane, time, title, [&] {
        if (limit)
            writeLevel(html, "limit", *limit, *limit, lane, time);
    });
}

void writeTimeAxis(Markup& html, const TimeAxis& axis)
{
    constexpr int mostTicks = 8; // fit a telephone
    const MarkupElement box(
        html, "div", { { "class", QStringLiteral("time") }, { "aria-hidden", QStringLiteral("true") } });
    for (const TimeTick& tick : timeTicks(axis, mostTicks))
        html.leaf("span", tick.text, { { "style", QStringLiteral("left:") + shareOf(tick.seconds, axis.to) } });
}

void writeControls(Markup& html, std::size_t columns)
{
    const MarkupElement box(
        html, "div", { { "class", QStringLiteral("controls scripted") }, { "hidden", QStringLiteral("hidden") } });
    const auto button = [&html](const char* action, const QString& text, const QString& name) {
        html.leaf("button", text,
            { { "type", QStringLiteral("button") }, { "data-do", QLatin1String(action) }, { "aria-label", name } });
    };
    button("in", QStringLiteral("+"), ReportText::tr("Zoom in"));
    button("out", QStringLiteral("−"), ReportText::tr("Zoom out"));
    button("all", ReportText::tr("whole"), ReportText::tr("Show the whole programme"));
    html.empty("input",
        { { "type", QStringLiteral("range") }, { "min", QStringLiteral("0") }, { "max", QString::number(columns - 1) },
            { "value", QStringLiteral("0") }, { "aria-label", ReportText::tr("Read values at a time") } });
    html.leaf("output", ReportText::tr("Point at the curve to read it, drag across it to zoom in."), {});
}

} // namespace

void writeHtmlPlots(Markup& html, const JudgedProgramme& entry, int number, std::size_t mostColumns)
{
    const LoudnessPlot plot = loudnessPlotOf(entry);
    const Series& series = plot.series;
    const bool loudness = hasValues(series, "momentary") || hasValues(series, "short_term");
    const bool peaks = hasValues(series, "true_peak");
    const bool correlation = hasValues(series, "correlation");
    if (!loudness && !peaks && !correlation)
        return;
    std::size_t entries = 0;
    for (const auto& [name, track] : series.tracks)
        entries = std::max(entries, track.size());
    const HtmlTime time { static_cast<double>(entries) * series.hopSeconds, std::min(entries, mostColumns) };
    const TimeAxis& axis = plot.axis;
    html.leaf("h3", loudness ? ReportText::tr("Loudness over time") : ReportText::tr("Over time"));
    const MarkupElement figure(html, "figure",
        { { "class", QStringLiteral("plot") }, { "id", QStringLiteral("plot-%1").arg(number) },
            { "data-columns", QString::number(time.columns) },
            { "data-step", QString::number(time.seconds / static_cast<double>(time.columns), 'g', 12) },
            { "data-origin", QString::number(axis.origin, 'g', 15) },
            { "data-stretch", QString::number(axis.stretch, 'g', 15) } });
    writeControls(html, time.columns);
    {
        const MarkupElement lanes(html, "div", { { "class", QStringLiteral("lanes") } });
        if (loudness)
            writeLoudnessLane(html, entry, plot, time);
        writePlacesLane(html, entry, time);
        if (correlation)
            writeCorrelationLane(html, series, time);
        if (peaks)
            writePeakLane(html, entry, time);
        writeTimeAxis(html, axis);
    }
    html.leaf("figcaption",
        ReportText::tr("grey: momentary (400 ms) · amber: short-term (3 s) · green: correlation · blue: true peak · "
                       "marks: places of findings"));
}

} // namespace assay
