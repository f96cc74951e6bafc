// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/local_file.h"

#include <optional>
#include <vector>

namespace assay
{

/// One metadata block of a FLAC file. RFC 9639, 8.1.
struct FlacBlock {
    int type = 0; ///< 0 STREAMINFO, 1 PADDING, 2 APPLICATION, 3 SEEKTABLE, 4 VORBIS_COMMENT, 5 CUESHEET, 6 PICTURE
    std::int64_t headerOffset = 0;
    std::int64_t offset = 0; ///< of the content
    std::int64_t size = 0; ///< bytes, as stated
};

/// What stands before the sound of a FLAC file.
struct FlacBlocks {
    std::int64_t start = 0; ///< of "fLaC", behind ID3v2 tags that have no business there but are common
    std::vector<FlacBlock> blocks {};
    std::int64_t end = 0; ///< behind the last block: where the sound starts
    bool complete = false; ///< the last block is marked as the last and lies within the file
};

/// Reads block headers only; empty where the file is no FLAC file. Stops at what lies outside of the file.
[[nodiscard]] std::optional<FlacBlocks> readFlacBlocks(LocalFile& file);

} // namespace assay
