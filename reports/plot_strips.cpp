// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/margins.h"
#include "reports/plot_curve.h"
#include "reports/wording.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

struct Extent {
    double bottom;
    double top;

    double yAt(double value, const QRectF& plot) const
    {
        return plot.bottom() - (std::clamp(value, bottom, top) - bottom) / (top - bottom) * plot.height();
    }
};

void drawScaleLabel(
    QPainter& painter, const QRectF& where, const QRectF& plot, double y, const QString& text, const PlotStyle& style)
{
    const double height = QFontMetricsF(style.font).height();
    const double top = std::clamp(y - height / 2, where.top() - height / 4, where.bottom() - height * 3 / 4);
    painter.setPen(style.palette.dim);
    painter.drawText(QRectF(where.left(), top, plot.left() - where.left() - 5.0 * style.unit, height),
        Qt::AlignRight | Qt::AlignVCenter, text);
}

// Bars of one colour as one shape: smaller and faster than a rectangle each.
void fillBars(QPainter& painter, const Reduced& reduced, const Extent& extent,
    const std::function<bool(double)>& chosen, const QColor& colour)
{
    const auto& [columns, plot] = reduced;
    QPainterPath bars;
    const double width = plot.width() / static_cast<double>(std::max<std::size_t>(columns.size(), 1));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const double level = columns[i].high;
        if (std::isnan(level) || level <= extent.bottom || !chosen(level))
            continue;
        const double x = plot.left() + static_cast<double>(i) * width;
        bars.addRect(QRectF(QPointF(x, extent.yAt(level, plot)), QPointF(x + width, plot.bottom())));
    }
    painter.fillPath(bars, colour);
}

void shadeNegative(QPainter& painter, const Reduced& reduced, const QColor& colour)
{
    const auto& [columns, area] = reduced;
    QPainterPath negative;
    const double width = area.width() / static_cast<double>(std::max<std::size_t>(columns.size(), 1));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].low < 0.0)
            negative.addRect(QRectF(area.left() + static_cast<double>(i) * width, area.top(), width, area.height()));
    }
    painter.fillPath(negative, colour);
}

void drawDiamond(QPainter& painter, const QPointF& centre, double radius, const QColor& colour)
{
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF({ centre + QPointF(0, -radius), centre + QPointF(radius, 0),
        centre + QPointF(0, radius), centre + QPointF(-radius, 0) }));
}

int weightOf(Symbol symbol)
{
    return symbol == Symbol::fail ? 2 : symbol == Symbol::review ? 1 : 0;
}

} // namespace

std::vector<PlotMarker> markersOf(const std::vector<Finding>& findings, int sampleRate)
{
    std::vector<PlotMarker> markers;
    for (const Finding& finding : findings) {
        if (finding.state == FindingState::pass)
            continue;
        for (const Place& place : finding.events)
            markers.push_back(
                PlotMarker { toSeconds(place.start, sampleRate), toSeconds(place.end, sampleRate), symbolOf(finding) });
    }
    std::ranges::stable_sort(markers, {}, &PlotMarker::from);
    return markers;
}

void drawTruePeak(QPainter& painter, const QRectF& where, const Series& series, const TimeAxis& axis,
    std::optional<double> limit, const PlotStyle& style)
{
    const QRectF plot = where.adjusted(labelWidth(style), 0, 0, 0);
    if (plot.width() <= 0.0)
        return;
    const Reduced reduced = reducedFor(series, "true_peak", axis, plot, style);
    double highest = std::max(limit.value_or(0.0), 0.0);
    for (const Column& column : reduced.columns)
        highest = std::isnan(column.high) ? highest : std::max(highest, column.high);
    const Extent extent { deepestPeak, highest + peakHeadroom };
    const auto over = [&](double level) { return limit && level > *limit; };
    painter.save();
    painter.setFont(style.font);
    painter.save();
    painter.setClipRect(plot, Qt::IntersectClip);
    fillBars(
        painter, reduced, extent, [&](double level) { return !over(level); },
        tinted(style.palette.wave, style.palette.panel, 0.6));
    fillBars(painter, reduced, extent, over, style.palette.fail);
    painter.restore();
    painter.setPen(QPen(style.palette.line, 0.5 * style.unit));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    const double labelled = limit.value_or(0.0);
    if (limit) {
        QPen dashed(style.palette.fail, 0.75 * style.unit);
        dashed.setDashPattern({ 4.0, 3.0 });
        painter.setPen(dashed);
        painter.drawLine(
            QPointF(plot.left(), extent.yAt(*limit, plot)), QPointF(plot.right(), extent.yAt(*limit, plot)));
    }
    drawScaleLabel(painter, where, plot, extent.yAt(labelled, plot), numberText(labelled, Unit::none), style);
    painter.restore();
}

