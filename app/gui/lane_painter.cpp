// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lane_painter.h"

#include "app/gui/marks.h"
#include "app/gui/strips.h"
#include "reports/wording.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QImage>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

struct LaneText {
    Q_DECLARE_TR_FUNCTIONS(LaneText)
};

constexpr double fullScale = 32767.0; // of a WaveformBin

/// Height of a sample value: quiet passages stay visible beside loud ones. Levels are read in the lanes below.
double heightOf(double value)
{
    constexpr double bend = 0.7; // of 1: straight
    const double share = std::pow(std::abs(value) / fullScale, bend);
    return value < 0.0 ? -share : share;
}

Palette onGround(Palette palette)
{
    palette.panel = palette.background;
    palette.band = tinted(palette.accent, palette.background, 0.13);
    return palette;
}

} // namespace

LanePainter::LanePainter(QPainter& painter, const TimelineData& data, const Theme& theme, const ViewRange& view)
    : m_painter(painter)
    , m_data(data)
    , m_theme(theme)
    , m_view(view)
    , m_palette(onGround(theme.palette()))
{
}

void LanePainter::paint(const Lane& lane, const QRect& gutter, const QRect& area, int selectedFinding)
{
    switch (lane.kind) {
    case Lane::Kind::ruler:
        return ruler(area);
    case Lane::Kind::wave:
        return wave(lane.channel, gutter, area);
    case Lane::Kind::loudness:
    case Lane::Kind::speech:
    case Lane::Kind::peak:
    case Lane::Kind::correlation:
        return curve(lane, gutter, area);
    case Lane::Kind::findings:
        return findings(gutter, area, selectedFinding);
    case Lane::Kind::overview:
        return overview(area);
    }
}

void LanePainter::ruler(const QRect& area)
{
    m_painter.setFont(m_theme.mono());
    const double labelWidth = QFontMetricsF(m_theme.mono()).horizontalAdvance(QStringLiteral("00:00:00:00")) + 24.0;
    for (const Tick& tick : ticks(m_view, area.width(), labelWidth, m_data.clock)) {
        const double x = area.left() + xOf(m_view, tick.frame, area.width());
        const bool major = !tick.label.isEmpty();
        m_painter.setPen(m_palette.line);
        m_painter.drawLine(QPointF(x, area.bottom() - (major ? 14 : 4)), QPointF(x, area.bottom()));
        if (!major)
            continue;
        m_painter.setPen(m_palette.dim);
        m_painter.drawText(QPointF(x + 5.0, area.bottom() - 8.0), tick.label);
    }
}

void LanePainter::wave(int channel, const QRect& gutter, const QRect& area)
{
    name(gutter, m_data.channels.value(channel));
    const QRectF inner = QRectF(area).adjusted(0, 3, 0, -3);
    m_painter.fillRect(QRectF(area.left(), inner.center().y(), area.width(), 1.0), m_palette.line);
    waveShape(static_cast<std::size_t>(channel), m_view.start, m_view.end(), inner, m_palette.wave, m_palette.waveRms);
}

void LanePainter::waveShape(
    std::size_t channel, double from, double to, const QRectF& area, const QColor& outer, const QColor& inner)
{
    // Written as pixels: a thousand rectangles through the painter would cost more than a frame has time.
    const double ratio = m_painter.device()->devicePixelRatioF();
    const QSize size = (area.size() * ratio).toSize();
    if (!m_data.waves || size.isEmpty())
        return;
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    const std::vector<WaveformBin> bins
        = m_data.waves->columns(channel, from, to, static_cast<std::size_t>(size.width()));
    const double middle = size.height() / 2.0;
    const auto run = [&](int x, double high, double low, QRgb colour) {
        const int top = std::clamp(static_cast<int>(std::lround(middle - high * middle)), 0, size.height());
        const int bottom = std::clamp(static_cast<int>(std::lround(middle - low * middle)), 0, size.height());
        for (int y = top; y < bottom; ++y)
            reinterpret_cast<QRgb*>(image.scanLine(y))[x] = colour;
    };
    for (int x = 0; x < size.width(); ++x) {
        const WaveformBin& bin = bins[static_cast<std::size_t>(x)];
        run(x, heightOf(bin.high), heightOf(bin.low), qPremultiply(outer.rgba()));
        if (inner.alpha() > 0)
            run(x, heightOf(bin.rms), -heightOf(bin.rms), qPremultiply(inner.rgba()));
    }
    m_painter.drawImage(area.topLeft(), image);
}

