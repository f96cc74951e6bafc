// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/audio_reader.h"
#include "core/media/header_facts.h"
#include "core/media/libav_input.h"
#include "core/media/mov_tracks.h"
#include "core/media/probe.h"

struct AVChannelLayout;
struct AVCodecParameters;

namespace assay
{

/// libav's channel layout as ours; empty where libav does not know it. Channels stand in libav's order, which is the
/// order it decodes to.
[[nodiscard]] std::optional<Layout> layoutOfLibav(const AVChannelLayout& layout);

/// Corrects what libav 5.1 reads wrongly from a MOV or MP4 track (`ipcm` and `fpcm` codings) before the stream is
/// looked at or decoded. A coding nobody reads becomes libav's "none".
void correctMovTracks(LibavInput& input, const std::vector<MovSoundTrack>& tracks);

/// What Assay found in the file by itself.
struct OwnFindings {
    HeaderFacts header {}; ///< of a WAV, AIFF, CAF or FLAC file that libsndfile refused
    std::vector<MovSoundTrack> tracks {}; ///< of a MOV or MP4 file
};

/// What one audio stream is.
[[nodiscard]] AudioFormat formatOfStream(const LibavInput& input, const AVStream& stream, const OwnFindings& own);

/// Everything `probeMedia` tells, from libav. `header` is what Assay read by itself, if anything.
[[nodiscard]] Result<MediaInfo> probeWithLibav(LocalFile file, const HeaderFacts& header);

/// Opens the audio stream with libav's index `stream`. Errors: `unsupported` for a codec libav does not decode.
[[nodiscard]] Result<std::unique_ptr<AudioReader>> openWithLibav(LocalFile file, int stream, const HeaderFacts& header);

} // namespace assay
