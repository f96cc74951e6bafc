// SPDX-License-Identifier: GPL-3.0-or-later
// Every rule of every built-in profile, with recipes made from the limits in its data: a compliant programme passes;
// change one measure to just outside a limit and that rule fails, and no rule that does not look at that measure moves.
#include "specs/library.h"
#include "specs/test_outcome.h"
#include "specs/verdict.h"
#include "tests/specs/recipes.h"
#include "tests/support/test_class.h"

#include <algorithm>
#include <set>

using namespace assay;
using namespace assay::test;

namespace
{

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

/// A rule about another layout than the slot's.
bool neverApplies(const Rule& rule, const Slot& slot)
{
    return rule.when && !rule.when->layouts.empty() && !slot.layouts.empty()
        && std::ranges::none_of(rule.when->layouts,
            [&](const std::string& layout) { return std::ranges::find(slot.layouts, layout) != slot.layouts.end(); });
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
    for (const Profile& profile : builtInProfiles()) {
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
    QTest::addColumn<QString>("slot"); // empty: the profile's own rules
    QTest::addColumn<QString>("rule");
    const auto addRules = [](const Profile& profile, const std::string& slot, const std::vector<Rule>& rules) {
        for (const Rule& rule : rules)
            QTest::newRow((profile.id + "/" + rule.id).c_str()) << QString::fromStdString(
                profile.id) << QString::fromStdString(slot) << QString::fromStdString(rule.id);
    };
    for (const Profile& profile : builtInProfiles()) {
        addRules(profile, "", profile.rules);
        if (profile.delivery == nullptr)
            continue;
        for (const Slot& slot : profile.delivery->expected)
            addRules(profile, slot.id, slotRules(slot, {}));
    }
}

void TstProfiles::everyRule()
{
    QFETCH(QString, id);
    QFETCH(QString, slot);
    QFETCH(QString, rule);
    const Profile whole = builtIn(id);
    const Slot* place = slot.isEmpty() ? nullptr : whole.delivery->slot(slot.toStdString());
    const Profile profile = place != nullptr ? inSlot(whole, *place) : whole;
    const Rule& judgedRule = *std::ranges::find(profile.rules, rule.toStdString(), &Rule::id);
    if (place != nullptr && neverApplies(judgedRule, *place))
        return;
    const Programme good = compliant(profile, judgedRule, place);
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
