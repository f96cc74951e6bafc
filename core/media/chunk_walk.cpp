// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/chunk_walk.h"

#include <algorithm>
#include <array>

namespace assay
{

ChunkWalk::ChunkWalk(LocalFile& file, ChunkForm form, std::int64_t start)
    : m_file(file)
    , m_form(form)
    , m_at(start)
{
}

std::optional<HeaderChunk> ChunkWalk::next()
{
    std::array<std::byte, 24> header {};
    const std::size_t length = m_form == ChunkForm::w64 ? 24 : m_form == ChunkForm::caf ? 12 : 8;
    const std::span<std::byte> bytes(header.data(), length);
    if (m_left-- <= 0 || m_file.readAt(m_at, bytes) != length)
        return std::nullopt;
    const ByteOrder order = m_form == ChunkForm::form || m_form == ChunkForm::caf ? ByteOrder::big : ByteOrder::little;
    HeaderChunk chunk { textAt(bytes, 0, 4), m_at + static_cast<std::int64_t>(length), 0 };
    if (m_form == ChunkForm::w64) {
        const std::uint64_t whole = numberAt(bytes, 16, 8, order);
        if (whole < length)
            return std::nullopt;
        chunk.size = whole - length;
    } else {
        chunk.size = numberAt(bytes, 4, m_form == ChunkForm::caf ? 8 : 4, order);
    }
    m_payload = chunk.offset;
    stepOver(m_payload, chunk.size);
    return chunk;
}

void ChunkWalk::setSize(std::uint64_t size)
{
    stepOver(m_payload, size);
}

void ChunkWalk::stepOver(std::int64_t payload, std::uint64_t size)
{
    const std::uint64_t left = static_cast<std::uint64_t>(std::max<std::int64_t>(m_file.size() - payload, 0));
    const std::uint64_t alignment = m_form == ChunkForm::w64 ? 8 : m_form == ChunkForm::caf ? 1 : 2;
    const std::uint64_t step = std::min(size, left);
    m_at = payload + static_cast<std::int64_t>((step + alignment - 1) / alignment * alignment);
}

} // namespace assay
