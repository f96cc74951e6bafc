// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/metadata.h"
#include "core/metadata/metadata_specs.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

using enum FaultAspect;

constexpr std::string_view riff = "RIFF 1.0 (1991), \"RIFF Files\"";
constexpr std::string_view wave = "RIFF 1.0 (1991), \"Waveform Audio File Format\"";
constexpr std::string_view rf64 = "EBU Tech 3306 v1.1 (RF64); ITU-R BS.2088-1 (BW64)";
constexpr std::string_view bext = "EBU Tech 3285 v2";
constexpr std::string_view aiff = "AIFF 1.3 (1989); AIFF-C draft (1991)";
constexpr std::string_view caf = "Core Audio Format 1.0";
constexpr std::string_view flac = "RFC 9639";
constexpr std::string_view bmff = "ISO/IEC 14496-12 4.2; QuickTime File Format";
constexpr std::string_view mxf = "SMPTE ST 377-1";
constexpr std::string_view frames = "ISO/IEC 11172-3; ISO/IEC 13818-7; ETSI TS 102 366";
constexpr std::string_view ogg = "RFC 3533";
constexpr std::string_view ebml = "RFC 8794; RFC 9559";

constexpr std::array kinds {
    FaultKind { "fmt-after-data", order, "the fmt chunk stands after the data chunk", wave },
    FaultKind { "ds64-not-first", order, "the ds64 chunk is not the first chunk", rf64 },
    FaultKind { "desc-not-first", order, "the desc chunk of a CAF file is not the first chunk", caf },
    FaultKind { "streaminfo-not-first", order, "STREAMINFO is not the first metadata block", "RFC 9639 8.2" },

    FaultKind { "riff-size-mismatch", sizes, "the outer size says another end than the chunks have", riff },
    FaultKind { "riff-over-4-gib", sizes, "a file without 64-bit sizes is larger than 32 bits can say", riff },
    FaultKind { "data-size-unknown", sizes, "the size of the sound was never filled in", riff },
    FaultKind { "data-not-block-aligned", sizes, "the sound is no whole number of frames", wave },
    FaultKind { "frame-count-mismatch", sizes, "the decoder finds another length than the data chunk holds", wave },
    FaultKind { "fact-mismatch", sizes, "the fact chunk counts other frames than the data chunk holds", wave },
    FaultKind { "fmt-too-short", sizes, "the fmt chunk is shorter than its coding needs", wave },
    FaultKind {
        "fmt-contradicts-itself", sizes, "bytes a frame or bytes a second do not follow from the format", wave },
    FaultKind { "ds64-too-short", sizes, "the ds64 chunk is shorter than its three sizes", rf64 },
    FaultKind { "ds64-sample-count-mismatch", sizes, "ds64 counts other frames than the data chunk holds", rf64 },
    FaultKind { "chunk-size-wrong", sizes, "a chunk's size is a few bytes off and hides the next chunk", riff },
    FaultKind { "chunk-size-impossible", sizes, "a chunk's size is smaller than its own header", "Sony Wave64" },
    FaultKind { "bext-too-short", sizes, "the bext chunk is shorter than its fixed fields", bext },
    FaultKind { "cart-too-short", sizes, "the cart chunk is shorter than its fixed fields", "AES46-2002" },
    FaultKind { "comm-too-short", sizes, "the COMM chunk is shorter than its fixed fields", aiff },
    FaultKind { "desc-too-short", sizes, "the desc chunk is shorter than its fixed fields", caf },
    FaultKind { "block-length-wrong", sizes, "no frame stands where the FLAC metadata blocks end", "RFC 9639 8.1" },
    FaultKind {
        "streaminfo-contradicts-frames", sizes, "STREAMINFO says something else than the frames", "RFC 9639 8.2, 9.1" },
    FaultKind { "streaminfo-length-wrong", sizes, "STREAMINFO counts other samples than the frames", "RFC 9639 8.2" },
    FaultKind { "stated-frames-wrong", sizes, "the header of an MP3 counts fewer frames than there are",
        "Xing, LAME and VBRI headers (de facto)" },
    FaultKind { "element-size-wrong", sizes, "an element is not as long as what it holds", ebml },
    FaultKind { "set-length-mismatch", sizes, "the channels of a set, each of them a file or a track, differ in length",
        "Assay: comparison" },
    FaultKind { "rip-wrong", sizes, "the random index pack points where no partition starts", "SMPTE ST 377-1 12" },

    FaultKind { "missing-pad", padding, "an odd chunk is not followed by its pad byte", riff },

    FaultKind { "fmt-duplicate", duplicates, "more than one fmt chunk", wave },
    FaultKind { "data-duplicate", duplicates, "more than one data chunk", wave },
    FaultKind { "fact-duplicate", duplicates, "more than one fact chunk", wave },
    FaultKind { "bext-duplicate", duplicates, "more than one bext chunk", bext },
    FaultKind { "cart-duplicate", duplicates, "more than one cart chunk", "AES46-2002" },
    FaultKind { "ds64-duplicate", duplicates, "more than one ds64 chunk", rf64 },
    FaultKind { "axml-duplicate", duplicates, "more than one axml chunk", "ITU-R BS.2088-1; EBU Tech 3285 s5" },
    FaultKind { "chna-duplicate", duplicates, "more than one chna chunk", "ITU-R BS.2088-1; EBU Tech 3285 s7" },
    FaultKind { "dbmd-duplicate", duplicates, "more than one dbmd chunk", "EBU Tech 3285 s6" },
    FaultKind { "ixml-duplicate", duplicates, "more than one iXML chunk", "iXML specification" },
    FaultKind { "comm-duplicate", duplicates, "more than one COMM chunk", aiff },
    FaultKind { "ssnd-duplicate", duplicates, "more than one SSND chunk", aiff },
    FaultKind { "streaminfo-duplicate", duplicates, "more than one STREAMINFO block", "RFC 9639 8.2" },
    FaultKind { "moov-duplicate", duplicates, "more than one moov atom", bmff },

    FaultKind { "fmt-missing", missing, "no fmt chunk", wave },
    FaultKind { "data-missing", missing, "no chunk that holds the sound", wave },
    FaultKind { "ds64-missing", missing, "an RF64 or BW64 file without ds64", rf64 },
    FaultKind { "comm-missing", missing, "no COMM chunk", aiff },
    FaultKind { "desc-missing", missing, "a CAF file without desc chunk", caf },
    FaultKind { "streaminfo-missing", missing, "no STREAMINFO block", "RFC 9639 8.2" },
    FaultKind { "moov-missing", missing, "no moov atom: nobody can know what the file holds", bmff },
    FaultKind { "tracks-missing", missing, "a Matroska file without a list of tracks", ebml },
    FaultKind { "footer-missing", missing, "the file ends without a footer partition", "SMPTE ST 377-1 7.4" },

    FaultKind { "truncated-chunk", truncated, "a chunk promises more bytes than the file has", riff },
    FaultKind { "data-shorter-than-declared", truncated, "COMM promises more frames than SSND holds", aiff },
    FaultKind { "sound-ends-early", truncated, "the decoder finds fewer frames than the header promises",
        "the container's own specification" },
    FaultKind { "truncated-block", truncated, "a FLAC metadata block promises more bytes than the file has", flac },
    FaultKind { "last-frame-damaged", truncated, "the check sum of the last FLAC frame fails", "RFC 9639 9.3" },
    FaultKind { "truncated-atom", truncated, "an atom promises more bytes than the file has", bmff },
    FaultKind { "truncated-klv", truncated, "an MXF packet or partition lies beyond the end of the file", mxf },

    FaultKind { "frames-missing", truncated, "the header of an MP3 counts more frames than there are",
        "Xing, LAME and VBRI headers (de facto)" },
    FaultKind { "truncated-frame", truncated, "the last frame promises more bytes than the file has", frames },
    FaultKind { "truncated-page", truncated, "the last Ogg page promises more bytes than the file has", ogg },
    FaultKind { "end-of-stream-missing", truncated, "no Ogg page says that the stream ends", ogg },
    FaultKind { "truncated-element", truncated, "an element promises more bytes than the file has", ebml },

    FaultKind { "leading-bytes", trailing, "bytes before the sound that belong to nothing", frames },
    FaultKind { "trailing-bytes", trailing, "bytes that belong to no part of the container", riff },

    FaultKind { "chunk-id-invalid", names, "a chunk's name holds characters it may not have", riff },
    FaultKind { "form-type-invalid", names, "the header names a form that is no sound file", riff },
    FaultKind { "block-type-invalid", names, "a FLAC metadata block of the forbidden type 127", "RFC 9639 8.1" },

    FaultKind { "too-many-chunks", contents, "more chunks than any real file has", riff },
    FaultKind { "chunk-too-large", contents, "a chunk of metadata is too large to be read", riff },
    FaultKind { "bext-version-unknown", contents, "a version of bext that does not exist", bext },
    FaultKind { "time-reference-beyond-midnight", contents, "the bext time reference is later than 24 hours", bext },
    FaultKind { "ixml-not-well-formed", contents, "the iXML chunk is no well-formed XML", "iXML specification" },
    FaultKind { "adm-unreadable", contents, "the axml chunk holds an ADM that is no well-formed XML, or far too large",
        "ITU-R BS.2076-2" },
    FaultKind { "dbmd-checksum", contents, "a segment of the dbmd chunk has a wrong check sum", "EBU Tech 3285 s6" },
    FaultKind {
        "dbmd-segment-cut", contents, "a segment of the dbmd chunk is longer than the chunk", "EBU Tech 3285 s6" },
    FaultKind { "tags-unreadable", contents, "the tags are damaged or larger than tags may be", "ID3v2.4; RFC 9639" },
    FaultKind { "flac-md5-mismatch", contents, "the decoded sound is not that of STREAMINFO's MD5", "RFC 9639 8.2" },
    FaultKind { "md5-chunk-mismatch", contents, "the sound is not that of the MD5 chunk", "BWF MetaEdit, MD5 chunk" },
    FaultKind { "frame-invalid", contents, "a FLAC frame header says what it may not", "RFC 9639 9.1" },
    FaultKind { "frame-damaged", contents, "bytes between two frames belong to neither", frames },
    FaultKind { "frame-format-changes", contents, "the sample rate changes from one frame to the next", frames },
    FaultKind { "page-damaged", contents, "the check sum of an Ogg page fails, or no page starts where one must", ogg },
    FaultKind { "page-missing", contents, "the numbers of the Ogg pages leave one out", ogg },
    FaultKind { "element-invalid", contents, "an element that cannot stand there", ebml },
    FaultKind { "mca-name-wrong", contents, "the label of an MXF soundfield has another name than its dictionary gives",
        "SMPTE ST 377-4; ST 2067-203; ST 2067-204" },
    FaultKind {
        "mca-channel-twice", contents, "two labels of an MXF file speak of the same channel", "SMPTE ST 377-4" },
    FaultKind { "mca-adm-incomplete", contents, "a part of the labels that ADM in MXF needs is missing",
        "SMPTE ST 2067-203; ST 2067-204; ST 2131" },
    FaultKind { "not-readable", contents, "the file cannot be opened", "file system" },

    FaultKind { "wrong-extension", extension, "the name promises something else than the bytes hold",
        "the container's own specification" },
};

