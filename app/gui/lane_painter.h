// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/theme.h"
#include "app/gui/timeline_data.h"
#include "app/gui/timeline_geometry.h"
#include "reports/plots.h"

#include <QPainter>
#include <QRect>

namespace assay
{

/// Paints the lanes of a timeline: from numbers to pixels, knowing nothing of input or widgets. The curves are those of
/// the PDF (reports/plots.h).
class LanePainter
{
public:
    /// `data` must have an entry.
    LanePainter(QPainter& painter, const TimelineData& data, const Theme& theme, const ViewRange& view);

    /// `gutter` left of the lane holds names and scales, `area` the picture.
    void paint(const Lane& lane, const QRect& gutter, const QRect& area, int selectedFinding);

private:
    void ruler(const QRect& area);
    void wave(int channel, const QRect& gutter, const QRect& area);
    void curve(const Lane& lane, const QRect& gutter, const QRect& area);
    void findings(const QRect& gutter, const QRect& area, int selectedFinding);
    void overview(const QRect& area);
    void waveShape(
        std::size_t channel, double from, double to, const QRectF& area, const QColor& outer, const QColor& inner);
    void name(const QRect& gutter, const QString& text);

    QPainter& m_painter;
    const TimelineData& m_data;
    const Theme& m_theme;
    const ViewRange& m_view;
    Palette m_palette; ///< the theme's, with its tints mixed for the timeline's ground
};

} // namespace assay
