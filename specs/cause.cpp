// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/cause.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr double standsOut = 3.0; // LU above the next: more power than that one alone. Design value
constexpr std::size_t mostStretches = 3; // told in one sentence

/// A level with its unit: "-24.1 LUFS".
std::string told(double value, Unit unit)
{
    return withUnit(formatValue(value, unit), unit);
}

std::string nameOfStem(const Stem& stem)
{
    return stem.role == "stem" ? "stem " + stem.name : fmt::format("{} stem ({})", stem.role, stem.name);
}

struct LoudestStem {
    const Stem* stem = nullptr;
    double level = 0.0;
};

// The stem whose series is highest in a stretch of time.
LoudestStem loudestIn(TimeRange range, std::string_view track, const Subject& subject)
{
    LoudestStem loudest;
    const double rate = subject.time.sampleRate;
    for (const Stem& stem : subject.stems) {
        const Series& series = stem.measures->series();
        const std::vector<double>* values = series.find(track);
        if (values == nullptr || !(series.hopSeconds > 0.0) || !(rate > 0.0))
            continue;
        const auto index = [&](FrameCount frame) {
            return std::min(
                static_cast<std::size_t>(std::max(static_cast<double>(frame), 0.0) / rate / series.hopSeconds),
                values->size());
        };
        const std::size_t last = std::min(index(range.end) + 1, values->size());
        for (std::size_t i = index(range.start); i < last; ++i) {
            if (std::isfinite((*values)[i]) && (loudest.stem == nullptr || (*values)[i] > loudest.level))
                loudest = { &stem, (*values)[i] };
        }
    }
    return loudest;
}

// The first of `levels` where it stands out from all others.
template <class Level>
std::optional<Level> standingOut(std::vector<Level> levels)
{
    if (levels.size() < 2)
        return std::nullopt;
    std::ranges::sort(levels, std::greater(), &Level::value);
    return levels[0].value - levels[1].value >= standsOut ? std::optional(levels[0]) : std::nullopt;
}

struct Named {
    std::string name;
    double value;
};

std::optional<Named> loudestChannel(const Subject& subject)
{
    const Measurement* channels = subject.measures.find("loudness.channel");
    std::vector<Named> levels;
    for (const ChannelValue& channel : channels != nullptr ? channels->channels : std::vector<ChannelValue>()) {
        if (channel.value && !channel.channel.starts_with("LFE")) // BS.1770-5: the LFE does not count
            levels.push_back({ channel.channel, *channel.value });
    }
    return standingOut(std::move(levels));
}

std::optional<Named> loudestStem(const Subject& subject)
{
    std::vector<Named> levels;
    for (const Stem& stem : subject.stems) {
        if (const auto level = stem.measures->number("loudness.integrated"))
            levels.push_back({ nameOfStem(stem), *level });
    }
    return standingOut(std::move(levels));
}

} // namespace

Stretches stretchesOf(const Beyond& beyond, const Subject& subject)
{
    Stretches found;
    const Series& series = subject.measures.series();
    const std::vector<double>* values = series.find(beyond.track);
    if (values == nullptr || subject.time.sampleRate <= 0)
        return found;
    const auto frame = [&](double seconds) {
        return std::clamp<FrameCount>(std::llround(seconds * subject.time.sampleRate), 0, subject.frames);
    };
    for (std::size_t i = 0; i < values->size(); ++i) {
        const double value = (*values)[i];
        const bool counts = value >= beyond.floor && (beyond.under ? value < beyond.level : value > beyond.level);
        if (!counts)
            continue;
        const double end = static_cast<double>(i + 1) * series.hopSeconds;
        const TimeRange range { frame(end - beyond.window), frame(end) };
        if (!found.ranges.empty() && range.start <= found.ranges.back().end)
            found.ranges.back().end = range.end;
        else
            found.ranges.push_back(range);
    }
    for (const TimeRange& range : found.ranges)
        found.seconds += toSeconds(range.length(), subject.time.sampleRate);
    return found;
}

std::string describeStretches(const Stretches& stretches, const TimeBase& time)
{
    std::vector<TimeRange> longest = stretches.ranges;
    std::ranges::stable_sort(longest, std::greater(), &TimeRange::length);
    const std::size_t more = longest.size() - std::min(longest.size(), mostStretches);
    longest.resize(longest.size() - more);
    std::ranges::sort(longest, {}, &TimeRange::start);
    std::vector<std::string> texts;
    for (const TimeRange& range : longest)
        texts.push_back(momentAt(time, range.start) + " to " + momentAt(time, range.end));
    if (more > 0)
        texts.push_back(fmt::format("{} more", more));
    return listed(texts, "and");
}

std::string loudStretches(const Outcome& outcome, const Subject& subject)
{
    const bool shortTerm = outcome.measure == "loudness.short_term_max";
    if ((!shortTerm && outcome.measure != "loudness.momentary_max") || !outcome.bounds.highest)
        return {};
    const std::string_view track = shortTerm ? "short_term" : "momentary";
    const double window = shortTerm ? 3.0 : 0.4; // s, Tech 3341
    const Stretches over = stretchesOf({ track, window, *outcome.bounds.highest }, subject);
    if (over.ranges.empty())
        return {};
    std::string text = fmt::format(" What pushes it are {} s: {}.", formatValue(over.seconds, Unit::seconds),
        describeStretches(over, subject.time));
    TimeRange worst = over.ranges.front();
    if (const Measurement* maximum = subject.measures.find(outcome.measure); maximum != nullptr && maximum->at)
        worst = { maximum->at->start, maximum->at->end };
    if (const LoudestStem loudest = loudestIn(worst, track, subject); loudest.stem != nullptr)
        text += fmt::format(
            " At the loudest place the {} is loudest, {}.", nameOfStem(*loudest.stem), told(loudest.level, Unit::lufs));
    return text;
}

std::string loudestPart(const Subject& subject)
{
    std::string text;
    if (const auto channel = loudestChannel(subject))
        text += fmt::format(" {} is the loudest channel, {} alone.", channel->name, told(channel->value, Unit::lufs));
    if (const auto stem = loudestStem(subject))
        text += fmt::format(" The {} is the loudest, {}.", stem->name, told(stem->value, Unit::lufs));
    return text;
}

std::string peakCauses(const Outcome& outcome, const Subject& subject)
{
    const Measurement* peak = subject.measures.find(outcome.measure);
    if (peak == nullptr || !outcome.bounds.highest)
        return {};
    std::vector<std::string> over;
    for (const ChannelValue& channel : peak->channels) {
        if (channel.value && !isWithin(*channel.value, outcome.bounds))
            over.push_back(
                fmt::format("{} ({})", channel.channel, formatAgainst(*channel.value, outcome.bounds, Unit::dbtp)));
    }
    std::string text;
    if (!over.empty() && peak->channels.size() > 1)
        text = fmt::format(" Over it: {}.",
            over.size() == peak->channels.size() && over.size() > 2 ? "every channel" : listed(over, "and"));
    if (!peak->at)
        return text;
    const LoudestStem loudest = loudestIn({ peak->at->start, peak->at->end }, "true_peak", subject);
    if (loudest.stem != nullptr)
        text += fmt::format(
            " At the highest the {} peaks highest, {}.", nameOfStem(*loudest.stem), told(loudest.level, Unit::dbtp));
    return text;
}

} // namespace assay
