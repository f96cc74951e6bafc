// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/header_facts.h"

#include "core/media/chunk_walk.h"
#include "core/media/layouts.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace assay
{

namespace
{

constexpr std::size_t largestChan = 12 + 1024 * 20; // bytes; a thousand channels

// AIFC names its coding; these are PCM or fixed-size and keep one frame a sample.
bool hasFixedFrames(const std::string& compression)
{
    static constexpr std::array<std::string_view, 14> fixed { "", "NONE", "none", "twos", "sowt", "raw ", "in24",
        "in32", "fl32", "FL32", "fl64", "FL64", "alaw", "ulaw" };
    return std::ranges::find(fixed, compression) != fixed.end();
}

} // namespace

HeaderFacts readAiffHeader(LocalFile& file)
{
    HeaderFacts facts;
    const std::vector<std::byte> start = file.bytesAt(0, 12);
    const std::string type = textAt(start, 8, 4);
    if (textAt(start, 0, 4) != "FORM" || (type != "AIFF" && type != "AIFC"))
        return facts;
    facts.container = "aiff";
    std::vector<std::byte> chan;
    ChunkWalk walk(file, ChunkForm::form, 12);
    while (const std::optional<HeaderChunk> chunk = walk.next()) {
        if (chunk->id == "COMM" && facts.channels == 0) {
            const std::vector<std::byte> comm = file.bytesAt(chunk->offset, std::min<std::uint64_t>(chunk->size, 22));
            facts.channels = number16(comm, 0, ByteOrder::big);
            facts.validBits = number16(comm, 6, ByteOrder::big);
            const std::string compression = type == "AIFC" ? textAt(comm, 18, 4) : std::string();
            if (hasFixedFrames(compression)) {
                facts.frames = number32(comm, 2, ByteOrder::big);
                facts.blockAlign = facts.channels * ((facts.validBits + 7) / 8);
            }
        }
        if (chunk->id == "SSND" && facts.dataOffset == 0)
            facts.dataOffset = chunk->offset + 8 + number32(file.bytesAt(chunk->offset, 4), 0, ByteOrder::big);
        if (chunk->id == "CHAN")
            chan = file.bytesAt(chunk->offset, std::min<std::uint64_t>(chunk->size, largestChan));
    }
    if (const auto declared = layoutOfChan(chan, static_cast<std::size_t>(facts.channels))) {
        facts.layout = declared->layout;
        facts.declaredLayout = declared->words;
    }
    return facts;
}

} // namespace assay
