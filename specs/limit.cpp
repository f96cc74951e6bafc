// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/limit.h"

#include "core/measure/measure_titles.h"

#include <fmt/format.h>

namespace assay
{

namespace
{

std::string listedValues(const std::vector<Value>& values, Unit unit)
{
    std::vector<std::string> items;
    for (const Value& value : values)
        items.push_back(quoted(value, Unit::none));
    const bool numbers = !values.empty() && numberIn(values.front()).has_value();
    return numbers ? withUnit(listed(items, "or"), unit) : listed(items, "or");
}

class Resolve
{
public:
    Resolve(Unit unit, const Subject& subject)
        : m_unit(unit)
        , m_subject(subject)
    {
    }

    ResolvedLimit operator()(const Equals& question) const
    {
        ResolvedLimit limit { quoted(question.value, m_unit) };
        if (const auto number = numberIn(question.value))
            limit.bounds = { *number, *number };
        return limit;
    }

    ResolvedLimit operator()(const OneOf& question) const { return { listedValues(question.values, m_unit) }; }

    ResolvedLimit operator()(const Between& question) const
    {
        ResolvedLimit limit;
        const std::string low = question.min ? resolve(*question.min, limit, limit.bounds.lowest) : "";
        const std::string high = question.max ? resolve(*question.max, limit, limit.bounds.highest) : "";
        const bool relative = (question.min && !question.min->relativeTo.empty())
            || (question.max && !question.max->relativeTo.empty());
        if (question.min && question.max && !relative)
            limit.text = withUnit(low + " to " + high, m_unit);
        else if (question.min && question.max)
            limit.text = fmt::format("≥ {} and ≤ {}", low, high);
        else if (question.min)
            limit.text = relative ? "≥ " + low : withUnit("≥ " + low, m_unit);
        else
            limit.text = relative ? "≤ " + high : withUnit("≤ " + high, m_unit);
        return limit;
    }

    ResolvedLimit operator()(const Near& question) const
    {
        ResolvedLimit limit;
        std::optional<double> centre;
        const std::string target = resolve(question.target, limit, centre);
        const std::string below = formatLimit(question.below, m_unit);
        const std::string above = formatLimit(question.above, m_unit);
        const std::string text
            = below == above ? fmt::format("{} ± {}", target, above) : fmt::format("{} +{}/-{}", target, above, below);
        const Unit unit = question.target.relativeTo.empty() ? m_unit : unitOfDifference(m_unit);
        limit.text = withUnit(text, unit);
        if (centre)
            limit.bounds = { *centre - question.below, *centre + question.above };
        return limit;
    }

    ResolvedLimit operator()(const Matches& question) const { return { "matches " + question.pattern }; }
    ResolvedLimit operator()(const MultipleOf& question) const
    {
        return { withUnit(fmt::format("a multiple of {}", question.step), m_unit) };
    }
    ResolvedLimit operator()(const Present& question) const { return { question.wanted ? "present" : "absent" }; }
    ResolvedLimit operator()(const NoEvents&) const { return { "none", { std::nullopt, 0.0 } }; }

    ResolvedLimit operator()(const AtMostEvents& question) const
    {
        return { fmt::format("at most {} {}", question.count, question.count == 1 ? "place" : "places"),
            { std::nullopt, static_cast<double>(question.count) } };
    }

    ResolvedLimit operator()(const AtLeastEvents& question) const
    {
        return { fmt::format("at least {} {}", question.count, question.count == 1 ? "place" : "places"),
            { static_cast<double>(question.count), std::nullopt } };
    }

    ResolvedLimit operator()(const NoEventLongerThan& question) const
    {
        return { fmt::format("none longer than {} s", formatLimit(question.seconds, Unit::seconds)),
            { std::nullopt, question.seconds } };
    }

private:
    /// One side of a range in words; its number goes to `bound`.
    std::string resolve(const Limit& side, ResolvedLimit& limit, std::optional<double>& bound) const
    {
        if (side.relativeTo.empty()) {
            bound = side.value;
            return formatLimit(side.value, m_unit);
        }
        const std::string other = titleOrId(side.relativeTo);
        const std::string sum = side.value == 0.0
            ? other
            : fmt::format("{} {} {}", other, side.value < 0.0 ? "-" : "+",
                formatLimit(side.value < 0.0 ? -side.value : side.value, unitOfDifference(m_unit)));
        if (const auto number = m_subject.measures.number(side.relativeTo)) {
            bound = *number + side.value;
            return fmt::format("{} ({})", withUnit(formatValue(*bound, m_unit), m_unit), sum);
        }
        const Measurement* base = m_subject.measures.find(side.relativeTo);
        const bool noSuchValue = base != nullptr && base->state == MeasureState::notApplicable;
        limit.unknown = noSuchValue ? MeasureState::notApplicable : MeasureState::notMeasured;
        limit.reason = fmt::format("the limit hangs on {}, {}", other,
            base == nullptr ? "which this version did not measure" : "which has no value: " + base->reason);
        return sum;
    }

    Unit m_unit;
    const Subject& m_subject;
};

} // namespace

ResolvedLimit resolvedLimit(const Predicate& predicate, Unit unit, const Subject& subject)
{
    return std::visit(Resolve(unit, subject), predicate);
}

std::string limitText(const Test& test, Unit unit, const Subject& subject)
{
    std::string text = resolvedLimit(test.predicate, unit, subject).text;
    if (test.qc)
        text += fmt::format(" (QC: {})", resolvedLimit(test.qc->predicate, unit, subject).text);
    return text;
}

} // namespace assay
