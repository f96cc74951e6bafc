// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/window_extent.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace assay
{

namespace
{

constexpr double popDistance = 2.0; // s from the start of a 2-pop to FFOA, and from LFOA to that of a tail pop
constexpr double sameTime = 0.001; // s by which the pops of the channels may differ and still be one

FrameCount framesOf(double seconds, const Subject& subject)
{
    const double frames = std::round(seconds * subject.time.sampleRate);
    return static_cast<FrameCount>(std::clamp(frames, 0.0, static_cast<double>(subject.frames)));
}

Known<FrameCount> edgeOfSound(const char* id, const Subject& subject)
{
    const Measurement* edge = subject.measures.find(id);
    if (edge == nullptr || edge->state == MeasureState::notMeasured)
        return unknown(MeasureState::notMeasured, fmt::format("the window needs {}, which was not measured", id));
    if (edge->state == MeasureState::notApplicable)
        return unknown(MeasureState::notApplicable, fmt::format("the window is empty: {}", edge->reason));
    return framesOf(subject.measures.number(id).value_or(0.0), subject);
}

/// The start of the one pop near the head or the tail; empty where there is none there.
Known<std::optional<FrameCount>> popNear(bool head, const Subject& subject)
{
    const Measurement* pops = subject.measures.find("sync.pop");
    if (pops == nullptr || pops->state != MeasureState::ok)
        return unknown(MeasureState::notMeasured,
            "FFOA is found by the sync pop, which was not measured"
                + (pops != nullptr ? ": " + pops->reason : std::string()));
    std::optional<FrameCount> start;
    for (const Place& pop : pops->events) {
        const bool isHead = pop.start < subject.frames / 2;
        if (isHead != head)
            continue;
        if (start && toSeconds(std::abs(pop.start - *start), subject.time.sampleRate) > sameTime)
            return unknown(MeasureState::notMeasured,
                fmt::format("there are sync pops at different times at the {}, and only one can be right",
                    head ? "head" : "tail"));
        start = std::min(start.value_or(pop.start), pop.start);
    }
    return start;
}

Known<FrameCount> firstOfAction(const Window& window, const Subject& subject)
{
    if (window.ffoa)
        return framesOf(*window.ffoa, subject);
    const auto pop = popNear(true, subject);
    if (!pop)
        return tl::unexpected(pop.error());
    if (!*pop)
        return unknown(MeasureState::notMeasured,
            "there is no 2-pop at the head that would tell where FFOA is; a profile can declare it: window = { ffoa = "
            "8.0 }");
    return **pop + framesOf(popDistance, subject);
}

Known<FrameCount> lastOfAction(const Window& window, const Subject& subject)
{
    if (window.lfoa)
        return subject.frames - framesOf(*window.lfoa, subject);
    const auto pop = popNear(false, subject);
    if (pop && *pop)
        return **pop - framesOf(popDistance, subject);
    if (!pop && !window.ffoa)
        return tl::unexpected(pop.error());
    return edgeOfSound("signal.last_sound", subject);
}

Known<TimeRange> between(const Known<FrameCount>& start, const Known<FrameCount>& end)
{
    if (!start)
        return tl::unexpected(start.error());
    if (!end)
        return tl::unexpected(end.error());
    return TimeRange { *start, *end };
}

Known<TimeRange> action(const Window& window, const Subject& subject)
{
    auto range = between(firstOfAction(window, subject), lastOfAction(window, subject));
    if (range && range->length() <= 0)
        return unknown(MeasureState::notMeasured, "LFOA does not stand behind FFOA");
    return range;
}

} // namespace

Known<TimeRange> extentOf(const Window& window, const Subject& subject)
{
    if (subject.time.sampleRate <= 0)
        return unknown(MeasureState::notMeasured, "the sample rate is unknown");
    const FrameCount length = framesOf(window.seconds, subject);
    switch (window.kind) {
    case Window::Kind::whole:
        break;
    case Window::Kind::programme:
        return between(edgeOfSound("signal.first_sound", subject), edgeOfSound("signal.last_sound", subject));
    case Window::Kind::ffoa:
        return action(window, subject);
    case Window::Kind::first:
        return TimeRange { 0, length };
    case Window::Kind::last:
        return TimeRange { subject.frames - length, subject.frames };
    }
    return TimeRange { 0, subject.frames };
}

} // namespace assay
