// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/dsp/recent.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace assay
{

/// A stretch in which a sound stops dead on one value (digital zero: a mute; another: frozen) and goes on as before.
struct HeldRun {
    TimeRange range;
    double value = 0.0; ///< of every sample in it
};

/// What makes a held run a dropout and not music that pauses, fades or is a square wave.
struct HeldRunRules {
    std::size_t shortest = 48; ///< frames
    FrameCount longest = 168000; ///< frames
    std::size_t context = 1920; ///< frames of sound on both sides, in which nothing else is held
    std::size_t edge = 8; ///< frames next to the run, on both sides
    double leastLevel = 0.00316; ///< RMS of both contexts about the value held
    double largestStep = 3.98; ///< ratio of the RMS of the two contexts
    double leastEdge = 0.2; ///< highest magnitude at an edge, about the value held, over the RMS of its context
    double flatTop = 0.9; ///< of the highest magnitude in the contexts: what is held up there is clipping
};

/// Finds the held runs of one channel, whatever the size of the pieces it comes in. Looks at one sample pair in
/// `shortest`, and closer only where the two are equal.
class HeldRuns
{
public:
    explicit HeldRuns(const HeldRunRules& rules)
        : m_rules(rules)
    {
    }

    /// Takes the next samples; gives the runs that they complete, until the next call.
    [[nodiscard]] const std::vector<HeldRun>& process(std::span<const double> samples);

private:
    struct Side {
        double rms = 0.0;
        double edge = 0.0; // highest magnitude next to the run
        double highest = 0.0; // highest magnitude, about zero
    };
    struct Run {
        TimeRange range; // the end is where it still goes on
        double value = 0.0;
        std::optional<Side> before {}; // empty: not a dropout
        bool weighed = false; // `before` is known
    };
    [[nodiscard]] bool nextPair();
    void open(FrameCount frame);
    bool extend();
    void weighBefore();
    void close();
    void settle();
    [[nodiscard]] std::optional<Side> weigh(TimeRange context, double value, bool edgeIsLast);
    [[nodiscard]] bool isDropout(const Run& run);

    HeldRunRules m_rules;
    Recent m_sound;
    FrameCount m_probe = 0; // the next frame to compare with its successor
    FrameCount m_lastEnd = 0; // of the last run of any kind; the start of the programme is one
    std::optional<Run> m_open;
    std::optional<Run> m_waiting; // for the sound behind it
    std::vector<HeldRun> m_found; // by the call at hand
};

} // namespace assay
