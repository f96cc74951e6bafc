// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "reports/report.h"
#include "reports/report_template.h"
#include "specs/library.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

constexpr int exitUsage = 2; ///< wrong usage, or Assay itself failed
constexpr int exitUnreadable = 4; ///< at least one input could not be read
constexpr int exitCancelled = 130; ///< 128 + SIGINT

/// "assay: …" on standard error.
void complain(std::string_view message);
void complain(const Error& error);

/// The built-in profiles and the user's own.
[[nodiscard]] ProfileLibrary profileLibrary();

/// A profile by id or file. Complains of everything that is wrong with it, or that there is none.
[[nodiscard]] std::optional<Profile> profileOrComplaints(const ProfileLibrary& library, const std::string& idOrFile);

/// The one profile that several `--profile` make. Complains likewise.
[[nodiscard]] std::optional<Profile> chosenProfile(const std::vector<std::string>& idsOrFiles);

/// Now, in UTC, ISO 8601.
[[nodiscard]] std::string timestamp();

/// Writes to a file, or to standard output for "-"; complains and returns false where it could not.
[[nodiscard]] bool writeText(const std::string& text, const std::string& fileOrDash);

/// Writes what was asked for; complains and returns false where it could not.
[[nodiscard]] bool writeOutputs(const Report& report, const OutputArguments& output);

/// What a house puts on pages; nothing where no file is named.
[[nodiscard]] Result<ReportTemplate> houseOf(const std::string& file);

/// The report as one page of HTML, in a language of `reportLanguages`.
[[nodiscard]] std::string htmlPage(const Report& report, const ReportTemplate& house, const std::string& language);

/// A stored report; complains where it cannot be read.
[[nodiscard]] std::optional<Report> storedReport(const std::filesystem::path& file);

/// Prints a text for people: to standard output, or to standard error where that carries JSON.
void printText(const std::string& text, const OutputArguments& output);

/// Prints the summary of a report so.
void printSummary(const Report& report, const OutputArguments& output);

} // namespace assay
