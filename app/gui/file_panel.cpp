// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/file_panel.h"

#include <QHeaderView>
#include <QTreeView>
#include <QVBoxLayout>

namespace assay
{

FilePanel::FilePanel(QWidget* parent)
    : QWidget(parent)
    , m_tree(new QTreeView(this))
{
    setObjectName(QStringLiteral("panel"));
    setAttribute(Qt::WA_StyledBackground);
    m_tree->setModel(&m_model);
    m_tree->setAccessibleName(tr("What the file says about itself"));
    m_tree->setUniformRowHeights(true);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->resizeSection(0, 150);
    connect(m_tree, &QTreeView::expanded, this,
        [this](const QModelIndex& index) { m_open.insert(index.siblingAtColumn(0).data().toString()); });
    connect(m_tree, &QTreeView::collapsed, this,
        [this](const QModelIndex& index) { m_open.remove(index.siblingAtColumn(0).data().toString()); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tree);
}

void FilePanel::showFiles(const Report& report, int programme, const std::string& asset)
{
    m_model.show(report, programme, asset);
    const QSet<QString> open = m_open;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QModelIndex heading = m_model.index(row, 0);
        if (heading.data(FileModel::markedRole).toBool() || open.contains(heading.data().toString()))
            m_tree->expand(heading);
    }
}

} // namespace assay