void LanePainter::curve(const Lane& lane, const QRect& gutter, const QRect& area)
{
    const PlotStyle style { m_palette, m_theme.small() };
    // The plots put their scale left of the curve, inside the gutter.
    const QRectF where = QRectF(area).adjusted(-labelWidth(style), 8, 0, -8);
    const double rate = m_data.clock.sampleRate;
    const TimeAxis axis { m_view.start / rate, m_view.end() / rate };
    if (lane.kind == Lane::Kind::loudness) {
        name(gutter, LaneText::tr("Loudness"));
        drawLoudness(m_painter, where,
            LoudnessPlot { m_data.series(), axis, m_data.lowestLoudness, m_data.highestLoudness, m_data.loudness,
                m_data.loudnessFails, m_data.isOfDialogue },
            style);
    } else if (lane.kind == Lane::Kind::speech) {
        name(gutter, LaneText::tr("Speech"));
        drawSpeechStrip(m_painter, QRectF(area).adjusted(0, 6, 0, -6), m_data.series(), axis,
            m_data.entry()->programme.measures.number("loudness.dialogue_share"), style);
    } else if (lane.kind == Lane::Kind::peak) {
        name(gutter, LaneText::tr("Peak"));
        drawPeakStrip(m_painter, QRectF(area).adjusted(0, 8, 0, -8), m_data.series(), axis, m_data.peakLimit, style);
    } else {
        name(gutter, LaneText::tr("Phase"));
        drawCorrelationStrip(m_painter, QRectF(area).adjusted(0, 8, 0, -8), m_data.series(), axis, style);
    }
}

void LanePainter::findings(const QRect& gutter, const QRect& area, int selectedFinding)
{
    name(gutter, LaneText::tr("Findings"));
    m_painter.setRenderHint(QPainter::Antialiasing);
    const JudgedProgramme* entry = m_data.entry();
    for (const TimelineData::Marker& marker : m_data.markers) {
        const Finding& finding = entry->findings[static_cast<std::size_t>(marker.finding)];
        const QColor colour = colourOf(symbolOf(finding), m_palette);
        const double from = area.left() + xOf(m_view, static_cast<double>(marker.range.start), area.width());
        const double to = area.left() + xOf(m_view, static_cast<double>(marker.range.end), area.width());
        if (to < area.left() - 8 || from > area.right() + 8)
            continue;
        const bool selected = marker.finding == selectedFinding;
        const double middle = area.top() + area.height() / 2.0;
        if (to - from > 3.0)
            m_painter.fillRect(QRectF(from, middle - 2.0, to - from, 4.0), faded(colour, 0.45));
        const double size = selected ? 6.5 : 5.0;
        m_painter.setPen(selected ? QPen(m_palette.text, 1.2) : QPen(Qt::NoPen));
        m_painter.setBrush(colour);
        m_painter.drawPolygon(QPolygonF(
            { { from, middle - size }, { from + size, middle }, { from, middle + size }, { from - size, middle } }));
    }
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

void LanePainter::overview(const QRect& area)
{
    const Palette& palette = m_palette;
    const QRectF box = QRectF(area).adjusted(0, 7, -8, -7);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(palette.raised);
    m_painter.drawRoundedRect(box, 4, 4);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setClipRect(box);
    const std::size_t channels = m_data.waves ? m_data.waves->channelCount() : 0;
    for (std::size_t channel = 0; channel < channels; ++channel)
        waveShape(channel, 0.0, m_view.total, box.adjusted(0, 3, 0, -3), faded(palette.wave, 0.45), Qt::transparent);
    m_painter.setClipping(false);
    const double left = box.left() + m_view.start / m_view.total * box.width();
    const double width = std::max(m_view.length / m_view.total * box.width(), 4.0);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(palette.accent, 1.2));
    m_painter.setBrush(faded(palette.accent, 0.13));
    m_painter.drawRoundedRect(QRectF(left, box.top(), width, box.height()), 4, 4);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
}

void LanePainter::name(const QRect& gutter, const QString& text)
{
    m_painter.setFont(m_theme.small());
    m_painter.setPen(m_palette.dim);
    m_painter.drawText(gutter.adjusted(12, 4, -4, -4), Qt::AlignVCenter | Qt::AlignLeft, text);
}

} // namespace assay
