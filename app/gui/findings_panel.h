// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/findings_model.h"
#include "app/gui/findings_view.h"
#include "app/gui/theme.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace assay
{

/// Right: the findings of the chosen programme, the open ones or all.
class FindingsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsPanel(const Theme& theme, QWidget* parent = nullptr);

    /// `note` stands where there are no findings at all.
    void show(std::shared_ptr<const Report> report, int programme, const QString& note);
    [[nodiscard]] FindingsModel& model() { return m_model; }
    [[nodiscard]] FindingsView& view() { return *m_view; }
    void setOpenOnly(bool openOnly);
    [[nodiscard]] QSize sizeHint() const override { return { 360, 600 }; }

private:
    void refresh();

    FindingsModel m_model;
    FindingsOrder m_order;
    FindingsView* m_view;
    QToolButton* m_open;
    QToolButton* m_all;
    QLabel* m_note;
    QString m_noteText;
};

} // namespace assay
