// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/pdf_canvas.h"

#include <QFont>

namespace assay
{

/// The font of a face, `pixels` high: Inter (DejaVu Sans where it is missing), JetBrains Mono or DejaVu Sans Mono for
/// timecode and file names, with Noto's CJK fonts behind both.
[[nodiscard]] QFont pdfFont(Face face, double pixels);

} // namespace assay
