// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/series.h"
#include "reports/plots.h"

#include <QPainter>
#include <QRectF>

namespace assay
{

// The strips below the loudness curve, written as pixels: the plots of the PDF say the same with vector shapes, which
// cost a screen many times the frame it has. Each takes the scale labels' room left of `area`.

/// True peak as bars; what is over `limit` in the colour of failing.
void drawPeakStrip(QPainter& painter, const QRectF& area, const Series& series, const TimeAxis& axis,
    std::optional<double> limit, const PlotStyle& style);

/// Where somebody speaks, in front of how probable the detector found it; `share` (%) of the programme beside it.
void drawSpeechStrip(QPainter& painter, const QRectF& area, const Series& series, const TimeAxis& axis,
    std::optional<double> share, const PlotStyle& style);

/// Correlation between +1 and -1; columns below zero are shaded.
void drawCorrelationStrip(
    QPainter& painter, const QRectF& area, const Series& series, const TimeAxis& axis, const PlotStyle& style);

} // namespace assay
