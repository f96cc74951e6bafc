// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/plots.h"

#include "reports/plot_curve.h"
#include "reports/wording.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

constexpr double headroom = 2.0; // LU above the loudest and below the quietest that is shown
constexpr double deepest = -70.0; // LUFS, the absolute gate: nothing below matters to any measure
constexpr double quietShare = 0.05; // of the entries that may fall below the plot: fades and gaps

struct LevelScale : LevelRange {
    double yAt(double level, const QRectF& plot) const
    {
        const double clamped = std::clamp(level, bottom, top);
        return plot.bottom() - (clamped - bottom) / (top - bottom) * plot.height();
    }
};

void drawLevelGrid(QPainter& painter, const QRectF& where, const QRectF& plot, LevelScale scale, const PlotStyle& style)
{
    const double step = scale.top - scale.bottom > 30.0 ? 10.0 : 5.0;
    const QFontMetricsF metrics(style.font);
    for (double level = std::ceil(scale.bottom / step) * step; level < scale.top; level += step) {
        const double y = scale.yAt(level, plot);
        painter.setPen(QPen(style.palette.line, 0.5 * style.unit));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(style.palette.dim);
        const QRectF label(
            where.left(), y - metrics.height() / 2, plot.left() - where.left() - 5.0 * style.unit, metrics.height());
        painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter, typeset(std::to_string(static_cast<int>(level))));
    }
}

// A label on the ground of the plot, so that a curve behind it does not cut through the letters.
void drawLabel(QPainter& painter, const QRectF& plot, double y, Qt::Alignment side, const QString& text,
    const QColor& colour, const PlotStyle& style)
{
    const QFontMetricsF metrics(style.font);
    const double pad = 3.0 * style.unit;
    const double width = metrics.horizontalAdvance(text) + 2 * pad;
    const double left = side == Qt::AlignRight ? plot.right() - width : plot.left();
    const double top = std::clamp(y, plot.top(), std::max(plot.bottom() - metrics.height(), plot.top()));
    const QRectF box(left, top, width, metrics.height());
    painter.fillRect(box, style.palette.panel);
    painter.setPen(colour);
    painter.drawText(box, Qt::AlignCenter, text);
}

void drawBand(
    QPainter& painter, const QRectF& plot, const LoudnessPlot& content, LevelScale scale, const PlotStyle& style)
{
    if (!content.lowest && !content.highest)
        return;
    const double top = content.highest ? scale.yAt(*content.highest, plot) : plot.top();
    const double bottom = content.lowest ? scale.yAt(*content.lowest, plot) : plot.bottom();
    painter.fillRect(QRectF(QPointF(plot.left(), top), QPointF(plot.right(), bottom)), style.palette.band);
    QPen edge(tinted(style.palette.accent, style.palette.panel, 0.45), 0.5 * style.unit);
    edge.setDashPattern({ 6.0, 5.0 });
    painter.setPen(edge);
    for (const auto& bound : { content.lowest, content.highest }) {
        if (bound)
            painter.drawLine(
                QPointF(plot.left(), scale.yAt(*bound, plot)), QPointF(plot.right(), scale.yAt(*bound, plot)));
    }
}

QString bandText(const LoudnessPlot& content)
{
    const auto number = [](double level) { return numberText(level, Unit::lufs); };
    if (content.lowest && content.highest)
        return QCoreApplication::translate("plots", "target %1 to %2")
            .arg(number(*content.lowest), number(*content.highest));
    return content.highest ? QCoreApplication::translate("plots", "at most %1").arg(number(*content.highest))
                           : QCoreApplication::translate("plots", "at least %1").arg(number(*content.lowest));
}

void drawLabels(
    QPainter& painter, const QRectF& plot, const LoudnessPlot& content, LevelScale scale, const PlotStyle& style)
{
    const double height = QFontMetricsF(style.font).height();
    if (content.lowest || content.highest) {
        const double y = content.lowest ? scale.yAt(*content.lowest, plot) + style.unit
                                        : scale.yAt(*content.highest, plot) - height - style.unit;
        drawLabel(painter, plot, y, Qt::AlignLeft, bandText(content), style.palette.accent, style);
    }
    if (!content.integrated)
        return;
    const QColor colour = content.integratedFails ? style.palette.fail : style.palette.text;
    const double y = scale.yAt(*content.integrated, plot);
    painter.setPen(QPen(colour, 0.9 * style.unit));
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    const QString text = (content.isOfDialogue ? QCoreApplication::translate("plots", "dialogue %1")
                                               : QCoreApplication::translate("plots", "integrated %1"))
                             .arg(numberText(*content.integrated, Unit::lufs));
    drawLabel(painter, plot, y - height - style.unit, Qt::AlignRight, text, colour, style);
}

} // namespace

bool hasValues(const Series& series, std::string_view track)
{
    const auto* values = series.find(track);
    return values != nullptr && std::ranges::any_of(*values, [](double value) { return !std::isnan(value); });
}

LevelRange levelRangeOf(const LoudnessPlot& plot)
{
    std::vector<double> levels;
    double highest = deepest;
    for (const char* name : { "momentary", "short_term" }) {
        const auto* track = plot.series.find(name);
        for (std::size_t i = 0; track != nullptr && i < track->size(); ++i) {
            if (!std::isnan((*track)[i]))
                levels.push_back((*track)[i]);
        }
    }
    LevelRange scale;
    if (levels.empty())
        return scale;
    highest = *std::ranges::max_element(levels);
    const auto nth = static_cast<std::ptrdiff_t>(quietShare * static_cast<double>(levels.size()));
    std::ranges::nth_element(levels, levels.begin() + nth);
    double lowest = levels[static_cast<std::size_t>(nth)];
    for (const auto& bound : { plot.lowest, plot.highest, plot.integrated }) {
        highest = std::max(highest, bound.value_or(highest));
        lowest = std::min(lowest, bound.value_or(lowest));
    }
    scale.top = highest + headroom;
    scale.bottom = std::max(lowest - headroom, deepest);
    const double missing = 20.0 - (scale.top - scale.bottom); // LU: the least that is shown
    if (missing > 0.0)
        scale.bottom -= missing;
    return scale;
}

void drawLoudness(QPainter& painter, const QRectF& where, const LoudnessPlot& content, const PlotStyle& style)
{
    const QRectF plot = where.adjusted(labelWidth(style), 0, 0, 0);
    if (plot.width() <= 0.0 || plot.height() <= 0.0)
        return;
    const LevelScale scale { levelRangeOf(content) };
    const auto yAt = [&](double level) { return scale.yAt(level, plot); };
    painter.save();
    painter.setFont(style.font);
    drawBand(painter, plot, content, scale, style);
    drawLevelGrid(painter, where, plot, scale, style);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.save();
    painter.setClipRect(plot, Qt::IntersectClip);
    painter.setPen(QPen(style.palette.momentary, 0.45 * style.unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    drawCurve(painter, reducedFor(content.series, "momentary", content.axis, plot, style), true, yAt);
    painter.setPen(QPen(style.palette.shortTerm, 1.1 * style.unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    drawCurve(painter, reducedFor(content.series, "short_term", content.axis, plot, style, calmColumn), false, yAt);
    painter.restore();
    drawLabels(painter, plot, content, scale, style);
    painter.restore();
}

} // namespace assay
