// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace assay
{

/// A path as UTF-8 with forward slashes, for messages and reports, on every platform.
/// Bytes that are no UTF-8 (a Linux file name may hold any) come out as U+FFFD, so that reports stay valid text.
[[nodiscard]] std::string toUtf8(const std::filesystem::path& path);

/// The path a UTF-8 text names.
[[nodiscard]] std::filesystem::path fromUtf8(std::string_view text);

/// `text` with every byte sequence that is no UTF-8 replaced by U+FFFD; control characters but tab and newlines
/// dropped.
[[nodiscard]] std::string sanitizedUtf8(std::string_view text);

} // namespace assay
