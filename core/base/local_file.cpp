// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/local_file.h"

#include <algorithm>
#include <cstring>

namespace assay
{

namespace
{

constexpr std::size_t smallestWindow = 16 * 1024; // bytes, after a jump
constexpr std::size_t largestWindow = 256 * 1024; // bytes, where the file is read forward

} // namespace

LocalFile::LocalFile(std::filesystem::path path, platform::InputFile input, std::int64_t size, ReadListener* listener)
    : m_path(std::move(path))
    , m_input(std::move(input))
    , m_size(size)
    , m_listener(listener)
{
}

Result<LocalFile> LocalFile::open(const std::filesystem::path& file, ReadListener* listener)
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
    platform::InputFile input;
    if (input.open(file))
        return fail(ErrorCode::notReadable, "cannot be opened; check its permissions", file);
    if (size == 0)
        return fail(ErrorCode::malformed, "the file is empty (0 bytes)", file);
    return LocalFile(file, std::move(input), static_cast<std::int64_t>(size), listener);
}

std::size_t LocalFile::readFromDisk(std::int64_t offset, std::span<std::byte> into)
{
    const std::size_t got = m_input.readAt(offset, into);
    if (m_listener != nullptr && got > 0)
        m_listener->heard(offset, into.first(got));
    return got;
}

void LocalFile::moveWindow(std::int64_t offset)
{
    const bool goesOn = !m_window.empty() && offset == m_windowStart + static_cast<std::int64_t>(m_window.size());
    m_window.resize(goesOn ? std::min(m_window.size() * 2, largestWindow) : smallestWindow);
    m_window.resize(readFromDisk(offset, m_window));
    m_windowStart = offset;
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
        if (into.size() - done >= largestWindow)
            return done + readFromDisk(at, into.subspan(done));
        moveWindow(at);
        if (m_window.empty())
            break;
    }
    return done;
}

Bytes LocalFile::bytesAt(std::int64_t offset, std::int64_t count)
{
    if (offset < 0 || offset >= m_size || count <= 0)
        return {};
    Bytes bytes(static_cast<std::size_t>(std::min(count, m_size - offset)));
    bytes.resize(readAt(offset, std::as_writable_bytes(std::span(bytes))));
    return bytes;
}

} // namespace assay
