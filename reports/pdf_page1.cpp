// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/method_facts.h"
#include "reports/pdf_pages.h"
#include "reports/short_names.h"
#include "reports/timing.h"
#include "reports/wording.h"

#include <QImage>
#include <algorithm>

namespace assay
{

namespace
{

// The logo stands at the right of title and profile.
void writeTitle(PdfCanvas& canvas, const Report& report, const ReportTemplate& house)
{
    constexpr double logoWidth = 120.0; // pt
    constexpr double logoHeight = 42.0; // pt
    const Palette& palette = canvas.palette();
    const QImage logo = QImage::fromData(QByteArray::fromStdString(house.logo));
    double wide = canvas.width();
    if (!logo.isNull()) {
        canvas.picture(QRectF(wide - logoWidth, canvas.y(), logoWidth, logoHeight), logo);
        wide -= logoWidth + 16.0;
    }
    canvas.line(QRectF(0, canvas.y(), wide, 28.0), titleOf(report, house),
        TextStyle { 20.0, palette.text, Face::strong }, Qt::AlignLeft, Qt::ElideMiddle);
    canvas.advance(31.0);
    const TextStyle dim { 9.5, palette.dim };
    if (const QString order = orderLine(house); !order.isEmpty()) {
        canvas.line(QRectF(0, canvas.y(), wide, 14.0), order, dim);
        canvas.advance(14.0);
    }
    canvas.advance(canvas.paragraph(0, canvas.y(), wide, profileLine(report), dim) + 12.0);
}

// The verdict in words, in a box of its colour: the word large at the left, the reason beside it.
void writeVerdict(PdfCanvas& canvas, const Report& report)
{
    const Palette& palette = canvas.palette();
    const QColor colour = report.verdict ? colourOf(*report.verdict, palette) : palette.dim;
    const QString word = report.verdict ? wordOf(*report.verdict) : ReportText::tr("Measured");
    const TextStyle large { 20.0, colour, Face::strong };
    const TextStyle body { 9.0, palette.text };
    const TextStyle small { 7.5, palette.dim };
    const double left = 14.0;
    const double side = std::max(canvas.textWidth(word, large), 62.0);
    const double textLeft = left + side + 20.0;
    const double wide = canvas.width() - textLeft - left;
    const std::vector<Phrase> sentence = verdictSentence(report);
    FindingCounts counts = countsOf(report);
    counts.met = 0;
    const QString weights = countsText(counts).replace(QStringLiteral(", "), QStringLiteral("\n"));
    const double reason = canvas.paragraph(textLeft, 0, wide, sentence, body, true);
    const double beside
        = 26.0 + (weights.isEmpty() ? 0.0 : canvas.paragraph(left, 0, side + 12.0, weights, small, true));
    const double height = std::max(reason, beside) + 24.0;
    canvas.box(QRectF(0, canvas.y(), canvas.width(), height), tinted(colour, palette.panel, 0.07),
        tinted(colour, palette.panel, 0.4), 5.0);
    const double top = canvas.y() + 12.0;
    canvas.line(QRectF(left, top - 2.0, side + 2.0, 24.0), word, large);
    canvas.paragraph(left, top + 26.0, side + 12.0, weights, small);
    canvas.paragraph(textLeft, top + 1.0, wide, sentence, body);
    canvas.advance(height);
}

void writeSteps(PdfCanvas& canvas, const Report& report)
{
    const Palette& palette = canvas.palette();
    const std::vector<Step> steps = firstSteps(report);
    if (steps.empty())
        return;
    const double left = 20.0;
    const double wide = canvas.width() - left;
    const TextStyle title { 9.0, palette.text, Face::strong };
    const TextStyle detail { 8.0, palette.dim };
    canvas.heading(ReportText::tr("What to do first"), 40.0);
    int number = 0;
    for (const Step& step : steps) {
        const double titleHeight = canvas.paragraph(left, 0, wide, step.title, title, true);
        const double detailHeight = canvas.paragraph(left, 0, wide, step.detail, detail, true);
        canvas.ensure(titleHeight + detailHeight + 8.0);
        const QColor colour = step.severity == Severity::blocker ? palette.fail : palette.review;
        canvas.line(
            QRectF(0, canvas.y(), left, 13.0), QString::number(++number), TextStyle { 10.5, colour, Face::strong });
        canvas.paragraph(left, canvas.y(), wide, step.title, title);
        canvas.paragraph(left, canvas.y() + titleHeight + 1.0, wide, step.detail, detail);
        canvas.advance(titleHeight + detailHeight + 8.0);
    }
}

std::vector<PdfColumn> deliverableColumns(const PdfCanvas& canvas)
{
    const double right = canvas.width() - 16.0;
    const double fileLeft = 88.0;
    const double fileWidth = right - 261.0 - fileLeft;
    return { { QString(), 0.0, 12.0 }, { ReportText::tr("Deliverable"), 16.0, 68.0 },
        { ReportText::tr("File"), fileLeft, fileWidth },
        { ReportText::tr("LUFS"), right - 257.0, 34.0, Qt::AlignRight },
        { ReportText::tr("dBTP"), right - 221.0, 32.0, Qt::AlignRight },
        { ReportText::tr("LRA"), right - 187.0, 28.0, Qt::AlignRight },
        { ReportText::tr("Layout"), right - 149.0, 44.0 },
        { ReportText::tr("Length"), right - 103.0, 58.0, Qt::AlignRight },
        { ReportText::tr("Verdict"), right - 36.0, 52.0 } };
}

void writeDeliverable(
    PdfCanvas& canvas, const std::vector<PdfColumn>& columns, const JudgedProgramme& entry, const QString& name)
{
    const Palette& palette = canvas.palette();
    const ProgrammeRecord& programme = entry.programme;
    const auto cell
        = [&](std::size_t column) { return QRectF(columns[column].x, canvas.y() + 4.0, columns[column].width, 12.0); };
    const TextStyle body { 8.0, palette.text };
    canvas.symbol(QRectF(0, canvas.y() + 5.5, 9.0, 9.0), entry.judged ? symbolOf(entry.verdict) : Symbol::none);
    canvas.line(cell(1), entry.slot.empty() ? roleWord(programme.role) : fromUtf8Text(entry.slot), body, Qt::AlignLeft,
        Qt::ElideRight);
    canvas.line(cell(2), name, TextStyle { 7.5, palette.text, Face::mono }, Qt::AlignLeft, Qt::ElideMiddle);
    std::size_t column = 3;
    for (const std::string_view measure : { "loudness.integrated", "peak.true", "loudness.range" }) {
        const bool fails = entry.judged && failsOn(entry, measure);
        canvas.figures(cell(column++), cellText(programme.measures, measure),
            TextStyle { 8.0, fails ? palette.fail : palette.text, fails ? Face::strong : Face::text });
    }
    canvas.line(cell(6), fromUtf8Text(programme.layout.name), body);
    canvas.figures(cell(7), fromUtf8Text(lengthOf(programme, programme.frames)), body);
    const TextStyle verdict { 8.0, entry.judged ? colourOf(entry.verdict, palette) : palette.dim, Face::strong };
    canvas.line(cell(8), entry.judged ? wordOf(entry.verdict) : ReportText::tr("–"), verdict);
    canvas.advance(20.0);
    canvas.hairline(canvas.y(), palette.line);
}

// What was expected and did not arrive stands in the same table, or nobody would miss it.
void writeMissing(PdfCanvas& canvas, const Report& report)
{
    const Palette& palette = canvas.palette();
    for (const QString& sentence : missingDeliverables(report)) {
        canvas.ensure(21.0);
        canvas.symbol(QRectF(0, canvas.y() + 5.5, 9.0, 9.0), Symbol::missing);
        canvas.line(QRectF(16.0, canvas.y() + 4.0, canvas.width() - 60.0, 12.0), sentence,
            TextStyle { 8.0, palette.fail, Face::strong });
        canvas.advance(20.0);
        canvas.hairline(canvas.y(), palette.line);
    }
}

// The rows of these programmes, by their index.
void writeDeliverableRows(PdfCanvas& canvas, const Report& report, const std::vector<std::size_t>& chosen)
{
    const std::vector<PdfColumn> columns = deliverableColumns(canvas);
    writeTableHead(canvas, columns);
    QStringList names; // what all share says nothing in a narrow column; the pages behind give the names in full
    for (const JudgedProgramme& entry : report.programmes)
        names += fromUtf8Text(entry.programme.name);
    names = shortNames(names);
    for (const std::size_t i : chosen) {
        if (canvas.ensure(21.0))
            writeTableHead(canvas, columns);
        writeDeliverable(canvas, columns, report.programmes[i], names[static_cast<qsizetype>(i)]);
    }
}

std::vector<std::size_t> everyDeliverable(const Report& report)
{
    std::vector<std::size_t> all(report.programmes.size());
    std::ranges::generate(all, [next = std::size_t { 0 }]() mutable { return next++; });
    return all;
}

// More deliverables than this are told by number and by their worst on the first page, and listed behind it.
constexpr std::size_t mostOnFirstPage = 10;

bool listsApart(const Report& report)
{
    return report.programmes.size() > mostOnFirstPage;
}

// "40 deliverables: 16 fail, 20 need a person, 4 pass."
QString deliverablesLine(const Report& report)
{
    const auto count = [&](Verdict verdict) {
        return std::ranges::count_if(report.programmes,
            [verdict](const JudgedProgramme& entry) { return entry.judged && entry.verdict == verdict; });
    };
    return ReportText::tr(
        "%1 deliverables: %2 fail, %3 need a person, %4 pass. The worst of them; all on the pages behind.")
        .arg(report.programmes.size())
        .arg(count(Verdict::fail))
        .arg(count(Verdict::review))
        .arg(count(Verdict::pass));
}

void writeWorstDeliverables(PdfCanvas& canvas, const Report& report)
{
    std::vector<std::size_t> worst = everyDeliverable(report);
    std::ranges::stable_sort(worst, {}, [&](std::size_t i) {
        const JudgedProgramme& entry = report.programmes[i];
        return entry.judged ? -static_cast<int>(entry.verdict) : 1;
    });
    worst.resize(mostOnFirstPage);
    canvas.advance(canvas.paragraph(
        0, canvas.y(), canvas.width(), deliverablesLine(report), TextStyle { 8.5, canvas.palette().dim }));
    canvas.advance(8.0);
    writeDeliverableRows(canvas, report, worst);
}

void writeDeliverables(PdfCanvas& canvas, const Report& report)
{
    if (report.programmes.empty())
        return;
    canvas.heading(ReportText::tr("Deliverables"), 60.0);
    if (listsApart(report))
        writeWorstDeliverables(canvas, report);
    else
        writeDeliverableRows(canvas, report, everyDeliverable(report));
    writeMissing(canvas, report);
}

void writeAllDeliverables(PdfCanvas& canvas, const Report& report, const PageHead& head)
{
    if (!listsApart(report))
        return;
    canvas.startPage(head);
    canvas.heading(ReportText::tr("All deliverables"), 60.0);
    writeDeliverableRows(canvas, report, everyDeliverable(report));
}

void writeUnreadable(PdfCanvas& canvas, const Report& report)
{
    const Palette& palette = canvas.palette();
    const TextStyle name { 7.5, palette.text, Face::mono };
    const TextStyle reason { 8.0, palette.dim };
    bool first = true;
    for (const AssetRecord& asset : report.assets) {
        if (!asset.error)
            continue;
        const double half = canvas.width() * 0.44;
        const double reasonLeft = half + 12.0;
        QString message = fromUtf8Text(asset.error->message);
        if (asset.error->offset)
            message += ReportText::tr(" (at byte %1)").arg(*asset.error->offset);
        const double height
            = std::max(canvas.paragraph(reasonLeft, 0, canvas.width() - reasonLeft, message, reason, true) + 8.0, 20.0);
        if (first)
            canvas.heading(ReportText::tr("Files that could not be read"), height + 10.0);
        first = false;
        canvas.ensure(height + 1.0);
        canvas.symbol(QRectF(0, canvas.y() + 5.5, 9.0, 9.0), Symbol::fail);
        canvas.line(QRectF(16.0, canvas.y() + 4.0, half - 16.0, 12.0), fromUtf8Text(asset.path), name, Qt::AlignLeft,
            Qt::ElideMiddle);
        canvas.paragraph(reasonLeft, canvas.y() + 4.0, canvas.width() - reasonLeft, message, reason);
        canvas.advance(height);
        canvas.hairline(canvas.y(), palette.line);
    }
}

void writeManualChecks(PdfCanvas& canvas, const Report& report)
{
    if (report.manualChecks.empty())
        return;
    const Palette& palette = canvas.palette();
    const TextStyle body { 8.5, palette.text };
    const double wide = canvas.width() - 16.0 - 70.0;
    canvas.heading(ReportText::tr("To be checked by a person"), 30.0);
    for (const ManualCheck& check : report.manualChecks) {
        const double text = canvas.paragraph(16.0, 0, wide, fromUtf8Text(check.title), body, true);
        canvas.ensure(text + 9.0);
        canvas.symbol(QRectF(0, canvas.y() + 5.0, 9.0, 9.0), Symbol::missing);
        canvas.paragraph(16.0, canvas.y() + 4.0, wide, fromUtf8Text(check.title), body);
        canvas.line(QRectF(canvas.width() - 60.0, canvas.y() + 4.0, 60.0, 12.0), ReportText::tr("open"),
            TextStyle { 8.0, palette.dim }, Qt::AlignRight);
        canvas.advance(text + 8.0);
        canvas.hairline(canvas.y(), palette.line);
    }
}

void writeSignOff(PdfCanvas& canvas)
{
    const Palette& palette = canvas.palette();
    const double width = canvas.width();
    const std::vector<PdfColumn> columns { { ReportText::tr("Step"), 0.0, width * 0.26 },
        { ReportText::tr("Decision"), width * 0.28, width * 0.16 },
        { ReportText::tr("By"), width * 0.46, width * 0.16 }, { ReportText::tr("When"), width * 0.64, width * 0.12 },
        { ReportText::tr("Signature"), width * 0.78, width * 0.22 } };
    canvas.heading(ReportText::tr("Sign-off"), 84.0);
    writeTableHead(canvas, columns);
    for (const QString& step :
        { ReportText::tr("QC operator"), ReportText::tr("Producer"), ReportText::tr("Project manager") }) {
        canvas.line(QRectF(0, canvas.y() + 4.0, columns[0].width, 12.0), step, TextStyle { 8.5, palette.text });
        canvas.line(QRectF(columns[1].x, canvas.y() + 4.0, columns[1].width, 12.0), ReportText::tr("open"),
            TextStyle { 8.5, palette.dim });
        canvas.advance(20.0);
        canvas.hairline(canvas.y(), palette.line);
    }
}

} // namespace

void writeFirstPage(PdfCanvas& canvas, const Report& report, const ReportTemplate& house)
{
    const PageHead head { house.house.empty() ? QStringLiteral("Assay") : fromUtf8Text(house.house),
        ReportText::tr("delivery report"), titleOf(report, house) + QStringLiteral(" · ") + dateText(report.created) };
    canvas.startPage(head);
    writeTitle(canvas, report, house);
    writeVerdict(canvas, report);
    writeSteps(canvas, report);
    writeDeliverables(canvas, report);
    writeDelivery(canvas, report);
    writeUnreadable(canvas, report);
    writeManualChecks(canvas, report);
    writeSignOff(canvas);
    writeAllDeliverables(canvas, report, head);
}

} // namespace assay
