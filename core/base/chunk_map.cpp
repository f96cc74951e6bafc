// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/chunk_map.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>

namespace assay
{

namespace
{

constexpr std::uint64_t seeDs64 = 0xFFFFFFFF; // 32-bit size: "look in ds64", EBU Tech 3306 clause 3
constexpr std::uint64_t neverFilled = 0xFFFFFFFE; // from here on a 32-bit size of data is what streaming writers leave
constexpr std::uint64_t unknown64 = 0xFFFFFFFFFFFFFFFF; // CAF: "to the end of the file"; the same in ds64
constexpr std::int64_t ds64TableLimit = 1 << 20; // bytes read of a ds64 chunk: a table of 87000 rows

constexpr std::int64_t w64HeaderBytes = 24; // GUID (16) and 64-bit size, which counts the header too
constexpr std::string_view w64RiffGuid { "riff\x2E\x91\xCF\x11\xA5\xD6\x28\xDB\x04\xC1\0\0",
    16 }; // 66666972-912E-11CF-A5D6-28DB04C10000

std::int64_t clamped(std::uint64_t value)
{
    // Half of the range, so that offsets can be added without overflow.
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max() / 2);
    return static_cast<std::int64_t>(std::min(value, most));
}

bool isPrintable(std::string_view id)
{
    return id.size() == 4 && std::ranges::all_of(id, [](char c) { return c >= 0x20 && c <= 0x7E; });
}

struct Header {
    std::string id;
    std::int64_t size = 0;
    bool asksDs64 = false; // or, in CAF, asks for the end of the file
};

class Walk
{
public:
    explicit Walk(LocalFile& file)
        : m_file(file)
    {
        m_map.fileSize = file.size();
    }

    ChunkMap run();

private:
    [[nodiscard]] std::int64_t headerBytes() const
    {
        return m_map.family == ChunkFamily::w64 ? w64HeaderBytes : m_map.family == ChunkFamily::caf ? 12 : 8;
    }
    [[nodiscard]] std::int64_t alignment() const
    {
        return m_map.family == ChunkFamily::w64 ? 8 : m_map.family == ChunkFamily::caf ? 1 : 2;
    }

    bool readOuterHeader();
    std::optional<Header> headerAt(std::int64_t at);
    bool isPlausibleAt(std::int64_t at);
    bool isChunkAt(std::int64_t at, const Header& header);
    void readDs64(const Chunk& chunk);
    Chunk chunkFrom(std::int64_t at, const Header& header);
    std::optional<std::int64_t> nextIfMissed(const Chunk& chunk);
    std::int64_t afterPadding(Chunk& chunk);

