// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/measurement.h"
#include "core/measure/series.h"

#include <map>
#include <string>
#include <string_view>

namespace assay
{

/// Everything known about one programme: measurements by id (ordered, so that output is deterministic) and series.
class MeasurementSet
{
public:
    using Map = std::map<std::string, Measurement, std::less<>>;

    /// Adds or replaces. An analyzer adds only ids it declared; the pipeline checks.
    void add(Measurement measurement);

    /// nullptr where nothing was even tried.
    [[nodiscard]] const Measurement* find(std::string_view id) const;

    /// The number of a measure whose state is ok.
    [[nodiscard]] std::optional<double> number(std::string_view id) const;

    [[nodiscard]] const Map& all() const { return m_measurements; }
    [[nodiscard]] const Series& series() const { return m_series; }
    [[nodiscard]] Series& series() { return m_series; }

private:
    Map m_measurements;
    Series m_series;
};

} // namespace assay
