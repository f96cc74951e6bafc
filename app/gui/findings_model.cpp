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

const std::vector<Finding>& FindingsModel::findings() const
{
    static const std::vector<Finding> none;
    if (m_report && m_programme == wholeDelivery)
        return m_report->delivery.findings;
    if (!m_report || m_programme < 0 || m_programme >= static_cast<int>(m_report->programmes.size()))
        return none;
    return m_report->programmes[static_cast<std::size_t>(m_programme)].findings;
}

const ProgrammeRecord& FindingsModel::programmeOf(const Finding& finding) const
{
    static const ProgrammeRecord none;
    if (m_programme >= 0)
        return m_report->programmes[static_cast<std::size_t>(m_programme)].programme;
    const auto named = std::ranges::find_if(
        m_report->programmes, [&](const JudgedProgramme& entry) { return entry.programme.name == finding.programme; });
    return named == m_report->programmes.end() ? none : named->programme;
}

const Finding& FindingsModel::finding(int row) const
{
    return findings().at(static_cast<std::size_t>(row));
}

FindingCard FindingsModel::card(int row) const
{
    return cardOf(finding(row), places(row), programmeOf(finding(row)));
}

std::vector<Place> FindingsModel::places(int row) const
{
    if (m_programme == wholeDelivery)
        return finding(row).events;
    return placesOf(finding(row), programmeOf(finding(row)).measures);
}

int FindingsModel::openCount() const
{
    return static_cast<int>(std::ranges::count_if(findings(), isOpen));
}

int FindingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(findings().size());
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
