// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <span>
#include <string_view>

namespace assay
{

/// Writes `bytes` to a temporary file beside `file`, flushes it to the disk and renames it over `file`: a reader sees
/// the old file or the new one, never half of one. What is no regular file (/dev/null, a pipe) is written into. Errors: `write`, with the system's reason.
[[nodiscard]] Result<void> writeFileAtomically(const std::filesystem::path& file, std::string_view bytes);

/// The whole of a small file. Errors: `notFound`, `notReadable`, `unsupported` where it is larger than `maxBytes`.
[[nodiscard]] Result<std::string> readWholeFile(const std::filesystem::path& file, std::size_t maxBytes = 1U << 30U);

} // namespace assay
