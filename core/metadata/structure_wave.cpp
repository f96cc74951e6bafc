// SPDX-License-Identifier: GPL-3.0-or-later
// What a WAVE, RF64, BW64 or W64 file asks of its chunks beyond their sizes: order, fmt, ds64, fact.
#include "core/metadata/structure_faults.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::int64_t leastFormatBytes = 16; // PCMWAVEFORMAT
constexpr std::int64_t extensibleBytes = 40; // WAVEFORMATEXTENSIBLE
constexpr std::int64_t leastDs64Bytes = 24; // EBU Tech 3306 3.3: three 64-bit sizes; some leave out the table's length
constexpr std::uint64_t tagPcm = 1;
constexpr std::uint64_t tagFloat = 3;
constexpr std::uint64_t tagExtensible = 0xFFFE;

struct WaveFormat {
    bool isPcm = false; ///< integer or float: frames of one size
    std::int64_t channels = 0;
    std::int64_t rate = 0; ///< Hz
    std::int64_t byteRate = 0;
    std::int64_t blockAlign = 0;
    std::int64_t bits = 0;
};

class WaveCheck
{
public:
    WaveCheck(const ChunkMap& map, LocalFile& file, Structure& structure)
        : m_map(map)
        , m_file(file)
        , m_structure(structure)
    {
    }

    void run(std::optional<FrameCount> frames);

private:
    void checkDs64();
    void checkFormat(const Chunk& format);
    void checkLength(const Chunk& format, const Chunk& data, std::optional<FrameCount> frames);
    [[nodiscard]] WaveFormat formatIn(const Chunk& format);
    [[nodiscard]] std::int64_t field(ByteView bytes, std::size_t at, std::size_t count) const
    {
        return static_cast<std::int64_t>(uintAt(bytes, at, count, m_map.endian));
    }
    void add(std::string code, std::int64_t offset, std::string message)
    {
        m_structure.add(std::move(code), offset, std::move(message));
    }

    const ChunkMap& m_map;
    LocalFile& m_file;
    Structure& m_structure;
};

WaveFormat WaveCheck::formatIn(const Chunk& format)
{
    const Bytes bytes = m_file.bytesAt(format.offset, std::min(format.size, extensibleBytes));
    std::uint64_t tag = uintAt(bytes, 0, 2, m_map.endian);
    if (tag == tagExtensible)
        tag = uintAt(bytes, 24, 2, m_map.endian); // the sub-format GUID starts with the tag
    return { tag == tagPcm || tag == tagFloat, field(bytes, 2, 2), field(bytes, 4, 4), field(bytes, 8, 4),
        field(bytes, 12, 2), field(bytes, 14, 2) };
}

void WaveCheck::checkDs64()
{
    const Chunk* ds64 = m_map.find("ds64");
    if (!m_map.isLarge() || ds64 == nullptr)
        return;
    if (ds64 != &m_map.chunks.front())
        add("ds64-not-first", ds64->headerOffset,
            fmt::format("the ds64 chunk of a {} file must be its first chunk: readers look for the sizes there; "
                        "export the file again",
                m_map.signature));
    if (ds64->size < leastDs64Bytes)
        add("ds64-too-short", ds64->headerOffset,
            fmt::format("the ds64 chunk has {} bytes and needs at least {}: the 64-bit sizes cannot be trusted; export "
                        "the file again",
                ds64->size, leastDs64Bytes));
}

