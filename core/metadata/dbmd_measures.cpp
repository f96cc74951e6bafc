// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/dbmd_measures.h"

#include "core/metadata/adm_text.h"
#include "core/metadata/dbmd_words.h"
#include "core/metadata/metadata_specs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace assay
{

namespace
{

constexpr std::string_view chunkSource = "EBU Tech 3285 s6";
constexpr std::string_view atmosSource = "EBU Tech 3285 s6, Dolby Atmos segments";

constexpr std::array specs {
    MeasureSpec { "dbmd.bytes", Unit::bytes, ValueKind::integer, "Size of the chunk of Dolby audio metadata (dbmd).",
        chunkSource },
    MeasureSpec { "dbmd.segments", Unit::none, ValueKind::list,
        "Segments of the dbmd chunk by number: 1 Dolby E, 3 Dolby Digital, 7 Dolby Digital Plus, 8 audio information, "
        "9 Dolby Atmos, 10 its supplement.",
        chunkSource },
    MeasureSpec { "dbmd.version", Unit::none, ValueKind::text, "Version of the dbmd chunk: 1.0.0.6.", chunkSource },
    MeasureSpec { "dbmd.checksums_hold", Unit::none, ValueKind::boolean,
        "Do the check sums of all segments of the dbmd chunk hold, and does none reach beyond it?", chunkSource },
    MeasureSpec { "dbmd.tool", Unit::none, ValueKind::text, "Program that made the Atmos metadata, and its version.",
        atmosSource },
    MeasureSpec { "dbmd.dialnorm", Unit::dbfs, ValueKind::integer,
        "Dialogue level that the dbmd chunk tells an encoder of Dolby Digital (Plus).", chunkSource },
    MeasureSpec { "dbmd.channel_mode", Unit::none, ValueKind::text,
        "Channels that the dbmd chunk tells an encoder of: front/back, + LFE.",
        "EBU Tech 3285 s6; ATSC A/52, 5.4.2.3" },
    MeasureSpec { "dbmd.bitstream_mode", Unit::none, ValueKind::text,
        "Service that the dbmd chunk tells an encoder of: complete main, ...", "EBU Tech 3285 s6; ATSC A/52, 5.4.2.2" },
    MeasureSpec { "dbmd.preferred_downmix", Unit::none, ValueKind::text,
        "Downmix that the dbmd chunk tells an encoder to prefer: Lt/Rt, Lo/Ro, Pro Logic II, not indicated.",
        "EBU Tech 3285 s6; ATSC A/52, annex D" },
    MeasureSpec { "dbmd.line_compression", Unit::none, ValueKind::text,
        "Compression profile of line mode that the dbmd chunk tells an encoder: none, film light, ...", chunkSource },
    MeasureSpec { "dbmd.rf_compression", Unit::none, ValueKind::text,
        "Compression profile of RF mode that the dbmd chunk tells an encoder: none, film light, ...", chunkSource },
    MeasureSpec { "dbmd.last_processed_by", Unit::none, ValueKind::text,
        "Program that worked on the sound last, as the dbmd chunk says.", chunkSource },
    MeasureSpec { "atmos.tracks", Unit::none, ValueKind::integer,
        "Bed channels and objects that the dbmd chunk speaks of.", atmosSource },
    MeasureSpec { "atmos.frame_rate", Unit::none, ValueKind::text,
        "Picture rate of the Atmos master by its usual name: 24, 23.976, 29.97DF.", atmosSource },
    MeasureSpec { "atmos.ffoa_set", Unit::none, ValueKind::boolean,
        "Does the master say where its first frame of action is? A time of zero counts as not set.", atmosSource },
    MeasureSpec { "atmos.ffoa", Unit::none, ValueKind::text,
        "First frame of action, hh:mm:ss after the start of the programme.", atmosSource },
    MeasureSpec { "atmos.downmix_mode", Unit::none, ValueKind::text,
        "How 5.1 is made of the master: direct render, direct render with room balance, Pro Logic IIx, Lo/Ro, not "
        "indicated (warp mode).",
        atmosSource },
    MeasureSpec { "atmos.stereo_downmix", Unit::none, ValueKind::text,
        "How stereo is made of 5.1: Lo/Ro, Pro Logic, Pro Logic II, direct render, not indicated.", atmosSource },
    MeasureSpec { "atmos.trim_modes", Unit::none, ValueKind::list,
        "How surrounds and heights are turned down for each set of loudspeakers: automatic, or manual with centre, "
        "surround and height in dB.",
        atmosSource },
    MeasureSpec { "atmos.trims_automatic", Unit::none, ValueKind::integer,
        "Sets of loudspeakers, of nine, whose trims are automatic.", atmosSource },
    MeasureSpec { "atmos.trim_loudest", Unit::db, ValueKind::number,
        "The trim furthest from 0 dB among those set by hand.", atmosSource },
    MeasureSpec { "atmos.binaural_modes", Unit::none, ValueKind::list,
        "Binaural render mode of each bed channel and object: off, near, far, mid, not indicated.", atmosSource },
    MeasureSpec { "atmos.binaural_mode", Unit::none, ValueKind::text,
        "The binaural render mode that all but LFE channels have, else varied.", atmosSource },
    MeasureSpec { "atmos.binaural_missing", Unit::none, ValueKind::integer,
        "Bed channels but LFEs, and objects, whose binaural render mode is not indicated.", atmosSource },
};

using Texts = std::vector<std::string>;

std::string joined(const Texts& texts)
{
    return fmt::format("{}", fmt::join(texts, "; "));
}

// A text measure and its field in section "dbmd".
void addWord(Metadata& metadata, std::string_view id, const std::string& text)
{
    if (!text.empty())
        metadata.sections["dbmd"].emplace(id.substr(id.find('.') + 1), text);
    addTextMeasure(metadata, id, text);
}

void addSegments(const Dbmd& dbmd, std::int64_t offset, Metadata& metadata)
{
    Texts ids;
    for (const DbmdSegment& segment : dbmd.segments) {
        ids.push_back(std::to_string(segment.id));
        const std::int64_t at = offset + static_cast<std::int64_t>(segment.offset);
        if (segment.isCut)
            metadata.faults.push_back({ "dbmd-segment-cut", at,
                fmt::format("segment {} of the dbmd chunk promises {} bytes, more than the chunk has: it is not read; "
                            "write the chunk again",
                    segment.id, segment.size) });
        else if (!segment.sumHolds)
            metadata.faults.push_back({ "dbmd-checksum", at,
                fmt::format(
                    "the check sum of segment {} of the dbmd chunk is wrong: what it says may be damaged; write "
                    "the chunk again",
                    segment.id) });
    }
    const bool hold = std::ranges::all_of(dbmd.segments, [](const DbmdSegment& each) { return each.sumHolds; });
    addWord(metadata, "dbmd.version", dbmd.version);
    metadata.measures.add(measured(metadataSpec("dbmd.checksums_hold"), hold));
    metadata.measures.add(measured(metadataSpec("dbmd.segments"), std::move(ids)));
}

void addDigital(const DbmdDigital& digital, Metadata& metadata)
{
    const MeasureSpec& spec = metadataSpec("dbmd.dialnorm");
    metadata.measures.add(digital.dialnorm ? measured(spec, std::int64_t { *digital.dialnorm })
                                           : notApplicable(spec, "not set: 0 is stored"));
    if (digital.dialnorm)
        metadata.sections["dbmd"].emplace("dialnorm", std::to_string(*digital.dialnorm));
    addWord(metadata, "dbmd.channel_mode",
        std::string(channelModeName(digital.channelMode)) + (digital.lfe ? " + LFE" : ""));
    addWord(metadata, "dbmd.bitstream_mode", std::string(bitstreamModeName(digital.bitstreamMode)));
    addWord(metadata, "dbmd.preferred_downmix", std::string(digitalDownmixName(digital.preferredDownmix)));
    addWord(metadata, "dbmd.line_compression", std::string(compressionName(digital.lineProfile)));
    addWord(metadata, "dbmd.rf_compression", std::string(compressionName(digital.rfProfile)));
}

void addAudioInfo(const DbmdAudioInfo& info, Metadata& metadata)
{
    MetadataSection& section = metadata.sections["dbmd"];
    for (const auto& [name, text] :
        { std::pair("audio_origin", info.origin), std::pair("last_operation", info.lastOperation),
            std::pair("created", info.created), std::pair("modified", info.modified) }) {
        if (!text.empty())
            section.emplace(name, text);
    }
    addWord(metadata, "dbmd.last_processed_by", info.lastProcessedBy);
}

void addAtmos(const DbmdAtmos& atmos, Metadata& metadata)
{
    if (!atmos.creator.empty())
        metadata.sections["dbmd"].emplace("creator", atmos.creator);
    addWord(metadata, "dbmd.tool", atmos.tool.empty() ? "" : fmt::format("{} {}", atmos.tool, atmos.toolVersion));
    const MeasureSpec& rate = metadataSpec("atmos.frame_rate");
    if (atmos.frameRate)
        addWord(metadata, rate.id, nameOf(*atmos.frameRate));
    else
        metadata.measures.add(notApplicable(rate, "the dbmd chunk names no frame rate"));
    if (!metadata.frameRate)
        metadata.frameRate = atmos.frameRate;
    metadata.measures.add(measured(metadataSpec("atmos.ffoa_set"), atmos.firstAction.value_or(0.0) != 0.0));
    const MeasureSpec& first = metadataSpec("atmos.ffoa");
    if (atmos.firstAction)
        addWord(metadata, first.id, (*atmos.firstAction < 0.0 ? "-" : "") + admTime(std::abs(*atmos.firstAction)));
    else
        metadata.measures.add(notApplicable(first, "not set"));
    addWord(metadata, "atmos.downmix_mode", std::string(warpName(atmos.warp)));
    addWord(metadata, "atmos.stereo_downmix", std::string(stereoDownmixName(atmos.stereoDownmix)));
}

void addTrims(const DbmdTracks& tracks, Metadata& metadata)
{
    Texts modes;
    std::int64_t automatic = 0;
    double loudest = 0.0;
    for (std::size_t i = 0; i < trimCount; ++i) {
        const DbmdTrim& trim = tracks.trims.at(i);
        automatic += trim.automatic ? 1 : 0;
        if (trim.automatic) {
            modes.push_back(fmt::format("{} automatic", trimLayoutName(i)));
            continue;
        }
        modes.push_back(fmt::format(
            "{} manual {:.2f} {:.2f} {:.2f} dB", trimLayoutName(i), trim.centre, trim.surround, trim.height));
        for (const double each : { trim.centre, trim.surround, trim.height })
            loudest = std::abs(each) > std::abs(loudest) ? each : loudest;
    }
    const MeasureSpec& spec = metadataSpec("atmos.trim_loudest");
    metadata.measures.add(automatic == static_cast<std::int64_t>(trimCount)
            ? notApplicable(spec, "all trims are automatic")
            : measured(spec, loudest));
    metadata.measures.add(measured(metadataSpec("atmos.trims_automatic"), automatic));
    metadata.sections["dbmd"].emplace("trim_modes", joined(modes));
    metadata.measures.add(measured(metadataSpec("atmos.trim_modes"), std::move(modes)));
}

void addTracks(const DbmdTracks& tracks, Metadata& metadata)
{
    metadata.measures.add(measured(metadataSpec("atmos.tracks"), static_cast<std::int64_t>(tracks.binaural.size())));
    metadata.sections["dbmd"].emplace("tracks", std::to_string(tracks.binaural.size()));
    constexpr std::size_t mostListed = 1024; // tracks; a master has 128 at most
    Texts modes;
    for (const int mode : tracks.binaural) {
        if (modes.size() < mostListed)
            modes.emplace_back(binauralName(mode));
    }
    const MeasureSpec& all = metadataSpec("atmos.binaural_modes");
    if (!modes.empty())
        metadata.sections["dbmd"].emplace("binaural_modes", joined(modes));
    metadata.measures.add(
        modes.empty() ? notApplicable(all, "the dbmd chunk speaks of no track") : measured(all, std::move(modes)));
    addBinauralMode(tracks, {}, metadata);
}

} // namespace

std::span<const MeasureSpec> dbmdSpecs()
{
    return specs;
}

void addBinauralMode(const DbmdTracks& tracks, const std::set<std::size_t>& lfes, Metadata& metadata)
{
    constexpr int notIndicated = 4;
    std::set<int> distinct;
    std::int64_t missing = 0;
    for (std::size_t i = 0; i < tracks.binaural.size(); ++i) {
        if (lfes.contains(i + 1))
            continue;
        distinct.insert(tracks.binaural[i]);
        missing += tracks.binaural[i] >= notIndicated ? 1 : 0;
    }
    const MeasureSpec& common = metadataSpec("atmos.binaural_mode");
    metadata.measures.add(distinct.empty()
            ? notApplicable(common, "the dbmd chunk speaks of no track")
            : measured(common, std::string(distinct.size() == 1 ? binauralName(*distinct.begin()) : "varied")));
    metadata.measures.add(measured(metadataSpec("atmos.binaural_missing"), missing));
}

void readDbmd(ByteView bytes, std::int64_t offset, Metadata& metadata)
{
    if (metadata.dbmd != nullptr)
        return; // the second one is a fault of the structure
    Dbmd dbmd = parseDbmd(bytes);
    metadata.measures.add(measured(metadataSpec("dbmd.bytes"), static_cast<std::int64_t>(bytes.size())));
    addSegments(dbmd, offset, metadata);
    if (dbmd.digital)
        addDigital(*dbmd.digital, metadata);
    if (dbmd.audioInfo)
        addAudioInfo(*dbmd.audioInfo, metadata);
    if (dbmd.atmos)
        addAtmos(*dbmd.atmos, metadata);
    if (dbmd.tracks) {
        addTrims(*dbmd.tracks, metadata);
        addTracks(*dbmd.tracks, metadata);
    }
    for (const MeasureSpec& spec : specs) {
        if (metadata.measures.find(spec.id) == nullptr)
            metadata.measures.add(notApplicable(spec, "the dbmd chunk has no such segment"));
    }
    metadata.dbmd = std::make_shared<const Dbmd>(std::move(dbmd));
}

} // namespace assay
