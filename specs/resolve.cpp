// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/loader.h"

#include "core/base/path.h"
#include "specs/resolve_delivery.h"
#include "specs/spelling.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace assay
{

namespace
{

/// The profile an `extends` of `by` means.
const ProfileDraft* extended(const std::string& id, const ProfileDraft& by, const std::vector<ProfileDraft>& all)
{
    const ProfileDraft* found = nullptr;
    const bool ownId = id == by.profile.id && !by.source.builtIn;
    for (const ProfileDraft& candidate : all) {
        const bool allowed = candidate.profile.id == id && (!ownId || candidate.source.builtIn);
        if (allowed && (found == nullptr || !candidate.source.builtIn))
            found = &candidate;
    }
    return found;
}

std::vector<std::string> idsOf(const std::vector<ProfileDraft>& all)
{
    std::vector<std::string> ids;
    for (const ProfileDraft& draft : all)
        ids.push_back(draft.profile.id);
    return ids;
}

/// Collects a profile and everything below it, bases first.
class Resolver
{
public:
    Resolver(const ProfileDraft& top, const std::vector<ProfileDraft>& all)
        : m_top(top)
        , m_all(all)
        , m_problems { top.source.file }
    {
    }

    LoadedProfile run()
    {
        m_problems.errors = m_top.errors;
        Profile profile = m_top.profile;
        add(m_top, {});
        m_delivery.addSlotRules([&](const std::string& id, TextPosition at) { return rulesOfProfile(id, at); });
        lintContradictions(m_rules, m_problems);
        profile.delivery = m_delivery.finish(m_rules, m_problems);
        for (PlacedRule& placed : m_rules)
            profile.rules.push_back(std::move(placed.rule));
        profile.manual = std::move(m_manual);
        profile.signOff = std::move(m_signOff);
        profile.roles = std::move(m_roles);
        profile.sha256 = sha256Hex(joined(m_sources));
        return { std::move(profile), std::move(m_problems.errors), std::move(m_sources) };
    }

private:
    static std::string joined(const std::vector<ProfileSource>& sources)
    {
        std::string bytes;
        for (const ProfileSource& source : sources)
            bytes += source.text;
        return bytes;
    }

    /// The rules of a profile that judges a slot. Its own slots do not count.
    std::vector<Rule> rulesOfProfile(const std::string& id, TextPosition at)
    {
        const ProfileDraft* base = extended(id, m_top, m_all);
        if (base == nullptr) {
            m_problems.add(at,
                fmt::format(
                    "a slot asks for the rules of the unknown profile \"{}\"{}", id, spellingHint(id, idsOf(m_all))));
            return {};
        }
        Resolver below(*base, m_all);
        below.add(*base, {});
        if (!below.m_problems.errors.empty())
            m_problems.add(at,
                fmt::format("the profile \"{}\" that judges a slot is wrong: {}", id,
                    describe(below.m_problems.errors.front())));
        m_sources.insert(m_sources.end(), below.m_sources.begin(), below.m_sources.end());
        for (const ManualCheck& check : below.m_manual)
            addManual(check);
        std::vector<Rule> rules;
        for (PlacedRule& placed : below.m_rules) {
            if (!isOfDelivery(placed.rule))
                rules.push_back(std::move(placed.rule));
        }
        return rules;
    }

    void addManual(const ManualCheck& check)
    {
        const auto same = std::ranges::find(m_manual, check.id, &ManualCheck::id);
        if (same != m_manual.end())
            *same = check;
        else
            m_manual.push_back(check);
    }

    /// `at` is where the top profile's `extends` led here; empty for the top profile itself.
    void add(const ProfileDraft& draft, std::optional<TextPosition> at)
    {
        if (std::ranges::find(m_path, &draft) != m_path.end()) {
            reportCycle(draft, at.value_or(TextPosition {}));
            return;
        }
        if (std::ranges::find(m_done, &draft) != m_done.end())
            return;
        if (at && !draft.errors.empty())
            m_problems.add(*at,
                fmt::format("the profile \"{}\" that this extends is wrong: {}", draft.profile.id,
                    describe(draft.errors.front())));
        m_path.push_back(&draft);
        m_sources.push_back(draft.source);
        for (std::size_t i = 0; i < draft.profile.extends.size() && i < draft.extendsPositions.size(); ++i)
            addBase(draft, draft.profile.extends[i], at.value_or(draft.extendsPositions[i]));
        m_path.pop_back();
        m_done.push_back(&draft);
        addOwn(draft, at);
    }

    void addBase(const ProfileDraft& draft, const std::string& id, TextPosition at)
    {
        if (const ProfileDraft* base = extended(id, draft, m_all))
            add(*base, at);
        else
            m_problems.add(at,
                fmt::format("\"{}\" extends the unknown profile \"{}\"{}", draft.profile.id, id,
                    spellingHint(id, idsOf(m_all))));
    }

    void reportCycle(const ProfileDraft& again, TextPosition at)
    {
        std::vector<std::string> names;
        for (const ProfileDraft* draft : m_path)
            names.push_back(draft->profile.id);
        names.push_back(again.profile.id);
        m_problems.add(at, fmt::format("profiles extend each other in a circle: {}", fmt::join(names, " -> ")));
    }

    void addOwn(const ProfileDraft& draft, std::optional<TextPosition> at)
    {
        for (PlacedRule placed : draft.rules) {
            if (at)
                placed.position = *at;
            const std::string& id = placed.rule.id;
            const auto same
                = std::ranges::find_if(m_rules, [&](const PlacedRule& inherited) { return inherited.rule.id == id; });
            if (same != m_rules.end())
                *same = std::move(placed);
            else
                m_rules.push_back(std::move(placed));
        }
        for (const ManualCheck& check : draft.profile.manual)
            addManual(check);
        m_delivery.add(draft.delivery, at);
        if (!draft.profile.roles.empty())
            m_roles = draft.profile.roles;
        if (!draft.profile.signOff.empty())
            m_signOff = draft.profile.signOff; // whoever signs otherwise says the whole order anew
    }

    const ProfileDraft& m_top;
    const std::vector<ProfileDraft>& m_all;
    Problems m_problems;
    std::vector<PlacedRule> m_rules {};
    std::vector<ManualCheck> m_manual {};
    std::vector<SignOffStep> m_signOff {};
    std::vector<std::string> m_roles {};
    DeliverySum m_delivery {};
    std::vector<ProfileSource> m_sources {};
    std::vector<const ProfileDraft*> m_path {};
    std::vector<const ProfileDraft*> m_done {};
};

} // namespace

LoadedProfile resolved(const ProfileDraft& draft, const std::vector<ProfileDraft>& all)
{
    return Resolver(draft, all).run();
}

} // namespace assay
