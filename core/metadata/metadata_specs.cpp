// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/metadata_specs.h"

#include "core/base/invariant.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr std::string_view bextSource = "EBU Tech 3285 v2";
constexpr std::string_view ixmlSource = "iXML specification (BWFXML)";
constexpr std::string_view infoSource = "RIFF 1.0, INFO list";
constexpr std::string_view structureSource
    = "RIFF 1.0; EBU Tech 3306; ITU-R BS.2088; AIFF 1.3; CAF 1.0; RFC 9639; ISO/IEC 14496-12; SMPTE ST 377-1";
constexpr std::string_view isrcSource = "ISO 3901:2019; EBU Tech 3352 (axml)";

constexpr std::array specs {
    MeasureSpec {
        "bext.version", Unit::none, ValueKind::integer, "Version of the bext chunk (0, 1 or 2).", bextSource },
    MeasureSpec {
        "bext.description", Unit::none, ValueKind::text, "Description of the sound in the bext chunk.", bextSource },
    MeasureSpec {
        "bext.originator", Unit::none, ValueKind::text, "Who made the file, as the bext chunk says.", bextSource },
    MeasureSpec { "bext.originator_reference", Unit::none, ValueKind::text,
        "The originator's own reference, for broadcasters a USID.", "EBU Tech 3285 v2; EBU R 99" },
    MeasureSpec { "bext.origination_date", Unit::none, ValueKind::text,
        "Date of making in the bext chunk, as stored (yyyy-mm-dd).", bextSource },
    MeasureSpec { "bext.origination_time", Unit::none, ValueKind::text,
        "Time of making in the bext chunk, as stored (hh:mm:ss).", bextSource },
    MeasureSpec { "bext.time_reference", Unit::frames, ValueKind::integer,
        "First sample of the file in samples since midnight, at the file's rate.", bextSource },
    MeasureSpec { "bext.umid", Unit::none, ValueKind::text,
        "Unique material identifier as hexadecimal digits: 64 for a basic one, 128 for an extended one.",
        "EBU Tech 3285 v2; SMPTE ST 330" },
    MeasureSpec { "bext.loudness_value", Unit::lufs, ValueKind::number,
        "Integrated loudness that the bext chunk claims; not measured.", bextSource },
    MeasureSpec { "bext.loudness_range", Unit::lu, ValueKind::number,
        "Loudness range that the bext chunk claims; not measured.", bextSource },
    MeasureSpec { "bext.max_true_peak", Unit::dbtp, ValueKind::number,
        "Maximum true peak that the bext chunk claims; not measured.", bextSource },
    MeasureSpec { "bext.max_momentary", Unit::lufs, ValueKind::number,
        "Highest momentary loudness that the bext chunk claims; not measured.", bextSource },
    MeasureSpec { "bext.max_short_term", Unit::lufs, ValueKind::number,
        "Highest short-term loudness that the bext chunk claims; not measured.", bextSource },
    MeasureSpec { "bext.coding_history", Unit::none, ValueKind::text,
        "Coding history of the bext chunk, one line a process.", "EBU Tech 3285 v2; EBU R 98" },
    MeasureSpec { "ixml.project", Unit::none, ValueKind::text, "Project name in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.scene", Unit::none, ValueKind::text, "Scene in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.take", Unit::none, ValueKind::text, "Take in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.tape", Unit::none, ValueKind::text, "Tape or sound roll in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.note", Unit::none, ValueKind::text, "Note in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.ubits", Unit::none, ValueKind::text, "Timecode user bits in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.timecode_rate", Unit::none, ValueKind::text,
        "Timecode rate in the iXML chunk by its usual name: 25, 23.976, 29.97DF.", ixmlSource },
    MeasureSpec { "ixml.time_reference", Unit::frames, ValueKind::integer,
        "First sample of the file in samples since midnight, as the iXML chunk says, at its time stamp's rate.",
        ixmlSource },
    MeasureSpec { "ixml.tracks", Unit::none, ValueKind::list,
        "Track names in the iXML chunk, in the order of the file's channels.", ixmlSource },
    MeasureSpec { "info.title", Unit::none, ValueKind::text, "Title (INAM) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.artist", Unit::none, ValueKind::text, "Artist (IART) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.product", Unit::none, ValueKind::text,
        "Product, for music the album (IPRD), in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.comment", Unit::none, ValueKind::text, "Comment (ICMT) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.software", Unit::none, ValueKind::text,
        "Software that wrote the file (ISFT) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.date", Unit::none, ValueKind::text, "Date (ICRD) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.genre", Unit::none, ValueKind::text, "Genre (IGNR) in the LIST/INFO chunk.", infoSource },
    MeasureSpec {
        "info.copyright", Unit::none, ValueKind::text, "Copyright (ICOP) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "info.engineer", Unit::none, ValueKind::text, "Engineer (IENG) in the LIST/INFO chunk.", infoSource },
    MeasureSpec { "isrc.value", Unit::none, ValueKind::list,
        "Every different ISRC found in the file, without hyphens, in capitals.", isrcSource },
    MeasureSpec { "isrc.valid", Unit::none, ValueKind::boolean,
        "Is every ISRC in the file well formed: 2 letters, 3 letters or digits, 7 digits?", isrcSource },
    MeasureSpec { "isrc.sources", Unit::none, ValueKind::list,
        "Where in the file an ISRC stands: axml, info, id3, vorbis, cuesheet, ape, mp4.", isrcSource },
    MeasureSpec { "structure.faults", Unit::events, ValueKind::events,
        "Faults in the file's structure, of every kind below and of its length; places are byte offsets.",
        structureSource },
    MeasureSpec { "structure.order", Unit::events, ValueKind::events,
        "What must stand first does not: fmt before data, ds64 and desc at the start, STREAMINFO first; places are "
        "byte offsets.",
        structureSource },
    MeasureSpec { "structure.sizes", Unit::events, ValueKind::events,
        "Sizes and counts that lie or contradict each other; places are byte offsets.", structureSource },
    MeasureSpec { "structure.padding", Unit::events, ValueKind::events,
        "Chunks of odd size without their pad byte; places are byte offsets.", structureSource },
    MeasureSpec { "structure.duplicates", Unit::events, ValueKind::events,
        "Parts that may stand once and stand more often; places are byte offsets.", structureSource },
    MeasureSpec { "structure.missing", Unit::events, ValueKind::events,
        "Parts that every such file needs and that are not there; places are byte offsets.", structureSource },
    MeasureSpec { "structure.truncated", Unit::events, ValueKind::events,
        "Places at which the file ends before what it promises, as byte offsets.", structureSource },
    MeasureSpec { "structure.trailing", Unit::events, ValueKind::events,
        "Bytes that belong to no part of the container, behind its end or between its parts; places are byte offsets.",
        structureSource },
    MeasureSpec { "structure.names", Unit::events, ValueKind::events,
        "Chunk names and forms with characters or words they may not have; places are byte offsets.", structureSource },
    MeasureSpec { "structure.contents", Unit::events, ValueKind::events,
        "Chunks and tags that break their own format; places are byte offsets.", structureSource },
    MeasureSpec { "structure.extension", Unit::events, ValueKind::events,
        "The name promises something else than the bytes hold.", structureSource },
    MeasureSpec { "structure.chunks", Unit::none, ValueKind::list,
        "Every part of the container in file order, unknown ones too: chunks, atoms, FLAC blocks, MXF partitions.",
        structureSource },
};

struct Absence {
    std::string_view prefix;
    std::string_view reason;
};

constexpr std::array absences {
    Absence { "bext.", "the file has no bext chunk" },
    Absence { "ixml.", "the file has no readable iXML chunk" },
    Absence { "info.", "the file has no such INFO item" },
    Absence { "isrc.", "no ISRC in the file" },
};

} // namespace

std::span<const MeasureSpec> metadataSpecs()
{
    return specs;
}

const MeasureSpec& metadataSpec(std::string_view id)
{
    const auto found = std::ranges::find(specs, id, &MeasureSpec::id);
    require(found != specs.end(), "a metadata measure that is not in the catalogue");
    return *found;
}

void addTextMeasure(Metadata& metadata, std::string_view id, const std::string& text)
{
    const MeasureSpec& spec = metadataSpec(id);
    metadata.measures.add(text.empty() ? notApplicable(spec, "the field is empty") : measured(spec, text));
}

void addAbsentMeasures(Metadata& metadata)
{
    for (const MeasureSpec& spec : specs) {
        if (metadata.measures.find(spec.id) != nullptr)
            continue;
        for (const Absence& absence : absences) {
            if (spec.id.starts_with(absence.prefix))
                metadata.measures.add(notApplicable(spec, std::string(absence.reason)));
        }
    }
}

} // namespace assay
