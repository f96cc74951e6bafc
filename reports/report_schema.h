// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string_view>

namespace assay
{

/// Is `text` a valid `assay-report/1`? Errors: `report`, with line and column where the text is no JSON, else with the
/// JSON path of what breaks the schema and why.
[[nodiscard]] Result<void> validateReport(std::string_view text);

/// May `text` be read as one? As above, but keys that this version does not know are let pass: a report of a later 1.x
/// stays readable. A report of another major version is refused in words.
[[nodiscard]] Result<void> validateForReading(std::string_view text);

/// Is `text` a valid `assay-comparison/1`, what `assay compare` writes? Errors: as of `validateReport`.
[[nodiscard]] Result<void> validateComparison(std::string_view text);

} // namespace assay
