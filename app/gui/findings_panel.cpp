// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/findings_panel.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace assay
{

namespace
{

QToolButton* filterButton(const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QStringLiteral("quiet"));
    button->setCheckable(true);
    button->setAccessibleName(name);
    return button;
}

} // namespace

FindingsPanel::FindingsPanel(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_open(filterButton(tr("Only open findings"), this))
    , m_all(filterButton(tr("All findings"), this))
    , m_note(new QLabel(this))
{
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    m_order.setSourceModel(&m_model);
    m_view = new FindingsView(theme, m_model, m_order, this);
    auto* choice = new QButtonGroup(this);
    choice->addButton(m_open);
    choice->addButton(m_all);
    m_open->setChecked(true);
    connect(m_open, &QToolButton::toggled, this, &FindingsPanel::setOpenOnly);
    auto* filter = new QHBoxLayout;
    filter->setContentsMargins(8, 2, 8, 4);
    filter->setSpacing(4);
    filter->addWidget(m_open);
    filter->addWidget(m_all);
    filter->addStretch(1);
    m_note->setObjectName(QStringLiteral("dim"));
    m_note->setWordWrap(true);
    m_note->setContentsMargins(14, 8, 14, 8);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(filter);
    layout->addWidget(m_note);
    layout->addWidget(m_view, 1);
    refresh();
}

void FindingsPanel::show(std::shared_ptr<const Report> report, int programme, const QString& note)
{
    const int current = m_view->currentFinding();
    const int rows = m_model.rowCount();
    m_noteText = note;
    m_model.show(std::move(report), programme);
    if (current >= 0 && rows == m_model.rowCount())
        m_view->setCurrentFinding(current);
    refresh();
}

void FindingsPanel::setOpenOnly(bool openOnly)
{
    m_open->setChecked(openOnly);
    m_all->setChecked(!openOnly);
    m_order.setOpenOnly(openOnly);
    refresh();
}

void FindingsPanel::refresh()
{
    m_open->setText(tr("Open %1").arg(m_model.openCount()));
    m_all->setText(tr("All %1").arg(m_model.rowCount()));
    QString note;
    if (m_model.rowCount() == 0)
        note = m_noteText;
    else if (m_order.rowCount() == 0)
        note = tr("Nothing is open here. All findings, passes included, are under “All”.");
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

} // namespace assay
