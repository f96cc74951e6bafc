// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "core/inspect/inspect.h"

#include <filesystem>

namespace assay
{

/// Hooks the wished kind of progress into an inspection: a bar on a terminal, or JSON lines on standard error:
/// {"event":"progress","programme":…,"fraction":…,"total":…} and, as each one ends,
/// {"event":"programme","index":…,"waveform":…,"programme":{…}}. Call `endProgress` when it is over.
void showProgress(InspectOptions& options, ProgressStyle style);
void endProgress(ProgressStyle style);

} // namespace assay
