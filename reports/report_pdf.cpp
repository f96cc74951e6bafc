// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/report_pdf.h"

#include "core/base/atomic_file.h"
#include "reports/pdf_bookmarks.h"
#include "reports/pdf_metadata.h"
#include "reports/pdf_pages.h"
#include "reports/report_json.h"
#include "reports/wording.h"

#include <QBuffer>
#include <QDateTime>
#include <QGuiApplication>
#include <QHashSeed>

namespace assay
{

namespace
{

// Qt writes the fonts in the order of a hash table: while this lives, that order is the same in every run. Tables keep
// the seed they were made with, so nobody else is touched.
class SameHashOrder
{
public:
    SameHashOrder() { QHashSeed::setDeterministicGlobalSeed(); }
    SameHashOrder(const SameHashOrder&) = delete;
    SameHashOrder& operator=(const SameHashOrder&) = delete;
    ~SameHashOrder() { QHashSeed::resetRandomGlobalSeed(); }
};

struct Rendered {
    QByteArray bytes;
    int pages = 0;
    std::vector<PdfBookmark> bookmarks {};
};

Rendered rendered(const Report& report, const PdfOptions& options, int totalPages)
{
    const SameHashOrder order;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    Rendered result;
    {
        PdfCanvas canvas(buffer, report, options, totalPages);
        if (!canvas.isOpen())
            return result;
        writeFirstPage(canvas, report, options.house);
        result.bookmarks.push_back({ ReportText::tr("Summary"), 1 });
        for (const JudgedProgramme& entry : report.programmes) {
            result.bookmarks.push_back({ fromUtf8Text(entry.programme.name), canvas.pages() + 1 });
            writeProgrammePages(canvas, entry);
        }
        result.bookmarks.push_back({ ReportText::tr("How this was measured"), canvas.pages() + 1 });
        writeLastPage(canvas, report, options.house);
        result.pages = canvas.pages();
    }
    result.bytes = buffer.data();
    return result;
}

} // namespace

void writeTableHead(PdfCanvas& canvas, const std::vector<PdfColumn>& columns)
{
    const TextStyle style { 7.5, canvas.palette().dim, Face::strong };
    for (const PdfColumn& column : columns)
        canvas.line(QRectF(column.x, canvas.y(), column.width, 12.0), column.title, style, column.side);
    canvas.advance(16.0);
    canvas.hairline(canvas.y(), tinted(canvas.palette().dim, canvas.palette().panel, 0.55), 0.75);
}

Result<void> writePdf(const Report& report, const std::filesystem::path& file, const PdfOptions& options)
{
    if (qobject_cast<QGuiApplication*>(QCoreApplication::instance()) == nullptr)
        return fail(ErrorCode::internal, "a PDF needs a graphical application object, which was not started", file);
    const int pages = rendered(report, options, 0).pages; // how many there are is known only afterwards
    const Rendered result = rendered(report, options, pages);
    if (result.bytes.isEmpty())
        return fail(ErrorCode::write, "the PDF could not be drawn", file);
    const QDateTime created = QDateTime::fromString(fromUtf8Text(report.created), Qt::ISODate).toUTC();
    const PdfAttachment json { QStringLiteral("assay-report.json"), "application/json",
        QByteArray::fromStdString(toJson(report, { options.series })),
        created.isValid() ? created.toString(QStringLiteral("yyyyMMddHHmmss'Z'")).toLatin1() : "19700101000000Z" };
    const QByteArray bytes = withReportDate(withOutline(result.bytes, result.bookmarks, &json), report.created);
    return writeFileAtomically(file, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace assay
