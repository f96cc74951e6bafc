// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <string>

namespace assay
{

/// The PDF with the report's own date in place of the moment it was written and an identifier that follows from its
/// content, so that the same report gives the same bytes. Only fields of fixed length change.
[[nodiscard]] QByteArray withReportDate(QByteArray pdf, const std::string& created);

} // namespace assay
