// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

namespace assay
{

constexpr std::int64_t id3HeadBytes = 10;

/// Four bytes of seven bits. ID3v2.4, 6.2.
[[nodiscard]] inline std::int64_t syncsafeAt(ByteView bytes, std::size_t at)
{
    std::int64_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value * 128 + static_cast<std::int64_t>(uintAt(bytes, at + i, 1, Endian::big) & 0x7FU);
    return value;
}

/// Size of the ID3v2 tag with this head, head and footer included; 0 where it is no head. ID3v2.4, 3.1.
[[nodiscard]] inline std::int64_t id3TagBytes(ByteView head)
{
    if (head.size() < static_cast<std::size_t>(id3HeadBytes) || charsAt(head, 0, 3) != "ID3")
        return 0;
    const bool hasFooter = (head[5] & 0x10U) != 0;
    return id3HeadBytes + syncsafeAt(head, 6) + (hasFooter ? id3HeadBytes : 0);
}

} // namespace assay
