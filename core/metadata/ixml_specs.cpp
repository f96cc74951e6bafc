// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/ixml.h"

#include <array>

namespace assay
{

namespace
{

constexpr std::string_view ixmlSource = "iXML specification (BWFXML)";

constexpr std::array specs {
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
    MeasureSpec { "ixml.version", Unit::none, ValueKind::text,
        "Version of the iXML specification that the chunk was written to.", ixmlSource },
    MeasureSpec { "ixml.take_type", Unit::none, ValueKind::text,
        "Kind of take in the iXML chunk: NO_GOOD, FALSE_START, WILD_TRACK, ...", ixmlSource },
    MeasureSpec { "ixml.circled", Unit::none, ValueKind::boolean, "Does the iXML chunk call the take circled: good?",
        ixmlSource },
    MeasureSpec {
        "ixml.no_good", Unit::none, ValueKind::boolean, "Does the iXML chunk call the take no good?", ixmlSource },
    MeasureSpec { "ixml.false_start", Unit::none, ValueKind::boolean,
        "Does the iXML chunk call the take a false start?", ixmlSource },
    MeasureSpec { "ixml.wild_track", Unit::none, ValueKind::boolean, "Does the iXML chunk call the take a wild track?",
        ixmlSource },
    MeasureSpec {
        "ixml.file_uid", Unit::none, ValueKind::text, "Unique name of the file in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.user", Unit::none, ValueKind::text, "User text in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.location", Unit::none, ValueKind::text, "Name of the location in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.master_speed", Unit::none, ValueKind::text,
        "Picture rate that the material is meant to run at, in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.current_speed", Unit::none, ValueKind::text,
        "Picture rate that the file was written for, in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.timecode_flag", Unit::none, ValueKind::text,
        "Timecode flag in the iXML chunk: DF (drop-frame) or NDF.", ixmlSource },
    MeasureSpec { "ixml.file_sample_rate", Unit::hertz, ValueKind::integer,
        "Sample rate of the file, as the iXML chunk says.", ixmlSource },
    MeasureSpec { "ixml.audio_bit_depth", Unit::bits, ValueKind::integer, "Bits of a sample, as the iXML chunk says.",
        ixmlSource },
    MeasureSpec { "ixml.digitizer_sample_rate", Unit::hertz, ValueKind::integer,
        "Sample rate of the converter, as the iXML chunk says.", ixmlSource },
    MeasureSpec { "ixml.timestamp_sample_rate", Unit::hertz, ValueKind::integer,
        "Sample rate that the time stamp of the iXML chunk counts at.", ixmlSource },
    MeasureSpec { "ixml.bext_time_reference", Unit::frames, ValueKind::integer,
        "Time reference of the bext chunk as repeated in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.original_filename", Unit::none, ValueKind::text,
        "Name the file was recorded under, in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.parent_filename", Unit::none, ValueKind::text,
        "Name of the file that this one was made from, in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.parent_uid", Unit::none, ValueKind::text,
        "Unique name of the file that this one was made from, in the iXML chunk.", ixmlSource },
    MeasureSpec {
        "ixml.total_files", Unit::none, ValueKind::integer, "Files of the set, as the iXML chunk says.", ixmlSource },
    MeasureSpec { "ixml.family_uid", Unit::none, ValueKind::text, "Unique name of the set of files in the iXML chunk.",
        ixmlSource },
    MeasureSpec {
        "ixml.family_name", Unit::none, ValueKind::text, "Name of the set of files in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.file_set_index", Unit::none, ValueKind::text, "Place of the file in its set in the iXML chunk.",
        ixmlSource },
    MeasureSpec { "ixml.track_count", Unit::channels, ValueKind::integer, "Tracks of the file, as the iXML chunk says.",
        ixmlSource },
    MeasureSpec { "ixml.track_functions", Unit::none, ValueKind::list,
        "Track functions in the iXML chunk, in the order of the channels of the file.", ixmlSource },
    MeasureSpec { "ixml.sync_points", Unit::none, ValueKind::integer, "Sync points in the iXML chunk.", ixmlSource },
    MeasureSpec { "ixml.steinberg", Unit::none, ValueKind::list,
        "Attributes that Steinberg's programs add to the iXML chunk, as name and value.", ixmlSource },
};

} // namespace

std::span<const MeasureSpec> ixmlSpecs()
{
    return specs;
}

} // namespace assay
