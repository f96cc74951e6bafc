// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/local_file.h"

#include <filesystem>
#include <optional>
#include <string_view>

namespace assay
{

/// What the first bytes of a file say it is.
enum class Content { unknown, wave, w64, aiff, caf, flac, ogg, mp4, mxf, matroska, mpegAudio, adts, ac3, ape, wavpack };

/// A name for a person: "MPEG-4 or QuickTime".
[[nodiscard]] std::string_view describe(Content content);

/// Where sound starts behind an ID3v2 tag at the head of the file; 0 where there is none. ID3v2.4 section 3.1.
[[nodiscard]] std::int64_t endOfLeadingId3(LocalFile& file);

/// Looks behind a leading ID3v2 tag. MPEG audio and ADTS are believed only when two frames follow each other.
[[nodiscard]] Content contentOf(LocalFile& file);

/// The content that files of this extension hold; empty where the extension says nothing.
[[nodiscard]] std::optional<Content> contentOfExtension(const std::filesystem::path& file);

} // namespace assay
