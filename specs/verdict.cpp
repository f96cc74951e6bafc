// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/verdict.h"

#include <algorithm>
#include <array>
#include <utility>

namespace assay
{

namespace
{

constexpr std::array<std::pair<Verdict, std::string_view>, 3> verdictNames { {
    { Verdict::pass, "pass" },
    { Verdict::review, "review" },
    { Verdict::fail, "fail" },
} };

} // namespace

std::string_view nameOf(Verdict verdict)
{
    for (const auto& [candidate, name] : verdictNames) {
        if (candidate == verdict)
            return name;
    }
    return "review";
}

std::optional<Verdict> verdictNamed(std::string_view name)
{
    for (const auto& [verdict, candidate] : verdictNames) {
        if (candidate == name)
            return verdict;
    }
    return std::nullopt;
}

bool isFault(const Finding& finding)
{
    return finding.severity != Severity::fyi && finding.state == FindingState::fail && !finding.answer;
}

bool needsPerson(const Finding& finding)
{
    if (finding.answer)
        return *finding.answer == answers::willFix && finding.severity != Severity::fyi;
    const bool noValue = finding.state == FindingState::notApplicable && finding.applies;
    return (finding.severity != Severity::fyi && finding.state == FindingState::notMeasured)
        || (finding.severity == Severity::blocker && noValue);
}

Verdict verdictOf(std::span<const Finding> findings, bool openManualChecks)
{
    if (std::ranges::any_of(findings, isFault))
        return Verdict::fail;
    if (findings.empty() || openManualChecks || std::ranges::any_of(findings, needsPerson))
        return Verdict::review;
    return Verdict::pass;
}

Verdict worst(std::span<const Verdict> verdicts)
{
    return verdicts.empty() ? Verdict::review : *std::ranges::max_element(verdicts);
}

} // namespace assay
