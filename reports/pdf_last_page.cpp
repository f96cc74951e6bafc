// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/method_facts.h"
#include "reports/pdf_pages.h"
#include "reports/wording.h"

#include <algorithm>

namespace assay
{

namespace
{

constexpr double labelColumn = 104.0; // pt

void writeFact(PdfCanvas& canvas, const QString& label, const QString& text, Face face = Face::text)
{
    const Palette& palette = canvas.palette();
    const TextStyle style { face == Face::mono ? 7.0 : 8.5, palette.text, face };
    const double wide = canvas.width() - labelColumn;
    const double height = canvas.paragraph(labelColumn, 0, wide, text, style, true);
    canvas.ensure(height + 8.0);
    canvas.paragraph(0, canvas.y() + 3.5, labelColumn - 10.0, label, TextStyle { 8.5, palette.dim });
    canvas.paragraph(labelColumn, canvas.y() + 3.5, wide, text, style);
    canvas.advance(std::max(height, 12.0) + 7.0);
    canvas.hairline(canvas.y(), palette.line);
}

void writeFile(PdfCanvas& canvas, const AssetRecord& asset)
{
    const Palette& palette = canvas.palette();
    const TextStyle mono { 7.0, palette.dim, Face::mono };
    const std::vector<Fact> lines = identityOf(asset);
    canvas.ensure(15.0 + 10.0 * static_cast<double>(lines.size()) + 8.0);
    canvas.line(QRectF(0, canvas.y() + 3.5, canvas.width() - 110.0, 12.0), fromUtf8Text(asset.path),
        TextStyle { 7.5, palette.text, Face::mono }, Qt::AlignLeft, Qt::ElideMiddle);
    canvas.figures(
        QRectF(canvas.width() - 105.0, canvas.y() + 3.5, 105.0, 12.0), sizeText(asset), TextStyle { 8.0, palette.dim });
    canvas.advance(16.0);
    for (const Fact& fact : lines) {
        canvas.line(QRectF(0, canvas.y(), 44.0, 10.0), fact.label, TextStyle { 7.0, palette.dim });
        canvas.line(
            QRectF(46.0, canvas.y(), canvas.width() - 46.0, 10.0), fact.text, mono, Qt::AlignLeft, Qt::ElideMiddle);
        canvas.advance(10.0);
    }
    canvas.advance(4.0);
    canvas.hairline(canvas.y(), palette.line);
}

void writeFiles(PdfCanvas& canvas, const Report& report)
{
    if (report.assets.empty())
        return;
    canvas.heading(ReportText::tr("Files as they arrived"), 60.0);
    for (const AssetRecord& asset : report.assets)
        writeFile(canvas, asset);
}

} // namespace

void writeLastPage(PdfCanvas& canvas, const Report& report, const ReportTemplate& house)
{
    canvas.startPage({ ReportText::tr("How this was measured"), QString(),
        titleOf(report, house) + QStringLiteral(" · ") + dateText(report.created) });
    for (const FactSection& section : methodSections(report)) {
        canvas.heading(section.title, 60.0);
        for (const Fact& fact : section.facts)
            writeFact(canvas, fact.label, fact.text, fact.isCode ? Face::mono : Face::text);
    }
    writeFiles(canvas, report);
}

} // namespace assay
