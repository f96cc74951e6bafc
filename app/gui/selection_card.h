// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/programme_clock.h"
#include "app/gui/selection_facts.h"
#include "app/gui/theme.h"

#include <QPainter>
#include <QRectF>
#include <QString>

#include <utility>
#include <vector>

namespace assay
{

/// What stands on the card beside a selection: text only. Facts that the stretch is too short for are left out.
struct SelectionCard {
    QString title; ///< "Selection", or "At" for less than a picture
    QString time; ///< its length, or where it is
    std::vector<std::pair<QString, QString>> rows;
};

[[nodiscard]] SelectionCard selectionCardOf(
    const SelectionFacts& facts, const TimeRange& range, const ProgrammeClock& clock);

/// Draws the card inside `bounds`, right of the selection where it fits, else left of it. `left` and `right` are its
/// edges.
void drawSelectionCard(
    QPainter& painter, const QRectF& bounds, double left, double right, const SelectionCard& card, const Theme& theme);

} // namespace assay
