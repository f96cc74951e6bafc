// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/audio_reader.h"
#include "core/media/header_facts.h"

#include <memory>

namespace assay
{

/// Opens WAV, RF64, BW64, W64, AIFF, CAF and FLAC through libsndfile. `facts` is what the header says.
/// Errors: `malformed` with libsndfile's reason; `unsupported` for what libsndfile would open but not read whole
/// (a FLAC stream of unknown length, exotic codings). libav may still read these.
[[nodiscard]] Result<std::unique_ptr<AudioReader>> openWithSndfile(LocalFile file, const HeaderFacts& facts);

} // namespace assay
