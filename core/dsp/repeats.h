// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace assay
{

/// A stretch of sound that stands right behind itself, to the last bit.
struct Repeat {
    TimeRange range; ///< of what is repeated: from the joint on, without the first time
    std::size_t block = 0; ///< frames that are repeated, once or more
};

/// What makes a repeat a buffer that was played again and not a tone, a loop or a drum machine. Lengths in frames.
struct RepeatRules {
    std::size_t shortest = 64; ///< block
    std::size_t longest = 8192; ///< block
    std::size_t mostTimes = 3; ///< that it is repeated: a tone repeats its period on and on
    std::size_t context = 1920; ///< of sound before the block
    double leastLevel = 0.00316; ///< RMS of block and context
    double largestStep = 3.98; ///< ratio of their RMS
    double joint
        = 6.0; ///< what the sound before does not foresee of the joint, over the RMS of what it does not elsewhere
    double natural = 0.5; ///< of that: as much at most where the block begins for the first time
};

/// Finds the repeats of one channel, whatever the size of the pieces it comes in. Of every 16 samples or so it looks up
/// one, chosen by its value so that both copies choose the same, and compares only where it was seen before.
class Repeats
{
public:
    explicit Repeats(const RepeatRules& rules);

    /// Takes the next samples; gives the repeats that they complete, until the next call.
    [[nodiscard]] const std::vector<Repeat>& process(std::span<const double> samples);

    /// At the end: the repeat that it cuts off, if any.
    [[nodiscard]] const std::vector<Repeat>& finish();

private:
    struct Seen { // where such a sample stood last
        std::uint32_t frame = 0; // its lower 32 bits
        std::uint32_t key = 0; // of the next one
    };
    struct Run { // equal to what stands `lag` before
        FrameCount start = 0;
        FrameCount end = 0;
        FrameCount lag = 0;
        bool weighed = false;
        bool isRepeat = false; // known when weighed
    };
    [[nodiscard]] std::size_t placeOf(FrameCount frame) const
    {
        return static_cast<std::size_t>(frame) & (m_places - 1);
    }
    [[nodiscard]] double at(FrameCount frame) const { return m_ring[placeOf(frame)]; }
    [[nodiscard]] FrameCount first() const // frame that is still there
    {
        return std::max<FrameCount>(m_end - static_cast<FrameCount>(m_places), 0);
    }
    [[nodiscard]] std::vector<double> between(FrameCount from, FrameCount to) const;
    void take(std::span<const double> piece);
    void search();
    void choose();
    void lookUp(FrameCount frame);
    void extend();
    void close();
    [[nodiscard]] bool weigh(const Run& run) const;
    [[nodiscard]] double surprise(FrameCount frame) const;

    static constexpr std::size_t hashes = 2048;
    RepeatRules m_rules;
    std::size_t m_places = 0; // in the ring; a power of two
    std::vector<double> m_ring; // the last samples, each copied once; behind them room to read on in
    FrameCount m_end = 0; // frames so far
    FrameCount m_next = 1; // to look at
    std::array<Seen, hashes> m_seen {}; // by the hash of the next sample
    std::optional<Run> m_run;
    std::vector<Repeat> m_found; // by the call at hand
};

} // namespace assay
