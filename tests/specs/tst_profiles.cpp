// SPDX-License-Identifier: GPL-3.0-or-later
// Every rule of every built-in profile, with recipes made from the limits in its data: a compliant programme passes;
// change one measure to just outside a limit and that rule fails, and no rule that does not look at that measure moves.
#include "core/inspect/inspect.h"
#include "specs/channel_scope.h"
#include "specs/library.h"
#include "specs/test_outcome.h"
#include "specs/text_pattern.h"
#include "specs/verdict.h"
#include "tests/specs/specs_fixture.h"
#include "tests/support/test_class.h"

#include <algorithm>
#include <set>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr FrameCount programmeStart = 24000; // 0.5 s at 48 kHz: where events of these tests begin
constexpr double justOutside = 1e-6; // in the unit of the limit: far below anything that is printed

/// A state of one measure: a value, or (for `present`) none.
struct Recipe {
    std::optional<Value> value;
    int places = 0; ///< of an events measure
    double seconds = 0.002; ///< of each place
};

Recipe number(const std::string& id, double value)
{
    if (spec(id).kind == ValueKind::integer)
        return { static_cast<std::int64_t>(value), 0 };
    return { value, 0 };
}

struct Recipes {
    std::vector<Recipe> pass;
    std::vector<Recipe> fail;
};

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

/// Built-in profiles use these predicates; a new one needs its recipe here, or the test says so.
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
Programme compliant(const Profile& profile, const Rule& rule)
{
    Programme programme;
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
    if (rule.when && !rule.when->layouts.empty()) {
        programme.set("format.layout", rule.when->layouts.front());
        programme.layout = rule.when->layouts.front();
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

Profile builtIn(const QString& id)
{
    static const ProfileLibrary library = ProfileLibrary::load({}, catalogue());
    return *library.find(id.toStdString());
}

Verdict verdict(const Profile& profile, const Programme& programme)
{
    return verdictOf(evaluate(profile, programme.subject()), false);
}

/// On the wider limit a failure weighs less, outside it as much as the rule.
void judgeQc(const Profile& profile, const Rule& rule, const Programme& good)
{
    const Test& test = rule.tests.front();
    const Recipes wider = recipesFor(test.measure, test.qc->predicate);
    const auto severityOf = [&](const Recipe& recipe) {
        Programme programme = good;
        apply(programme, test.measure, recipe);
        const Finding finding = judged(profile, programme).at(rule.id);
        return finding.state == FindingState::fail ? std::optional(finding.severity) : std::nullopt;
    };
    QVERIFY(!wider.fail.empty());
    for (const Recipe& recipe : wider.pass)
        QVERIFY(severityOf(recipe) == test.qc->severity);
    for (const Recipe& recipe : wider.fail)
        QVERIFY(severityOf(recipe) == rule.severity);
}

/// Of several tests: where all of them are just outside, the rule fails; put one just inside, and an any_of passes.
void judgeAlternatives(const Profile& profile, const Rule& rule, const Programme& good)
{
    std::map<std::string, Recipes> recipes;
    for (const Test& test : rule.tests) {
        const Recipes own = recipesFor(test.measure, test.predicate);
        auto& [pass, fail] = recipes[test.measure];
        pass.insert(pass.end(), own.pass.begin(), own.pass.end());
        fail.insert(fail.end(), own.fail.begin(), own.fail.end());
    }
    std::vector<Programme> outside { good };
    for (const auto& [measure, own] : recipes) {
        std::vector<Programme> more;
        for (const Programme& programme : outside) {
            for (const Recipe& recipe : own.fail) {
                more.push_back(programme);
                apply(more.back(), measure, recipe);
            }
        }
        outside = std::move(more);
    }
    std::erase_if(outside,
        [&](const Programme& programme) { return judged(profile, programme).at(rule.id).state != FindingState::fail; });
    QVERIFY2(!outside.empty(), "no way to fail this rule was found");
    if (rule.combine != Rule::Combine::anyOf)
        return;
    for (const Test& test : rule.tests) {
        for (const Recipe& recipe : recipesFor(test.measure, test.predicate).pass) {
            Programme programme = outside.front();
            apply(programme, test.measure, recipe);
            const Finding finding = judged(profile, programme).at(rule.id);
            const bool counts = holds(test.when, programme.subject()).truth == Truth::yes;
            QVERIFY2(finding.state == FindingState::pass || !counts, finding.message.c_str());
        }
    }
}

/// Names of files and what holds between programmes say nothing of silence.
bool asksAboutSound(const Profile& profile)
{
    return std::ranges::any_of(profile.rules, [](const Rule& rule) {
        return std::ranges::none_of(rule.tests, [](const Test& test) {
            return test.measure.starts_with("name.") || test.measure.starts_with("format.")
                || test.measure.starts_with("structure.") || test.measure.starts_with("legs.");
        });
    });
}

void addProfiles(bool (*counts)(const Profile&) = nullptr)
{
    QTest::addColumn<QString>("id");
    const ProfileLibrary library = ProfileLibrary::load({}, catalogue());
    for (const Profile& profile : library.profiles()) {
        if (!profile.rules.empty()
            && (counts == nullptr
                || counts(
                    profile))) // the others judge programmes by their slots alone, or only deliveries: tst_delivery
            QTest::newRow(profile.id.c_str()) << QString::fromStdString(profile.id);
    }
}

} // namespace

class TstProfiles : public QObject
{
    Q_OBJECT

private slots:
    void everyRule_data();
    void everyRule();
    void silenceNeverPasses_data() { addProfiles(asksAboutSound); }
    void silenceNeverPasses();
    void nothingMeasuredNeverPasses_data() { addProfiles(); }
    void nothingMeasuredNeverPasses();
    void saysHowSureItIs_data() { addProfiles(); }
    void saysHowSureItIs();
    void netflixLoudness_data();
    void netflixLoudness();
    void measuresExist();
};

void TstProfiles::everyRule_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("rule");
    const ProfileLibrary library = ProfileLibrary::load({}, catalogue());
    for (const Profile& profile : library.profiles()) {
        for (const Rule& rule : profile.rules)
            QTest::newRow((profile.id + "/" + rule.id).c_str())
                << QString::fromStdString(profile.id) << QString::fromStdString(rule.id);
    }
}

