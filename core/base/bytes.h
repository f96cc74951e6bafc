// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace assay
{

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

enum class Endian { little, big };

/// The unsigned integer of `count` (1..8) bytes at `at`; 0 where the bytes are not all there.
[[nodiscard]] inline std::uint64_t uintAt(ByteView bytes, std::size_t at, std::size_t count, Endian endian)
{
    if (at > bytes.size() || count > bytes.size() - at)
        return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i)
        value = value << 8U | bytes[at + (endian == Endian::big ? i : count - 1 - i)];
    return value;
}

[[nodiscard]] inline std::uint16_t uint16At(ByteView bytes, std::size_t at, Endian endian)
{
    return static_cast<std::uint16_t>(uintAt(bytes, at, 2, endian));
}

[[nodiscard]] inline std::uint32_t uint32At(ByteView bytes, std::size_t at, Endian endian)
{
    return static_cast<std::uint32_t>(uintAt(bytes, at, 4, endian));
}

/// `count` bytes at `at` as characters, fewer where the bytes end before. Lives as long as the bytes do.
[[nodiscard]] inline std::string_view charsAt(ByteView bytes, std::size_t at, std::size_t count)
{
    if (at >= bytes.size())
        return {};
    const ByteView part = bytes.subspan(at, std::min(count, bytes.size() - at));
    return { reinterpret_cast<const char*>(part.data()), part.size() };
}

} // namespace assay
