// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/read_listener.h"
#include "core/base/result.h"
#include "core/base/timecode.h"
#include "core/media/audio_reader.h"
#include "core/media/dolby_header.h"
#include "core/media/header_facts.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace assay
{

/// One audio stream (track) of a container.
struct StreamInfo {
    int index = 0; ///< the backend's stream number, for `openAudio`
    AudioFormat format;
    std::string title {}; ///< the track's own name, if it has one
    std::string language {};
    std::optional<DolbyFacts> dolby {}; ///< of the first frame of an AC-3 or E-AC-3 stream
    std::string unmeasurable {}; ///< why a coding that is known cannot be decoded or rendered; empty where it can
};

/// The picture beside the sound, as its container and its codec state it; nothing of it is decoded. Names are libav's;
/// empty where nothing is stated.
struct PictureFacts {
    std::string codec;
    int width = 0;
    int height = 0;
    std::optional<FrameRate> frameRate {};
    std::string pixelFormat {};
    bool hasAlpha = false;
    std::string primaries {}; ///< "bt709", "bt2020", ...
    std::string transfer {};
    std::string matrix {};
    std::string range {}; ///< "tv" or "pc"
    std::string aspectRatio {}; ///< of the shown picture, "16:9"
    std::string fieldOrder {}; ///< "progressive", "tt", "bb", ...
    std::optional<double> seconds {};
};

/// What a file is, from its headers alone.
struct MediaInfo {
    std::string
        container; ///< "wav", "rf64", "bw64", "w64", "aiff", "caf", "flac", "mov", "mp4", "mxf", "mkv", "mp3", ...
    std::vector<StreamInfo> streams;
    std::optional<FrameRate> frameRate {}; ///< of the picture or of a timecode track
    std::optional<std::string>
        startTimecode {}; ///< a container's timecode track ("01:00:00:00"); bext is metadata's business
    int videoStreams = 0;
    std::optional<PictureFacts> picture {}; ///< of the first of them
    std::optional<ByteRange> sound {}; ///< where the whole sound lies as stored, in containers of one such run
    std::string soundMd5 {}; ///< of the decoded samples (FLAC) or the stored ones (WAVE), as the file states it
};

/// Reads the headers of a file. Content decides, not the extension. A file without any audio stream is `unsupported`;
/// so is one whose sound nobody here knows. A known coding without a decoder is a stream that is `unmeasurable`.
/// Errors name the file and the reason, never a library's bare code.
[[nodiscard]] Result<MediaInfo> probeMedia(const std::filesystem::path& file);

/// Opens one audio stream for reading; `stream` is a `StreamInfo::index`. `listener`, if any, overhears what is read
/// from the disk and must outlive the reader.
[[nodiscard]] Result<std::unique_ptr<AudioReader>> openAudio(
    const std::filesystem::path& file, int stream, ReadListener* listener = nullptr);

/// Multi-mono suffix of a file stem: {"title_PM", "Ls"} for "title_PM.Ls.wav" or "title_PM_Ls.wav".
struct MonoSuffix {
    std::string base;
    Speaker speaker = Speaker::unknown;
};

/// Empty where the name ends in no channel name. A dot, underscore, hyphen or space must stand before it.
[[nodiscard]] std::optional<MonoSuffix> monoSuffixOf(const std::filesystem::path& file);

} // namespace assay
