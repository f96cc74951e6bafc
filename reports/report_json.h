// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "reports/report.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace assay
{

struct JsonOptions {
    bool series = true; ///< false leaves the time series out
};

/// The report as `assay-report/1`: UTF-8, deterministic, newline at the end.
[[nodiscard]] std::string toJson(const Report& report, const JsonOptions& options = {});

/// One programme as it stands in the report's "programmes" (compact, one line): what the progress stream carries.
[[nodiscard]] std::string programmeToJsonLine(const ProgrammeRecord& programme);
[[nodiscard]] Result<ProgrammeRecord> programmeFromJson(std::string_view text);

/// One asset as it stands in the report's "assets" (compact, one line).
[[nodiscard]] std::string assetToJsonLine(const AssetRecord& asset);
[[nodiscard]] Result<AssetRecord> assetFromJson(std::string_view text);

/// Reads and validates. `file` is for messages only. Errors: `report`, with line and column where the text is no JSON,
/// with the JSON path where it breaks the schema.
[[nodiscard]] Result<Report> reportFromJson(std::string_view text, const std::filesystem::path& file);

/// The JSON Schema that ships with Assay.
[[nodiscard]] std::string_view reportSchema();

} // namespace assay
