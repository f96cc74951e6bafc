// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/strips.h"

#include "app/gui/figures.h"
#include "reports/columns.h"
#include "reports/wording.h"

#include <QImage>

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay
{

namespace
{

/// Pixels of an area: columns of colour between two values of a scale.
class PixelStrip
{
public:
    PixelStrip(const QPainter& painter, const QRectF& area, double low, double high)
        : m_area(area)
        , m_low(low)
        , m_high(high)
        , m_image((area.size() * painter.device()->devicePixelRatioF()).toSize().expandedTo({ 1, 1 }),
              QImage::Format_ARGB32_Premultiplied)
    {
        m_image.setDevicePixelRatio(painter.device()->devicePixelRatioF());
        m_image.fill(Qt::transparent);
    }

    [[nodiscard]] int width() const { return m_image.width(); }

    /// From `below` up to `above`, at least a pixel.
    void fill(int x, double below, double above, const QColor& colour)
    {
        const int bottom = std::min(row(below) + 1, m_image.height());
        const QRgb pixel = qPremultiply(colour.rgba());
        for (int y = std::min(row(above), bottom - 1); y < bottom; ++y)
            reinterpret_cast<QRgb*>(m_image.scanLine(y))[x] = pixel;
    }

    void draw(QPainter& painter) const { painter.drawImage(m_area.topLeft(), m_image); }

    [[nodiscard]] double yAt(double value) const { return m_area.bottom() - share(value) * m_area.height(); }

private:
    [[nodiscard]] double share(double value) const
    {
        return (std::clamp(value, m_low, m_high) - m_low) / (m_high - m_low);
    }
    [[nodiscard]] int row(double value) const
    {
        return static_cast<int>(std::lround((1.0 - share(value)) * (m_image.height() - 1)));
    }

    QRectF m_area;
    double m_low;
    double m_high;
    QImage m_image;
};

std::vector<Column> trackColumns(const Series& series, std::string_view track, const TimeAxis& axis, int width)
{
    const std::vector<double>* values = series.find(track);
    if (values == nullptr || !(series.hopSeconds > 0.0) || !(axis.to > axis.from))
        return {};
    return columnsOf(*values, series.hopSeconds, axis.from, axis.to, static_cast<std::size_t>(width));
}

void drawScale(QPainter& painter, const QRectF& area, double y, const QString& text, const PlotStyle& style)
{
    painter.setPen(style.palette.dim);
    drawFigures(painter, QRectF(area.left() - 60.0, y - 8.0, 54.0, 16.0), Qt::AlignRight, text);
}

} // namespace

void drawPeakStrip(QPainter& painter, const QRectF& area, const Series& series, const TimeAxis& axis,
    std::optional<double> limit, const PlotStyle& style)
{
    const int width = static_cast<int>(area.width() * painter.device()->devicePixelRatioF());
    const std::vector<Column> columns = trackColumns(series, "true_peak", axis, std::max(width, 1));
    double highest = std::max(limit.value_or(0.0), 0.0);
    for (const Column& column : columns)
        highest = std::isnan(column.high) ? highest : std::max(highest, column.high);
    PixelStrip strip(painter, area, deepestPeak, highest + peakHeadroom);
    const QColor quiet = tinted(style.palette.wave, style.palette.panel, 0.6);
    for (int x = 0; x < std::min(strip.width(), static_cast<int>(columns.size())); ++x) {
        const double level = columns[static_cast<std::size_t>(x)].high;
        if (!std::isnan(level) && level > deepestPeak)
            strip.fill(x, deepestPeak, level, limit && level > *limit ? style.palette.fail : quiet);
    }
    strip.draw(painter);
    painter.setFont(style.font);
    const double labelled = limit.value_or(0.0);
    if (limit) {
        painter.setPen(QPen(style.palette.fail, 1.0, Qt::DashLine));
        painter.drawLine(QPointF(area.left(), strip.yAt(*limit)), QPointF(area.right(), strip.yAt(*limit)));
    }
    drawScale(painter, area, strip.yAt(labelled), numberText(labelled, Unit::none), style);
}

void drawSpeechStrip(QPainter& painter, const QRectF& area, const Series& series, const TimeAxis& axis,
    std::optional<double> share, const PlotStyle& style)
{
    const int width = std::max(static_cast<int>(area.width() * painter.device()->devicePixelRatioF()), 1);
    const std::vector<Column> heard = trackColumns(series, "speech_probability", axis, width);
    const std::vector<Column> spoken = trackColumns(series, "speech", axis, width);
    PixelStrip strip(painter, area, 0.0, 1.0);
    const auto fill = [&](const std::vector<Column>& columns, const QColor& colour) {
        for (int x = 0; x < std::min(strip.width(), static_cast<int>(columns.size())); ++x) {
            const double part = columns[static_cast<std::size_t>(x)].mean; // of the column's time
            if (!std::isnan(part) && part > 0.0)
                strip.fill(x, 0.0, part, colour);
        }
    };
    fill(heard, tinted(style.palette.dim, style.palette.panel, 0.4));
    fill(spoken, tinted(style.palette.accent, style.palette.panel, 0.75));
    strip.draw(painter);
    painter.setPen(style.palette.line);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setFont(style.font);
    if (share)
        drawScale(
            painter, area, area.center().y(), numberText(std::round(*share), Unit::none) + QStringLiteral(" %"), style);
}

void drawCorrelationStrip(
    QPainter& painter, const QRectF& area, const Series& series, const TimeAxis& axis, const PlotStyle& style)
{
    const int width = static_cast<int>(area.width() * painter.device()->devicePixelRatioF());
    const std::vector<Column> columns = trackColumns(series, "correlation", axis, std::max(width, 1));
    PixelStrip strip(painter, area, -1.05, 1.05);
    const QColor shade = tinted(style.palette.review, style.palette.panel, 0.16);
    double last = std::numeric_limits<double>::quiet_NaN(); // joins a column to the one before it
    for (int x = 0; x < std::min(strip.width(), static_cast<int>(columns.size())); ++x) {
        const Column& column = columns[static_cast<std::size_t>(x)];
        if (!std::isnan(column.mean)) {
            if (column.low < 0.0)
                strip.fill(x, -1.05, 1.05, shade);
            const double joined = std::isnan(last) ? column.mean : last;
            strip.fill(x, std::min(column.low, joined), std::max(column.high, joined), style.palette.pass);
        }
        last = column.mean;
    }
    painter.setFont(style.font);
    for (const int value : { 1, 0, -1 }) {
        painter.setPen(style.palette.line);
        painter.drawLine(QPointF(area.left(), strip.yAt(value)), QPointF(area.right(), strip.yAt(value)));
        const QString text = value > 0 ? QStringLiteral("+1") : typeset(std::to_string(value));
        drawScale(painter, area, strip.yAt(value), text, style);
    }
    strip.draw(painter);
}

} // namespace assay
