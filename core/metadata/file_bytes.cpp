// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/file_bytes.h"

namespace assay
{

FileBytes::FileBytes(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        return;
    m_stream.open(file, std::ios::binary);
    if (!m_stream.is_open())
        return;
    m_stream.seekg(0, std::ios::end);
    m_size = std::max<std::int64_t>(m_stream.tellg(), 0);
}

Bytes FileBytes::read(std::int64_t offset, std::int64_t count)
{
    if (!isOpen() || offset < 0 || offset >= m_size || count <= 0)
        return {};
    Bytes bytes(static_cast<std::size_t>(std::min(count, m_size - offset)));
    m_stream.clear();
    m_stream.seekg(offset);
    m_stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(m_stream.gcount(), 0)));
    return bytes;
}

} // namespace assay
