// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/header_facts.h"

#include "core/media/chunk_walk.h"
#include "core/media/layouts.h"

#include <algorithm>
#include <array>
#include <limits>

namespace assay
{

namespace
{

constexpr std::uint16_t formatPcm = 1;
constexpr std::uint16_t formatFloat = 3;
constexpr std::uint16_t formatAlaw = 6;
constexpr std::uint16_t formatMulaw = 7;
constexpr std::uint16_t formatExtensible = 0xFFFE;
constexpr std::uint32_t sizeIn64 = 0xFFFFFFFF; // "look in ds64": EBU Tech 3306, BS.2088

// First bytes of the W64 GUIDs "riff" and "wave", which tell W64 from a RIFF chunk of that name.
constexpr std::array<unsigned char, 16> w64Riff { 0x72, 0x69, 0x66, 0x66, 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28,
    0xDB, 0x04, 0xC1, 0x00, 0x00 };

struct WaveFormat {
    std::uint16_t tag = 0; // of the sub-format where extensible
    int channels = 0;
    int blockAlign = 0;
    int bits = 0;
    int validBits = 0;
    std::optional<std::uint32_t> mask {};
};

WaveFormat parseFormat(std::span<const std::byte> bytes, ByteOrder order)
{
    WaveFormat format { number16(bytes, 0, order), number16(bytes, 2, order), number16(bytes, 12, order),
        number16(bytes, 14, order), 0, {} };
    if (format.tag == formatExtensible && bytes.size() >= 26) {
        format.validBits = number16(bytes, 18, order);
        format.mask = number32(bytes, 20, order);
        format.tag = number16(bytes, 24, order);
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

struct WaveKind {
    std::string container;
    ChunkForm form = ChunkForm::riff;
    ByteOrder order = ByteOrder::little;
    std::int64_t firstChunk = 12;
};

WaveKind kindOf(std::span<const std::byte> start)
{
    const std::string id = textAt(start, 0, 4);
    const bool wave = textAt(start, 8, 4) == "WAVE";
    if (id == "RIFF" && wave)
        return { "wav", ChunkForm::riff, ByteOrder::little, 12 };
    if (id == "RIFX" && wave)
        return { "wav", ChunkForm::form, ByteOrder::big, 12 };
    if (id == "RF64" && wave)
        return { "rf64", ChunkForm::riff, ByteOrder::little, 12 };
    if (id == "BW64" && wave)
        return { "bw64", ChunkForm::riff, ByteOrder::little, 12 };
    const auto same = [](std::byte a, unsigned char b) { return std::to_integer<unsigned char>(a) == b; };
    if (start.size() >= 40 && std::ranges::equal(start.first(16), w64Riff, same) && textAt(start, 24, 4) == "wave")
        return { "w64", ChunkForm::w64, ByteOrder::little, 40 };
    return {};
}

// Is a `data` chunk of no bytes meant so? Yes at the end of the file or where a chunk follows it.
bool isMeantEmpty(LocalFile& file, const HeaderChunk& chunk)
{
    const std::vector<std::byte> next = file.bytesAt(chunk.offset, 8);
    if (next.empty())
        return true;
    const std::string id = textAt(next, 0, 4);
    const bool named = id.size() == 4 && std::ranges::all_of(id, [](char c) { return c >= ' ' && c <= '~'; });
    return named && chunk.offset + 8 + std::int64_t { number32(next, 4, ByteOrder::little) } <= file.size() + 1;
}

// The bytes `data` promises. Streaming writers leave 0 or all ones where they do not know: nothing is promised then.
std::optional<std::uint64_t> promisedBytes(
    LocalFile& file, const HeaderChunk& chunk, const WaveKind& kind, std::optional<std::uint64_t> ds64)
{
    const bool large = kind.container == "rf64" || kind.container == "bw64";
    if (large && chunk.size == sizeIn64)
        return ds64 && *ds64 != std::numeric_limits<std::uint64_t>::max() ? ds64 : std::nullopt;
    if (chunk.size == 0)
        return isMeantEmpty(file, chunk) ? std::optional<std::uint64_t>(0) : std::nullopt;
    if (kind.form != ChunkForm::w64 && chunk.size >= sizeIn64 - 1)
        return std::nullopt;
    return chunk.size;
}

void setLayoutAndFrames(HeaderFacts& facts, const WaveFormat& format, std::optional<std::uint64_t> dataBytes)
{
    facts.channels = format.channels;
    facts.validBits = format.validBits;
    if (hasFixedFrames(format)) {
        facts.blockAlign = format.blockAlign;
        if (dataBytes)
            facts.frames = static_cast<FrameCount>(*dataBytes / static_cast<std::uint64_t>(format.blockAlign));
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
    const WaveKind kind = kindOf(file.bytesAt(0, 40));
    facts.container = kind.container;
    if (kind.container.empty())
        return facts;
    if (kind.container == "bw64")
        facts.patches.push_back({ 0, "RF64" }); // BS.2088 is RF64 under another name
    std::optional<WaveFormat> format;
    std::optional<std::uint64_t> ds64;
    std::optional<std::uint64_t> dataBytes;
    ChunkWalk walk(file, kind.form, kind.firstChunk);
    while (const std::optional<HeaderChunk> chunk = walk.next()) {
        if (chunk->id == "ds64" && chunk->size >= 16)
            ds64 = numberAt(file.bytesAt(chunk->offset, 24), 8, 8, ByteOrder::little);
        if (chunk->id == "fmt " && !format)
            format = parseFormat(file.bytesAt(chunk->offset, std::min<std::uint64_t>(chunk->size, 40)), kind.order);
        if (chunk->id == "data" && facts.dataOffset == 0) {
            facts.dataOffset = chunk->offset;
            dataBytes = promisedBytes(file, *chunk, kind, ds64);
            if (kind.form != ChunkForm::w64 && chunk->size == 0 && !dataBytes)
                facts.patches.push_back({ chunk->offset - 4, "\xFF\xFF\xFF\xFF" }); // sound, although it says none
            if (dataBytes)
                walk.setSize(*dataBytes);
        }
        if (format && facts.dataOffset != 0)
            break;
    }
    if (format)
        setLayoutAndFrames(facts, *format, dataBytes);
    return facts;
}

} // namespace assay
