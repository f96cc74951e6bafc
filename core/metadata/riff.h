// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/file_bytes.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// One chunk as it lies in the file.
struct Chunk {
    std::string id; ///< four characters as stored, of a W64 GUID its first four
    std::int64_t headerOffset = 0;
    std::int64_t offset = 0; ///< of the first byte after the header
    std::int64_t size = 0; ///< bytes that are really there
    std::int64_t declaredSize = 0; ///< what the header (or ds64) promises
    bool truncated = false; ///< it promises more than the file has
    bool sizeUnknown = false; ///< data whose size was never filled in: taken to the file's end
    bool padMissing = false; ///< an odd size, and the next chunk follows (or the file ends) without the pad byte
};

enum class ChunkFamily { none, riff, aiff, w64 };

/// The chunks of a RIFF, RIFX, RF64, BW64, AIFF, AIFC or W64 file in file order; what a lying header hides is not
/// followed. Sources: RIFF/WAVE (Microsoft, IBM 1991), EBU Tech 3306 (RF64), BS.2088 (BW64), AIFF 1.3, AIFF-C.
struct ChunkMap {
    ChunkFamily family = ChunkFamily::none;
    std::string signature {}; ///< "RIFF", "RIFX", "RF64", "BW64", "FORM", "riff" (W64)
    std::string form {}; ///< "WAVE", "AIFF", "AIFC"
    Endian endian = Endian::little;
    std::int64_t fileSize = 0;
    std::optional<std::int64_t> declaredEnd {}; ///< where the outer header says the file ends; empty: it does not say
    bool hasDs64 = false;
    std::vector<Chunk> chunks {};
    std::int64_t end = 0; ///< end of the last chunk, its pad byte included
    std::optional<std::int64_t> stoppedAt {}; ///< the first byte that belongs to no chunk

    /// The first chunk of this id, nullptr where there is none.
    [[nodiscard]] const Chunk* find(std::string_view id) const;
};

/// Chunks kept of one file: far more than any real file has, few enough that a hostile one cannot fill the memory.
constexpr std::size_t maxChunks = 10000;

/// Walks the outer chunks. Never fails, never recurses, reads headers (and ds64) only.
[[nodiscard]] ChunkMap walkChunks(FileBytes& file);

} // namespace assay
