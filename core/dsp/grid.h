// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"

namespace assay
{

/// The time grid every windowed measure stands on: cells of 10 ms, of which ten make a step of 100 ms (the hop of
/// BS.1770's gating blocks and of a report's series). Cells begin at k * rate / 100 to the nearest frame, so that
/// rates whose hundredth is no whole number do not drift.
constexpr int cellsPerSecond = 100; // 10 ms: Tech 3341 tests 13 and 14 need a hop of 20 ms or less
constexpr int cellsPerStep = 10; // 100 ms: BS.1770-5 Annex 1, 75 % overlap of 400 ms; Tech 3342, 10 Hz
constexpr int stepsPerSecond = cellsPerSecond / cellsPerStep;

/// First frame of cell `cell`; the start of the next one is where it ends.
[[nodiscard]] constexpr FrameCount cellStart(FrameCount cell, int sampleRate)
{
    return (cell * sampleRate + cellsPerSecond / 2) / cellsPerSecond;
}

/// First cell that begins at `frame` or later.
[[nodiscard]] constexpr FrameCount cellFrom(FrameCount frame, int sampleRate)
{
    FrameCount cell = frame * cellsPerSecond / sampleRate;
    while (cellStart(cell, sampleRate) < frame)
        ++cell;
    while (cell > 0 && cellStart(cell - 1, sampleRate) >= frame)
        --cell;
    return cell;
}

/// First frame of step `step`.
[[nodiscard]] constexpr FrameCount stepStart(FrameCount step, int sampleRate)
{
    return cellStart(step * cellsPerStep, sampleRate);
}

/// Steps that `frames` frames touch: the length of a series.
[[nodiscard]] constexpr FrameCount stepsTouched(FrameCount frames, int sampleRate)
{
    if (frames <= 0 || sampleRate <= 0)
        return 0;
    FrameCount steps = frames * stepsPerSecond / sampleRate;
    while (stepStart(steps, sampleRate) < frames)
        ++steps;
    while (steps > 0 && stepStart(steps - 1, sampleRate) >= frames)
        --steps;
    return steps;
}

} // namespace assay
