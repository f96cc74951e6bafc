// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/header_bar.h"

#include "app/gui/document.h"
#include "app/gui/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

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
    , m_judged(new QLabel(this))
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
    exportMenu->addAction(tr("HTML page…"), this, [this] { Q_EMIT exportAsked(ExportFormat::html); });
    exportMenu->addAction(tr("JSON report…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E), this,
        [this] { Q_EMIT exportAsked(ExportFormat::json); });
    m_export = menuButton(tr("Export"), exportMenu, this);
    m_export->setObjectName(QStringLiteral("exportButton"));
    addActions(exportMenu->actions());

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 9, 14, 9);
    layout->setSpacing(12);
    layout->addWidget(open);
    layout->addWidget(m_profiles, 6);
    layout->addWidget(m_badge);
    layout->addStretch(1);
    m_judged->setObjectName(QStringLiteral("dim"));
    layout->addWidget(m_judged);
    layout->addWidget(m_export);
}

void HeaderBar::show(const Document& document)
{
    const Report& report = *document.report();
    const bool empty = document.phase() == Document::Phase::empty;
    const bool analysing = document.phase() == Document::Phase::analysing;
    const QString open = openText(openCounts(report));
    if (analysing)
        m_badge->show(std::nullopt, tr("Measuring"), open);
    else if (report.verdict && !empty)
        m_badge->show(report.verdict, wordOf(*report.verdict), open);
    else
        m_badge->show(std::nullopt, QString(), QString());
    m_badge->setVisible(analysing || (report.verdict && !empty));
    const auto judged = std::ranges::count_if(report.programmes, &JudgedProgramme::judged);
    m_judged->setText(
        tr("%1 of %n programme(s) judged", nullptr, static_cast<int>(report.programmes.size())).arg(judged));
    m_judged->setVisible(!empty && !report.programmes.empty());
    const bool exportable = document.phase() == Document::Phase::complete;
    m_export->setEnabled(exportable);
    m_export->setToolTip(exportable ? QString() : tr("There is nothing to export until the measuring has ended."));
    for (QAction* action : m_export->menu()->actions())
        action->setEnabled(exportable);
}

} // namespace assay
