// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/channel_scope.h"

#include "core/base/layout.h"
#include "specs/spelling.h"
#include "specs/wording.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace assay
{

namespace
{

/// Numbers that stand in a measurement for each channel or pair; a test holds the list against what is measured.
constexpr std::array<std::string_view, 28> byChannel { "clipping.netflix_full_scale", "clipping.netflix_outliers",
    "clipping.netflix_pile_up", "loudness.channel", "loudness.leq_m", "loudness.rms", "peak.sample", "peak.true",
    "peak.true_after_codec", "phase.correlation", "phase.correlation_min", "phase.delay", "phase.low_correlation",
    "room_tone.level", "room_tone.spread", "signal.bandwidth", "signal.dc_offset", "signal.dc_offset_max",
    "signal.edge", "signal.edge_head", "signal.edge_tail", "signal.effective_bits", "signal.hum", "signal.lossy_origin",
    "signal.noise_floor", "signal.sibilance", "signal.upsampled", "stereo.low_side" };

/// "ch13" for a place in the file.
bool isPlaceName(std::string_view name)
{
    return name.size() > 2 && name.size() < 6 && name.starts_with("ch")
        && std::ranges::all_of(name.substr(2), [](char c) { return c >= '0' && c <= '9'; }) && name[2] != '0';
}

/// Does a name of a profile mean this channel? "Data" means "Data@14" too, "lfe" means "LFE".
bool means(const std::string& wanted, const std::string& channel, std::size_t place)
{
    if (isPlaceName(wanted))
        return wanted == "ch" + std::to_string(place);
    const auto speaker = speakerNamed(wanted);
    return speaker && speaker == speakerNamed(channel.substr(0, channel.find('@')));
}

bool isAmong(const std::vector<std::string>& wanted, const std::string& channel, std::size_t place)
{
    return std::ranges::any_of(wanted, [&](const std::string& name) { return means(name, channel, place); });
}

/// The programme's channels that a scope means.
std::vector<std::string> chosen(const ChannelScope& scope, const std::vector<std::string>& channels)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const bool in = scope.only.empty() || isAmong(scope.only, channels[i], i + 1);
        if (in && !isAmong(scope.except, channels[i], i + 1))
            names.push_back(channels[i]);
    }
    return names;
}

/// A label of a measurement: a channel ("Ls"), a pair ("L/R"), or either with more words behind ("L 50 Hz").
bool isLabelOf(const std::vector<std::string>& chosenOnes, const std::string& label)
{
    const std::string name = label.substr(0, label.find(' '));
    const std::size_t slash = name.find('/');
    const auto holds
        = [&](const std::string& channel) { return std::ranges::find(chosenOnes, channel) != chosenOnes.end(); };
    if (holds(name) || slash == std::string::npos)
        return holds(name);
    return holds(name.substr(0, slash)) && holds(name.substr(slash + 1));
}

Measurement without(const Measurement& measurement, MeasureState state, std::string reason)
{
    return { .id = measurement.id, .unit = measurement.unit, .state = state, .reason = std::move(reason) };
}

Measurement placesOn(const Measurement& measurement, const std::vector<std::string>& names)
{
    const double all = numberIn(*measurement.value).value_or(0.0);
    if (all > static_cast<double>(measurement.events.size()))
        return without(measurement, MeasureState::notMeasured,
            fmt::format("only the first {} of {} places were kept, too few to look at single channels",
                measurement.events.size(), formatValue(all, Unit::events)));
    Measurement result { .id = measurement.id, .unit = measurement.unit };
    std::ranges::copy_if(measurement.events, std::back_inserter(result.events),
        [&](const Place& place) { return place.channel.empty() || isLabelOf(names, place.channel); });
    result.value = static_cast<std::int64_t>(result.events.size());
    return result;
}

ScopedMeasurement valuesOn(const Measurement& measurement, const std::vector<std::string>& names)
{
    ScopedMeasurement result;
    for (const ChannelValue& channel : measurement.channels) {
        if (!isLabelOf(names, channel.channel) || !channel.value)
            continue;
        Measurement part { .id = measurement.id, .unit = measurement.unit, .value = *channel.value };
        if (measurement.at && measurement.at->channel == channel.channel)
            part.at = measurement.at;
        result.parts.push_back(std::move(part));
        result.names.push_back(channel.channel);
    }
    if (result.parts.empty() && measurement.channels.empty())
        result.parts.push_back(without(measurement, MeasureState::notMeasured, "it is not known by channel"));
    else if (result.parts.empty())
        result.parts.push_back(without(measurement, MeasureState::notApplicable, "none of these channels has a value"));
    return result;
}

} // namespace

ScopedMeasurement inScope(
    const Measurement& measurement, const ChannelScope& scope, const std::vector<std::string>& channels)
{
    if (scope.isWhole() || measurement.state != MeasureState::ok || !measurement.value)
        return { .parts = { measurement } };
    const std::vector<std::string> names = chosen(scope, channels);
    const bool unnamed = std::ranges::any_of(channels, isPlaceName);
    if (names.empty() && unnamed)
        return { .parts = { without(
                     measurement, MeasureState::notMeasured, "nobody named the channels, so these are not known") } };
    if (names.empty())
        return { .outOfScope = fmt::format("there is no such channel among {}", listed(channels, "and")) };
    if (measurement.unit == Unit::events)
        return { .parts = { placesOn(measurement, names) } };
    return valuesOn(measurement, names);
}

std::string describeScope(const ChannelScope& scope)
{
    std::string text;
    if (!scope.only.empty())
        text = "on " + listed(scope.only, "or");
    if (!scope.except.empty())
        text += (text.empty() ? "on every channel but " : " but not ") + listed(scope.except, "and");
    return text;
}

bool isKnownByChannel(const MeasureSpec& spec)
{
    return (spec.kind == ValueKind::events && !spec.id.starts_with("structure."))
        || std::ranges::find(byChannel, spec.id) != byChannel.end();
}

void lintScope(const std::vector<std::string>& names, TextPosition position, Problems& problems)
{
    static const std::vector<std::string> known { "L", "R", "C", "LFE", "LFE2", "Ls", "Rs", "Lss", "Rss", "Lrs", "Rrs",
        "Cs", "Lw", "Rw", "Lc", "Rc", "Ltf", "Rtf", "Lts", "Rts", "Ltr", "Rtr", "Lt", "Rt", "M", "HI", "VIN", "Data" };
    for (const std::string& name : names) {
        if (!isPlaceName(name) && !speakerNamed(name))
            problems.add(position,
                fmt::format("unknown channel \"{}\"{}; a place in the file is written \"ch{}\"", name,
                    spellingHint(name, known), isPlaceName("ch" + name) ? name : "13"));
    }
}

} // namespace assay
