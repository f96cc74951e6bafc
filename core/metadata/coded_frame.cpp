// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/coded_frame.h"

#include <array>

namespace assay
{

namespace
{

using BitRates = std::array<int, 16>; // kbit/s; 0: free or forbidden

// ISO/IEC 11172-3 and 13818-3, tables of bit_rate_index.
constexpr BitRates mpeg1Layer1 { 0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, 0 };
constexpr BitRates mpeg1Layer2 { 0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0 };
constexpr BitRates mpeg1Layer3 { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0 };
constexpr BitRates mpeg2Layer1 { 0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256, 0 };
constexpr BitRates mpeg2Others { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0 };

const BitRates& bitRatesOf(bool isMpeg1, unsigned layer)
{
    if (layer == 1)
        return isMpeg1 ? mpeg1Layer1 : mpeg2Layer1;
    return !isMpeg1 ? mpeg2Others : layer == 2 ? mpeg1Layer2 : mpeg1Layer3;
}

} // namespace

std::optional<CodedFrame> mpegFrame(ByteView head)
{
    constexpr std::array<int, 4> mpeg1Rates { 44100, 48000, 32000, 0 }; // Hz
    if (head.size() < 4 || head[0] != 0xFF || (head[1] & 0xE0U) != 0xE0U)
        return std::nullopt;
    const unsigned version = head[1] >> 3U & 3U; // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
    const unsigned layer = 4 - (head[1] >> 1U & 3U); // 4 is forbidden
    if (version == 1 || layer == 4)
        return std::nullopt;
    const int kbit = bitRatesOf(version == 3, layer)[head[2] >> 4U];
    const int rate = mpeg1Rates[head[2] >> 2U & 3U] / (version == 3 ? 1 : version == 2 ? 2 : 4);
    if (kbit == 0 || rate == 0 || (head[3] & 3U) == 2)
        return std::nullopt;
    const int padding = static_cast<int>(head[2] >> 1U & 1U);
    const int slots = layer == 3 && version != 3 ? 72 : 144; // samples of a frame / 8
    const int bytes = layer == 1 ? (12 * kbit * 1000 / rate + padding) * 4 : slots * kbit * 1000 / rate + padding;
    return CodedFrame { bytes, rate, static_cast<int>(version * 4 + layer), (head[3] >> 6U) == 3 ? 1 : 2 };
}

std::optional<CodedFrame> adtsFrame(ByteView head)
{
    constexpr std::array<int, 16> rates { 96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025,
        8000, 7350, 0, 0, 0 }; // Hz
    constexpr int fewest = 7; // bytes of a header
    if (head.size() < static_cast<std::size_t>(fewest) || head[0] != 0xFF || (head[1] & 0xF6U) != 0xF0U)
        return std::nullopt;
    const int rate = rates[head[2] >> 2U & 15U];
    const auto bytes = static_cast<int>((head[3] & 3U) << 11U | static_cast<unsigned>(head[4]) << 3U | head[5] >> 5U);
    if (rate == 0 || bytes < fewest)
        return std::nullopt;
    return CodedFrame { bytes, rate, static_cast<int>(head[1] >> 3U & 1U),
        static_cast<int>((head[2] & 1U) << 2U | head[3] >> 6U) };
}

std::optional<CodedFrame> ac3Frame(ByteView head)
{
    constexpr std::array<int, 4> rates { 48000, 44100, 32000, 0 }; // Hz
    constexpr std::array<int, 19> kbits { 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512,
        576, 640 }; // TS 102 366 table 4.13
    constexpr std::array<int, 8> channels { 2, 1, 2, 3, 3, 4, 4, 5 };
    if (head.size() < 7 || head[0] != 0x0B || head[1] != 0x77)
        return std::nullopt;
    const unsigned bsid = head[5] >> 3U;
    if (bsid > 16 || bsid == 9 || bsid == 10)
        return std::nullopt;
    if (bsid > 10) {
        const auto words = static_cast<int>((head[2] & 7U) << 8U | head[3]) + 1;
        const unsigned code = head[4] >> 6U;
        const int rate = code == 3 ? rates[head[4] >> 4U & 3U] / 2 : rates[code];
        if (rate == 0)
            return std::nullopt;
        return CodedFrame { 2 * words, rate, 16, channels[head[4] >> 1U & 7U] };
    }
    const int rate = rates[head[4] >> 6U];
    const std::size_t code = head[4] & 63U;
    if (rate == 0 || code / 2 >= kbits.size())
        return std::nullopt;
    // 1536 samples a frame; at 44.1 kHz they are no whole number of words, and the code's last bit adds one.
    const int words = kbits[code / 2] * 96000 / rate + (rate == 44100 ? static_cast<int>(code & 1U) : 0);
    return CodedFrame { 2 * words, rate, 8, channels[head[6] >> 5U] };
}

} // namespace assay
