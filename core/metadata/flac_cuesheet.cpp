// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/flac_cuesheet.h"

#include "core/base/flac_blocks.h"

namespace assay
{

namespace
{

constexpr int cuesheetBlock = 5; // RFC 9639, 8.1
constexpr std::size_t tracksAt = 396; // catalogue number 128, lead-in 8, flag and reserved 259, track count 1
constexpr std::size_t trackBytes = 36; // offset 8, number 1, ISRC 12, flags and reserved 14, index count 1
constexpr std::size_t indexBytes = 12;

void readTracks(ByteView sheet, IsrcFindings& isrcs)
{
    const std::uint64_t tracks = uintAt(sheet, tracksAt - 1, 1, Endian::big);
    std::size_t at = tracksAt;
    for (std::uint64_t track = 0; track < tracks && at + trackBytes <= sheet.size(); ++track) {
        if (sheet[at + 9] != 0) // twelve NULs where there is none
            isrcs.add("cuesheet", charsAt(sheet, at + 9, 12));
        at += trackBytes + indexBytes * sheet[at + trackBytes - 1];
    }
}

} // namespace

void readFlacCuesheet(LocalFile& file, IsrcFindings& isrcs)
{
    const std::optional<FlacBlocks> found = readFlacBlocks(file);
    if (!found)
        return;
    for (const FlacBlock& block : found->blocks) {
        if (block.type == cuesheetBlock)
            readTracks(file.bytesAt(block.offset, block.size), isrcs);
    }
}

} // namespace assay
