// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/lint.h"

#include "specs/channel_scope.h"
#include "specs/rule_reader.h"
#include "specs/spelling.h"
#include "specs/text_pattern.h"
#include "specs/window_measures.h"
#include "specs/wording.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <type_traits>

namespace assay
{

namespace
{

enum class Shape { number, boolean, text, list, events };

Shape shapeOf(ValueKind kind)
{
    switch (kind) {
    case ValueKind::number:
    case ValueKind::integer:
        return Shape::number;
    case ValueKind::boolean:
        return Shape::boolean;
    case ValueKind::text:
        return Shape::text;
    case ValueKind::list:
        return Shape::list;
    case ValueKind::events:
        return Shape::events;
    }
    return Shape::number;
}

std::string_view describe(Shape shape)
{
    switch (shape) {
    case Shape::number:
        return "a number (written without quotes and unit): ask with min, max, target and tolerance, equals or one_of";
    case Shape::boolean:
        return "true or false: ask with equals";
    case Shape::text:
        return "a text: ask with equals, one_of, matches or present";
    case Shape::list:
        return "a list of texts: ask with present (false: it must be empty), one_of or matches";
    case Shape::events:
        return "places in time: ask with none, count_max, count_min or none_longer_than";
    }
    return "";
}

bool fits(const Value& value, Shape shape)
{
    if (numberIn(value))
        return shape == Shape::number;
    if (std::holds_alternative<bool>(value))
        return shape == Shape::boolean;
    if (std::holds_alternative<std::string>(value))
        return shape == Shape::text || shape == Shape::list;
    return shape == Shape::list;
}

bool fits(const Predicate& predicate, Shape shape)
{
    return std::visit(
        [&](const auto& question) {
            using Question = std::decay_t<decltype(question)>;
            if constexpr (std::is_same_v<Question, Equals>)
                return fits(question.value, shape);
            else if constexpr (std::is_same_v<Question, OneOf>) {
                for (const Value& value : question.values) {
                    if (!fits(value, shape))
                        return false;
                }
                return true;
            } else if constexpr (std::is_same_v<Question, Between> || std::is_same_v<Question, Near>)
                return shape == Shape::number;
            else if constexpr (std::is_same_v<Question, Matches>)
                return shape == Shape::text || shape == Shape::list;
            else if constexpr (std::is_same_v<Question, MultipleOf>)
                return shape == Shape::number;
            else if constexpr (std::is_same_v<Question, Present>)
                return shape != Shape::events;
            else
                return shape == Shape::events;
        },
        predicate);
}

/// The numbers a measure of this unit can take at all: a typing error is caught here, not a matter of taste.
struct Possible {
    double lowest;
    double highest;
};

std::optional<Possible> possibleValues(Unit unit)
{
    constexpr double anyLow = -1e300;
    constexpr double anyHigh = 1e300;
    switch (unit) {
    case Unit::lufs:
    case Unit::dbtp:
    case Unit::dbfs:
        return Possible { anyLow, 20.0 }; // dB over full scale: even float files stay far below; +23 is a lost sign
    case Unit::percent:
    case Unit::percentFullScale:
        return Possible { 0.0, 100.0 };
    case Unit::none:
    case Unit::lu:
    case Unit::db:
    case Unit::samples:
        return std::nullopt;
    default:
        return Possible { 0.0, anyHigh }; // counts, times, rates
    }
}

constexpr double leastSampleRate = 1000.0; // Hz; less is a number of kHz

bool isLevel(Unit unit)
{
    return unit == Unit::lufs || unit == Unit::dbtp || unit == Unit::dbfs;
}

/// Levels against full scale can be limits of each other; everything else only of its own unit.
bool comparable(Unit a, Unit b)
{
    const auto isDifference = [](Unit unit) { return unit == Unit::lu || unit == Unit::db; };
    return a == b || (isLevel(a) && isLevel(b)) || (isDifference(a) && isDifference(b));
}

std::vector<std::string> idsIn(const Catalogue& catalogue)
{
    std::vector<std::string> ids;
    for (const MeasureSpec& spec : catalogue.all())
        ids.emplace_back(spec.id);
    return ids;
}

/// Does a limit leave at least as much room, and somewhere more? Limits on different measures cannot be compared.
bool isWider(const Predicate& wide, const Predicate& own)
{
    const auto noLess = [](const std::optional<Limit>& a, const std::optional<Limit>& b, double sign) {
        return !a || (b && (a->relativeTo != b->relativeTo || sign * a->value >= sign * b->value));
    };
    if (wide == own)
        return false;
    if (const auto* range = std::get_if<Between>(&wide)) {
        const auto& ownRange = std::get<Between>(own);
        return noLess(range->min, ownRange.min, -1.0) && noLess(range->max, ownRange.max, 1.0);
    }
    if (const auto* near = std::get_if<Near>(&wide)) {
        const auto& ownNear = std::get<Near>(own);
        return near->below >= ownNear.below && near->above >= ownNear.above;
    }
    const auto* count = std::get_if<AtMostEvents>(&wide);
    const auto* ownCount = std::get_if<AtMostEvents>(&own);
    if (count != nullptr && ownCount != nullptr)
        return count->count > ownCount->count;
    const auto* length = std::get_if<NoEventLongerThan>(&wide);
    const auto* ownLength = std::get_if<NoEventLongerThan>(&own);
    return length == nullptr || ownLength == nullptr || length->seconds > ownLength->seconds;
}

/// Looks at what one predicate asks of a measure whose kind fits.
class Lint
{
public:
    Lint(const MeasureSpec& spec, const TestPositions& positions, const Catalogue& catalogue, Problems& problems)
        : m_spec(spec)
        , m_positions(positions)
        , m_catalogue(catalogue)
        , m_problems(problems)
    {
    }

