// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/plot_curve.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

constexpr double columnWidth = 0.75; // units: finer than the eye follows, coarse enough for a small PDF

} // namespace

std::vector<Column> columnsFor(const Series& series, std::string_view name, const TimeAxis& axis, double width)
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
            painter.drawPolyline(run);
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
    painter.drawPolyline(run);
}

} // namespace assay
