// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "specs/evaluate.h"
#include "specs/wording.h"

#include <optional>
#include <string>
#include <vector>

namespace assay
{

/// What one test says about one programme; a rule's finding is made of one or several.
struct Outcome {
    FindingState state = FindingState::notMeasured;
    bool applies = true; ///< false where the test's own `when` leaves the programme out
    const Test* test = nullptr; ///< which was asked
    std::string measure {};
    std::optional<Value> measured {};
    Unit unit = Unit::none;
    std::string limit {};
    Bounds bounds {};
    std::optional<double> delta {};
    std::string text {}; ///< observed against asked, without a full stop
    std::vector<Place> events {};
    std::optional<QcFinding> qc {}; ///< where the test has a second, wider limit
    [[nodiscard]] bool isWithinQc() const { return state == FindingState::fail && qc && qc->within; }
    std::optional<Severity> lowered {}; ///< of a failure inside the QC limit
};

/// Judges one test, its `when` and window included.
[[nodiscard]] Outcome judge(const Test& test, const Subject& subject);

/// Fills state, delta, text and places of `outcome` from a measurement that has a value (or, for `Present`, none).
/// `outcome.limit` and `.bounds` are already set.
void ask(const Predicate& predicate, const Measurement& measurement, const TimeBase& time, Outcome& outcome);

/// Kleene's three values.
enum class Truth { no, yes, unknown };

struct ConditionResult {
    Truth truth = Truth::yes;
    std::string reason {}; ///< why it does not hold, or why that is not known
};

/// Does a `when` hold? A measure that was not measured makes it unknown; a value that does not exist (no bit depth in a
/// coded file) cannot satisfy a question, so it makes it false.
[[nodiscard]] ConditionResult holds(const Condition& condition, const Subject& subject);
[[nodiscard]] ConditionResult holds(const std::optional<Condition>& condition, const Subject& subject);

} // namespace assay
