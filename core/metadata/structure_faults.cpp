// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/structure_faults.h"

#include "core/base/path.h"
#include "core/metadata/text.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

/// What every file of chunks has to obey, whatever its chunks mean.
class Check
{
public:
    Check(const ChunkMap& map, Structure& structure)
        : m_map(map)
        , m_structure(structure)
    {
    }

    void checkForm();
    void checkChunk(const Chunk& chunk);
    void checkOuterSize();

private:
    void checkSize(const Chunk& chunk);
    void checkEnd();
    [[nodiscard]] bool needsDs64() const { return m_map.isLarge() && !m_map.find("ds64"); }
    [[nodiscard]] bool isSizeExplained() const;
    void add(std::string code, std::int64_t offset, std::string message)
    {
        m_structure.add(std::move(code), offset, std::move(message));
    }

    const ChunkMap& m_map;
    Structure& m_structure;
};

// FOURCC: printable characters, blanks only to fill up at the end (RIFF, "Chunks").
bool isValidId(std::string_view id)
{
    const std::string_view name = id.substr(0, id.find_last_not_of(' ') + 1);
    return !name.empty() && std::ranges::all_of(name, [](char c) { return c > 0x20 && c <= 0x7E; });
}

void Check::checkForm()
{
    if (m_map.family == ChunkFamily::caf)
        return;
    const bool known
        = m_map.family == ChunkFamily::aiff ? m_map.form == "AIFF" || m_map.form == "AIFC" : m_map.form == "WAVE";
    if (!known)
        add("form-type-invalid", m_map.family == ChunkFamily::w64 ? 24 : 8,
            fmt::format("the {} header names the form \"{}\", which is no sound file: export the file again",
                sanitizedUtf8(m_map.signature), sanitizedUtf8(m_map.form)));
    if (needsDs64())
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
                quotedId(chunk.id)));
    checkSize(chunk);
    if (chunk.padMissing)
        add("missing-pad", chunk.offset + chunk.size,
            fmt::format("the {} chunk has an odd size and no pad byte after it: strict readers {}; export the file "
                        "again",
                quotedId(chunk.id),
                chunk.offset + chunk.size == m_map.fileSize ? "take the file for cut off"
                                                            : "look for the next chunk one byte too late"));
}

void Check::checkSize(const Chunk& chunk)
{
    const bool waitsForDs64 = m_map.form == "WAVE" && m_map.signature != "RIFF" && !m_map.ds64;
    if (chunk.sizeUnknown && m_map.family != ChunkFamily::caf && !waitsForDs64) // CAF allows it for the last chunk
        add("data-size-unknown", chunk.headerOffset + 4,
            fmt::format("the size of the {} chunk was never filled in: the recording or export was not closed "
                        "properly; {} bytes to the end of the file are taken for it; export the file again",
                quotedId(chunk.id), chunk.size));
    if (chunk.declaredSize < 0)
        add("chunk-size-impossible", chunk.headerOffset,
            fmt::format("the {} chunk states a size smaller than its own header: what follows cannot be trusted; "
                        "export the file again",
                quotedId(chunk.id)));
    if (chunk.sizeWrong)
        add("chunk-size-wrong", chunk.headerOffset + 4,
            fmt::format("the {} chunk says it has {} bytes and the next chunk starts after {}: readers miss it or read "
                        "nonsense; export the file again",
                quotedId(chunk.id), chunk.declaredSize, chunk.size));
    if (chunk.truncated)
        add("truncated-chunk", chunk.headerOffset,
            fmt::format("the {} chunk promises {} bytes and the file has {} of them: the file is cut off or the size "
                        "is wrong; fetch or export it again",
                quotedId(chunk.id), chunk.declaredSize, chunk.size));
}

// Does another fault already say why the outer size cannot be right?
bool Check::isSizeExplained() const
{
    return needsDs64() || std::ranges::any_of(m_map.chunks, [](const Chunk& chunk) {
        return chunk.truncated || chunk.sizeUnknown || chunk.sizeWrong;
    });
}

void Check::checkEnd()
{
    if (m_map.chunks.size() == maxChunks)
        add("too-many-chunks", m_map.end,
            fmt::format("the file has more than {} chunks, the rest is not looked at: it is damaged", maxChunks));
    else if (m_map.stoppedAt)
        add("trailing-bytes", *m_map.stoppedAt,
            fmt::format("from here to the end of the file ({} B) nothing belongs to any chunk: remove it or export "
                        "the file again",
                m_map.fileSize - *m_map.stoppedAt));
}

void Check::checkOuterSize()
{
    constexpr std::int64_t most = 0xFFFFFFFFLL + 8; // what a 32-bit size can say
    const bool has32Bits = m_map.family == ChunkFamily::riff || m_map.family == ChunkFamily::aiff;
    if (has32Bits && !m_map.ds64 && m_map.fileSize > most) {
        add("riff-over-4-gib", 4,
            fmt::format("the file has {} bytes, more than the 32-bit sizes of {} can say: readers lose what lies "
                        "beyond 4 GiB; export it as RF64 or BW64",
                m_map.fileSize, m_map.signature));
        return;
    }
    checkEnd();
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
    const bool inDs64 = m_map.isLarge() && m_map.ds64;
    add("riff-size-mismatch",
        m_map.family == ChunkFamily::w64 ? 16
            : inDs64                     ? m_map.ds64->headerOffset + 8
                                         : 4,
        declared > m_map.fileSize
            ? fmt::format("the header promises {} bytes and the file has {}: it is cut off or the size is wrong; "
                          "fetch or export it again",
                declared, m_map.fileSize)
            : fmt::format("the header says that the file ends at byte {}, its chunks end at {}: readers may lose what "
                          "lies beyond; export the file again",
                declared, m_map.end));
}

} // namespace

void Structure::addPart(std::string_view id, std::int64_t offset, std::int64_t size)
{
    std::string text;
    for (const char c : id)
        text += c >= 0x20 && c <= 0x7E ? c : '?';
    parts.push_back({ std::move(text), offset, size });
}

std::string quotedId(std::string_view id)
{
    return '"' + sanitizedUtf8(id) + '"';
}

void checkDuplicates(const ChunkMap& map, std::span<const std::string_view> ids, Structure& structure)
{
    for (const std::string_view id : ids) {
        const Chunk* first = map.find(id);
        for (const Chunk& chunk : map.chunks) {
            if (chunk.id == id && &chunk != first)
                structure.add(fmt::format("{}-duplicate", trimmed(lowerCase(id))), chunk.headerOffset,
                    fmt::format("there is more than one {} chunk and readers differ in which they take: keep one",
                        quotedId(id)));
        }
    }
}

Structure structureOfChunks(const ChunkMap& map, LocalFile& file, std::optional<FrameCount> frames)
{
    Structure structure;
    if (map.family == ChunkFamily::none)
        return structure;
    Check check(map, structure);
    check.checkForm();
    for (const Chunk& chunk : map.chunks) {
        structure.addPart(chunk.id, chunk.headerOffset, chunk.declaredSize);
        check.checkChunk(chunk);
    }
    check.checkOuterSize();
    if (map.family == ChunkFamily::aiff)
        checkAiff(map, file, structure);
    else if (map.family == ChunkFamily::caf)
        checkCaf(map, structure);
    else
        checkWave(map, file, frames, structure);
    std::ranges::stable_sort(structure.faults, {}, &Fault::offset);
    return structure;
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
