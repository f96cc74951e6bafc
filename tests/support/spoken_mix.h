// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/wave_writer.h"

namespace assay::test
{

/// A mix of real speech and music: those of the example delivery (packaging/example/CREDITS.md), 48 kHz.
struct SpokenMix {
    double seconds = 32.0;
    double spoken = 32.0; ///< s from the start in which the reading goes on, with 4 s of pause after every 12
    double speechGain = 1.0;
    double musicGain = 1.8; ///< so the music is 10 LU below the speech
};

/// Its dialogue stem: 5.1 with the speech in the centre.
[[nodiscard]] Planes dialogueOf(const SpokenMix& mix);

/// All of it in 5.1: the speech in the centre, the music left and right.
[[nodiscard]] Planes planesOf(const SpokenMix& mix);

constexpr std::uint32_t fiveOneMask = 0x3F; // L R C LFE Ls Rs

} // namespace assay::test
