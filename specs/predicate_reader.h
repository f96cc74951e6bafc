// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/profile.h"
#include "specs/table_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace assay
{

/// The keys that ask something of a measure.
[[nodiscard]] std::vector<std::string> predicateKeys();

/// Reads the one predicate of a test and says where it stands. None, or two, are reported.
[[nodiscard]] std::optional<Predicate> readPredicate(const TableReader& table, TextPosition& position);

/// Reads `qc = { ... }`, the second, wider limit beside `own`. What it does not name stays as in `own`.
[[nodiscard]] std::optional<QcLimit> readQc(const TableReader& owner, const Predicate& own);

} // namespace assay
