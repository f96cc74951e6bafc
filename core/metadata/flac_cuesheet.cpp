// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/flac_cuesheet.h"

#include "core/base/flac_blocks.h"
#include "core/metadata/text.h"

namespace assay
{

namespace
{

constexpr int cuesheetBlock = 5; // RFC 9639, 8.1
constexpr std::size_t tracksAt = 396; // catalogue number 128, lead-in 8, flag and reserved 259, track count 1
constexpr std::size_t trackBytes = 36; // offset 8, number 1, ISRC 12, flags and reserved 14, index count 1
constexpr std::size_t indexBytes = 12;

void readTracks(ByteView sheet, ReleaseCodes& codes)
{
    const std::uint64_t tracks = uintAt(sheet, tracksAt - 1, 1, Endian::big);
    constexpr std::size_t catalogueBytes = 128;
    const std::string_view catalogue = charsAt(sheet, 0, catalogueBytes);
    if (!fieldText(catalogue).empty())
        codes.addUpc("cuesheet", catalogue);
    std::size_t at = tracksAt;
    for (std::uint64_t track = 0; track < tracks && at + trackBytes <= sheet.size(); ++track) {
        if (sheet[at + 9] != 0) // twelve NULs where there is none
            codes.addIsrc("cuesheet", charsAt(sheet, at + 9, 12));
        at += trackBytes + indexBytes * sheet[at + trackBytes - 1];
    }
}

} // namespace

void readFlacCuesheet(LocalFile& file, ReleaseCodes& codes)
{
    const std::optional<FlacBlocks> found = readFlacBlocks(file);
    if (!found)
        return;
    for (const FlacBlock& block : found->blocks) {
        if (block.type == cuesheetBlock)
            readTracks(file.bytesAt(block.offset, block.size), codes);
    }
}

} // namespace assay
