// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/compare/null_test.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr double nothingLeft = -200.0; // dB: what an exact null, or a stem that is not there at all, is told as

constexpr std::array specs {
    MeasureSpec { "null.residual", Unit::db, ValueKind::number,
        "What is left of a mix when its stems are taken away, RMS re the mix, after alignment and gain; an exact null "
        "is told as -200; without the steps that a limiter on the mix bus explains (null.limited)",
        "stem null test by practice; alignment and gain: design values" },
    MeasureSpec { "null.residual_peak", Unit::dbfs, ValueKind::number,
        "Highest sample of what is left of a mix when its stems are taken away, as null.residual",
        "stem null test by practice" },
    MeasureSpec { "null.as_delivered", Unit::db, ValueKind::number,
        "What is left of a mix when its stems are added up just as they lie in their files, RMS re the mix",
        "stem null test by practice" },
    MeasureSpec { "null.gain", Unit::db, ValueKind::number,
        "Gain at which the mix holds each stem, by least squares over the seconds that fit best (half of those in "
        "which each stem sounds); the one furthest from 0 dB",
        "least squares; half: design value" },
    MeasureSpec { "null.common_gain", Unit::db, ValueKind::number,
        "Gain at which the mix holds the sum of its stems as a whole: below 0, the mix is softer than its stems",
        "least "
        "squares, as null.gain" },
    MeasureSpec { "null.offset", Unit::samples, ValueKind::number,
        "How late each stem is against the mix (above 0: late), by the smoothed coherence transform over 16 stretches "
        "of 1.4 s, a peak 12 times the median lag, within 0.68 s or else about the best of 30 s by 10 ms levels; parts "
        "of a sample where two halves of the evidence agree; the one furthest from 0",
        "Carter, Nuttall and Cable 1973; design values" },
    MeasureSpec { "null.stem", Unit::none, ValueKind::text,
        "The stems that a failing null points at, each with what is the matter: silent, missing (20 dB down), doubled "
        "(gain 2 within 0.1, or held by another stem too), inverted, late, early, level (0.05 dB); none where none is",
        "design values" },
    MeasureSpec { "null.places", Unit::events, ValueKind::events,
        "Where the residual stands out: 100 ms steps 12 dB over the median, not under -60 dB and always over -30 dB re "
        "the mix, and over -90 dBFS, joined within half a second; value: dB re the mix there",
        "design values" },
    MeasureSpec { "null.limited", Unit::events, ValueKind::events,
        "Left out of null.residual: the sum of the stems goes beyond the highest peak of the mix and what is left is "
        "that sum turned down (by 9.5 dB at most), with release; none where they are over 25 % of the time",
        "design values" },
};

const MeasureSpec& residualSpec = specs[0];
const MeasureSpec& peakSpec = specs[1];
const MeasureSpec& asDeliveredSpec = specs[2];
const MeasureSpec& gainSpec = specs[3];
const MeasureSpec& commonGainSpec = specs[4];
const MeasureSpec& offsetSpec = specs[5];
const MeasureSpec& stemSpec = specs[6];
const MeasureSpec& placesSpec = specs[7];
const MeasureSpec& limitedSpec = specs[8];

double told(double db)
{
    return std::max(nothingLeft, db);
}

Measurement residualOf(const NullTest& test)
{
    Measurement result = measured(residualSpec, 0.0);
    NullLevels whole;
    const std::vector<std::string> names = test.layout.channelNames();
    for (std::size_t c = 0; c < test.channels.size(); ++c) {
        const NullLevels& channel = test.channels[c];
        whole.mixEnergy += channel.mixEnergy;
        whole.residualEnergy += channel.residualEnergy;
        result.channels.push_back({ names[c], {} });
        if (channel.mixEnergy > 0.0)
            result.channels.back().value = told(powerToDb(channel.residualEnergy / channel.mixEnergy));
    }
    if (whole.mixEnergy <= 0.0)
        return notApplicable(residualSpec, "the mix is silent");
    result.value = told(powerToDb(whole.residualEnergy / whole.mixEnergy));
    return result;
}

