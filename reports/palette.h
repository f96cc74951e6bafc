// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/verdict.h"

#include <QColor>

namespace assay
{

/// The colour roles that the app, its plots and the PDF share. A colour never carries a meaning alone: a shape and a
/// word stand beside it. Text roles keep a contrast of at least 4.5:1 on background and panel.
struct Palette {
    QColor background; ///< behind everything
    QColor panel; ///< docks, cards, paper
    QColor raised; ///< buttons, tracks of bars
    QColor line; ///< hairlines
    QColor text;
    QColor dim; ///< secondary text
    QColor accent; ///< the one colour of interaction and targets
    QColor pass;
    QColor review;
    QColor fail;
    QColor wave; ///< peaks of a waveform, true-peak bars
    QColor waveRms; ///< the RMS inside the waveform
    QColor momentary; ///< the 400 ms loudness curve
    QColor shortTerm; ///< the 3 s loudness curve
    QColor band; ///< target band: the accent, nearly transparent
    bool isDark = false;
};

[[nodiscard]] const Palette& darkPalette();
[[nodiscard]] const Palette& lightPalette();

/// The light palette on white paper.
[[nodiscard]] const Palette& paperPalette();

[[nodiscard]] QColor colourOf(Verdict verdict, const Palette& palette);

/// `colour` laid over `ground` at `share` (0 to 1): an opaque tint, which PDF/A wants instead of transparency.
[[nodiscard]] QColor tinted(const QColor& colour, const QColor& ground, double share);

} // namespace assay
