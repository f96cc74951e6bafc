// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/programme_clock.h"

#include <QString>

#include <vector>

/// Where things are on the timeline. Pure: numbers in, numbers out; the widget only paints and forwards.
namespace assay
{

/// The part of a programme that is seen: [start, start + length) in frames, kept inside [0, total).
struct ViewRange {
    double start = 0.0;
    double length = 1.0;
    double total = 1.0;

    [[nodiscard]] double end() const { return start + length; }
    friend bool operator==(const ViewRange&, const ViewRange&) = default;
};

/// The shortest stretch that can be seen: below it the bins of the waveform say nothing more.
constexpr double shortestViewSeconds = 0.2;

[[nodiscard]] ViewRange fitted(FrameCount total);
/// `factor` > 1 shows more, < 1 less. The frame under `anchor` (0..1 of the width) stays where it is.
[[nodiscard]] ViewRange zoomed(const ViewRange& view, double factor, double anchor, int sampleRate);
/// Moved by `frames`, stopped at the ends.
[[nodiscard]] ViewRange panned(const ViewRange& view, double frames);
/// Shows `range` with air around it: unchanged zoom where it fits, else zoomed so that it fills a third.
[[nodiscard]] ViewRange revealing(const ViewRange& view, const TimeRange& range, int sampleRate);

[[nodiscard]] double frameAt(const ViewRange& view, double x, double width);
[[nodiscard]] double xOf(const ViewRange& view, double frame, double width);

/// One mark of the ruler.
struct Tick {
    double frame = 0.0;
    QString label; ///< empty for a minor tick
};

/// Round timecodes (or clock times) inside the view, labels at least `labelWidth` pixels apart.
[[nodiscard]] std::vector<Tick> ticks(
    const ViewRange& view, double width, double labelWidth, const ProgrammeClock& clock);

/// One lane of the timeline.
struct Lane {
    enum class Kind { ruler, wave, loudness, speech, peak, correlation, findings, overview };
    Kind kind = Kind::wave;
    int channel = -1; ///< for waves
    int top = 0;
    int height = 0;

    friend bool operator==(const Lane&, const Lane&) = default;
};

/// What the lanes have to hold.
struct LaneWish {
    int height = 0; ///< of the whole timeline
    int channels = 0; ///< waveform lanes
    bool correlation = true; ///< is there such a series?
    bool speech = false; ///< is it known where somebody speaks?
};

/// From top to bottom, without gaps and without overlap. Where there is little room the waves give way first.
[[nodiscard]] std::vector<Lane> laneStack(const LaneWish& wish);

/// The height below which the lanes of so many channels stop being legible.
[[nodiscard]] int leastHeight(int channels, bool speech);

} // namespace assay
