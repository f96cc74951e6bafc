// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/test_outcome.h"

#include "core/measure/byte_places.h"
#include "core/measure/measure_titles.h"
#include "specs/text_pattern.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace assay
{

namespace
{

bool sameValue(const Value& a, const Value& b)
{
    const auto numberA = numberIn(a);
    const auto numberB = numberIn(b);
    if (numberA && numberB)
        return std::abs(*numberA - *numberB) <= comparisonGuard;
    return a == b;
}

/// The texts of a text or a list.
std::vector<std::string> textsOf(const Value& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return { *text };
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
        return *texts;
    return {};
}

double secondsOf(const Place& place, int sampleRate)
{
    return toSeconds(place.end - place.start, sampleRate);
}

class Ask
{
public:
    Ask(const Measurement& measurement, const TimeBase& time, Outcome& outcome)
        : m_measurement(measurement)
        , m_time(time)
        , m_outcome(outcome)
    {
        m_outcome.measured = measurement.value;
    }

    void operator()(const Equals& question)
    {
        decide(sameValue(*m_measurement.value, question.value));
        if (m_outcome.bounds.lowest)
            m_outcome.delta = numberDelta();
        sayAsAsked();
    }

    void operator()(const OneOf& question)
    {
        const auto listedThere = [&](const Value& value) {
            return std::ranges::any_of(
                question.values, [&](const Value& candidate) { return sameValue(value, candidate); });
        };
        bool holdsForAll = listedThere(*m_measurement.value);
        if (const auto* texts = std::get_if<std::vector<std::string>>(&*m_measurement.value))
            holdsForAll
                = std::ranges::all_of(*texts, [&](const std::string& text) { return listedThere(Value(text)); });
        decide(holdsForAll);
        sayAsAsked();
    }

    void operator()(const Between&) { askBounds(); }
    void operator()(const Near&) { askBounds(); }

    void operator()(const Matches& question)
    {
        const auto pattern = TextPattern::compile(question.pattern);
        if (!pattern)
            return leaveUnknown("the pattern is broken: " + pattern.error().message);
        bool all = true;
        for (const std::string& text : textsOf(*m_measurement.value)) {
            const auto matched = pattern->matches(text);
            if (!matched)
                return leaveUnknown(matched.error().message);
            all = all && *matched;
        }
        decide(all);
        m_outcome.text = fmt::format("{} {} {}", observed(), passed() ? "matches" : "does not match", question.pattern);
    }

    void operator()(const MultipleOf& question)
    {
        const auto* value = std::get_if<std::int64_t>(&*m_measurement.value);
        if (value == nullptr)
            return leaveUnknown("the value is no whole number");
        const std::int64_t rest = *value % question.step;
        decide(rest == 0);
        m_outcome.text = passed() ? fmt::format("{} is {}", observed(), m_outcome.limit)
                                  : fmt::format("{} is not {}: {} over", observed(), m_outcome.limit, rest);
    }

    void operator()(const Present& question)
    {
        const auto isEmpty = [](const Value& value) {
            const auto* text = std::get_if<std::string>(&value);
            const auto* texts = std::get_if<std::vector<std::string>>(&value);
            return (text != nullptr && text->empty()) || (texts != nullptr && texts->empty());
        };
        const bool there
            = m_measurement.state == MeasureState::ok && m_measurement.value && !isEmpty(*m_measurement.value);
        decide(there == question.wanted);
        const auto* texts = there ? std::get_if<std::vector<std::string>>(&*m_measurement.value) : nullptr;
        if (texts != nullptr && !question.wanted)
            m_outcome.text = fmt::format("{}", fmt::join(*texts, "; ")); // each is a sentence by itself
        else if (there)
            m_outcome.text = fmt::format("{}: {}", titleOrId(m_measurement.id), observed());
        else
            m_outcome.text = fmt::format("{}: none{}{}", titleOrId(m_measurement.id),
                m_measurement.reason.empty() ? "" : ", ", m_measurement.reason);
    }

    void operator()(const NoEvents&) { askCount(); }
    void operator()(const AtMostEvents&) { askCount(); }
    void operator()(const AtLeastEvents&)
    {
        askCount();
        m_outcome.events.clear(); // what is there is not what is wrong
        if (m_outcome.state == FindingState::fail)
            m_outcome.text = fmt::format(
                "{} found, not {}", numberIn(*m_measurement.value) == 0.0 ? "none" : observed(), m_outcome.limit);
    }

    void operator()(const NoEventLongerThan& question)
    {
        if (m_time.sampleRate <= 0)
            return leaveUnknown("the sample rate is unknown, so no length in seconds");
        double longest = 0.0;
        for (const Place& place : m_measurement.events) {
            const double length = secondsOf(place, m_time.sampleRate);
            longest = std::max(longest, length);
            if (length > question.seconds + comparisonGuard)
                m_outcome.events.push_back(place);
        }
        if (m_outcome.events.empty() && !complete())
            return leaveUnknown("only some of the places were kept, so the longest is not known");
        m_outcome.measured = longest;
        m_outcome.unit = Unit::seconds;
        m_outcome.delta = distance(longest, m_outcome.bounds);
        decide(m_outcome.events.empty());
        describeLengths(longest);
    }

private:
    [[nodiscard]] bool passed() const { return m_outcome.state == FindingState::pass; }
    void decide(bool good) { m_outcome.state = good ? FindingState::pass : FindingState::fail; }
    void leaveUnknown(std::string reason)
    {
        m_outcome.state = FindingState::notMeasured;
        m_outcome.text = std::move(reason);
    }

    [[nodiscard]] std::string observed() const
    {
        if (!m_measurement.value)
            return "nothing";
        const Unit unit = m_measurement.unit;
        if (const auto number = numberIn(*m_measurement.value))
            return withUnit(formatAgainst(*number, m_outcome.bounds, unit), unit);
        return quoted(*m_measurement.value, unit);
    }

    void sayAsAsked()
    {
        m_outcome.text = passed() ? fmt::format("{}, as asked", observed())
                                  : fmt::format("{}, not {}", observed(), m_outcome.limit);
    }

    [[nodiscard]] std::optional<double> numberDelta() const
    {
        const auto value = numberIn(*m_measurement.value);
        return value ? distance(*value, m_outcome.bounds) : std::nullopt;
    }

    /// Are all counted places listed?
    [[nodiscard]] bool complete() const
    {
        return numberIn(*m_measurement.value).value_or(0.0) <= static_cast<double>(m_measurement.events.size());
    }

    void askBounds()
    {
        const auto value = numberIn(*m_measurement.value);
        if (!value)
            return leaveUnknown("the value is no number");
        const Bounds& bounds = m_outcome.bounds;
        decide(isWithin(*value, bounds));
        m_outcome.delta = distance(*value, bounds);
        const Unit unit = m_measurement.unit;
        const std::string found = withUnit(formatAgainst(*value, bounds, unit), unit);
        const double margin = m_outcome.delta.value_or(0.0);
        const std::string size = withUnit(formatDistance(margin, unitOfDifference(unit)), unitOfDifference(unit));
        if (!passed()) {
            const bool over = bounds.highest && *value > *bounds.highest;
            m_outcome.text
                = fmt::format("{} is {} {} the limit ({})", found, size, over ? "over" : "under", m_outcome.limit);
            addPlacesOutside();
        } else if (margin == 0.0) {
            m_outcome.text = fmt::format("{} is exactly on the limit ({})", found, m_outcome.limit);
        } else {
            m_outcome.text = fmt::format("{} is inside the limit ({}) by {}", found, m_outcome.limit, size);
        }
    }

    /// Where a number breaks its limit: the places that do, else the place the extreme stands at.
    void addPlacesOutside()
    {
        for (const Place& place : m_measurement.events) {
            if (place.value && !isWithin(*place.value, m_outcome.bounds))
                m_outcome.events.push_back(place);
        }
        if (m_outcome.events.empty() && m_measurement.at)
            m_outcome.events.push_back(*m_measurement.at);
        if (m_measurement.at)
            m_outcome.text += ", " + describePlace(*m_measurement.at, m_time);
        else if (!m_outcome.events.empty())
            m_outcome.text += ", first " + describePlace(m_outcome.events.front(), m_time);
    }

    void askCount()
    {
        const auto count = numberIn(*m_measurement.value);
        if (!count)
            return leaveUnknown("the value is no count");
        decide(isWithin(*count, m_outcome.bounds));
        m_outcome.delta = distance(*count, m_outcome.bounds);
        if (*count == 0.0) {
            m_outcome.text = "none found";
            return;
        }
        m_outcome.text = fmt::format("{} {}", formatValue(*count, Unit::events), *count == 1.0 ? "place" : "places");
        if (m_outcome.bounds.highest.value_or(0.0) > 0.0)
            m_outcome.text += fmt::format(" ({})", m_outcome.limit);
        if (passed())
            return;
        m_outcome.events = m_measurement.events;
        if (!m_outcome.events.empty() && m_measurement.unit == Unit::events && !placesAreBytes(m_measurement.id))
            m_outcome.text += ", first " + describePlace(m_outcome.events.front(), m_time);
    }

    void describeLengths(double longest)
    {
        if (m_measurement.events.empty()) {
            m_outcome.text = "none found";
            return;
        }
        const std::string length = formatAgainst(longest, m_outcome.bounds, Unit::seconds);
        m_outcome.text
            = fmt::format("the longest of {} lasts {} s ({})", m_measurement.events.size(), length, m_outcome.limit);
        if (!m_outcome.events.empty())
            m_outcome.text += fmt::format(
                ", {} too long, first {}", m_outcome.events.size(), describePlace(m_outcome.events.front(), m_time));
    }

    const Measurement& m_measurement;
    const TimeBase& m_time;
    Outcome& m_outcome;
};

} // namespace

void ask(const Predicate& predicate, const Measurement& measurement, const TimeBase& time, Outcome& outcome)
{
    std::visit(Ask(measurement, time, outcome), predicate);
}

} // namespace assay
