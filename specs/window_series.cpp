// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/window_series.h"

#include "core/base/units.h"
#include "specs/window_levels.h"
#include "specs/window_part.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr double momentaryLength = 0.4; // s, Tech 3341
constexpr double shortTermLength = 3.0; // s, Tech 3341
constexpr double stepLength = 0.1; // s: an entry of a level series speaks for its own step
constexpr std::size_t momentarySteps = 4; // of 100 ms
constexpr std::size_t shortTermSteps = 30;
constexpr double monoFloor = -70.0; // LUFS: mono.loss, absolute gate of BS.1770-5
constexpr double endlessRatio = 199.9; // dB: from here a ratio in a series stands for silence on one side

constexpr const char* silent = "the window holds nothing but silence";

Known<double> orSilent(std::optional<double> value)
{
    if (value)
        return *value;
    return unknown(MeasureState::notApplicable, silent);
}

template <std::optional<double> (*reduce)(std::span<const double>)>
Known<double> reduced(const Part& part, const char* track, double length)
{
    const auto found = part.entries(track, length);
    return found ? orSilent(reduce(found->values)) : tl::unexpected(found.error());
}

Known<double> integrated(const Part& part)
{
    return reduced<loudnessOfWindow>(part, "momentary", momentaryLength);
}

Known<double> loRo(const Part& part)
{
    return reduced<loudnessOfWindow>(part, "loro_momentary", momentaryLength);
}

Known<double> ltRt(const Part& part)
{
    return reduced<loudnessOfWindow>(part, "ltrt_momentary", momentaryLength);
}

// Of the peaks of a fold-down no series is kept, but where the highest of the whole stands.
Known<double> foldPeak(const Part& part)
{
    if (part.holdsItsPlace())
        return numberIn(*part.measurement().value).value();
    return unknown(MeasureState::notMeasured,
        "the highest peak of this fold-down stands outside the window, and how high others are is not kept");
}

// A fold-down that is silent counts as the gate, as over the whole.
template <Known<double> (*folded)(const Part&)>
Known<double> foldLoss(const Part& part)
{
    const auto loudness = part.other("loudness.integrated");
    const auto fold = folded(part);
    if (!loudness || (!fold && fold.error().state != MeasureState::notApplicable))
        return tl::unexpected(loudness ? fold.error() : loudness.error());
    return *loudness - fold.value_or(absoluteGate);
}

Known<double> rangeWidth(const Part& part)
{
    return reduced<rangeOfWindow>(part, "short_term", shortTermLength);
}

Known<double> rangeLow(const Part& part)
{
    return reduced<rangeLowOfWindow>(part, "short_term", shortTermLength);
}

Known<double> rangeHigh(const Part& part)
{
    return reduced<rangeHighOfWindow>(part, "short_term", shortTermLength);
}

// Every fourth block: side by side they cover the window to the last 0.4 s.
Known<double> ungated(const Part& part)
{
    const auto found = part.entries("momentary", momentaryLength);
    if (!found)
        return tl::unexpected(found.error());
    std::vector<double> apart;
    for (std::size_t i = 0; i < found->values.size(); i += momentarySteps)
        apart.push_back(found->values[i]);
    return orSilent(meanLevel(apart));
}

template <std::optional<double> (*extreme)(std::span<const double>)>
Known<double> exactOr(const Part& part, const char* track, double length)
{
    if (part.holdsItsPlace())
        return numberIn(*part.measurement().value).value();
    return reduced<extreme>(part, track, length);
}

Known<double> momentaryMax(const Part& part)
{
    return exactOr<largest>(part, "momentary", momentaryLength);
}

Known<double> shortTermMax(const Part& part)
{
    return exactOr<largest>(part, "short_term", shortTermLength);
}

Known<double> truePeak(const Part& part)
{
    return exactOr<largest>(part, "true_peak", touching);
}

Known<double> samplePeak(const Part& part)
{
    return exactOr<largest>(part, "sample_peak", touching);
}

Known<double> rms(const Part& part)
{
    return reduced<meanLevel>(part, "rms", stepLength);
}

Known<double> leqM(const Part& part)
{
    return reduced<meanLevel>(part, "leq_m", stepLength);
}

Known<double> deviation(const Part& part)
{
    const auto loudness = part.other("loudness.integrated");
    const auto found = part.entries("short_term", shortTermLength);
    if (!loudness || !found)
        return tl::unexpected(loudness ? found.error() : loudness.error());
    const auto gate = rangeGateOfWindow(found->values);
    double farthest = 0.0;
    for (const double level : found->values) {
        if (gate && level >= *gate)
            farthest = std::max(farthest, std::abs(level - *loudness));
    }
    return gate ? Known<double>(farthest) : orSilent({});
}

