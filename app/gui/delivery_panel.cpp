// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/delivery_panel.h"

#include "app/gui/delivery_delegate.h"
#include "app/gui/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace assay
{

DeliveryPanel::DeliveryPanel(const Theme& theme, Document& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_list(new QListView(this))
    , m_progress(new QWidget(this))
    , m_bar(new QProgressBar(m_progress))
    , m_progressText(new QLabel(m_progress))
{
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new DeliveryDelegate(theme, m_list));
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Delivery"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_progress);

    auto* rows = new QVBoxLayout(m_progress);
    rows->setContentsMargins(14, 10, 14, 12);
    rows->setSpacing(8);
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the whole analysis"));
    rows->addWidget(m_bar);
    auto* line = new QHBoxLayout;
    m_progressText->setObjectName(QStringLiteral("dim"));
    line->addWidget(m_progressText, 1);
    auto* cancel = new QPushButton(tr("Cancel"), m_progress);
    cancel->setObjectName(QStringLiteral("cancelButton"));
    cancel->setAccessibleName(tr("Cancel the analysis"));
    connect(cancel, &QPushButton::clicked, &document, &Document::cancel);
    line->addWidget(cancel);
    rows->addLayout(line);

    connect(&document, &Document::changed, this, &DeliveryPanel::refresh);
    connect(&document, &Document::progressed, this, &DeliveryPanel::refresh);
    connect(&document, &Document::phaseChanged, this, &DeliveryPanel::refresh);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &DeliveryPanel::chosenChanged);
    connect(m_list, &QListView::pressed, this, [this] { m_byHand = true; });
    refreshProgress();
}

const DeliveryItem* DeliveryPanel::chosen() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? &m_model.items()[static_cast<std::size_t>(index.row())] : nullptr;
}

void DeliveryPanel::refresh()
{
    m_model.setItems(m_document.items());
    if (m_model.rowCount() == 0)
        m_byHand = false;
    if (!m_byHand && m_model.rowCount() > 0)
        chooseMostUrgent();
    refreshProgress();
}

void DeliveryPanel::chooseMostUrgent()
{
    // While results stream in, what was shown first stays; at the end the worst comes to the front.
    const bool complete = m_document.phase() == Document::Phase::complete;
    if (!complete && chosen() != nullptr)
        return;
    const std::vector<DeliveryItem>& items = m_model.items();
    auto best = std::ranges::find(items, DeliveryState::fail, &DeliveryItem::state);
    if (best == items.end())
        best = std::ranges::find_if(items, [](const DeliveryItem& item) { return item.programme >= 0; });
    if (best == items.end() && complete)
        best = items.begin(); // nothing could be read: show why
    if (best == items.end())
        return;
    m_list->setCurrentIndex(m_model.index(static_cast<int>(best - items.begin())));
    m_byHand = complete;
}

void DeliveryPanel::refreshProgress()
{
    const bool running = m_document.phase() == Document::Phase::analysing;
    m_progress->setVisible(running);
    if (!running)
        return;
    m_bar->setValue(static_cast<int>(m_document.progress() * 1000.0));
    const QString percent = tr("%1 %").arg(static_cast<int>(m_document.progress() * 100.0));
    const std::optional<double> left = m_document.secondsLeft();
    m_progressText->setText(left ? tr("%1 · %2 left").arg(percent, timeLeftText(*left)) : percent);
}

} // namespace assay
