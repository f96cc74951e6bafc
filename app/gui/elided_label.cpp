// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/elided_label.h"

#include <QPainter>

namespace assay
{

void ElidedLabel::setText(const QString& text)
{
    QLabel::setText(text);
    setToolTip(text);
}

QSize ElidedLabel::minimumSizeHint() const
{
    constexpr int least = 24; // px: an ellipsis and a letter
    return { least, QLabel::minimumSizeHint().height() };
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), Qt::AlignVCenter | Qt::AlignLeft,
        fontMetrics().elidedText(text(), Qt::ElideMiddle, contentsRect().width()));
}

} // namespace assay
