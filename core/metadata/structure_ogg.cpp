// SPDX-License-Identifier: GPL-3.0-or-later
// Every Ogg page has a check sum and counts on from the one before it in its stream.
#include "core/metadata/structure_faults.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>
#include <numeric>

namespace assay
{

namespace
{

constexpr std::string_view capture = "OggS";
constexpr std::int64_t headBytes = 27; // before the table of segments: RFC 3533, 6
constexpr std::int64_t mostPage = headBytes + 255 + 255 * 255; // bytes
constexpr std::int64_t mostWalked = 64LL << 20; // bytes; hours of usual sound. What is longer is told by its decoder

// Polynomial 0x04C11DB7, most significant bit first, no inversion: RFC 3533, 6 (9).
constexpr std::array<std::uint32_t, 256> sumTable = [] {
    std::array<std::uint32_t, 256> table {};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t sum = i << 24U;
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum << 1U) ^ ((sum & 0x80000000U) != 0 ? 0x04C11DB7U : 0U);
        table[i] = sum;
    }
    return table;
}();

// Of a page whose own check sum counts as zero.
std::uint32_t sumOf(ByteView page)
{
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < page.size(); ++i) {
        const std::uint32_t byte = i >= 22 && i < 26 ? 0U : page[i];
        sum = (sum << 8U) ^ sumTable[(sum >> 24U) ^ byte];
    }
    return sum;
}

struct Stream {
    std::uint32_t next = 0; // number of the page to come
    bool ended = false;
};

class OggCheck
{
public:
    explicit OggCheck(LocalFile& file)
        : m_file(file)
    {
    }

    Structure run();

private:
    // Where the walk goes on; empty where it ends.
    [[nodiscard]] std::optional<std::int64_t> checkPage(std::int64_t at);
    [[nodiscard]] std::optional<std::int64_t> resume(std::int64_t at);
    void follow(std::int64_t at, ByteView page);
    void addOnce(std::string_view code, std::int64_t offset, std::string message);

    LocalFile& m_file;
    Structure m_structure {};
    std::map<std::uint32_t, Stream> m_streams {}; // by serial number
};

// One defect tends to repeat: the first place will do.
void OggCheck::addOnce(std::string_view code, std::int64_t offset, std::string message)
{
    if (std::ranges::find(m_structure.faults, code, &Fault::code) == m_structure.faults.end())
        m_structure.add(std::string(code), offset, std::move(message));
}

// Looks for the next page behind bytes that are none.
std::optional<std::int64_t> OggCheck::resume(std::int64_t at)
{
    const Bytes bytes = m_file.bytesAt(at, 4 * mostPage);
    const std::size_t next = charsAt(bytes, 0, bytes.size()).find(capture, 1);
    if (next == std::string_view::npos) {
        addOnce("trailing-bytes", at,
            fmt::format("from here to the end of the file ({} B) nothing belongs to any Ogg page: remove it or export "
                        "the file again",
                m_file.size() - at));
        return std::nullopt;
    }
    addOnce("page-damaged", at,
        fmt::format("no Ogg page starts here, the next one stands {} bytes on: the file is damaged; fetch or export it "
                    "again",
            next));
    return at + static_cast<std::int64_t>(next);
}

void OggCheck::follow(std::int64_t at, ByteView page)
{
    constexpr std::size_t mostStreams = 1000; // bounds a hostile file
    const std::uint32_t serial = uint32At(page, 14, Endian::little);
    const std::uint32_t number = uint32At(page, 18, Endian::little);
    const auto known = m_streams.find(serial);
    if (known == m_streams.end()) {
        m_structure.addPart(fmt::format("stream {:08x}", serial), at, static_cast<std::int64_t>(page.size()));
        if (m_streams.size() < mostStreams)
            m_streams[serial] = { number + 1, (page[5] & 4U) != 0 };
        return;
    }
    if (number != known->second.next)
        addOnce("page-missing", at,
            fmt::format("Ogg page {} stands where page {} must: sound is missing; fetch or export the file again",
                number, known->second.next));
    known->second = { number + 1, known->second.ended || (page[5] & 4U) != 0 };
}

std::optional<std::int64_t> OggCheck::checkPage(std::int64_t at)
{
    const Bytes bytes = m_file.bytesAt(at, mostPage);
    const ByteView view(bytes);
    if (charsAt(view, 0, 4) != capture)
        return resume(at);
    const std::size_t segments = bytes.size() > 26 ? bytes[26] : 0;
    const std::size_t head = static_cast<std::size_t>(headBytes) + segments;
    std::size_t size = head;
    if (bytes.size() >= head)
        size = std::accumulate(bytes.begin() + headBytes, bytes.begin() + static_cast<std::ptrdiff_t>(head), head);
    if (bytes.size() < size || bytes.size() < static_cast<std::size_t>(headBytes)) {
        addOnce("truncated-page", at,
            fmt::format("the last Ogg page promises {} bytes and the file has {} of them: the file is cut off; fetch "
                        "or export it again",
                size, bytes.size()));
        return std::nullopt;
    }
    const ByteView page = view.first(size);
    if (sumOf(page) != uint32At(page, 22, Endian::little)) {
        addOnce(
            "page-damaged", at, "the check sum of this Ogg page fails: the file is damaged; fetch or export it again");
        m_streams.erase(uint32At(page, 14, Endian::little)); // its number may be what is damaged
        return at + static_cast<std::int64_t>(size);
    }
    follow(at, page);
    return at + static_cast<std::int64_t>(size);
}

Structure OggCheck::run()
{
    std::int64_t at = 0;
    while (at < m_file.size()) {
        if (at > mostWalked)
            return std::move(m_structure);
        const std::optional<std::int64_t> next = checkPage(at);
        if (!next)
            break;
        at = *next;
    }
    for (const auto& [serial, stream] : m_streams) {
        if (!stream.ended && m_structure.faults.empty())
            addOnce("end-of-stream-missing", m_file.size(),
                "no page says that the stream ends: the recording or export was not closed properly, or the end is "
                "missing; fetch or export it again");
    }
    std::ranges::stable_sort(m_structure.faults, {}, &Fault::offset);
    return std::move(m_structure);
}

} // namespace

Structure structureOfOgg(LocalFile& file)
{
    return OggCheck(file).run();
}

} // namespace assay
