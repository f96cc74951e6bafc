// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/export_report.h"
#include "app/gui/profile_chooser.h"
#include "app/gui/verdict_badge.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace assay
{

class Document;

/// Top: open, the profile that judges, the verdict, export.
class HeaderBar : public QWidget
{
    Q_OBJECT

public:
    HeaderBar(const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] ProfileChooser& profiles() { return *m_profiles; }
    [[nodiscard]] const VerdictBadge& badge() const { return *m_badge; }
    /// Verdict, or progress while there is none yet; what can be exported.
    void show(const Document& document);

Q_SIGNALS:
    void openFilesAsked();
    void openFolderAsked();
    void exportAsked(assay::ExportFormat format);

private:
    ProfileChooser* m_profiles;
    VerdictBadge* m_badge;
    QLabel* m_judged; ///< how much of the delivery the profile judges
    QToolButton* m_export;
};

} // namespace assay
