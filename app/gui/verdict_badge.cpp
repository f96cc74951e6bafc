// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/verdict_badge.h"

#include "app/gui/figures.h"
#include "app/gui/marks.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace assay
{

namespace
{

constexpr double padding = 12.0; // px
constexpr double symbolSize = 15.0; // px
constexpr int badgeHeight = 34; // px

} // namespace

VerdictBadge::VerdictBadge(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void VerdictBadge::show(std::optional<Verdict> verdict, const QString& word, const QString& detail)
{
    m_verdict = verdict;
    m_word = word;
    m_detail = detail;
    setAccessibleName(tr("Verdict: %1").arg(text()));
    updateGeometry();
    update();
}

QString VerdictBadge::text() const
{
    return m_detail.isEmpty() ? m_word : m_word + QStringLiteral("  ") + m_detail;
}

QFont VerdictBadge::wordFont() const
{
    QFont font = m_theme.strong();
    font.setPixelSize(15);
    return font;
}

QSize VerdictBadge::sizeHint() const
{
    double width = 2.0 * padding + symbolSize + 9.0 + QFontMetricsF(wordFont()).horizontalAdvance(m_word);
    if (!m_detail.isEmpty())
        width += 12.0 + figuresWidth(m_theme.base(), m_detail);
    return { static_cast<int>(std::ceil(width)) + 2, badgeHeight };
}

void VerdictBadge::paintEvent(QPaintEvent*)
{
    if (m_word.isEmpty())
        return;
    const Palette& palette = m_theme.palette();
    const Symbol symbol = m_verdict ? symbolOf(*m_verdict) : Symbol::running;
    const QColor colour = colourOf(symbol, palette);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(faded(colour, 0.14));
    painter.setPen(colour);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.setBrush(Qt::NoBrush);
    drawSymbol(painter, QRectF(padding, (height() - symbolSize) / 2.0, symbolSize, symbolSize), symbol, palette);
    double x = padding + symbolSize + 9.0;
    painter.setFont(wordFont());
    painter.setPen(colour);
    const double wordWidth = QFontMetricsF(wordFont()).horizontalAdvance(m_word);
    painter.drawText(QRectF(x, 0, wordWidth + 2.0, height()), Qt::AlignVCenter, m_word);
    x += wordWidth + 12.0;
    painter.setFont(m_theme.base());
    painter.setPen(palette.text);
    drawFigures(painter, QRectF(x, 0, width() - x, height()), Qt::AlignLeft, m_detail);
}

} // namespace assay
