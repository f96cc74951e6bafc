// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/series.h"

#include <cmath>
#include <limits>

namespace assay
{

const std::vector<double>* Series::find(std::string_view name) const
{
    const auto found = tracks.find(name);
    return found == tracks.end() ? nullptr : &found->second;
}

double rounded(double value, double step)
{
    if (!std::isfinite(value))
        return std::numeric_limits<double>::quiet_NaN();
    const double perUnit = std::round(1.0 / step);
    return std::round(value * perUnit) / perUnit + 0.0; // + 0.0: no negative zero in a report
}

} // namespace assay
