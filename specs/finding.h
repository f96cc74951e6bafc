// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/measurement.h"
#include "specs/profile.h"

#include <optional>
#include <string>
#include <vector>

namespace assay
{

enum class FindingState { pass, fail, notApplicable, notMeasured };

[[nodiscard]] std::string_view nameOf(FindingState state); ///< "pass", "fail", "not_applicable", "not_measured"
[[nodiscard]] std::optional<FindingState> findingStateNamed(std::string_view name);
[[nodiscard]] std::optional<Severity> severityNamed(std::string_view name);

/// The answers a person can give to a finding, as reports name them.
namespace answers
{
constexpr std::string_view willFix = "will-fix"; ///< a promise: another version comes
constexpr std::string_view intent = "intent"; ///< it shall be so
constexpr std::string_view bestPossible = "best-possible"; ///< it cannot be had better
} // namespace answers

/// The second, wider limit of a rule that has one.
struct QcFinding {
    std::string limit {}; ///< for people: "≤ -1.0 dBTP"
    std::optional<double> lowest {};
    std::optional<double> highest {};
    bool within = false; ///< outside the rule's own limit, but inside this one

    friend bool operator==(const QcFinding&, const QcFinding&) = default;
};

/// What a rule says about a programme. Every rule gives one, passes included.
struct Finding {
    std::string rule;
    std::string title;
    std::string measure; ///< the measure that decided (of an any_of: the alternative that passed, else the nearest)
    Severity severity = Severity::issue; ///< the rule's; of a failure inside the QC limit the one named there
    FindingState state = FindingState::notMeasured;
    bool applies = true; ///< false where the rule's `when` leaves this programme out (state is then notApplicable)
    std::optional<Value> measured {};
    Unit unit = Unit::none;
    std::string limit; ///< for people: "-23.0 ± 0.2 LUFS", "≤ -2.0 dBTP (QC: ≤ -1.0 dBTP)"
    std::optional<double> lowest {}; ///< the resolved numeric bounds, for margin bars; empty where none
    std::optional<double> highest {};
    std::optional<double>
        delta {}; ///< how far outside (positive), or how far inside the nearest bound (negative), in the unit
    std::string message; ///< English: observed, limit, where
    std::string advice; ///< English: what to do, empty when it passed
    std::string clause;
    Provenance provenance = Provenance::draft;
    std::vector<Place> events {}; ///< the offending places
    std::optional<QcFinding> qc {};
    std::string programme {}; ///< of a finding over several: the one whose time the places count in; else empty
    std::string package {}; ///< of a finding over several, where several packages arrived: which; else empty
    std::optional<std::string> answer {}; ///< "will-fix", "intent", "best-possible": a person's answer; one that holds
};

} // namespace assay
