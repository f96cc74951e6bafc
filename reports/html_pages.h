// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/html_symbols.h"
#include "reports/report.h"
#include "reports/report_template.h"

/// The parts of the HTML report, each in its own file; `toHtml` calls them in this order.
namespace assay
{

/// Title, verdict in words, what to do first, deliverables, what could not be read, manual checks, sign-off.
void writeHtmlSummary(Markup& html, const Report& report, const ReportTemplate& house);

/// Facts, measured against limit, plots, findings, measures of one programme; `number` counts from 1.
/// `mostColumns` bounds what its plots hold.
void writeHtmlProgramme(Markup& html, const JudgedProgramme& entry, int number, std::size_t mostColumns);

/// Loudness, places of findings, correlation and true peak over time; nothing where there are no series.
void writeHtmlPlots(Markup& html, const JudgedProgramme& entry, int number, std::size_t mostColumns);

/// The table of findings, failures first. `number` is the programme's, 0 for those of the delivery; `programme` may be
/// empty then.
void writeHtmlFindings(
    Markup& html, const std::vector<Finding>& findings, const ProgrammeRecord* programme, int number);

/// Engine, profile, layouts, files with hashes and metadata.
void writeHtmlMethod(Markup& html, const Report& report);

} // namespace assay
