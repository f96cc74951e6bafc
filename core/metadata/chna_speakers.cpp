// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/chna_speakers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

namespace assay
{

namespace
{

constexpr std::size_t headSize = 4; // bytes: number of tracks, number of UIDs
constexpr std::size_t rowSize = 40; // bytes: track index 2, UID 12, track 14, pack 11, padding 1
constexpr std::size_t refOffset = 14; // bytes into a row
constexpr std::size_t mostTracks = 128; // more are no loudspeaker layout

using enum Speaker;

// xxxx of AC_0001xxxx, ITU-R BS.2094 Table 1.
constexpr std::array<std::pair<unsigned, Speaker>, 36> commonChannels { {
    { 0x01, left },
    { 0x02, right },
    { 0x03, centre },
    { 0x04, lfe },
    { 0x05, leftSurround },
    { 0x06, rightSurround },
    { 0x07, leftCentre },
    { 0x08, rightCentre },
    { 0x09, centreSurround },
    { 0x0A, leftSideSurround },
    { 0x0B, rightSideSurround },
    { 0x0C, top },
    { 0x0D, leftTopFront }, // U+030
    { 0x0E, centreTopFront },
    { 0x0F, rightTopFront },
    { 0x10, leftTopRear }, // U+110
    { 0x11, centreTopRear },
    { 0x12, rightTopRear },
    { 0x13, leftTopSide },
    { 0x14, rightTopSide },
    { 0x15, centreBottom },
    { 0x16, leftBottom },
    { 0x17, rightBottom },
    { 0x18, leftWide },
    { 0x19, rightWide },
    { 0x1C, leftRearSurround },
    { 0x1D, rightRearSurround },
    { 0x1E, leftTopRear }, // U+135
    { 0x1F, rightTopRear },
    { 0x20, lfe },
    { 0x21, lfe2 },
    { 0x22, leftTopFront }, // U+045
    { 0x23, rightTopFront },
    { 0x24, leftCentre }, // M+SC
    { 0x25, rightCentre },
    { 0x28, centreTopRear },
} };

// "AC_0001000a" or "AT_0001000a_01".
std::optional<Speaker> speakerOf(std::string_view reference)
{
    constexpr std::size_t kind = 7; // characters up to the number: AC_0001
    constexpr std::size_t digits = 4;
    if (reference.size() < kind + digits || (!reference.starts_with("AC_0001") && !reference.starts_with("AT_0001")))
        return std::nullopt;
    unsigned number = 0;
    const char* const first = reference.data() + kind;
    if (const auto read = std::from_chars(first, first + digits, number, 16); read.ptr != first + digits)
        return std::nullopt;
    const auto found = std::ranges::find(commonChannels, number, &std::pair<unsigned, Speaker>::first);
    return found == commonChannels.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

std::vector<Speaker> speakersOfChna(ByteView bytes)
{
    std::vector<Speaker> speakers;
    for (std::size_t row = headSize; row + rowSize <= bytes.size(); row += rowSize) {
        const auto track = static_cast<std::size_t>(uintAt(bytes, row, 2, Endian::little));
        if (track == 0)
            continue; // a spare row
        const auto speaker = speakerOf(charsAt(bytes, row + refOffset, rowSize - refOffset));
        if (!speaker || track > mostTracks)
            return {};
        if (speakers.size() < track)
            speakers.resize(track, Speaker::unknown);
        Speaker& known = speakers[track - 1];
        if (known != Speaker::unknown && known != *speaker)
            return {};
        known = *speaker;
    }
    if (std::ranges::find(speakers, Speaker::unknown) != speakers.end())
        return {};
    return speakers;
}

} // namespace assay