    LocalFile& m_file;
    ChunkMap m_map;
    bool m_outerAsksDs64 = false;
    std::map<std::string, std::int64_t> m_ds64Sizes; // of chunks other than data
};

bool Walk::readOuterHeader()
{
    const Bytes head = m_file.bytesAt(0, 40);
    const std::string_view signature = charsAt(head, 0, 4);
    if (charsAt(head, 0, 16) == w64RiffGuid) {
        m_map.family = ChunkFamily::w64;
        m_map.form = charsAt(head, 24, 4) == "wave" ? "WAVE" : std::string(charsAt(head, 24, 4));
        m_map.declaredEnd = clamped(uintAt(head, 16, 8, Endian::little));
        m_map.end = 40;
    } else if (signature == "RIFF" || signature == "RIFX" || signature == "RF64" || signature == "BW64"
        || signature == "FORM") {
        m_map.family = signature == "FORM" ? ChunkFamily::aiff : ChunkFamily::riff;
        m_map.endian = signature == "FORM" || signature == "RIFX" ? Endian::big : Endian::little;
        m_map.form = charsAt(head, 8, 4);
        const std::uint64_t size = uintAt(head, 4, 4, m_map.endian);
        m_outerAsksDs64 = size == seeDs64;
        if (size != 0 && !m_outerAsksDs64)
            m_map.declaredEnd = clamped(size) + 8;
        m_map.end = 12;
    } else if (signature == "caff") {
        m_map.family = ChunkFamily::caf;
        m_map.endian = Endian::big;
        m_map.end = 8;
    } else {
        return false;
    }
    m_map.signature = signature;
    if (m_map.fileSize >= m_map.end)
        return true;
    m_map = ChunkMap { .fileSize = m_map.fileSize }; // a few bytes are no file of this kind
    return false;
}

std::optional<Header> Walk::headerAt(std::int64_t at)
{
    const Bytes bytes = m_file.bytesAt(at, headerBytes());
    if (static_cast<std::int64_t>(bytes.size()) < headerBytes())
        return std::nullopt;
    Header header { .id = std::string(charsAt(bytes, 0, 4)) };
    if (m_map.family == ChunkFamily::w64) {
        header.size = clamped(uintAt(bytes, 16, 8, Endian::little)) - w64HeaderBytes;
    } else if (m_map.family == ChunkFamily::caf) {
        const std::uint64_t size = uintAt(bytes, 4, 8, Endian::big);
        header.size = clamped(size);
        header.asksDs64 = size == unknown64;
    } else {
        const std::uint64_t size = uintAt(bytes, 4, 4, m_map.endian);
        header.size = clamped(size);
        header.asksDs64 = size == seeDs64;
    }
    return header;
}

// Could a chunk start here? Used to tell a missing pad byte, and a data chunk without a size, from a sound file.
bool Walk::isPlausibleAt(std::int64_t at)
{
    const std::optional<Header> header = headerAt(at);
    return header && isPrintable(header->id)
        && (header->asksDs64 || header->size <= m_map.fileSize - at - headerBytes());
}

// Is what stands here to be taken for a chunk? An odd name with a sound size is one; bytes that fit in neither way are
// not, and after the declared end only what fits in both ways is.
bool Walk::isChunkAt(std::int64_t at, const Header& header)
{
    if (header.id == std::string(4, '\0'))
        return false;
    if (m_map.declaredEnd && at >= *m_map.declaredEnd)
        return isPlausibleAt(at);
    return isPrintable(header.id) || header.size <= m_map.fileSize - at - headerBytes();
}

// ds64: riffSize, dataSize, sampleCount (u64 each), tableLength (u32), rows of { id, u64 }. EBU Tech 3306, BS.2088.
void Walk::readDs64(const Chunk& chunk)
{
    const Bytes bytes = m_file.bytesAt(chunk.offset, std::min(chunk.size, ds64TableLimit));
    if (bytes.size() < 24)
        return;
    const auto field = [&](std::size_t at) { return uintAt(bytes, at, 8, Endian::little); };
    m_map.ds64
        = Ds64 { field(0), field(8), field(16), uintAt(bytes, 24, 4, Endian::little), chunk.headerOffset, chunk.size };
    if (m_outerAsksDs64)
        m_map.declaredEnd = clamped(m_map.ds64->riffSize) + 8;
    for (std::uint64_t row = 0, at = 28; row < m_map.ds64->rows && at + 12 <= bytes.size(); ++row, at += 12)
        m_ds64Sizes.emplace(charsAt(bytes, at, 4), clamped(uintAt(bytes, at + 4, 8, Endian::little)));
}

Chunk Walk::chunkFrom(std::int64_t at, const Header& header)
{
    Chunk chunk { .id = header.id, .headerOffset = at, .offset = at + headerBytes(), .declaredSize = header.size };
    const std::int64_t available = m_map.fileSize - chunk.offset;
    if (header.asksDs64) {
        const auto row = m_ds64Sizes.find(header.id);
        if (header.id == "data" && m_map.ds64 && m_map.ds64->dataSize != unknown64)
            chunk.declaredSize = clamped(m_map.ds64->dataSize);
        else if (row != m_ds64Sizes.end())
            chunk.declaredSize = row->second;
        else
            chunk.sizeUnknown = true;
    } else if (header.id == "data" && header.size == 0 && available >= headerBytes()
        && m_map.family == ChunkFamily::riff) {
        chunk.sizeUnknown = !isPlausibleAt(chunk.offset);
    } else if (header.id == "data" && header.size >= static_cast<std::int64_t>(neverFilled) && header.size > available
        && m_map.family == ChunkFamily::riff) {
        chunk.sizeUnknown = true;
    }
    chunk.size = chunk.sizeUnknown ? available : std::clamp<std::int64_t>(chunk.declaredSize, 0, available);
    chunk.truncated = !chunk.sizeUnknown && chunk.declaredSize > available;
    return chunk;
}

// A size that is a few bytes off hides the next chunk: no chunk stands where it should, and one that every file has
// stands close by.
std::optional<std::int64_t> Walk::nextIfMissed(const Chunk& chunk)
{
    constexpr std::int64_t closeBy = 8; // bytes; design value, at most the next header
    static constexpr std::array<std::string_view, 6> vital { "fmt ", "data", "COMM", "SSND", "bext", "desc" };
    const std::int64_t end = chunk.offset + chunk.size;
    const std::int64_t padded = end + (alignment() - chunk.size % alignment()) % alignment();
    const bool small = m_map.family == ChunkFamily::riff || m_map.family == ChunkFamily::aiff;
    if (!small || chunk.truncated || chunk.sizeUnknown || padded >= m_map.fileSize || isPlausibleAt(padded)
        || isPlausibleAt(end))
        return std::nullopt;
    const std::int64_t from = std::max(chunk.offset, end - closeBy);
    const Bytes bytes = m_file.bytesAt(from, end + closeBy + 4 - from);
    for (std::size_t at = 0; at + 4 <= bytes.size(); ++at) {
        const std::int64_t place = from + static_cast<std::int64_t>(at);
        if (std::ranges::find(vital, charsAt(bytes, at, 4)) != vital.end() && isPlausibleAt(place))
            return place;
    }
    return std::nullopt;
}

// Where the next chunk starts. Some writers forget the pad byte: believe the place at which a chunk really stands.
std::int64_t Walk::afterPadding(Chunk& chunk)
{
    if (const std::optional<std::int64_t> next = nextIfMissed(chunk)) {
        chunk.size = std::max<std::int64_t>(*next - chunk.offset, 0);
        chunk.sizeWrong = true;
        return *next;
    }
    const std::int64_t end = chunk.offset + chunk.size;
    const std::int64_t padding = (alignment() - chunk.size % alignment()) % alignment();
    if (padding == 0 || chunk.truncated || chunk.sizeUnknown)
        return end;
    const std::int64_t padded = end + padding;
    if (padded <= m_map.fileSize && (padded == m_map.fileSize || isPlausibleAt(padded) || !isPlausibleAt(end)))
        return padded;
    chunk.padMissing = m_map.family != ChunkFamily::w64; // the last W64 chunk need not be padded
    return end;
}

ChunkMap Walk::run()
{
    if (!readOuterHeader())
        return m_map;
    std::int64_t at = m_map.end;
    while (at < m_map.fileSize) {
        const std::optional<Header> header = headerAt(at);
        if (!header || m_map.chunks.size() == maxChunks || !isChunkAt(at, *header)) {
            m_map.stoppedAt = at;
            break;
        }
        Chunk chunk = chunkFrom(at, *header);
        if (chunk.id == "ds64" && !m_map.ds64 && m_map.family == ChunkFamily::riff)
            readDs64(chunk);
        at = afterPadding(chunk);
        m_map.end = at;
        m_map.chunks.push_back(std::move(chunk));
    }
    return m_map;
}

} // namespace

const Chunk* ChunkMap::find(std::string_view id) const
{
    const auto found = std::ranges::find(chunks, id, &Chunk::id);
    return found == chunks.end() ? nullptr : &*found;
}

ChunkMap walkChunks(LocalFile& file)
{
    return Walk(file).run();
}

} // namespace assay
