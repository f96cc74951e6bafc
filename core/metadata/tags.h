// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/metadata/metadata.h"
#include "core/metadata/release_codes.h"
#include "core/metadata/sniff.h"

namespace assay
{

/// Part of a file that holds a tag.
struct FilePart {
    std::int64_t offset = 0;
    std::int64_t size = 0;
};

/// Reads the tags of MP3, ADTS, FLAC, Ogg, APE and WavPack files into section "tags" (lower-case names, several values
/// joined by "; ") and their ISRCs. Read-only and bounded: a tag that makes TagLib read more than a tag can hold, or
/// longer than two seconds, is given up with the fault "tags-unreadable".
void readTags(LocalFile& file, Content content, Metadata& metadata, ReleaseCodes& codes);

/// Reads one ID3v2 tag that lies in a chunk of a WAVE or AIFF file. TagLib sees the chunk alone and never walks the
/// file's chunks itself.
void readId3Chunk(LocalFile& file, FilePart part, Metadata& metadata, ReleaseCodes& codes);

} // namespace assay
