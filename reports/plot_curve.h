// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/columns.h"
#include "reports/plots.h"

#include <functional>

namespace assay
{

constexpr double fineColumn = 0.75; ///< units: finer than the eye follows, coarse enough for a small PDF
constexpr double calmColumn = 2.0; ///< units, for a line through means that shall read as one line

/// A track reduced to columns, and the area they span: the plot itself, or a little more where columns are whole
/// entries of which the first and last are cut by the plot's edge. Draw it clipped to the plot.
struct Reduced {
    std::vector<Column> columns;
    QRectF area;
};

/// One track for a plot: a column for each entry where there is room, else columns of `columnWidth`. Empty where there
/// is no such track.
[[nodiscard]] Reduced reducedFor(const Series& series, std::string_view name, const TimeAxis& axis, const QRectF& plot,
    const PlotStyle& style, double columnWidth = fineColumn);

/// One line through the columns in the painter's pen, broken where there is no value: through the mean, or to and fro
/// between low and high where `envelope`.
void drawCurve(QPainter& painter, const Reduced& reduced, bool envelope, const std::function<double(double)>& yAt);

/// The area between low and high, column by column.
void fillEnvelope(
    QPainter& painter, const Reduced& reduced, const QColor& colour, const std::function<double(double)>& yAt);

} // namespace assay
