// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/delivery_model.h"
#include "app/gui/document.h"
#include "app/gui/theme.h"

#include <QWidget>

class QLabel;
class QListView;
class QProgressBar;

namespace assay
{

/// Left: what arrived and how it stands, and the progress of what is being measured.
class DeliveryPanel : public QWidget
{
    Q_OBJECT

public:
    DeliveryPanel(const Theme& theme, Document& document, QWidget* parent = nullptr);

    [[nodiscard]] DeliveryModel& model() { return m_model; }
    [[nodiscard]] QListView& list() { return *m_list; }
    /// The chosen row, null where none is.
    [[nodiscard]] const DeliveryItem* chosen() const;
    [[nodiscard]] QSize sizeHint() const override { return { 280, 600 }; }

Q_SIGNALS:
    void chosenChanged();

private:
    void refresh();
    void chooseMostUrgent();
    void refreshProgress();

    Document& m_document;
    DeliveryModel m_model;
    QListView* m_list;
    QWidget* m_progress;
    QProgressBar* m_bar;
    QLabel* m_progressText;
    bool m_byHand = false; ///< did a person choose the row of this document?
};

} // namespace assay
