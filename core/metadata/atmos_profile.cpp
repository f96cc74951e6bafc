// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/invariant.h"
#include "core/metadata/adm_index.h"
#include "core/metadata/adm_tree.h"
#include "core/metadata/atmos_check.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::size_t mostElements = 123; // contents, objects, packs
constexpr std::size_t mostFormats = 128; // channel, stream and track formats, track UIDs, channels
constexpr int firstObject = 0x100B; // AO_100b: the ids before are for the bed's channels
constexpr int lastObject = 0x1080;
constexpr double lengthTolerance = 0.002; // of the file's length
constexpr double sameTime = 0.000011; // s: a step of the five digits that times are written with
constexpr std::size_t mostBedChannels = 10;

bool isOwn(std::string_view id, std::string_view kind)
{
    const std::string prefix(kind);
    return atmosNumber(id, prefix + "0001") >= firstOwnNumber || atmosNumber(id, prefix + "0003") >= firstOwnNumber;
}

bool isOfType(std::string_view id, std::string_view kind, AdmType type)
{
    return atmosNumber(id, fmt::format("{}{:04}", kind, static_cast<int>(type))) >= firstOwnNumber;
}

void checkProgramme(const Adm& adm, const AtmosFile& file, AtmosCheck& check)
{
    if (adm.programmes.size() != 1)
        check.add("one-programme", "audioFormatExtended", adm.programmes.empty() ? 0 : adm.programmes[0].offset,
            std::to_string(adm.programmes.size()));
    for (const AdmProgramme& each : adm.programmes) {
        check.expect(each.id == "APR_1001", "programme-id", each, each.id);
        check.expect(each.start && each.end, "programme-times", each);
        const double length = each.end.value_or(0.0) - each.start.value_or(0.0);
        if (each.end && file.seconds)
            check.expect(std::abs(length - *file.seconds) <= lengthTolerance * *file.seconds, "programme-length", each,
                fmt::format("{:.5f} s, the file has {:.5f} s", length, *file.seconds));
    }
    for (const AdmElement& each : adm.unknown)
        check.add("known-elements", each.id, each.offset);
    if (file.channels && (*file.channels < 1 || *file.channels > static_cast<int>(mostFormats)))
        check.add("pcm-channels", "file", 0, std::to_string(*file.channels));
}

void checkContents(const Adm& adm, AtmosCheck& check)
{
    if (adm.contents.size() > mostElements)
        check.add("content-count", "audioFormatExtended", adm.contents[0].offset, std::to_string(adm.contents.size()));
    for (const AdmContent& each : adm.contents) {
        check.expect(atmosNumber(each.id, "ACO_") >= firstOwnNumber, "content-id", each);
        check.expect(each.dialogue == 2 && each.dialogueKind == 0, "content-dialogue", each,
            each.dialogue ? fmt::format("{} with kind {}", *each.dialogue, each.dialogueKind.value_or(-1)) : "none");
    }
}

AdmType typeOf(const AdmObject& object, const AdmIndex& index)
{
    const AdmPack* pack = object.packs.empty() ? nullptr : index.pack(object.packs.front());
    return pack != nullptr ? pack->type : AdmType::unknown;
}

// A bed of n channels at AO_1001 leaves AO_1002 and the n - 2 after it to nobody.
void checkReservedIds(const Adm& adm, const AdmIndex& index, AtmosCheck& check)
{
    std::vector<int> free(static_cast<std::size_t>(lastObject + mostBedChannels) + 1, 0); // 1: some bed's
    for (const AdmObject& each : adm.objects) {
        const int number = atmosNumber(each.id, "AO_");
        if (typeOf(each, index) != AdmType::directSpeakers || number < 0 || number > lastObject)
            continue;
        for (std::size_t i = 1; i < std::min(each.trackUids.size(), mostBedChannels); ++i)
            free[static_cast<std::size_t>(number) + i] = 1;
    }
    for (const AdmObject& each : adm.objects) {
        const int number = atmosNumber(each.id, "AO_");
        if (number >= 0 && number <= lastObject)
            check.expect(free[static_cast<std::size_t>(number)] == 0, "object-id-reserved", each);
    }
}

void checkObject(const AdmObject& each, AdmType type, std::optional<double> programmeLength, AtmosCheck& check)
{
    const int number = atmosNumber(each.id, "AO_");
    check.expect(
        number >= (type == AdmType::objects ? firstObject : firstOwnNumber) && number <= lastObject, "object-id", each);
    check.expect(each.packs.size() == 1, "object-pack", each, std::to_string(each.packs.size()));
    const std::size_t most = type == AdmType::directSpeakers ? mostBedChannels : 1;
    check.expect(!each.trackUids.empty() && each.trackUids.size() <= most, "object-tracks", each,
        std::to_string(each.trackUids.size()));
    check.expect(each.start == 0.0, "object-start", each, each.start ? fmt::format("{:.5f} s", *each.start) : "none");
    if (programmeLength)
        check.expect(each.duration && std::abs(*each.duration - *programmeLength) <= sameTime, "object-duration", each,
            each.duration ? fmt::format("{:.5f} s, the programme has {:.5f} s", *each.duration, *programmeLength)
                          : "none");
    check.expect(each.objects.empty(), "object-nested", each);
    check.expect(each.complementary.empty(), "object-complementary", each);
    check.expect(!each.hasInteraction && !each.interact.value_or(false) && each.disableDucking.value_or(true),
        "object-interaction", each);
    check.expect(!each.gain && !each.mute && !each.hasPositionOffset, "object-edition-2", each);
}

