// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/test_outcome.h"

#include "core/measure/measure_titles.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

namespace
{

std::string quotedNames(const std::vector<std::string>& names)
{
    std::vector<std::string> texts;
    for (const std::string& name : names)
        texts.push_back("\"" + name + "\"");
    return listed(texts, "or");
}

ConditionResult holdsFor(const std::vector<std::string>& wanted, const std::string& actual, std::string_view what)
{
    if (wanted.empty() || std::ranges::find(wanted, actual) != wanted.end())
        return {};
    return { Truth::no, fmt::format("it is for the {} {}, this is \"{}\"", what, quotedNames(wanted), actual) };
}

ConditionResult holdsForMeasure(const Test& test, const Subject& subject)
{
    const Outcome outcome = judge(test, subject);
    const std::string name = titleOrId(test.measure);
    switch (outcome.state) {
    case FindingState::pass:
        return {};
    case FindingState::fail:
        return { Truth::no, fmt::format("it hangs on {}: {}", name, outcome.text) };
    case FindingState::notApplicable:
        return { Truth::no, fmt::format("it hangs on {}, which has no value: {}", name, outcome.text) };
    case FindingState::notMeasured:
        break;
    }
    return { Truth::unknown, fmt::format("whether this applies hangs on {}: {}", name, outcome.text) };
}

} // namespace

ConditionResult holds(const Condition& condition, const Subject& subject)
{
    ConditionResult unknown;
    for (const ConditionResult& part :
        { holdsFor(condition.roles, subject.role, "role"), holdsFor(condition.layouts, subject.layout, "layout") }) {
        if (part.truth == Truth::no)
            return part;
    }
    for (const Test& test : condition.measures) {
        ConditionResult part = holdsForMeasure(test, subject);
        if (part.truth == Truth::no)
            return part;
        if (part.truth == Truth::unknown)
            unknown = std::move(part);
    }
    return unknown;
}

ConditionResult holds(const std::optional<Condition>& condition, const Subject& subject)
{
    return condition ? holds(*condition, subject) : ConditionResult {};
}

} // namespace assay
