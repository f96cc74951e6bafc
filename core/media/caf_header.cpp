// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/header_facts.h"

#include "core/media/chunk_walk.h"
#include "core/media/layouts.h"

#include <algorithm>

namespace assay
{

namespace
{

constexpr std::uint64_t sizeUnknown = 0xFFFFFFFFFFFFFFFF; // "to the end of the file"
constexpr std::size_t largestChan = 12 + 1024 * 20; // bytes

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
    if (textAt(file.bytesAt(0, 8), 0, 4) != "caff")
        return facts;
    facts.container = "caf";
    std::vector<std::byte> chan;
    std::optional<std::uint64_t> dataBytes;
    ChunkWalk walk(file, ChunkForm::caf, 8);
    while (const std::optional<HeaderChunk> chunk = walk.next()) {
        if (chunk->id == "desc") {
            const std::vector<std::byte> desc = file.bytesAt(chunk->offset, 32);
            facts.channels = static_cast<int>(std::min(number32(desc, 24, ByteOrder::big), 65535U));
            facts.validBits = static_cast<int>(std::min(number32(desc, 28, ByteOrder::big), 64U));
            const bool oneFrameAPacket = number32(desc, 20, ByteOrder::big) == 1;
            if (oneFrameAPacket && number32(desc, 16, ByteOrder::big) <= mostChannels * 8U)
                facts.blockAlign = static_cast<int>(number32(desc, 16, ByteOrder::big));
        }
        if (chunk->id == "chan")
            chan = file.bytesAt(chunk->offset, std::min<std::uint64_t>(chunk->size, largestChan));
        if (chunk->id == "data" && facts.dataOffset == 0) {
            facts.dataOffset = chunk->offset + 4; // behind the edit count
            if (chunk->size != sizeUnknown && chunk->size >= 4)
                dataBytes = chunk->size - 4;
            const auto there = static_cast<std::uint64_t>(std::max<std::int64_t>(file.size() - chunk->offset, 0));
            if (chunk->size > there) // cut short, or of unknown length: libsndfile opens neither
                facts.patches.push_back({ chunk->offset - 8, bigEndian64(there) });
        }
    }
    if (dataBytes && facts.blockAlign > 0)
        facts.frames = static_cast<FrameCount>(*dataBytes / static_cast<std::uint64_t>(facts.blockAlign));
    if (const auto declared = layoutOfChan(chan, static_cast<std::size_t>(facts.channels))) {
        facts.layout = declared->layout;
        facts.declaredLayout = declared->words;
    }
    return facts;
}

} // namespace assay
