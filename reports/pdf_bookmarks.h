// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

namespace assay
{

/// An entry of the outline that a reader shows beside the pages.
struct PdfBookmark {
    QString title;
    int page = 1; ///< 1-based
};

/// A file inside the PDF.
struct PdfAttachment {
    QString name;
    QByteArray type; ///< MIME
    QByteArray bytes;
    QByteArray date; ///< "20261122120000Z"
};

/// The PDF with an outline and a file attached, appended as an incremental update (ISO 32000-1, 7.5.6), and declared
/// as PDF/A-3b (ISO 19005-3), which allows what is attached. A file whose structure is not what Qt writes comes back
/// unchanged: neither is ever a reason to lose a report.
[[nodiscard]] QByteArray withOutline(
    const QByteArray& pdf, const std::vector<PdfBookmark>& bookmarks, const PdfAttachment* attachment = nullptr);

} // namespace assay
