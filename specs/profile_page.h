// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/profile.h"

#include <string>

namespace assay
{

/// What a test asks, in words: "≤ -2.0 dBTP (QC: ≤ -1.0 dBTP), on every channel but LFE, in the first 30 s".
[[nodiscard]] std::string describe(const Test& test);

/// What a condition asks, in words: "layout \"stereo\" and Share of dialogue ≤ 15 %".
[[nodiscard]] std::string describe(const Condition& condition);

/// A profile as a page to read in a terminal (UTF-8, lines of up to 100 columns): who asks, how sure the numbers are,
/// every rule by weight with limit and clause, and what a person has to check.
[[nodiscard]] std::string profilePage(const Profile& profile);

} // namespace assay
