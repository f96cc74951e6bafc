// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/chna_speakers.h"

#include "core/metadata/adm_common.h"

#include <algorithm>
#include <optional>

namespace assay
{

namespace
{

constexpr std::size_t headSize = 4; // bytes: number of tracks, number of UIDs
constexpr std::size_t rowSize = 40; // bytes: track index 2, UID 12, track 14, pack 11, padding 1
constexpr std::size_t refOffset = 14; // bytes into a row
constexpr std::size_t mostTracks = 128; // more are no loudspeaker layout

} // namespace

std::vector<Speaker> speakersOfChna(ByteView bytes)
{
    std::vector<Speaker> speakers;
    for (std::size_t row = headSize; row + rowSize <= bytes.size(); row += rowSize) {
        const auto track = static_cast<std::size_t>(uintAt(bytes, row, 2, Endian::little));
        if (track == 0)
            continue; // a spare row
        const auto speaker = commonSpeaker(charsAt(bytes, row + refOffset, rowSize - refOffset));
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
