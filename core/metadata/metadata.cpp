// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/metadata.h"

#include "core/metadata/adm_measures.h"
#include "core/metadata/adm_parser.h"
#include "core/metadata/atmos_measures.h"
#include "core/metadata/axml.h"
#include "core/metadata/bext.h"
#include "core/metadata/cart.h"
#include "core/metadata/cue.h"
#include "core/metadata/dbmd_measures.h"
#include "core/metadata/flac_cuesheet.h"
#include "core/metadata/flac_stream_info.h"
#include "core/metadata/info.h"
#include "core/metadata/ixml.h"
#include "core/metadata/metadata_specs.h"
#include "core/metadata/mp4_tags.h"
#include "core/metadata/mxf_labels.h"
#include "core/metadata/release_codes.h"
#include "core/metadata/structure_faults.h"
#include "core/metadata/tags.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

// Of one chunk that is loaded; more is refused with a reason. The axml of a film has about 20 MiB, anything else some
// hundred KiB at most (pictures in ID3 tags are TagLib's, with limits of their own).
constexpr std::int64_t mostAxmlBytes = 64LL << 20;
constexpr std::int64_t mostOtherBytes = 4LL << 20;

class Reading
{
public:
    Reading(LocalFile& file, int sampleRate, std::optional<FrameCount> frames)
        : m_file(file)
        , m_sampleRate(sampleRate)
        , m_frames(frames)
    {
    }

    Metadata run();

private:
    void readChunks(const ChunkMap& map);
    void readChunk(const ChunkMap& map, const Chunk& chunk);
    void readList(std::string_view id, ByteView bytes, Endian endian);
    void readModel(Bytes bytes, std::int64_t offset);
    void readTracks(ByteView bytes, std::int64_t offset);
    void reportModel(const ChunkMap& map);
    [[nodiscard]] AtmosFile fileAround(const ChunkMap& map);
    [[nodiscard]] bool isXmp(const Chunk& chunk);
    std::optional<Bytes> contentOf(const Chunk& chunk);
    [[nodiscard]] int rateIn(const ChunkMap& map);
    void readStructure(const ChunkMap& map, Content content);

    LocalFile& m_file;
    int m_sampleRate;
    std::optional<FrameCount> m_frames;
    Metadata m_metadata;
    ReleaseCodes m_codes;
    CueFindings m_cues;
    std::vector<std::string> m_unread; // chunks, in lower case
    std::optional<Adm> m_adm; // of the first axml that holds one
    Chna m_chna;
};

std::optional<Bytes> Reading::contentOf(const Chunk& chunk)
{
    const std::int64_t most = lowerCase(chunk.id) == "axml" ? mostAxmlBytes : mostOtherBytes;
    if (chunk.size <= most)
        return m_file.bytesAt(chunk.offset, chunk.size);
    m_metadata.faults.push_back({ "chunk-too-large", chunk.headerOffset,
        fmt::format("the {} chunk has {} bytes, more than {} can be no metadata: it is not read; write it again",
            fieldText(chunk.id), chunk.size, most) });
    m_unread.push_back(lowerCase(chunk.id));
    return std::nullopt;
}

// An application's own chunk in AIFF starts with the application's name.
bool Reading::isXmp(const Chunk& chunk)
{
    const Bytes name = m_file.bytesAt(chunk.offset, 4);
    return charsAt(name, 0, 4) == "XMP ";
}

// The rate that time references count at, where the caller does not know it.
int Reading::rateIn(const ChunkMap& map)
{
    const Chunk* format = map.find("fmt ");
    if (m_sampleRate > 0 || format == nullptr)
        return m_sampleRate;
    constexpr std::uint64_t mostRate = 10'000'000; // Hz; bounds a hostile header
    return static_cast<int>(std::min(uintAt(m_file.bytesAt(format->offset + 4, 4), 0, 4, map.endian), mostRate));
}

void Reading::readChunk(const ChunkMap& map, const Chunk& chunk)
{
    const std::string id = lowerCase(chunk.id);
    if (id == "id3 ") {
        readId3Chunk(m_file, { chunk.offset, chunk.size }, m_metadata, m_codes);
        return;
    }
    if (id == "_pmx" || (id == "appl" && isXmp(chunk))) {
        addXmp(chunk.size, m_metadata);
        return;
    }
    static constexpr std::array<std::string_view, 10> wanted { "bext", "ixml", "list", "axml", "chna", "dbmd", "cart",
        "cue ", "mark", "smpl" };
    if (std::ranges::find(wanted, id) == wanted.end())
        return;
    std::optional<Bytes> bytes = contentOf(chunk);
    if (!bytes)
        return;
    const bool isFirst = !m_metadata.sections.contains(id);
    if (id == "bext" && isFirst)
        readBext(*bytes, chunk.offset, rateIn(map), m_metadata);
    else if (id == "ixml" && isFirst)
        readIxml(std::move(*bytes), chunk.offset, rateIn(map), m_metadata);
    else if (id == "cart" && isFirst)
        readCart(*bytes, chunk.offset, m_metadata);
    else if (id == "axml")
        readModel(std::move(*bytes), chunk.offset);
    else if (id == "chna")
        readTracks(*bytes, chunk.offset);
    else if (id == "dbmd")
        readDbmd(*bytes, chunk.offset, m_metadata);
    else
        readList(id, *bytes, map.endian);
}

