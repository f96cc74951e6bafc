// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/byte_order.h"
#include "core/media/local_file.h"

#include <cstdint>
#include <optional>
#include <string>

namespace assay
{

/// How a container writes its chunks.
enum class ChunkForm {
    riff, ///< four characters, 32-bit little-endian size, even length
    form, ///< the same with a big-endian size: AIFF, RIFX
    caf, ///< four characters, 64-bit big-endian size, no padding
    w64, ///< GUID, 64-bit little-endian size that counts the header too, eight-byte alignment
};

struct HeaderChunk {
    std::string id; ///< four characters; the first four bytes of a W64 GUID, which are its name
    std::int64_t offset = 0; ///< of the payload, bytes from the start of the file
    std::uint64_t size = 0; ///< of the payload as stated, bytes
};

/// Steps from chunk to chunk without reading their contents. Ends at the end of the file, at an impossible size, or
/// after far more chunks than any real file has. No judge of the structure: that is metadata's business.
class ChunkWalk
{
public:
    ChunkWalk(LocalFile& file, ChunkForm form, std::int64_t start);

    [[nodiscard]] std::optional<HeaderChunk> next();

    /// The last chunk is really this long (its 32-bit size field stood for "look elsewhere").
    void setSize(std::uint64_t size);

private:
    void stepOver(std::int64_t payload, std::uint64_t size);

    LocalFile& m_file;
    ChunkForm m_form;
    std::int64_t m_at;
    std::int64_t m_payload = 0;
    int m_left = 20000; // chunks; hostile files can hold millions of empty ones
};

} // namespace assay
