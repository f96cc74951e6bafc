// SPDX-License-Identifier: GPL-3.0-or-later
// Beds and movement: channel formats and their blocks under the Dolby Atmos Master ADM Profile v1.0.
#include "core/metadata/adm_index.h"
#include "core/metadata/atmos_check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr double sameCoordinate = 0.00001; // the table gives five digits: -0.36397
constexpr double rampSeconds = 0.005208; // 250 samples at 48 kHz
constexpr double rampTolerance = 0.000001; // s: the digits it is written with

struct BedSpeaker {
    std::string_view label;
    std::string_view name;
    double x;
    double y;
    double z;
};

constexpr std::array bedSpeakers {
    BedSpeaker { "RC_L", "RoomCentricLeft", -1, 1, 0 },
    BedSpeaker { "RC_R", "RoomCentricRight", 1, 1, 0 },
    BedSpeaker { "RC_C", "RoomCentricCenter", 0, 1, 0 },
    BedSpeaker { "RC_LFE", "RoomCentricLFE", -1, 1, -1 },
    BedSpeaker { "RC_Ls", "RoomCentricLeftSurround", -1, -0.36397, 0 },
    BedSpeaker { "RC_Rs", "RoomCentricRightSurround", 1, -0.36397, 0 },
    BedSpeaker { "RC_Lss", "RoomCentricLeftSideSurround", -1, 0, 0 },
    BedSpeaker { "RC_Rss", "RoomCentricRightSideSurround", 1, 0, 0 },
    BedSpeaker { "RC_Lrs", "RoomCentricLeftRearSurround", -1, -1, 0 },
    BedSpeaker { "RC_Rrs", "RoomCentricRightRearSurround", 1, -1, 0 },
    BedSpeaker { "RC_Lts", "RoomCentricLeftTopSurround", -1, 0, 1 },
    BedSpeaker { "RC_Rts", "RoomCentricRightTopSurround", 1, 0, 1 },
};

// Table 16: labels without "RC_".
constexpr std::array<std::string_view, 8> bedSets { "L R", "L R C", "L R C Ls Rs", "L R C LFE Ls Rs",
    "L R C Lss Rss Lrs Rrs", "L R C LFE Lss Rss Lrs Rrs", "L R C Lss Rss Lrs Rrs Lts Rts",
    "L R C LFE Lss Rss Lrs Rrs Lts Rts" };

void checkBedChannel(const AdmChannel& channel, AtmosCheck& check)
{
    check.expect(!channel.hasFrequency, "bed-frequency", channel);
    const bool isOne = channel.blocks.size() == 1 && channel.blocks[0].id.ends_with("_00000001");
    check.expect(isOne, "bed-block", channel, fmt::format("{} blocks", channel.blocks.size()));
    if (channel.blocks.empty())
        return;
    const AdmBlock& block = channel.blocks.front();
    check.expect(!block.start && !block.duration, "bed-times", channel);
    check.expect(block.saysCartesian && block.position.cartesian && !block.polar, "bed-cartesian", channel);
    const std::string label = block.labels.size() == 1 ? block.labels.front() : std::string();
    const auto* const speaker = std::ranges::find(bedSpeakers, label, &BedSpeaker::label);
    if (speaker == bedSpeakers.end()) {
        check.add("bed-label", channel.id, channel.offset, label.empty() ? "none, or several" : label);
        return;
    }
    check.expect(channel.name == speaker->name, "bed-name", channel, channel.name);
    const auto isAt = [](std::optional<double> found, double asked) {
        return std::abs(found.value_or(0.0) - asked) <= sameCoordinate;
    };
    const AdmPosition& at = block.position;
    check.expect(at.x && at.y && isAt(at.x, speaker->x) && isAt(at.y, speaker->y) && isAt(at.z, speaker->z),
        "bed-position", channel, fmt::format("{} {} {}", at.x.value_or(0.0), at.y.value_or(0.0), at.z.value_or(0.0)));
}

