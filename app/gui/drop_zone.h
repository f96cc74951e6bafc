// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/theme.h"

#include <QWidget>

class QPushButton;

namespace assay
{

/// The empty window: one place to drop things, one sentence, one button.
class DropZone : public QWidget
{
    Q_OBJECT

public:
    DropZone(const Theme& theme, const QString& exampleFolder, QWidget* parent = nullptr);

Q_SIGNALS:
    void exampleAsked(const QString& folder);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QRectF zone() const;

    const Theme& m_theme;
};

} // namespace assay
