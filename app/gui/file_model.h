// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/report.h"

#include <QAbstractItemModel>
#include <QString>

#include <memory>
#include <vector>

namespace assay
{

/// What the files of a programme say about themselves, as a tree of fields and values: conflicts and faults first, then
/// the sections of their metadata (names like "speed/note" are branches), hashes, and the parts of the container in
/// file order. Shows what the report holds and decides nothing.
class FileModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role {
        markedRole = Qt::UserRole, ///< a fault or a conflict, or a heading of some
    };

    explicit FileModel(QObject* parent = nullptr);
    ~FileModel() override;

    /// `programme` may be -1: then `asset`, the path of one that could not be read, is shown; else nothing.
    void show(const Report& report, int programme, const std::string& asset = {});

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;

    void addAsset(Node& parent, const AssetRecord& asset);
    [[nodiscard]] const Node& nodeOf(const QModelIndex& index) const;

    std::unique_ptr<Node> m_root;
};

} // namespace assay
