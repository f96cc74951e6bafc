// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/test_outcome.h"

#include <string>

namespace assay
{

/// What to do about a failed rule: how far to move the mix and what that does to peak or loudness, where that can be
/// computed from stored measures; else the rule's own advice; else what the rule asks for. `outcome` decided the rule.
[[nodiscard]] std::string adviceFor(
    const Rule& rule, const Outcome& outcome, const Profile& profile, const Subject& subject);

} // namespace assay
