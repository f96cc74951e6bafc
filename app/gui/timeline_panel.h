// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/timeline_view.h"

#include <QWidget>

class QLabel;
class QStackedLayout;

namespace assay
{

class ElidedLabel;

/// Centre: what the chosen programme is, and its timeline; or why there is none.
class TimelinePanel : public QWidget
{
    Q_OBJECT

public:
    explicit TimelinePanel(const Theme& theme, QWidget* parent = nullptr);

    void show(std::shared_ptr<const Report> report, int programme, std::shared_ptr<const WaveformPyramid> waves);
    /// A sentence in place of a timeline.
    void explain(const QString& title, const QString& text);
    [[nodiscard]] TimelineView& view() { return *m_view; }

private:
    ElidedLabel* m_name;
    ElidedLabel* m_facts;
    QLabel* m_warning;
    QLabel* m_text;
    QWidget* m_tools;
    QStackedLayout* m_stack;
    TimelineView* m_view;
};

} // namespace assay
