// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "reports/report.h"

#include <QString>

namespace assay
{

enum class ExportFormat { pdf, html, json };

/// What the dialogue says that asks for a file.
struct ExportWords {
    QString title;
    QString filter;
    QString ending; ///< of the suggested name: ".pdf"
};

[[nodiscard]] ExportWords wordsOf(ExportFormat format);

/// Writes the report as a person asked. Errors: `write`.
[[nodiscard]] Result<void> exportReport(const Report& report, ExportFormat format, const QString& file);

} // namespace assay
