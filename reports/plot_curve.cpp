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

std::vector<Column> columnsFor(
    const Series& series, std::string_view name, const TimeAxis& axis, double width, double columnWidth)
{
    const auto* track = series.find(name);
    if (track == nullptr || !(series.hopSeconds > 0.0) || !(axis.to > axis.from))
        return {};
    const double entries = (axis.to - axis.from) / series.hopSeconds;
    const double count = std::max(std::floor(std::min(width / columnWidth, std::ceil(entries))), 1.0);
    return columnsOf(*track, series.hopSeconds, axis.from, axis.to, static_cast<std::size_t>(count));
}

void drawCurve(QPainter& painter, const QRectF& plot, const std::vector<Column>& columns, bool envelope,
    const std::function<double(double)>& yAt)
{
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

void fillEnvelope(QPainter& painter, const QRectF& plot, const std::vector<Column>& columns, const QColor& colour,
    const std::function<double(double)>& yAt)
{
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
