// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/local_file.h"

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
    std::int64_t declaredSize = 0; ///< what the header (or ds64) promises; negative where that is no size at all (W64)
    bool truncated = false; ///< it promises more than the file has
    bool sizeUnknown = false; ///< data whose size was never filled in: taken to the file's end
    bool sizeWrong = false; ///< it is a few bytes off: the next chunk starts where `size` ends
    bool padMissing = false; ///< an odd size, and the next chunk follows (or the file ends) without the pad byte
};

enum class ChunkFamily { none, riff, aiff, w64, caf };

/// The 64-bit sizes of an RF64 or BW64 file. EBU Tech 3306 3.3; ITU-R BS.2088 9.1.
struct Ds64 {
    std::uint64_t riffSize = 0; ///< bytes behind the first eight of the file
    std::uint64_t dataSize = 0;
    std::uint64_t sampleCount = 0; ///< as in fact; a dummy in BW64
    std::uint64_t rows = 0; ///< of the table, as stated
    std::int64_t headerOffset = 0;
    std::int64_t size = 0; ///< of the chunk
};

/// The chunks of a RIFF, RIFX, RF64, BW64, AIFF, AIFC, W64 or CAF file in file order; what a lying header hides is not
/// followed. The one walk: readers of sound and of metadata take what they need from it. Sources: RIFF/WAVE (Microsoft,
/// IBM 1991), EBU Tech 3306 (RF64), BS.2088 (BW64), AIFF 1.3, AIFF-C, Sony Wave64, Core Audio Format 1.0.
struct ChunkMap {
    ChunkFamily family = ChunkFamily::none;
    std::string signature {}; ///< "RIFF", "RIFX", "RF64", "BW64", "FORM", "riff" (W64), "caff"
    std::string form {}; ///< "WAVE", "AIFF", "AIFC"; empty for CAF
    Endian endian = Endian::little;
    std::int64_t fileSize = 0;
    std::optional<std::int64_t> declaredEnd {}; ///< where the outer header says the file ends; empty: it does not say
    std::optional<Ds64> ds64 {};
    std::vector<Chunk> chunks {};
    std::int64_t end = 0; ///< end of the last chunk, its pad byte included
    std::optional<std::int64_t> stoppedAt {}; ///< the first byte that belongs to no chunk

    /// RF64 or BW64: sizes beyond 32 bits stand in ds64.
    [[nodiscard]] bool isLarge() const { return signature == "RF64" || signature == "BW64"; }
    /// The first chunk of this id, nullptr where there is none.
    [[nodiscard]] const Chunk* find(std::string_view id) const;
};

/// Chunks kept of one file: far more than any real file has, few enough that a hostile one cannot fill the memory.
constexpr std::size_t maxChunks = 10000;

/// Walks the outer chunks. Never fails, never recurses, reads headers (and ds64) only.
[[nodiscard]] ChunkMap walkChunks(LocalFile& file);

} // namespace assay
