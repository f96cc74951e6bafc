// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace assay
{

/// A position or a length in frames (one sample of every channel). Signed, so that differences are safe;
/// 64-bit, so that a week at 192 kHz fits.
using FrameCount = std::int64_t;

/// [start, end) in frames.
struct TimeRange {
    FrameCount start = 0;
    FrameCount end = 0;

    [[nodiscard]] constexpr FrameCount length() const { return end - start; }
    friend constexpr bool operator==(const TimeRange&, const TimeRange&) = default;
};

[[nodiscard]] constexpr double toSeconds(FrameCount frames, int sampleRate)
{
    return sampleRate > 0 ? static_cast<double>(frames) / sampleRate : 0.0;
}

} // namespace assay