void checkObjects(const Adm& adm, const AdmIndex& index, AtmosCheck& check)
{
    if (adm.objects.size() > mostElements)
        check.add("object-count", "audioFormatExtended", adm.objects[0].offset, std::to_string(adm.objects.size()));
    std::optional<double> length;
    if (adm.programmes.size() == 1 && adm.programmes[0].end)
        length = *adm.programmes[0].end - adm.programmes[0].start.value_or(0.0);
    for (const AdmObject& each : adm.objects)
        checkObject(each, typeOf(each, index), length, check);
    checkReservedIds(adm, index, check);
}

void checkPacks(const Adm& adm, AtmosCheck& check)
{
    if (adm.packs.size() > mostElements)
        check.add("pack-count", "audioFormatExtended", adm.packs[0].offset, std::to_string(adm.packs.size()));
    for (const AdmPack& each : adm.packs) {
        const bool isBed = each.type == AdmType::directSpeakers;
        const bool isKnown = isBed || each.type == AdmType::objects;
        check.expect(isKnown, "pack-type", each, std::string(nameOf(each.type)));
        if (isKnown)
            check.expect(isOfType(each.id, "AP_", each.type), "pack-id", each);
        check.expect(!each.channels.empty() && each.channels.size() <= (isBed ? mostBedChannels : 1), "pack-channels",
            each, std::to_string(each.channels.size()));
        check.expect(each.packs.empty(), "pack-nested", each);
    }
}

void checkFormats(const Adm& adm, AtmosCheck& check)
{
    for (const std::size_t count : { adm.channels.size(), adm.streams.size(), adm.tracks.size() }) {
        if (count > mostFormats)
            check.add("format-count", "audioFormatExtended", 0, std::to_string(count));
    }
    const auto isPcm = [](const auto& each) { return each.formatLabel == "0001" || each.formatDefinition == "PCM"; };
    for (const AdmStream& each : adm.streams) {
        check.expect(isOwn(each.id, "AS_"), "stream-id", each);
        check.expect(isPcm(each), "stream-pcm", each);
        check.expect(
            each.channels.size() == 1 && each.packs.size() == 1 && each.tracks.size() == 1, "stream-references", each);
    }
    for (const AdmTrack& each : adm.tracks) {
        check.expect(each.id.ends_with("_01") && isOwn(std::string_view(each.id).substr(0, each.id.size() - 3), "AT_"),
            "track-id", each);
        check.expect(isPcm(each), "track-pcm", each);
    }
}

void checkTracks(const Adm& adm, const AtmosFile& file, AtmosCheck& check)
{
    if (adm.trackUids.size() > mostFormats)
        check.add("uid-count", "audioFormatExtended", adm.trackUids[0].offset, std::to_string(adm.trackUids.size()));
    for (const AdmTrackUid& each : adm.trackUids) {
        constexpr std::size_t idLength = 12; // characters: ATU_ and eight digits
        check.expect(
            each.id.starts_with("ATU_") && each.id.size() == idLength && each.id != "ATU_00000000", "uid-id", each);
        const int rate = each.sampleRate.value_or(0);
        check.expect((rate == 48000 || rate == 96000) && rate == file.sampleRate.value_or(rate), "uid-rate", each,
            each.sampleRate ? std::to_string(rate) : "none");
        check.expect(each.bitDepth.value_or(24) == 24, "uid-depth", each, std::to_string(each.bitDepth.value_or(24)));
        check.expect(each.tracks.size() == 1 && each.packs.size() == 1, "uid-references", each);
    }
    if (file.channels && adm.chna.tracks != *file.channels)
        check.add("chna-tracks", "chna", adm.chna.offset,
            fmt::format("{} tracks, the file has {}", adm.chna.tracks, *file.channels));
}

} // namespace

void AtmosCheck::add(std::string_view rule, const std::string& id, std::int64_t offset, std::string found)
{
    if (m_found.size() >= mostAtmosViolations)
        return;
    const std::span<const AtmosRule> all = atmosRules();
    const auto known = std::ranges::find(all, rule, &AtmosRule::name);
    require(known != all.end(), "a rule of the Atmos profile that is not in its table");
    m_found.push_back({ &*known, id, std::move(found), offset });
}

void AtmosCheck::expect(bool holds, std::string_view rule, const AdmElement& element, std::string found)
{
    if (!holds)
        add(rule, element.id, element.offset, std::move(found));
}

int atmosNumber(std::string_view id, std::string_view prefix)
{
    constexpr std::size_t digits = 4;
    if (!id.starts_with(prefix) || id.size() != prefix.size() + digits)
        return -1;
    int number = 0;
    const char* const end = id.data() + id.size();
    return std::from_chars(end - digits, end, number, 16).ptr == end && number >= 0 ? number : -1;
}

std::vector<AtmosViolation> atmosViolations(const Adm& adm, const Dbmd* dbmd, const AtmosFile& file)
{
    const AdmIndex index(adm);
    AtmosCheck check;
    if (dbmd == nullptr || !dbmd->atmos)
        check.add("atmos-metadata", "dbmd", 0, dbmd == nullptr ? "no dbmd chunk" : "none");
    checkProgramme(adm, file, check);
    checkContents(adm, check);
    checkObjects(adm, index, check);
    checkPacks(adm, check);
    checkAtmosChannels(adm, check);
    checkFormats(adm, check);
    checkTracks(adm, file, check);
    return check.take();
}

} // namespace assay