void WaveCheck::checkFormat(const Chunk& format)
{
    const bool isExtensible = uintAt(m_file.bytesAt(format.offset, 2), 0, 2, m_map.endian) == tagExtensible;
    const std::int64_t least = isExtensible ? extensibleBytes : leastFormatBytes;
    if (format.size < least) {
        add("fmt-too-short", format.headerOffset,
            fmt::format("the fmt chunk has {} bytes and needs at least {}: export the file again", format.size, least));
        return;
    }
    const WaveFormat found = formatIn(format);
    const std::int64_t frameBytes = found.channels * ((found.bits + 7) / 8);
    if (found.isPcm && frameBytes != found.blockAlign)
        add("fmt-contradicts-itself", format.offset + 12,
            fmt::format("the fmt chunk says {} bytes a frame, but {} channels of {} bits have {}: readers differ in "
                        "what they play; export the file again",
                found.blockAlign, found.channels, found.bits, frameBytes));
    else if (found.isPcm && found.byteRate != found.rate * found.blockAlign)
        add("fmt-contradicts-itself", format.offset + 8,
            fmt::format("the fmt chunk says {} bytes a second, but {} Hz with {} bytes a frame make {}: export the "
                        "file again",
                found.byteRate, found.rate, found.blockAlign, found.rate * found.blockAlign));
}

void WaveCheck::checkLength(const Chunk& format, const Chunk& data, std::optional<FrameCount> frames)
{
    const WaveFormat found = formatIn(format);
    if (!found.isPcm || found.blockAlign == 0 || data.truncated || data.sizeUnknown)
        return;
    const std::int64_t held = data.size / found.blockAlign;
    if (data.size % found.blockAlign != 0)
        add("data-not-block-aligned", data.headerOffset + 4,
            fmt::format("the data chunk holds {} bytes, which is no whole number of frames of {} bytes: the last "
                        "frame is cut; export the file again",
                data.size, found.blockAlign));
    else if (m_structure.faults.empty() && frames && *frames != held)
        add("frame-count-mismatch", data.headerOffset + 4,
            fmt::format("the data chunk holds {} frames and the decoder finds {}: the fmt chunk does not fit the "
                        "sound; export the file again",
                held, *frames));
    const Chunk* fact = m_map.find("fact");
    const std::int64_t counted = fact == nullptr ? 0 : field(m_file.bytesAt(fact->offset, 4), 0, 4);
    if (counted != 0 && counted != 0xFFFFFFFF && counted != held)
        add("fact-mismatch", fact->offset,
            fmt::format(
                "the fact chunk counts {} frames and the data chunk holds {}: export the file again", counted, held));
    // BW64 keeps the field as a dummy: ITU-R BS.2088 9.1.
    const std::uint64_t samples = m_map.signature == "RF64" && m_map.ds64 ? m_map.ds64->sampleCount : 0;
    if (samples != 0 && samples != static_cast<std::uint64_t>(held))
        add("ds64-sample-count-mismatch", m_map.ds64->headerOffset + 8 + 16,
            fmt::format(
                "the ds64 chunk counts {} frames and the data chunk holds {}: export the file again", samples, held));
}

void WaveCheck::run(std::optional<FrameCount> frames)
{
    checkDs64();
    const Chunk* format = m_map.find("fmt ");
    const Chunk* data = m_map.find("data");
    if (format == nullptr)
        add("fmt-missing", m_map.chunks.empty() ? m_map.end : m_map.chunks.front().headerOffset,
            "there is no fmt chunk: nobody can know how to play this file; export it again");
    else
        checkFormat(*format);
    if (data == nullptr)
        add("data-missing", m_map.end, "there is no data chunk: the file holds no sound; export it again");
    if (format != nullptr && data != nullptr) {
        if (format->headerOffset > data->headerOffset)
            add("fmt-after-data", format->headerOffset,
                "the fmt chunk stands after the data chunk and must stand before it: many readers fail; export the "
                "file again");
        checkLength(*format, *data, frames);
    }
    static constexpr std::array<std::string_view, 10> single { "fmt ", "data", "ds64", "fact", "bext", "iXML", "axml",
        "chna", "dbmd", "cart" };
    checkDuplicates(m_map, single, m_structure);
}

} // namespace

void checkWave(const ChunkMap& map, LocalFile& file, std::optional<FrameCount> frames, Structure& structure)
{
    WaveCheck(map, file, structure).run(frames);
}

} // namespace assay