void Reading::readModel(Bytes bytes, std::int64_t offset)
{
    readAxml(bytes, m_metadata, m_codes);
    if (m_adm || !holdsAdm(m_metadata))
        return;
    Result<Adm> adm = parseAdm(std::move(bytes), offset);
    if (adm) {
        m_adm = std::move(*adm);
        return;
    }
    const std::string reason = "the ADM in the axml chunk cannot be read: " + adm.error().message;
    m_metadata.faults.push_back({ "adm-unreadable", adm.error().offset.value_or(offset), reason + "; write it again" });
    reportUnreadableAdm(reason, m_metadata);
}

void Reading::readTracks(ByteView bytes, std::int64_t offset)
{
    readChna(bytes, m_metadata);
    if (m_chna.rows.empty())
        m_chna = parseChna(bytes, offset);
}

// What the header says of the sound, for a caller that does not know it.
AtmosFile Reading::fileAround(const ChunkMap& map)
{
    AtmosFile file;
    const Chunk* format = map.find("fmt ");
    const Chunk* data = map.find("data");
    if (format == nullptr || data == nullptr)
        return file;
    const Bytes head = m_file.bytesAt(format->offset, 16);
    const int rate = rateIn(map);
    const int frameBytes = uint16At(head, 12, map.endian);
    file.channels = uint16At(head, 2, map.endian);
    if (rate <= 0 || frameBytes == 0)
        return file;
    file.sampleRate = rate;
    file.seconds = static_cast<double>(m_frames.value_or(data->size / frameBytes)) / rate;
    return file;
}

// Once axml, chna and dbmd are read, whichever stands first.
void Reading::reportModel(const ChunkMap& map)
{
    if (m_adm) {
        m_adm->chna = std::move(m_chna);
        reportAdm(std::move(*m_adm), m_metadata);
    }
    reportAtmos(fileAround(map), m_metadata);
}

void Reading::readList(std::string_view id, ByteView bytes, Endian endian)
{
    if (id == "list") {
        readInfo(bytes, endian, m_metadata, m_codes);
        m_cues.readList(bytes, endian);
    } else if (id == "cue ") {
        m_cues.readCue(bytes, endian);
    } else if (id == "smpl") {
        m_cues.readSampler(bytes, endian);
    } else if (id == "mark") {
        m_cues.readMark(bytes);
    }
}

void Reading::readChunks(const ChunkMap& map)
{
    // bext first, wherever it stands: its time reference wins over that of iXML.
    for (const bool wantsBext : { true, false }) {
        for (const Chunk& chunk : map.chunks) {
            if ((chunk.id == "bext") == wantsBext)
                readChunk(map, chunk);
        }
    }
    reportModel(map);
    if (map.family != ChunkFamily::none)
        m_cues.report(m_metadata);
    if (map.family == ChunkFamily::aiff)
        readAiffTexts(map, m_file, m_metadata);
}

void Reading::readStructure(const ChunkMap& map, Content content)
{
    const Content promised = contentOfExtension(m_file.path()).value_or(Content::unknown);
    Structure found = structureOfChunks(map, m_file, m_frames);
    if (content == Content::flac)
        found = structureOfFlac(m_file);
    else if (content == Content::mp4)
        found = structureOfMp4(m_file);
    else if (content == Content::mxf)
        found = structureOfMxf(m_file);
    else if (content == Content::ogg)
        found = structureOfOgg(m_file);
    else if (content == Content::matroska)
        found = structureOfMatroska(m_file);
    else if (content == Content::unknown && promised == Content::flac)
        found = structureOfFlac(m_file);
    else if (map.family == ChunkFamily::none) // frames may stand behind what nobody knows
        found = structureOfFrames(m_file, content != Content::unknown ? content : promised);
    m_metadata.faults = std::move(found.faults);
    m_metadata.parts = std::move(found.parts);
    if (const std::optional<Fault> fault = extensionFault(m_file.path(), content))
        m_metadata.faults.push_back(*fault);
}

Metadata Reading::run()
{
    Content content = assay::contentOf(m_file);
    const ChunkMap map = walkChunks(m_file);
    readStructure(map, content);
    readChunks(map);
    if (content == Content::unknown && endOfLeadingId3(m_file) > 0)
        content = Content::mpegAudio; // nothing else that Assay reads by its frames alone starts with such a tag
    if (content == Content::mp4)
        readMp4Tags(m_file, m_metadata, m_codes);
    else
        readTags(m_file, content, m_metadata, m_codes);
    if (content == Content::mxf)
        readMxfLabels(m_file, m_metadata);
    if (content == Content::flac) {
        readFlacStreamInfo(m_file, m_metadata);
        readFlacCuesheet(m_file, m_codes);
    }
    m_codes.report(m_metadata);
    for (const std::string& id : m_unread)
        addUnreadMeasures(m_metadata, id);
    return std::move(m_metadata);
}

} // namespace

Metadata readMetadata(const std::filesystem::path& file, int sampleRate, std::optional<FrameCount> frames)
{
    Metadata metadata;
    Result<LocalFile> opened = LocalFile::open(file);
    if (opened)
        metadata = Reading(*opened, sampleRate, frames).run();
    else if (opened.error().code != ErrorCode::malformed) // an empty file is one without structure
        metadata.faults.push_back({ "not-readable", {}, opened.error().message });
    addAbsentMeasures(metadata);
    addStructureMeasures(metadata.measures, metadata.faults, metadata.parts);
    return metadata;
}

} // namespace assay
