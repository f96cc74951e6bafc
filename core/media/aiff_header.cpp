// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/header_facts.h"

#include "core/base/chunk_map.h"
#include "core/media/layouts.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace assay
{

namespace
{

constexpr std::int64_t largestChan = 12 + 1024 * 20; // bytes; a thousand channels

// AIFC names its coding; these are PCM or fixed-size and keep one frame a sample.
bool hasFixedFrames(std::string_view compression)
{
    static constexpr std::array<std::string_view, 14> fixed { "", "NONE", "none", "twos", "sowt", "raw ", "in24",
        "in32", "fl32", "FL32", "fl64", "FL64", "alaw", "ulaw" };
    return std::ranges::find(fixed, compression) != fixed.end();
}

} // namespace

HeaderFacts readAiffHeader(LocalFile& file)
{
    HeaderFacts facts;
    const ChunkMap map = walkChunks(file);
    if (map.family != ChunkFamily::aiff || (map.form != "AIFF" && map.form != "AIFC"))
        return facts;
    facts.container = "aiff";
    if (const Chunk* chunk = map.find("COMM")) {
        const Bytes comm = file.bytesAt(chunk->offset, std::min<std::int64_t>(chunk->size, 22));
        facts.channels = uint16At(comm, 0, Endian::big);
        facts.validBits = uint16At(comm, 6, Endian::big);
        if (hasFixedFrames(map.form == "AIFC" ? charsAt(comm, 18, 4) : "")) {
            facts.frames = uint32At(comm, 2, Endian::big);
            facts.blockAlign = facts.channels * ((facts.validBits + 7) / 8);
        }
    }
    if (const Chunk* sound = map.find("SSND")) {
        facts.dataOffset = sound->offset + 8 + uint32At(file.bytesAt(sound->offset, 4), 0, Endian::big);
        facts.sound
            = ByteRange { facts.dataOffset, std::max<std::int64_t>(sound->offset + sound->size - facts.dataOffset, 0) };
    }
    Bytes chan;
    if (const Chunk* chunk = map.find("CHAN"))
        chan = file.bytesAt(chunk->offset, std::min(chunk->size, largestChan));
    if (const auto declared = layoutOfChan(chan, static_cast<std::size_t>(facts.channels))) {
        facts.layout = declared->layout;
        facts.declaredLayout = declared->words;
    }
    return facts;
}

} // namespace assay
