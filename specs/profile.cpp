// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/profile.h"

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

} // namespace

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
