// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/verification.h"

#include <string>

namespace assay
{

/// What was found, for people: what changed first.
[[nodiscard]] std::string textOf(const Verification& verification);

/// The same for programs: "assay-verification/1".
[[nodiscard]] std::string jsonOf(const Verification& verification);

} // namespace assay
