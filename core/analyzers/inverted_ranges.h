// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyzers/event_list.h"
#include "core/dsp/grid.h"
#include "core/dsp/pair_sums.h"

#include <string>
#include <utility>

namespace assay
{

/// Finds where one of two channels is the other turned over, from windows of 400 ms every 100 ms.
///
/// Sound that is only wide is opposed in some of its frequencies or for a moment; a turned leg is opposed in all of
/// them, for as long as it lasts. So a window counts where its correlation is below -0.9 both as it is (where the low
/// frequencies decide) and tilted by 6 dB an octave (where the high ones do). Windows too quiet to correlate neither
/// make a range nor end it.
class InvertedRanges
{
public:
    static constexpr double opposed = -0.9; // correlation; design value, usual in practice
    static constexpr FrameCount windowSteps = 4; // 400 ms
    static constexpr FrameCount leastWindows = 17; // 2 s from the start of the first to the end of the last
    static constexpr double largeShare = 0.1; // of the windows loud enough: then shorter ranges count, too

    InvertedRanges(std::string channel, int sampleRate)
        : m_channel(std::move(channel))
        , m_sampleRate(sampleRate)
    {
    }

    /// The next window loud enough, which ends where step `end` begins: its sums and those of its differences.
    void follow(FrameCount end, const Spread& sums, const Spread& differences)
    {
        ++m_loud;
        if (!(correlationOf(sums).value_or(0.0) < opposed && correlationOf(differences).value_or(0.0) < opposed))
            return endRange();
        if (m_windows == 0)
            m_start = end - windowSteps;
        m_end = end;
        m_sums += sums;
        ++m_windows;
        ++m_inverted;
    }

    /// At the end of the programme.
    void endRange()
    {
        if (m_windows == 0)
            return;
        const Place range { stepStart(m_start, m_sampleRate), stepStart(m_end, m_sampleRate), m_channel,
            correlationOf(m_sums) };
        m_all.add(range);
        if (m_windows >= leastWindows)
            m_long.add(range);
        m_windows = 0;
        m_sums = {};
    }

    /// The ranges found, each with its correlation.
    [[nodiscard]] const EventList& ranges() const
    {
        const bool large = static_cast<double>(m_inverted) > largeShare * static_cast<double>(m_loud);
        return large ? m_all : m_long;
    }

private:
    std::string m_channel;
    int m_sampleRate;
    FrameCount m_start = 0; // of the range at hand, in steps
    FrameCount m_end = 0;
    FrameCount m_windows = 0; // in the range at hand
    Spread m_sums; // of the range at hand
    FrameCount m_loud = 0; // windows loud enough to correlate
    FrameCount m_inverted = 0; // windows, of all ranges
    EventList m_all; // ranges of any length
    EventList m_long; // those of 2 s or more
};

} // namespace assay
