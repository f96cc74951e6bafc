// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/findings_view.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace assay
{

FindingsView::FindingsView(const Theme& theme, FindingsModel& model, FindingsOrder& order, QWidget* parent)
    : QListView(parent)
    , m_model(model)
    , m_order(order)
    , m_delegate(new FindingsDelegate(theme, model, order, this))
{
    setModel(&order);
    setItemDelegate(m_delegate);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust);
    setUniformItemSizes(false);
    setMouseTracking(true);
    setAccessibleName(tr("Findings"));
    setAccessibleDescription(tr("Enter goes to the place of a finding, Enter again to its next place."));
}

int FindingsView::currentFinding() const
{
    return currentIndex().isValid() ? m_order.mapToSource(currentIndex()).row() : -1;
}

void FindingsView::setCurrentFinding(int finding)
{
    const QModelIndex index = m_order.mapFromSource(m_model.index(finding));
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    scrollTo(index);
}

void FindingsView::step(int by)
{
    const int count = m_order.rowCount();
    if (count == 0)
        return;
    const int from = currentIndex().isValid() ? currentIndex().row() : (by > 0 ? -1 : count);
    choose(m_order.index(std::clamp(from + by, 0, count - 1), 0), 0);
}

void FindingsView::choose(const QModelIndex& index, std::size_t place)
{
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    m_place = place;
    Q_EMIT placeChosen(m_order.mapToSource(index).row(), place);
}

std::optional<std::size_t> FindingsView::placeUnder(const QModelIndex& index, QPoint point) const
{
    if (!index.isValid())
        return std::nullopt;
    return placeAt(m_delegate->cardAt(index), m_delegate->layoutAt(index), point - visualRect(index).topLeft());
}

void FindingsView::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->pos());
    const auto place = placeUnder(index, event->pos());
    QListView::mousePressEvent(event);
    if (event->button() == Qt::LeftButton)
        choose(index, place.value_or(0));
}

void FindingsView::mouseMoveEvent(QMouseEvent* event)
{
    const bool overPlace = placeUnder(indexAt(event->pos()), event->pos()).has_value();
    viewport()->setCursor(overPlace ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QListView::mouseMoveEvent(event);
}

void FindingsView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return QListView::keyPressEvent(event);
    const int places = currentIndex().data(FindingsModel::placeCountRole).toInt();
    const std::size_t next = places > 0 ? (m_place + 1) % static_cast<std::size_t>(places) : 0;
    choose(currentIndex(), next);
}

void FindingsView::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout(); // the text wraps anew
}

void FindingsView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    // Before the first Enter nothing was shown: it goes to the first place, not to the second.
    m_place = static_cast<std::size_t>(std::max(current.data(FindingsModel::placeCountRole).toInt() - 1, 0));
    for (const QModelIndex& index : { previous, current }) {
        if (index.isValid())
            m_delegate->relayout(index); // a chosen card unfolds
    }
}

} // namespace assay
