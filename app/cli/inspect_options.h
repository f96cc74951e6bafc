// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "core/inspect/inspect.h"

#include <string>
#include <vector>

namespace assay
{

/// What the command line says about measuring, without what a profile asks for. Errors: a pattern that fits no measure.
[[nodiscard]] Result<InspectOptions> inspectOptionsOf(const CheckArguments& arguments);

/// The command line of a worker that measures by `options`.
[[nodiscard]] std::vector<std::string> workerCommandLine(
    const CheckArguments& arguments, const InspectOptions& options);

} // namespace assay
