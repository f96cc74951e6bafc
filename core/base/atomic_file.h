// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/platform.h"
#include "core/base/result.h"

#include <filesystem>
#include <span>
#include <string_view>

namespace assay
{

/// Writes `bytes` to a temporary file beside `file`, flushes it to the disk, renames it over `file` and flushes the
/// folder: a reader sees the old file or the new one, never half of one, and so does who comes after a power cut. What
/// is no regular file (/dev/null, a pipe) is written into. Errors: `write`, with the system's reason and what to do.
[[nodiscard]] Result<void> writeFileAtomically(const std::filesystem::path& file, std::string_view bytes,
    platform::FileAccess access = platform::FileAccess::everyone);

/// The whole of a small file. Errors: `notFound`, `notReadable`, `unsupported` where it is larger than `maxBytes`.
[[nodiscard]] Result<std::string> readWholeFile(const std::filesystem::path& file, std::size_t maxBytes = 1U << 30U);

} // namespace assay
