// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/header_facts.h"

#include "core/base/flac_blocks.h"
#include "core/media/layouts.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::int64_t largestComment = 1024 * 1024; // bytes looked through for the channel mask
constexpr std::string_view maskKey = "WAVEFORMATEXTENSIBLE_CHANNEL_MASK=0X"; // RFC 9639, 8.6.2

std::optional<std::uint64_t> maskInComment(ByteView block)
{
    std::size_t at = 4 + static_cast<std::size_t>(uint32At(block, 0, Endian::little)); // the vendor's name
    std::uint32_t count = uint32At(block, at, Endian::little);
    at += 4;
    for (; count > 0 && at + 4 <= block.size(); --count) {
        const std::size_t length = uint32At(block, at, Endian::little);
        std::string text(charsAt(block, at + 4, std::min<std::size_t>(length, 64)));
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

constexpr std::int64_t streamInfoBytes = 34; // RFC 9639 8.2

void setStreamInfo(HeaderFacts& facts, ByteView block)
{
    if (static_cast<std::int64_t>(block.size()) < streamInfoBytes)
        return; // the file ends within the block that states more
    const std::uint64_t packed = uintAt(block, 10, 8, Endian::big); // 20 rate, 3 channels, 5 bits, 36 samples
    facts.sampleRate = static_cast<int>(packed >> 44U);
    facts.channels = static_cast<int>((packed >> 41U) & 0x7U) + 1;
    facts.validBits = static_cast<int>((packed >> 36U) & 0x1FU) + 1;
    const auto total = static_cast<FrameCount>(packed & 0xFFFFFFFFFULL);
    if (total > 0) // 0: unknown
        facts.frames = total;
    const ByteView md5 = block.subspan(18, 16); // of the samples; all zero where the encoder did not compute it
    if (std::ranges::any_of(md5, [](std::uint8_t byte) { return byte != 0; })) {
        for (const std::uint8_t byte : md5)
            facts.soundMd5 += fmt::format("{:02x}", byte);
    }
}

} // namespace

HeaderFacts readFlacHeader(LocalFile& file)
{
    HeaderFacts facts;
    const std::optional<FlacBlocks> found = readFlacBlocks(file);
    if (!found)
        return facts;
    facts.container = "flac";
    facts.dataOffset = found->end;
    std::optional<std::uint64_t> mask;
    for (const FlacBlock& block : found->blocks) {
        if (block.type == 0 && block.size >= streamInfoBytes)
            setStreamInfo(facts, file.bytesAt(block.offset, streamInfoBytes));
        if (block.type == 4)
            mask = maskInComment(file.bytesAt(block.offset, std::min(block.size, largestComment)));
    }
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
