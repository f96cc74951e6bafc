// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/compare/channel_map.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

// The same place by another name: a matrix-encoded pair leaves left and right.
Speaker placeOf(Speaker speaker)
{
    switch (speaker) {
    case Speaker::leftTotal:
        return Speaker::left;
    case Speaker::rightTotal:
        return Speaker::right;
    case Speaker::mono:
        return Speaker::centre;
    default:
        return speaker;
    }
}

std::optional<std::size_t> indexOf(const Layout& layout, Speaker speaker)
{
    const auto found = std::ranges::find(layout.channels, placeOf(speaker), &placeOf);
    if (speaker == Speaker::unknown || found == layout.channels.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - layout.channels.begin());
}

bool isNameless(const Layout& layout)
{
    return std::ranges::find(layout.channels, Speaker::unknown) != layout.channels.end();
}

ChannelMap byPosition(const SoundSource& sound, const SoundSource& mix)
{
    ChannelMap map { std::vector<std::optional<std::size_t>>(mix.layout.size()), {} };
    for (std::size_t i = 0; i < mix.layout.size(); ++i)
        map.from[i] = i;
    if (!(sound.layout == mix.layout))
        map.note = fmt::format("{}: its channels have no names and are taken by their order", sound.name);
    return map;
}

std::optional<ChannelMap> monoIntoPair(const SoundSource& sound, const SoundSource& mix)
{
    const auto left = indexOf(mix.layout, Speaker::left);
    const auto right = indexOf(mix.layout, Speaker::right);
    if (sound.layout.size() != 1 || !left || !right || indexOf(mix.layout, Speaker::centre))
        return std::nullopt;
    ChannelMap map { std::vector<std::optional<std::size_t>>(mix.layout.size()), {} };
    map.from[*left] = map.from[*right] = 0;
    map.note = fmt::format("{}: mono, taken for {} and {} of the mix alike", sound.name,
        mix.layout.channelNames()[*left], mix.layout.channelNames()[*right]);
    return map;
}

} // namespace

Result<ChannelMap> mapChannels(const SoundSource& sound, const SoundSource& mix)
{
    if (sound.sampleRate != mix.sampleRate)
        return fail(ErrorCode::unsupported,
            fmt::format("{} has {} Hz and {} has {} Hz; they are compared sample by sample: deliver both at one rate",
                sound.name, sound.sampleRate, mix.name, mix.sampleRate));
    if (auto map = monoIntoPair(sound, mix))
        return std::move(*map);
    if (isNameless(sound.layout) || isNameless(mix.layout)) {
        if (sound.layout.size() == mix.layout.size())
            return byPosition(sound, mix);
        return fail(ErrorCode::unsupported,
            fmt::format("{} has {} channels and {} has {}, and not all of them have names: nobody knows which is which",
                sound.name, sound.layout.size(), mix.name, mix.layout.size()));
    }
    ChannelMap map { std::vector<std::optional<std::size_t>>(mix.layout.size()), {} };
    for (std::size_t i = 0; i < sound.layout.size(); ++i) {
        const auto place = indexOf(mix.layout, sound.layout.channels[i]);
        if (!place)
            return fail(ErrorCode::unsupported,
                fmt::format("channel {} of {} ({}) has no place in {} ({}); a sum needs channels of the same names",
                    sound.layout.channelNames()[i], sound.name, sound.layout.name, mix.name, mix.layout.name));
        map.from[*place] = i;
    }
    if (sound.layout.size() == 1 && mix.layout.size() > 1)
        map.note = fmt::format("{}: mono, taken for {} of the mix", sound.name,
            mix.layout.channelNames()[*indexOf(mix.layout, sound.layout.channels.front())]);
    return map;
}

} // namespace assay
