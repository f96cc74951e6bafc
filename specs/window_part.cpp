// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/window_part.h"

#include "specs/window_series.h"
#include "specs/wording.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr double gridGuard = 1e-6; // s: a hundredth of a frame, so that 0.1 s steps meet window edges

} // namespace

Known<Entries> Part::entries(const char* name, double length) const
{
    const Series& series = m_subject.measures.series();
    const std::vector<double>* track = series.find(name);
    if (track == nullptr || !(series.hopSeconds > 0.0))
        return unknown(
            MeasureState::notMeasured, fmt::format("the series \"{}\" that this window needs is not there", name));
    const double hop = series.hopSeconds;
    const double start = toSeconds(m_range.start, m_subject.time.sampleRate);
    const double end = toSeconds(m_range.end, m_subject.time.sampleRate);
    const bool overlap = length == touching;
    const double low
        = overlap ? std::floor((start + gridGuard) / hop) : std::ceil((start + length - gridGuard) / hop) - 1.0;
    const double high = overlap ? std::ceil((end - gridGuard) / hop) : std::floor((end + gridGuard) / hop);
    const auto size = static_cast<double>(track->size());
    const auto first = static_cast<std::size_t>(std::clamp(low, 0.0, size));
    const auto last = static_cast<std::size_t>(std::clamp(high, 0.0, size));
    if (first >= last)
        return unknown(MeasureState::notMeasured,
            fmt::format("the window is shorter than {} s", formatLimit(length, Unit::seconds)));
    return Entries { track, first, std::span(*track).subspan(first, last - first) };
}

Known<double> Part::other(const char* id) const
{
    const Measurement* whole = m_subject.measures.find(id);
    if (whole == nullptr || whole->state != MeasureState::ok)
        return unknown(whole == nullptr ? MeasureState::notMeasured : whole->state,
            fmt::format("{}: {}", id, whole == nullptr ? "not measured" : whole->reason));
    const Measurement part = fromSeries(*whole, m_range, m_subject).value();
    if (const auto value = part.value ? numberIn(*part.value) : std::nullopt)
        return *value;
    return unknown(part.state, fmt::format("{}: {}", id, part.reason));
}

} // namespace assay
