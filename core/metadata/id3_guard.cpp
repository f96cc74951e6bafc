// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/id3_guard.h"

#include <algorithm>

namespace assay
{

namespace
{

constexpr std::size_t mostChapters = 1000; // and so the deepest nesting
constexpr std::uint64_t mostCompressedBytes = 1 << 16; // of one frame; deflate unfolds at most 1032-fold
constexpr std::size_t headBytes = 10; // of the tag and of each frame

std::size_t countOf(std::string_view text, std::string_view word)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size()))
        ++count;
    return count;
}

// A name of four capitals or digits.
bool isFrameAt(ByteView tag, std::size_t at)
{
    const std::string_view name = charsAt(tag, at, 4);
    return at + headBytes <= tag.size()
        && std::ranges::all_of(name, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

} // namespace

bool isTameId3(ByteView tag)
{
    const std::string_view text = charsAt(tag, 0, tag.size());
    if (!text.starts_with("ID3") || tag.size() < headBytes)
        return true; // no tag: TagLib finds nothing either
    if (countOf(text, "CHAP") + countOf(text, "CTOC") > mostChapters)
        return false;
    const bool isNew = tag[3] >= 4;
    const unsigned compressed = isNew ? 0x08 : 0x80; // flag in the frame's last byte: ID3v2.4 4.1.2, ID3v2.3 3.3.1
    for (std::size_t at = headBytes; tag[3] >= 3 && isFrameAt(tag, at);) {
        const std::uint64_t plain = uintAt(tag, at + 4, 4, Endian::big);
        std::uint64_t size = isNew ? static_cast<std::uint64_t>(syncsafeAt(tag, at + 4)) : plain;
        // Some programs write plain sizes into v2.4 tags, and TagLib follows them.
        if (!isFrameAt(tag, at + headBytes + size) && isFrameAt(tag, at + headBytes + plain))
            size = plain;
        if ((tag[at + 9] & compressed) != 0 && size > mostCompressedBytes)
            return false;
        at += headBytes + static_cast<std::size_t>(size);
    }
    return true;
}

} // namespace assay
