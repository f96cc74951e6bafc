// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/header_facts.h"

#include "core/media/byte_order.h"
#include "core/media/layouts.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::size_t largestComment = 1024 * 1024; // bytes looked through for the channel mask
constexpr int mostBlocks = 1000;
constexpr std::string_view maskKey = "WAVEFORMATEXTENSIBLE_CHANNEL_MASK=0X"; // RFC 9639, 8.6.2

// Where FLAC starts: behind an ID3v2 tag, which has no business there but is common.
std::int64_t flacStart(LocalFile& file)
{
    const std::vector<std::byte> start = file.bytesAt(0, 10);
    if (textAt(start, 0, 3) != "ID3" || start.size() < 10)
        return 0;
    std::int64_t size = 0;
    for (std::size_t i = 6; i < 10; ++i)
        size = size * 128 + (std::to_integer<std::int64_t>(start[i]) & 0x7F); // four bytes of seven bits
    return 10 + size;
}

std::optional<std::uint64_t> maskInComment(std::span<const std::byte> block)
{
    std::size_t at = 4 + static_cast<std::size_t>(number32(block, 0, ByteOrder::little)); // the vendor's name
    std::uint32_t count = number32(block, at, ByteOrder::little);
    at += 4;
    for (; count > 0 && at + 4 <= block.size(); --count) {
        const std::size_t length = number32(block, at, ByteOrder::little);
        std::string text = textAt(block, at + 4, std::min<std::size_t>(length, 64));
        at += 4 + length;
        std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
        if (!text.starts_with(maskKey))
            continue;
        std::uint64_t mask = 0;
        const char* digits = text.data() + maskKey.size();
        if (std::from_chars(digits, text.data() + text.size(), mask, 16).ec == std::errc {})
            return mask;
    }
    return std::nullopt;
}

void setStreamInfo(HeaderFacts& facts, std::span<const std::byte> block)
{
    const std::uint64_t packed = numberAt(block, 10, 8, ByteOrder::big); // 20 rate, 3 channels, 5 bits, 36 samples
    facts.channels = static_cast<int>((packed >> 41U) & 0x7U) + 1;
    facts.validBits = static_cast<int>((packed >> 36U) & 0x1FU) + 1;
    const auto total = static_cast<FrameCount>(packed & 0xFFFFFFFFFULL);
    if (total > 0) // 0: unknown
        facts.frames = total;
}

} // namespace

HeaderFacts readFlacHeader(LocalFile& file)
{
    HeaderFacts facts;
    std::int64_t at = flacStart(file);
    if (textAt(file.bytesAt(at, 4), 0, 4) != "fLaC")
        return facts;
    facts.container = "flac";
    at += 4;
    std::optional<std::uint64_t> mask;
    for (int i = 0; i < mostBlocks; ++i) {
        const std::vector<std::byte> header = file.bytesAt(at, 4);
        if (header.size() < 4)
            break;
        const unsigned type = std::to_integer<unsigned>(header[0]) & 0x7FU;
        const std::size_t length = numberAt(header, 1, 3, ByteOrder::big);
        if (type == 0 && length >= 34)
            setStreamInfo(facts, file.bytesAt(at + 4, 34));
        if (type == 4)
            mask = maskInComment(file.bytesAt(at + 4, std::min(length, largestComment)));
        at += 4 + static_cast<std::int64_t>(length);
        if ((std::to_integer<unsigned>(header[0]) & 0x80U) != 0)
            break;
    }
    facts.dataOffset = at;
    const auto channels = static_cast<std::size_t>(facts.channels);
    facts.declaredLayout
        = mask ? describeMask(*mask) : fmt::format("flac, {} channel{}", channels, channels == 1 ? "" : "s");
    facts.layout = layoutOfMask(mask ? *mask : flacMask(channels), channels);
    return facts;
}

HeaderFacts readHeaderFacts(LocalFile& file)
{
    for (const auto read : { &readWaveHeader, &readAiffHeader, &readCafHeader, &readFlacHeader }) {
        HeaderFacts facts = read(file);
        if (!facts.container.empty())
            return facts;
    }
    return {};
}

} // namespace assay
