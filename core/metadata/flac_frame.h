// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <optional>

namespace assay
{

/// The header of one FLAC frame. RFC 9639, 9.1.
struct FlacFrame {
    std::size_t headerBytes = 0;
    bool fixedBlocks = true; ///< `number` counts frames; else it is the first sample
    std::uint64_t number = 0;
    std::int64_t blockSize = 0; ///< samples a channel
    int rate = 0; ///< Hz; 0: as in STREAMINFO
    int channels = 0;
    int bits = 0; ///< 0: as in STREAMINFO
};

/// The frame that starts at `at`; empty where none can: no sync code, a forbidden value, or a wrong check sum.
[[nodiscard]] std::optional<FlacFrame> flacFrameAt(ByteView bytes, std::size_t at);

/// Check sum of a whole frame, its own two bytes included: 0 where it fits. RFC 9639, 9.3.
[[nodiscard]] std::uint16_t flacFrameSum(ByteView bytes);

} // namespace assay
