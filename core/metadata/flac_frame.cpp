// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/flac_frame.h"

#include <array>
#include <bit>

namespace assay
{

namespace
{

template <class Number, Number polynomial>
constexpr std::array<Number, 256> crcTable()
{
    constexpr unsigned top = sizeof(Number) * 8 - 1;
    std::array<Number, 256> table {};
    for (unsigned byte = 0; byte < 256; ++byte) {
        auto value = static_cast<Number>(byte << (top - 7));
        for (int bit = 0; bit < 8; ++bit)
            value = static_cast<Number>((value >> top & 1U) != 0 ? value << 1U ^ polynomial : value << 1U);
        table[byte] = value;
    }
    return table;
}

constexpr auto table8 = crcTable<std::uint8_t, 0x07>(); // x^8 + x^2 + x + 1: RFC 9639 9.1.8
constexpr auto table16 = crcTable<std::uint16_t, 0x8005>(); // x^16 + x^15 + x^2 + 1: RFC 9639 9.3

// The coded number: up to seven bytes in the manner of UTF-8, RFC 9639 9.1.5. Returns its bytes, 0 where it is none.
std::size_t readNumber(ByteView bytes, std::uint64_t& number)
{
    if (bytes.empty())
        return 0;
    const auto ones = static_cast<std::size_t>(std::countl_one(bytes[0]));
    const std::size_t length = ones == 0 ? 1 : ones;
    if (ones == 1 || ones > 7 || bytes.size() < length)
        return 0;
    number = ones == 0 ? bytes[0] : bytes[0] & (0x7FU >> ones);
    for (std::size_t i = 1; i < length; ++i) {
        if ((bytes[i] & 0xC0U) != 0x80U)
            return 0;
        number = number << 6U | (bytes[i] & 0x3FU);
    }
    return length;
}

constexpr std::array<int, 12> rates { 0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000,
    96000 }; // Hz, RFC 9639 9.1.2
constexpr std::array<int, 8> depths { 0, 8, 12, -1, 16, 20, 24, 32 }; // bits, RFC 9639 9.1.4; -1 is reserved

} // namespace

std::optional<FlacFrame> flacFrameAt(ByteView bytes, std::size_t at)
{
    if (at + 6 > bytes.size() || bytes[at] != 0xFF || (bytes[at + 1] & 0xFEU) != 0xF8U)
        return std::nullopt;
    const unsigned sizeCode = bytes[at + 2] >> 4U;
    const unsigned rateCode = bytes[at + 2] & 0xFU;
    const unsigned channelCode = bytes[at + 3] >> 4U;
    const int bits = depths[bytes[at + 3] >> 1U & 7U];
    if (sizeCode == 0 || rateCode == 15 || channelCode > 10 || bits < 0 || (bytes[at + 3] & 1U) != 0)
        return std::nullopt;
    FlacFrame frame;
    frame.fixedBlocks = (bytes[at + 1] & 1U) == 0;
    frame.channels = channelCode < 8 ? static_cast<int>(channelCode) + 1 : 2;
    frame.bits = bits;
    const std::size_t numberBytes = readNumber(bytes.subspan(at + 4), frame.number);
    if (numberBytes == 0)
        return std::nullopt;
    std::size_t next = at + 4 + numberBytes;
    const auto take = [&](std::size_t count) {
        next += count;
        return static_cast<std::int64_t>(uintAt(bytes, next - count, count, Endian::big));
    };
    if (sizeCode == 6 || sizeCode == 7) // uncommon sizes stand behind the number, less one: RFC 9639 9.1.6
        frame.blockSize = take(sizeCode - 5) + 1;
    else
        frame.blockSize = sizeCode == 1 ? 192 : sizeCode < 6 ? 576LL << (sizeCode - 2) : 256LL << (sizeCode - 8);
    if (rateCode < rates.size())
        frame.rate = rates[rateCode];
    else // in kHz, Hz or tens of Hz: RFC 9639 9.1.7
        frame.rate = static_cast<int>(take(rateCode == 12 ? 1 : 2)) * (rateCode == 12 ? 1000 : rateCode == 14 ? 10 : 1);
    if (next >= bytes.size())
        return std::nullopt;
    std::uint8_t sum = 0;
    for (std::size_t i = at; i < next; ++i)
        sum = table8[sum ^ bytes[i]];
    if (sum != bytes[next])
        return std::nullopt;
    frame.headerBytes = next + 1 - at;
    return frame;
}

std::uint16_t flacFrameSum(ByteView bytes)
{
    std::uint16_t sum = 0;
    for (const std::uint8_t byte : bytes)
        sum = static_cast<std::uint16_t>(sum << 8U) ^ table16[sum >> 8U ^ byte];
    return sum;
}

} // namespace assay
