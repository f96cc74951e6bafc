// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/spelling.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iterator>
#include <limits>
#include <vector>

namespace assay
{

namespace
{

constexpr std::size_t longestWord = 100; // longer words are no misspelt keys
constexpr std::size_t longestList = 24; // more than that is no help in a message
constexpr std::size_t shortestPart = 3; // letters: fewer are part of nearly everything

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Optimal string alignment distance.
std::size_t editsBetween(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> older(b.size() + 1);
    std::vector<std::size_t> previous(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        previous[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
            row[j] = std::min({ previous[j] + 1, row[j - 1] + 1, previous[j - 1] + change });
            const bool swapped
                = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped)
                row[j] = std::min(row[j], older[j - 2] + 1);
        }
        std::swap(older, previous);
        std::swap(previous, row);
    }
    return previous[b.size()];
}

/// The words of an id, ordered: "phase.low_correlation" has the same as "phase.correlation_low".
std::vector<std::string> wordsOf(std::string_view id)
{
    std::vector<std::string> words { "" };
    for (const char c : id) {
        if (c == '.' || c == '_' || c == '-')
            words.emplace_back();
        else
            words.back() += lower(c);
    }
    std::ranges::sort(words);
    return words;
}

/// The shortest candidate that holds all these words: "noise.floor" is of "signal.noise_floor".
std::optional<std::string> withAllWords(const std::vector<std::string>& words, std::span<const std::string> candidates)
{
    std::optional<std::string> shortest;
    for (const std::string& candidate : candidates) {
        const bool holdsAll = std::ranges::includes(wordsOf(candidate), words);
        if (holdsAll && (!shortest || candidate.size() < shortest->size()))
            shortest = candidate;
    }
    return shortest;
}

/// The candidates that `word` is a part of: "netflix" of "netflix-nearfield".
std::vector<std::string> containing(std::string_view word, std::span<const std::string> candidates)
{
    std::vector<std::string> found;
    if (word.size() < shortestPart)
        return found;
    const auto alike = [](char a, char b) { return lower(a) == lower(b); };
    std::ranges::copy_if(candidates, std::back_inserter(found),
        [&](const std::string& candidate) { return !std::ranges::search(candidate, word, alike).empty(); });
    return found;
}

} // namespace

std::optional<std::string> nearestSpelling(std::string_view word, std::span<const std::string> candidates)
{
    if (word.size() > longestWord)
        return std::nullopt;
    const std::vector<std::string> words = wordsOf(word);
    const auto turned = std::ranges::find_if(
        candidates, [&](const std::string& candidate) { return words.size() > 1 && wordsOf(candidate) == words; });
    if (turned != candidates.end())
        return *turned;
    const std::size_t farthest = std::max<std::size_t>(1, word.size() / 3);
    std::size_t fewest = std::numeric_limits<std::size_t>::max();
    std::optional<std::string> nearest;
    for (const std::string& candidate : candidates) {
        const std::size_t edits = editsBetween(word, candidate);
        const bool whole = edits == fewest && word.starts_with(candidate); // "rules" is rule and more, not roles
        if ((edits < fewest && edits <= farthest) || whole) {
            fewest = edits;
            nearest = candidate;
        }
    }
    if (!nearest && words.size() > 1)
        nearest = withAllWords(words, candidates);
    for (const std::string& candidate : candidates) { // "maximum" is max
        if (!nearest && candidate.size() >= shortestPart && word.starts_with(candidate))
            nearest = candidate;
    }
    return nearest;
}

std::string spellingHint(std::string_view word, std::span<const std::string> candidates)
{
    if (const auto nearest = nearestSpelling(word, candidates))
        return fmt::format("; did you mean \"{}\"?", *nearest);
    const std::vector<std::string> wider = containing(word, candidates);
    if (!wider.empty() && wider.size() <= longestList)
        return fmt::format("; do you mean one of these: {}?", fmt::join(wider, ", "));
    if (candidates.empty() || candidates.size() > longestList)
        return {};
    return fmt::format("; it is one of: {}", fmt::join(candidates, ", "));
}

} // namespace assay
