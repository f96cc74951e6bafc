// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/delivery_delegate.h"

#include "app/gui/delivery_model.h"
#include "app/gui/figures.h"
#include "app/gui/marks.h"

#include <QPainter>

namespace assay
{

namespace
{

constexpr int headingHeight = 34; // px
constexpr int rowHeight = 44; // px: name and facts
constexpr int margin = 14; // px
constexpr double symbolSize = 15.0; // px

} // namespace

DeliveryDelegate::DeliveryDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void DeliveryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Palette& palette = m_theme.palette();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRect row = option.rect;
    if (const QString heading = index.data(DeliveryModel::sectionRole).toString(); !heading.isEmpty()) {
        painter->setFont(m_theme.strong());
        painter->setPen(palette.text);
        painter->drawText(QRect(row.left() + margin, row.top() + 8, row.width() - 2 * margin, headingHeight - 8),
            Qt::AlignVCenter | Qt::AlignLeft, heading);
        row.setTop(row.top() + headingHeight);
    }
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(row, faded(palette.accent, 0.16));
        painter->fillRect(QRect(row.left(), row.top(), 2, row.height()), palette.accent);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(row, palette.raised);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(palette.accent);
        painter->drawRect(row.adjusted(0, 0, -1, -1));
    }
    const auto state = static_cast<DeliveryState>(index.data(DeliveryModel::stateRole).toInt());
    const double symbolTop = row.top() + 6.0;
    drawSymbol(*painter, QRectF(row.left() + margin, symbolTop, symbolSize, symbolSize), symbolOf(state), palette);

    const QString word = index.data(DeliveryModel::stateWordRole).toString();
    painter->setFont(m_theme.small());
    painter->setPen(palette.dim);
    const int wordWidth = static_cast<int>(figuresWidth(m_theme.small(), word)) + 2;
    const QRect top(row.left() + margin + 24, row.top() + 4, row.width() - 2 * margin - 24, 19);
    const QRect below = top.translated(0, 18);
    drawFigures(*painter, state == DeliveryState::running ? top : below, Qt::AlignRight, word);
    const QString error = index.data(DeliveryModel::errorRole).toString();
    const QString detail = error.isEmpty() ? index.data(DeliveryModel::detailRole).toString() : error;
    painter->drawText(below, Qt::AlignVCenter | Qt::AlignLeft,
        painter->fontMetrics().elidedText(detail, Qt::ElideRight, below.width() - wordWidth - 8));
    painter->setFont(m_theme.base());
    painter->setPen(state == DeliveryState::unreadable ? palette.dim : palette.text);
    const int nameWidth = top.width() - (state == DeliveryState::running ? wordWidth + 8 : 0);
    painter->drawText(top, Qt::AlignVCenter | Qt::AlignLeft,
        painter->fontMetrics().elidedText(
            index.data(DeliveryModel::shortNameRole).toString(), Qt::ElideMiddle, nameWidth));
    if (state == DeliveryState::running) {
        const QRectF track(below.left(), below.top() + 6.0, below.width(), 3.0);
        painter->setPen(Qt::NoPen);
        painter->setBrush(palette.line);
        painter->drawRoundedRect(track, 1.5, 1.5);
        painter->setBrush(palette.accent);
        const double fraction = index.data(DeliveryModel::fractionRole).toDouble();
        painter->drawRoundedRect(QRectF(track.topLeft(), QSizeF(track.width() * fraction, 3.0)), 1.5, 1.5);
    }
    painter->restore();
}

QSize DeliveryDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const bool heads = !index.data(DeliveryModel::sectionRole).toString().isEmpty();
    return { 200, rowHeight + (heads ? headingHeight : 0) };
}

} // namespace assay
