// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>

namespace assay
{

/// "xxh64", "md5" and "sha256" of a whole file, lower-case hex, in one pass. Errors: `notReadable`, `cancelled`.
[[nodiscard]] Result<std::map<std::string, std::string>> hashFile(
    const std::filesystem::path& file, std::stop_token stop);

} // namespace assay
