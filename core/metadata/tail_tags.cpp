// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/tail_tags.h"

#include "core/base/id3_head.h"

#include <algorithm>

namespace assay
{

namespace
{

constexpr std::int64_t id3v1Bytes = 128;
constexpr std::int64_t apeFooterBytes = 32;
constexpr std::int64_t lyricsEndBytes = 15; // six digits of size and "LYRICS200"

// Bytes of the tag that ends at `end`, 0 where none does.
std::int64_t tagBytesBefore(LocalFile& file, std::int64_t end)
{
    if (charsAt(file.bytesAt(end - id3v1Bytes, 3), 0, 3) == "TAG")
        return id3v1Bytes;
    const Bytes ape = file.bytesAt(end - apeFooterBytes, apeFooterBytes);
    if (charsAt(ape, 0, 8) == "APETAGEX") { // its size leaves out a header, which a flag tells
        const bool hasHeader = (uintAt(ape, 20, 4, Endian::little) & 0x80000000U) != 0;
        return static_cast<std::int64_t>(uintAt(ape, 12, 4, Endian::little)) + (hasHeader ? apeFooterBytes : 0);
    }
    const Bytes lyrics = file.bytesAt(end - lyricsEndBytes, lyricsEndBytes);
    if (charsAt(lyrics, 6, 9) == "LYRICS200") {
        std::int64_t size = 0;
        for (const char digit : charsAt(lyrics, 0, 6))
            size = digit >= '0' && digit <= '9' ? size * 10 + (digit - '0') : 0;
        return size + lyricsEndBytes;
    }
    const Bytes id3 = file.bytesAt(end - id3HeadBytes, id3HeadBytes);
    if (charsAt(id3, 0, 3) == "3DI")
        return syncsafeAt(id3, 6) + 2 * id3HeadBytes;
    return 0;
}

} // namespace

std::int64_t startOfTailTags(LocalFile& file)
{
    std::int64_t end = file.size();
    constexpr int mostTags = 5; // one of each kind, and one to spare
    for (int tag = 0; tag < mostTags; ++tag) {
        const std::int64_t bytes = tagBytesBefore(file, end);
        if (bytes <= 0 || bytes > end)
            break;
        end -= bytes;
    }
    return end;
}

} // namespace assay