    void operator()(const Equals& question)
    {
        checkValue(question.value);
        const auto number = numberIn(question.value);
        const bool found = m_spec.id.starts_with("loudness.") || m_spec.id.starts_with("peak."); // not merely stated
        if (number && found && isLevel(m_spec.unit))
            complain(fmt::format("no measured level is ever exactly {}; ask with target and tolerance, min or max",
                withUnit(formatLimit(*number, m_spec.unit), m_spec.unit)));
    }
    void operator()(const OneOf& question)
    {
        for (const Value& value : question.values)
            checkValue(value);
    }
    void operator()(const Between& question)
    {
        for (const auto& limit : { question.min, question.max }) {
            if (limit)
                checkLimit(*limit);
        }
        const bool both = question.min && question.max && question.min->relativeTo == question.max->relativeTo;
        if (both && question.min->value > question.max->value)
            complain(fmt::format("impossible range: min {} is above max {}",
                formatLimit(question.min->value, m_spec.unit), formatLimit(question.max->value, m_spec.unit)));
    }
    void operator()(const Near& question)
    {
        checkLimit(question.target);
        if (question.below < 0.0 || question.above < 0.0)
            complain("impossible range: a tolerance must not be negative");
    }
    void operator()(const Matches& question)
    {
        if (const auto pattern = TextPattern::compile(question.pattern); !pattern)
            complain(fmt::format("\"matches\" is no valid regular expression: {}", pattern.error().message));
    }
    void operator()(const MultipleOf& question)
    {
        if (question.step < 1)
            complain("multiple_of must be 1 or more");
        else if (m_spec.kind != ValueKind::integer)
            complain(fmt::format("multiple_of asks for a whole number, but {} is none", m_spec.id));
    }
    void operator()(const Present&) { }
    void operator()(const NoEvents&) { }
    void operator()(const AtMostEvents& question)
    {
        if (question.count < 0)
            complain("impossible range: count_max must not be negative");
    }
    void operator()(const AtLeastEvents& question)
    {
        if (question.count < 1)
            complain("count_min must be 1 or more: fewer are always there");
    }
    void operator()(const NoEventLongerThan& question)
    {
        if (question.seconds < 0.0)
            complain("impossible range: none_longer_than must not be negative");
    }

private:
    void complain(std::string message) { m_problems.add(m_positions.predicate, std::move(message)); }

    void checkValue(const Value& value)
    {
        const auto number = numberIn(value);
        if (const auto* word = std::get_if<std::string>(&value))
            checkWord(*word);
        if (!number)
            return;
        if (m_spec.kind == ValueKind::integer && *number != std::floor(*number)
            && !(m_spec.unit == Unit::hertz && *number < leastSampleRate))
            complain(fmt::format("{} is a whole number and can never be {}", m_spec.id, *number));
        checkNumber(*number);
    }

