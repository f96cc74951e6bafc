// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/local_file.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace assay
{

/// What the first sample description of a MOV or MP4 sound track says and libav does not hand on.
struct MovSoundTrack {
    std::uint32_t id = 0; ///< of the track header; libav's AVStream::id
    std::string coding; ///< four characters: "in24", "ipcm", "mp4a"
    Bytes chan {}; ///< the `chan` atom from the layout tag on; empty where there is none
    int pcmBits = 0; ///< of a `pcmC` box (ISO/IEC 23003-5); 0 where there is none
    bool pcmIsLittle = false;
};

/// The sound tracks of a MOV or MP4 file in file order; empty for anything else.
[[nodiscard]] std::vector<MovSoundTrack> readMovSoundTracks(LocalFile& file);

} // namespace assay
