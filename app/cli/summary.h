// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/report.h"

#include <string>

namespace assay
{

/// The report in a few lines for a terminal: each programme with its verdict and what is not a pass, then one line that
/// says the whole. English, UTF-8, no escape codes.
[[nodiscard]] std::string summaryOf(const Report& report);

} // namespace assay
