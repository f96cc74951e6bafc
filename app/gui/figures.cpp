// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/figures.h"

#include <QFontMetricsF>

#include <algorithm>

namespace assay
{

namespace
{

qreal digitWidth(const QFontMetricsF& metrics)
{
    qreal widest = 0.0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

/// Calls `visit(run, width)` for each digit by itself and each stretch of other characters.
template <class Visit>
void walk(const QFontMetricsF& metrics, const QString& text, Visit visit)
{
    const qreal digit = digitWidth(metrics);
    qsizetype begin = 0;
    while (begin < text.size()) {
        qsizetype end = begin + 1;
        if (text[begin].isDigit()) {
            visit(text.mid(begin, 1), digit);
        } else {
            while (end < text.size() && !text[end].isDigit())
                ++end;
            const QString run = text.mid(begin, end - begin);
            visit(run, metrics.horizontalAdvance(run));
        }
        begin = end;
    }
}

} // namespace

qreal figuresWidth(const QFont& font, const QString& text)
{
    qreal width = 0.0;
    walk(QFontMetricsF(font), text, [&](const QString&, qreal advance) { width += advance; });
    return width;
}

void drawFigures(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text)
{
    const QFontMetricsF metrics(painter.font());
    const qreal width = figuresWidth(painter.font(), text);
    qreal x = rect.left();
    if (alignment.testFlag(Qt::AlignRight))
        x = rect.right() - width;
    else if (alignment.testFlag(Qt::AlignHCenter))
        x = rect.center().x() - width / 2.0;
    const qreal baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2.0;
    walk(metrics, text, [&](const QString& run, qreal advance) {
        const qreal inset = run.size() == 1 ? (advance - metrics.horizontalAdvance(run)) / 2.0 : 0.0;
        painter.drawText(QPointF(x + inset, baseline), run);
        x += advance;
    });
}

} // namespace assay
