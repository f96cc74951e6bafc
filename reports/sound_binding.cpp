// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/sound_binding.h"

#include "reports/report.h"
#include "specs/sha256.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr const char* fingerprintTrack = "fingerprint"; // core/analyzers/fingerprint.cpp
constexpr const char* fingerprintMeasure = "signal.fingerprint";
constexpr double surrounding = 1.0; // s on either side of a place: what a fix would touch (design value)

// Measures that hear the sound; all others tell of the file.
constexpr std::array soundMeasures { "channel.", "clipping.", "downmix.", "dynamics.", "layout.", "legs.", "lfe.",
    "loudness.", "mono.", "peak.", "phase.", "room_tone.", "signal.", "silence.", "spectrum.", "stereo.", "sync.",
    "null.", "me.", "delivery." };

bool hearsSound(std::string_view measure)
{
    return std::ranges::any_of(soundMeasures, [&](const char* prefix) { return measure.starts_with(prefix); });
}

std::string soundOf(const ProgrammeRecord& programme)
{
    const Measurement* print = programme.measures.find(fingerprintMeasure);
    const std::string* text = print != nullptr && print->value ? std::get_if<std::string>(&*print->value) : nullptr;
    return text == nullptr ? std::string() : *text;
}

/// The fingerprint of what lies between two frames and around them; empty where the report has no series.
std::string soundAround(const ProgrammeRecord& programme, FrameCount start, FrameCount end)
{
    const Series& series = programme.measures.series();
    const std::vector<double>* track = series.find(fingerprintTrack);
    if (track == nullptr || track->empty() || programme.sampleRate <= 0)
        return {};
    const double rate = programme.sampleRate;
    constexpr double onGrid = 1e-6; // steps: a place on the grid stays there in binary
    const double from = std::floor((static_cast<double>(start) / rate - surrounding) / series.hopSeconds + onGrid);
    const double to = std::ceil((static_cast<double>(end) / rate + surrounding) / series.hopSeconds - onGrid);
    const auto count = static_cast<double>(track->size());
    const auto first = static_cast<std::size_t>(std::clamp(from, 0.0, count));
    const auto last = static_cast<std::size_t>(std::clamp(to, 0.0, count));
    std::string text;
    for (std::size_t i = first; i < last; ++i)
        text += fmt::format("{:x} ", static_cast<std::uint64_t>(std::max((*track)[i], 0.0)));
    return sha256Hex(text).substr(0, 32);
}

std::string textOf(const std::optional<Value>& value)
{
    struct Words {
        std::string operator()(bool truth) const { return truth ? "true" : "false"; }
        std::string operator()(std::int64_t number) const { return fmt::format("{}", number); }
        std::string operator()(double number) const { return fmt::format("{}", number); }
        std::string operator()(const std::string& text) const { return text; }
        std::string operator()(const std::vector<std::string>& list) const
        {
            return fmt::format("{}", fmt::join(list, ", "));
        }
    };
    return value ? std::visit(Words {}, *value) : std::string();
}

// A measurement counts all its places but keeps only the first: then nobody knows where the others are.
bool knowsAllPlaces(const Finding& finding)
{
    const auto count = finding.measured ? numberIn(*finding.measured) : std::nullopt;
    const bool counts = finding.unit == Unit::events && count;
    return !finding.events.empty() && finding.events.size() < maxEvents
        && (!counts || *count <= static_cast<double>(finding.events.size()));
}

const ProgrammeRecord* timeOf(const Finding& finding, const ProgrammeRecord* programme, const Report& report)
{
    if (programme != nullptr || finding.programme.empty())
        return programme;
    for (const JudgedProgramme& entry : report.programmes) {
        if (entry.programme.name == finding.programme)
            return &entry.programme;
    }
    return nullptr;
}

bool covers(const BoundPlace& bound, const BoundPlace& place)
{
    return !bound.sound.empty() && bound.sound == place.sound && bound.channel == place.channel
        && bound.end - bound.start == place.end - place.start;
}

} // namespace

std::string soundOfAll(const Report& report)
{
    std::string all;
    for (const JudgedProgramme& entry : report.programmes) {
        const std::string one = soundOf(entry.programme);
        if (one.empty())
            return {};
        all += one + ' ';
    }
    return all.empty() ? all : sha256Hex(all).substr(0, 32);
}

Binding bindingOf(const Finding& finding, const ProgrammeRecord* programme, const Report& report)
{
    Binding binding { finding.measure, finding.limit, textOf(finding.measured) };
    binding.sound = programme != nullptr ? soundOf(*programme) : soundOfAll(report);
    const ProgrammeRecord* time = timeOf(finding, programme, report);
    if (time == nullptr || !hearsSound(finding.measure) || !knowsAllPlaces(finding))
        return binding;
    for (const Place& place : finding.events)
        binding.places.push_back({ place.start, place.end, place.channel, soundAround(*time, place.start, place.end) });
    return binding;
}

std::string whyNotFitting(
    const Binding& binding, const Finding& finding, const ProgrammeRecord* programme, const Report& report)
{
    const Binding now = bindingOf(finding, programme, report);
    if (now.measure != binding.measure || now.limit != binding.limit)
        return fmt::format("the rule asks for {} now, and asked for {}", now.limit, binding.limit);
    if (!binding.sound.empty() && binding.sound == now.sound)
        return {};
    if (!hearsSound(finding.measure))
        return now.value == binding.value ? std::string()
                                          : fmt::format("it is {} now, and was {}", now.value, binding.value);
    if (binding.sound.empty() || now.sound.empty())
        return "one of the reports has no fingerprint of the sound to compare";
    if (now.places.empty())
        return "the sound changed";
    for (const BoundPlace& place : now.places) {
        const bool known
            = std::ranges::any_of(binding.places, [&](const BoundPlace& bound) { return covers(bound, place); });
        if (!known)
            return fmt::format("the sound around frame {} changed, or the place is new", place.start);
    }
    return {};
}

} // namespace assay
