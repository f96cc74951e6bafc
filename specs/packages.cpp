// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/packages.h"

#include <algorithm>
#include <map>
#include <set>

namespace assay
{

namespace
{

using Programmes = std::span<const DeliveredProgramme>;
using Indices = std::vector<std::size_t>;
using Words = std::set<std::string, std::less<>>;

/// The words of a programme's name, folders included.
Words wordsOf(const DeliveredProgramme& programme)
{
    Words words;
    std::string word;
    for (const char c : programme.name + '/') {
        if (std::string_view("_-. /()[]").find(c) == std::string_view::npos)
            word += c;
        else if (!word.empty())
            words.insert(std::exchange(word, {}));
    }
    return words;
}

std::size_t sharedBy(const Words& a, const Words& b)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(a, [&](const std::string& word) { return b.contains(word); }));
}

/// Those of a group that want the place of one deliverable: of the most wanted one. Fewer than two: nobody has to wait.
Indices rivalsIn(const DeliveryProfile& profile, const std::vector<const Slot*>& wanted, const Indices& group)
{
    Indices most;
    for (const Slot& slot : profile.expected) {
        Indices rivals;
        for (const std::size_t i : group) {
            if (wanted[i] == &slot && slot.count == 1)
                rivals.push_back(i);
        }
        if (rivals.size() > most.size())
            most = std::move(rivals);
    }
    return most;
}

/// The words of each rival that not all of them have.
std::vector<Words> tellingWords(Programmes programmes, const Indices& rivals)
{
    std::map<std::string, std::size_t> counts;
    for (const std::size_t i : rivals) {
        for (const std::string& word : wordsOf(programmes[i]))
            ++counts[word];
    }
    std::vector<Words> telling;
    for (const std::size_t i : rivals) {
        Words own = wordsOf(programmes[i]);
        std::erase_if(own, [&](const std::string& word) { return counts[word] == rivals.size(); });
        telling.push_back(std::move(own));
    }
    return telling;
}

/// A package around each rival, and how many of it are in no other beside the rival itself.
struct Gathered {
    std::vector<Indices> packages;
    std::vector<std::size_t> company;
};

Gathered gather(Programmes programmes, const Indices& group, const Indices& rivals)
{
    const std::vector<Words> telling = tellingWords(programmes, rivals);
    Gathered result { std::vector<Indices>(rivals.size()), std::vector<std::size_t>(rivals.size()) };
    for (const std::size_t i : group) {
        const auto self = std::ranges::find(rivals, i);
        std::vector<std::size_t> likeness;
        for (const Words& words : telling)
            likeness.push_back(sharedBy(words, wordsOf(programmes[i])));
        const std::size_t best = std::ranges::max(likeness);
        for (std::size_t k = 0; k < rivals.size(); ++k) {
            const bool belongs = self != rivals.end() ? rivals[k] == i : likeness[k] == best;
            if (!belongs)
                continue;
            result.packages[k].push_back(i);
            if (self == rivals.end() && std::ranges::count(likeness, best) == 1)
                ++result.company[k];
        }
    }
    return result;
}

std::string joined(const Words& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

/// Cuts a group where one deliverable arrived several times, each time with company of its own.
std::vector<Package> cut(Programmes programmes, const Package& group, Indices rivals)
{
    while (rivals.size() > 1) {
        const Gathered gathered = gather(programmes, group.programmes, rivals);
        const auto lonely = std::ranges::find(gathered.company, std::size_t { 0 });
        if (lonely != gathered.company.end()) { // a copy or a single new print is no package
            rivals.erase(rivals.begin() + (lonely - gathered.company.begin()));
            continue;
        }
        const std::vector<Words> names = tellingWords(programmes, rivals);
        std::vector<Package> packages;
        for (std::size_t k = 0; k < rivals.size(); ++k)
            packages.push_back(
                { group.name + (group.name.empty() ? "" : " ") + joined(names[k]), gathered.packages[k] });
        return packages;
    }
    return { group };
}

/// A package a value of `values`; who has none is in each of them if `everywhere`.
std::vector<Package> packagesBy(const std::vector<std::optional<std::string>>& values, bool everywhere)
{
    std::map<std::string, Indices> byValue;
    for (const auto& value : values) {
        if (value)
            byValue[*value];
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        for (auto& [name, package] : byValue) {
            if (values[i] ? *values[i] == name : everywhere)
                package.push_back(i);
        }
    }
    std::vector<Package> packages;
    for (auto& [name, package] : byValue)
        packages.push_back({ name, std::move(package) });
    return packages;
}

/// What no deliverable wants and no name assigns is told once, not once a package.
void keepStrangersOnce(std::vector<Package>& packages, const std::vector<const Slot*>& wanted)
{
    std::set<std::size_t> seen;
    for (Package& package : packages)
        std::erase_if(
            package.programmes, [&](std::size_t i) { return wanted[i] == nullptr && !seen.insert(i).second; });
}

} // namespace

std::vector<Package> packagesOf(const DeliveryProfile& profile, Programmes programmes)
{
    std::vector<std::optional<std::string>> said;
    for (const DeliveredProgramme& programme : programmes)
        said.push_back(partsOfName(profile, programme, profile.apart));
    std::vector<Package> groups = packagesBy(said, true);
    if (groups.size() < 2) {
        Package all;
        for (std::size_t i = 0; i < programmes.size(); ++i)
            all.programmes.push_back(i);
        groups = { std::move(all) };
    }
    const std::vector<const Slot*> wanted = slotsWithRoomForAll(profile, programmes);
    std::vector<Package> packages;
    for (const Package& group : groups) {
        for (Package& package : cut(programmes, group, rivalsIn(profile, wanted, group.programmes)))
            packages.push_back(std::move(package));
    }
    if (!profile.expected.empty())
        keepStrangersOnce(packages, wanted);
    return packages;
}

std::vector<Package> packagesByPart(const DeliveryProfile& profile, Programmes programmes, const std::string& part)
{
    std::vector<std::optional<std::string>> said;
    for (const DeliveredProgramme& programme : programmes)
        said.push_back(partsOfName(profile, programme, { part }));
    return packagesBy(said, false);
}

} // namespace assay
