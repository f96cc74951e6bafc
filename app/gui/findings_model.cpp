// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/findings_model.h"

#include "app/gui/delivery.h"

#include <algorithm>

namespace assay
{

void FindingsModel::show(std::shared_ptr<const Report> report, int programme)
{
    beginResetModel();
    m_report = std::move(report);
    m_programme = programme;
    endResetModel();
}

const JudgedProgramme* FindingsModel::entry() const
{
    if (!m_report || m_programme < 0 || m_programme >= static_cast<int>(m_report->programmes.size()))
        return nullptr;
    return &m_report->programmes[static_cast<std::size_t>(m_programme)];
}

const Finding& FindingsModel::finding(int row) const
{
    return entry()->findings.at(static_cast<std::size_t>(row));
}

FindingCard FindingsModel::card(int row) const
{
    return cardOf(finding(row), places(row), entry()->programme);
}

std::vector<Place> FindingsModel::places(int row) const
{
    return placesOf(finding(row), entry()->programme.measures);
}

int FindingsModel::openCount() const
{
    return entry() != nullptr ? static_cast<int>(std::ranges::count_if(entry()->findings, isOpen)) : 0;
}

int FindingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || entry() == nullptr ? 0 : static_cast<int>(entry()->findings.size());
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Finding& row = finding(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return card(index.row()).title;
    case Qt::AccessibleTextRole:
        return spoken(card(index.row()));
    case openRole:
        return isOpen(row);
    case urgencyRole:
        return urgencyOf(row);
    case placeCountRole:
        return static_cast<int>(places(index.row()).size());
    default:
        return {};
    }
}

FindingsOrder::FindingsOrder(QObject* parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(FindingsModel::urgencyRole);
    setDynamicSortFilter(true);
    sort(0);
}

void FindingsOrder::setOpenOnly(bool openOnly)
{
    m_openOnly = openOnly;
    invalidateFilter();
}

bool FindingsOrder::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    return !m_openOnly || sourceModel()->index(row, 0, parent).data(FindingsModel::openRole).toBool();
}

} // namespace assay
