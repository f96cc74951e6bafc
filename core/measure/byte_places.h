// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace assay
{

/// Are the places of this measure byte offsets in the file, and no moments of the programme?
[[nodiscard]] inline bool placesAreBytes(std::string_view measureId)
{
    constexpr std::array<std::string_view, 3> families { "structure.", "adm.", "atmos.violations" };
    return std::ranges::any_of(families, [&](std::string_view family) { return measureId.starts_with(family); });
}

} // namespace assay
