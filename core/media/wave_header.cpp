// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/header_facts.h"

#include "core/base/chunk_map.h"
#include "core/media/layouts.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::uint16_t formatPcm = 1;
constexpr std::uint16_t formatFloat = 3;
constexpr std::uint16_t formatAlaw = 6;
constexpr std::uint16_t formatMulaw = 7;
constexpr std::uint16_t formatExtensible = 0xFFFE;

struct WaveFormat {
    std::uint16_t tag = 0; // of the sub-format where extensible
    int channels = 0;
    int blockAlign = 0;
    int bits = 0;
    int validBits = 0;
    std::optional<std::uint32_t> mask {};
};

WaveFormat parseFormat(ByteView bytes, Endian order)
{
    WaveFormat format { uint16At(bytes, 0, order), uint16At(bytes, 2, order), uint16At(bytes, 12, order),
        uint16At(bytes, 14, order), 0, {} };
    if (format.tag == formatExtensible && bytes.size() >= 26) {
        format.validBits = uint16At(bytes, 18, order);
        format.mask = uint32At(bytes, 20, order);
        format.tag = uint16At(bytes, 24, order);
    }
    if (format.validBits <= 0 || format.validBits > format.bits)
        format.validBits = format.bits; // 0 is common, more than the container is nonsense
    return format;
}

// Has every frame the same size, so that bytes tell frames?
bool hasFixedFrames(const WaveFormat& format)
{
    return format.blockAlign > 0
        && (format.tag == formatPcm || format.tag == formatFloat || format.tag == formatAlaw
            || format.tag == formatMulaw);
}

std::string containerOf(const ChunkMap& map)
{
    if (map.form != "WAVE" || map.family == ChunkFamily::aiff)
        return {};
    if (map.family == ChunkFamily::w64)
        return "w64";
    return map.signature == "RF64" ? "rf64" : map.signature == "BW64" ? "bw64" : "wav";
}

void setLayoutAndFrames(HeaderFacts& facts, const WaveFormat& format, std::optional<std::int64_t> dataBytes)
{
    facts.channels = format.channels;
    facts.validBits = format.validBits;
    if (hasFixedFrames(format)) {
        facts.blockAlign = format.blockAlign;
        if (dataBytes)
            facts.frames = *dataBytes / format.blockAlign;
    }
    if (format.mask && format.channels <= mostChannels) {
        facts.layout = layoutOfMask(*format.mask & 0x3FFFFU, static_cast<std::size_t>(format.channels));
        facts.declaredLayout = describeMask(*format.mask);
    }
}

} // namespace

HeaderFacts readWaveHeader(LocalFile& file)
{
    HeaderFacts facts;
    const ChunkMap map = walkChunks(file);
    facts.container = containerOf(map);
    if (facts.container.empty())
        return facts;
    facts.isLittleEndian = map.endian == Endian::little;
    if (facts.container == "bw64")
        facts.patches.push_back({ 0, "RF64" }); // BS.2088 is RF64 under another name
    std::optional<std::int64_t> dataBytes;
    if (const Chunk* data = map.find("data")) {
        facts.dataOffset = data->offset;
        facts.sound = ByteRange { data->offset, data->size };
        if (!data->sizeUnknown)
            dataBytes = std::max<std::int64_t>(data->declaredSize, 0);
        else if (data->declaredSize == 0)
            facts.patches.push_back({ data->offset - 4, "\xFF\xFF\xFF\xFF" }); // sound, although it says none
    }
    constexpr std::int64_t md5Bytes = 16; // of the data chunk's content, as BWF MetaEdit writes it
    if (const Chunk* md5 = map.find("MD5 "); md5 != nullptr && md5->size == md5Bytes) {
        for (const std::uint8_t byte : file.bytesAt(md5->offset, md5Bytes))
            facts.soundMd5 += fmt::format("{:02x}", byte);
    }
    if (const Chunk* format = map.find("fmt "))
        setLayoutAndFrames(facts,
            parseFormat(file.bytesAt(format->offset, std::min<std::int64_t>(format->size, 40)), map.endian), dataBytes);
    return facts;
}

} // namespace assay
