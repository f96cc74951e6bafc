// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/measure/delivery_specs.h"
#include "specs/delivery.h"
#include "specs/packages.h"
#include "specs/wording.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

using Programmes = std::span<const DeliveredProgramme>;
using Slots = std::vector<const Slot*>;

bool isAmong(const std::vector<std::string>& list, const std::string& entry)
{
    return list.empty() || std::ranges::find(list, entry) != list.end();
}

std::vector<std::size_t> inSlot(const Slots& slots, std::string_view id)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (slots[i] != nullptr && slots[i]->id == id)
            found.push_back(i);
    }
    return found;
}

/// The programmes that a rule looks at.
std::vector<std::size_t> scopeOf(const Rule& rule, const Profile& profile, const Slots& slots, Programmes programmes)
{
    std::vector<std::size_t> scope;
    for (const std::string& id : rule.over) {
        for (const std::size_t i : inSlot(slots, id))
            scope.push_back(i);
    }
    for (std::size_t i = 0; rule.over.empty() && i < programmes.size(); ++i) {
        const bool expected = profile.delivery->expected.empty() || slots[i] != nullptr;
        if (expected && judges(profile, programmes[i].role))
            scope.push_back(i);
    }
    std::erase_if(scope, [&](std::size_t i) {
        return rule.when
            && (!isAmong(rule.when->roles, programmes[i].role) || !isAmong(rule.when->layouts, programmes[i].layout));
    });
    return scope;
}

/// The titles of the slots a rule names for which nothing arrived.
std::vector<std::string> absentFor(const Rule& rule, const DeliveryProfile& delivery, const Slots& slots)
{
    std::vector<std::string> absent;
    std::vector<std::string> named = rule.over;
    if (!rule.of.empty())
        named.insert(named.begin(), rule.of);
    for (const std::string& id : named) {
        if (inSlot(slots, id).empty())
            absent.push_back(delivery.slot(id)->title);
    }
    return absent;
}

bool comparesSound(const Rule& rule)
{
    return !rule.of.empty();
}

Measurement missing(const DeliveryProfile& delivery, const Slots& slots)
{
    const MeasureSpec& spec = deliverySpec("delivery.missing");
    if (delivery.expected.empty())
        return notApplicable(spec, "the profile lists no deliverables");
    std::vector<std::string> absent;
    for (const Slot& slot : delivery.expected) {
        const auto arrived = static_cast<int>(std::ranges::count(slots, &slot));
        const int expected = slot.count.value_or(1);
        if (!slot.required || arrived >= expected)
            continue;
        absent.push_back(expected == 1 ? slot.title + " did not arrive"
                                       : fmt::format("{}: {} of {} arrived", slot.title, arrived, expected));
    }
    return measured(spec, std::move(absent));
}

Measurement unexpected(const DeliveryProfile& delivery, const Slots& slots, Programmes programmes)
{
    const MeasureSpec& spec = deliverySpec("delivery.unexpected");
    if (delivery.expected.empty())
        return notApplicable(spec, "the profile lists no deliverables");
    std::vector<std::string> surplus;
    for (std::size_t i = 0; i < programmes.size(); ++i) {
        if (slots[i] == nullptr && !programmes[i].isBed)
            surplus.push_back(fmt::format("{} is none of the deliverables asked for ({} {})", programmes[i].name,
                programmes[i].layout, programmes[i].role));
    }
    return measured(spec, std::move(surplus));
}

/// Which programmes make a spread as wide as it is: the three that lie farthest from the others.
std::string farthest(const Measurement& measurement)
{
    constexpr std::size_t most = 3;
    std::vector<ChannelValue> apart = measurement.channels;
    std::erase_if(apart, [](const ChannelValue& one) { return std::abs(one.value.value_or(0.0)) <= comparisonGuard; });
    std::ranges::stable_sort(
        apart, std::greater {}, [](const ChannelValue& one) { return std::abs(one.value.value_or(0.0)); });
    std::string text;
    for (std::size_t i = 0; i < std::min(most, apart.size()); ++i)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", apart[i].channel,
            withUnit(
                (*apart[i].value > 0.0 ? "+" : "") + formatValue(*apart[i].value, measurement.unit), measurement.unit));
    return apart.size() > most ? text + ", ..." : text;
}

void nameProgrammes(Finding& finding, const MeasurementSet& measures)
{
    const Measurement* measurement = measures.find(finding.measure);
    if (measurement == nullptr || finding.state != FindingState::fail || !finding.measure.starts_with("delivery."))
        return;
    if (const std::string who = farthest(*measurement); !who.empty()) {
        if (!finding.message.empty() && finding.message.back() == '.')
            finding.message.pop_back();
        finding.message += ": " + who + ".";
    }
}

