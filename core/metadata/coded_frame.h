// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"

#include <optional>

namespace assay
{

/// The header of one frame of a stream of coded sound that has no container around it.
struct CodedFrame {
    std::int64_t bytes = 0; ///< of the whole frame
    int rate = 0; ///< Hz
    int family = 0; ///< of frames that can follow each other: version and layer; the same number, the same kind
    int channels = 0;
};

constexpr std::int64_t codedFrameHead = 8; ///< bytes that the functions below want to see

/// MPEG-1, MPEG-2 and MPEG-2.5 audio, all layers. Empty for the free bit rate, whose frames state no size.
/// ISO/IEC 11172-3 2.4.2.3, ISO/IEC 13818-3 2.4.2.3.
[[nodiscard]] std::optional<CodedFrame> mpegFrame(ByteView head);

/// AAC in ADTS. ISO/IEC 13818-7, 6.2.
[[nodiscard]] std::optional<CodedFrame> adtsFrame(ByteView head);

/// AC-3 and E-AC-3. ETSI TS 102 366, 4.3 and E.1.2.
[[nodiscard]] std::optional<CodedFrame> ac3Frame(ByteView head);

} // namespace assay
