// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/layouts.h"

#include "core/base/bytes.h"
#include "core/media/header_facts.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

using enum Speaker;

struct TagLayout {
    std::uint32_t code; // upper half of the tag
    std::vector<Speaker> channels; // in the order of the file
};

// CoreAudio channel layout tags, in the order the channels stand in the file.
const std::vector<TagLayout>& tagTable()
{
    static const std::vector<TagLayout> table {
        { 100, { mono } },
        { 101, { left, right } },
        { 102, { left, right } }, // for headphones
        { 103, { leftTotal, rightTotal } },
        { 106, { left, right } }, // binaural
        { 108, { left, right, leftSurround, rightSurround } },
        { 113, { left, right, centre } },
        { 114, { centre, left, right } },
        { 115, { left, right, centre, centreSurround } },
        { 116, { centre, left, right, centreSurround } },
        { 117, { left, right, centre, leftSurround, rightSurround } },
        { 118, { left, right, leftSurround, rightSurround, centre } },
        { 119, { left, centre, right, leftSurround, rightSurround } },
        { 120, { centre, left, right, leftSurround, rightSurround } },
        { 121, { left, right, centre, lfe, leftSurround, rightSurround } },
        { 122, { left, right, leftSurround, rightSurround, centre, lfe } },
        { 123, { left, centre, right, leftSurround, rightSurround, lfe } },
        { 124, { centre, left, right, leftSurround, rightSurround, lfe } },
        { 125, { left, right, centre, lfe, leftSurround, rightSurround, centreSurround } },
        { 126, { left, right, centre, lfe, leftSurround, rightSurround, leftCentre, rightCentre } },
        { 127, { centre, leftCentre, rightCentre, left, right, leftSurround, rightSurround, lfe } },
        { 128, { left, right, centre, lfe, leftSideSurround, rightSideSurround, leftRearSurround, rightRearSurround } },
        { 130, { left, right, centre, lfe, leftSurround, rightSurround, leftTotal, rightTotal } },
        { 131, { left, right, centreSurround } },
        { 132, { left, right, leftSurround, rightSurround } },
        { 133, { left, right, lfe } },
        { 134, { left, right, lfe, centreSurround } },
        { 135, { left, right, lfe, leftSurround, rightSurround } },
        { 136, { left, right, centre, lfe } },
        { 137, { left, right, centre, lfe, centreSurround } },
        { 139, { left, right, centre, leftSurround, rightSurround, centreSurround } },
        { 140, { left, right, centre, leftSideSurround, rightSideSurround, leftRearSurround, rightRearSurround } },
        { 149, { centre, lfe } },
        { 150, { left, centre, right } },
        { 151, { left, centre, right, centreSurround } },
        { 152, { left, centre, right, lfe } },
        { 160, { left, centre, right, leftSideSurround, rightSideSurround, lfe, leftRearSurround, rightRearSurround } },
    };
    return table;
}

struct LabelSpeaker {
    std::uint32_t label;
    Speaker speaker;
};

// CoreAudio channel labels; 1 to 18 are the bits of the bitmap in order.
constexpr std::array labelTable {
    LabelSpeaker { 1, left },
    LabelSpeaker { 2, right },
    LabelSpeaker { 3, centre },
    LabelSpeaker { 4, lfe },
    LabelSpeaker { 5, leftSurround },
    LabelSpeaker { 6, rightSurround },
    LabelSpeaker { 7, leftCentre },
    LabelSpeaker { 8, rightCentre },
    LabelSpeaker { 9, centreSurround },
    LabelSpeaker { 10, leftSideSurround }, // "left surround direct"
    LabelSpeaker { 11, rightSideSurround },
    LabelSpeaker { 12, top },
    LabelSpeaker { 13, leftTopFront },
    LabelSpeaker { 14, centreTopFront },
    LabelSpeaker { 15, rightTopFront },
    LabelSpeaker { 16, leftTopRear },
    LabelSpeaker { 17, centreTopRear },
    LabelSpeaker { 18, rightTopRear },
    LabelSpeaker { 33, leftRearSurround },
    LabelSpeaker { 34, rightRearSurround },
    LabelSpeaker { 35, leftWide },
    LabelSpeaker { 36, rightWide },
    LabelSpeaker { 37, lfe2 },
    LabelSpeaker { 38, leftTotal },
    LabelSpeaker { 39, rightTotal },
    LabelSpeaker { 40, hearingImpaired },
    LabelSpeaker { 41, visuallyImpaired }, // "narration"
    LabelSpeaker { 42, mono },
    LabelSpeaker { 49, leftTopSide }, // "left top middle"
    LabelSpeaker { 51, rightTopSide },
};

