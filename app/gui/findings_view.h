// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/finding_layout.h"
#include "app/gui/findings_model.h"
#include "app/gui/theme.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace assay
{

class FindingsDelegate;

/// The findings as cards. A click or Enter asks for the finding's place; Enter again for its next one.
class FindingsView : public QListView
{
    Q_OBJECT

public:
    FindingsView(const Theme& theme, FindingsModel& model, FindingsOrder& order, QWidget* parent = nullptr);

    /// The finding (row of the model) that is current, -1 where none is.
    [[nodiscard]] int currentFinding() const;
    /// Makes a finding current without asking for its place; no-op where the filter hides it.
    void setCurrentFinding(int finding);
    /// Current and asked for: the next (`by` 1) or previous (-1) card.
    void step(int by);

Q_SIGNALS:
    /// `place` counts the places of the finding.
    void placeChosen(int finding, std::size_t place);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void choose(const QModelIndex& index, std::size_t place);
    [[nodiscard]] std::optional<std::size_t> placeUnder(const QModelIndex& index, QPoint point) const;

    FindingsModel& m_model;
    FindingsOrder& m_order;
    FindingsDelegate* m_delegate;
    std::size_t m_place = 0; ///< of the current finding, shown last
};

/// Paints one finding; knows the card's layout, so that a click finds the place under it.
class FindingsDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    FindingsDelegate(const Theme& theme, const FindingsModel& model, const FindingsOrder& order, FindingsView* view);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    [[nodiscard]] FindingCard cardAt(const QModelIndex& index) const;
    [[nodiscard]] FindingLayout layoutAt(const QModelIndex& index) const;
    void relayout(const QModelIndex& index) { Q_EMIT sizeHintChanged(index); }

private:
    void paintBody(QPainter& painter, const FindingCard& card, const FindingLayout& layout) const;

    const Theme& m_theme;
    const FindingsModel& m_model;
    const FindingsOrder& m_order;
    FindingsView* m_view;
};

} // namespace assay
