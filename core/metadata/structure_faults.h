// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/chunk_map.h"
#include "core/metadata/metadata.h"
#include "core/metadata/sniff.h"

namespace assay
{

/// What the walk through one file found.
struct Structure {
    std::vector<Fault> faults {}; ///< in the order of the places
    std::vector<ContainerPart> parts {};

    void add(std::string code, std::int64_t offset, std::string message)
    {
        faults.push_back({ std::move(code), offset, std::move(message) });
    }
    void addPart(std::string_view id, std::int64_t offset, std::int64_t size);
};

/// WAVE, RIFX, RF64, BW64, W64, AIFF, AIFC and CAF; `frames` is how many a decoder finds, where known. A fault that
/// only follows from another one is not told: one defect, one fault. Empty for other files.
[[nodiscard]] Structure structureOfChunks(
    const ChunkMap& map, LocalFile& file, std::optional<FrameCount> frames = std::nullopt);

/// FLAC: metadata blocks, the first frames and the last one against STREAMINFO. RFC 9639. Also of frames alone, which
/// no marker tells; empty for anything else.
[[nodiscard]] Structure structureOfFlac(LocalFile& file);

/// MP4 and QuickTime: the outer atoms. ISO/IEC 14496-12 4.2.
[[nodiscard]] Structure structureOfMp4(LocalFile& file);

/// MXF: partitions from the random index pack or from the header's word. SMPTE ST 377-1.
[[nodiscard]] Structure structureOfMxf(LocalFile& file);

/// MP3 and the other layers of MPEG audio, AAC in ADTS, AC-3 and E-AC-3: frame by frame. Empty for other content.
[[nodiscard]] Structure structureOfFrames(LocalFile& file, Content content);

/// Ogg: every page with its check sum and number. RFC 3533.
[[nodiscard]] Structure structureOfOgg(LocalFile& file);

/// Matroska and WebM: the elements of the segment. RFC 8794, RFC 9559.
[[nodiscard]] Structure structureOfMatroska(LocalFile& file);

/// "wrong-extension" where the name promises something else than the bytes hold.
[[nodiscard]] std::optional<Fault> extensionFault(const std::filesystem::path& file, Content content);

/// What each family asks of its own chunks; called by `structureOfChunks`.
void checkWave(const ChunkMap& map, LocalFile& file, std::optional<FrameCount> frames, Structure& structure);
void checkAiff(const ChunkMap& map, LocalFile& file, Structure& structure);
void checkCaf(const ChunkMap& map, Structure& structure);

/// More than one chunk of an id that may stand once only.
void checkDuplicates(const ChunkMap& map, std::span<const std::string_view> ids, Structure& structure);

/// A chunk's id for a message, in quotes.
[[nodiscard]] std::string quotedId(std::string_view id);

} // namespace assay
