// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/selection_card.h"

#include "app/gui/figures.h"
#include "reports/wording.h"

#include <QCoreApplication>

#include <algorithm>

namespace assay
{

namespace
{

struct SelectionText {
    Q_DECLARE_TR_FUNCTIONS(SelectionText)
};

constexpr double cardWidth = 224.0; // px
constexpr double lineHeight = 18.0; // px
constexpr double headHeight = 28.0; // px
constexpr double padding = 12.0; // px
constexpr double gap = 8.0; // px between the selection and its card

} // namespace

SelectionCard selectionCardOf(const SelectionFacts& facts, const TimeRange& range, const ProgrammeClock& clock)
{
    // Less than a picture (or 40 ms) is a moment, not a stretch.
    const double picture = clock.rate ? static_cast<double>(clock.rate->denominator) / clock.rate->numerator : 0.04;
    const bool moment = toSeconds(range.length(), clock.sampleRate) < picture;
    SelectionCard card { moment ? SelectionText::tr("At") : SelectionText::tr("Selection"),
        moment ? clock.text(range.start) : clock.lengthText(range.length()), {} };
    const auto add = [&card](const QString& name, const std::optional<double>& value, Unit unit) {
        if (value)
            card.rows.emplace_back(name, valueWithUnit(*value, unit));
    };
    add(SelectionText::tr("Loudness"), facts.loudness, Unit::lufs);
    add(SelectionText::tr("Short-term max"), facts.shortTermMax, Unit::lufs);
    add(SelectionText::tr("True peak"), facts.truePeak, Unit::dbtp);
    add(SelectionText::tr("Correlation, lowest"), facts.correlation, Unit::none);
    return card;
}

void drawSelectionCard(
    QPainter& painter, const QRectF& bounds, double left, double right, const SelectionCard& card, const Theme& theme)
{
    const double height = headHeight + lineHeight * static_cast<double>(card.rows.size()) + 8.0;
    double x = right + gap;
    if (x + cardWidth > bounds.right() - gap)
        x = left - cardWidth - gap;
    x = std::max(std::min(x, bounds.right() - cardWidth - gap), bounds.left() + gap);
    const QRectF box(x, bounds.top() + gap, cardWidth, height);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.palette().accent);
    painter.setBrush(theme.palette().panel);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    QRectF line(box.left() + padding, box.top() + 3.0, cardWidth - 2.0 * padding, headHeight - 3.0);
    painter.setFont(theme.strong());
    painter.setPen(theme.palette().text);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, card.title);
    painter.setFont(theme.mono());
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, card.time);
    line = QRectF(line.left(), line.bottom(), line.width(), lineHeight);
    painter.setFont(theme.base());
    for (const auto& [name, value] : card.rows) {
        painter.setPen(theme.palette().dim);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, name);
        painter.setPen(theme.palette().text);
        drawFigures(painter, line, Qt::AlignRight, value);
        line.translate(0.0, lineHeight);
    }
    painter.restore();
}

} // namespace assay