/// The comparison that was made of exactly these, as far as it measured what is asked.
const Comparison* comparisonOf(std::span<const Comparison> comparisons, const Rule& rule, const std::string& of,
    const std::vector<std::string>& with)
{
    const auto found = std::ranges::find_if(comparisons, [&](const Comparison& made) {
        return made.of == of && made.with == with && made.measures.find(rule.tests.front().measure) != nullptr;
    });
    return found == comparisons.end() ? nullptr : &*found;
}

/// A rule without what its `when` said about programmes: that chose them already.
Rule withoutScope(Rule rule)
{
    if (rule.when) {
        rule.when->roles.clear();
        rule.when->layouts.clear();
    }
    return rule;
}

/// Judges one package: programmes that belong together.
class PackageJudge
{
public:
    PackageJudge(const Profile& profile, Programmes programmes, std::span<const Comparison> comparisons)
        : m_profile(profile)
        , m_programmes(programmes)
        , m_comparisons(comparisons)
        , m_slots(slotsOf(*profile.delivery, programmes))
        , m_missing(missing(*profile.delivery, m_slots))
        , m_unexpected(unexpected(*profile.delivery, m_slots, programmes))
    {
    }

    [[nodiscard]] const Slots& taken() const { return m_slots; }
    [[nodiscard]] const Measurement& missingOnes() const { return m_missing; }
    [[nodiscard]] const Measurement& unexpectedOnes() const { return m_unexpected; }

    [[nodiscard]] Finding judge(const Rule& rule) const
    {
        const std::vector<std::string> absent = absentFor(rule, *m_profile.delivery, m_slots);
        const std::vector<std::size_t> scope = scopeOf(rule, m_profile, m_slots, m_programmes);
        MeasurementSet measures;
        std::string timeOf;
        if (comparesSound(rule) && absent.empty())
            timeOf = takeComparison(rule, scope, measures);
        else
            takeRelations(scope, measures);
        Finding finding = evaluated(rule, measures, timeOf);
        if (!absent.empty() && (comparesSound(rule) || scope.size() < 2)) {
            finding.state = FindingState::notApplicable;
            finding.applies = false;
            finding.advice.clear();
            finding.message = fmt::format("Does not apply: {} did not arrive.", listed(absent, "and"));
        }
        nameProgrammes(finding, measures);
        return finding;
    }

private:
    Finding evaluated(const Rule& rule, const MeasurementSet& measures, const std::string& timeOf) const
    {
        Profile one;
        one.rules = { withoutScope(rule) };
        const auto timed = std::ranges::find(m_programmes, timeOf, &DeliveredProgramme::name);
        const DeliveredProgramme none {};
        const DeliveredProgramme& programme = timed != m_programmes.end() ? *timed : none;
        Finding finding = evaluate(one, Subject { "", "", programme.time, programme.frames, measures }).front();
        finding.programme = timeOf;
        return finding;
    }

    /// Returns the programme whose time the places count in.
    std::string takeComparison(const Rule& rule, const std::vector<std::size_t>& scope, MeasurementSet& measures) const
    {
        const std::string of = m_programmes[inSlot(m_slots, rule.of).front()].name;
        std::vector<std::string> with;
        for (const std::size_t i : scope)
            with.push_back(m_programmes[i].name);
        if (const Comparison* made = comparisonOf(m_comparisons, rule, of, with))
            measures = made->measures;
        return of;
    }

    void takeRelations(const std::vector<std::size_t>& scope, MeasurementSet& measures) const
    {
        std::vector<DeliveredProgramme> some;
        for (const std::size_t i : scope)
            some.push_back(m_programmes[i]);
        measures = deliveryMeasures(some);
        measures.add(m_missing);
        measures.add(m_unexpected);
    }

    const Profile& m_profile;
    Programmes m_programmes;
    std::span<const Comparison> m_comparisons;
    Slots m_slots;
    Measurement m_missing;
    Measurement m_unexpected;
};

std::vector<DeliveredProgramme> membersOf(const Package& package, Programmes programmes)
{
    std::vector<DeliveredProgramme> members;
    for (const std::size_t i : package.programmes)
        members.push_back(programmes[i]);
    return members;
}

/// Adds what is missing and unexpected in one package to what is in all.
void addLists(MeasurementSet& all, const PackageJudge& judge, const std::string& package)
{
    for (const Measurement* own : { &judge.missingOnes(), &judge.unexpectedOnes() }) {
        const Measurement* known = all.find(own->id);
        Measurement sum = known != nullptr ? *known : *own;
        const auto* sentences = own->value ? std::get_if<std::vector<std::string>>(&*own->value) : nullptr;
        if (sentences != nullptr && !package.empty()) {
            auto list = known != nullptr && known->value ? std::get<std::vector<std::string>>(*known->value)
                                                         : std::vector<std::string>();
            for (const std::string& sentence : *sentences)
                list.push_back(package + ": " + sentence);
            sum.value = std::move(list);
        }
        all.add(std::move(sum));
    }
}

