// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "reports/report.h"
#include "reports/report_template.h"

#include <filesystem>

namespace assay
{

struct PdfOptions {
    bool letter = false; ///< US Letter instead of A4
    bool series = true; ///< the time series too in the JSON that is attached
    ReportTemplate house {};
};

/// Writes the PDF atomically, with the report as JSON attached (PDF/A-3b). Needs a QGuiApplication (the offscreen
/// platform is enough).
[[nodiscard]] Result<void> writePdf(
    const Report& report, const std::filesystem::path& file, const PdfOptions& options = {});

} // namespace assay
