// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/delivery.h"

#include <QAbstractListModel>

namespace assay
{

/// The delivery list as a model: one row a programme, file in work, or file that could not be read.
class DeliveryModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        shortNameRole = Qt::UserRole, ///< without what all names share
        stateRole, ///< DeliveryState as int
        stateWordRole, ///< "Fail", "62 %"
        sectionRole, ///< heading where the row is the first of its section, else empty
        detailRole,
        fractionRole,
        programmeRole, ///< index in the report, -1 where there is none
        errorRole,
    };

    using QAbstractListModel::QAbstractListModel;

    /// Takes the new rows over; rows that stay keep their index, so that selections survive.
    void setItems(std::vector<DeliveryItem> items);
    [[nodiscard]] const std::vector<DeliveryItem>& items() const { return m_items; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<DeliveryItem> m_items;
};

} // namespace assay
