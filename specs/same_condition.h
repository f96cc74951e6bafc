// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/profile.h"

#include <optional>

namespace assay
{

/// Do two tests, or two conditions, say the same, word for word?
[[nodiscard]] bool sameTest(const Test& a, const Test& b);
[[nodiscard]] bool sameCondition(const std::optional<Condition>& a, const std::optional<Condition>& b);

} // namespace assay
