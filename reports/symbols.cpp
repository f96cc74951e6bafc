// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/symbols.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace assay
{

namespace
{

// All shapes live in a square of side 16, like the icons of a desktop.
constexpr double gridSide = 16.0;
constexpr double stroke = 1.5;

void drawRing(QPainter& painter)
{
    painter.drawEllipse(QPointF(8, 8), 6.6, 6.6);
}

void drawTick(QPainter& painter)
{
    drawRing(painter);
    painter.drawPolyline(QPolygonF({ QPointF(5.0, 8.3), QPointF(7.2, 10.4), QPointF(11.1, 5.9) }));
}

void drawExclamation(QPainter& painter, const QColor& colour)
{
    QPainterPath triangle(QPointF(8, 1.9));
    triangle.lineTo(14.8, 13.8);
    triangle.lineTo(1.2, 13.8);
    triangle.closeSubpath();
    painter.drawPath(triangle);
    painter.drawLine(QPointF(8, 6.4), QPointF(8, 9.6));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QPointF(8, 11.7), 0.9, 0.9);
}

void drawCross(QPainter& painter, const QColor& colour, const QColor& ground)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QPointF(8, 8), 7.2, 7.2);
    painter.setPen(QPen(ground, 1.8, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(5.4, 5.4), QPointF(10.6, 10.6));
    painter.drawLine(QPointF(10.6, 5.4), QPointF(5.4, 10.6));
}

void drawInformation(QPainter& painter, const QColor& colour)
{
    drawRing(painter);
    painter.drawLine(QPointF(8, 7.6), QPointF(8, 11.2));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QPointF(8, 5.1), 0.95, 0.95);
}

void drawDashedSquare(QPainter& painter, QPen pen)
{
    pen.setCapStyle(Qt::FlatCap);
    pen.setDashPattern({ 1.8, 1.4 });
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(2.2, 2.2, 11.6, 11.6), 2.0, 2.0);
}

void drawArc(QPainter& painter, double turn)
{
    constexpr int fullCircle = 360 * 16; // QPainter counts sixteenths of a degree
    painter.drawArc(
        QRectF(1.6, 1.6, 12.8, 12.8), static_cast<int>(-turn * fullCircle) + fullCircle / 4, -fullCircle * 7 / 10);
}

} // namespace

Symbol symbolOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::pass:
        return Symbol::pass;
    case Verdict::review:
        return Symbol::review;
    case Verdict::fail:
        return Symbol::fail;
    }
    return Symbol::review;
}

Symbol symbolOf(const Finding& finding)
{
    if (finding.state == FindingState::pass)
        return Symbol::pass;
    if (finding.state == FindingState::notApplicable && !finding.applies)
        return Symbol::none;
    if (finding.severity == Severity::fyi)
        return Symbol::fyi;
    return finding.state == FindingState::fail ? Symbol::fail : Symbol::review;
}

QColor colourOf(Symbol symbol, const Palette& palette)
{
    switch (symbol) {
    case Symbol::pass:
        return palette.pass;
    case Symbol::review:
        return palette.review;
    case Symbol::fail:
        return palette.fail;
    case Symbol::running:
        return palette.accent;
    case Symbol::fyi:
    case Symbol::missing:
    case Symbol::none:
        return palette.dim;
    }
    return palette.dim;
}

void drawSymbol(QPainter& painter, const QRectF& where, Symbol symbol, const Palette& palette, double turn)
{
    const double size = std::min(where.width(), where.height());
    const QColor colour = colourOf(symbol, palette);
    const QPen pen(colour, stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(where.center() - QPointF(size / 2, size / 2));
    painter.scale(size / gridSide, size / gridSide);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    switch (symbol) {
    case Symbol::pass:
        drawTick(painter);
        break;
    case Symbol::review:
        drawExclamation(painter, colour);
        break;
    case Symbol::fail:
        drawCross(painter, colour, palette.panel);
        break;
    case Symbol::fyi:
        drawInformation(painter, colour);
        break;
    case Symbol::missing:
        drawDashedSquare(painter, pen);
        break;
    case Symbol::running:
        drawArc(painter, turn);
        break;
    case Symbol::none:
        painter.drawLine(QPointF(5, 8), QPointF(11, 8));
        break;
    }
    painter.restore();
}

} // namespace assay
