// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/name_pattern.h"

#include "specs/spelling.h"
#include "specs/wording.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <fmt/format.h>
#include <set>

namespace assay
{

namespace
{

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameText(std::string_view a, std::string_view b, bool anyCase)
{
    return std::ranges::equal(a, b, [&](char x, char y) { return anyCase ? lower(x) == lower(y) : x == y; });
}

const NameWord* wordOf(const NameField& field, std::string_view text)
{
    const auto found = std::ranges::find_if(
        field.words, [&](const NameWord& word) { return sameText(word.word, text, field.anyCase); });
    return found == field.words.end() ? nullptr : &*found;
}

bool fits(const NameField& field, const std::string& text)
{
    if (!field.shape)
        return wordOf(field, text) != nullptr;
    const auto matched = field.shape->matches(text);
    return matched && *matched;
}

/// Matches one name against one way to have a pattern's groups.
class Matcher
{
public:
    Matcher(const NamePattern& pattern, const std::string& name, unsigned groups)
        : m_name(name)
    {
        for (const NamePattern::Element& element : pattern.elements) {
            const bool there = element.group == 0 || (groups >> (element.group - 1) & 1U) == 0;
            if (there)
                m_steps.push_back({ &element, element.field.empty() ? nullptr : pattern.find(element.field) });
        }
    }

    bool run() { return from(0, 0); }

    /// How far it went: understood fields first, then characters.
    [[nodiscard]] std::pair<std::size_t, std::size_t> reached() const { return { m_fields, m_position }; }
    [[nodiscard]] const auto& captures() const { return m_best; }

    /// What was wrong at the farthest point.
    [[nodiscard]] std::string fault() const
    {
        const std::string_view rest = std::string_view(m_name).substr(m_position);
        const std::string before = m_name.substr(0, m_position);
        const std::string where = before.empty() ? "at the start" : fmt::format("after \"{}\"", before);
        if (m_step == m_steps.size())
            return fmt::format("\"{}\" {} is too much", rest, where);
        const Step& step = m_steps[m_step];
        if (step.field == nullptr)
            return rest.empty() ? fmt::format("the name ends where \"{}\" should follow", step.element->literal)
                                : fmt::format("\"{}\" is missing {}", step.element->literal, where);
        const std::string part(rest.substr(0, rest.find_first_of("_.- ", 1)));
        const std::string name = spaced(step.field->name);
        return rest.empty() ? fmt::format("the name ends before its {}{}", name, expected(*step.field, {}))
                            : fmt::format("\"{}\" {} is no {}{}", part, where, name, expected(*step.field, part));
    }

    /// Is what stands there nearly right? Then it was meant.
    [[nodiscard]] bool suggests() const { return fault().find("did you mean") != std::string::npos; }

    [[nodiscard]] std::string faultField() const
    {
        return m_step < m_steps.size() && m_steps[m_step].field != nullptr ? m_steps[m_step].field->name
                                                                           : std::string();
    }

private:
    struct Step {
        const NamePattern::Element* element;
        const NameField* field;
    };

    static std::string spaced(std::string name)
    {
        std::ranges::replace(name, '_', ' ');
        return name;
    }

    static std::string expected(const NameField& field, const std::string& found)
    {
        if (field.words.empty())
            return field.says.empty() ? std::string() : " (" + field.says + ")";
        std::vector<std::string> words;
        for (const NameWord& word : field.words)
            words.push_back(word.word);
        if (const auto near = found.empty() ? std::nullopt : nearestSpelling(found, words))
            return fmt::format("; did you mean \"{}\"?", *near);
        return fmt::format(" ({})", listed(words, "or"));
    }

    void note(std::size_t step, std::size_t position)
    {
        const std::size_t fields = m_captured.size();
        if (m_noted && std::pair(fields, position) <= reached())
            return;
        m_noted = true;
        m_fields = fields;
        m_position = position;
        m_step = step;
        m_best = m_captured;
    }

    bool from(std::size_t step, std::size_t position)
    {
        if (m_dead.contains({ step, position }))
            return false;
        if (step == m_steps.size() && position == m_name.size()) {
            m_best = m_captured;
            return true;
        }
        const bool found = step < m_steps.size()
            && (m_steps[step].field == nullptr ? literal(step, position) : field(step, position));
        if (found)
            return true;
        if (step == m_steps.size())
            note(step, position);
        m_dead.emplace(step, position);
        return false;
    }

    bool literal(std::size_t step, std::size_t position)
    {
        const std::string& text = m_steps[step].element->literal;
        if (m_name.compare(position, text.size(), text) == 0)
            return from(step + 1, position + text.size());
        note(step, position);
        return false;
    }

