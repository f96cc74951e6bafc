// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/codec_trip.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

// Rates of stereo: AAC 256 (Apple's and Amazon's downloads), MP3 320 (downloads), Opus 160 (YouTube, SoundCloud),
// Vorbis 320 (Spotify's best). Of 5.1: AC-3 448 (DVD, broadcasting) and 640 (Blu-ray, streaming).
constexpr std::array codecs {
    StoreCodec { .id = "aac", .name = "AAC", .encoder = "aac", .bitRatePerChannel = 128'000, .mostChannels = 8 },
    StoreCodec { .id = "mp3", .name = "MP3", .encoder = "libmp3lame", .bitRate = 320'000 },
    StoreCodec { .id = "opus",
        .name = "Opus",
        .encoder = "libopus",
        .bitRatePerChannel = 80'000,
        .mostChannels = 8,
        .alwaysAt48k = true },
    StoreCodec { .id = "vorbis", .name = "Vorbis", .encoder = "libvorbis", .bitRatePerChannel = 160'000 },
    StoreCodec { .id = "ac3_448",
        .name = "AC-3",
        .encoder = "ac3",
        .bitRate = 448'000,
        .fewestChannels = 3,
        .mostChannels = 6,
        .alwaysAt48k = true },
    StoreCodec { .id = "ac3_640",
        .name = "AC-3",
        .encoder = "ac3",
        .bitRate = 640'000,
        .fewestChannels = 3,
        .mostChannels = 6,
        .alwaysAt48k = true },
};

bool isHeight(Speaker speaker)
{
    return speaker >= Speaker::leftTopFront && speaker <= Speaker::centreBottom;
}

} // namespace

std::span<const StoreCodec> storeCodecs()
{
    return codecs;
}

std::string whyNotSent(const StoreCodec& codec, const Layout& layout)
{
    const auto channels = static_cast<std::size_t>(std::ranges::count_if(layout.channels, isProgrammeAudio));
    if (channels == 0)
        return "the programme has no sound channel";
    if (channels < codec.fewestChannels)
        return fmt::format("{} is what surround is sent in; this is {}", codec.name, layout.name);
    if (channels > codec.mostChannels)
        return fmt::format(
            "{} is sent with at most {} channels; this has {}", codec.name, codec.mostChannels, channels);
    if (std::ranges::any_of(layout.channels, isHeight))
        return fmt::format("{} is not sent with height channels", codec.name);
    return {};
}

} // namespace assay
