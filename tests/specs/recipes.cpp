// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/specs/recipes.h"

#include "specs/channel_scope.h"
#include "specs/library.h"
#include "specs/text_pattern.h"

#include <algorithm>

namespace assay::test
{

namespace
{

constexpr FrameCount programmeStart = 24000; // 0.5 s at 48 kHz: where events of these tests begin
constexpr double justOutside = 1e-6; // in the unit of the limit: far below anything that is printed
Recipe number(const std::string& id, double value)
{
    if (spec(id).kind == ValueKind::integer)
        return { static_cast<std::int64_t>(value), 0 };
    return { value, 0 };
}
Value somethingElse(const Value& value)
{
    if (const auto* truth = std::get_if<bool>(&value))
        return !*truth;
    if (std::holds_alternative<std::string>(value))
        return std::string("something else");
    return std::get<std::int64_t>(value) + 1;
}

void addRange(Recipes& recipes, const std::string& id, std::optional<double> low, std::optional<double> high)
{
    const double step = spec(id).kind == ValueKind::integer ? 1.0 : justOutside;
    if (low) {
        recipes.pass.push_back(number(id, *low));
        recipes.fail.push_back(number(id, *low - step));
    }
    if (high) {
        recipes.pass.push_back(number(id, *high));
        recipes.fail.push_back(number(id, *high + step));
    }
}

constexpr double stated = -24.0; // what limits that hang on another measure find there

double absolute(const Limit& limit)
{
    return limit.relativeTo.empty() ? limit.value : stated + limit.value;
}

std::optional<double> absolute(const std::optional<Limit>& limit)
{
    return limit ? std::optional(absolute(*limit)) : std::nullopt;
}

/// A text that a pattern of a built-in profile lets through.
std::string matchFor(const std::string& pattern)
{
    for (const char* text : { "01:00:00:00", "00:59:52:00", "5.1; 7.1.2" }) {
        if (*TextPattern::compile(pattern)->matches(text))
            return text;
    }
    return "no text for this pattern: add one";
}
} // namespace

Recipes recipesFor(const std::string& id, const Predicate& predicate)
{
    Recipes recipes;
    if (const auto* equals = std::get_if<Equals>(&predicate)) {
        recipes.pass = { { equals->value } };
        recipes.fail = { { somethingElse(equals->value) } };
    } else if (const auto* oneOf = std::get_if<OneOf>(&predicate)) {
        for (const Value& value : oneOf->values)
            recipes.pass.push_back({ value });
        recipes.fail = { { somethingElse(oneOf->values.back()) } };
    } else if (const auto* between = std::get_if<Between>(&predicate)) {
        addRange(recipes, id, absolute(between->min), absolute(between->max));
    } else if (const auto* target = std::get_if<Near>(&predicate)) {
        addRange(recipes, id, absolute(target->target) - target->below, absolute(target->target) + target->above);
    } else if (std::holds_alternative<NoEvents>(predicate)) {
        recipes.pass = { { std::int64_t { 0 } } };
        recipes.fail = { { std::int64_t { 1 }, 1 } };
    } else if (const auto* multiple = std::get_if<MultipleOf>(&predicate)) {
        recipes.pass = { { 441 * multiple->step } };
        recipes.fail = { { 441 * multiple->step + 1 }, { 441 * multiple->step - 1 } };
    } else if (const auto* most = std::get_if<AtMostEvents>(&predicate)) {
        recipes.pass = { { std::int64_t { 0 } }, { most->count, static_cast<int>(most->count) } };
        recipes.fail = { { most->count + 1, static_cast<int>(most->count) + 1 } };
    } else if (const auto* least = std::get_if<AtLeastEvents>(&predicate)) {
        recipes.pass = { { least->count, static_cast<int>(least->count) } };
        recipes.fail = { { least->count - 1, static_cast<int>(least->count) - 1 } };
    } else if (const auto* longest = std::get_if<NoEventLongerThan>(&predicate)) {
        recipes.pass = { { std::int64_t { 0 } }, { std::int64_t { 1 }, 1, longest->seconds } };
        recipes.fail = { { std::int64_t { 1 }, 1, longest->seconds + 0.001 } };
    } else if (const auto* matches = std::get_if<Matches>(&predicate)) {
        recipes.pass = { { matchFor(matches->pattern) } };
        recipes.fail = { { std::string("something else") } };
    } else if (const auto* present = std::get_if<Present>(&predicate); present != nullptr && !present->wanted) {
        recipes.pass = { { std::vector<std::string> {} }, { std::nullopt } };
        recipes.fail = { { std::vector<std::string> { "something is wrong" } } };
    } else if (std::holds_alternative<Present>(predicate)) {
        const ValueKind kind = spec(id).kind;
        recipes.pass = { { kind == ValueKind::list ? Value(std::vector<std::string> { "AA6Q72000047" })
                : kind == ValueKind::integer
                ? Value(std::int64_t { spec(id).unit == Unit::dbfs ? std::int64_t(stated) : 48000 })
                : spec(id).unit == Unit::dbfs ? Value(stated)
                                              : Value(0.5) } };
        recipes.fail = { { std::nullopt } };
    }
    return recipes;
}

void apply(Programme& programme, const std::string& id, const Recipe& recipe)
{
    if (!recipe.value)
        programme.measures.add(notApplicable(spec(id), "there is none"));
    else if (recipe.places > 0 || spec(id).kind == ValueKind::events)
        programme.measures.add(measuredEvents(spec(id),
            std::vector<Place>(static_cast<std::size_t>(recipe.places),
                Place { programmeStart, programmeStart + std::lround(recipe.seconds * programme.sampleRate) })));
    else {
        Measurement measurement = measured(spec(id), *recipe.value);
        if (const auto value = numberIn(*recipe.value); value && isKnownByChannel(spec(id)))
            measurement.channels = { { "C", *value } };
        if (const auto value = numberIn(*recipe.value); value && id == "loudness.leq_m") // judged of a window
            programme.measures.series().tracks["leq_m"].assign(600, *value);
        programme.measures.add(std::move(measurement));
    }
    const auto* text = recipe.value ? std::get_if<std::string>(&*recipe.value) : nullptr;
    if (id == "format.layout" && text != nullptr && *text != "something else")
        programme.layout = *text;
}
std::vector<const Test*> testsOf(const Rule& rule)
{
    std::vector<const Test*> tests;
    for (const Test& test : rule.tests) {
        tests.push_back(&test);
        if (test.when) {
            for (const Test& condition : test.when->measures)
                tests.push_back(&condition);
        }
    }
    if (rule.when) {
        for (const Test& condition : rule.when->measures)
            tests.push_back(&condition);
    }
    return tests;
}

bool looksAt(const Rule& rule, const std::string& measure)
{
    const bool isEdge = measure == "signal.first_sound" || measure == "signal.last_sound"; // of the window "programme"
    return std::ranges::any_of(testsOf(rule), [&](const Test* test) {
        return test->measure == measure || (isEdge && test->window.kind == Window::Kind::programme);
    });
}

std::map<std::string, Finding> judged(const Profile& profile, const Programme& programme)
{
    std::map<std::string, Finding> findings;
    for (Finding& finding : evaluate(profile, programme.subject()))
        findings.emplace(finding.rule, std::move(finding));
    return findings;
}

bool isGood(const Finding& finding)
{
    return finding.state == FindingState::pass || !finding.applies;
}

/// A programme that keeps every rule, and to which `rule` applies.
Programme compliant(const Profile& profile, const Rule& rule, const Slot* slot)
{
    Programme programme;
    if (slot != nullptr && !slot->role.empty())
        programme.role = slot->role;
    programme.set("signal.first_sound", 0.5); // what the window "programme" asks
    programme.set("signal.last_sound", 59.0);
    std::map<std::string, std::vector<Recipe>> candidates;
    for (const Rule& other : profile.rules) {
        for (const Test* test : testsOf(other)) {
            if (const auto* near = std::get_if<Near>(&test->predicate);
                near != nullptr && !near->target.relativeTo.empty())
                programme.set(near->target.relativeTo, stated);
            const std::vector<Recipe> pass = recipesFor(test->measure, test->predicate).pass;
            auto& list = candidates[test->measure];
            list.insert(list.end(), pass.begin(), pass.end());
            apply(programme, test->measure, pass.front());
        }
    }
    std::vector<std::string> layouts = slot != nullptr ? slot->layouts : std::vector<std::string>();
    if (rule.when && !rule.when->layouts.empty())
        layouts = rule.when->layouts;
    if (!layouts.empty()) {
        programme.set("format.layout", layouts.front());
        programme.layout = layouts.front();
    }
    for (const auto& [measure, recipes] : candidates) {
        for (const Recipe& recipe : recipes) {
            const auto findings = judged(profile, programme);
            const bool fine = std::ranges::all_of(profile.rules,
                [&](const Rule& other) { return !looksAt(other, measure) || isGood(findings.at(other.id)); });
            if (fine && findings.at(rule.id).applies)
                break;
            if (measure != "format.layout")
                apply(programme, measure, recipe);
        }
    }
    return programme;
}

const std::vector<Profile>& builtInProfiles()
{
    static const ProfileLibrary library = ProfileLibrary::load({}, catalogue());
    return library.profiles();
}

Profile builtIn(const QString& id)
{
    return *std::ranges::find(builtInProfiles(), id.toStdString(), &Profile::id);
}

Profile inSlot(const Profile& profile, const Slot& slot)
{
    Profile judge = profile;
    if (!slot.role.empty() && !judges(profile, slot.role))
        judge.rules.clear();
    judge.roles.clear();
    for (Rule& rule : slotRules(slot, {}))
        judge.rules.push_back(std::move(rule));
    return judge;
}
} // namespace assay::test
