// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/theme.h"
#include "specs/profile.h"

#include <QComboBox>

#include <vector>

namespace assay
{

/// Chooses the profile that judges: its title, and beside it the version and how sure its numbers are.
class ProfileChooser : public QComboBox
{
    Q_OBJECT

public:
    explicit ProfileChooser(const Theme& theme, QWidget* parent = nullptr);

    void setProfiles(const std::vector<Profile>& profiles);
    /// False where there is no such profile.
    bool choose(const QString& id);
    /// Shows what judged a stored report, without choosing any profile.
    void showStored(const QString& title, const QString& version);
    [[nodiscard]] QString currentId() const { return currentData().toString(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_storedTitle;
    QString m_storedFacts;
};

} // namespace assay
