// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/timecode.h"
#include "reports/report.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// A report as the tables and lists that other programs read. Machine output: English, UTF-8, free of the locale.
namespace assay
{

enum class ExportTable { findings, places, measures, assets, junit, reaper, proTools, nuendo, edl };

struct ExportTableName {
    ExportTable table;
    std::string_view name; ///< what the command line calls it: "findings-csv"
    std::string_view ending; ///< of a file: ".csv"
    std::string_view what; ///< one line for people
};

/// All of them, in the order in which they are listed.
[[nodiscard]] std::span<const ExportTableName> exportTables();
[[nodiscard]] std::optional<ExportTable> exportTableNamed(std::string_view name);

struct ExportOptions {
    std::optional<FrameRate> frameRate {}; ///< for programmes that do not say theirs
    std::string programme {}; ///< name of the only programme whose markers are wanted; empty: of all
};

/// Errors: `usage` where there is no such programme, or where timecode is asked of one without picture rate.
[[nodiscard]] Result<std::string> exported(const Report& report, ExportTable table, const ExportOptions& options = {});

// What `exported` chooses from. CSV is that of RFC 4180, with a line of titles, numbers unrounded with a point; a text
// that a spreadsheet would take for a formula begins with an apostrophe.
[[nodiscard]] std::string findingsCsv(const Report& report); ///< a line a rule and programme
[[nodiscard]] std::string placesCsv(const Report& report); ///< a line a place of what did not pass
[[nodiscard]] std::string measuresCsv(const Report& report); ///< a line a measure, and one more a channel
[[nodiscard]] std::string assetsCsv(const Report& report); ///< a line a file

/// JUnit XML: a test suite a programme, a test case a rule. What fails a programme is a failure, what nobody could
/// measure an error, what a person has to answer or what does not apply is skipped.
[[nodiscard]] std::string junitXml(const Report& report);

/// The places of what did not pass as markers of an editor.
[[nodiscard]] Result<std::string> markerList(const Report& report, ExportTable table, const ExportOptions& options);

} // namespace assay
