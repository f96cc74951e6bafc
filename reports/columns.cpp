// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/columns.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay
{

namespace
{

constexpr double slack = 1e-6; // entries: far above rounding errors, far below anything visible
constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::size_t indexAt(double position, std::size_t size)
{
    return static_cast<std::size_t>(std::clamp(position, 0.0, static_cast<double>(size)));
}

Column reduced(const std::vector<double>& track, std::size_t first, std::size_t last)
{
    Column column { none, none, none };
    double sum = 0.0;
    std::size_t values = 0;
    for (std::size_t i = first; i < last; ++i) {
        const double value = track[i];
        if (std::isnan(value))
            continue;
        column.low = values == 0 ? value : std::min(column.low, value);
        column.high = values == 0 ? value : std::max(column.high, value);
        sum += value;
        ++values;
    }
    if (values > 0)
        column.mean = sum / static_cast<double>(values);
    return column;
}

} // namespace

std::vector<Column> columnsOf(
    const std::vector<double>& track, double hopSeconds, double from, double to, std::size_t count)
{
    std::vector<Column> columns;
    if (!(hopSeconds > 0.0) || !(to > from) || count == 0)
        return columns;
    columns.reserve(count);
    const double width = (to - from) / static_cast<double>(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double start = (from + width * static_cast<double>(i)) / hopSeconds;
        const double end = start + width / hopSeconds;
        const std::size_t first = indexAt(std::floor(start + slack), track.size());
        const std::size_t last
            = indexAt(std::max(std::ceil(end - slack), std::floor(start + slack) + 1.0), track.size());
        columns.push_back(reduced(track, first, last));
    }
    return columns;
}

} // namespace assay
