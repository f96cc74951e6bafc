// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/advice.h"

#include "specs/cause.h"
#include "specs/limit.h"
#include "specs/placeholders.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

/// Loudness measures that move dB for dB with the gain of the whole mix (the relative gate moves along).
constexpr std::array<std::string_view, 5> movedByGain { "loudness.integrated", "loudness.ungated",
    "loudness.momentary_max", "loudness.short_term_max", "loudness.dialogue" };
constexpr std::string_view truePeak = "peak.true";
constexpr std::string_view loudness = "loudness.integrated";
constexpr double gainStep = 0.1; // dB: what a fader shows; advice is rounded so that following it suffices

/// The least whole step that brings a value back to its limit.
double stepsUp(double amount)
{
    return std::ceil((amount - comparisonGuard) / gainStep) * gainStep;
}

std::string gainText(double gain, Unit unit)
{
    return withUnit(formatLimit(std::abs(gain), unit), unit);
}

bool bindsWholeProgramme(const Rule& rule, std::string_view measure)
{
    return rule.severity != Severity::fyi && rule.combine == Rule::Combine::single && rule.tests.size() == 1
        && rule.tests.front().measure == measure && rule.tests.front().window.kind == Window::Kind::whole
        && rule.tests.front().channels.isWhole();
}

/// The strictest bounds that the profile's rules set on a measure of this programme; empty where none weighs.
Bounds boundsOn(std::string_view measure, const Profile& profile, const Subject& subject)
{
    Bounds strictest;
    for (const Rule& rule : profile.rules) {
        if (!bindsWholeProgramme(rule, measure) || holds(rule.when, subject).truth != Truth::yes)
            continue;
        const Test& test = rule.tests.front();
        const Bounds bounds = resolvedLimit(test.predicate, test.unit, subject).bounds;
        if (bounds.lowest)
            strictest.lowest = std::max(*bounds.lowest, strictest.lowest.value_or(*bounds.lowest));
        if (bounds.highest)
            strictest.highest = std::min(*bounds.highest, strictest.highest.value_or(*bounds.highest));
    }
    return strictest;
}

/// What a gain does to another measure, and whether that breaks its limit.
struct Effect {
    std::optional<double> value {};
    Bounds bounds {};
    [[nodiscard]] bool breaks() const { return value && !isWithin(*value, bounds); }
    [[nodiscard]] bool isOver() const { return value && bounds.highest && *value > *bounds.highest; }
};

Effect effectOn(std::string_view measure, double gain, const Profile& profile, const Subject& subject)
{
    const auto now = subject.measures.number(measure);
    if (!now)
        return {};
    return { *now + gain, boundsOn(measure, profile, subject) };
}

/// "; true peak is then -3.1 dBTP." or what stands in the way.
std::string peakSentence(double gain, const Profile& profile, const Subject& subject)
{
    const Effect peak = effectOn(truePeak, gain, profile, subject);
    if (!peak.value)
        return ".";
    const std::string value = withUnit(formatSigned(*peak.value, Unit::dbtp), Unit::dbtp);
    if (!peak.breaks() || !peak.isOver())
        return fmt::format("; true peak is then {}.", value);
    return fmt::format(": true peak would {} {}, over its limit of {}: limit the peaks by {} {}.",
        gain > 0.0 ? "become" : "still be", value, withUnit(formatLimit(*peak.bounds.highest, Unit::dbtp), Unit::dbtp),
        gainText(stepsUp(*peak.value - *peak.bounds.highest), Unit::db), gain > 0.0 ? "first" : "too");
}

std::string loudnessAdvice(const Test& test, const Outcome& outcome, const Profile& profile, const Subject& subject)
{
    const auto value = outcome.measured ? numberIn(*outcome.measured) : std::nullopt;
    if (!value || !outcome.delta)
        return {};
    const bool over = outcome.bounds.highest && *value > *outcome.bounds.highest;
    double gain = over ? -stepsUp(*outcome.delta) : stepsUp(*outcome.delta);
    const Bounds& bounds = outcome.bounds;
    if (!isWithin(*value + gain, bounds) && bounds.lowest
        && bounds.highest) // a step would jump over a narrow range: aim at its middle
        gain = (*bounds.lowest + *bounds.highest) / 2.0 - *value;
    std::string text = fmt::format("{} the mix by {}", over ? "Lower" : "Raise", gainText(gain, Unit::lu));
    const auto* near = std::get_if<Near>(&test.predicate);
    if (near != nullptr && bounds.lowest) {
        const double target = *bounds.lowest + near->below;
        text += fmt::format(" ({} to reach {})", withUnit(formatDistance(*value - target, Unit::lu), Unit::lu),
            withUnit(
                near->target.relativeTo.empty() ? formatLimit(target, outcome.unit) : formatValue(target, outcome.unit),
                outcome.unit));
    }
    text += peakSentence(gain, profile, subject);
    if (!over)
        return text;
    const std::string stretches = loudStretches(outcome, subject);
    return text + (stretches.empty() ? loudestPart(subject) : stretches);
}

std::string peakAdvice(const Outcome& outcome, const Profile& profile, const Subject& subject)
{
    const bool over = outcome.bounds.highest && outcome.delta && outcome.measured
        && numberIn(*outcome.measured).value_or(0.0) > *outcome.bounds.highest;
    if (!over)
        return {};
    const double gain = -stepsUp(*outcome.delta);
    std::string text = fmt::format("Limit the true peak to {}, {} lower than now",
        withUnit(formatLimit(*outcome.bounds.highest, outcome.unit), outcome.unit), gainText(gain, Unit::db));
    const Effect level = effectOn(loudness, gain, profile, subject);
    if (!level.value)
        return text + "." + peakCauses(outcome, subject);
    text += fmt::format("; lowering the whole mix by that much would bring its loudness to {}",
        withUnit(formatAgainst(*level.value, level.bounds, Unit::lufs), Unit::lufs));
    if (level.breaks())
        text += fmt::format(", {} its limit", level.isOver() ? "still over" : "under");
    return text + "." + peakCauses(outcome, subject);
}

std::string generalAdvice(const Rule& rule, const Outcome& outcome, const Subject& subject)
{
    if (!rule.advice.empty())
        return filled(rule.advice, rule, outcome, subject);
    if (!outcome.events.empty())
        return "Check the places listed and repair them.";
    return fmt::format("Deliver what is asked for: {}.", outcome.limit);
}

} // namespace

std::string adviceFor(const Rule& rule, const Outcome& outcome, const Profile& profile, const Subject& subject)
{
    std::string computed;
    const bool wholeMix = outcome.test != nullptr && outcome.test->channels.isWhole();
    if (wholeMix && std::ranges::find(movedByGain, outcome.measure) != movedByGain.end())
        computed = loudnessAdvice(*outcome.test, outcome, profile, subject);
    else if (wholeMix && outcome.measure == truePeak)
        computed = peakAdvice(outcome, profile, subject);
    else if (wholeMix && outcome.test->window.kind == Window::Kind::whole)
        computed = rangeAdvice(outcome, subject);
    if (computed.empty() || (rule.severity == Severity::fyi && !rule.advice.empty())) // fyi: nothing has to move
        return generalAdvice(rule, outcome, subject);
    return rule.advice.empty() ? computed : computed + " " + filled(rule.advice, rule, outcome, subject);
}

} // namespace assay
