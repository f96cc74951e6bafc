// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/margins.h"
#include "reports/pdf_pages.h"
#include "reports/timing.h"
#include "reports/wording.h"

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

void writeMargins(PdfCanvas& canvas, const JudgedProgramme& entry)
{
    const std::vector<MarginRow> rows = marginRows(entry);
    if (rows.empty())
        return;
    const Palette& palette = canvas.palette();
    const double width = canvas.width();
    canvas.heading(entry.judged ? ReportText::tr("Measured against limit") : ReportText::tr("Measured"), 40.0);
    for (const MarginRow& row : rows) {
        canvas.ensure(20.0);
        const double top = canvas.y() + 3.5;
        const bool fails = row.finding.state == FindingState::fail;
        canvas.line(QRectF(0, top, width * 0.27, 12.0), row.title, TextStyle { 8.5, palette.text });
        canvas.line(QRectF(width * 0.27, top, width * 0.16, 12.0), row.value,
            row.hasValue
                ? TextStyle { 8.5, fails ? colourOf(symbolOf(row.finding), palette) : palette.text, Face::strong }
                : TextStyle { 8.0, palette.dim },
            Qt::AlignRight);
        drawMarginBar(canvas.painter(), canvas.onDevice(QRectF(width * 0.46, canvas.y() + 3.5, width * 0.3, 12.0)),
            row.finding, canvas.plotStyle());
        canvas.line(
            QRectF(width * 0.78, top, width * 0.22, 12.0), row.limit, TextStyle { 8.0, palette.dim }, Qt::AlignRight);
        canvas.advance(19.0);
        canvas.hairline(canvas.y(), palette.line);
    }
}

// Every finding with places, and an extreme's one place, is marked below the curve.
void writeLoudness(PdfCanvas& canvas, const JudgedProgramme& entry, const TimeAxis& axis)
{
    const PlotStyle style = canvas.plotStyle();
    const double left = labelWidth(style) / style.unit;
    const std::vector<PlotMarker> markers = markersOf(entry.findings, entry.programme.sampleRate);
    const double markerHeight = markers.empty() ? 4.0 : 14.0;
    const LoudnessPlot plot = loudnessPlotOf(entry);
    const double speechHeight = hasValues(plot.series, "speech") ? 12.0 : 0.0;
    canvas.heading(ReportText::tr("Loudness over time"), 150.0 + speechHeight + markerHeight);
    const QRectF curve(0, canvas.y(), canvas.width(), 128.0);
    drawLoudness(canvas.painter(), canvas.onDevice(curve), plot, style);
    canvas.advance(curve.height());
    if (speechHeight > 0.0) {
        const QRectF lane(0, canvas.y() + 3.0, canvas.width(), speechHeight - 4.0);
        drawSpeech(canvas.painter(), canvas.onDevice(lane), plot.series, axis, style);
        canvas.advance(speechHeight);
    }
    const QRectF strip(left, canvas.y(), canvas.width() - left, markerHeight);
    drawMarkers(canvas.painter(), canvas.onDevice(strip), markers, axis, style);
    canvas.advance(markerHeight);
    drawTimeAxis(canvas.painter(), canvas.onDevice(QRectF(left, canvas.y(), canvas.width() - left, 14.0)), axis, style);
    canvas.advance(15.0);
    canvas.line(QRectF(left, canvas.y(), canvas.width() - left, 10.0),
        speechHeight > 0.0
            ? ReportText::tr(
                "grey: momentary (400 ms) · amber: short-term (3 s) · blue: speech · diamonds: places of findings")
            : ReportText::tr("grey: momentary (400 ms) · amber: short-term (3 s) · diamonds: places of findings"),
        TextStyle { 6.5, canvas.palette().dim });
    canvas.advance(10.0);
}

