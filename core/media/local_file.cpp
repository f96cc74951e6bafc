// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/local_file.h"

#include <algorithm>
#include <cstring>

namespace assay
{

namespace
{

constexpr std::size_t windowBytes = 256 * 1024;

} // namespace

LocalFile::LocalFile(std::filesystem::path path, std::ifstream stream, std::int64_t size)
    : m_path(std::move(path))
    , m_stream(std::move(stream))
    , m_size(size)
{
}

Result<LocalFile> LocalFile::open(const std::filesystem::path& file)
{
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(file, error);
    if (status.type() == std::filesystem::file_type::not_found)
        return fail(ErrorCode::notFound, "there is no such file", file);
    if (error)
        return fail(ErrorCode::notReadable, "cannot be looked at: " + error.message(), file);
    if (status.type() == std::filesystem::file_type::directory)
        return fail(ErrorCode::notReadable, "is a folder, not a file", file);
    if (status.type() != std::filesystem::file_type::regular)
        return fail(ErrorCode::notReadable, "is no regular file; only files on a disk are read", file);
    const std::uintmax_t size = std::filesystem::file_size(file, error);
    if (error)
        return fail(ErrorCode::notReadable, "its size cannot be read: " + error.message(), file);
    std::ifstream stream;
    stream.rdbuf()->pubsetbuf(nullptr, 0); // the window below is the buffer
    stream.open(file, std::ios::binary);
    if (!stream)
        return fail(ErrorCode::notReadable, "cannot be opened; check its permissions", file);
    if (size == 0)
        return fail(ErrorCode::malformed, "the file is empty (0 bytes)", file);
    return LocalFile(file, std::move(stream), static_cast<std::int64_t>(size));
}

std::size_t LocalFile::readFromDisk(std::int64_t offset, std::span<std::byte> into)
{
    m_stream.clear();
    m_stream.seekg(offset);
    m_stream.read(reinterpret_cast<char*>(into.data()), static_cast<std::streamsize>(into.size()));
    return static_cast<std::size_t>(std::max<std::streamsize>(m_stream.gcount(), 0));
}

std::size_t LocalFile::readAt(std::int64_t offset, std::span<std::byte> into)
{
    if (offset < 0 || offset >= m_size)
        return 0;
    std::size_t done = 0;
    while (done < into.size()) {
        const std::int64_t at = offset + static_cast<std::int64_t>(done);
        const std::int64_t inWindow = at - m_windowStart;
        if (inWindow >= 0 && inWindow < static_cast<std::int64_t>(m_window.size())) {
            const auto start = static_cast<std::size_t>(inWindow);
            const std::size_t count = std::min(into.size() - done, m_window.size() - start);
            std::memcpy(into.data() + done, m_window.data() + start, count);
            done += count;
            continue;
        }
        if (into.size() - done >= windowBytes)
            return done + readFromDisk(at, into.subspan(done));
        m_window.resize(windowBytes);
        m_window.resize(readFromDisk(at, m_window));
        m_windowStart = at;
        if (m_window.empty())
            break;
    }
    return done;
}

std::vector<std::byte> LocalFile::bytesAt(std::int64_t offset, std::size_t count)
{
    const std::int64_t left = std::clamp<std::int64_t>(m_size - offset, 0, m_size);
    std::vector<std::byte> bytes(std::min(count, static_cast<std::size_t>(left)));
    bytes.resize(readAt(offset, bytes));
    return bytes;
}

} // namespace assay
