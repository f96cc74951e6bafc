// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/plots.h"
#include "reports/report.h"

#include <QString>
#include <optional>
#include <vector>

namespace assay
{

/// A row of "Measured against limit": a finding with a number and a bound, or a number that no rule asks for.
struct MarginRow {
    QString title;
    QString value;
    QString limit;
    bool hasValue = true;
    Finding finding {};
};

/// The findings with a margin, failures first, then what is always told; at most ten.
[[nodiscard]] std::vector<MarginRow> marginRows(const JudgedProgramme& entry);

/// Where a measured number stands between its limits, all as shares (0 to 1) of a bar's length.
struct MarginBar {
    double from = 0.0; ///< the allowed range
    double to = 1.0;
    double value = 0.0;
    std::vector<double> ticks {}; ///< the wider limit of QC, where it is in sight
};

/// Empty where the finding has no number or no bound.
[[nodiscard]] std::optional<MarginBar> marginBarOf(const Finding& finding);

/// The finding that sets a numeric limit on a measure; nullptr where none does.
[[nodiscard]] const Finding* limitOn(const JudgedProgramme& entry, std::string_view measure);

/// The whole programme's loudness over time with what it is held against. Looks into `entry`.
[[nodiscard]] LoudnessPlot loudnessPlotOf(const JudgedProgramme& entry);

/// What the same mono sound reads on another number of channels (3.01 LU apart); empty where that says nothing.
[[nodiscard]] QString monoNote(const MeasurementSet& measures);

} // namespace assay
