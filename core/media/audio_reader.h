// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/base/layout.h"
#include "core/base/result.h"
#include "core/base/sample_format.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace assay
{

/// What one audio stream of a file is, as the file itself states it.
struct AudioFormat {
    int sampleRate = 0;
    SampleFormat sampleFormat = SampleFormat::integer;
    int bitDepth = 0; ///< valid bits a sample (24 in a 32-bit container is 24); 0 for coded formats
    std::string
        codec; ///< "pcm", "flac", "alac", "aac", "eac3", ...: lower case, libav's names, "pcm" for every plain PCM
    Layout layout;
    LayoutSource layoutSource = LayoutSource::assumed;
    std::string declaredLayout; ///< the file's own words: "mask 0x3f", "chan 121", "" where it says nothing
    std::optional<FrameCount> frames; ///< what the file promises; empty where it promises nothing exact
    std::optional<std::int64_t> bitRate; ///< bit/s, coded formats only

    [[nodiscard]] std::size_t channels() const { return layout.size(); }
};

/// Reads one audio stream as planar blocks, exactly as stored: never resamples, downmixes, pads or guesses.
///
/// Lifecycle: made by `openAudio`, read forward once, destroyed. One thread at a time. Opens read-only and local files
/// only.
class AudioReader
{
public:
    AudioReader() = default;
    AudioReader(const AudioReader&) = delete;
    AudioReader& operator=(const AudioReader&) = delete;
    virtual ~AudioReader() = default;

    [[nodiscard]] virtual const AudioFormat& format() const = 0;

    /// Fills up to `frames` frames into one plane per channel (scale: see Block). Returns how many; 0 is the end and
    /// only the end. NaN and infinity in a float file come through. Errors: `decode`, with the byte offset where known.
    [[nodiscard]] virtual Result<std::size_t> read(std::span<double* const> planes, std::size_t frames) = 0;
};

} // namespace assay
