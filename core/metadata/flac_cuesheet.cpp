// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/flac_cuesheet.h"

#include "core/metadata/sniff.h"

namespace assay
{

namespace
{

constexpr unsigned cuesheetBlock = 5; // RFC 9639, 8.1
constexpr unsigned lastBlockFlag = 0x80;
constexpr int mostBlocks = 1024; // bounds a hostile file
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

void readFlacCuesheet(FileBytes& file, IsrcFindings& isrcs)
{
    std::int64_t at = endOfLeadingId3(file) + 4; // behind "fLaC"
    for (int block = 0; block < mostBlocks; ++block) {
        const Bytes head = file.read(at, 4);
        if (head.size() < 4)
            return;
        const auto size = static_cast<std::int64_t>(uintAt(head, 1, 3, Endian::big));
        if ((head[0] & 0x7FU) == cuesheetBlock)
            readTracks(file.read(at + 4, size), isrcs);
        if ((head[0] & lastBlockFlag) != 0)
            return;
        at += 4 + size;
    }
}

} // namespace assay
