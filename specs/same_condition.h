// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/profile.h"

namespace assay
{

[[nodiscard]] bool sameWindow(const Window& a, const Window& b);

/// Do two conditions say the same, word for word?
[[nodiscard]] bool sameCondition(const Condition& a, const Condition& b);

} // namespace assay
