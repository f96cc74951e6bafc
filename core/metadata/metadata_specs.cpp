// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/metadata_specs.h"

#include "core/base/invariant.h"
#include "core/metadata/adm_measures.h"
#include "core/metadata/atmos_measures.h"
#include "core/metadata/axml.h"
#include "core/metadata/bext.h"
#include "core/metadata/cart.h"
#include "core/metadata/cue.h"
#include "core/metadata/dbmd_measures.h"
#include "core/metadata/flac_stream_info.h"
#include "core/metadata/info.h"
#include "core/metadata/ixml.h"
#include "core/metadata/mxf_labels.h"
#include "core/metadata/release_codes.h"
#include "core/metadata/tag_fields.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr std::string_view structureSource
    = "RIFF 1.0; EBU Tech 3306; ITU-R BS.2088; AIFF 1.3; CAF 1.0; RFC 9639; ISO/IEC 14496-12; SMPTE ST 377-1";

constexpr std::array structureSpecs {
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
    Absence { "mca.", "the file has no such MXF audio label" },
    Absence { "upc.", "no UPC or EAN in the file" },
    Absence { "id3.", "the file has no ID3 tag" },
    Absence { "vorbis.", "the file has no Vorbis comments" },
    Absence { "mp4.", "the file is no MP4 or MOV file" },
    Absence { "ape.", "the file has no APE tag" },
    Absence { "cart.", "the file has no cart chunk" },
    Absence { "cue.", "files of this kind carry no such markers" },
    Absence { "adm.", "the file has no ADM" },
    Absence { "axml.", "the file has no axml chunk" },
    Absence { "chna.", "the file has no chna chunk" },
    Absence { "dbmd.", "the file has no dbmd chunk" },
    Absence { "atmos.", "the file is no Dolby Atmos master" },
    Absence { "flac.", "the file is no FLAC file" },
    Absence { "xmp.", "the file has no XMP packet" },
};

} // namespace

std::span<const MeasureSpec> metadataSpecs()
{
    static const std::vector<MeasureSpec> all = [] {
        std::vector<MeasureSpec> joined;
        for (const std::span<const MeasureSpec> part : { std::span<const MeasureSpec>(structureSpecs), admSpecs(),
                 atmosSpecs(), axmlSpecs(), bextSpecs(), cartSpecs(), cueSpecs(), dbmdSpecs(), infoSpecs(),
                 releaseCodeSpecs(), ixmlSpecs(), tagSpecs(), mxfLabelSpecs(), flacSpecs() })
            joined.insert(joined.end(), part.begin(), part.end());
        std::ranges::sort(joined, {}, &MeasureSpec::id);
        return joined;
    }();
    return all;
}

const MeasureSpec& metadataSpec(std::string_view id)
{
    const std::span<const MeasureSpec> all = metadataSpecs();
    const auto found = std::ranges::lower_bound(all, id, {}, &MeasureSpec::id);
    require(found != all.end() && found->id == id, "a metadata measure that is not in the catalogue");
    return *found;
}

void addTextMeasure(Metadata& metadata, std::string_view id, const std::string& text)
{
    const MeasureSpec& spec = metadataSpec(id);
    metadata.measures.add(text.empty() ? notApplicable(spec, "the field is empty") : measured(spec, text));
}

void addUnreadMeasures(Metadata& metadata, std::string_view id)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> places { { { "axml", "axml." },
        { "axml", "adm." }, { "axml", "atmos." }, { "bext", "bext." }, { "ixml", "ixml." }, { "chna", "chna." },
        { "dbmd", "dbmd." }, { "cart", "cart." } } };
    for (const MeasureSpec& spec : metadataSpecs()) {
        for (const auto& [chunk, prefix] : places) {
            if (chunk == id && spec.id.starts_with(prefix) && metadata.measures.find(spec.id) == nullptr)
                metadata.measures.add(notMeasured(
                    spec, "the " + std::string(id) + " chunk is too large to be read: see structure.faults"));
        }
    }
}

void addAbsentMeasures(Metadata& metadata)
{
    for (const MeasureSpec& spec : metadataSpecs()) {
        if (metadata.measures.find(spec.id) != nullptr)
            continue;
        for (const Absence& absence : absences) {
            if (spec.id.starts_with(absence.prefix))
                metadata.measures.add(notApplicable(spec, std::string(absence.reason)));
        }
    }
}

} // namespace assay
