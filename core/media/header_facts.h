// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/base/layout.h"
#include "core/base/local_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay
{

/// Hz. Nothing records faster; a header that says more is damaged, and buffers sized by it would eat the machine.
inline constexpr int highestRate = 1'536'000;

/// Channels in one stream. Far beyond any desk; libav spends seconds and gigabytes on the 65535 a damaged header
/// states.
inline constexpr int mostChannels = 1024;

/// Bytes of a sound header that libsndfile 1.2.0 would refuse or misread, as it likes them better.
struct HeaderPatch {
    std::int64_t offset = 0;
    std::string bytes;
};

/// Bytes of a file.
struct ByteRange {
    std::int64_t offset = 0;
    std::int64_t size = 0;
};

/// What the header of a PCM container says beyond what libsndfile hands out: the promised length even where the file
/// is cut short, valid bits, the channel layout in the file's own words.
struct HeaderFacts {
    std::string container; ///< "wav", "rf64", "bw64", "w64", "aiff", "caf", "flac"
    int channels = 0;
    int sampleRate = 0; ///< Hz; of FLAC alone
    bool isLittleEndian = false; ///< the samples; false where nobody looked
    int validBits = 0; ///< a sample; 0 where not stated
    int blockAlign = 0; ///< bytes a frame; 0 where frames have no fixed size
    std::int64_t dataOffset = 0; ///< of the first sample, bytes; 0 where unknown
    std::optional<ByteRange> sound {}; ///< the chunk's sound as stored, as far as it is there; empty for FLAC
    std::string soundMd5 {}; ///< of the decoded samples (FLAC) or of the data (WAVE, chunk "MD5 ") as the file states it
    std::vector<HeaderPatch> patches {}; ///< what libsndfile must be shown instead of the file's bytes
    std::optional<FrameCount> frames {}; ///< promised; empty for streamed files and coded formats
    std::optional<Layout> layout {}; ///< where the file names its channels
    std::string declaredLayout {}; ///< the words it used
};

/// WAV, RIFX, RF64, BW64, W64. `container` stays empty where the file is none of them; likewise below.
[[nodiscard]] HeaderFacts readWaveHeader(LocalFile& file);
[[nodiscard]] HeaderFacts readAiffHeader(LocalFile& file);
[[nodiscard]] HeaderFacts readCafHeader(LocalFile& file);
[[nodiscard]] HeaderFacts readFlacHeader(LocalFile& file);

/// Looks at the first bytes and calls the right one of the above. An ID3v2 tag before FLAC is stepped over.
[[nodiscard]] HeaderFacts readHeaderFacts(LocalFile& file);

} // namespace assay
