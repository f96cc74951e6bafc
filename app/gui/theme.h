// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/palette.h"

#include <QFont>
#include <QObject>
#include <QString>

class QApplication;

namespace assay
{

/// The look of the app: one palette and four fonts, handed to every widget that paints.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Choice { system, dark, light };

    /// Dresses `app` (style, palette, style sheet, font) and keeps following the system where the choice is `system`.
    Theme(QApplication& app, Choice choice);

    [[nodiscard]] const Palette& palette() const { return m_palette; }
    [[nodiscard]] const QFont& base() const { return m_base; } ///< 13 px
    [[nodiscard]] const QFont& strong() const { return m_strong; } ///< 13 px, semibold
    [[nodiscard]] const QFont& small() const { return m_small; } ///< 11 px
    [[nodiscard]] const QFont& mono() const { return m_mono; } ///< 12 px: timecode and file names

Q_SIGNALS:
    void changed();

private:
    void dress(bool dark);

    QApplication& m_app;
    Palette m_palette;
    QFont m_base;
    QFont m_strong;
    QFont m_small;
    QFont m_mono;
};

} // namespace assay
