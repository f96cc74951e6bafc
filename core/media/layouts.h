// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/layout.h"
#include "core/media/audio_reader.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace assay
{

/// The layout a WAVEFORMATEXTENSIBLE channel mask declares (libav's native masks use the same bits and go on above
/// them). Channels stand in the order of the bits; channels beyond the last bit are unknown. What "back" and "side"
/// mean depends on the whole mask: see Speaker. Empty where no bit names a channel.
[[nodiscard]] std::optional<Layout> layoutOfMask(std::uint64_t mask, std::size_t channels);

/// "mask 0x3f".
[[nodiscard]] std::string describeMask(std::uint64_t mask);

/// The mask FLAC gives a channel count (RFC 9639, 9.1.3); 0 for counts FLAC does not know.
[[nodiscard]] std::uint64_t flacMask(std::size_t channels);

/// What a `chan` atom or chunk (MOV, CAF, AIFF) declares.
struct ChanLayout {
    std::optional<Layout> layout; ///< empty where it names nobody ("discrete in order")
    std::string words; ///< "chan 121", "chan bitmap 0x3f", "chan labels"
};

/// `payload` starts at the layout tag (a MOV atom has four bytes of version and flags before it). Empty where it is
/// too short or speaks of another number of channels.
[[nodiscard]] std::optional<ChanLayout> layoutOfChan(ByteView payload, std::size_t channels);

/// What channels mean where the file says nothing: mono, stereo, SMPTE 5.1 and 7.1 by custom, else unknown. Always
/// marked as assumed.
[[nodiscard]] Layout assumedLayout(std::size_t channels);

/// Puts the declared layout, or the assumed one, and its source into `format`.
void setLayout(AudioFormat& format, const std::optional<Layout>& declared, std::string words, std::size_t channels);

} // namespace assay