void writeStrips(PdfCanvas& canvas, const JudgedProgramme& entry, const TimeAxis& axis)
{
    const Series& series = entry.programme.measures.series();
    const bool correlation = hasValues(series, "correlation");
    const bool peaks = hasValues(series, "true_peak");
    if (!correlation && !peaks)
        return;
    const double room = (correlation ? 46.0 : 0.0) + (peaks ? 40.0 : 0.0);
    canvas.heading(correlation && peaks ? ReportText::tr("Correlation and true peak")
            : peaks                     ? ReportText::tr("True peak")
                                        : ReportText::tr("Correlation"),
        room);
    if (correlation) {
        const QRectF strip(0, canvas.y(), canvas.width(), 38.0);
        drawCorrelation(canvas.painter(), canvas.onDevice(strip), series, axis, canvas.plotStyle());
        canvas.advance(46.0);
    }
    if (peaks) {
        const Finding* finding = limitOn(entry, "peak.true");
        const QRectF strip(0, canvas.y(), canvas.width(), 36.0);
        drawTruePeak(canvas.painter(), canvas.onDevice(strip), series, axis,
            finding != nullptr ? finding->highest : std::nullopt, canvas.plotStyle());
        canvas.advance(40.0);
    }
}

void writePlots(PdfCanvas& canvas, const JudgedProgramme& entry)
{
    const Series& series = entry.programme.measures.series();
    if (!hasValues(series, "momentary") && !hasValues(series, "true_peak"))
        return;
    const TimeAxis axis = timeAxisOf(entry.programme);
    if (hasValues(series, "momentary"))
        writeLoudness(canvas, entry, axis);
    writeStrips(canvas, entry, axis);
}

void writeVerdictLine(PdfCanvas& canvas, const JudgedProgramme& entry)
{
    const Palette& palette = canvas.palette();
    const TextStyle word { 15.0, entry.judged ? colourOf(entry.verdict, palette) : palette.dim, Face::strong };
    const QString verdict = entry.judged ? wordOf(entry.verdict) : ReportText::tr("Not judged");
    const QString counts
        = entry.judged ? countsText(countsOf(entry.findings)) : ReportText::tr("the profile asks nothing of this role");
    const double wide = canvas.textWidth(verdict, word);
    canvas.symbol(QRectF(0, canvas.y() + 3.0, 14.0, 14.0), entry.judged ? symbolOf(entry.verdict) : Symbol::none);
    canvas.line(QRectF(20.0, canvas.y(), wide + 2.0, 20.0), verdict, word);
    canvas.line(QRectF(28.0 + wide, canvas.y(), canvas.width() - wide - 28.0, 20.0), counts,
        TextStyle { 12.0, palette.text, Face::strong });
    canvas.advance(24.0);
}

// Where the layout comes from is always said; an assumed one loudly.
void writeProvenance(PdfCanvas& canvas, const ProgrammeRecord& programme)
{
    const Palette& palette = canvas.palette();
    const bool assumed = programme.layoutSource == LayoutSource::assumed;
    const QString layout
        = ReportText::tr("Layout %1, %2").arg(fromUtf8Text(programme.layout.name), wordOf(programme.layoutSource));
    if (assumed)
        canvas.symbol(QRectF(0, canvas.y() + 1.5, 9.0, 9.0), Symbol::review);
    const double left = assumed ? 14.0 : 0.0;
    canvas.line(QRectF(left, canvas.y(), canvas.width() - left, 12.0), layout,
        TextStyle { 8.0, assumed ? palette.review : palette.dim });
    canvas.advance(12.0);
    if (const QString note = monoNote(programme.measures); !note.isEmpty()) {
        canvas.line(QRectF(0, canvas.y(), canvas.width(), 12.0), note, TextStyle { 8.0, palette.dim });
        canvas.advance(12.0);
    }
    if (programme.assets.size() < 2)
        return;
    QStringList files;
    for (const std::string& asset : programme.assets)
        files << fromUtf8Text(asset);
    const TextStyle mono { 7.0, palette.dim, Face::mono };
    canvas.advance(2.0);
    canvas.advance(canvas.paragraph(0, canvas.y(), canvas.width(), files.join(QStringLiteral("  ")), mono));
}

} // namespace

void writeProgrammePages(PdfCanvas& canvas, const JudgedProgramme& entry)
{
    const ProgrammeRecord& programme = entry.programme;
    canvas.startPage({ kindOf(programme), fromUtf8Text(programme.name), factsText(programme) });
    writeVerdictLine(canvas, entry);
    writeProvenance(canvas, programme);
    writeMargins(canvas, entry);
    writePlots(canvas, entry);
    writeFindings(canvas, entry);
}

} // namespace assay
