// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/finding_words.h"
#include "reports/pdf_pages.h"
#include "reports/wording.h"

#include <algorithm>

namespace assay
{

namespace
{

constexpr std::size_t mostPlaces = 12; // in a row; the JSON report holds them all

std::vector<PdfColumn> columnsFor(const PdfCanvas& canvas)
{
    const double right = canvas.width();
    const double where = right - 300.0;
    return { { QString(), 0.0, 12.0 }, { ReportText::tr("Rule and clause"), 16.0, where - 26.0 },
        { ReportText::tr("Where"), where, 132.0 }, { ReportText::tr("Measured"), right - 160.0, 62.0, Qt::AlignRight },
        { ReportText::tr("Limit"), right - 90.0, 90.0, Qt::AlignRight } };
}

// One cell of a row: what it says and how.
struct Cell {
    std::size_t column;
    QString text;
    TextStyle style;
};

QString whereText(const ProgrammeRecord& programme, const Finding& finding)
{
    const std::vector<Place> places = placesOf(programme, finding);
    QStringList lines;
    for (const Place& place : places) {
        if (static_cast<std::size_t>(lines.size()) == mostPlaces) {
            lines << ReportText::tr("and %1 more").arg(places.size() - mostPlaces);
            break;
        }
        lines << placeAndChannel(programme, place, finding.measure);
    }
    return lines.join(QLatin1Char('\n'));
}

void writeRow(
    PdfCanvas& canvas, const std::vector<PdfColumn>& columns, const ProgrammeRecord& programme, const Finding& finding)
{
    const Palette& palette = canvas.palette();
    const bool matters = finding.state == FindingState::fail || finding.state == FindingState::notMeasured;
    const Symbol symbol = symbolOf(finding);
    const TextStyle small { 7.5, palette.dim };
    const TextStyle plain { 8.0, palette.text };
    const TextStyle title { 8.5, palette.text, matters ? Face::strong : Face::text };
    const QString where = whereText(programme, finding);
    const bool timed = where.contains(QLatin1Char(':'));
    const std::vector<Cell> cells {
        { 2, where, TextStyle { timed ? 7.0 : 8.0, palette.text, timed ? Face::mono : Face::text } },
        { 3, findingValue(finding),
            TextStyle {
                8.0, matters ? colourOf(symbol, palette) : palette.text, matters ? Face::strong : Face::text } },
        { 4, typeset(finding.limit), plain }
    };
    // Without a place to name, the words may have that column too.
    const double wide = columns[1].width + (where.isEmpty() ? columns[2].width + 10.0 : 0.0);
    const std::vector<Cell> words { { 1, findingTitle(finding), title }, { 1, findingExplanation(finding), small },
        { 1, findingClause(finding), TextStyle { 7.0, palette.dim } } };

    double height = 0.0;
    for (const Cell& word : words)
        height += word.text.isEmpty() ? 0.0 : canvas.paragraph(0, 0, wide, word.text, word.style, true);
    for (const Cell& cell : cells)
        height = std::max(height, canvas.paragraph(0, 0, columns[cell.column].width, cell.text, cell.style, true));
    if (canvas.ensure(height + 9.0))
        writeTableHead(canvas, columns);

    const double top = canvas.y() + 4.0;
    canvas.symbol(QRectF(0, top + 1.5, 9.0, 9.0), symbol);
    double wordTop = top;
    for (const Cell& word : words)
        wordTop += word.text.isEmpty() ? 0.0 : canvas.paragraph(columns[1].x, wordTop, wide, word.text, word.style);
    for (const Cell& cell : cells) {
        const PdfColumn& column = columns[cell.column];
        canvas.paragraph(column.x, top, column.width, cell.text, cell.style, false, column.side);
    }
    canvas.advance(height + 8.0);
    canvas.hairline(canvas.y(), palette.line);
}

} // namespace

void writeFindings(PdfCanvas& canvas, const JudgedProgramme& entry)
{
    if (entry.findings.empty())
        return;
    const std::vector<PdfColumn> columns = columnsFor(canvas);
    canvas.heading(ReportText::tr("Findings"), 70.0);
    writeTableHead(canvas, columns);
    int outside = 0;
    for (const Finding* finding : byWeight(entry.findings)) {
        if (finding->applies)
            writeRow(canvas, columns, entry.programme, *finding);
        else
            ++outside;
    }
    if (outside == 0)
        return;
    canvas.ensure(20.0);
    canvas.advance(6.0);
    const QString note = rulesOutside(outside);
    canvas.advance(canvas.paragraph(0, canvas.y(), columns.back().x, note, TextStyle { 7.5, canvas.palette().dim }));
}

} // namespace assay
