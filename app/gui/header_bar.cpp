// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/header_bar.h"

#include "app/gui/document.h"
#include "app/gui/text.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace assay
{

namespace
{

QToolButton* menuButton(const QString& text, QMenu* menu, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(text + QStringLiteral(" ▾"));
    button->setAccessibleName(text);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFixedHeight(34);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

HeaderBar::HeaderBar(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_profiles(new ProfileChooser(theme, this))
    , m_badge(new VerdictBadge(theme, this))
{
    setObjectName(QStringLiteral("header"));
    setAttribute(Qt::WA_StyledBackground);
    auto* openMenu = new QMenu(this);
    openMenu->addAction(tr("Files or a report…"), QKeySequence::Open, this, &HeaderBar::openFilesAsked);
    openMenu->addAction(
        tr("Delivery folder…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), this, &HeaderBar::openFolderAsked);
    QToolButton* open = menuButton(tr("Open"), openMenu, this);
    open->setObjectName(QStringLiteral("openButton"));
    addActions(openMenu->actions());

    auto* exportMenu = new QMenu(this);
    exportMenu->addAction(
        tr("PDF…"), QKeySequence(Qt::CTRL | Qt::Key_E), this, [this] { Q_EMIT exportAsked(ExportFormat::pdf); });
    exportMenu->addAction(tr("JSON report…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), this,
        [this] { Q_EMIT exportAsked(ExportFormat::json); });
    m_export = menuButton(tr("Export"), exportMenu, this);
    m_export->setObjectName(QStringLiteral("exportButton"));
    addActions(exportMenu->actions());

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 9, 14, 9);
    layout->setSpacing(12);
    layout->addWidget(open);
    layout->addWidget(m_profiles, 1);
    layout->addWidget(m_badge);
    layout->addStretch(2);
    layout->addWidget(m_export);
}

void HeaderBar::show(const Document& document)
{
    const Report& report = *document.report();
    const bool analysing = document.phase() == Document::Phase::analysing;
    const QString open = openText(openCounts(report));
    if (analysing)
        m_badge->show(std::nullopt, tr("Measuring"), open);
    else if (report.verdict)
        m_badge->show(report.verdict, wordOf(*report.verdict), open);
    else
        m_badge->show(std::nullopt, QString(), QString());
    m_badge->setVisible(analysing || report.verdict.has_value());
    const bool exportable = document.phase() == Document::Phase::complete;
    m_export->setEnabled(exportable);
    m_export->setToolTip(exportable ? QString() : tr("There is nothing to export until the measuring has ended."));
    for (QAction* action : m_export->menu()->actions())
        action->setEnabled(exportable);
}

} // namespace assay
