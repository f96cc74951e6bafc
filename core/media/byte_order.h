// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace assay
{

enum class ByteOrder { little, big };

/// The unsigned number in `count` (1 to 8) bytes from `at`; missing bytes count as zero.
[[nodiscard]] inline std::uint64_t numberAt(
    std::span<const std::byte> bytes, std::size_t at, std::size_t count, ByteOrder order)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t index = at + (order == ByteOrder::big ? i : count - 1 - i);
        const std::byte byte = index < bytes.size() ? bytes[index] : std::byte { 0 };
        value = (value << 8U) | std::to_integer<std::uint64_t>(byte);
    }
    return value;
}

[[nodiscard]] inline std::uint16_t number16(std::span<const std::byte> bytes, std::size_t at, ByteOrder order)
{
    return static_cast<std::uint16_t>(numberAt(bytes, at, 2, order));
}

[[nodiscard]] inline std::uint32_t number32(std::span<const std::byte> bytes, std::size_t at, ByteOrder order)
{
    return static_cast<std::uint32_t>(numberAt(bytes, at, 4, order));
}

/// The text in up to `count` bytes from `at`.
[[nodiscard]] inline std::string textAt(std::span<const std::byte> bytes, std::size_t at, std::size_t count)
{
    std::string text;
    for (std::size_t i = at; i < at + count && i < bytes.size(); ++i)
        text += static_cast<char>(bytes[i]);
    return text;
}

} // namespace assay