void TstProfiles::everyRule()
{
    QFETCH(QString, id);
    QFETCH(QString, rule);
    const Profile profile = builtIn(id);
    const Rule& judgedRule = *std::ranges::find(profile.rules, rule.toStdString(), &Rule::id);
    const Programme good = compliant(profile, judgedRule);
    const auto before = judged(profile, good);
    for (const auto& [name, finding] : before)
        QVERIFY2(isGood(finding), (name + ": " + finding.message).c_str());
    QVERIFY(before.at(judgedRule.id).state == FindingState::pass);
    QCOMPARE(verdict(profile, good), Verdict::pass);
    if (judgedRule.combine != Rule::Combine::single) {
        judgeAlternatives(profile, judgedRule, good);
        return;
    }
    const Test& test = judgedRule.tests.front();
    const Recipes recipes = recipesFor(test.measure, test.predicate);
    QVERIFY2(!recipes.pass.empty() && !recipes.fail.empty(), "no recipe for this predicate");
    for (const Recipe& recipe : recipes.pass) {
        Programme programme = good;
        apply(programme, test.measure, recipe);
        const auto findings = judged(profile, programme);
        QVERIFY2(isGood(findings.at(judgedRule.id)), findings.at(judgedRule.id).message.c_str());
    }
    for (const Recipe& recipe : recipes.fail) {
        Programme programme = good;
        apply(programme, test.measure, recipe);
        const auto after = judged(profile, programme);
        const Finding& finding = after.at(judgedRule.id);
        QVERIFY2(finding.state == FindingState::fail, finding.message.c_str());
        QVERIFY(!finding.message.empty() && !finding.advice.empty() && !finding.limit.empty());
        for (const Rule& other : profile.rules) {
            if (!looksAt(other, test.measure))
                QCOMPARE(after.at(other.id).state, before.at(other.id).state);
        }
        QCOMPARE(finding.severity, test.qc ? test.qc->severity : judgedRule.severity);
        if (finding.severity != Severity::fyi)
            QCOMPARE(verdict(profile, programme), Verdict::fail);
    }
    if (test.qc)
        judgeQc(profile, judgedRule, good);
    Programme unknown = good;
    unknown.measures.add(notMeasured(spec(test.measure), "the analyzer failed"));
    QCOMPARE(judged(profile, unknown).at(judgedRule.id).state, FindingState::notMeasured);
    if (judgedRule.severity != Severity::fyi)
        QCOMPARE(verdict(profile, unknown), Verdict::review);
}

