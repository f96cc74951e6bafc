// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/finding_card.h"
#include "reports/report.h"

#include <QAbstractListModel>
#include <QSortFilterProxyModel>

#include <memory>

namespace assay
{

/// The findings of one programme, or of the delivery as a whole, in the profile's order: one row a rule, passes
/// included.
class FindingsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        openRole = Qt::UserRole, ///< does it still ask something of a person?
        urgencyRole, ///< smaller is more urgent
        placeCountRole,
    };

    using QAbstractListModel::QAbstractListModel;

    /// `programme` may be `wholeDelivery`, or -1: no rows.
    void show(std::shared_ptr<const Report> report, int programme);

    [[nodiscard]] const Finding& finding(int row) const;
    [[nodiscard]] FindingCard card(int row) const;
    /// Where the finding can be shown: its own places, else the place of the measure's maximum, else none.
    [[nodiscard]] std::vector<Place> places(int row) const;
    [[nodiscard]] int openCount() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] const std::vector<Finding>& findings() const;
    /// The programme a finding is about, or whose time its places count in; an empty one where there is none.
    [[nodiscard]] const ProgrammeRecord& programmeOf(const Finding& finding) const;

    std::shared_ptr<const Report> m_report;
    int m_programme = -1;
};

/// The most urgent first; only open ones, or all.
class FindingsOrder : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit FindingsOrder(QObject* parent = nullptr);
    void setOpenOnly(bool openOnly);
    [[nodiscard]] bool isOpenOnly() const { return m_openOnly; }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    bool m_openOnly = true;
};

} // namespace assay
