// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/delivery_model.h"

#include "app/gui/text.h"

#include <algorithm>

namespace assay
{

void DeliveryModel::setItems(std::vector<DeliveryItem> items)
{
    const auto holds = [](const std::vector<DeliveryItem>& rows, const DeliveryItem& item) {
        return std::ranges::any_of(rows, [&](const DeliveryItem& row) { return row.key() == item.key(); });
    };
    for (int row = static_cast<int>(m_items.size()) - 1; row >= 0; --row) {
        if (holds(items, m_items[static_cast<std::size_t>(row)]))
            continue;
        beginRemoveRows({}, row, row);
        m_items.erase(m_items.begin() + row);
        endRemoveRows();
    }
    for (std::size_t row = 0; row < items.size(); ++row) {
        const int at = static_cast<int>(row);
        if (row < m_items.size() && m_items[row].key() == items[row].key()) {
            m_items[row] = items[row];
            continue;
        }
        beginInsertRows({}, at, at);
        m_items.insert(m_items.begin() + at, items[row]);
        endInsertRows();
    }
    if (m_items.size() > items.size()) { // two rows of one key changed places
        beginRemoveRows({}, static_cast<int>(items.size()), static_cast<int>(m_items.size()) - 1);
        m_items.resize(items.size());
        endRemoveRows();
    }
    if (!m_items.empty())
        Q_EMIT dataChanged(index(0), index(static_cast<int>(m_items.size()) - 1));
}

int DeliveryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant DeliveryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const DeliveryItem& item = m_items[row];
    switch (role) {
    case Qt::DisplayRole:
        return item.name;
    case Qt::ToolTipRole:
        return item.error.isEmpty() ? item.name + u'\n' + item.detail : item.error;
    case Qt::AccessibleTextRole:
        return item.name + QStringLiteral(", ") + wordOf(item.state, item.fraction) + QStringLiteral(", ")
            + sectionWord(item.section) + QStringLiteral(", ") + item.detail;
    case shortNameRole:
        return item.shortName;
    case stateRole:
        return static_cast<int>(item.state);
    case stateWordRole:
        return wordOf(item.state, item.fraction);
    case sectionRole:
        return row == 0 || m_items[row - 1].section != item.section ? sectionWord(item.section) : QString();
    case detailRole:
        return item.detail;
    case fractionRole:
        return item.fraction;
    case programmeRole:
        return item.programme;
    case errorRole:
        return item.error;
    default:
        return {};
    }
}

} // namespace assay
