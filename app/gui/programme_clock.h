// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/inspection.h"

#include <QString>

namespace assay
{

/// Turns positions of a programme into what a person reads: timecode where a picture rate is known, else a clock.
struct ProgrammeClock {
    int sampleRate = 48000;
    FrameCount start = 0; ///< frames since midnight at which the programme starts
    std::optional<FrameRate> rate {};

    static ProgrammeClock of(const ProgrammeRecord& programme);

    /// "10:00:02:14", or "00:00:02.560" where no picture rate is known. `frame` counts from the programme's start.
    [[nodiscard]] QString text(FrameCount frame) const;
    /// A length: "00:00:08:07" or "00:00:08.280".
    [[nodiscard]] QString lengthText(FrameCount frames) const;
};

} // namespace assay
