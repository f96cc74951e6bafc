// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/inspect/inspect.h"

#include <fmt/format.h>

namespace assay
{

int run(const MeasuresArguments&)
{
    for (const MeasureSpec& spec : catalogue().all())
        fmt::print("{}\t{}\t{}\t{}\n", spec.id, symbolOf(spec.unit), spec.what, spec.source);
    return 0;
}

} // namespace assay
