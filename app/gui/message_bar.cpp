// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/message_bar.h"

#include "reports/symbols.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPixmap>
#include <QToolButton>

namespace assay
{

MessageBar::MessageBar(const Theme& theme, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_symbol(new QLabel(this))
    , m_text(new QLabel(this))
{
    setObjectName(QStringLiteral("messageBar"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 8, 8);
    layout->setSpacing(10);
    layout->addWidget(m_symbol, 0, Qt::AlignTop);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("Messages"));
    layout->addWidget(m_text, 1);
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("quiet"));
    close->setText(tr("Dismiss"));
    close->setAccessibleName(tr("Dismiss the messages"));
    connect(close, &QToolButton::clicked, this, &MessageBar::clear);
    layout->addWidget(close, 0, Qt::AlignTop);
    connect(&theme, &Theme::changed, this, &MessageBar::refresh);
    clear();
}

void MessageBar::add(const MessageEvent& message)
{
    m_messages.prepend(message.text);
    m_worst = m_worst || message.level == MessageEvent::Level::error;
    refresh();
}

void MessageBar::clear()
{
    m_messages.clear();
    m_worst = false;
    refresh();
}

void MessageBar::refresh()
{
    constexpr qsizetype shown = 2;
    setVisible(!m_messages.isEmpty());
    QString text = m_messages.mid(0, shown).join(u'\n');
    if (m_messages.size() > shown)
        text += u'\n' + tr("and %n more", nullptr, static_cast<int>(m_messages.size() - shown));
    m_text->setText(text);
    m_text->setToolTip(m_messages.join(u'\n'));
    const double ratio = devicePixelRatioF();
    QPixmap picture(QSizeF(18.0 * ratio, 18.0 * ratio).toSize());
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    drawSymbol(painter, QRectF(1, 1, 16, 16), m_worst ? Symbol::fail : Symbol::review, m_theme.palette());
    painter.end();
    m_symbol->setPixmap(picture);
    m_symbol->setAccessibleName(m_worst ? tr("Error") : tr("Warning"));
}

} // namespace assay
