// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/profile.h"

#include "specs/delivery_profile.h"
#include "specs/finding.h"
#include "specs/names.h"

#include <algorithm>

namespace assay
{

namespace
{

constexpr NameTable<Severity, 3> severities { {
    { Severity::blocker, "blocker" },
    { Severity::issue, "issue" },
    { Severity::fyi, "fyi" },
} };

constexpr NameTable<Provenance, 3> provenances { {
    { Provenance::issuer, "issuer" },
    { Provenance::thirdParty, "third-party" },
    { Provenance::draft, "draft" },
} };

constexpr NameTable<FindingState, 4> findingStates { {
    { FindingState::pass, "pass" },
    { FindingState::fail, "fail" },
    { FindingState::notApplicable, "not_applicable" },
    { FindingState::notMeasured, "not_measured" },
} };

using MeasureIds = std::set<std::string, std::less<>>;

void collect(const std::vector<Test>& tests, MeasureIds& ids);

void collect(const std::optional<Condition>& condition, MeasureIds& ids)
{
    if (condition)
        collect(condition->measures, ids);
}

/// What a limit is relative to.
void collect(const Predicate& predicate, MeasureIds& ids)
{
    const auto add = [&](const std::optional<Limit>& limit) {
        if (limit && !limit->relativeTo.empty())
            ids.insert(limit->relativeTo);
    };
    if (const auto* range = std::get_if<Between>(&predicate)) {
        add(range->min);
        add(range->max);
    } else if (const auto* near = std::get_if<Near>(&predicate)) {
        add(near->target);
    }
}

void collect(const std::vector<Test>& tests, MeasureIds& ids)
{
    for (const Test& test : tests) {
        ids.insert(test.measure);
        collect(test.when, ids);
        collect(test.predicate, ids);
        if (test.qc)
            collect(test.qc->predicate, ids);
    }
}

} // namespace

std::set<std::string, std::less<>> measuresOf(const Profile& profile)
{
    MeasureIds ids;
    const auto collectRules = [&](const std::vector<Rule>& rules) {
        for (const Rule& rule : rules) {
            collect(rule.tests, ids);
            collect(rule.when, ids);
        }
    };
    collectRules(profile.rules);
    if (profile.delivery == nullptr)
        return ids;
    collectRules(profile.delivery->rules);
    for (const Slot& slot : profile.delivery->expected)
        collectRules(slot.rules);
    return ids;
}

std::string_view nameOf(Severity severity)
{
    return nameIn(severities, severity);
}

std::optional<Severity> severityNamed(std::string_view name)
{
    return valueIn(severities, name);
}

std::string_view nameOf(Provenance provenance)
{
    return nameIn(provenances, provenance);
}

std::optional<Provenance> provenanceNamed(std::string_view name)
{
    return valueIn(provenances, name);
}

std::string_view nameOf(FindingState state)
{
    return nameIn(findingStates, state);
}

std::optional<FindingState> findingStateNamed(std::string_view name)
{
    return valueIn(findingStates, name);
}

} // namespace assay