struct AspectMeasure {
    FaultAspect aspect;
    std::string_view id;
};

constexpr std::array aspects {
    AspectMeasure { order, "structure.order" },
    AspectMeasure { sizes, "structure.sizes" },
    AspectMeasure { padding, "structure.padding" },
    AspectMeasure { duplicates, "structure.duplicates" },
    AspectMeasure { missing, "structure.missing" },
    AspectMeasure { truncated, "structure.truncated" },
    AspectMeasure { trailing, "structure.trailing" },
    AspectMeasure { names, "structure.names" },
    AspectMeasure { contents, "structure.contents" },
    AspectMeasure { extension, "structure.extension" },
};

Place placeOf(const Fault& fault)
{
    const std::int64_t at = fault.offset.value_or(0);
    return { at, at };
}

} // namespace

std::span<const FaultKind> faultKinds()
{
    return kinds;
}

const FaultKind* faultKind(std::string_view code)
{
    const auto found = std::ranges::find(kinds, code, &FaultKind::code);
    return found == kinds.end() ? nullptr : &*found;
}

void addStructureMeasures(MeasurementSet& measures, std::span<const Fault> faults, std::span<const ContainerPart> parts)
{
    std::vector<Place> all;
    for (const Fault& fault : faults)
        all.push_back(placeOf(fault));
    measures.add(measuredEvents(metadataSpec("structure.faults"), std::move(all)));
    for (const AspectMeasure& aspect : aspects) {
        std::vector<Place> places;
        for (const Fault& fault : faults) {
            const FaultKind* kind = faultKind(fault.code);
            if (kind != nullptr && kind->aspect == aspect.aspect)
                places.push_back(placeOf(fault));
        }
        // Where nobody walks the container, finding nothing means nothing.
        const bool looked = !parts.empty() || !places.empty() || aspect.aspect == extension;
        const MeasureSpec& spec = metadataSpec(aspect.id);
        measures.add(looked ? measuredEvents(spec, std::move(places))
                            : notApplicable(spec, "Assay does not walk the structure of such files"));
    }
    std::vector<std::string> ids;
    for (const ContainerPart& part : parts.first(std::min<std::size_t>(parts.size(), maxEvents)))
        ids.push_back(part.id);
    const MeasureSpec& spec = metadataSpec("structure.chunks");
    measures.add(parts.empty() ? notApplicable(spec, "Assay does not walk the structure of such files")
                               : measured(spec, std::move(ids)));
}

} // namespace assay
