// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/compare_text.h"

#include "core/base/timecode.h"
#include "specs/evaluate.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

constexpr std::size_t placesShown = 10;
constexpr std::size_t textShown = 60; // characters of a value

// To a thousandth, and without a minus before 0.
double shown(double value)
{
    return std::round(value * 1000.0) / 1000.0 + 0.0;
}

std::string endLine(double samples, std::string_view end, int sampleRate)
{
    return fmt::format("        {}: {:.6g} samples ({:.3f} s) {}\n", end, std::abs(samples),
        std::abs(samples) / sampleRate, samples > 0.0 ? "added" : "cut off");
}

std::string placeLines(const Measurement& changed, int sampleRate)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(changed.events.size(), placesShown); ++i) {
        const Place& place = changed.events[i];
        text += fmt::format("          {} - {}  {:<6} difference {:+.1f} dB re the sound there\n",
            formatClock(toSeconds(place.start, sampleRate)), formatClock(toSeconds(place.end, sampleRate)),
            place.channel.empty() ? "all" : place.channel, place.value.value_or(0.0) + 0.0);
    }
    if (changed.events.size() > placesShown)
        text += fmt::format("          and {} more\n", changed.events.size() - placesShown);
    return text;
}

std::string gainLine(const Measurement& gain)
{
    constexpr double least = 5e-4; // dB: what rounds to 0.001
    const auto isOne = [](const ChannelValue& channel) { return std::abs(channel.value.value_or(0.0)) < least; };
    if (std::ranges::all_of(gain.channels, isOne))
        return "";
    std::string text = "        gain:";
    for (const ChannelValue& channel : gain.channels)
        text += channel.value ? fmt::format("  {} {:+.3f} dB", channel.channel, shown(*channel.value))
                              : fmt::format("  {} -", channel.channel);
    return text + "\n";
}

std::string soundLines(const ProgrammeDiff& diff, int sampleRate)
{
    const MeasurementSet& sound = diff.sound;
    const Measurement* const changed = sound.find("compare.changed");
    const Measurement* const essence = sound.find("compare.essence");
    if (changed == nullptr || essence == nullptr)
        return "";
    if (!essence->value)
        return fmt::format("        sound: not compared: {}\n", essence->reason);
    if (std::get<bool>(*essence->value))
        return "        sound: unchanged, the audio data are the same: only the header was edited, if anything\n";
    std::string text;
    if (const Measurement* const offset = sound.find("compare.offset"); offset != nullptr && !offset->value)
        text += fmt::format("        sound: {}\n", offset->reason);
    if (const double drift = sound.number("compare.drift").value_or(0.0); drift != 0.0)
        text += fmt::format("        the sample clocks differ: the new version runs {:.2f} ppm {}\n", std::abs(drift),
            drift > 0.0 ? "slower" : "faster");
    if (const double offset = sound.number("compare.offset").value_or(0.0); offset != 0.0)
        text += fmt::format("        offset: {:+.6g} samples ({})\n", offset, offset > 0.0 ? "later" : "earlier");
    for (const auto& [end, id] : { std::pair { "start", "compare.head" }, std::pair { "end", "compare.tail" } }) {
        if (const double samples = sound.number(id).value_or(0.0); samples != 0.0)
            text += endLine(samples, end, sampleRate);
    }
    if (const Measurement* const gain = sound.find("compare.gain"))
        text += gainLine(*gain);
    if (!changed->value)
        text += fmt::format("        changed places: not measured, {}\n", changed->reason);
    else if (!changed->events.empty())
        text += fmt::format("        changed in {} place{}:\n", formatValue(*changed->value, changed->unit),
                    changed->events.size() == 1 ? "" : "s")
            + placeLines(*changed, sampleRate);
    constexpr double exact = -199.0; // dB: nothing is left
    if (const auto residual = sound.number("compare.residual"))
        text += *residual < exact ? (text.empty() ? "        sound: the same in every sample\n" : "")
                                  : fmt::format("        difference in all: {:.1f} dB re the sound\n", *residual);
    for (const std::string& note : diff.notes)
        text += fmt::format("        {}\n", note);
    return text;
}

std::string valueText(const std::optional<Measurement>& measurement)
{
    if (!measurement)
        return "(none)";
    if (!measurement->value)
        return measurement->state == MeasureState::notApplicable ? "(none)" : "(not measured)";
    std::string text = formatValue(*measurement->value, measurement->unit);
    if (text.size() > textShown) {
        std::size_t end = textShown;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) // inside a UTF-8 character
            --end;
        text = text.substr(0, end) + "...";
    }
    std::ranges::replace(text, '\n', ' ');
    std::ranges::replace(text, '\r', ' ');
    const std::string_view unit = symbolOf(measurement->unit);
    return unit.empty() ? text : text + " " + std::string(unit);
}

std::string changeLines(std::string_view title, const std::vector<ValueChange>& changes)
{
    if (changes.empty())
        return fmt::format("        {}: unchanged\n", title);
    std::string text = fmt::format("        {}:\n", title);
    for (const ValueChange& change : changes) {
        const std::string before = valueText(change.before);
        const std::string after = valueText(change.after);
        text += fmt::format(
            "          {:<28} {} -> {}{}\n", change.id, before, after, before == after ? " (less than is shown)" : "");
    }
    return text;
}

std::string findingLines(const std::vector<FindingChange>& findings)
{
    std::string text;
    using enum FindingChange::Kind;
    for (const auto& [kind, word] :
        { std::pair { fixed, "fixed" }, std::pair { stillThere, "still there" }, std::pair { appeared, "new" } }) {
        for (const FindingChange& change : findings) {
            if (change.kind == kind)
                text += fmt::format(
                    "          {:<11} {:<8} {}\n", word, nameOf(change.finding.severity), change.finding.message);
        }
    }
    return text;
}

std::string judgedLines(const ProgrammeDiff& diff)
{
    if (!diff.verdictBefore || !diff.verdictAfter)
        return "";
    return fmt::format("        verdict: {} -> {}\n", nameOf(*diff.verdictBefore), nameOf(*diff.verdictAfter))
        + findingLines(diff.findings);
}

} // namespace

std::string compareText(const VersionDiff& diff, const Report& after)
{
    std::string text;
    for (const ProgrammeDiff& programme : diff.programmes) {
        const auto record = std::ranges::find_if(
            after.programmes, [&](const JudgedProgramme& entry) { return entry.programme.name == programme.after; });
        text += programme.before == programme.after ? programme.after + "\n"
                                                    : fmt::format("{} -> {}\n", programme.before, programme.after);
        text += soundLines(programme, record == after.programmes.end() ? 0 : record->programme.sampleRate);
        text += changeLines("metadata", programme.metadata) + changeLines("measures", programme.measures)
            + judgedLines(programme) + "\n";
    }
    if (!diff.delivery.empty())
        text += "The delivery as a whole\n" + findingLines(diff.delivery) + "\n";
    for (const std::string& name : diff.removed)
        text += fmt::format("Only in the old version: {}\n", name);
    for (const std::string& name : diff.added)
        text += fmt::format("Only in the new version: {}\n", name);
    if (diff.programmes.empty())
        text += "No programme of the new version stands for one of the old.\n";
    return text;
}

} // namespace assay
