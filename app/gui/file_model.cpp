// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/file_model.h"

#include "app/gui/text.h"

#include <QFont>
#include <QLocale>

#include <algorithm>

namespace assay
{

struct FileModel::Node {
    QString name {};
    QString value {};
    bool marked = false;
    Node* parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Node>> children {};

    Node& add(const QString& childName, const QString& childValue = {}, bool isMarked = false)
    {
        auto child
            = std::make_unique<Node>(Node { childName, childValue, isMarked, this, static_cast<int>(children.size()) });
        children.push_back(std::move(child));
        return *children.back();
    }

    // The branch of that name, the last added or a new one: names come sorted.
    Node& branch(const QString& childName)
    {
        return !children.empty() && children.back()->name == childName ? *children.back() : add(childName);
    }

    // The number of entries below it.
    void count() { value = QLocale().toString(static_cast<qulonglong>(children.size())); }
};

FileModel::FileModel(QObject* parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

FileModel::~FileModel() = default;

void FileModel::show(const Report& report, int programme, const std::string& asset)
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    std::vector<std::string> paths { asset };
    if (programme >= 0 && programme < static_cast<int>(report.programmes.size())) {
        const ProgrammeRecord& shown = report.programmes[static_cast<std::size_t>(programme)].programme;
        paths = shown.assets;
        const Measurement* conflicts = shown.measures.find("metadata.conflicts");
        const auto* texts = conflicts != nullptr && conflicts->value
            ? std::get_if<std::vector<std::string>>(&*conflicts->value)
            : nullptr;
        if (texts != nullptr && !texts->empty()) {
            Node& heading = m_root->add(tr("Contradictions"), {}, true);
            for (const std::string& text : *texts)
                heading.add(fromUtf8Text(text), {}, true);
            heading.count();
        }
    }
    for (const AssetRecord& record : report.assets) {
        if (std::ranges::find(paths, record.path) != paths.end())
            addAsset(paths.size() > 1 ? m_root->add(fromUtf8Text(record.path)) : *m_root, record);
    }
    endResetModel();
}

void FileModel::addAsset(Node& parent, const AssetRecord& asset)
{
    const QLocale locale;
    const auto place
        = [&](std::int64_t bytes) { return tr("byte %1").arg(locale.toString(static_cast<qlonglong>(bytes))); };
    if (asset.error)
        parent.add(tr("Cannot be read"), fromUtf8Text(asset.error->message), true);
    if (!asset.faults.empty()) {
        Node& heading = parent.add(tr("Faults"), {}, true);
        for (const Fault& fault : asset.faults) {
            const QString where = fault.offset ? place(*fault.offset) + QStringLiteral(": ") : QString();
            heading.add(fromUtf8Text(fault.code), where + fromUtf8Text(fault.message), true);
        }
        heading.count();
    }
    parent.add(tr("Size"), tr("%1 bytes").arg(locale.toString(static_cast<qlonglong>(asset.size))));
    for (const auto& [name, section] : asset.metadata) {
        Node& heading = parent.add(fromUtf8Text(name));
        for (const auto& [path, value] : section) {
            Node* node = &heading;
            const QStringList steps = fromUtf8Text(path).split(QLatin1Char('/'));
            for (int i = 0; i + 1 < steps.size(); ++i)
                node = &node->branch(steps[i]);
            node->add(steps.last(), fromUtf8Text(value));
        }
    }
    if (!asset.hashes.empty() || asset.essenceMd5) {
        Node& heading = parent.add(tr("Hashes"));
        for (const auto& [name, value] : asset.hashes)
            heading.add(fromUtf8Text(name), fromUtf8Text(value));
        if (asset.essenceMd5)
            heading.add(tr("MD5 of the sound"), fromUtf8Text(*asset.essenceMd5));
    }
    if (!asset.parts.empty()) {
        Node& heading = parent.add(tr("Parts"));
        for (const ContainerPart& part : asset.parts)
            heading.add(fromUtf8Text(part.id),
                tr("%1, %2 bytes").arg(place(part.offset), locale.toString(static_cast<qlonglong>(part.size))));
        heading.count();
    }
}

const FileModel::Node& FileModel::nodeOf(const QModelIndex& index) const
{
    return index.isValid() ? *static_cast<const Node*>(index.constInternalPointer()) : *m_root;
}

QModelIndex FileModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent).children[static_cast<std::size_t>(row)].get());
}

QModelIndex FileModel::parent(const QModelIndex& index) const
{
    Node* above = index.isValid() ? nodeOf(index).parent : nullptr;
    return above == nullptr || above == m_root.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

int FileModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent).children.size());
}

int FileModel::columnCount(const QModelIndex&) const
{
    return 2;
}

QVariant FileModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node& node = nodeOf(index);
    const QString& text = index.column() == 0 ? node.name : node.value;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text;
    case Qt::FontRole: {
        QFont bold;
        bold.setBold(true);
        return node.marked ? QVariant(bold) : QVariant();
    }
    case Qt::AccessibleTextRole:
        return node.marked ? tr("wrong: %1").arg(text) : text;
    case markedRole:
        return node.marked;
    default:
        return {};
    }
}

QVariant FileModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Field") : tr("Value");
}

} // namespace assay
