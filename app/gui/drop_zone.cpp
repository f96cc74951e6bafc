// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/drop_zone.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace assay
{

namespace
{

constexpr double pictureHeight = 72.0; // px of the little waveform above the sentence

/// A quiet waveform: a picture of what is wanted here, from two slow sines.
void paintWave(QPainter& painter, const QRectF& area, const Palette& palette)
{
    constexpr int bars = 61;
    const double step = area.width() / bars;
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < bars; ++i) {
        const double phase = static_cast<double>(i) / (bars - 1);
        const double swell = std::sin(phase * std::numbers::pi);
        const double detail = 0.55 + 0.45 * std::sin(phase * 23.0) * std::cos(phase * 61.0);
        const double height = std::max(swell * detail * area.height(), 3.0);
        QColor colour = palette.wave;
        colour.setAlphaF(static_cast<float>(0.25 + 0.6 * swell));
        painter.setBrush(colour);
        painter.drawRoundedRect(
            QRectF(area.left() + i * step, area.center().y() - height / 2.0, step * 0.55, height), 1.5, 1.5);
    }
}

} // namespace

DropZone::DropZone(const Theme& theme, const QString& exampleFolder, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(20);
    layout->addStretch(1);
    layout->addSpacing(static_cast<int>(pictureHeight) + 20);
    auto* sentence = new QLabel(tr("Drop audio files, a delivery folder or a report here."), this);
    QFont font = theme.base();
    font.setPixelSize(18);
    sentence->setFont(font);
    sentence->setStyleSheet(QStringLiteral("font-size: 18px;"));
    sentence->setAlignment(Qt::AlignCenter);
    sentence->setWordWrap(true);
    layout->addWidget(sentence);
    auto* example = new QPushButton(tr("Open the example delivery"), this);
    example->setObjectName(QStringLiteral("exampleButton"));
    example->setAccessibleName(example->text());
    example->setVisible(!exampleFolder.isEmpty());
    connect(example, &QPushButton::clicked, this, [this, exampleFolder] { Q_EMIT exampleAsked(exampleFolder); });
    layout->addWidget(example, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    setAccessibleName(sentence->text());
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QRectF DropZone::zone() const
{
    const QSizeF size(std::min(width() - 64.0, 720.0), std::min(height() - 64.0, 380.0));
    return { (width() - size.width()) / 2.0, (height() - size.height()) / 2.0, size.width(), size.height() };
}

void DropZone::paintEvent(QPaintEvent*)
{
    const Palette& palette = m_theme.palette();
    QPainter painter(this);
    painter.fillRect(rect(), palette.background);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(palette.line, 1.6, Qt::CustomDashLine, Qt::RoundCap);
    pen.setDashPattern({ 4.0, 4.0 });
    painter.setPen(pen);
    painter.setBrush(palette.panel);
    painter.drawRoundedRect(zone(), 14, 14);
    const double middle = zone().center().y() - 92.0;
    paintWave(
        painter, QRectF(width() / 2.0 - 150.0, middle - pictureHeight / 2.0 + 14.0, 300.0, pictureHeight), palette);
}

} // namespace assay
