// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/local_file.h"

#include <optional>
#include <string>

namespace assay
{

/// Sound in objects as an MXF file carries it: nothing here renders it, so it cannot be measured.
struct MxfObjectSound {
    std::string codec; ///< "mga" or "iab"
    std::string what; ///< its name for a person, with the document that defines it
    int sampleRate = 0; ///< Hz; 0 where not stated
    int bits = 0; ///< a sample; 0 where not stated
    int channels = 0; ///< of the essence; 0 for IAB, which has none
};

/// Serial ADM in metadata-guided audio (SMPTE ST 2127-1, ST 2127-10) or immersive audio bitstream (ST 2098-2, ST
/// 2067-201), by the labels of the essence container and of the coding in the header metadata. Empty for other files.
[[nodiscard]] std::optional<MxfObjectSound> readMxfObjectSound(LocalFile& file);

} // namespace assay
