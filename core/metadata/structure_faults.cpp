// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/structure_faults.h"

#include "core/base/path.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace assay
{

namespace
{

constexpr std::int64_t leastFormatBytes = 16; // PCMWAVEFORMAT
constexpr std::uint64_t tagPcm = 1;
constexpr std::uint64_t tagFloat = 3;
constexpr std::uint64_t tagExtensible = 0xFFFE;

class Check
{
public:
    Check(const ChunkMap& map, FileBytes& file, std::optional<FrameCount> frames)
        : m_map(map)
        , m_file(file)
        , m_frames(frames)
    {
    }

    std::vector<Fault> run();

private:
    void checkForm();
    void checkChunk(const Chunk& chunk);
    void checkOuterSize();
    void checkWaveOrder();
    void checkBlockAlign(const Chunk& format, const Chunk& data);
    void checkAiff();
    [[nodiscard]] bool isSizeExplained() const;
    void add(std::string code, std::int64_t offset, std::string message)
    {
        m_faults.push_back({ std::move(code), offset, std::move(message) });
    }

    const ChunkMap& m_map;
    FileBytes& m_file;
    std::optional<FrameCount> m_frames;
    std::vector<Fault> m_faults;
};

std::string nameOf(const Chunk& chunk)
{
    return '"' + sanitizedUtf8(chunk.id) + '"';
}

// FOURCC: printable characters, blanks only to fill up at the end (RIFF, "Chunks").
bool isValidId(std::string_view id)
{
    const std::string_view name = id.substr(0, id.find_last_not_of(' ') + 1);
    return !name.empty() && std::ranges::all_of(name, [](char c) { return c > 0x20 && c <= 0x7E; });
}

void Check::checkForm()
{
    const bool known
        = m_map.family == ChunkFamily::aiff ? m_map.form == "AIFF" || m_map.form == "AIFC" : m_map.form == "WAVE";
    if (!known)
        add("form-type-invalid", m_map.family == ChunkFamily::w64 ? 24 : 8,
            fmt::format("the {} header names the form \"{}\", which is no sound file: export the file again",
                sanitizedUtf8(m_map.signature), sanitizedUtf8(m_map.form)));
    if ((m_map.signature == "RF64" || m_map.signature == "BW64") && !m_map.hasDs64)
        add("ds64-missing", 12,
            fmt::format("a {} file must start with a ds64 chunk that holds the 64-bit sizes, and there is none: "
                        "write the file again",
                m_map.signature));
}

void Check::checkChunk(const Chunk& chunk)
{
    if (!isValidId(chunk.id) && m_map.family != ChunkFamily::w64)
        add("chunk-id-invalid", chunk.headerOffset,
            fmt::format("the chunk name {} holds characters that a chunk name may not have: readers may stop here; "
                        "remove the chunk or export the file again",
                nameOf(chunk)));
    if (chunk.sizeUnknown && !(m_map.form == "WAVE" && m_map.signature != "RIFF" && !m_map.hasDs64))
        add("data-size-unknown", chunk.headerOffset + 4,
            fmt::format("the size of the {} chunk was never filled in: the recording or export was not closed "
                        "properly; {} bytes to the end of the file are taken for it; export the file again",
                nameOf(chunk), chunk.size));
    if (chunk.truncated)
        add("truncated-chunk", chunk.headerOffset,
            fmt::format("the {} chunk promises {} bytes and the file has {} of them: the file is cut off or the size "
                        "is wrong; fetch or export it again",
                nameOf(chunk), chunk.declaredSize, chunk.size));
    if (chunk.padMissing)
        add("missing-pad", chunk.offset + chunk.size,
            fmt::format("the {} chunk has an odd size and no pad byte after it: strict readers {}; export the file "
                        "again",
                nameOf(chunk),
                chunk.offset + chunk.size == m_map.fileSize ? "take the file for cut off"
                                                            : "look for the next chunk one byte too late"));
}

// Does another fault already say why the outer size cannot be right?
bool Check::isSizeExplained() const
{
    const bool needsDs64 = (m_map.signature == "RF64" || m_map.signature == "BW64") && !m_map.hasDs64;
    return needsDs64
        || std::ranges::any_of(m_map.chunks, [](const Chunk& chunk) { return chunk.truncated || chunk.sizeUnknown; });
}

void Check::checkOuterSize()
{
    constexpr std::int64_t most = 0xFFFFFFFFLL + 8; // what a 32-bit size can say
    if (m_map.family == ChunkFamily::riff && !m_map.hasDs64 && m_map.fileSize > most) {
        add("riff-over-4-gib", 4,
            fmt::format("the file has {} bytes, more than the 32-bit sizes of {} can say: readers lose what lies "
                        "beyond 4 GiB; export it as RF64 or BW64",
                m_map.fileSize, m_map.signature));
        return;
    }
    if (m_map.chunks.size() == maxChunks)
        add("too-many-chunks", m_map.end,
            fmt::format("the file has more than {} chunks, the rest is not looked at: it is damaged", maxChunks));
    else if (m_map.stoppedAt)
        add("trailing-bytes", *m_map.stoppedAt,
            fmt::format("from here to the end of the file ({} B) nothing belongs to any chunk: remove it or export "
                        "the file again",
                m_map.fileSize - *m_map.stoppedAt));
    if (!m_map.declaredEnd || isSizeExplained())
        return;
    const std::int64_t declared = *m_map.declaredEnd;
    // The pad byte of the last chunk is counted by most writers and left out by some.
    const bool unpadded = declared == m_map.end - 1 && !m_map.chunks.empty()
        && m_map.chunks.back().offset + m_map.chunks.back().size == declared;
    const bool missesPad = declared == m_map.end + 1 && !m_map.chunks.empty() && m_map.chunks.back().padMissing;
    const bool coversRest = m_map.stoppedAt && declared > m_map.end && declared <= m_map.fileSize;
    if (declared == m_map.end || unpadded || missesPad || coversRest)
        return;
    add("riff-size-mismatch", m_map.family == ChunkFamily::w64 ? 16 : 4,
        declared > m_map.fileSize
            ? fmt::format("the header promises {} bytes and the file has {}: it is cut off or the size is wrong; "
                          "fetch or export it again",
                declared, m_map.fileSize)
            : fmt::format("the header says that the file ends at byte {}, its chunks end at {}: readers may lose what "
                          "lies beyond; export the file again",
                declared, m_map.end));
}

void Check::checkBlockAlign(const Chunk& format, const Chunk& data)
{
    const Bytes bytes = m_file.read(format.offset, std::min<std::int64_t>(format.size, 40));
    std::uint64_t tag = uintAt(bytes, 0, 2, m_map.endian);
    if (tag == tagExtensible)
        tag = uintAt(bytes, 24, 2, m_map.endian); // the sub-format GUID starts with the tag
    const auto blockAlign = static_cast<std::int64_t>(uintAt(bytes, 12, 2, m_map.endian));
    if ((tag != tagPcm && tag != tagFloat) || blockAlign == 0 || data.truncated || data.sizeUnknown)
        return;
    if (data.size % blockAlign != 0)
        add("data-not-block-aligned", data.headerOffset + 4,
            fmt::format("the data chunk holds {} bytes, which is no whole number of frames of {} bytes: the last "
                        "frame is cut; export the file again",
                data.size, blockAlign));
    else if (m_faults.empty() && m_frames && *m_frames != data.size / blockAlign)
        add("frame-count-mismatch", data.headerOffset + 4,
            fmt::format("the data chunk holds {} frames and the decoder finds {}: the fmt chunk does not fit the "
                        "sound; export the file again",
                data.size / blockAlign, *m_frames));
}

void Check::checkWaveOrder()
{
    const Chunk* format = m_map.find("fmt ");
    const Chunk* data = m_map.find("data");
    if (format == nullptr)
        add("fmt-missing", 12, "there is no fmt chunk: nobody can know how to play this file; export it again");
    else if (format->size < leastFormatBytes)
        add("fmt-too-short", format->headerOffset,
            fmt::format("the fmt chunk has {} bytes and needs at least {}: export the file again", format->size,
                leastFormatBytes));
    if (data == nullptr)
        add("data-missing", m_map.end, "there is no data chunk: the file holds no sound; export it again");
    if (format != nullptr && data != nullptr) {
        if (format->headerOffset > data->headerOffset)
            add("fmt-after-data", format->headerOffset,
                "the fmt chunk stands after the data chunk and must stand before it: many readers fail; export the "
                "file again");
        checkBlockAlign(*format, *data);
    }
    for (const std::string_view id : { "fmt ", "bext", "data" }) {
        bool seen = false;
        for (const Chunk& chunk : m_map.chunks) {
            if (chunk.id == id && std::exchange(seen, true))
                add(fmt::format("{}-duplicate", id.substr(0, id.find(' '))), chunk.headerOffset,
                    fmt::format("there is more than one {} chunk and readers differ in which they take: keep one",
                        nameOf(chunk)));
        }
    }
}

void Check::checkAiff()
{
    const Chunk* common = m_map.find("COMM");
    if (common == nullptr) {
        add("comm-missing", 12, "there is no COMM chunk: nobody can know how to play this file; export it again");
        return;
    }
    constexpr std::int64_t leastCommonBytes = 18; // AIFF 1.3, "Common chunk"
    if (common->size < leastCommonBytes)
        add("comm-too-short", common->headerOffset,
            fmt::format("the COMM chunk has {} bytes and needs at least {}: export the file again", common->size,
                leastCommonBytes));
    const Bytes bytes = m_file.read(common->offset, std::min<std::int64_t>(common->size, 22));
    const auto field = [&](std::size_t at, std::size_t size) {
        return static_cast<std::int64_t>(uintAt(bytes, at, size, Endian::big));
    };
    const std::int64_t frames = field(2, 4);
    const Chunk* sound = m_map.find("SSND");
    if (sound == nullptr && frames > 0)
        add("data-missing", m_map.end,
            fmt::format("the COMM chunk promises {} frames and there is no SSND chunk: the file holds no sound; "
                        "export it again",
                frames));
    const std::string_view coding = charsAt(bytes, 18, 4);
    const bool isPcm = m_map.form == "AIFF" || coding == "NONE" || coding == "sowt" || coding == "twos";
    if (sound == nullptr || sound->truncated || !isPcm)
        return;
    constexpr std::int64_t soundHeadBytes = 8; // offset and block size stand before the samples: AIFF 1.3
    const std::int64_t promised = frames * field(0, 2) * ((field(6, 2) + 7) / 8);
    if (promised > sound->size - soundHeadBytes)
        add("data-shorter-than-declared", sound->headerOffset + 4,
            fmt::format("the COMM chunk promises {} bytes of sound and the SSND chunk holds {}: the end is missing; "
                        "fetch or export the file again",
                promised, std::max<std::int64_t>(sound->size - soundHeadBytes, 0)));
}

std::vector<Fault> Check::run()
{
    if (m_map.family == ChunkFamily::none)
        return {};
    checkForm();
    for (const Chunk& chunk : m_map.chunks)
        checkChunk(chunk);
    checkOuterSize();
    if (m_map.family == ChunkFamily::aiff)
        checkAiff();
    else
        checkWaveOrder();
    std::ranges::stable_sort(m_faults, {}, &Fault::offset);
    return std::move(m_faults);
}

} // namespace

std::vector<Fault> structureFaults(const ChunkMap& map, FileBytes& file, std::optional<FrameCount> frames)
{
    return Check(map, file, frames).run();
}

std::optional<Fault> extensionFault(const std::filesystem::path& file, Content content)
{
    const std::optional<Content> promised = contentOfExtension(file);
    if (!promised || content == Content::unknown || content == *promised)
        return std::nullopt;
    return Fault { "wrong-extension", 0,
        fmt::format("the file is named {} and holds {}: rename it or export it as {}", toUtf8(file.extension()),
            describe(content), describe(*promised)) };
}

} // namespace assay
