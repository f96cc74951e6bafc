// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "reports/report.h"
#include "reports/report_template.h"

#include <filesystem>
#include <string>

namespace assay
{

/// The report as one HTML file that needs nothing else: style, script and pictures are in it, and its policy forbids
/// the network. Complete without the script, which adds zoom, values under the pointer and a filter. Well-formed XML
/// too. UTF-8, deterministic, in the language of the application.
[[nodiscard]] std::string toHtml(const Report& report, const ReportTemplate& house = {});

/// Writes it atomically. Errors: `write`.
[[nodiscard]] Result<void> writeHtml(
    const Report& report, const std::filesystem::path& file, const ReportTemplate& house = {});

} // namespace assay