Known<double> peakToLoudness(const Part& part)
{
    const auto loudness = part.other("loudness.integrated");
    const auto peak = part.other("peak.true");
    if (!loudness || !peak)
        return tl::unexpected(loudness ? peak.error() : loudness.error());
    return *peak - *loudness;
}

Known<double> smallestPeakToShortTerm(const Part& part)
{
    if (part.holdsItsPlace())
        return numberIn(*part.measurement().value).value();
    const auto loudness = part.other("loudness.integrated");
    const auto found = part.entries("short_term", shortTermLength);
    const auto peaks = part.entries("true_peak", touching);
    if (!loudness || !found || !peaks)
        return tl::unexpected(!loudness ? loudness.error() : !found ? found.error() : peaks.error());
    const double gate = std::max(absoluteGate, *loudness + rangeGate);
    std::optional<double> smallest;
    for (std::size_t i = 0; i < found->values.size(); ++i) {
        const std::size_t end = found->first + i + 1;
        if (!(found->values[i] >= gate) || end < shortTermSteps || end > peaks->track->size())
            continue;
        const auto peak = largest(std::span(*peaks->track).subspan(end - shortTermSteps, shortTermSteps));
        if (peak && (!smallest || *peak - found->values[i] < *smallest))
            smallest = *peak - found->values[i];
    }
    return orSilent(smallest);
}

// Powers of the two sides of a ratio that a series holds in dB.
struct Sides {
    double upper = 0.0;
    double lower = 0.0;

    void add(double level, double ratio)
    {
        if (!std::isfinite(level) || !std::isfinite(ratio))
            return; // silence
        const double power = dbToPower(level);
        upper += ratio > -endlessRatio ? power / (1.0 + dbToPower(-ratio)) : 0.0;
        lower += ratio < endlessRatio ? power / (1.0 + dbToPower(ratio)) : 0.0;
    }
};

// Steps are weighed by their level: "rms" is the mean power of both channels, of which that of mid and side is a
// multiple.
Known<double> ratio(const Part& part, const char* track, const char* noUpper, const char* noLower)
{
    const auto levels = part.entries("rms", stepLength);
    const auto ratios = part.entries(track, stepLength);
    if (!levels || !ratios)
        return tl::unexpected(levels ? ratios.error() : levels.error());
    Sides sum;
    for (std::size_t i = 0; i < std::min(levels->values.size(), ratios->values.size()); ++i)
        sum.add(levels->values[i], ratios->values[i]);
    if (!(sum.upper > 0.0) || !(sum.lower > 0.0))
        return unknown(MeasureState::notApplicable, sum.upper > 0.0 ? noLower : sum.lower > 0.0 ? noUpper : silent);
    return powerToDb(sum.upper) - powerToDb(sum.lower);
}

Known<double> balance(const Part& part)
{
    return ratio(
        part, "balance", "the left channel is silent in the window", "the right channel is silent in the window");
}

Known<double> width(const Part& part)
{
    return ratio(part, "width", "both channels are the same in the window: there is no side",
        "one channel is the other inverted in the window: no mid");
}

Known<Entries> correlations(const Part& part)
{
    if (part.measurement().channels.size() > 1)
        return unknown(MeasureState::notMeasured,
            fmt::format("the series holds the correlation of {} alone, and there are more pairs",
                part.measurement().channels.front().channel));
    return part.entries("correlation", momentaryLength);
}

Known<double> lowestCorrelation(const Part& part)
{
    if (part.holdsItsPlace())
        return numberIn(*part.measurement().value).value();
    const auto found = correlations(part);
    return found ? orSilent(smallest(found->values)) : tl::unexpected(found.error());
}

// As the whole is: each 400 ms by its energy in both channels, which "rms" and "balance" tell.
Known<double> correlation(const Part& part)
{
    const auto found = correlations(part);
    const auto levels = part.entries("rms", stepLength);
    const auto ratios = part.entries("balance", stepLength);
    if (!found || !levels || !ratios)
        return tl::unexpected(!found ? found.error() : !levels ? levels.error() : ratios.error());
    double product = 0.0;
    Sides all;
    for (std::size_t i = 0; i < found->values.size(); ++i) {
        if (!std::isfinite(found->values[i]))
            continue;
        Sides window;
        for (std::size_t k = found->first + i + 1 - momentarySteps; k <= found->first + i; ++k) {
            if (k < std::min(levels->track->size(), ratios->track->size()))
                window.add((*levels->track)[k], (*ratios->track)[k]);
        }
        product += found->values[i] * std::sqrt(window.upper * window.lower);
        all.upper += window.upper;
        all.lower += window.lower;
    }
    if (!(all.upper > 0.0 && all.lower > 0.0))
        return unknown(MeasureState::notApplicable, "the window holds nothing loud enough to correlate");
    return product / std::sqrt(all.upper * all.lower);
}

