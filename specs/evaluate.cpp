// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/evaluate.h"

#include "core/measure/measure_titles.h"
#include "specs/advice.h"
#include "specs/placeholders.h"
#include "specs/test_outcome.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <limits>

namespace assay
{

namespace
{

/// What one outcome says, as part of a sentence.
std::string statement(const Outcome& outcome)
{
    switch (outcome.state) {
    case FindingState::notMeasured:
        return "not measured: " + outcome.text;
    case FindingState::notApplicable:
        return (outcome.applies ? "no value: " : "does not apply: ") + outcome.text;
    case FindingState::pass:
    case FindingState::fail:
        break;
    }
    return outcome.text;
}

std::string sentence(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    if (!text.empty() && text.back() != '.')
        text += '.';
    return text;
}

bool is(const Outcome& outcome, FindingState state)
{
    return outcome.state == state && outcome.applies;
}

/// The failed alternative that is nearest to its limit, one inside its QC limit before others; one without a distance
/// is far.
const Outcome* nearestFailure(const std::vector<Outcome>& outcomes)
{
    const auto farness = [](const Outcome& outcome) {
        return std::pair(!outcome.isWithinQc(), outcome.delta.value_or(std::numeric_limits<double>::max()));
    };
    const Outcome* nearest = nullptr;
    for (const Outcome& outcome : outcomes) {
        if (is(outcome, FindingState::fail) && (nearest == nullptr || farness(outcome) < farness(*nearest)))
            nearest = &outcome;
    }
    return nearest;
}

const Outcome* firstOf(const std::vector<Outcome>& outcomes, FindingState state, bool withinQc = false)
{
    const auto found = std::ranges::find_if(
        outcomes, [&](const Outcome& outcome) { return is(outcome, state) && outcome.isWithinQc() == withinQc; });
    return found == outcomes.end() ? nullptr : &*found;
}

/// The outcome that decides a rule of several tests. Three-valued: tests left out by their own `when` do not count;
///
/// - any_of: one pass is a pass; else one unknown is unknown (it might have passed); else one failure is a failure;
///   else there was no value to judge;
/// - all_of: one failure is a failure; else one unknown is unknown; else one test without a value leaves the rule
///   without one; else a failure inside its QC limit is one of less weight; else it passes.
const Outcome& decisive(Rule::Combine combine, const std::vector<Outcome>& outcomes)
{
    using enum FindingState;
    const Outcome* failure = combine == Rule::Combine::allOf ? firstOf(outcomes, fail) : nearestFailure(outcomes);
    const Outcome* pass_ = firstOf(outcomes, pass);
    const Outcome* unknown = firstOf(outcomes, notMeasured);
    const Outcome* valueless = firstOf(outcomes, notApplicable);
    const Outcome* lesser = combine == Rule::Combine::allOf ? firstOf(outcomes, fail, true) : nullptr;
    const std::array<const Outcome*, 5> order = combine == Rule::Combine::allOf
        ? std::array { failure, unknown, valueless, lesser, pass_ }
        : std::array { pass_, unknown, failure, valueless, lesser };
    for (const Outcome* outcome : order) {
        if (outcome != nullptr)
            return *outcome;
    }
    return outcomes.front();
}

/// The limits of all tests that count, once each.
std::string limitOf(const Rule& rule, const std::vector<Outcome>& outcomes)
{
    std::vector<std::string> limits;
    const bool someApply = std::ranges::any_of(outcomes, &Outcome::applies);
    for (const Outcome& outcome : outcomes) {
        if ((outcome.applies || !someApply) && std::ranges::find(limits, outcome.limit) == limits.end())
            limits.push_back(outcome.limit);
    }
    return listed(limits, rule.combine == Rule::Combine::allOf ? "and" : "or");
}

std::string messageOf(const Rule& rule, const std::vector<Outcome>& outcomes)
{
    if (rule.combine == Rule::Combine::single)
        return sentence(statement(outcomes.front()));
    std::string text;
    for (const Outcome& outcome : outcomes)
        text += (text.empty() ? "" : "; ") + titleOrId(outcome.measure) + ": " + statement(outcome);
    return text + ".";
}

Finding findingOf(const Rule& rule)
{
    Finding finding;
    finding.rule = rule.id;
    finding.title = rule.title;
    finding.measure = rule.tests.empty() ? std::string() : rule.tests.front().measure;
    finding.severity = rule.severity;
    finding.clause = rule.clause;
    finding.provenance = rule.provenance;
    return finding;
}

void take(const Outcome& outcome, Finding& finding)
{
    finding.measure = outcome.measure;
    finding.state = outcome.state;
    finding.applies = outcome.applies;
    finding.measured = outcome.measured;
    finding.unit = outcome.unit;
    finding.lowest = outcome.bounds.lowest;
    finding.highest = outcome.bounds.highest;
    finding.delta = outcome.delta;
    finding.qc = outcome.qc;
    if (outcome.lowered)
        finding.severity = *outcome.lowered;
}

std::string adviceOn(
    const Rule& rule, const Outcome& outcome, const Finding& finding, const Profile& profile, const Subject& subject)
{
    if (finding.state == FindingState::fail)
        return adviceFor(rule, outcome, profile, subject);
    if (!finding.applies || finding.state == FindingState::pass || rule.severity == Severity::fyi)
        return {};
    if (finding.state == FindingState::notMeasured)
        return "Have a person check this: Assay cannot say whether it is met.";
    return "Check that this is the right material: there is nothing here that could be judged.";
}

Finding judgeRule(const Rule& rule, const Profile& profile, const Subject& subject)
{
    Finding finding = findingOf(rule);
    std::vector<Outcome> outcomes;
    for (const Test& test : rule.tests)
        outcomes.push_back(judge(test, subject));
    if (outcomes.empty()) {
        finding.message = "The rule asks nothing.";
        return finding;
    }
    finding.limit = limitOf(rule, outcomes);
    if (const ConditionResult when = holds(rule.when, subject); when.truth != Truth::yes) {
        finding.applies = when.truth == Truth::unknown;
        finding.state = finding.applies ? FindingState::notMeasured : FindingState::notApplicable;
        finding.message = sentence((finding.applies ? "not measured: " : "does not apply: ") + when.reason);
        finding.unit = outcomes.front().unit;
        finding.advice = adviceOn(rule, outcomes.front(), finding, profile, subject);
        return finding;
    }
    const Outcome& outcome = decisive(rule.combine, outcomes);
    take(outcome, finding);
    if (finding.state == FindingState::fail) {
        for (const Outcome& part : outcomes) {
            if (is(part, FindingState::fail))
                finding.events.insert(finding.events.end(), part.events.begin(), part.events.end());
        }
    }
    const bool ownWords = finding.state == FindingState::fail && !rule.message.empty();
    finding.message = ownWords ? filled(rule.message, rule, outcome, subject) : messageOf(rule, outcomes);
    finding.advice = adviceOn(rule, outcome, finding, profile, subject);
    return finding;
}

} // namespace

bool judges(const Profile& profile, std::string_view role)
{
    return profile.roles.empty() || std::ranges::find(profile.roles, role) != profile.roles.end();
}

std::vector<Finding> evaluate(const Profile& profile, const Subject& subject)
{
    std::vector<Finding> findings;
    findings.reserve(profile.rules.size());
    for (const Rule& rule : profile.rules)
        findings.push_back(judgeRule(rule, profile, subject));
    return findings;
}

} // namespace assay
