// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/timing.h"

#include "core/base/timecode.h"

namespace assay
{

namespace
{

// Beyond these the integer arithmetic of a timecode could overflow; a hostile report may claim anything.
constexpr FrameCount longestSeconds = 366LL * 24 * 3600; // s; a year of sound
constexpr int highestSampleRate = 100'000'000; // Hz
constexpr int highestNumerator = 500'000; // 120000/1001 is the highest rate in use
constexpr int highestDenominator = 2'000;

bool isPlausible(const FrameRate& rate, int sampleRate)
{
    return rate.numerator > 0 && rate.numerator <= highestNumerator && rate.denominator > 0
        && rate.denominator <= highestDenominator && sampleRate > 0 && sampleRate <= highestSampleRate;
}

std::optional<std::string> timecodeAt(const ProgrammeRecord& programme, FrameCount start, FrameCount frame)
{
    if (!programme.frameRate || !isPlausible(*programme.frameRate, programme.sampleRate))
        return std::nullopt;
    const FrameCount longest = longestSeconds * programme.sampleRate;
    if (start < 0 || start > longest || frame < -start || frame > longest)
        return std::nullopt;
    return formatTimecode(start + frame, programme.sampleRate, *programme.frameRate);
}

} // namespace

std::optional<std::string> timecodeOf(const ProgrammeRecord& programme, FrameCount frame)
{
    return timecodeAt(programme, programme.startFrame.value_or(0), frame);
}

std::string momentOf(const ProgrammeRecord& programme, FrameCount frame)
{
    return timecodeOf(programme, frame).value_or(formatClock(toSeconds(frame, programme.sampleRate)));
}

std::string lengthOf(const ProgrammeRecord& programme, FrameCount frames)
{
    return timecodeAt(programme, 0, frames).value_or(formatClock(toSeconds(frames, programme.sampleRate)));
}

bool placesAreBytes(std::string_view measureId)
{
    return measureId.starts_with("structure.");
}

} // namespace assay
