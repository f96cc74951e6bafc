// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/plots.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

constexpr std::array tickSteps { 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 900.0,
    1800.0, 3600.0, 7200.0, 14400.0, 43200.0, 86400.0 }; // s
constexpr double labelGap = 22.0; // units between labels

// "10:05" from a minute up, "10:05:30" from a second up, "10:05:30.5" below.
QString tickText(double clock, double step)
{
    const auto tenths = static_cast<long long>(std::llround(clock * 10.0));
    const long long seconds = tenths / 10;
    const auto two = [](long long number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    QString text = two(seconds / 3600 % 24) + QLatin1Char(':') + two(seconds / 60 % 60);
    if (step < 60.0)
        text += QLatin1Char(':') + two(seconds % 60);
    if (step < 1.0)
        text += QLatin1Char('.') + QString::number(tenths % 10);
    return text;
}

double tickStep(const TimeAxis& axis, double width, const QFontMetricsF& metrics)
{
    for (const double step : tickSteps) {
        const double apart = step * axis.stretch / (axis.to - axis.from) * width;
        if (apart >= metrics.horizontalAdvance(tickText(0.0, step)) + labelGap * metrics.height() / 12.0)
            return step;
    }
    return tickSteps.back();
}

std::vector<TimeTick> ticksEvery(double step, const TimeAxis& axis)
{
    constexpr int most = 200; // far more than fit: labels are wider than a hundredth of any window
    std::vector<TimeTick> ticks;
    const double first = std::ceil((axis.origin + axis.from / axis.stretch) / step - 1e-9);
    for (int i = 0; i < most; ++i) {
        const double clock = (first + i) * step;
        const double seconds = (clock - axis.origin) * axis.stretch;
        if (seconds > axis.to + 1e-6)
            break;
        ticks.push_back({ seconds, tickText(clock, step) });
    }
    return ticks;
}

} // namespace

std::vector<TimeTick> timeTicks(const TimeAxis& axis, int most)
{
    if (!(axis.to > axis.from))
        return {};
    const double span = (axis.to - axis.from) / axis.stretch;
    const auto* step = std::ranges::find_if(tickSteps, [&](double s) { return span / s <= most; });
    return ticksEvery(step == tickSteps.end() ? tickSteps.back() : *step, axis);
}

double TimeAxis::xAt(double seconds, const QRectF& plot) const
{
    return to > from ? plot.left() + (seconds - from) / (to - from) * plot.width() : plot.left();
}

double TimeAxis::secondsAt(double x, const QRectF& plot) const
{
    return plot.width() > 0.0 ? from + (x - plot.left()) / plot.width() * (to - from) : from;
}

TimeAxis timeAxisOf(const ProgrammeRecord& programme)
{
    TimeAxis axis;
    axis.to = toSeconds(programme.frames, programme.sampleRate);
    if (!programme.frameRate || programme.frameRate->numerator <= 0)
        return axis;
    const FrameRate& rate = *programme.frameRate;
    // Drop-frame numbers exist so that timecode keeps up with the clock.
    if (!rate.drop)
        axis.stretch = static_cast<double>(rate.nominal()) * rate.denominator / rate.numerator;
    axis.origin = toSeconds(programme.startFrame.value_or(0), programme.sampleRate) / axis.stretch;
    return axis;
}

double labelWidth(const PlotStyle& style)
{
    return QFontMetricsF(style.font).horizontalAdvance(QStringLiteral("−00")) + 7.0 * style.unit;
}

void drawTimeAxis(QPainter& painter, const QRectF& where, const TimeAxis& axis, const PlotStyle& style)
{
    if (!(axis.to > axis.from) || where.width() <= 0.0)
        return;
    const QFontMetricsF metrics(style.font);
    const double step = tickStep(axis, where.width(), metrics);
    painter.save();
    painter.setFont(style.font);
    for (const TimeTick& tick : ticksEvery(step, axis)) {
        const double x = axis.xAt(tick.seconds, where);
        painter.setPen(QPen(style.palette.line, 0.75 * style.unit));
        painter.drawLine(QPointF(x, where.top()), QPointF(x, where.top() + 3.0 * style.unit));
        const double width = metrics.horizontalAdvance(tick.text);
        painter.setPen(style.palette.dim);
        const double left = std::min(x - width / 2, where.right() - width); // the last label ends with the plot
        painter.drawText(QPointF(left, where.top() + 4.0 * style.unit + metrics.ascent()), tick.text);
    }
    painter.restore();
}

} // namespace assay
