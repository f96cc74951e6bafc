// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace assay
{

/// How a little-endian sample lies in a file.
enum class PlainSample { int16, int24, int32, float32 };

[[nodiscard]] std::size_t bytesOf(PlainSample kind);

/// Bytes that must be readable in front of the first sample.
constexpr std::size_t roomInFront = 1;

/// Converts interleaved samples into one plane per channel from frame `at` on, exactly: integers by their full scale.
/// `interleaved` holds whole frames, of which `roomInFront` bytes stand in front.
void convertPlain(
    PlainSample kind, std::span<const std::byte> interleaved, std::span<double* const> planes, std::size_t at);

} // namespace assay
