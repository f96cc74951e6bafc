// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/engine_event.h"
#include "app/gui/theme.h"

#include <QFrame>

class QLabel;

namespace assay
{

/// What went wrong, in the window instead of in a dialog. Newest first, all of them in the tool tip; closed by a person
/// or by the next document.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(const Theme& theme, QWidget* parent = nullptr);

    void add(const MessageEvent& message);
    void clear();
    [[nodiscard]] QStringList messages() const { return m_messages; }

private:
    void refresh();

    const Theme& m_theme;
    QLabel* m_symbol;
    QLabel* m_text;
    QStringList m_messages; ///< newest first
    bool m_worst = false; ///< is one of them an error?
};

} // namespace assay
