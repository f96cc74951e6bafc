// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/timeline_view.h"

#include "app/gui/lane_painter.h"
#include "app/gui/marks.h"
#include "app/gui/selection_card.h"
#include "app/gui/text.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace assay
{

namespace
{

constexpr int gutterWidth = 92; // px: channel names and scales
constexpr int clickSlack = 4; // px: a press that moves less is a click
constexpr double zoomStep = 1.25; // one notch of the wheel, one press of a key
constexpr double panStep = 0.1; // of the width, for one press of an arrow key

} // namespace

TimelineView::TimelineView(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Timeline"));
    setAccessibleDescription(tr("Waveforms, loudness, speech, true peak, correlation and findings over time. Plus and "
                                "minus zoom, arrows move, F "
                                "shows everything, N goes to the next finding."));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TimelineView::show(TimelineData timeline)
{
    const bool same
        = timeline.programme == m_data.programme && timeline.frames == m_data.frames && timeline.waves == m_data.waves;
    m_data = std::move(timeline);
    if (!same) {
        m_view = fitted(m_data.frames);
        m_finding = -1;
        select(std::nullopt);
    }
    updateGeometry();
    update();
}

void TimelineView::reveal(const Place& place, int finding)
{
    m_finding = finding;
    setView(revealing(m_view, { place.start, place.end }, m_data.clock.sampleRate));
    select(TimeRange { place.start, std::max(place.end, place.start + 1) });
}

void TimelineView::select(std::optional<TimeRange> range)
{
    m_selection = range;
    update();
    Q_EMIT selectionChanged();
}

void TimelineView::zoomIn()
{
    setView(zoomed(m_view, 1.0 / zoomStep, 0.5, m_data.clock.sampleRate));
}

void TimelineView::zoomOut()
{
    setView(zoomed(m_view, zoomStep, 0.5, m_data.clock.sampleRate));
}

void TimelineView::fit()
{
    setView(fitted(m_data.frames));
}

QSize TimelineView::minimumSizeHint() const
{
    return { 420, std::min(leastHeight(static_cast<int>(m_data.channels.size()), has("speech")), 520) };
}

std::vector<Lane> TimelineView::lanes() const
{
    return laneStack({ height(), static_cast<int>(m_data.channels.size()), has("correlation"), has("speech") });
}

bool TimelineView::has(std::string_view track) const
{
    return m_data.entry() != nullptr && m_data.series().find(track) != nullptr;
}

QRect TimelineView::areaOf(const Lane& lane) const
{
    return { gutterWidth, lane.top, std::max(width() - gutterWidth, 1), lane.height };
}

QRect TimelineView::gutterOf(const Lane& lane) const
{
    return { 0, lane.top, gutterWidth, lane.height };
}

Lane TimelineView::laneAt(const QPoint& point) const
{
    for (const Lane& lane : lanes()) {
        if (point.y() >= lane.top && point.y() < lane.top + lane.height)
            return lane;
    }
    return {};
}

double TimelineView::frameUnder(double x) const
{
    const double frame = frameAt(m_view, x - gutterWidth, std::max(width() - gutterWidth, 1));
    return std::clamp(frame, 0.0, m_view.total);
}

const TimelineData::Marker* TimelineView::markerAt(const QPoint& point) const
{
    if (laneAt(point).kind != Lane::Kind::findings)
        return nullptr;
    constexpr double reach = 8.0; // px
    const double areaWidth = std::max(width() - gutterWidth, 1);
    const TimelineData::Marker* best = nullptr;
    double nearest = reach;
    for (const TimelineData::Marker& marker : m_data.markers) {
        const double from = gutterWidth + xOf(m_view, static_cast<double>(marker.range.start), areaWidth);
        const double to = gutterWidth + xOf(m_view, static_cast<double>(marker.range.end), areaWidth);
        const double distance = point.x() < from ? from - point.x() : std::max(point.x() - to, 0.0);
        if (distance <= nearest) {
            nearest = distance;
            best = &marker;
        }
    }
    return best;
}

void TimelineView::setView(const ViewRange& view)
{
    m_view = view;
    update();
}

void TimelineView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.palette().background);
    if (m_data.entry() == nullptr)
        return;
    LanePainter lanePainter(painter, m_data, m_theme, m_view);
    for (const Lane& lane : lanes()) {
        lanePainter.paint(lane, gutterOf(lane), areaOf(lane), m_finding);
        painter.setPen(m_theme.palette().line);
        if (lane.kind != Lane::Kind::overview)
            painter.drawLine(0, lane.top + lane.height - 1, width(), lane.top + lane.height - 1);
    }
    paintSelection(painter);
    paintPointer(painter);
}

