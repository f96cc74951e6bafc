// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/columns.h"
#include "reports/plots.h"

#include <functional>

namespace assay
{

constexpr double fineColumn = 0.75; ///< units: finer than the eye follows, coarse enough for a small PDF
constexpr double calmColumn = 2.0; ///< units, for a line through means that shall read as one line

/// The columns of one track for a plot of `width` units, each at least `columnWidth` wide; empty where there is no such
/// track.
[[nodiscard]] std::vector<Column> columnsFor(
    const Series& series, std::string_view name, const TimeAxis& axis, double width, double columnWidth = fineColumn);

/// One line through the columns in the painter's pen, broken where there is no value: through the mean, or to and fro
/// between low and high where `envelope`.
void drawCurve(QPainter& painter, const QRectF& plot, const std::vector<Column>& columns, bool envelope,
    const std::function<double(double)>& yAt);

/// The area between low and high, column by column.
void fillEnvelope(QPainter& painter, const QRectF& plot, const std::vector<Column>& columns, const QColor& colour,
    const std::function<double(double)>& yAt);

} // namespace assay
