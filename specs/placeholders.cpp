// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/placeholders.h"

#include "specs/spelling.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <functional>

namespace assay
{

namespace
{

constexpr std::array<std::string_view, 6> ownNames { "measured", "limit", "delta", "title", "count", "where" };

bool isNameLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

/// `text` with every `{name}` replaced by what `meaning` says; other braces stay as they are.
std::string replaced(const std::string& text, const std::function<std::string(const std::string&)>& meaning)
{
    std::string result;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t end = at + 1;
        while (text[at] == '{' && end < text.size() && isNameLetter(text[end]))
            ++end;
        const bool isPlaceholder = end > at + 1 && end < text.size() && text[end] == '}';
        if (isPlaceholder)
            result += meaning(text.substr(at + 1, end - at - 1));
        else
            result += text[at];
        at = isPlaceholder ? end + 1 : at + 1;
    }
    return result;
}

std::string shown(const Value& value, Unit unit)
{
    return withUnit(formatValue(value, unit), unit);
}

std::string meaningOf(const std::string& name, const Rule& rule, const Outcome& outcome, const Subject& subject)
{
    const Unit difference = unitOfDifference(outcome.unit);
    const auto number = outcome.measured ? numberIn(*outcome.measured) : std::nullopt;
    if (name == "title")
        return rule.title;
    if (name == "limit")
        return outcome.limit;
    if (name == "count")
        return fmt::format("{}", outcome.events.size());
    if (name == "measured" && number)
        return withUnit(formatAgainst(*number, outcome.bounds, outcome.unit), outcome.unit);
    if (name == "measured" && outcome.measured)
        return shown(*outcome.measured, outcome.unit);
    if (name == "delta" && outcome.delta)
        return withUnit(formatDistance(*outcome.delta, difference), difference);
    if (name == "where" && !outcome.events.empty())
        return describePlace(outcome.events.front(), subject.time);
    const Measurement* other = subject.measures.find(name);
    return other != nullptr && other->value ? shown(*other->value, other->unit) : "unknown";
}

} // namespace

std::string filled(const std::string& text, const Rule& rule, const Outcome& outcome, const Subject& subject)
{
    return replaced(text, [&](const std::string& name) { return meaningOf(name, rule, outcome, subject); });
}

void lintPlaceholders(const std::string& text, TextPosition position, const Catalogue& catalogue, Problems& problems)
{
    std::vector<std::string> known(ownNames.begin(), ownNames.end());
    for (const MeasureSpec& spec : catalogue.all())
        known.emplace_back(spec.id);
    (void)replaced(text, [&](const std::string& name) {
        if (std::ranges::find(known, name) == known.end())
            problems.add(position,
                fmt::format(
                    "unknown placeholder \"{{{}}}\"{}; there are {{measured}}, {{limit}}, {{delta}}, {{title}}, "
                    "{{count}}, {{where}} and every measure's id",
                    name, spellingHint(name, known)));
        return std::string();
    });
}

} // namespace assay
