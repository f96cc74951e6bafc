// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/version_diff.h"

#include <string>

namespace assay
{

/// Two versions for a terminal: sound, metadata, measures, verdicts, programme by programme. `after`: the new one.
[[nodiscard]] std::string compareText(const VersionDiff& diff, const Report& after);

} // namespace assay
