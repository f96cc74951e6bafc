// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/finding_layout.h"

#include <QFontMetrics>

#include <algorithm>

namespace assay
{

namespace
{

constexpr int gap = 8; // px between cards
constexpr int padding = 12; // px inside a card
constexpr int symbolSize = 15; // px
constexpr int factLine = 21; // px
constexpr int placeLine = 18; // px

int wrappedHeight(const QString& text, const QFont& font, int width)
{
    return text.isEmpty() ? 0 : QFontMetrics(font).boundingRect(0, 0, width, 100000, Qt::TextWordWrap, text).height();
}

} // namespace

FindingLayout layoutOf(const FindingCard& card, int width, bool compact, const Theme& theme)
{
    FindingLayout layout;
    const int left = gap + padding;
    const int inner = std::max(width - 2 * (gap + padding), 40);
    int y = gap / 2 + padding - 2;
    const int weightWidth = QFontMetrics(theme.small()).horizontalAdvance(card.weight) + 4;
    const int titleWidth = std::max(inner - symbolSize - 9 - weightWidth - 8, 40);
    const int titleHeight = std::max(wrappedHeight(card.title, theme.strong(), titleWidth), 18);
    layout.symbol = { left, y + 2, symbolSize, symbolSize };
    layout.title = { left + symbolSize + 9, y, titleWidth, titleHeight };
    layout.weight = { left + inner - weightWidth, y, weightWidth, 18 };
    y += titleHeight + 4;
    if (compact) {
        if (!card.facts.empty()) {
            layout.summary = { layout.title.left(), y - 2, inner - symbolSize - 9, 18 };
            y += 18;
        }
    } else {
        for (std::size_t i = 0; i < card.facts.size(); ++i, y += factLine)
            layout.facts.emplace_back(left, y, inner, factLine);
        if (card.hasMargin) {
            layout.bar = { left, y + 4, inner, 14 };
            y += 24;
        }
        if (const int height = wrappedHeight(card.advice, theme.base(), inner); height > 0) {
            layout.advice = { left, y + 4, inner, height };
            y += height + 10;
        }
        for (std::size_t i = 0; i < card.places.size(); ++i, y += placeLine)
            layout.places.emplace_back(left, y, inner, placeLine);
        if (!card.morePlaces.isEmpty()) {
            layout.morePlaces = { left, y, inner, placeLine };
            y += placeLine;
        }
        const int height = wrappedHeight(card.source, theme.small(), inner);
        layout.source = { left, y + 4, inner, height };
        y += height + 6;
    }
    y += padding - 4;
    layout.frame = { gap, gap / 2, width - 2 * gap, y - gap / 2 };
    layout.height = y + gap / 2;
    return layout;
}

std::optional<std::size_t> placeAt(const FindingCard& card, const FindingLayout& layout, QPoint point)
{
    for (std::size_t i = 0; i < layout.places.size(); ++i) {
        if (layout.places[i].contains(point))
            return card.places[i].place;
    }
    return std::nullopt;
}

} // namespace assay
