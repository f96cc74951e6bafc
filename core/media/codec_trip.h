// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/layout.h"
#include "core/base/result.h"
#include "core/media/block.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace assay
{

/// A lossy codec with the settings of those who sell or send sound in it.
struct StoreCodec {
    std::string_view id; ///< "aac": the end of its measure's id
    std::string_view name; ///< for a person: "AAC"
    std::string_view encoder; ///< libav's name
    int bitRatePerChannel = 0; ///< bit/s; 0: `bitRate` for all channels together
    int bitRate = 0; ///< bit/s
    std::size_t fewestChannels = 1;
    std::size_t mostChannels = 2;
    bool alwaysAt48k = false; ///< else what is a multiple of 11.025 kHz goes at 44.1 kHz
};

/// All of them, in a fixed order.
[[nodiscard]] std::span<const StoreCodec> storeCodecs();

/// Why sound of this layout is not sent in that codec; empty where it is. Channels that carry data or other services do
/// not count: they are left out.
[[nodiscard]] std::string whyNotSent(const StoreCodec& codec, const Layout& layout);

/// Sound on its way through an encoder and a decoder. What comes back stands where it stood before: the delay of both
/// is taken out, and what they ring before the start and after the end is cut. Sound at a rate that the codec is not
/// sent at is resampled first, as a store does. Memory does not grow with length.
class CodecTrip
{
public:
    /// Takes consecutive frames that came back, at `sampleRate()`: a channel for each programme channel of the layout.
    using Sink = std::function<void(const Block& block)>;

    CodecTrip() = default;
    CodecTrip(const CodecTrip&) = delete;
    CodecTrip& operator=(const CodecTrip&) = delete;
    virtual ~CodecTrip() = default;

    /// Hz of what comes back.
    [[nodiscard]] virtual int sampleRate() const = 0;

    /// Sends consecutive frames of all channels of the layout. Errors: `decode`, with libav's words.
    [[nodiscard]] virtual Result<void> send(const Block& block, const Sink& sink) = 0;

    /// After the last frame: what is still under way. Errors: as `send`, and where less came back than was sent.
    [[nodiscard]] virtual Result<void> finish(const Sink& sink) = 0;
};

/// Errors: `unsupported` where this build of libav has no such encoder or decoder, or it refuses layout or rate.
[[nodiscard]] Result<std::unique_ptr<CodecTrip>> openCodecTrip(
    const StoreCodec& codec, const Layout& layout, int sampleRate);

} // namespace assay
