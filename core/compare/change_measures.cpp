// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/compare/sound_change.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr double nothingLeft = -200.0; // dB: what no difference at all is told as

constexpr std::array specs {
    MeasureSpec { "compare.essence", Unit::none, ValueKind::boolean,
        "The stored audio data of a new version are those of the old one (MD5 of the essence, same rate and channels)",
        "RFC 1321" },
    MeasureSpec { "compare.changed", Unit::events, ValueKind::events,
        "Where a new version differs from the old one, after offset and gain, in cells of 10 ms: in any sample where "
        "the versions are else the same, or else 12 dB over what is left throughout (the lower quartile) and over -80 "
        "dB re the sound, or over -60 dB re it and -90 dBFS; joined within half a second; value: dB of the difference "
        "re the louder of both there",
        "design values" },
    MeasureSpec { "compare.offset", Unit::samples, ValueKind::number,
        "How late a new version is against the old one (above 0: late), found as null.offset; with drift: at its start",
        "Carter, Nuttall and Cable 1973; design values" },
    MeasureSpec { "compare.gain", Unit::db, ValueKind::number,
        "Gain of a new version against the old one, by channel: the median over seconds, by energy; the channel "
        "furthest from 0 dB",
        "least squares; median: design value" },
    MeasureSpec { "compare.drift", Unit::none, ValueKind::number,
        "Difference of sample clocks in parts per million (above 0: the new version runs slower), from the lag in up "
        "to 24 stretches of 1.4 s: a line that three quarters of four or more lie on, a sample of change or more in "
        "all",
        "Carter, Nuttall and Cable 1973; design values" },
    MeasureSpec { "compare.residual", Unit::db, ValueKind::number,
        "The difference of a new version and the old one as a whole, after offset and gain, RMS re the new one; none "
        "at all is told as -200",
        "stem null test by practice" },
    MeasureSpec { "compare.head", Unit::samples, ValueKind::number,
        "What a new version has more at its start than the old one (below 0: what was cut off)", "as compare.offset" },
    MeasureSpec { "compare.tail", Unit::samples, ValueKind::number,
        "What a new version has more at its end than the old one (below 0: what was cut off)", "as compare.offset" },
};

const MeasureSpec& essenceSpec = specs[0];
const MeasureSpec& changedSpec = specs[1];
const MeasureSpec& offsetSpec = specs[2];
const MeasureSpec& gainSpec = specs[3];
const MeasureSpec& driftSpec = specs[4];
const MeasureSpec& residualSpec = specs[5];
const MeasureSpec& headSpec = specs[6];
const MeasureSpec& tailSpec = specs[7];

Measurement gainOf(const SoundChange& change)
{
    Measurement result = measured(gainSpec, 0.0);
    double furthest = 0.0;
    bool heard = false;
    for (std::size_t c = 0; c < change.gains.size(); ++c) {
        const auto& factor = change.gains[c];
        heard = heard || factor;
        const auto level = factor ? std::optional(amplitudeToDb(std::abs(*factor))) : std::nullopt;
        result.channels.push_back({ change.channels[c], level });
        if (level && std::abs(*level) > std::abs(furthest))
            furthest = *level;
    }
    if (!heard)
        return notApplicable(gainSpec, "no channel sounds alike in both versions");
    result.value = furthest;
    return result;
}

Measurement changedIn(const SoundChange& change)
{
    if (change.drift)
        return notMeasured(changedSpec, "the sample clocks of the versions differ");
    std::vector<Place> places;
    for (const ChangedRange& range : change.ranges)
        places.push_back({ range.range.start, range.range.end, range.channel, range.level });
    return measuredEvents(changedSpec, std::move(places));
}

} // namespace

void addChangeMeasures(const SoundChange& change, MeasurementSet& out)
{
    out.add(measured(essenceSpec, change.sameEssence));
    out.add(changedIn(change));
    out.add(gainOf(change));
    if (!change.related) {
        for (const MeasureSpec* spec : { &offsetSpec, &driftSpec, &residualSpec, &headSpec, &tailSpec })
            out.add(notApplicable(*spec, "the new version does not hold the sound of the old one"));
        return;
    }
    out.add(measured(offsetSpec, change.offset));
    out.add(measured(driftSpec, change.drift.value_or(0.0)));
    if (change.drift) {
        for (const MeasureSpec* spec : { &residualSpec, &headSpec, &tailSpec })
            out.add(notMeasured(*spec, "the sample clocks of the versions differ"));
        return;
    }
    out.add(measured(residualSpec, std::max(nothingLeft, powerToDb(change.residual))));
    out.add(measured(headSpec, change.offset));
    out.add(measured(tailSpec, change.tail()));
}

void addNoChangeMeasures(const std::string& reason, MeasurementSet& out)
{
    for (const MeasureSpec& spec : specs)
        out.add(notMeasured(spec, reason));
}

std::span<const MeasureSpec> changeSpecs()
{
    return specs;
}

} // namespace assay
