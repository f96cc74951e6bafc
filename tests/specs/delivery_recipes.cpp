// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/specs/delivery_recipes.h"

#include "core/measure/delivery_specs.h"

#include <algorithm>

namespace assay::test
{

namespace
{

constexpr int rate = 48000; // Hz
constexpr FrameCount usualLength = 480000; // 10 s

/// A text that a field of a built-in pattern may be, in the name of what has this role.
std::string textFor(const NameField& field, const std::string& role)
{
    for (const NameWord& word : field.words) {
        if (field.claims != "role" || word.meaning == Value(role))
            return word.word;
    }
    for (const char* text : { "nightfall", "s01e02", "v04", "48k", "24b", "NIGHT", "AA", "MI01" }) {
        if (*field.shape->matches(text))
            return text;
    }
    return "no text for this field: add one";
}

bool asksFor(const Slot& slot, const std::string& field)
{
    return slot.fields.contains(field) || (field == "language" && !slot.language.empty());
}

/// Of an optional group: is there a field that the slot asks for?
bool isWanted(const NamePattern& pattern, const Slot& slot, int group)
{
    return group == 0 || std::ranges::any_of(pattern.elements, [&](const NamePattern::Element& element) {
        return element.group == group && asksFor(slot, element.field);
    });
}

void keepClaim(MeasurementSet& measures, const NameField& field, const std::string& text)
{
    if (field.claims.empty() || field.claims == "role")
        return;
    Value meaning = meaningOf(field, text);
    if (const auto number = numberIn(meaning); number && spec(field.claims).kind == ValueKind::integer)
        meaning = static_cast<std::int64_t>(*number);
    measures.add(measured(spec(field.claims), meaning));
}

struct Relation {
    std::string_view measure;
    std::string_view of;
};
constexpr std::array relations {
    Relation { "delivery.loudness_match", "loudness.integrated" },
    Relation { "delivery.range_match", "loudness.range" },
    Relation { "delivery.dialogue_match", "loudness.dialogue" },
    Relation { "delivery.head_match", "silence.head" },
    Relation { "delivery.tail_match", "silence.tail" },
};

/// Which programme to change, so that the rule looks at it: one that arrived for a slot in its scope.
std::size_t subjectOf(const Delivery& delivery, const Profile& profile, const Rule& rule)
{
    const std::vector<const Slot*> taken = slotsOf(*profile.delivery, delivery.programmes);
    for (std::size_t i = 0; i < taken.size(); ++i) {
        if (!rule.over.empty() && taken[i] != nullptr && taken[i]->id == rule.over.back())
            return i;
    }
    return delivery.programmes.size() - 1;
}

using Setter = void (*)(Delivery&, std::size_t programme, double value);

void setLength(Delivery& delivery, std::size_t programme, double value)
{
    delivery.programmes[programme].frames = usualLength + std::lround(value);
}

void setStart(Delivery& delivery, std::size_t programme, double value)
{
    *delivery.programmes[programme].time.start += std::lround(value);
}

void setCount(Delivery& delivery, std::size_t, double value)
{
    while (delivery.programmes.size() > static_cast<std::size_t>(value))
        delivery.remove(0);
    while (delivery.programmes.size() < static_cast<std::size_t>(value))
        delivery.add("more.wav", delivery.programmes.front().role, "stereo");
}

/// Of all together; the others keep their length.
void setDuration(Delivery& delivery, std::size_t programme, double value)
{
    const auto others = static_cast<FrameCount>(delivery.programmes.size() - 1) * usualLength;
    delivery.programmes[programme].frames = std::lround(value * rate) - others;
}

std::vector<DeliveryChange> numberChanges(const Profile& profile, const Rule& rule, double step, Setter set)
{
    const auto& between = std::get<Between>(rule.tests.front().predicate);
    std::vector<DeliveryChange> changes;
    for (const bool holds : { true, false }) {
        const double value = between.max->value + (holds ? 0.0 : step);
        changes.push_back({ rule.tests.front().measure, holds, [profile, rule, value, set](Delivery& delivery) {
                               set(delivery, subjectOf(delivery, profile, rule), value);
                           } });
    }
    return changes;
}

std::vector<DeliveryChange> relationChanges(const Profile& profile, const Rule& rule, std::string_view of)
{
    constexpr double step = 1e-6;
    const double limit = std::get<Between>(rule.tests.front().predicate).max->value;
    std::vector<DeliveryChange> changes;
    for (const double side : { 1.0, -1.0 }) {
        for (const bool holds : { true, false }) {
            const double by = side * (holds ? limit : limit + step);
            changes.push_back({ std::string(of), holds, [profile, rule, of, by](Delivery& delivery) {
                                   const std::size_t which = subjectOf(delivery, profile, rule);
                                   delivery.set(which, of, *delivery.measuresOf(which).number(of) + by);
                               } });
        }
    }
    return changes;
}

/// Another value in one programme's measure, where all must have the same.
DeliveryChange oddOne(const Profile& profile, const Rule& rule, const char* measure, Value odd)
{
    return { measure, false, [profile, rule, measure, odd](Delivery& delivery) {
                delivery.set(subjectOf(delivery, profile, rule), measure, odd);
            } };
}

std::vector<DeliveryChange> listChanges(const Profile& profile, const Rule& rule)
{
    const std::string& measure = rule.tests.front().measure;
    std::vector<DeliveryChange> changes { { "nothing", true, [](Delivery&) {} } };
    if (measure == "delivery.missing") {
        for (const Slot& slot : profile.delivery->expected)
            changes.push_back({ "without " + slot.id, !slot.required, [profile, &slot](Delivery& delivery) {
                                   const auto taken = slotsOf(*profile.delivery, delivery.programmes);
                                   for (std::size_t i = taken.size(); i-- > 0;) {
                                       if (taken[i] != nullptr && taken[i]->id == slot.id)
                                           delivery.remove(i);
                                   }
                               } });
    } else if (measure == "delivery.unexpected") {
        changes.push_back(
            { "a stranger", false, [](Delivery& delivery) { delivery.add("x.wav", "unknown", "9.1.6"); } });
        for (const Slot& slot : profile.delivery->expected)
            changes.push_back({ "once more " + slot.id, !slot.count,
                [profile, &slot](Delivery& delivery) { addFor(delivery, profile, slot); } });
    } else if (measure == "delivery.same_format") {
        changes.push_back(oddOne(profile, rule, "format.sample_rate", std::int64_t { 44100 }));
        changes.push_back(oddOne(profile, rule, "format.bit_depth", std::int64_t { 16 }));
        changes.push_back(oddOne(profile, rule, "format.sample_format", std::string("float")));
        changes.push_back(oddOne(profile, rule, "format.frame_rate", std::string("50")));
    } else if (measure == "delivery.same_layout") {
        changes.push_back(oddOne(profile, rule, "format.layout", std::string("mono")));
    } else if (measure == "delivery.isrc_unique") {
        changes.push_back(oddOne(profile, rule, "isrc.value", std::vector<std::string> { "AA6Q72000000" }));
    } else {
        changes.clear();
    }
    return changes;
}

/// Of the sound of several: the comparison says it.
std::vector<DeliveryChange> comparisonChanges(const Rule& rule)
{
    std::vector<DeliveryChange> changes;
    for (const Test& test : rule.tests) {
        const Recipes recipes = recipesFor(test.measure, test.predicate);
        const auto add = [&](const Recipe& recipe, bool holds) {
            changes.push_back({ test.measure, holds, [measure = test.measure, recipe](Delivery& delivery) {
                                   for (Comparison& made : delivery.comparisons) {
                                       Programme one;
                                       apply(one, measure, recipe);
                                       if (made.measures.find(measure) != nullptr)
                                           made.measures.add(*one.measures.find(measure));
                                   }
                               } });
        };
        for (const Recipe& recipe : recipes.pass)
            add(recipe, true);
        for (const Recipe& recipe : recipes.fail)
            add(recipe, false);
    }
    return changes;
}

/// What every comparison must say for all rules on it to hold.
void addComparisons(Delivery& delivery, const Profile& profile)
{
    for (const ComparisonWish& wish : comparisonsFor(profile, delivery.programmes)) {
        Comparison made { delivery.programmes[wish.of].name };
        for (const std::size_t with : wish.with)
            made.with.push_back(delivery.programmes[with].name);
        Programme one;
        for (const Rule& rule : profile.delivery->rules) {
            for (const Test& test : rule.tests) {
                if (test.measure.substr(0, 3) == wish.measure.substr(0, 3))
                    apply(one, test.measure, recipesFor(test.measure, test.predicate).pass.front());
            }
        }
        made.measures = one.measures;
        delivery.comparisons.push_back(std::move(made));
    }
}

} // namespace

DeliveredProgramme& Delivery::add(const std::string& file, const std::string& role, const std::string& layout)
{
    MeasurementSet& set = measures.emplace_back();
    set.add(measured(spec("format.sample_rate"), std::int64_t { rate }));
    set.add(measured(spec("format.bit_depth"), std::int64_t { 24 }));
    set.add(measured(spec("format.sample_format"), std::string("integer")));
    set.add(measured(spec("format.layout"), layout));
    set.add(measured(spec("loudness.integrated"), -27.0));
    return programmes.emplace_back(
        DeliveredProgramme { file, { file }, role, false, layout, { rate, 0, {} }, usualLength, &set });
}

MeasurementSet& Delivery::measuresOf(std::size_t programme)
{
    return *std::ranges::find_if(
        measures, [&](const MeasurementSet& set) { return &set == programmes[programme].measures; });
}

void Delivery::set(std::size_t programme, std::string_view id, Value value)
{
    measuresOf(programme).add(measured(spec(id), std::move(value)));
}

void Delivery::remove(std::size_t programme)
{
    programmes.erase(programmes.begin() + static_cast<std::ptrdiff_t>(programme));
}

DeliveryJudgement Delivery::judgedBy(const Profile& profile) const
{
    return judgeDelivery(profile, programmes, comparisons);
}

void addFor(Delivery& delivery, const Profile& profile, const Slot& slot)
{
    const DeliveryProfile& ask = *profile.delivery;
    const NamePattern* pattern = ask.pattern(slot.pattern.empty() ? ask.names : slot.pattern);
    const std::string layout = slot.layouts.empty() ? "5.1" : slot.layouts.front();
    delivery.add(slot.id + ".wav", slot.role.empty() ? "mix" : slot.role, layout);
    const std::size_t place = delivery.programmes.size() - 1;
    std::string name;
    for (const NamePattern::Element& element :
        pattern != nullptr ? pattern->elements : std::vector<NamePattern::Element>()) {
        if (!isWanted(*pattern, slot, element.group))
            continue;
        const NameField* field = pattern->find(element.field);
        const auto asked = slot.fields.find(element.field);
        const std::string text = field == nullptr ? element.literal
            : asked != slot.fields.end()          ? asked->second.front()
                                                  : textFor(*field, delivery.programmes[place].role);
        name += text;
        if (field != nullptr)
            keepClaim(delivery.measuresOf(place), *field, text);
    }
    if (!name.empty())
        delivery.programmes[place].name = delivery.programmes[place].files.front() = name;
    for (const Test& test : slot.when ? slot.when->measures : std::vector<Test>()) {
        Programme one;
        apply(one, test.measure, recipesFor(test.measure, test.predicate).pass.front());
        delivery.measuresOf(place).add(*one.measures.find(test.measure));
    }
}

void fillCompliant(Delivery& delivery, const Profile& profile)
{
    for (const Slot& slot : profile.delivery->expected)
        addFor(delivery, profile, slot);
    const std::string role = profile.roles.empty() ? "mix" : profile.roles.front();
    for (const char* file : { "A1 one.wav", "A2 two.wav", "A3 three.wav" }) { // of one side, where that matters
        if (profile.delivery->expected.empty())
            delivery.add(file, role, "stereo");
    }
    for (std::size_t i = 0; i < delivery.programmes.size(); ++i) {
        for (const Relation& relation : relations)
            delivery.set(i, relation.of, -27.0);
        delivery.set(i, "format.frame_rate", std::string("24"));
        delivery.set(i, "isrc.value", std::vector<std::string> { "AA6Q7200000" + std::to_string(i) });
    }
    addComparisons(delivery, profile);
}

std::vector<DeliveryChange> changesFor(const Profile& profile, const Rule& rule)
{
    const std::string& measure = rule.tests.front().measure;
    const auto relation = std::ranges::find(relations, measure, &Relation::measure);
    if (isComparison(measure))
        return comparisonChanges(rule);
    if (relation != relations.end())
        return relationChanges(profile, rule, relation->of);
    if (measure == "delivery.same_length")
        return numberChanges(profile, rule, 1.0, &setLength);
    if (measure == "delivery.same_start")
        return numberChanges(profile, rule, 1.0, &setStart);
    if (measure == "delivery.programmes")
        return numberChanges(profile, rule, 1.0, &setCount);
    if (measure == "delivery.duration")
        return numberChanges(profile, rule, 1.0 / rate, &setDuration);
    return listChanges(profile, rule);
}

} // namespace assay::test
