// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/measure_spec.h"

namespace assay
{

inline constexpr MeasureSpec leakSpec { "me.leak", Unit::events, ValueKind::events,
    "Dialogue left in the M&E, by channel: cross-correlation of the dialogue stem with the M&E from 150 Hz to 8 kHz, "
    "both "
    "without their colour, over 1.4 s, 6 s and all speech, a peak within 50 ms that is 12 times the median lag and "
    "borne out by other speech, or 24 times; value: dB re "
    "the dialogue, not under -60",
    "design values" };

inline constexpr MeasureSpec holeSpec { "me.hole", Unit::events, ValueKind::events,
    "What the mix holds beside its dialogue and the M&E lacks while somebody speaks (dialogue over -60 dBFS): 100 ms "
    "steps "
    "in which mix less dialogue less M&E is within 20 dB of mix less dialogue, and in which at least half of that is "
    "less "
    "sound, not other sound; 300 ms or more, joined within half a second; value: dB of what lacks re mix less dialogue",
    "design values" };

} // namespace assay
