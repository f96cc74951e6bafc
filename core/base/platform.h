// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>

/// The only file whose .cpp knows which operating system it runs on.
namespace assay::platform
{

[[nodiscard]] int processId();

/// Creates or replaces `file` and returns once its bytes are on the disk.
[[nodiscard]] std::error_code writeDurably(const std::filesystem::path& file, std::string_view bytes);

/// Where a user's own settings live: $XDG_CONFIG_HOME/assay or ~/.config/assay; the system's place elsewhere.
/// Empty where there is no home.
[[nodiscard]] std::filesystem::path configFolder();

/// Is standard error a terminal?
[[nodiscard]] bool errorStreamIsTerminal();

} // namespace assay::platform