void drawSpeech(
    QPainter& painter, const QRectF& where, const Series& series, const TimeAxis& axis, const PlotStyle& style)
{
    const QRectF plot = where.adjusted(labelWidth(style), 0, 0, 0);
    if (plot.width() <= 0.0)
        return;
    const Reduced reduced = reducedFor(series, "speech", axis, plot, style);
    const double width = reduced.area.width() / static_cast<double>(std::max<std::size_t>(reduced.columns.size(), 1));
    QPainterPath bars;
    for (std::size_t i = 0; i < reduced.columns.size(); ++i) {
        const double part = reduced.columns[i].mean;
        const double x = reduced.area.left() + static_cast<double>(i) * width;
        if (!std::isnan(part) && part > 0.0)
            bars.addRect(QRectF(QPointF(x, plot.bottom() - part * plot.height()), QPointF(x + width, plot.bottom())));
    }
    painter.save();
    painter.setClipRect(plot, Qt::IntersectClip);
    painter.fillPath(bars, tinted(style.palette.accent, style.palette.panel, 0.75));
    painter.restore();
}

void drawCorrelation(
    QPainter& painter, const QRectF& where, const Series& series, const TimeAxis& axis, const PlotStyle& style)
{
    const QRectF plot = where.adjusted(labelWidth(style), 0, 0, 0);
    if (plot.width() <= 0.0)
        return;
    const Extent extent { -1.05, 1.05 };
    const Reduced reduced = reducedFor(series, "correlation", axis, plot, style);
    const auto yAt = [&](double value) { return extent.yAt(value, plot); };
    painter.save();
    painter.setFont(style.font);
    painter.save();
    painter.setClipRect(plot, Qt::IntersectClip);
    shadeNegative(painter, reduced, tinted(style.palette.review, style.palette.panel, 0.16));
    painter.restore();
    for (const int value : { 1, 0, -1 }) {
        const double y = extent.yAt(value, plot);
        painter.setPen(QPen(style.palette.line, 0.5 * style.unit));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        const QString text = value > 0 ? QStringLiteral("+1") : typeset(std::to_string(value));
        drawScaleLabel(painter, where, plot, y, text, style);
    }
    painter.setClipRect(plot, Qt::IntersectClip);
    fillEnvelope(painter, reduced, tinted(style.palette.pass, style.palette.panel, 0.3), yAt);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style.palette.pass, 0.8 * style.unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    drawCurve(painter, reducedFor(series, "correlation", axis, plot, style, calmColumn), false, yAt);
    painter.restore();
}

void drawMarkers(QPainter& painter, const QRectF& where, const std::vector<PlotMarker>& markers, const TimeAxis& axis,
    const PlotStyle& style)
{
    const double radius = std::min(where.height() / 2, 4.5 * style.unit);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style.palette.panel, 0.75 * style.unit));
    for (int weight = 0; weight <= 2; ++weight) {
        double lastX = -1e18;
        for (const PlotMarker& marker : markers) {
            const double x = axis.xAt((marker.from + marker.to) / 2, where);
            if (weightOf(marker.symbol) != weight || x < where.left() - radius || x > where.right() + radius
                || x - lastX < radius / 2)
                continue;
            drawDiamond(painter, QPointF(x, where.center().y()), radius, colourOf(marker.symbol, style.palette));
            lastX = x;
        }
    }
    painter.restore();
}

void drawMarginBar(QPainter& painter, const QRectF& where, const Finding& finding, const PlotStyle& style)
{
    const double thickness = 3.0 * style.unit;
    const QRectF bar(where.left(), where.center().y() - thickness / 2, where.width(), thickness);
    const auto rounded = [&](const QRectF& rect, const QColor& colour) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(rect, thickness / 2, thickness / 2);
    };
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    rounded(bar, style.palette.raised);
    if (const std::optional<MarginBar> margin = marginBarOf(finding)) {
        const auto xAt = [&](double share) { return bar.left() + share * bar.width(); };
        const double width = std::max(xAt(margin->to) - xAt(margin->from), thickness);
        rounded(QRectF((xAt(margin->from) + xAt(margin->to) - width) / 2, bar.top(), width, thickness),
            tinted(style.palette.pass, style.palette.panel, 0.65));
        painter.setBrush(style.palette.dim);
        for (const double tick : margin->ticks)
            painter.drawRect(QRectF(xAt(tick) - 0.4 * style.unit, bar.top(), 0.8 * style.unit, thickness));
        const double x = std::clamp(xAt(margin->value), bar.left() + style.unit, bar.right() - style.unit);
        const double half = 5.0 * style.unit;
        painter.setBrush(
            finding.state == FindingState::fail ? colourOf(symbolOf(finding), style.palette) : style.palette.text);
        painter.drawRect(QRectF(x - 0.9 * style.unit, where.center().y() - half, 1.8 * style.unit, 2 * half));
    }
    painter.restore();
}

} // namespace assay
