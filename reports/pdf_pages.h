// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/pdf_canvas.h"
#include "reports/report_text.h"

/// The parts of the PDF, each in its own file; `writePdf` calls them in this order.
namespace assay
{

/// Title, verdict in words, what to do first, deliverables, what could not be read, manual checks, sign-off.
void writeFirstPage(PdfCanvas& canvas, const Report& report, const ReportTemplate& house);

/// What holds between the deliverables, failures first; nothing where nobody asked.
void writeDelivery(PdfCanvas& canvas, const Report& report);

/// Facts, measured against limit, loudness over time, correlation and true peak, findings.
void writeProgrammePages(PdfCanvas& canvas, const JudgedProgramme& entry);

/// The table of findings, failures first, over as many pages as it takes.
void writeFindings(PdfCanvas& canvas, const JudgedProgramme& entry);

/// Engine and versions, the profile's identity, where layouts come from, the files' hashes.
void writeLastPage(PdfCanvas& canvas, const Report& report, const ReportTemplate& house);

/// A column of a table, in points.
struct PdfColumn {
    QString title;
    double x = 0.0;
    double width = 0.0;
    Qt::Alignment side = Qt::AlignLeft;
};

/// The head row of a table with its rule; leaves the canvas below it.
void writeTableHead(PdfCanvas& canvas, const std::vector<PdfColumn>& columns);

} // namespace assay
