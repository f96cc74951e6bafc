// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/bytes.h"

#include <filesystem>
#include <fstream>

namespace assay
{

/// A file read at any place, read-only. Never throws and never believes a size: what is not there is not returned.
class FileBytes
{
public:
    explicit FileBytes(const std::filesystem::path& file);

    /// False for what is no regular file or may not be read; `size` is then 0.
    [[nodiscard]] bool isOpen() const { return m_stream.is_open(); }
    [[nodiscard]] std::int64_t size() const { return m_size; }

    /// Up to `count` bytes from `offset`; fewer at the end of the file, none outside of it.
    [[nodiscard]] Bytes read(std::int64_t offset, std::int64_t count);

private:
    std::ifstream m_stream;
    std::int64_t m_size = 0;
};

} // namespace assay
