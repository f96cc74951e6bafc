// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/timing.h"

namespace assay
{

TimeBase timeBaseOf(const ProgrammeRecord& programme)
{
    return { programme.sampleRate, programme.startFrame, programme.frameRate };
}

std::optional<std::string> timecodeOf(const ProgrammeRecord& programme, FrameCount frame)
{
    return timecodeAt(timeBaseOf(programme), frame);
}

std::string momentOf(const ProgrammeRecord& programme, FrameCount frame)
{
    return momentAt(timeBaseOf(programme), frame);
}

std::string lengthOf(const ProgrammeRecord& programme, FrameCount frames)
{
    return momentAt({ programme.sampleRate, {}, programme.frameRate }, frames);
}

} // namespace assay
