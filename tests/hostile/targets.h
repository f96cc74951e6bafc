// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay::test
{

/// One parser of ours and files it must survive. `run` may return anything or refuse; it must end, stay small, and do
/// nothing undefined.
struct HostileTarget {
    std::string_view name;
    void (*run)(ByteView bytes);
    std::vector<std::string> (*seeds)(); ///< sound and odd inputs to change
};

/// Every parser of ours.
[[nodiscard]] std::span<const HostileTarget> hostileTargets();

/// nullptr where there is none of this name.
[[nodiscard]] const HostileTarget* hostileTarget(std::string_view name);

} // namespace assay::test