constexpr std::uint32_t useDescriptions = 0;
constexpr std::uint32_t useBitmap = 0x10000;
constexpr std::size_t descriptionBytes = 20; // label, flags, three coordinates

Speaker speakerOfLabel(std::uint32_t label)
{
    const auto found = std::ranges::find(labelTable, label, &LabelSpeaker::label);
    return found == labelTable.end() ? unknown : found->speaker;
}

// "Surround direct" alone is the surround pair; a second pair beside Ls Rs makes these the sides and those the rears.
std::vector<Speaker> settled(std::vector<Speaker> speakers)
{
    const auto has = [&](Speaker speaker) { return std::ranges::find(speakers, speaker) != speakers.end(); };
    const auto replace = [&](Speaker from, Speaker to) { std::ranges::replace(speakers, from, to); };
    if (has(leftRearSurround) && has(leftSurround) && !has(leftSideSurround)) {
        replace(leftSurround, leftSideSurround);
        replace(rightSurround, rightSideSurround);
    } else if (has(leftSideSurround) && has(leftSurround) && !has(leftRearSurround)) {
        replace(leftSurround, leftRearSurround);
        replace(rightSurround, rightRearSurround);
    } else if (has(leftSideSurround) && !has(leftRearSurround)) {
        replace(leftSideSurround, leftSurround);
        replace(rightSideSurround, rightSurround);
    }
    return speakers;
}

std::optional<ChanLayout> fromDescriptions(ByteView payload, std::size_t channels)
{
    const std::size_t count = uint32At(payload, 8, Endian::big);
    if (count != channels || payload.size() < 12 + count * descriptionBytes)
        return std::nullopt;
    std::vector<Speaker> speakers;
    for (std::size_t i = 0; i < count; ++i)
        speakers.push_back(speakerOfLabel(uint32At(payload, 12 + i * descriptionBytes, Endian::big)));
    if (std::ranges::all_of(speakers, [](Speaker speaker) { return speaker == unknown; }))
        return ChanLayout { std::nullopt, "chan labels" };
    return ChanLayout { layoutOf(settled(std::move(speakers))), "chan labels" };
}

} // namespace

std::optional<ChanLayout> layoutOfChan(ByteView payload, std::size_t channels)
{
    if (payload.size() < 12 || channels == 0 || channels > mostChannels)
        return std::nullopt;
    const std::uint32_t tag = uint32At(payload, 0, Endian::big);
    if (tag == useDescriptions)
        return fromDescriptions(payload, channels);
    if (tag == useBitmap) {
        const std::uint32_t bitmap = uint32At(payload, 4, Endian::big);
        return ChanLayout { layoutOfMask(bitmap, channels), fmt::format("chan bitmap 0x{:x}", bitmap) };
    }
    if ((tag & 0xFFFFU) != channels)
        return std::nullopt;
    const std::string words = fmt::format("chan {}", tag >> 16U);
    const auto found = std::ranges::find(tagTable(), tag >> 16U, &TagLayout::code);
    if (found == tagTable().end() || found->channels.size() != channels)
        return ChanLayout { std::nullopt, words };
    return ChanLayout { layoutOf(found->channels), words };
}

} // namespace assay
