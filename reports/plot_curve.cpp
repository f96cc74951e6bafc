// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/plot_curve.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

// A lone value has no line to its neighbours: it becomes as wide as its column.
void drawRun(QPainter& painter, const QPolygonF& run, double width)
{
    if (run.size() == 1)
        painter.drawLine(run.front() - QPointF(width / 2, 0), run.front() + QPointF(width / 2, 0));
    else if (run.size() > 1)
        painter.drawPolyline(run);
}

} // namespace

Reduced reducedFor(const Series& series, std::string_view name, const TimeAxis& axis, const QRectF& plot,
    const PlotStyle& style, double columnWidth)
{
    const auto* track = series.find(name);
    const double hop = series.hopSeconds;
    if (track == nullptr || !(hop > 0.0) || !(axis.to > axis.from) || plot.width() <= 0.0)
        return { {}, plot };
    const double room = std::max(std::floor(plot.width() / (columnWidth * style.unit)), 1.0);
    if ((axis.to - axis.from) / hop > room)
        return { columnsOf(*track, hop, axis.from, axis.to, static_cast<std::size_t>(room)), plot };
    const double from = std::floor(axis.from / hop) * hop;
    const double to = std::ceil(axis.to / hop) * hop;
    const double left = axis.xAt(from, plot);
    const QRectF area(left, plot.top(), axis.xAt(to, plot) - left, plot.height());
    return { columnsOf(*track, hop, from, to, static_cast<std::size_t>(std::lround((to - from) / hop))), area };
}

void drawCurve(QPainter& painter, const Reduced& reduced, bool envelope, const std::function<double(double)>& yAt)
{
    const auto& [columns, plot] = reduced;
    QPolygonF run;
    const double width = plot.width() / static_cast<double>(std::max<std::size_t>(columns.size(), 1));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Column& column = columns[i];
        if (std::isnan(column.mean)) {
            drawRun(painter, run, width);
            run.clear();
            continue;
        }
        const double x = plot.left() + (static_cast<double>(i) + 0.5) * width;
        if (envelope && column.high > column.low) {
            const bool rising = i % 2 == 0;
            run << QPointF(x, yAt(rising ? column.low : column.high));
            run << QPointF(x, yAt(rising ? column.high : column.low));
        } else {
            run << QPointF(x, yAt(column.mean));
        }
    }
    drawRun(painter, run, width);
}

void fillEnvelope(
    QPainter& painter, const Reduced& reduced, const QColor& colour, const std::function<double(double)>& yAt)
{
    const auto& [columns, plot] = reduced;
    QPainterPath area;
    const double width = plot.width() / static_cast<double>(std::max<std::size_t>(columns.size(), 1));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (std::isnan(columns[i].low))
            continue;
        const double x = plot.left() + static_cast<double>(i) * width;
        area.addRect(QRectF(QPointF(x, yAt(columns[i].high)), QPointF(x + width, yAt(columns[i].low))));
    }
    painter.fillPath(area, colour);
}

} // namespace assay
