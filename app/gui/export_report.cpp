// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/export_report.h"

#include "app/gui/text.h"
#include "core/base/atomic_file.h"
#include "reports/report_html.h"
#include "reports/report_json.h"
#include "reports/report_pdf.h"

#include <QCoreApplication>

namespace assay
{

namespace
{

struct ExportText {
    Q_DECLARE_TR_FUNCTIONS(ExportText)
};

} // namespace

ExportWords wordsOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::pdf:
        return { ExportText::tr("Export as PDF"), ExportText::tr("PDF (*.pdf)"), QStringLiteral(".pdf") };
    case ExportFormat::html:
        return { ExportText::tr("Export as HTML"), ExportText::tr("HTML page (*.html)"), QStringLiteral(".html") };
    case ExportFormat::json:
        return { ExportText::tr("Export as JSON"), ExportText::tr("JSON report (*.json)"), QStringLiteral(".json") };
    }
    return {};
}

Result<void> exportReport(const Report& report, ExportFormat format, const QString& file)
{
    switch (format) {
    case ExportFormat::pdf:
        return writePdf(report, toPath(file));
    case ExportFormat::html:
        return writeHtml(report, toPath(file));
    case ExportFormat::json:
        return writeFileAtomically(toPath(file), toJson(report));
    }
    return {};
}

} // namespace assay
