// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "reports/report.h"

#include <QString>

namespace assay
{

enum class ExportFormat { pdf, json };

/// Writes the report as a person asked. Errors: `write`.
[[nodiscard]] Result<void> exportReport(const Report& report, ExportFormat format, const QString& file);

} // namespace assay
