// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/theme.h"

#include <QStyledItemDelegate>

namespace assay
{

/// Paints a row of the delivery list: symbol, name, word, and a bar while it is measured; a heading where a section
/// begins.
class DeliveryDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit DeliveryDelegate(const Theme& theme, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
};

} // namespace assay
