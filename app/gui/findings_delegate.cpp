// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/figures.h"
#include "app/gui/findings_view.h"
#include "reports/plots.h"
#include "reports/symbols.h"

#include <QPainter>

namespace assay
{

FindingsDelegate::FindingsDelegate(
    const Theme& theme, const FindingsModel& model, const FindingsOrder& order, FindingsView* view)
    : QStyledItemDelegate(view)
    , m_theme(theme)
    , m_model(model)
    , m_order(order)
    , m_view(view)
{
}

FindingCard FindingsDelegate::cardAt(const QModelIndex& index) const
{
    return m_model.card(m_order.mapToSource(index).row());
}

FindingLayout FindingsDelegate::layoutAt(const QModelIndex& index) const
{
    const bool compact = !index.data(FindingsModel::openRole).toBool() && index != m_view->currentIndex();
    return layoutOf(cardAt(index), m_view->viewport()->width(), compact, m_theme);
}

QSize FindingsDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return { 10, layoutAt(index).height };
}

void FindingsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Palette& palette = m_theme.palette();
    const Finding& finding = m_model.finding(m_order.mapToSource(index).row());
    const FindingCard card = cardAt(index);
    const FindingLayout layout = layoutAt(index);
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(option.rect.topLeft());
    painter->setPen(QPen(chosen ? palette.accent : palette.line, chosen ? 1.4 : 1.0));
    painter->setBrush(palette.background);
    painter->drawRoundedRect(QRectF(layout.frame).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
    painter->setBrush(Qt::NoBrush);
    drawSymbol(*painter, layout.symbol, symbolOf(finding), palette);
    painter->setFont(m_theme.strong());
    painter->setPen(palette.text);
    painter->drawText(layout.title, Qt::TextWordWrap, card.title);
    painter->setFont(m_theme.small());
    painter->setPen(palette.dim);
    painter->drawText(layout.weight, Qt::AlignRight | Qt::AlignVCenter, card.weight);
    if (!layout.summary.isEmpty()) {
        QStringList parts;
        for (const FindingCard::Fact& fact : card.facts)
            parts += fact.value;
        painter->drawText(layout.summary, Qt::AlignLeft | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(
                parts.join(QStringLiteral("  ·  ")), Qt::ElideRight, layout.summary.width()));
    }
    paintBody(*painter, card, layout);
    if (!layout.bar.isEmpty())
        drawMarginBar(*painter, layout.bar, finding, PlotStyle { palette, m_theme.small() });
    painter->restore();
}

void FindingsDelegate::paintBody(QPainter& painter, const FindingCard& card, const FindingLayout& layout) const
{
    const Palette& palette = m_theme.palette();
    for (std::size_t i = 0; i < layout.facts.size(); ++i) {
        painter.setFont(m_theme.base());
        painter.setPen(palette.dim);
        painter.drawText(layout.facts[i], Qt::AlignLeft | Qt::AlignVCenter, card.facts[i].name);
        painter.setFont(m_theme.strong());
        painter.setPen(palette.text);
        drawFigures(painter, layout.facts[i], Qt::AlignRight, card.facts[i].value);
    }
    painter.setFont(m_theme.base());
    painter.setPen(palette.text);
    painter.drawText(layout.advice, Qt::TextWordWrap, card.advice);
    painter.setFont(m_theme.mono());
    for (std::size_t i = 0; i < layout.places.size(); ++i)
        painter.drawText(layout.places[i], Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(card.places[i].text, Qt::ElideRight, layout.places[i].width()));
    painter.setFont(m_theme.small());
    painter.setPen(palette.dim);
    painter.drawText(layout.morePlaces, Qt::AlignLeft | Qt::AlignVCenter, card.morePlaces);
    painter.drawText(layout.source, Qt::TextWordWrap, card.source);
}

} // namespace assay
