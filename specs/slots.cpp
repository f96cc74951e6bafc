// SPDX-License-Identifier: GPL-3.0-or-later
// Which deliverable of the profile each programme is: by role, language and the words of its name first, then by
// layout. A programme of the right kind in a wrong layout still takes the place of a deliverable that nobody else is:
// "5.1 expected, 7.1 arrived" says more than one missing and one unexpected.
#include "specs/delivery.h"
#include "specs/test_outcome.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace assay
{

namespace
{

enum class Fit { none, otherLayout, full };

bool sameWord(std::string_view a, std::string_view b)
{
    return std::ranges::equal(a, b, [](char x, char y) {
        return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y));
    });
}

std::optional<std::string> textOf(const MeasurementSet& measures, std::string_view id)
{
    const Measurement* measurement = measures.find(id);
    const auto* text
        = measurement != nullptr && measurement->value ? std::get_if<std::string>(&*measurement->value) : nullptr;
    return text != nullptr ? std::optional(*text) : std::nullopt;
}

/// What one slot would know of one programme.
class Candidate
{
public:
    Candidate(const DeliveryProfile& profile, const DeliveredProgramme& programme)
        : m_profile(profile)
        , m_programme(programme)
        , m_role(roleFor(profile, programme))
        , m_layout(textOf(*programme.measures, "legs.layout").value_or(programme.layout))
    {
    }

    Fit fitOf(const Slot& slot)
    {
        if ((!slot.role.empty() && slot.role != m_role) || !saysFields(slot) || !speaks(slot) || !isSuch(slot))
            return Fit::none;
        const bool layout = slot.layouts.empty() || std::ranges::find(slot.layouts, m_layout) != slot.layouts.end();
        return layout ? Fit::full : Fit::otherLayout;
    }

private:
    const std::map<std::string, std::string, std::less<>>& words(const Slot& slot)
    {
        auto [entry, added] = m_words.try_emplace(slot.pattern);
        if (added) {
            for (const Measurement& measurement : nameMeasures(m_profile, &slot, m_programme)) {
                const auto* text = measurement.value ? std::get_if<std::string>(&*measurement.value) : nullptr;
                if (text != nullptr)
                    entry->second[measurement.id.substr(std::string_view("name.").size())] = *text;
            }
        }
        return entry->second;
    }

    bool saysFields(const Slot& slot)
    {
        return std::ranges::all_of(slot.fields, [&](const auto& asked) {
            const auto said = words(slot).find(asked.first);
            return said != words(slot).end() && std::ranges::any_of(asked.second, [&](const std::string& word) {
                return sameWord(word, said->second);
            });
        });
    }

    bool speaks(const Slot& slot)
    {
        if (slot.language.empty())
            return true;
        const auto said = words(slot).find("language");
        const auto language = said != words(slot).end() ? std::optional(said->second)
                                                        : textOf(*m_programme.measures, "format.language");
        return language && sameWord(*language, slot.language);
    }

    [[nodiscard]] bool isSuch(const Slot& slot) const
    {
        const Subject subject { m_role, m_layout, m_programme.time, m_programme.frames, *m_programme.measures };
        return holds(slot.when, subject).truth == Truth::yes;
    }

    const DeliveryProfile& m_profile;
    const DeliveredProgramme& m_programme;
    std::string m_role;
    std::string m_layout;
    std::map<std::string, std::map<std::string, std::string, std::less<>>> m_words {}; // by pattern
};

bool hasRoom(const Slot& slot, const std::vector<const Slot*>& taken)
{
    return !slot.count || std::ranges::count(taken, &slot) < *slot.count;
}

} // namespace

std::vector<const Slot*> slotsWithRoomForAll(
    const DeliveryProfile& profile, std::span<const DeliveredProgramme> programmes)
{
    std::vector<const Slot*> wanted;
    for (const DeliveredProgramme& programme : programmes) {
        Candidate candidate(profile, programme);
        const auto slot = std::ranges::find_if(
            profile.expected, [&](const Slot& one) { return candidate.fitOf(one) == Fit::full; });
        wanted.push_back(slot != profile.expected.end() && !programme.isBed ? &*slot : nullptr);
    }
    return wanted;
}

std::vector<const Slot*> slotsOf(const DeliveryProfile& profile, std::span<const DeliveredProgramme> programmes)
{
    std::vector<const Slot*> taken(programmes.size(), nullptr);
    std::vector<Candidate> candidates;
    for (const DeliveredProgramme& programme : programmes)
        candidates.emplace_back(profile, programme);
    for (const Fit wanted : { Fit::full, Fit::otherLayout }) {
        for (const Slot& slot : profile.expected) {
            const bool empty = std::ranges::find(taken, &slot) == taken.end();
            if (wanted == Fit::otherLayout && !empty)
                continue;
            for (std::size_t i = 0; i < candidates.size(); ++i) {
                if (!programmes[i].isBed && taken[i] == nullptr && hasRoom(slot, taken)
                    && candidates[i].fitOf(slot) == wanted)
                    taken[i] = &slot;
            }
        }
    }
    return taken;
}

} // namespace assay
