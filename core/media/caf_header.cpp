// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/header_facts.h"

#include "core/base/chunk_map.h"
#include "core/media/layouts.h"

#include <algorithm>

namespace assay
{

namespace
{

constexpr std::int64_t editCountBytes = 4; // before the samples: Core Audio Format 1.0, "Audio Data Chunk"
constexpr std::int64_t largestChan = 12 + 1024 * 20; // bytes

std::string bigEndian64(std::uint64_t value)
{
    std::string bytes;
    for (unsigned shift = 64; shift > 0; shift -= 8)
        bytes += static_cast<char>((value >> (shift - 8)) & 0xFFU);
    return bytes;
}

} // namespace

HeaderFacts readCafHeader(LocalFile& file)
{
    HeaderFacts facts;
    const ChunkMap map = walkChunks(file);
    if (map.family != ChunkFamily::caf)
        return facts;
    facts.container = "caf";
    if (const Chunk* chunk = map.find("desc")) {
        const Bytes desc = file.bytesAt(chunk->offset, 32);
        facts.channels = static_cast<int>(std::min(uint32At(desc, 24, Endian::big), 65535U));
        facts.validBits = static_cast<int>(std::min(uint32At(desc, 28, Endian::big), 64U));
        const bool oneFrameAPacket = uint32At(desc, 20, Endian::big) == 1;
        if (oneFrameAPacket && uint32At(desc, 16, Endian::big) <= mostChannels * 8U)
            facts.blockAlign = static_cast<int>(uint32At(desc, 16, Endian::big));
    }
    Bytes chan;
    if (const Chunk* chunk = map.find("chan"))
        chan = file.bytesAt(chunk->offset, std::min(chunk->size, largestChan));
    std::optional<std::int64_t> dataBytes;
    if (const Chunk* data = map.find("data")) {
        facts.dataOffset = data->offset + editCountBytes;
        facts.sound = ByteRange { facts.dataOffset, std::max<std::int64_t>(data->size - editCountBytes, 0) };
        if (!data->sizeUnknown && data->declaredSize >= editCountBytes)
            dataBytes = data->declaredSize - editCountBytes;
        if (data->truncated || data->sizeUnknown) // libsndfile opens neither
            facts.patches.push_back({ data->offset - 8, bigEndian64(static_cast<std::uint64_t>(data->size)) });
    }
    if (dataBytes && facts.blockAlign > 0)
        facts.frames = *dataBytes / facts.blockAlign;
    if (const auto declared = layoutOfChan(chan, static_cast<std::size_t>(facts.channels))) {
        facts.layout = declared->layout;
        facts.declaredLayout = declared->words;
    }
    return facts;
}

} // namespace assay
