// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/timeline_geometry.h"

#include "app/gui/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay
{

namespace
{

ViewRange clamped(ViewRange view, double shortest)
{
    view.total = std::max(view.total, 1.0);
    view.length = std::clamp(view.length, std::min(shortest, view.total), view.total);
    view.start = std::clamp(view.start, 0.0, view.total - view.length);
    return view;
}

// Steps of the ruler in whole seconds; below one second in picture frames or milliseconds.
constexpr std::array secondSteps { 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400 };
constexpr std::array pictureSteps { 1, 2, 5, 10 };
constexpr std::array millisecondSteps { 10, 20, 50, 100, 200, 500 };
constexpr int minorPerMajor = 5;

/// A count of ruler units (picture numbers or milliseconds) and the audio frame each stands at.
struct RulerGrid {
    std::int64_t unitsPerSecond = 1000;
    std::vector<std::int64_t> steps; ///< in units, rising
};

RulerGrid gridOf(const ProgrammeClock& clock)
{
    RulerGrid grid;
    if (clock.rate) {
        grid.unitsPerSecond = clock.rate->nominal();
        for (const int step : pictureSteps) {
            if (step < grid.unitsPerSecond)
                grid.steps.push_back(step);
        }
    } else {
        grid.steps.assign(millisecondSteps.begin(), millisecondSteps.end());
    }
    for (const int step : secondSteps)
        grid.steps.push_back(step * grid.unitsPerSecond);
    return grid;
}

/// The frame (from midnight) at which a timecode number stands; numbers that drop-frame leaves out move to the next.
double frameOfNumber(std::int64_t number, const ProgrammeClock& clock)
{
    if (!clock.rate)
        return static_cast<double>(number) * clock.sampleRate / 1000.0;
    const FrameRate& rate = *clock.rate;
    const std::int64_t nominal = rate.nominal();
    std::int64_t picture = number;
    if (rate.drop) { // SMPTE ST 12-1, 6.3: two numbers a minute are left out (four at 59.94), but not each tenth
        const std::int64_t dropped = nominal / 15;
        const std::int64_t minutes = number / (nominal * 60);
        if (minutes % 10 != 0 && number % (nominal * 60) < dropped)
            picture = minutes * nominal * 60 + dropped;
        picture -= dropped * (minutes - minutes / 10);
    }
    // Rounded up to a whole audio frame, so that formatting gives the number back.
    return std::ceil(static_cast<double>(picture) * clock.sampleRate * rate.denominator / rate.numerator);
}

std::int64_t numberNear(double frame, const ProgrammeClock& clock, std::int64_t unitsPerSecond)
{
    const double perSecond = clock.rate ? static_cast<double>(clock.rate->numerator) / clock.rate->denominator : 1000.0;
    const auto units = static_cast<std::int64_t>(frame / clock.sampleRate * perSecond);
    // Drop-frame numbers run up to 0.1 % ahead of the pictures: start early enough, the caller skips what is outside.
    return clock.rate && clock.rate->drop ? units + units / 1000 - unitsPerSecond : units;
}

} // namespace

ViewRange fitted(FrameCount total)
{
    const double frames = std::max(static_cast<double>(total), 1.0);
    return { 0.0, frames, frames };
}

ViewRange zoomed(const ViewRange& view, double factor, double anchor, int sampleRate)
{
    const double under = view.start + anchor * view.length;
    ViewRange next = view;
    const double shortest = std::min(shortestViewSeconds * sampleRate, view.total);
    next.length = std::clamp(view.length * factor, shortest, view.total);
    next.start = under - anchor * next.length;
    return clamped(next, shortest);
}

ViewRange panned(const ViewRange& view, double frames)
{
    ViewRange next = view;
    next.start += frames;
    return clamped(next, view.length);
}

ViewRange revealing(const ViewRange& view, const TimeRange& range, int sampleRate)
{
    constexpr double roomAround = 3.0; // a revealed place that does not fit fills a third of the width
    constexpr double margin = 0.05; // of the width: nearer to an edge than this is not in plain sight
    const auto first = static_cast<double>(range.start);
    const auto last = static_cast<double>(range.end);
    const double length = last - first;
    ViewRange next = view;
    const bool fits = length <= view.length / 2.0;
    const bool inSight = first >= view.start + margin * view.length && last <= view.end() - margin * view.length;
    if (fits && inSight)
        return view;
    if (!fits)
        next.length = length * roomAround;
    next.start = (first + last) / 2.0 - next.length / 2.0;
    return clamped(next, shortestViewSeconds * sampleRate);
}

double frameAt(const ViewRange& view, double x, double width)
{
    return width > 0.0 ? view.start + x / width * view.length : view.start;
}

double xOf(const ViewRange& view, double frame, double width)
{
    return (frame - view.start) / view.length * width;
}

std::vector<Tick> ticks(const ViewRange& view, double width, double labelWidth, const ProgrammeClock& clock)
{
    std::vector<Tick> marks;
    if (width <= 0.0 || labelWidth <= 0.0)
        return marks;
    const RulerGrid grid = gridOf(clock);
    const double secondsPerLabel = view.length / clock.sampleRate * labelWidth / width;
    const double unitsPerLabel = secondsPerLabel * static_cast<double>(grid.unitsPerSecond);
    const auto found = std::ranges::find_if(
        grid.steps, [&](std::int64_t step) { return static_cast<double>(step) >= unitsPerLabel; });
    const std::int64_t step = found != grid.steps.end() ? *found : grid.steps.back();
    const std::int64_t minor = step % minorPerMajor == 0 ? step / minorPerMajor : step;
    const double from = view.start + static_cast<double>(clock.start);
    std::int64_t number = std::max<std::int64_t>(numberNear(from, clock, grid.unitsPerSecond), 0) / minor * minor;
    for (;; number += minor) {
        const double frame = frameOfNumber(number, clock) - static_cast<double>(clock.start);
        if (frame > view.end())
            return marks;
        if (frame < view.start)
            continue;
        const bool major = number % step == 0;
        marks.push_back({ frame, major ? clock.text(static_cast<FrameCount>(std::ceil(frame))) : QString() });
    }
}

std::vector<Lane> laneStack(const LaneWish& wish)
{
    constexpr int ruler = 28;
    constexpr int findings = 26;
    constexpr int speech = 34;
    constexpr int overview = 48;
    constexpr int leastWave = 22;
    const int free = std::max(wish.height - ruler - findings - overview - (wish.speech ? speech : 0), 0);
    // A quarter of the room is for loudness, a ninth each for peaks and correlation; the waves share the rest.
    const int loudness = std::clamp(free / 4, 84, 220);
    const int peak = std::clamp(free / 9, 44, 84);
    const int correlation = wish.correlation ? peak : 0;
    const int forWaves = free - loudness - peak - correlation;
    const int wave = wish.channels > 0 ? std::max(forWaves / wish.channels, leastWave) : 0;
    std::vector<Lane> lanes;
    int top = 0;
    const auto add = [&](Lane::Kind kind, int height, int channel = -1) {
        lanes.push_back({ kind, channel, top, height });
        top += height;
    };
    add(Lane::Kind::ruler, ruler);
    for (int channel = 0; channel < wish.channels; ++channel)
        add(Lane::Kind::wave, wave, channel);
    const int left = std::max(forWaves - wave * wish.channels, 0); // rounding, or all the waves' room without waves
    add(Lane::Kind::loudness, loudness + left);
    if (wish.speech)
        add(Lane::Kind::speech, speech);
    add(Lane::Kind::peak, peak);
    if (wish.correlation)
        add(Lane::Kind::correlation, correlation);
    add(Lane::Kind::findings, findings);
    add(Lane::Kind::overview, overview);
    return lanes;
}

int leastHeight(int channels, bool speech)
{
    const std::vector<Lane> lanes = laneStack({ 0, channels, true, speech });
    return lanes.back().top + lanes.back().height;
}

} // namespace assay
