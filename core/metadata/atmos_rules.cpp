// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/atmos_rules.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

using enum AtmosPart;

constexpr std::array rules {
    AtmosRule { "one-programme", programme, "there is exactly one audioProgramme", "audioProgramme" },
    AtmosRule { "programme-id", programme, "its id is APR_1001", "audioProgramme" },
    AtmosRule { "programme-times", programme, "it has start and end", "audioProgramme" },
    AtmosRule { "programme-length", programme, "it is as long as the file, within 0.2 %", "audioProgramme" },
    AtmosRule { "pcm-channels", programme, "the file has 1 to 128 channels", "PCM" },
    AtmosRule {
        "known-elements", programme, "the model has no elements but the eight of BS.2076-1", "audioFormatExtended" },
    AtmosRule { "atmos-metadata", programme, "the dbmd chunk has an Atmos segment", "dbmd (EBU Tech 3285 s6)" },
    AtmosRule { "content-count", contents, "there are at most 123", "audioContent" },
    AtmosRule { "content-id", contents, "its id is ACO_1001 or higher", "audioContent" },
    AtmosRule { "content-dialogue", contents, "dialogue is 2 with mixedContentKind 0", "audioContent" },
    AtmosRule { "object-count", objects, "there are at most 123", "audioObject" },
    AtmosRule { "object-id", objects, "its id is AO_1001 to AO_1080, of type Objects AO_100b and up", "audioObject" },
    AtmosRule {
        "object-id-reserved", objects, "a bed of n channels keeps the n ids from its own on to itself", "audioObject" },
    AtmosRule { "object-pack", objects, "it has exactly one pack format", "audioObject" },
    AtmosRule { "object-tracks", objects, "it has one track UID, a bed 1 to 10", "audioObject" },
    AtmosRule { "object-start", objects, "it starts at 00:00:00.00000", "audioObject" },
    AtmosRule { "object-duration", objects, "it is as long as the programme", "audioObject" },
    AtmosRule { "object-nested", objects, "it holds no other objects", "audioObject" },
    AtmosRule { "object-complementary", objects, "it has no complementary objects", "audioObject" },
    AtmosRule { "object-interaction", objects, "it allows no interaction and disables ducking where it says so",
        "audioObject" },
    AtmosRule { "object-edition-2", objects, "it has no gain, mute or position offset of BS.2076-2", "audioObject" },
    AtmosRule { "pack-count", packs, "there are at most 123", "audioPackFormat" },
    AtmosRule { "pack-id", packs, "its id is AP_0001xxxx or AP_0003xxxx by its type, from 1001 on", "audioPackFormat" },
    AtmosRule { "pack-type", packs, "its type is DirectSpeakers or Objects", "audioPackFormat" },
    AtmosRule { "pack-channels", packs, "it has one channel, a bed 1 to 10", "audioPackFormat" },
    AtmosRule { "pack-nested", packs, "it holds no other packs", "audioPackFormat" },
    AtmosRule { "bed-set", beds, "the bed is 2.0, 3.0, 5.0, 5.1, 7.0, 7.1, 7.0.2 or 7.1.2 in the order of the table",
        "Table 16" },
    AtmosRule { "bed-label", beds, "its speaker label is one of the table", "DirectSpeakers, speaker labels" },
    AtmosRule { "bed-name", beds, "its name is that of its speaker label", "DirectSpeakers, speaker labels" },
    AtmosRule { "bed-position", beds, "its position is that of its speaker label", "DirectSpeakers, speaker labels" },
    AtmosRule { "bed-block", beds, "it has one block, whose id ends with _00000001", "DirectSpeakers" },
    AtmosRule { "bed-times", beds, "its block has neither rtime nor duration", "DirectSpeakers" },
    AtmosRule { "bed-cartesian", beds, "its block says cartesian 1", "DirectSpeakers" },
    AtmosRule { "bed-frequency", beds, "it has no frequency element", "DirectSpeakers" },
    AtmosRule { "block-times", movement, "each block has rtime and duration", "Objects" },
    AtmosRule { "block-cartesian", movement, "each block says cartesian 1 and has no polar coordinates", "Objects" },
    AtmosRule { "block-position", movement, "X and Y stand there; they and Z are from -1 to 1", "Objects" },
    AtmosRule { "block-jump", movement, "jumpPosition is 1", "Objects" },
    AtmosRule { "block-interpolation", movement,
        "interpolationLength is 0 in the first block and 0.005208 s (250 samples at 48 kHz) after it", "Objects" },
    AtmosRule { "block-gain", movement, "gain and importance stand together, both 0, or not at all", "Objects" },
    AtmosRule { "block-size", movement, "width, height and depth are alike, from 0 to 1, or not there", "Objects" },
    AtmosRule { "block-forbidden", movement,
        "there is no objectDivergence, screenRef, screenEdgeLock or maxDistance of a channelLock", "Objects" },
    AtmosRule { "block-zones", movement, "zones are of one group of ZM1 to ZM5; ZB and ZT stand together", "Objects" },
    AtmosRule { "format-count", formats, "there are at most 128 channel, stream and track formats each",
        "audioChannelFormat, audioStreamFormat, audioTrackFormat" },
    AtmosRule {
        "channel-id", formats, "its id is AC_0001xxxx or AC_0003xxxx by its type, from 1001 on", "audioChannelFormat" },
    AtmosRule { "stream-id", formats, "its id is AS_0001xxxx or AS_0003xxxx, from 1001 on", "audioStreamFormat" },
    AtmosRule { "stream-pcm", formats, "its format is 0001, PCM", "audioStreamFormat" },
    AtmosRule {
        "stream-references", formats, "it names one channel, one pack and one track format", "audioStreamFormat" },
    AtmosRule { "track-id", formats, "its id is AT_0001xxxx_01 or AT_0003xxxx_01, from 1001 on", "audioTrackFormat" },
    AtmosRule { "track-pcm", formats, "its format is 0001, PCM", "audioTrackFormat" },
    AtmosRule { "uid-count", tracks, "there are at most 128", "audioTrackUID" },
    AtmosRule { "uid-id", tracks, "its id is ATU_00000001 or higher", "audioTrackUID" },
    AtmosRule { "uid-rate", tracks, "its sampleRate is 48000 or 96000 and that of the file", "audioTrackUID" },
    AtmosRule { "uid-depth", tracks, "its bitDepth is 24", "audioTrackUID, v1.1 2.10" },
    AtmosRule { "uid-references", tracks, "it names one track format and one pack format", "audioTrackUID" },
    AtmosRule { "chna-tracks", tracks, "the chna chunk counts as many tracks as the file has channels", "chna" },
};

} // namespace

std::string_view nameOf(AtmosPart part)
{
    constexpr std::array<std::string_view, 8> names { "programme", "contents", "objects", "packs", "beds", "movement",
        "formats", "tracks" };
    return names.at(static_cast<std::size_t>(part));
}

std::span<const AtmosRule> atmosRules()
{
    return rules;
}

std::string AtmosViolation::message() const
{
    return fmt::format("{}: {}: asked for is that {}{}{} (Dolby Atmos Master ADM Profile v1.0, {})", id, rule->name,
        rule->what, found.empty() ? "" : "; found: ", found, rule->clause);
}

bool isAtmosMaster(const Adm* adm, const Dbmd* dbmd)
{
    const auto isNamed = [](const AdmProgramme& each) { return each.name == "Atmos_Master"; };
    return (dbmd != nullptr && dbmd->atmos) || (adm != nullptr && std::ranges::any_of(adm->programmes, isNamed));
}

} // namespace assay
