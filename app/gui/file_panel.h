// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/file_model.h"

#include <QSet>
#include <QWidget>

class QTreeView;

namespace assay
{

/// Right, behind the findings: everything the files of the chosen programme say about themselves.
class FilePanel : public QWidget
{
    Q_OBJECT

public:
    explicit FilePanel(QWidget* parent = nullptr);

    [[nodiscard]] FileModel& model() { return m_model; }
    [[nodiscard]] QTreeView& tree() { return *m_tree; }
    /// As FileModel::show. What a person opened stays open by its name; what is wrong is open.
    void showFiles(const Report& report, int programme, const std::string& asset = {});
    [[nodiscard]] QSize sizeHint() const override { return { 340, 600 }; }

private:
    FileModel m_model;
    QSet<QString> m_open; ///< names of headings
    QTreeView* m_tree;
};

} // namespace assay
