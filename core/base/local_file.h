// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/platform.h"
#include "core/base/read_listener.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace assay
{

/// A regular file of this machine, opened read-only. Small reads go through a window, so that a library that asks for
/// a few bytes at a time costs few system calls; it grows while the file is read forward, so that a header costs little
/// more than its own bytes. The only door through which readers of sound and of metadata reach a disk.
class LocalFile
{
public:
    /// `listener`, if any, hears every byte that is read and must outlive the file.
    /// Errors: `notFound`, `notReadable` (also for folders, pipes and devices), `malformed` for a file of no bytes.
    [[nodiscard]] static Result<LocalFile> open(const std::filesystem::path& file, ReadListener* listener = nullptr);

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] std::int64_t size() const { return m_size; }
    [[nodiscard]] ReadListener* listener() const { return m_listener; }

    /// Fills `into` from `offset`. Returns how many bytes were there: fewer at the end of the file or where the disk
    /// fails.
    [[nodiscard]] std::size_t readAt(std::int64_t offset, std::span<std::byte> into);

    /// Up to `count` bytes from `offset`; fewer at the end of the file, none outside of it. Never believes a size.
    [[nodiscard]] Bytes bytesAt(std::int64_t offset, std::int64_t count);

private:
    LocalFile(std::filesystem::path path, platform::InputFile input, std::int64_t size, ReadListener* listener);

    std::size_t readFromDisk(std::int64_t offset, std::span<std::byte> into);
    void moveWindow(std::int64_t offset);

    std::filesystem::path m_path;
    platform::InputFile m_input;
    std::int64_t m_size = 0;
    ReadListener* m_listener = nullptr;
    std::vector<std::byte> m_window {};
    std::int64_t m_windowStart = 0;
};

} // namespace assay
