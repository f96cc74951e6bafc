// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/codec_channels.h"

#include <algorithm>
#include <numeric>

extern "C" {
#include <libavutil/channel_layout.h>
}

namespace assay
{

namespace
{

// A surround pair that is neither side nor rear by name stands at the rear in some codecs' layouts, at the side in
// others.
std::uint64_t maskOf(Speaker speaker, bool surroundsAtSide)
{
    switch (speaker) {
    case Speaker::left:
    case Speaker::leftTotal:
        return AV_CH_FRONT_LEFT;
    case Speaker::right:
    case Speaker::rightTotal:
        return AV_CH_FRONT_RIGHT;
    case Speaker::mono:
    case Speaker::centre:
        return AV_CH_FRONT_CENTER;
    case Speaker::lfe:
        return AV_CH_LOW_FREQUENCY;
    case Speaker::leftSurround:
        return surroundsAtSide ? AV_CH_SIDE_LEFT : AV_CH_BACK_LEFT;
    case Speaker::rightSurround:
        return surroundsAtSide ? AV_CH_SIDE_RIGHT : AV_CH_BACK_RIGHT;
    case Speaker::leftSideSurround:
        return AV_CH_SIDE_LEFT;
    case Speaker::rightSideSurround:
        return AV_CH_SIDE_RIGHT;
    case Speaker::leftRearSurround:
        return AV_CH_BACK_LEFT;
    case Speaker::rightRearSurround:
        return AV_CH_BACK_RIGHT;
    case Speaker::centreSurround:
        return AV_CH_BACK_CENTER;
    case Speaker::leftCentre:
        return AV_CH_FRONT_LEFT_OF_CENTER;
    case Speaker::rightCentre:
        return AV_CH_FRONT_RIGHT_OF_CENTER;
    default:
        return 0;
    }
}

bool isAllowed(std::uint64_t mask, const AVChannelLayout* allowed)
{
    for (const AVChannelLayout* layout = allowed; layout != nullptr && layout->nb_channels > 0; ++layout) {
        if (layout->order == AV_CHANNEL_ORDER_NATIVE && layout->u.mask == mask)
            return true;
    }
    return allowed == nullptr;
}

// Side and rear told apart no more: what a decoder calls one may have been sent as the other.
std::uint64_t folded(std::uint64_t bit)
{
    return bit == AV_CH_SIDE_LEFT ? AV_CH_BACK_LEFT : bit == AV_CH_SIDE_RIGHT ? AV_CH_BACK_RIGHT : bit;
}

} // namespace

std::optional<CodecChannels> CodecChannels::of(const Layout& layout, const AVChannelLayout* allowed)
{
    for (const bool surroundsAtSide : { false, true }) {
        CodecChannels result;
        std::vector<std::pair<std::uint64_t, std::size_t>> channels; // bit, index in the layout
        for (std::size_t i = 0; i < layout.size(); ++i) {
            if (!isProgrammeAudio(layout.channels[i]))
                continue;
            const std::uint64_t bit = maskOf(layout.channels[i], surroundsAtSide);
            if (bit == 0 || (result.m_mask & bit) != 0)
                return std::nullopt;
            result.m_mask |= bit;
            channels.emplace_back(bit, i);
        }
        if (!isAllowed(result.m_mask, allowed))
            continue;
        std::vector<std::size_t> order(channels.size());
        std::iota(order.begin(), order.end(), std::size_t { 0 });
        std::ranges::sort(order, {}, [&](std::size_t place) { return channels[place].first; });
        for (const std::size_t place : order) {
            result.m_sources.push_back(channels[place].second);
            result.m_places.push_back(place);
        }
        return result;
    }
    return std::nullopt;
}

std::optional<std::vector<std::size_t>> CodecChannels::places(const AVChannelLayout& decoded) const
{
    if (decoded.order != AV_CHANNEL_ORDER_NATIVE || static_cast<std::size_t>(decoded.nb_channels) != size())
        return std::nullopt;
    if (decoded.u.mask == m_mask)
        return m_places;
    std::vector<std::size_t> result;
    for (std::uint64_t rest = decoded.u.mask; rest != 0; rest &= rest - 1) {
        const std::uint64_t bit = rest & (~rest + 1);
        std::size_t index = 0;
        std::uint64_t sent = m_mask;
        while (sent != 0 && folded(sent & (~sent + 1)) != folded(bit)) {
            sent &= sent - 1;
            ++index;
        }
        if (sent == 0 || std::ranges::find(result, m_places[index]) != result.end())
            return std::nullopt;
        result.push_back(m_places[index]);
    }
    return result;
}

} // namespace assay