    /// Measures whose words are a closed set.
    void checkWord(const std::string& word)
    {
        const auto refuse = [&](const std::vector<std::string>& words) {
            complain(fmt::format("{} can never be \"{}\"{}", m_spec.id, word, spellingHint(word, words)));
        };
        static const std::vector<std::string> sources { "declared", "metadata", "name", "profile", "user", "assumed" };
        static const std::vector<std::string> formats { "integer", "float", "coded" };
        if (m_spec.id == "format.layout" && !isLayoutName(word))
            refuse(layoutExamples());
        if (m_spec.id == "format.layout_source" && std::ranges::find(sources, word) == sources.end())
            refuse(sources);
        if (m_spec.id == "format.sample_format" && std::ranges::find(formats, word) == formats.end())
            refuse(formats);
    }

    void checkNumber(double number)
    {
        if (m_spec.id == "format.sample_rate" && number > 0.0 && number < leastSampleRate)
            complain(fmt::format("{} is measured in Hz and can never be {}; {} kHz is written {}", m_spec.id,
                formatLimit(number, Unit::hertz), formatLimit(number, Unit::hertz),
                formatLimit(number * 1000.0, Unit::hertz)));
        const auto possible = possibleValues(m_spec.unit);
        if (!possible || m_spec.id.ends_with("_difference")
            || (number >= possible->lowest && number <= possible->highest))
            return;
        complain(fmt::format("impossible range: {} is measured in {} and can never be near {}; is the sign right?",
            m_spec.id, symbolOf(m_spec.unit), formatLimit(number, m_spec.unit)));
    }

    void checkLimit(const Limit& limit)
    {
        if (limit.relativeTo.empty()) {
            checkNumber(limit.value);
            return;
        }
        const MeasureSpec* other = m_catalogue.find(limit.relativeTo);
        if (other == nullptr)
            complain(fmt::format("unknown measure \"{}\" in a limit{}", limit.relativeTo,
                spellingHint(limit.relativeTo, idsIn(m_catalogue))));
        else if (shapeOf(other->kind) != Shape::number)
            complain(fmt::format("{} is no number, so no limit can hang on it", other->id));
        else if (!comparable(m_spec.unit, other->unit))
            complain(fmt::format("wrong unit: {} is in {}, but the limit's measure {} is in {}", m_spec.id,
                unitInWords(m_spec.unit), other->id, unitInWords(other->unit)));
    }

    static std::string unitInWords(Unit unit) { return unit == Unit::none ? "no unit" : std::string(symbolOf(unit)); }

    const MeasureSpec& m_spec;
    const TestPositions& m_positions;
    const Catalogue& m_catalogue;
    Problems& m_problems;
};

} // namespace

void lintTest(const Test& test, const TestPositions& positions, const Catalogue& catalogue, Problems& problems)
{
    const MeasureSpec* spec = catalogue.find(test.measure);
    if (spec == nullptr) {
        problems.add(positions.measure,
            fmt::format("unknown measure \"{}\"{}", test.measure, spellingHint(test.measure, idsIn(catalogue))));
        return;
    }
    const Shape shape = shapeOf(spec->kind);
    if (!fits(test.predicate, shape)) {
        problems.add(
            positions.predicate, fmt::format("this cannot be asked of {}, which is {}", spec->id, describe(shape)));
        return;
    }
    if (test.window.kind != Window::Kind::whole && !canBeWindowed(spec->id, spec->unit))
        problems.add(
            positions.window, fmt::format("{} is known only of the whole programme, not of a window", spec->id));
    if (!test.channels.isWhole() && !isKnownByChannel(*spec))
        problems.add(
            positions.channels, fmt::format("{} is known only of the whole programme, not by channel", spec->id));
    std::visit(Lint(*spec, positions, catalogue, problems), test.predicate);
    if (!test.qc)
        return;
    TestPositions atQc = positions;
    atQc.predicate = positions.qc;
    std::visit(Lint(*spec, atQc, catalogue, problems), test.qc->predicate);
    if (!isWider(test.qc->predicate, test.predicate))
        problems.add(positions.qc, "the QC limit must be wider than the rule's own: it lets more through, never less");
}

} // namespace assay