bool isInRoom(std::optional<double> coordinate)
{
    return !coordinate || std::abs(*coordinate) <= 1.0;
}

bool isAllowedSize(const AdmBlock& block)
{
    if (!block.width && !block.height && !block.depth)
        return true;
    return block.width && block.width == block.height && block.width == block.depth && *block.width >= 0.0
        && *block.width <= 1.0;
}

// "ZM2L" and "ZM2R" are of one group; ZB and ZT are floor and ceiling.
bool areAllowedZones(const std::vector<std::string>& zones)
{
    char group = '\0';
    bool bottom = false;
    bool top = false;
    for (const std::string& zone : zones) {
        bottom = bottom || zone == "ZB";
        top = top || zone == "ZT";
        if (zone == "ZB" || zone == "ZT")
            continue;
        if (zone.size() < 3 || !zone.starts_with("ZM") || zone[2] < '1' || zone[2] > '5'
            || (group != '\0' && group != zone[2]))
            return false;
        group = zone[2];
    }
    return bottom == top;
}

void checkBlock(const AdmBlock& block, bool isFirst, const AdmChannel& channel, AtmosCheck& check)
{
    const auto expect = [&](bool holds, std::string_view rule, std::string found = {}) {
        if (!holds)
            check.add(rule, block.id.empty() ? channel.id : block.id, channel.offset, std::move(found));
    };
    expect(block.start && block.duration, "block-times");
    expect(block.saysCartesian && block.position.cartesian && !block.polar, "block-cartesian");
    const AdmPosition& at = block.position;
    expect(at.x && at.y && isInRoom(at.x) && isInRoom(at.y) && isInRoom(at.z), "block-position");
    expect(block.jumpPosition == true, "block-jump");
    const double ramp = block.interpolationLength.value_or(-1.0);
    expect(std::abs(ramp - (isFirst ? 0.0 : rampSeconds)) <= rampTolerance, "block-interpolation",
        block.interpolationLength ? fmt::format("{:.6f} s", ramp) : "none");
    expect(block.hasGain == block.hasImportance && (!block.hasGain || (block.gain == 0.0 && block.importance == 0)),
        "block-gain");
    expect(isAllowedSize(block), "block-size");
    expect(!block.divergence && !block.screenRef && !block.screenEdgeLock && !block.channelLockDistance,
        "block-forbidden");
    expect(areAllowedZones(block.zones), "block-zones");
}

void checkBedSet(const AdmPack& pack, const AdmIndex& index, AtmosCheck& check)
{
    std::string set;
    for (const std::string& id : pack.channels) {
        const AdmChannel* channel = index.channel(id);
        std::string_view label = "?";
        if (channel != nullptr && !channel->blocks.empty() && !channel->blocks[0].labels.empty())
            label = channel->blocks[0].labels[0];
        set += (set.empty() ? "" : " ") + std::string(label.starts_with("RC_") ? label.substr(3) : label);
    }
    check.expect(std::ranges::find(bedSets, set) != bedSets.end(), "bed-set", pack, set);
}

} // namespace

void checkAtmosChannels(const Adm& adm, AtmosCheck& check)
{
    const AdmIndex index(adm);
    for (const AdmPack& pack : adm.packs) {
        if (pack.type == AdmType::directSpeakers)
            checkBedSet(pack, index, check);
    }
    for (const AdmChannel& channel : adm.channels) {
        const std::string prefix = fmt::format("AC_{:04}", static_cast<int>(channel.type));
        const bool isBed = channel.type == AdmType::directSpeakers;
        const bool isKnown = isBed || channel.type == AdmType::objects;
        check.expect(isKnown && atmosNumber(channel.id, prefix) >= firstOwnNumber, "channel-id", channel);
        if (isBed)
            checkBedChannel(channel, check);
        for (std::size_t i = 0; !isBed && isKnown && i < channel.blocks.size(); ++i)
            checkBlock(channel.blocks[i], i == 0, channel, check);
    }
}

} // namespace assay
