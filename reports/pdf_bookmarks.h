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

/// The PDF with an outline, appended as an incremental update (ISO 32000-1, 7.5.6). A file whose structure is not what
/// Qt writes comes back unchanged: bookmarks are a convenience, never a reason to lose a report.
[[nodiscard]] QByteArray withBookmarks(const QByteArray& pdf, const std::vector<PdfBookmark>& bookmarks);

} // namespace assay
