// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/palette.h"
#include "specs/finding.h"

#include <QRectF>

class QPainter;

namespace assay
{

/// The shapes of the states, the same in the app and on paper.
enum class Symbol {
    pass, ///< tick in a ring
    review, ///< triangle with an exclamation mark
    fail, ///< cross on a disc
    fyi, ///< i in a ring
    missing, ///< dashed square
    running, ///< arc
    none, ///< short dash: nothing to say here
};

[[nodiscard]] Symbol symbolOf(Verdict verdict);

/// A failed blocker or issue is `fail`, a failed FYI is `fyi`, what could not be measured or has no value is `review`,
/// a rule that leaves the programme out is `none`.
[[nodiscard]] Symbol symbolOf(const Finding& finding);

[[nodiscard]] QColor colourOf(Symbol symbol, const Palette& palette);

/// Draws the symbol into the largest centred square of `where`. `turn` (0 to 1) is how far the running arc has turned.
/// Vector strokes only: as sharp at 12 px as on paper. The painter is left as it was.
void drawSymbol(QPainter& painter, const QRectF& where, Symbol symbol, const Palette& palette, double turn = 0.0);

} // namespace assay
