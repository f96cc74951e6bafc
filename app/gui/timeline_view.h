// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/theme.h"
#include "app/gui/timeline_data.h"
#include "app/gui/timeline_geometry.h"

#include <QWidget>

#include <optional>

namespace assay
{

/// One programme over time: lanes that zoom together. Wheel zooms at the pointer, drag pans, shift-drag selects.
class TimelineView : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineView(const Theme& theme, QWidget* parent = nullptr);

    /// Shows another programme whole, or the same one judged anew, with view and selection kept.
    void show(TimelineData timeline);
    /// Brings a place into sight and selects it.
    void reveal(const Place& place, int finding);
    void select(std::optional<TimeRange> range);

    [[nodiscard]] const ViewRange& view() const { return m_view; }
    [[nodiscard]] std::optional<TimeRange> selection() const { return m_selection; }
    [[nodiscard]] int selectedFinding() const { return m_finding; }

    void zoomIn();
    void zoomOut();
    void fit();

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void selectionChanged();
    /// A marker was clicked.
    void markerClicked(int finding, std::size_t place);

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Drag { none, pan, select, overview };

    [[nodiscard]] QRect areaOf(const Lane& lane) const;
    [[nodiscard]] QRect gutterOf(const Lane& lane) const;
    [[nodiscard]] std::vector<Lane> lanes() const;
    [[nodiscard]] bool has(std::string_view track) const;
    [[nodiscard]] Lane laneAt(const QPoint& point) const;
    [[nodiscard]] double frameUnder(double x) const;
    [[nodiscard]] const TimelineData::Marker* markerAt(const QPoint& point) const;
    void setView(const ViewRange& view);
    void moveOverview(double x);
    void paintSelection(QPainter& painter);
    void paintPointer(QPainter& painter);

    const Theme& m_theme;
    TimelineData m_data;
    ViewRange m_view;
    std::optional<TimeRange> m_selection;
    int m_finding = -1;
    Drag m_drag = Drag::none;
    QPoint m_pressed;
    ViewRange m_viewAtPress;
    std::optional<int> m_pointer; ///< x of the mouse while it is over the lanes
};

} // namespace assay
