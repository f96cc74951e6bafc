// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/asset_hasher.h"

#include <algorithm>

namespace assay
{

namespace
{

constexpr std::size_t readBytes = 256 * 1024; // at a time

} // namespace

AssetHasher::AssetHasher(const std::filesystem::path& file, std::int64_t size, HashDesk& desk, std::stop_token stop)
    : m_path(file)
    , m_size(size)
    , m_desk(desk)
    , m_stop(std::move(stop))
    , m_md5Line([this](std::span<const std::byte> bytes) { m_md5.update(bytes); })
    , m_otherLine([this](std::span<const std::byte> bytes) {
        m_sha256.update(bytes);
        m_xxh64.update(bytes);
    })
{
}

AssetHasher::~AssetHasher()
{
    m_desk.abandon(m_md5Line);
    m_desk.abandon(m_otherLine);
}

void AssetHasher::heard(std::int64_t offset, std::span<const std::byte> bytes)
{
    const std::lock_guard lock(m_mutex);
    const std::int64_t end = offset + static_cast<std::int64_t>(bytes.size());
    if (end <= m_position)
        return;
    if (offset > m_position) {
        // While the headers are read, a jump ahead comes back. Later it steps over what is no sound of this reader.
        if (!m_soundBegan || !readUpTo(offset))
            return;
    }
    take(bytes.subspan(static_cast<std::size_t>(m_position - offset)));
}

void AssetHasher::soundBegins()
{
    const std::lock_guard lock(m_mutex);
    m_soundBegan = true;
}

void AssetHasher::take(std::span<const std::byte> bytes)
{
    m_position += static_cast<std::int64_t>(bytes.size());
    HashDesk::Bytes owner;
    if (!m_desk.isAlone()) {
        owner = std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end());
        bytes = *owner;
    }
    m_desk.post(m_md5Line, owner, bytes);
    m_desk.post(m_otherLine, owner, bytes);
}

bool AssetHasher::readUpTo(std::int64_t offset)
{
    if (m_position == offset)
        return true;
    if (!m_input && m_input.emplace().open(m_path))
        return false;
    std::vector<std::byte> buffer(std::min(readBytes, static_cast<std::size_t>(offset - m_position)));
    while (m_position < offset) {
        const auto left = static_cast<std::size_t>(offset - m_position);
        const std::span<std::byte> piece(buffer.data(), std::min(buffer.size(), left));
        if (m_stop.stop_requested() || m_input->readAt(m_position, piece) != piece.size())
            return false;
        m_readHere += static_cast<std::int64_t>(piece.size());
        take(piece);
    }
    return true;
}

Result<std::map<std::string, std::string>> AssetHasher::finish()
{
    const std::lock_guard lock(m_mutex);
    const bool complete = readUpTo(m_size);
    if (m_stop.stop_requested())
        return fail(ErrorCode::cancelled, "cancelled", m_path);
    if (!complete)
        return fail(ErrorCode::notReadable, "cannot be read to its end", m_path, m_position);
    m_desk.finish(m_md5Line);
    m_desk.finish(m_otherLine);
    return std::map<std::string, std::string> { { "md5", m_md5.finish() }, { "sha256", m_sha256.finish() },
        { "xxh64", m_xxh64.finish() } };
}

} // namespace assay
