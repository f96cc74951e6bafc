// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/asset_hasher.h"

#include <algorithm>
#include <utility>

namespace assay
{

namespace
{

constexpr std::size_t readBytes = 256 * 1024; // at a time

} // namespace

AssetHasher::AssetHasher(
    const std::filesystem::path& file, std::int64_t size, EssenceSource essence, HashDesk& desk, std::stop_token stop)
    : m_path(file)
    , m_size(size)
    , m_essence(std::move(essence))
    , m_desk(desk)
    , m_stop(std::move(stop))
    , m_digestLine([this](std::span<const std::byte> bytes) { digest(bytes); })
    , m_otherLine([this](std::span<const std::byte> bytes) {
        if (m_sha256)
            m_sha256->update(bytes);
        m_xxh64.update(bytes);
    })
    , m_handedLine([this](std::span<const std::byte> bytes) { m_handedMd5.update(bytes); })
{
    if (hasSha256Steps())
        m_quickSha256.emplace();
    else
        m_sha256.emplace(Digest::Kind::sha256);
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
    if (m_desk.isServed()) {
        owner = std::make_shared<const std::vector<std::byte>>(bytes.begin(), bytes.end());
        bytes = *owner;
    }
    m_desk.post(m_digestLine, owner, bytes);
    m_desk.post(m_otherLine, owner, bytes);
}

// Of the file, and MD5 of its part that is essence.
void AssetHasher::digest(std::span<const std::byte> bytes)
{
    const ByteRange essence = m_essence.range.value_or(ByteRange {});
    const auto size = static_cast<std::int64_t>(bytes.size());
    const std::int64_t begin = std::clamp<std::int64_t>(essence.offset - m_md5Position, 0, size);
    const std::int64_t end = std::clamp<std::int64_t>(essence.offset + essence.size - m_md5Position, begin, size);
    updateTogether(m_md5, m_quickSha256 ? &*m_quickSha256 : nullptr, bytes, m_rangeMd5,
        bytes.subspan(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)));
    m_md5Position += size;
}

void AssetHasher::heardEssence(std::span<const std::byte> bytes)
{
    const std::lock_guard lock(m_mutex);
    if (m_essence.range || !m_essence.handed)
        return;
    m_handed.insert(m_handed.end(), bytes.begin(), bytes.end());
    if (m_handed.size() >= readBytes)
        flushEssence();
}

void AssetHasher::essenceEnds()
{
    const std::lock_guard lock(m_mutex);
    m_essenceEnded = m_essence.handed && !m_essence.range;
}

void AssetHasher::flushEssence()
{
    const auto owner = std::make_shared<const std::vector<std::byte>>(std::exchange(m_handed, {}));
    m_desk.post(m_handedLine, owner, *owner);
}

std::optional<std::string> AssetHasher::wholeEssenceMd5()
{
    const std::lock_guard lock(m_mutex);
    const bool isWhole
        = m_essence.range ? m_position >= m_essence.range->offset + m_essence.range->size : m_essenceEnded;
    if (isWhole && !m_wholeMd5 && m_essence.range) {
        m_desk.finish(m_digestLine);
        m_wholeMd5 = hex(Md5(m_rangeMd5).finish()); // of a copy: the line may go on behind the sound
    } else if (isWhole && !m_wholeMd5) {
        flushEssence();
        m_desk.finish(m_handedLine);
        m_wholeMd5 = hex(m_handedMd5.finish());
    }
    return m_wholeMd5;
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

std::optional<bool> AssetHasher::isEssenceAsStated()
{
    const std::optional<std::string> md5 = m_essence.statedMd5.empty() ? std::nullopt : wholeEssenceMd5();
    if (!md5)
        return std::nullopt;
    // Tools differ in the order in which they store the bytes of the chunk.
    std::string backwards;
    for (std::size_t at = md5->size(); at >= 2; at -= 2)
        backwards += md5->substr(at - 2, 2);
    return *md5 == m_essence.statedMd5 || (m_essence.range && backwards == m_essence.statedMd5);
}

std::optional<Fault> AssetHasher::faultOfEssence()
{
    if (isEssenceAsStated().value_or(true))
        return std::nullopt;
    const std::string md5 = wholeEssenceMd5().value_or("");
    if (m_essence.range)
        return Fault { "md5-chunk-mismatch", {},
            "the sound has the MD5 " + md5 + " and the MD5 chunk states " + m_essence.statedMd5
                + ": the sound was changed after the chunk was written; fetch the original again" };
    return Fault { "flac-md5-mismatch", {},
        "the decoded sound has the MD5 " + md5 + " and STREAMINFO states " + m_essence.statedMd5
            + ": the sound is not what was encoded; encode it again from the original" };
}

bool AssetHasher::readToTheEnd()
{
    const std::lock_guard lock(m_mutex);
    return readUpTo(m_size);
}

Result<AssetHashes> AssetHasher::finish()
{
    AssetHashes hashes;
    const bool complete = readToTheEnd();
    hashes.fault = faultOfEssence();
    hashes.essenceMd5 = wholeEssenceMd5();
    if (m_stop.stop_requested())
        return fail(ErrorCode::cancelled, "cancelled", m_path);
    if (!complete)
        return fail(ErrorCode::notReadable, "cannot be read to its end", m_path, m_position);
    m_desk.finish(m_digestLine);
    m_desk.finish(m_otherLine);
    hashes.file = { { "md5", hex(m_md5.finish()) }, { "xxh64", m_xxh64.finish() },
        { "sha256", m_sha256 ? m_sha256->finish() : hex(m_quickSha256->finish()) } };
    return hashes;
}

} // namespace assay
