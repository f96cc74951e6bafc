// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/pdf_pages.h"
#include "reports/summary.h"
#include "reports/wording.h"

namespace assay
{

namespace
{

bool isMet(const Finding& finding)
{
    return finding.state == FindingState::pass || (finding.state == FindingState::notApplicable && !finding.applies);
}

void writeFinding(PdfCanvas& canvas, const Finding& finding)
{
    const Palette& palette = canvas.palette();
    const double left = 16.0;
    const double wide = canvas.width() - left;
    const TextStyle title { 8.5, palette.text, isMet(finding) ? Face::text : Face::strong };
    const TextStyle small { 7.5, palette.dim };
    QString head = fromUtf8Text(finding.title);
    if (!isMet(finding))
        head += QStringLiteral("\u00a0\u00a0·\u00a0") + wordOf(finding.severity);
    QString text;
    if (finding.state != FindingState::pass)
        text = typeset(finding.message);
    if (finding.state == FindingState::fail && !finding.advice.empty())
        text += QLatin1Char(' ') + typeset(finding.advice);
    const QString clause = finding.state == FindingState::pass ? QString() : fromUtf8Text(finding.clause);
    double height = canvas.paragraph(left, 0, wide, head, title, true);
    for (const QString& words : { text, clause })
        height += words.isEmpty() ? 0.0 : canvas.paragraph(left, 0, wide, words, small, true);
    canvas.ensure(height + 9.0);
    canvas.symbol(QRectF(0, canvas.y() + 5.0, 9.0, 9.0), symbolOf(finding));
    double y = canvas.y() + 4.0;
    y += canvas.paragraph(left, y, wide, head, title);
    for (const QString& words : { text, clause })
        y += words.isEmpty() ? 0.0 : canvas.paragraph(left, y, wide, words, small);
    canvas.advance(height + 8.0);
    canvas.hairline(canvas.y(), palette.line);
}

} // namespace

void writeDelivery(PdfCanvas& canvas, const Report& report)
{
    if (report.delivery.findings.empty())
        return;
    canvas.heading(ReportText::tr("The delivery as a whole"), 40.0);
    for (const Finding* finding : byWeight(report.delivery.findings))
        writeFinding(canvas, *finding);
}

} // namespace assay
