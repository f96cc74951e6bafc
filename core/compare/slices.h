// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/sound_source.h"

#include <cstddef>
#include <vector>

namespace assay
{

/// Samples of one channel from some frame on; before the sound and behind it there is silence.
struct Slice {
    std::size_t channel = 0;
    FrameCount start = 0;
    std::vector<float> samples;
};

/// Fills the slices in one reading of the sound, as far as they go. Errors: those of reading, `cancelled`.
[[nodiscard]] Result<void> readSlices(
    const SoundSource& source, const std::vector<Slice*>& slices, const CompareOptions& options);

} // namespace assay