void TimelineView::paintSelection(QPainter& painter)
{
    if (!m_selection)
        return;
    const std::vector<Lane> stack = lanes();
    const double areaWidth = width() - gutterWidth;
    const double left = gutterWidth + xOf(m_view, static_cast<double>(m_selection->start), areaWidth);
    const double right = gutterWidth + xOf(m_view, static_cast<double>(m_selection->end), areaWidth);
    const double top = stack.front().height;
    const double bottom = stack.back().top;
    if (right < gutterWidth || left > width())
        return;
    painter.save();
    painter.setClipRect(QRectF(gutterWidth, top, areaWidth, bottom - top));
    painter.fillRect(
        QRectF(left, top, std::max(right - left, 1.0), bottom - top), faded(m_theme.palette().accent, 0.18));
    painter.setPen(m_theme.palette().accent);
    painter.drawLine(QPointF(left, top), QPointF(left, bottom));
    painter.drawLine(QPointF(right, top), QPointF(right, bottom));
    painter.restore();
    const SelectionFacts facts = factsOf(m_data.series(), *m_selection, m_data.clock.sampleRate);
    drawSelectionCard(painter, QRectF(gutterWidth, top, areaWidth, bottom - top), left, right,
        selectionCardOf(facts, *m_selection, m_data.clock), m_theme);
}

void TimelineView::paintPointer(QPainter& painter)
{
    if (!m_pointer || m_drag != Drag::none)
        return;
    const std::vector<Lane> stack = lanes();
    painter.setPen(faded(m_theme.palette().text, 0.35));
    painter.drawLine(QPoint(*m_pointer, stack.front().height), QPoint(*m_pointer, stack.back().top));
    const QString text = m_data.clock.text(static_cast<FrameCount>(frameUnder(*m_pointer)));
    painter.setFont(m_theme.mono());
    const int textWidth = painter.fontMetrics().horizontalAdvance(text) + 12;
    QRect box(*m_pointer - textWidth / 2, 3, textWidth, 20);
    box.moveLeft(std::clamp(box.left(), gutterWidth, std::max(width() - textWidth, gutterWidth)));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.palette().line);
    painter.setBrush(m_theme.palette().raised);
    painter.drawRoundedRect(box, 4, 4);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(m_theme.palette().text);
    painter.drawText(box, Qt::AlignCenter, text);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    const QPoint angle = event->angleDelta();
    const double areaWidth = std::max(width() - gutterWidth, 1);
    const bool sideways = std::abs(angle.x()) > std::abs(angle.y()) || event->modifiers().testFlag(Qt::ShiftModifier);
    constexpr double notch = 120.0; // eighths of a degree, QWheelEvent::angleDelta
    if (sideways) {
        const double notches = (angle.x() != 0 ? angle.x() : angle.y()) / notch;
        setView(panned(m_view, -notches * panStep * m_view.length));
    } else {
        const double anchor = std::clamp((event->position().x() - gutterWidth) / areaWidth, 0.0, 1.0);
        setView(zoomed(m_view, std::pow(zoomStep, -angle.y() / notch), anchor, m_data.clock.sampleRate));
    }
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_data.entry() == nullptr)
        return;
    m_pressed = event->pos();
    m_viewAtPress = m_view;
    if (laneAt(event->pos()).kind == Lane::Kind::overview) {
        m_drag = Drag::overview;
        moveOverview(event->position().x());
    } else {
        m_drag = event->modifiers().testFlag(Qt::ShiftModifier) ? Drag::select : Drag::pan;
    }
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    const double areaWidth = std::max(width() - gutterWidth, 1);
    switch (m_drag) {
    case Drag::none:
        m_pointer = event->pos().x() >= gutterWidth ? std::optional(event->pos().x()) : std::nullopt;
        setCursor(markerAt(event->pos()) != nullptr ? Qt::PointingHandCursor : Qt::ArrowCursor);
        break;
    case Drag::pan:
        setView(panned(m_viewAtPress, (m_pressed.x() - event->pos().x()) / areaWidth * m_view.length));
        break;
    case Drag::select: {
        const auto a = static_cast<FrameCount>(frameUnder(m_pressed.x()));
        const auto b = static_cast<FrameCount>(frameUnder(event->pos().x()));
        select(TimeRange { std::min(a, b), std::max(a, b) });
        break;
    }
    case Drag::overview:
        moveOverview(event->position().x());
        break;
    }
    update();
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    const bool click = (event->pos() - m_pressed).manhattanLength() < clickSlack;
    const Drag drag = std::exchange(m_drag, Drag::none);
    if (!click || drag == Drag::overview || drag == Drag::none)
        return;
    if (const TimelineData::Marker* marker = markerAt(event->pos()))
        Q_EMIT markerClicked(marker->finding, marker->place);
    else
        select(std::nullopt);
}

void TimelineView::moveOverview(double x)
{
    const double share = (x - gutterWidth) / std::max(width() - gutterWidth, 1);
    ViewRange next = m_view;
    next.start = 0.0;
    setView(panned(next, share * m_view.total - m_view.length / 2.0));
}

void TimelineView::leaveEvent(QEvent*)
{
    m_pointer.reset();
    update();
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return setView(panned(m_view, -panStep * m_view.length));
    case Qt::Key_Right:
        return setView(panned(m_view, panStep * m_view.length));
    case Qt::Key_Home:
        return setView(panned(m_view, -m_view.total));
    case Qt::Key_End:
        return setView(panned(m_view, m_view.total));
    case Qt::Key_Escape:
        return select(std::nullopt);
    default:
        QWidget::keyPressEvent(event);
    }
}

bool TimelineView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const TimelineData::Marker* marker = markerAt(help->pos())) {
            const Finding& finding = m_data.entry()->findings[static_cast<std::size_t>(marker->finding)];
            QToolTip::showText(help->globalPos(), fromUtf8Text(finding.title), this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace assay
