// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/local_file.h"
#include "core/media/audio_reader.h"
#include "core/media/header_facts.h"

#include <memory>

namespace assay
{

/// FLAC of more bits than libsndfile 1.2.0 and libav 5.1 decode (25 to 32), through libFLAC itself. Errors: `malformed`
/// where no decoder can start.
[[nodiscard]] Result<std::unique_ptr<AudioReader>> openWithFlac(LocalFile file, const HeaderFacts& facts);

} // namespace assay
