// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "reports/report.h"

#include <vector>

namespace assay
{

/// The steps of the profile's sign-off that nobody has signed yet; a rejection signs none.
[[nodiscard]] std::vector<SignOffStep> openSteps(const Report& report);

/// May a person say this of this report? Then the sign-off with its step filled in.
/// Errors: `usage`, with what to do: nothing was judged; approved although the verdict is not pass, or without saying
/// that there are waivers, or with none; a step that the profile does not know, was signed, or has another before it.
[[nodiscard]] Result<SignOff> allowedSignOff(const Report& report, SignOff signOff);

} // namespace assay
