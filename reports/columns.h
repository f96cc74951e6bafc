// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace assay
{

/// What a series does within one column of a plot. Without any value in it, `low` and `high` are NaN.
struct Column {
    double low = 0.0;
    double high = 0.0;
    double mean = 0.0;
};

/// Reduces the entries of a series between the moments `from` and `to` (s) to `count` columns of equal width. An entry
/// counts for every column it overlaps, so that columns narrower than an entry are not empty.
[[nodiscard]] std::vector<Column> columnsOf(
    const std::vector<double>& track, double hopSeconds, double from, double to, std::size_t count);

} // namespace assay