void TstProfiles::silenceNeverPasses()
{
    QFETCH(QString, id);
    const Profile profile = builtIn(id);
    Programme silent = compliant(profile, profile.rules.front());
    for (const MeasureSpec& measure : catalogue().all()) {
        const bool ofSound = measure.id.starts_with("loudness.") || measure.id.starts_with("peak.")
            || measure.id.starts_with("phase.") || measure.id.starts_with("signal.first")
            || measure.id.starts_with("signal.last") || measure.id.starts_with("null.residual");
        if (ofSound)
            silent.measures.add(notApplicable(measure, "silence"));
    }
    QVERIFY(verdict(profile, silent) != Verdict::pass);
}

void TstProfiles::nothingMeasuredNeverPasses()
{
    QFETCH(QString, id);
    QCOMPARE(verdict(builtIn(id), Programme {}), Verdict::review);
}

void TstProfiles::saysHowSureItIs()
{
    QFETCH(QString, id);
    for (const Rule& rule : builtIn(id).rules) {
        QVERIFY2(!rule.clause.empty(), rule.id.c_str());
        const bool ours = rule.clause.starts_with("House rule") || rule.clause.starts_with("Custom");
        if (ours)
            QVERIFY2(rule.provenance == Provenance::draft, rule.id.c_str());
    }
}

void TstProfiles::netflixLoudness_data()
{
    QTest::addColumn<QString>("dialogue"); // a number, or why there is none
    QTest::addColumn<QString>("share");
    QTest::addColumn<double>("programme");
    QTest::addColumn<QString>("state");
    QTest::newRow("dialogue right") << "-27"
                                    << "60" << -20.0 << "pass";
    QTest::newRow("dialogue on the edge") << "-25"
                                          << "60" << -20.0 << "pass";
    QTest::newRow("dialogue over") << "-24.99"
                                   << "60" << -24.0 << "fail";
    QTest::newRow("little dialogue, programme right") << "-35"
                                                      << "15" << -24.0 << "pass";
    QTest::newRow("a little more dialogue") << "-35"
                                            << "15.01" << -24.0 << "fail";
    QTest::newRow("little dialogue, programme on the edge") << "-35"
                                                            << "10" << -26.0 << "pass";
    QTest::newRow("both wrong") << "-35"
                                << "10" << -26.01 << "fail";
    QTest::newRow("not measured") << "unknown"
                                  << "unknown" << -24.0 << "not_measured";
    QTest::newRow("share unknown, dialogue right") << "-27"
                                                   << "unknown" << -20.0 << "pass";
    QTest::newRow("no dialogue at all, programme right") << "none"
                                                         << "0" << -24.0 << "pass";
    QTest::newRow("no dialogue at all, programme wrong") << "none"
                                                         << "0" << -20.0 << "fail";
}

void TstProfiles::netflixLoudness()
{
    QFETCH(QString, dialogue);
    QFETCH(QString, share);
    QFETCH(double, programme);
    QFETCH(QString, state);
    const Profile profile = builtIn("netflix-nearfield");
    const Rule& rule = *std::ranges::find(profile.rules, std::string("loudness"), &Rule::id);
    Programme mix = compliant(profile, rule);
    const auto put = [&](const char* id, const QString& text) {
        bool isNumber = false;
        const double value = text.toDouble(&isNumber);
        mix.measures.add(isNumber ? measured(spec(id), value)
                : text == "none"  ? notApplicable(spec(id), "no speech")
                                  : notMeasured(spec(id), "no speech detector"));
    };
    put("loudness.dialogue", dialogue);
    put("loudness.dialogue_share", share);
    mix.set("loudness.integrated", programme);
    const Finding finding = judged(profile, mix).at("loudness");
    QVERIFY2(nameOf(finding.state) == state.toStdString(), finding.message.c_str());
    if (state == "not_measured")
        QCOMPARE(verdict(profile, mix), Verdict::review);
}

void TstProfiles::measuresExist()
{
    const ProfileLibrary library = ProfileLibrary::load({}, catalogue());
    for (const Error& problem : library.problems())
        QFAIL(describe(problem).c_str());
}

ASSAY_TEST(TstProfiles)
#include "tst_profiles.moc"