Measurement peakOf(const NullTest& test)
{
    if (std::ranges::all_of(test.channels, [](const NullLevels& channel) { return channel.mixEnergy <= 0.0; }))
        return notApplicable(peakSpec, "the mix is silent");
    Measurement result = measured(peakSpec, nothingLeft);
    const std::vector<std::string> names = test.layout.channelNames();
    double highest = 0.0;
    for (std::size_t c = 0; c < test.channels.size(); ++c) {
        const NullLevels& channel = test.channels[c];
        const double level = told(amplitudeToDb(channel.residualPeak));
        result.channels.push_back({ names[c], level });
        if (channel.residualPeak <= highest)
            continue;
        highest = channel.residualPeak;
        result.value = level;
        result.at = Place { channel.peakAt, channel.peakAt + 1, names[c], level };
    }
    return result;
}

// One value a stem; the furthest from 0 is the whole's.
Measurement byStem(
    const MeasureSpec& spec, const NullTest& test, const std::function<std::optional<double>(const StemFit&)>& valueOf)
{
    Measurement result = measured(spec, 0.0);
    double furthest = 0.0;
    std::string unknown;
    for (const StemFit& stem : test.stems) {
        const std::optional<double> value = valueOf(stem);
        result.channels.push_back({ stem.name, value });
        if (!value && stem.gain)
            unknown += (unknown.empty() ? "" : ", ") + stem.name;
        if (value && std::abs(*value) > std::abs(furthest))
            furthest = *value;
    }
    if (!unknown.empty())
        return notMeasured(spec, "not found in the mix: " + unknown);
    if (std::ranges::none_of(test.stems, [](const StemFit& stem) { return stem.gain.has_value(); }))
        return notApplicable(spec, "the stems are silent");
    result.value = furthest;
    return result;
}

std::string wordsFor(const StemFit& stem)
{
    const double offset = stem.offset.value_or(0.0);
    std::string words = fmt::format("{} {}", stem.name, nameOf(stem.fault, offset));
    if (!stem.channel.empty())
        words += " in " + stem.channel;
    if (offset != 0.0 && stem.fault != StemFault::missing)
        words += fmt::format(" {:.6g} samples", std::abs(offset));
    if (stem.fault == StemFault::level)
        words += fmt::format(" {:+.2f} dB", amplitudeToDb(std::abs(*stem.gain)));
    return words;
}

std::string stemsPointedAt(const NullTest& test)
{
    std::vector<std::string> found;
    for (const StemFit& stem : test.stems) {
        if (stem.fault != StemFault::none)
            found.push_back(wordsFor(stem));
    }
    for (const NullPlace& place : test.places) {
        const std::string by = place.offset != 0.0 ? fmt::format(" {:.6g} samples", std::abs(place.offset)) : "";
        const std::string words = fmt::format("{} {}{} in places", place.stem, nameOf(place.fault, place.offset), by);
        const bool isKnown = std::ranges::any_of(
            test.stems, [&](const StemFit& stem) { return stem.name == place.stem && stem.fault != StemFault::none; });
        if (place.fault != StemFault::none && !isKnown && std::ranges::find(found, words) == found.end())
            found.push_back(words);
    }
    std::string text;
    for (const std::string& words : found)
        text += (text.empty() ? "" : "; ") + words;
    return text.empty() ? "none" : text;
}

} // namespace

void addNullMeasures(const NullTest& test, MeasurementSet& out)
{
    out.add(residualOf(test));
    out.add(peakOf(test));
    out.add(measured(asDeliveredSpec, told(test.asDelivered)));
    out.add(byStem(gainSpec, test, [](const StemFit& stem) {
        return stem.gain ? std::optional(told(amplitudeToDb(std::abs(*stem.gain)))) : std::nullopt;
    }));
    const bool heard = std::ranges::any_of(test.stems, [](const StemFit& stem) { return stem.gain.has_value(); });
    out.add(heard ? measured(commonGainSpec, told(amplitudeToDb(std::abs(test.commonGain))))
                  : notApplicable(commonGainSpec, "the stems are silent"));
    out.add(byStem(offsetSpec, test, [](const StemFit& stem) { return stem.offset; }));
    out.add(measured(stemSpec, stemsPointedAt(test)));
    std::vector<Place> places;
    for (const NullPlace& place : test.places)
        places.push_back({ place.range.start, place.range.end, place.channel, told(place.level) });
    out.add(measuredEvents(placesSpec, std::move(places)));
    std::vector<Place> limited;
    for (const TimeRange& range : test.limited)
        limited.push_back({ range.start, range.end });
    out.add(measuredEvents(limitedSpec, std::move(limited)));
    for (const auto& [name, track] : test.series.tracks)
        out.series().tracks[name] = track;
}

std::span<const MeasureSpec> nullSpecs()
{
    return specs;
}

} // namespace assay