    /// Could the next element stand at `position`? A quick look that saves regular expressions.
    [[nodiscard]] bool mayFollow(std::size_t step, std::size_t position) const
    {
        if (step == m_steps.size())
            return position == m_name.size();
        const Step& next = m_steps[step];
        return next.field != nullptr
            || m_name.compare(position, next.element->literal.size(), next.element->literal) == 0;
    }

    /// "Rss" is not "Rs" and an "s" too many.
    [[nodiscard]] bool isInWord(std::size_t position) const
    {
        return position < m_name.size() && std::isalnum(static_cast<unsigned char>(m_name[position])) != 0;
    }

    bool field(std::size_t step, std::size_t position)
    {
        const NameField& wanted = *m_steps[step].field;
        bool anyFits = false;
        for (std::size_t end = m_name.size(); end > position; --end) {
            const bool follows = mayFollow(step + 1, end);
            if (!follows && (anyFits || isInWord(end)))
                continue;
            const std::string text = m_name.substr(position, end - position);
            if (!fits(wanted, text))
                continue;
            anyFits = true;
            m_captured.emplace_back(wanted.name, text);
            const bool found = from(step + 1, end);
            m_captured.pop_back();
            if (found)
                return true;
        }
        if (!anyFits)
            note(step, position);
        return false;
    }

    const std::string& m_name;
    std::vector<Step> m_steps {};
    std::set<std::pair<std::size_t, std::size_t>> m_dead {};
    std::vector<std::pair<std::string, std::string>> m_captured {};
    std::vector<std::pair<std::string, std::string>> m_best {};
    std::size_t m_fields = 0;
    std::size_t m_position = 0;
    std::size_t m_step = 0;
    bool m_noted = false;
};

int groupsOf(const NamePattern& pattern)
{
    int most = 0;
    for (const NamePattern::Element& element : pattern.elements)
        most = std::max(most, element.group);
    return most;
}

} // namespace

const NameField* NamePattern::find(std::string_view field) const
{
    const auto found = std::ranges::find(fields, field, &NameField::name);
    return found == fields.end() ? nullptr : &*found;
}

NameReading readName(const NamePattern& pattern, const std::string& name)
{
    std::optional<Matcher> farthest;
    for (unsigned groups = 0; groups < 1U << static_cast<unsigned>(groupsOf(pattern)); ++groups) { // bit set: left out
        Matcher matcher(pattern, name, groups);
        if (matcher.run())
            return { { matcher.captures().begin(), matcher.captures().end() } };
        const bool better = !farthest || farthest->reached() < matcher.reached()
            || (farthest->reached() == matcher.reached() && !farthest->suggests());
        if (better)
            farthest.emplace(std::move(matcher));
    }
    return { { farthest->captures().begin(), farthest->captures().end() }, farthest->fault(), farthest->faultField() };
}

Value meaningOf(const NameField& field, const std::string& text)
{
    if (const NameWord* word = wordOf(field, text))
        return word->meaning;
    const std::size_t digits = text.find_first_of("0123456789");
    double number = 0.0;
    if (digits == std::string::npos
        || std::from_chars(text.data() + digits, text.data() + text.size(), number).ec != std::errc())
        return text;
    return number * field.times;
}

Result<std::vector<NamePattern::Element>> elementsOfForm(const std::string& form)
{
    std::vector<NamePattern::Element> elements;
    int groups = 0;
    bool inGroup = false;
    std::string literal;
    const auto flush = [&] {
        if (!literal.empty())
            elements.push_back({ std::exchange(literal, {}), {}, inGroup ? groups : 0 });
    };
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] == '{') {
            const std::size_t end = form.find('}', i);
            if (end == std::string::npos || end == i + 1)
                return fail(ErrorCode::profile, "a \"{\" in the form has no name and \"}\" after it");
            flush();
            elements.push_back({ {}, form.substr(i + 1, end - i - 1), inGroup ? groups : 0 });
            i = end;
        } else if (form[i] == '[' || form[i] == ']') {
            const bool opens = form[i] == '[';
            if (opens == inGroup)
                return fail(ErrorCode::profile,
                    opens ? "a group in brackets cannot hold another" : "a \"]\" in the form closes nothing");
            flush();
            inGroup = opens;
            groups += opens ? 1 : 0;
        } else {
            literal += form[i];
        }
    }
    if (inGroup)
        return fail(ErrorCode::profile, "a \"[\" in the form is never closed");
    if (groups > mostNameGroups)
        return fail(ErrorCode::profile, fmt::format("more than {} groups in brackets", mostNameGroups));
    flush();
    return elements;
}

} // namespace assay
