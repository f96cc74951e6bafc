// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/test_outcome.h"

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

void leaveUnknown(Outcome& outcome, FindingState state, const std::string& reason, const Window& window)
{
    outcome.state = state;
    outcome.text = reason.empty() ? "no reason was given" : reason;
    if (const std::string where = describeWindow(window); !where.empty())
        outcome.text += fmt::format(" ({})", where);
}

/// A value no predicate can judge is treated as unknown, whatever its state says.
bool isUsable(const Measurement& measurement)
{
    if (!measurement.value)
        return false;
    const auto number = numberIn(*measurement.value);
    return !number || (*number == *number && *number - *number == 0.0); // neither NaN nor infinite
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
        leaveUnknown(outcome, stateOf(measurement.state), measurement.reason, test.window);
        return;
    }
    if (measurement.state == MeasureState::ok && !isUsable(measurement)) {
        leaveUnknown(outcome, FindingState::notMeasured, "the measurement holds no finite value", test.window);
        return;
    }
    if (limit.unknown) {
        leaveUnknown(outcome, stateOf(*limit.unknown), limit.reason, test.window);
        return;
    }
    ask(test.predicate, measurement, subject.time, outcome);
    if (const std::string where = describeWindow(test.window); !where.empty())
        outcome.text += ", " + where;
}

} // namespace

Outcome judge(const Test& test, const Subject& subject)
{
    Outcome outcome { .measure = test.measure };
    const Measurement* measurement = subject.measures.find(test.measure);
    outcome.unit = measurement != nullptr ? measurement->unit : test.unit;
    outcome.limit = resolvedLimit(test.predicate, outcome.unit, subject).text;
    if (const ConditionResult when = holds(test.when, subject); when.truth != Truth::yes) {
        outcome.applies = when.truth == Truth::unknown;
        outcome.state = outcome.applies ? FindingState::notMeasured : FindingState::notApplicable;
        outcome.text = when.reason;
        return outcome;
    }
    if (measurement == nullptr)
        outcome.text = fmt::format("this version did not measure {}", test.measure);
    else
        judgeMeasurement(test, inWindow(*measurement, test.window, subject), subject, outcome);
    return outcome;
}

} // namespace assay
