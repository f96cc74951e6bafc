// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// The files of reports/html/, embedded by the build.
namespace assay
{

[[nodiscard]] std::string_view htmlStyle(); ///< report.css, without the colours
[[nodiscard]] std::string_view htmlScript(); ///< report.js; holds neither < nor &, so that the page stays XML

} // namespace assay
