// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/test_outcome.h"

#include <span>
#include <string>
#include <vector>

/// What a measured level comes from, as far as stored series, channel values and the stems of the same delivery tell.
/// Pure; every text is English, begins with a space and ends with a full stop, or is empty where nothing can be said.
namespace assay
{

/// Where a series of windows stands over a level. Entries end with their window.
struct Stretches {
    std::vector<TimeRange> ranges; ///< in frames of the programme, in order
    double seconds = 0.0; ///< their length together
};

/// The windows of `window` seconds in `track` that lie over `level` (or under it, where `under`); entries without a
/// value and those under `floor` are left out.
struct Beyond {
    std::string_view track;
    double window = 0.0; ///< s
    double level = 0.0;
    bool under = false;
    double floor = -1000.0;
};
[[nodiscard]] Stretches stretchesOf(const Beyond& beyond, const Subject& subject);

/// "10:12:03:00 to 10:12:40:00, 10:20:00:00 to 10:20:05:00 and 3 more": the longest three, in order of time.
[[nodiscard]] std::string describeStretches(const Stretches& stretches, const TimeBase& time);

/// Which windows push a maximum over its limit, and which stem is loudest there.
[[nodiscard]] std::string loudStretches(const Outcome& outcome, const Subject& subject);

/// The loudest channel or stem of a programme that is too loud, where it stands out.
[[nodiscard]] std::string loudestPart(const Subject& subject);

/// The channels over a limit of true peak, and the stem that peaks highest at the place of the maximum.
[[nodiscard]] std::string peakCauses(const Outcome& outcome, const Subject& subject);

/// What brings a loudness range that is too wide inside its limit: how many seconds to bring down, or to lift, how far,
/// and where. Tech 3342 computed again from the changed short-term loudness.
[[nodiscard]] std::string rangeAdvice(const Outcome& outcome, const Subject& subject);

} // namespace assay
