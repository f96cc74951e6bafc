// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/test_outcome.h"

#include "specs/channel_scope.h"
#include "specs/limit.h"
#include "specs/window_measures.h"

#include <fmt/format.h>

namespace assay
{

namespace
{

FindingState stateOf(MeasureState state)
{
    return state == MeasureState::notApplicable ? FindingState::notApplicable : FindingState::notMeasured;
}

void leaveUnknown(Outcome& outcome, FindingState state, const std::string& reason, const Test& test)
{
    outcome.state = state;
    outcome.text = reason.empty() ? "no reason was given" : reason;
    for (const std::string& where : { describeWindow(test.window), describeScope(test.channels) }) {
        if (!where.empty())
            outcome.text += fmt::format(" ({})", where);
    }
}

/// A value no predicate can judge is treated as unknown, whatever its state says.
bool isUsable(const Measurement& measurement)
{
    if (!measurement.value)
        return false;
    const auto number = numberIn(*measurement.value);
    return !number || (*number == *number && *number - *number == 0.0); // neither NaN nor infinite
}

/// Says whether what failed is still inside the wider limit.
void holdAgainstQc(const QcLimit& qc, const Measurement& measurement, const Subject& subject, Outcome& outcome)
{
    const ResolvedLimit limit = resolvedLimit(qc.predicate, measurement.unit, subject);
    outcome.qc = QcFinding { limit.text, limit.bounds.lowest, limit.bounds.highest };
    if (outcome.state != FindingState::fail)
        return;
    Outcome wider { .limit = limit.text, .bounds = limit.bounds };
    if (!limit.unknown)
        ask(qc.predicate, measurement, subject.time, wider);
    outcome.qc->within = wider.state == FindingState::pass;
    if (outcome.qc->within)
        outcome.lowered = qc.severity;
    outcome.text += outcome.qc->within ? fmt::format(", but inside the wider QC limit ({})", limit.text)
                                       : fmt::format(", and outside the QC limit ({}) too", limit.text);
}

void judgeMeasurement(const Test& test, const Measurement& measurement, const Subject& subject, Outcome& outcome)
{
    outcome.unit = measurement.unit;
    const ResolvedLimit limit = resolvedLimit(test.predicate, measurement.unit, subject);
    outcome.limit = limit.text;
    outcome.bounds = limit.bounds;
    const bool asksPresence = std::holds_alternative<Present>(test.predicate);
    if (measurement.state == MeasureState::notMeasured
        || (measurement.state == MeasureState::notApplicable && !asksPresence)) {
        leaveUnknown(outcome, stateOf(measurement.state), measurement.reason, test);
        return;
    }
    if (measurement.state == MeasureState::ok && !isUsable(measurement)) {
        leaveUnknown(outcome, FindingState::notMeasured, "the measurement holds no finite value", test);
        return;
    }
    if (limit.unknown) {
        leaveUnknown(outcome, stateOf(*limit.unknown), limit.reason, test);
        return;
    }
    ask(test.predicate, measurement, subject.time, outcome);
    if (test.qc)
        holdAgainstQc(*test.qc, measurement, subject, outcome);
    if (const std::string where = describeWindow(test.window); !where.empty())
        outcome.text += ", " + where;
}

/// How much a part's outcome weighs against that of other channels.
int weightOf(const Outcome& outcome)
{
    switch (outcome.state) {
    case FindingState::fail:
        return outcome.isWithinQc() ? 1 : 3;
    case FindingState::notMeasured:
    case FindingState::notApplicable:
        return 2;
    case FindingState::pass:
        break;
    }
    return 0;
}

bool isWorse(const Outcome& a, const Outcome& b)
{
    if (weightOf(a) != weightOf(b))
        return weightOf(a) > weightOf(b);
    return a.delta && b.delta && *a.delta > *b.delta;
}

/// Every channel keeps the rule by itself; the worst of them speaks for all.
Outcome judgeParts(const Test& test, const ScopedMeasurement& scoped, const Subject& subject)
{
    std::optional<Outcome> worst;
    std::vector<Place> places;
    std::size_t failed = 0;
    for (std::size_t i = 0; i < scoped.parts.size(); ++i) {
        Outcome part { .test = &test, .measure = test.measure };
        judgeMeasurement(test, scoped.parts[i], subject, part);
        const bool fails = part.state == FindingState::fail;
        failed += fails ? 1 : 0;
        places.insert(places.end(), part.events.begin(), part.events.end());
        const bool named = i < scoped.names.size() && !(fails && scoped.parts[i].at); // that place names its channel
        if (named)
            part.text += ", on " + scoped.names[i];
        if (!worst || isWorse(part, *worst))
            worst = std::move(part);
    }
    if (failed > 1)
        worst->text += fmt::format(", and {} more {} it", failed - 1, failed == 2 ? "channel fails" : "channels fail");
    worst->events = std::move(places);
    return std::move(*worst);
}

} // namespace

Outcome judge(const Test& test, const Subject& subject)
{
    Outcome outcome { .test = &test, .measure = test.measure };
    const Measurement* measurement = subject.measures.find(test.measure);
    outcome.unit = measurement != nullptr ? measurement->unit : test.unit;
    outcome.limit = limitText(test, outcome.unit, subject);
    if (const ConditionResult when = holds(test.when, subject); when.truth != Truth::yes) {
        outcome.applies = when.truth == Truth::unknown;
        outcome.state = outcome.applies ? FindingState::notMeasured : FindingState::notApplicable;
        outcome.text = when.reason;
        return outcome;
    }
    if (measurement == nullptr) {
        outcome.text = fmt::format("this version did not measure {}", test.measure);
        return outcome;
    }
    const auto scoped = inScope(inWindow(*measurement, test.window, subject), test.channels, subject.channels);
    if (!scoped.outOfScope.empty()) {
        outcome.applies = false;
        outcome.state = FindingState::notApplicable;
        outcome.text = scoped.outOfScope;
        return outcome;
    }
    Outcome judged = judgeParts(test, scoped, subject);
    judged.limit = limitText(test, judged.unit, subject);
    return judged;
}

} // namespace assay
