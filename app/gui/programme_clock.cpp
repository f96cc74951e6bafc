// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/programme_clock.h"

#include "reports/wording.h"

#include <algorithm>

namespace assay
{

ProgrammeClock ProgrammeClock::of(const ProgrammeRecord& programme)
{
    // Without a picture rate positions are told from the programme's start, as everywhere (reports/timing.h).
    return { std::max(programme.sampleRate, 1), programme.frameRate ? programme.startFrame.value_or(0) : 0,
        programme.frameRate };
}

QString ProgrammeClock::text(FrameCount frame) const
{
    const FrameCount position = std::max<FrameCount>(start + frame, 0);
    const std::string text
        = rate ? formatTimecode(position, sampleRate, *rate) : formatClock(toSeconds(position, sampleRate));
    return fromUtf8Text(text);
}

QString ProgrammeClock::lengthText(FrameCount frames) const
{
    return ProgrammeClock { sampleRate, 0, rate }.text(frames);
}

} // namespace assay
