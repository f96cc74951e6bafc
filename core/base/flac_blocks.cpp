// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/flac_blocks.h"

#include "core/base/id3_head.h"

namespace assay
{

namespace
{

constexpr std::size_t mostBlocks = 1000; // bounds a hostile file
constexpr std::uint8_t lastBlockFlag = 0x80; // RFC 9639, 8.1
constexpr int mostTags = 4; // two tags in a row exist; more is a hostile file

} // namespace

std::optional<FlacBlocks> readFlacBlocks(LocalFile& file)
{
    FlacBlocks found;
    for (int tag = 0; tag < mostTags; ++tag)
        found.start += id3TagBytes(file.bytesAt(found.start, id3HeadBytes));
    if (charsAt(file.bytesAt(found.start, 4), 0, 4) != "fLaC")
        return std::nullopt;
    found.end = found.start + 4;
    while (found.blocks.size() < mostBlocks && !found.complete) {
        const Bytes head = file.bytesAt(found.end, 4);
        if (head.size() < 4)
            break;
        const auto size = static_cast<std::int64_t>(uintAt(head, 1, 3, Endian::big));
        found.blocks.push_back({ head[0] & ~lastBlockFlag, found.end, found.end + 4, size });
        found.end += 4 + size;
        if (found.end > file.size())
            break;
        found.complete = (head[0] & lastBlockFlag) != 0;
    }
    return found;
}

} // namespace assay
