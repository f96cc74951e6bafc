// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/finding_card.h"
#include "app/gui/theme.h"

#include <QRect>

#include <vector>

namespace assay
{

/// Where the parts of a card stand, relative to its top left corner. A card that needs nobody is one line high until it
/// is chosen.
struct FindingLayout {
    int height = 0;
    QRect frame;
    QRect symbol;
    QRect title;
    QRect weight;
    QRect summary; ///< compact cards: value and limit in one line; else empty
    std::vector<QRect> facts;
    QRect bar; ///< empty where there is no margin to show
    QRect advice;
    std::vector<QRect> places;
    QRect morePlaces;
    QRect source;
};

[[nodiscard]] FindingLayout layoutOf(const FindingCard& card, int width, bool compact, const Theme& theme);

/// Which of the finding's places is listed under this point of the card; empty where none is.
[[nodiscard]] std::optional<std::size_t> placeAt(const FindingCard& card, const FindingLayout& layout, QPoint point);

} // namespace assay
