// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/theme.h"
#include "specs/verdict.h"

#include <QWidget>

namespace assay
{

/// The verdict in the header: shape, word and what is open.
class VerdictBadge : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictBadge(const Theme& theme, QWidget* parent = nullptr);

    /// `verdict` empty: `word` stands alone with the shape of something that runs or is not judged.
    void show(std::optional<Verdict> verdict, const QString& word, const QString& detail);
    [[nodiscard]] QString text() const;

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont wordFont() const;

    const Theme& m_theme;
    std::optional<Verdict> m_verdict;
    QString m_word;
    QString m_detail;
};

} // namespace assay
