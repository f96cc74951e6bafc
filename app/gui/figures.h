// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QPainter>
#include <QRectF>
#include <QString>

namespace assay
{

// Tabular figures: every digit takes the room of the widest one, so that columns of numbers stand and running numbers
// do not dance. (QFont can switch the font's own on only since Qt 6.7.)

[[nodiscard]] qreal figuresWidth(const QFont& font, const QString& text);

/// Draws one line of `text` in the painter's font inside `rect`; left, right and centre alignment.
void drawFigures(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text);

} // namespace assay
