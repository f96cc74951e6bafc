// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <system_error>

/// The only file whose .cpp knows which operating system it runs on.
namespace assay::platform
{

[[nodiscard]] int processId();

/// A file opened for reading at any place. It has no position of its own, so threads may read it side by side.
class InputFile
{
public:
    InputFile() = default;
    InputFile(InputFile&& other) noexcept;
    InputFile& operator=(InputFile&& other) noexcept;
    ~InputFile();

    /// Opens `file` and tells the system that it will be read forward.
    [[nodiscard]] std::error_code open(const std::filesystem::path& file);

    /// Fills `into` from byte `offset`. Returns how many bytes were there: fewer at the end of the file or where the
    /// disk fails.
    [[nodiscard]] std::size_t readAt(std::int64_t offset, std::span<std::byte> into) const;

private:
    void close();

    int m_handle = -1;
};

/// Who may read a file that is made here; `owner`: nobody but who made it (secret keys).
enum class FileAccess { everyone, owner };

/// Creates or replaces `file` and returns once its bytes are on the disk. What is made for its owner alone must not be
/// there yet.
[[nodiscard]] std::error_code writeDurably(
    const std::filesystem::path& file, std::string_view bytes, FileAccess access = FileAccess::everyone);

/// Returns once the names in `folder` are on the disk; a system that cannot say so is taken to have done it.
[[nodiscard]] std::error_code flushFolder(const std::filesystem::path& folder);

/// Does the error say that there is no room: disk, quota, or a limit on the size of files?
[[nodiscard]] bool isOutOfRoom(const std::error_code& error);

/// Where a user's own settings live: $XDG_CONFIG_HOME/assay or ~/.config/assay; the system's place elsewhere.
/// Empty where there is no home.
[[nodiscard]] std::filesystem::path configFolder();

/// Is standard error a terminal?
[[nodiscard]] bool errorStreamIsTerminal();

} // namespace assay::platform
