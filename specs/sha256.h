// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace assay
{

/// SHA-256 in lower-case hexadecimal (FIPS 180-4).
[[nodiscard]] std::string sha256Hex(std::string_view bytes);

} // namespace assay
