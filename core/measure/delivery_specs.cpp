// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/delivery_specs.h"

#include "core/base/invariant.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr std::string_view contract = "Assay report contract";
constexpr std::string_view byPattern = "the profile's pattern of names";

constexpr std::array delivery {
    MeasureSpec { "delivery.missing", Unit::none, ValueKind::list,
        "Deliverables the profile expects that did not arrive", contract },
    MeasureSpec { "delivery.unexpected", Unit::none, ValueKind::list,
        "Programmes that are none of the deliverables the profile expects, or one too many of one", contract },
    MeasureSpec { "delivery.programmes", Unit::none, ValueKind::integer, "Programmes that arrived", contract },
    MeasureSpec {
        "delivery.duration", Unit::seconds, ValueKind::number, "Length of all programmes together", contract },
    MeasureSpec { "delivery.same_length", Unit::samples, ValueKind::integer,
        "Longest less shortest programme; the measure of each: its length less the usual one", contract },
    MeasureSpec { "delivery.same_start", Unit::samples, ValueKind::integer,
        "Latest less earliest stated start; the measure of each: its start less the usual one", contract },
    MeasureSpec { "delivery.same_format", Unit::none, ValueKind::list,
        "Sample rates, bit depths, sample formats and picture rates that differ from those of most programmes",
        contract },
    MeasureSpec { "delivery.same_layout", Unit::none, ValueKind::list,
        "Channel layouts that differ from that of most programmes", contract },
    MeasureSpec { "delivery.loudness_match", Unit::lu, ValueKind::number,
        "Loudest less softest programme (loudness.integrated); the measure of each: its distance from the median",
        "ITU-R BS.1770-5; Assay report contract" },
    MeasureSpec { "delivery.range_match", Unit::lu, ValueKind::number,
        "Widest less narrowest loudness range; the measure of each: its distance from the median",
        "EBU Tech 3342; Assay report contract" },
    MeasureSpec { "delivery.dialogue_match", Unit::lu, ValueKind::number,
        "Loudest less softest dialogue (loudness.dialogue); the measure of each: its distance from the median",
        contract },
    MeasureSpec { "delivery.head_match", Unit::seconds, ValueKind::number,
        "Longest less shortest silence at the head; the measure of each: its distance from the median", contract },
    MeasureSpec { "delivery.tail_match", Unit::seconds, ValueKind::number,
        "Longest less shortest silence at the tail; the measure of each: its distance from the median", contract },
    MeasureSpec { "delivery.isrc_unique", Unit::none, ValueKind::list, "ISRCs that stand in more than one programme",
        "ISO 3901:2019" },
};

constexpr MeasureSpec part(std::string_view id, std::string_view what)
{
    return { id, Unit::none, ValueKind::text, what, byPattern };
}

constexpr std::array names {
    MeasureSpec { "name.faults", Unit::none, ValueKind::list, "Where the name leaves the pattern, one sentence a file",
        byPattern },
    MeasureSpec { "name.conflicts", Unit::none, ValueKind::list,
        "What the name says that the file does not hold, one sentence each: rate, depth, width, picture rate",
        byPattern },
    part("name.project", "Project in the name"),
    part("name.title", "Title in the name"),
    part("name.asset", "Asset in the name"),
    part("name.part", "Episode, reel or long play in the name"),
    part("name.side", "Side of a record in the name"),
    part("name.number", "Number of a track or chapter in the name"),
    part("name.version", "Version in the name"),
    part("name.date", "Date in the name"),
    part("name.type", "Kind of mix or stem in the name"),
    part("name.soundfield", "Soundfield in the name: Nearfield, Theatrical; 51, 71, IAB in the audio field of ISDCF"),
    part("name.width", "Channels in the name"),
    part("name.coding", "Special coding in the name: ADM"),
    part("name.language", "Language in the name"),
    part("name.sample_rate", "Sample rate in the name"),
    part("name.bit_depth", "Bit depth in the name"),
    part("name.frame_rate", "Picture rate in the name"),
    part("name.channel", "Channel of a mono file in the name"),
    part("name.services", "Services beside the programme in the name: HI, VI, SL, DBOX"),
    part("name.fallback", "Fallback soundfield in the name"),
    part("name.other", "What else stands in the name"),
};

} // namespace

std::span<const MeasureSpec> deliverySpecs()
{
    return delivery;
}

std::span<const MeasureSpec> nameSpecs()
{
    return names;
}

bool isOfDelivery(std::string_view measure)
{
    return measure.starts_with("delivery.");
}

bool isComparison(std::string_view measure)
{
    return measure.starts_with("null.") || measure.starts_with("me.");
}

const MeasureSpec& deliverySpec(std::string_view id)
{
    const MeasureSpec* found = nullptr;
    for (const std::span<const MeasureSpec> list : { deliverySpecs(), nameSpecs() }) {
        const auto spec = std::ranges::find(list, id, &MeasureSpec::id);
        if (spec != list.end())
            found = &*spec;
    }
    require(found != nullptr, "a measure of the delivery that nobody declared");
    return *found;
}

} // namespace assay