/// Says of a finding which package it is about.
void nameThePackage(Finding& finding, const std::string& package)
{
    finding.package = package;
    if (!package.empty() && !finding.message.empty())
        finding.message = package + ": " + finding.message;
}

/// A rule that is judged for each value of a part of the names, where no name says it.
Finding withoutPart(const Rule& rule)
{
    Profile one;
    one.rules = { withoutScope(rule) };
    Finding finding = evaluate(one, Subject { "", "", {}, 0, MeasurementSet() }).front();
    finding.state = FindingState::notApplicable;
    finding.applies = false;
    finding.advice.clear();
    finding.message = fmt::format("Does not apply: no name says its {}.", rule.each);
    return finding;
}

std::vector<Finding> judgeEach(
    const Rule& rule, const Profile& profile, Programmes programmes, std::span<const Comparison> comparisons)
{
    std::vector<Finding> findings;
    for (const Package& package : packagesByPart(*profile.delivery, programmes, rule.each)) {
        const std::vector<DeliveredProgramme> members = membersOf(package, programmes);
        findings.push_back(PackageJudge(profile, members, comparisons).judge(rule));
        nameThePackage(findings.back(), rule.each + " " + package.name);
    }
    if (findings.empty())
        findings.push_back(withoutPart(rule));
    return findings;
}

} // namespace

std::vector<Rule> slotRules(const Slot& slot, const MeasurementSet& measures)
{
    std::vector<Rule> rules;
    if (!slot.layouts.empty()) {
        const Measurement* legs = measures.find("legs.layout"); // of an incomplete set: what it was meant to be
        Rule layout;
        layout.id = "layout";
        layout.title = slot.title + ": layout";
        layout.severity = Severity::blocker;
        layout.advice = "Deliver it in the layout that is asked for.";
        OneOf asked;
        for (const std::string& name : slot.layouts)
            asked.values.emplace_back(name);
        layout.tests.push_back({ legs != nullptr && legs->value ? "legs.layout" : "format.layout", asked });
        rules.push_back(std::move(layout));
    }
    rules.insert(rules.end(), slot.rules.begin(), slot.rules.end());
    for (Rule& rule : rules)
        rule.id = slot.id + "/" + rule.id;
    return rules;
}

std::vector<ComparisonWish> comparisonsFor(const Profile& profile, Programmes programmes)
{
    std::vector<ComparisonWish> wishes;
    if (profile.delivery == nullptr)
        return wishes;
    for (const Package& package : packagesOf(*profile.delivery, programmes)) {
        const std::vector<DeliveredProgramme> members = membersOf(package, programmes);
        const Slots slots = slotsOf(*profile.delivery, members);
        for (const Rule& rule : profile.delivery->rules) {
            if (!comparesSound(rule) || !absentFor(rule, *profile.delivery, slots).empty())
                continue;
            ComparisonWish wish { rule.tests.front().measure, package.programmes[inSlot(slots, rule.of).front()] };
            for (const std::size_t i : scopeOf(rule, profile, slots, members))
                wish.with.push_back(package.programmes[i]);
            if (std::ranges::find(wishes, wish) == wishes.end())
                wishes.push_back(std::move(wish));
        }
    }
    return wishes;
}

DeliveryJudgement judgeDelivery(const Profile& profile, Programmes programmes, std::span<const Comparison> comparisons)
{
    DeliveryJudgement result;
    result.taken.assign(programmes.size(), nullptr);
    result.measures = deliveryMeasures(programmes);
    if (profile.delivery == nullptr)
        return result;
    for (const Package& package : packagesOf(*profile.delivery, programmes)) {
        const std::vector<DeliveredProgramme> members = membersOf(package, programmes);
        const PackageJudge judge(profile, members, comparisons);
        for (std::size_t i = 0; i < members.size(); ++i) {
            const Slot*& taken = result.taken[package.programmes[i]];
            taken = taken == nullptr ? judge.taken()[i] : taken;
        }
        for (const Rule& rule : profile.delivery->rules) {
            if (!rule.each.empty())
                continue;
            result.findings.push_back(judge.judge(rule));
            nameThePackage(result.findings.back(), package.name);
        }
        addLists(result.measures, judge, package.name);
    }
    for (const Rule& rule : profile.delivery->rules) {
        for (Finding& finding :
            rule.each.empty() ? std::vector<Finding>() : judgeEach(rule, profile, programmes, comparisons))
            result.findings.push_back(std::move(finding));
    }
    return result;
}

} // namespace assay