// Over the blocks that pass the gates in stereo; a mono sum without a value is silent.
Known<double> monoLoss(const Part& part)
{
    const bool isFolded = part.measurement().at && part.measurement().at->channel == "Lo/Ro";
    const auto stereo = part.entries(isFolded ? "loro_momentary" : "momentary", momentaryLength);
    const auto mono = part.entries("mono_momentary", momentaryLength);
    if (!stereo || !mono)
        return tl::unexpected(stereo ? mono.error() : stereo.error());
    const auto gate = gateOfWindow(stereo->values);
    if (!gate)
        return orSilent({});
    std::vector<double> loud;
    std::vector<double> summed;
    for (std::size_t i = 0; i < std::min(stereo->values.size(), mono->values.size()); ++i) {
        if (stereo->values[i] > *gate) {
            loud.push_back(stereo->values[i]);
            summed.push_back(mono->values[i]);
        }
    }
    const auto whole = meanLevel(loud);
    return whole ? Known<double>(*whole - std::max(monoFloor, meanLevel(summed).value_or(monoFloor))) : orSilent({});
}

struct SeriesMeasure {
    std::string_view id;
    Known<double> (*compute)(const Part& part);
    bool keepsPlace = false; ///< the whole measurement holds where its place stands inside
};

constexpr std::array seriesMeasures {
    SeriesMeasure { "loudness.integrated", integrated },
    SeriesMeasure { "loudness.ungated", ungated },
    SeriesMeasure { "loudness.range", rangeWidth },
    SeriesMeasure { "loudness.range_low", rangeLow },
    SeriesMeasure { "loudness.range_high", rangeHigh },
    SeriesMeasure { "loudness.momentary_max", momentaryMax, true },
    SeriesMeasure { "loudness.short_term_max", shortTermMax, true },
    SeriesMeasure { "loudness.short_term_deviation", deviation },
    SeriesMeasure { "loudness.rms", rms },
    SeriesMeasure { "loudness.leq_m", leqM },
    SeriesMeasure { "dynamics.plr", peakToLoudness },
    SeriesMeasure { "dynamics.psr_min", smallestPeakToShortTerm, true },
    SeriesMeasure { "peak.true", truePeak, true },
    SeriesMeasure { "peak.sample", samplePeak, true },
    SeriesMeasure { "phase.correlation", correlation },
    SeriesMeasure { "phase.correlation_min", lowestCorrelation, true },
    SeriesMeasure { "stereo.balance", balance },
    SeriesMeasure { "stereo.width", width },
    SeriesMeasure { "mono.loss", monoLoss },
    SeriesMeasure { "downmix.loro.integrated", loRo },
    SeriesMeasure { "downmix.loro.loss", foldLoss<loRo> },
    SeriesMeasure { "downmix.ltrt.integrated", ltRt },
    SeriesMeasure { "downmix.ltrt.loss", foldLoss<ltRt> },
    SeriesMeasure { "downmix.loro.true_peak", foldPeak, true },
    SeriesMeasure { "downmix.ltrt.true_peak", foldPeak, true },
};

const SeriesMeasure* howOf(std::string_view measure)
{
    const auto how = std::ranges::find(seriesMeasures, measure, &SeriesMeasure::id);
    return how == seriesMeasures.end() ? nullptr : &*how;
}

} // namespace

bool isInSeries(std::string_view measure)
{
    return howOf(measure) != nullptr;
}

std::optional<Measurement> fromSeries(const Measurement& measurement, TimeRange range, const Subject& subject)
{
    const SeriesMeasure* how = howOf(measurement.id);
    if (how == nullptr)
        return std::nullopt;
    const Part part(measurement, range, subject);
    if (how->keepsPlace && part.holdsItsPlace())
        return measurement;
    const auto value = how->compute(part);
    Measurement result { .id = measurement.id, .unit = measurement.unit };
    if (value) {
        result.value = *value;
    } else {
        result.state = value.error().state;
        result.reason = value.error().reason;
    }
    return result;
}

} // namespace assay
