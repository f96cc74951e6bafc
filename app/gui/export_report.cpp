// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/export_report.h"

#include "app/gui/text.h"
#include "core/base/atomic_file.h"
#include "reports/report_json.h"
#include "reports/report_pdf.h"

namespace assay
{

Result<void> exportReport(const Report& report, ExportFormat format, const QString& file)
{
    switch (format) {
    case ExportFormat::pdf:
        return writePdf(report, toPath(file));
    case ExportFormat::json:
        return writeFileAtomically(toPath(file), toJson(report));
    }
    return {};
}

} // namespace assay
