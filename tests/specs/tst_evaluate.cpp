// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/wording.h"
#include "tests/specs/specs_fixture.h"
#include "tests/support/test_class.h"

#include <cmath>
#include <locale>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr FrameCount second = 48000;

double above(double value)
{
    return std::nextafter(value, infinity);
}

double below(double value)
{
    return std::nextafter(value, -infinity);
}

std::string stateOf(const Finding& finding)
{
    return std::string(nameOf(finding.state));
}

Measurement events(std::string_view id, std::vector<Place> places)
{
    return measuredEvents(spec(id), std::move(places));
}

Programme withNumber(std::string_view id, double value)
{
    Programme programme;
    programme.measures.add(raw(id, value));
    return programme;
}

} // namespace

class TstEvaluate : public QObject
{
    Q_OBJECT

private slots:
    void numbersAtTheirLimits_data();
    void numbersAtTheirLimits();
    void otherValues_data();
    void otherValues();
    void eventPredicates_data();
    void eventPredicates();
    void truncatedPlacesAreNotTrusted();
    void relativeLimits();
    void withoutAValue_data();
    void withoutAValue();
    void conditions_data();
    void conditions();
    void combinations_data();
    void combinations();
    void namesWhatDecided();
    void wordsOfANumber();
    void closeCallsShowMoreDecimals();
    void places();
    void advice_data();
    void advice();
    void doesNotDependOnLocale();
    void formatsValues_data();
    void formatsValues();
};

void TstEvaluate::numbersAtTheirLimits_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("state");
    const auto row = [](const char* name, const char* rule, double value, const char* state) {
        QTest::newRow(name) << rule << value << state;
    };
    const char* max = "max = -1.0";
    row("max: on it", max, -1.0, "pass");
    row("max: next below", max, below(-1.0), "pass");
    row("max: next above is binary noise", max, above(-1.0), "pass");
    row("max: inside the guard", max, -1.0 + comparisonGuard / 2, "pass");
    row("max: beyond the guard", max, -1.0 + 2 * comparisonGuard, "fail");
    row("max: a ten-thousandth over", max, -0.9999, "fail");
    const char* min = "min = -24.0";
    row("min: on it", min, -24.0, "pass");
    row("min: next below is binary noise", min, below(-24.0), "pass");
    row("min: beyond the guard", min, -24.0 - 2 * comparisonGuard, "fail");
    const char* range = "min = -24.0\nmax = -22.0";
    row("range: low end", range, -24.0, "pass");
    row("range: high end", range, -22.0, "pass");
    row("range: under", range, -24.0001, "fail");
    row("range: over", range, -21.9999, "fail");
    const char* near = "target = -23.0\ntolerance = 0.2";
    row("target: on it", near, -23.0, "pass");
    row("target: high end as computed", near, -23.0 + 0.2, "pass");
    row("target: high end as written", near, -22.8, "pass");
    row("target: low end as written", near, -23.2, "pass");
    row("target: prints as inside, is not", near, -22.76, "fail");
    row("target: under", near, -23.2001, "fail");
    const char* sides = "target = -23.0\ntolerance = { below = 1.0, above = 0.5 }";
    row("sides: low end", sides, -24.0, "pass");
    row("sides: high end", sides, -22.5, "pass");
    row("sides: under", sides, -24.001, "fail");
    row("sides: over", sides, -22.499, "fail");
    row("one_of: same", "one_of = [-20, -30]", -20.0, "pass");
    row("one_of: other", "one_of = [-20, -30]", -20.001, "fail");
    row("one_of: second", "one_of = [-20.0, -23]", -23.0, "pass");
    row("one_of: none", "one_of = [-20.0, -23]", -21.0, "fail");
    row("minus infinity", max, -infinity, "not_measured");
    row("infinity", min, infinity, "not_measured");
    row("not a number", max, std::nan(""), "not_measured");
    row("not a number is present", "present = true", std::nan(""), "not_measured");
}

void TstEvaluate::numbersAtTheirLimits()
{
    QFETCH(QString, rule);
    QFETCH(double, value);
    QFETCH(QString, state);
    const Programme programme = withNumber("loudness.integrated", value);
    const Finding finding = judgeOne("measure = \"loudness.integrated\"\n" + rule.toStdString(), programme);
    QCOMPARE(QString::fromStdString(stateOf(finding)), state);
    if (finding.delta)
        QCOMPARE(*finding.delta > 0.0, state == "fail");
}

void TstEvaluate::otherValues_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("state");
    const auto row = [](const char* rule, const char* state) { QTest::newRow(rule) << rule << state; };
    row("measure = \"format.layout\"\nequals = \"5.1\"", "pass");
    row("measure = \"format.layout\"\nequals = \"stereo\"", "fail");
    row("measure = \"format.layout\"\none_of = [\"stereo\", \"5.1\"]", "pass");
    row("measure = \"format.layout\"\none_of = [\"stereo\", \"mono\"]", "fail");
    row("measure = \"format.layout\"\nmatches = '[0-9]\\.[0-9]'", "pass");
    row("measure = \"format.layout\"\nmatches = '[0-9]'", "fail"); // the whole text, not a part
    row("measure = \"format.layout\"\npresent = true", "pass");
    row("measure = \"format.layout\"\npresent = false", "fail");
    row("measure = \"format.sample_rate\"\nequals = 48000", "pass");
    row("measure = \"format.sample_rate\"\nequals = 48000.0", "pass");
    row("measure = \"format.sample_rate\"\nequals = 44100", "fail");
    row("measure = \"isrc.valid\"\nequals = true", "pass");
    row("measure = \"isrc.valid\"\nequals = false", "fail");
    row("measure = \"isrc.value\"\nmatches = '[A-Z]{2}[A-Z0-9]{10}'", "pass");
    row("measure = \"isrc.value\"\nmatches = 'AA.*'", "fail"); // each of the list
    row("measure = \"isrc.value\"\none_of = [\"AA6Q72000047\", \"BB6Q72000047\"]", "pass");
    row("measure = \"isrc.value\"\none_of = [\"AA6Q72000047\"]", "fail");
    row("measure = \"isrc.value\"\npresent = true", "pass");
    row("measure = \"format.sample_format\"\npresent = true", "fail"); // there, but empty
}

void TstEvaluate::otherValues()
{
    QFETCH(QString, rule);
    QFETCH(QString, state);
    Programme programme;
    programme.set("format.layout", std::string("5.1"));
    programme.set("format.sample_format", std::string());
    programme.set("format.sample_rate", std::int64_t { 48000 });
    programme.set("isrc.valid", true);
    programme.set("isrc.value", std::vector<std::string> { "AA6Q72000047", "BB6Q72000047" });
    const Finding finding = judgeOne(rule.toStdString(), programme);
    QVERIFY2(stateOf(finding) == state.toStdString(), finding.message.c_str());
    QCOMPARE(finding.advice.empty(), finding.state == FindingState::pass);
}

void TstEvaluate::eventPredicates_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("state");
    QTest::addColumn<int>("places");
    const auto row = [](const char* rule, const char* state, int places) {
        QTest::newRow(rule) << QString(rule) << state << places;
    };
    // Places of 1 s at 5 s, 2 s at 20 s, 3 s at 55 s; the sound is from 4 s to 30 s.
    row("none = true", "fail", 3);
    row("count_max = 2", "fail", 3);
    row("count_max = 3", "pass", 0);
    row("none_longer_than = 3.0", "pass", 0);
    row("none_longer_than = 2.999", "fail", 1);
    row("none_longer_than = 1.5", "fail", 2);
    row("none = true\nwindow = { first = 5.0 }", "pass", 0);
    row("none = true\nwindow = { first = 5.1 }", "fail", 1);
    row("none = true\nwindow = { last = 2.0 }", "pass", 0);
    row("none = true\nwindow = { last = 2.1 }", "fail", 1);
    row("none_longer_than = 0.5\nwindow = { last = 2.4 }", "pass", 0); // 0.4 s of it are in the window
    row("none_longer_than = 0.3\nwindow = { last = 2.4 }", "fail", 1);
    row("count_max = 2\nwindow = \"programme\"", "pass", 0);
    row("none_longer_than = 2.0\nwindow = \"programme\"", "pass", 0);
    row("count_max = 1\nwindow = \"programme\"", "fail", 2);
    row("none = true\nwindow = \"ffoa\"", "not_measured", 0);
    row("none = true\nwindow = { first = 1000000.0 }", "fail", 3);
    row("none = true\nwindow = \"whole\"", "fail", 3);
}

void TstEvaluate::eventPredicates()
{
    QFETCH(QString, rule);
    QFETCH(QString, state);
    QFETCH(int, places);
    Programme programme;
    programme.measures.add(events("signal.silence",
        { { 5 * second, 6 * second, "L" }, { 20 * second, 22 * second, "R" }, { 55 * second, 58 * second } }));
    programme.set("signal.first_sound", 4.0);
    programme.set("signal.last_sound", 30.0);
    const Finding finding = judgeOne("measure = \"signal.silence\"\n" + rule.toStdString(), programme);
    QVERIFY2(stateOf(finding) == state.toStdString(), finding.message.c_str());
    QCOMPARE(static_cast<int>(finding.events.size()), places);
}

void TstEvaluate::truncatedPlacesAreNotTrusted()
{
    Programme programme;
    programme.measures.add(events("signal.clipping", std::vector<Place>(maxEvents + 1, Place { 0, second, "L" })));
    const std::string measure = "measure = \"signal.clipping\"\n";
    QCOMPARE(stateOf(judgeOne(measure + "none = true", programme)), std::string("fail"));
    QCOMPARE(stateOf(judgeOne(measure + "none_longer_than = 0.5", programme)), std::string("fail"));
    QCOMPARE(stateOf(judgeOne(measure + "none_longer_than = 1.0", programme)), std::string("not_measured"));
    QCOMPARE(
        stateOf(judgeOne(measure + "none = true\nwindow = { last = 1.0 }", programme)), std::string("not_measured"));
}

void TstEvaluate::relativeLimits()
{
    const std::string rule
        = "measure = \"loudness.short_term_max\"\nmax = { measure = \"loudness.integrated\", plus = 4.0 }";
    Programme programme = withNumber("loudness.short_term_max", -19.0);
    Finding finding = judgeOne(rule, programme);
    QCOMPARE(stateOf(finding), std::string("not_measured"));
    QCOMPARE(finding.limit, std::string("≤ Programme loudness + 4.0"));
    programme.set("loudness.integrated", -23.0);
    finding = judgeOne(rule, programme);
    QCOMPARE(stateOf(finding), std::string("pass"));
    QCOMPARE(finding.limit, std::string("≤ -19.0 LUFS (Programme loudness + 4.0)"));
    QCOMPARE(*finding.highest, -19.0);
    programme.set("loudness.integrated", -23.01);
    QCOMPARE(stateOf(judgeOne(rule, programme)), std::string("fail"));
    programme.measures.add(notApplicable(spec("loudness.integrated"), "silence"));
    finding = judgeOne(rule, programme);
    QVERIFY(finding.state == FindingState::notApplicable && finding.applies);
}

void TstEvaluate::withoutAValue_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("missing");
    QTest::addColumn<QString>("notMeasured");
    QTest::addColumn<QString>("notApplicable");
    const auto row = [](const char* rule, const char* missing, const char* unmeasured, const char* valueless) {
        QTest::newRow(rule) << QString(rule) << missing << unmeasured << valueless;
    };
    for (const char* rule : { "measure = \"peak.true\"\nmax = -1", "measure = \"peak.true\"\none_of = [-1]",
             "measure = \"format.layout\"\nmatches = '.*'", "measure = \"format.layout\"\none_of = [\"5.1\"]",
             "measure = \"signal.clipping\"\nnone = true", "measure = \"signal.clipping\"\ncount_max = 9",
             "measure = \"signal.clipping\"\nnone_longer_than = 9",
             "measure = \"signal.clipping\"\nnone = true\nwindow = { first = 1 }" })
        row(rule, "not_measured", "not_measured", "not_applicable");
    row("measure = \"isrc.value\"\npresent = true", "not_measured", "not_measured", "fail");
    row("measure = \"isrc.value\"\npresent = false", "not_measured", "not_measured", "pass");
}

void TstEvaluate::withoutAValue()
{
    QFETCH(QString, rule);
    const std::string id = rule.section('"', 1, 1).toStdString();
    Programme programme;
    const auto judged = [&] { return judgeOne("severity = \"blocker\"\n" + rule.toStdString(), programme); };
    Finding finding = judged();
    QTEST(QString::fromStdString(stateOf(finding)), "missing");
    QVERIFY(finding.message.find("this version did not measure") != std::string::npos);
    programme.measures.add(notMeasured(spec(id), "the disk broke"));
    finding = judged();
    QTEST(QString::fromStdString(stateOf(finding)), "notMeasured");
    QVERIFY(finding.message.find("the disk broke") != std::string::npos && !finding.advice.empty());
    programme.measures.add(notApplicable(spec(id), "it is silent"));
    finding = judged();
    QTEST(QString::fromStdString(stateOf(finding)), "notApplicable");
    QVERIFY2(finding.applies && finding.message.find("it is silent") != std::string::npos, finding.message.c_str());
}

void TstEvaluate::conditions_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<QString>("state");
    QTest::addColumn<bool>("applies");
    const auto row = [](const char* when, const char* state, bool applies) {
        QTest::newRow(when) << QString(when) << state << applies;
    };
    // A mix in 5.1 at -23 LUFS; the range is not measured, the dialogue share has no value, the peak is unknown.
    row("role = \"mix\"", "pass", true);
    row("role = [\"stem\", \"mix\"]", "pass", true);
    row("role = \"stem\"", "not_applicable", false);
    row("layout = \"5.1\"", "pass", true);
    row("layout = [\"stereo\", \"mono\"]", "not_applicable", false);
    row("role = \"mix\", layout = \"stereo\"", "not_applicable", false);
    row("measure = \"loudness.integrated\", max = -20", "pass", true);
    row("measure = \"loudness.integrated\", min = -20", "not_applicable", false);
    row("measure = \"loudness.range\", min = 1", "not_measured", true);
    row("measure = \"peak.true\", max = -1", "not_measured", true);
    row("measure = \"loudness.dialogue_share\", max = 15", "not_applicable", false);
    row("measure = \"loudness.dialogue_share\", present = false", "pass", true);
    row("role = \"stem\", measure = \"loudness.range\", min = 1", "not_applicable", false); // false and unknown: false
    row("role = \"mix\", measure = \"loudness.range\", min = 1", "not_measured", true); // true and unknown: unknown
}

void TstEvaluate::conditions()
{
    QFETCH(QString, when);
    QFETCH(QString, state);
    QFETCH(bool, applies);
    Programme programme = withNumber("loudness.integrated", -23.0);
    programme.measures.add(notMeasured(spec("loudness.range"), "too short"));
    programme.measures.add(notApplicable(spec("loudness.dialogue_share"), "silence"));
    const std::string test = "measure = \"loudness.integrated\", min = -30";
    const std::string condition = "when = { " + when.toStdString() + " }";
    const Finding onRule = judgeOne("measure = \"loudness.integrated\"\nmin = -30\n" + condition, programme);
    const Finding onTest = judgeOne("any_of = [{ " + test + ", " + condition + " }]", programme);
    for (const Finding& finding : { onRule, onTest }) {
        QVERIFY2(stateOf(finding) == state.toStdString(), finding.message.c_str());
        QCOMPARE(finding.applies, applies);
        QCOMPARE(finding.limit, std::string("≥ -30.0 LUFS"));
    }
}

void TstEvaluate::combinations_data()
{
    // p pass, f fail, u unknown, v no value, x left out by its own when
    QTest::addColumn<QString>("tests");
    QTest::addColumn<QString>("anyOf");
    QTest::addColumn<QString>("allOf");
    const auto row = [](const char* tests, const char* anyOf, const char* allOf) {
        QTest::newRow(tests) << QString(tests) << anyOf << allOf;
    };
    row("p", "pass", "pass");
    row("f", "fail", "fail");
    row("u", "not_measured", "not_measured");
    row("v", "not_applicable", "not_applicable");
    row("x", "left out", "left out");
    row("pp", "pass", "pass");
    row("pf", "pass", "fail");
    row("pu", "pass", "not_measured");
    row("pv", "pass", "not_applicable");
    row("px", "pass", "pass");
    row("ff", "fail", "fail");
    row("fu", "not_measured", "fail");
    row("fv", "fail", "fail");
    row("fx", "fail", "fail");
    row("uu", "not_measured", "not_measured");
    row("uv", "not_measured", "not_measured");
    row("ux", "not_measured", "not_measured");
    row("vx", "not_applicable", "not_applicable");
    row("xx", "left out", "left out");
    row("fup", "pass", "fail");
    row("fuv", "not_measured", "fail");
    row("xuvp", "pass", "not_measured");
}

void TstEvaluate::combinations()
{
    QFETCH(QString, tests);
    Programme programme = withNumber("loudness.integrated", -23.0);
    programme.measures.add(notMeasured(spec("loudness.range"), "too short"));
    programme.measures.add(notApplicable(spec("peak.true"), "silence"));
    const std::map<char, std::string> texts { { 'p', "{ measure = \"loudness.integrated\", max = -20 }" },
        { 'f', "{ measure = \"loudness.integrated\", max = -30 }" },
        { 'u', "{ measure = \"loudness.range\", max = 9 }" }, { 'v', "{ measure = \"peak.true\", max = 0 }" },
        { 'x', "{ measure = \"loudness.integrated\", max = -30, when = { role = \"stem\" } }" } };
    std::string list;
    for (const QChar test : tests)
        list += (list.empty() ? "" : ", ") + texts.at(test.toLatin1());
    std::string reversed;
    for (const QChar test : tests)
        reversed = texts.at(test.toLatin1()) + (reversed.empty() ? "" : ", ") + reversed;
    const auto judged = [&](const std::string& key, const std::string& text) {
        const Finding finding = judgeOne(key + " = [" + text + "]", programme);
        return finding.applies ? QString::fromStdString(stateOf(finding)) : QString("left out");
    };
    QTEST(judged("any_of", list), "anyOf");
    QTEST(judged("any_of", reversed), "anyOf"); // the order does not matter
    QTEST(judged("all_of", list), "allOf");
    QTEST(judged("all_of", reversed), "allOf");
}

void TstEvaluate::namesWhatDecided()
{
    const std::string rule = "any_of = [{ measure = \"loudness.dialogue\", target = -27.0, tolerance = 2.0 }, "
                             "{ measure = \"loudness.integrated\", target = -24.0, tolerance = 2.0 }]";
    Programme programme;
    programme.set("loudness.dialogue", -24.1);
    programme.set("loudness.integrated", -21.5);
    Finding finding = judgeOne(rule, programme);
    QCOMPARE(finding.measure, std::string("loudness.integrated")); // 0.5 LU out, the other 0.9
    QCOMPARE(finding.limit, std::string("-27.0 ± 2.0 LUFS or -24.0 ± 2.0 LUFS"));
    QCOMPARE(finding.message,
        std::string("Dialogue loudness: -24.1 LUFS is 0.9 LU over the limit (-27.0 ± 2.0 LUFS); "
                    "Programme loudness: -21.5 LUFS is 0.5 LU over the limit (-24.0 ± 2.0 LUFS)."));
    programme.set("loudness.dialogue", -27.0);
    finding = judgeOne(rule, programme);
    QCOMPARE(finding.measure, std::string("loudness.dialogue"));
    QCOMPARE(*finding.lowest, -29.0);
}

void TstEvaluate::wordsOfANumber()
{
    const std::string loudness = "measure = \"loudness.integrated\"\ntarget = -23.0\ntolerance = 0.5";
    QCOMPARE(judgeOne(loudness, withNumber("loudness.integrated", -22.4)).message,
        std::string("-22.4 LUFS is 0.1 LU over the limit (-23.0 ± 0.5 LUFS)."));
    QCOMPARE(judgeOne(loudness, withNumber("loudness.integrated", -24.0)).message,
        std::string("-24.0 LUFS is 0.5 LU under the limit (-23.0 ± 0.5 LUFS)."));
    QCOMPARE(judgeOne(loudness, withNumber("loudness.integrated", -23.1)).message,
        std::string("-23.1 LUFS is inside the limit (-23.0 ± 0.5 LUFS) by 0.4 LU."));
    QCOMPARE(judgeOne(loudness, withNumber("loudness.integrated", -22.5)).message,
        std::string("-22.5 LUFS is exactly on the limit (-23.0 ± 0.5 LUFS)."));
    const auto limit = [](const std::string& rule) { return judgeOne(rule, Programme {}).limit; };
    QCOMPARE(limit("measure = \"peak.true\"\nmax = -1"), std::string("≤ -1.0 dBTP"));
    QCOMPARE(limit("measure = \"peak.true\"\nmax = -0.45"), std::string("≤ -0.45 dBTP"));
    QCOMPARE(limit("measure = \"loudness.range\"\nmin = 4\nmax = 18"), std::string("4.0 to 18.0 LU"));
    QCOMPARE(limit("measure = \"loudness.range\"\ntarget = 9\ntolerance = { below = 1, above = 2.5 }"),
        std::string("9.0 +2.5/-1.0 LU"));
    QCOMPARE(limit("measure = \"format.sample_rate\"\none_of = [44100, 48000, 96000]"),
        std::string("44100, 48000 or 96000 Hz"));
    QCOMPARE(limit("measure = \"format.layout\"\nequals = \"5.1\""), std::string("\"5.1\""));
    QCOMPARE(limit("measure = \"signal.clipping\"\ncount_max = 1"), std::string("at most 1 place"));
    QCOMPARE(limit("measure = \"signal.silence\"\nnone_longer_than = 2.5"), std::string("none longer than 2.5 s"));
    QCOMPARE(limit("measure = \"phase.correlation\"\nmin = -0.95"), std::string("≥ -0.95"));
}

void TstEvaluate::closeCallsShowMoreDecimals()
{
    QCOMPARE(judgeOne("measure = \"format.duration\"\nequals = 30", withNumber("format.duration", 30.0004)).message,
        std::string("30.0004 s, not 30 s."));
    QCOMPARE(
        judgeOne("measure = \"format.duration\"\npresent = true", withNumber("format.duration", 0.015646259)).message,
        std::string("0.016 s is there."));
    QCOMPARE(judgeOne("measure = \"format.duration\"\none_of = [30, 60]", withNumber("format.duration", 20)).message,
        std::string("20 s, not 30 or 60 s."));
    const std::string rule = "measure = \"loudness.integrated\"\ntarget = -23.0\ntolerance = 0.2";
    const auto message = [&](double value) { return judgeOne(rule, withNumber("loudness.integrated", value)).message; };
    QCOMPARE(message(-22.76), std::string("-22.76 LUFS is 0.04 LU over the limit (-23.0 ± 0.2 LUFS)."));
    QCOMPARE(message(-22.84), std::string("-22.8 LUFS is inside the limit (-23.0 ± 0.2 LUFS) by 0.04 LU."));
    QCOMPARE(message(-23.2004), std::string("-23.2004 LUFS is 0.0004 LU under the limit (-23.0 ± 0.2 LUFS)."));
    // Whatever the value: what is printed stands on the same side as the value.
    for (int i = -3000; i < 3000; ++i) {
        const double value = -22.8 + i * 1e-5;
        const Bounds bounds { -23.2, -22.8 };
        const double printed = std::stod(formatAgainst(value, bounds, Unit::lufs));
        QCOMPARE(isWithin(printed, bounds), isWithin(value, bounds));
    }
}

void TstEvaluate::places()
{
    Programme programme;
    Measurement peak = measured(spec("peak.true"), -0.4);
    peak.at = Place { 123456, 123457, "L", -0.4 };
    programme.measures.add(peak);
    Finding finding = judgeOne("measure = \"peak.true\"\nmax = -1", programme);
    QCOMPARE(finding.events.size(), std::size_t { 1 });
    QCOMPARE(finding.message, std::string("-0.4 dBTP is 0.6 dB over the limit (≤ -1.0 dBTP), at 00:00:02.572 on L."));
    peak.events = { { 100, 200, "L", -0.9 }, { 300, 400, "R", -1.5 }, { 123456, 123457, "L", -0.4 } };
    programme.measures.add(peak);
    finding = judgeOne("measure = \"peak.true\"\nmax = -1", programme);
    QCOMPARE(finding.events.size(), std::size_t { 2 }); // those over the limit
    QVERIFY(judgeOne("measure = \"peak.true\"\nmax = 0", programme).events.empty());
    programme.measures.add(
        events("signal.clipping", { { 2 * second, 3 * second, "Ls" }, { 4 * second, 5 * second, "R" } }));
    QCOMPARE(judgeOne("measure = \"signal.clipping\"\nnone = true", programme).message,
        std::string("2 places, first at 00:00:02.000 on Ls."));
    programme.measures.add(events("structure.faults", { { 4, 8 } })); // bytes: no clock
    QCOMPARE(judgeOne("measure = \"structure.faults\"\nnone = true", programme).message, std::string("1 place."));
}

void TstEvaluate::advice_data()
{
    QTest::addColumn<double>("loudness");
    QTest::addColumn<double>("peak");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("expected");
    QTest::newRow("lower") << -24.1 << -2.2 << "loud"
                           << "Lower the mix by 0.9 LU (2.9 LU to reach -27.0 LUFS); true peak is then -3.1 dBTP.";
    QTest::newRow("raise") << -30.0 << -9.0 << "loud"
                           << "Raise the mix by 1.0 LU (3.0 LU to reach -27.0 LUFS); true peak is then -8.0 dBTP.";
    QTest::newRow("raise into the limit")
        << -31.1 << -1.8 << "loud"
        << "Raise the mix by 2.1 LU (4.1 LU to reach -27.0 LUFS): true peak would become +0.3 dBTP, over its limit of "
           "-2.0 dBTP: limit the peaks first.";
    QTest::newRow("lower, and still over") << -24.9 << -1.0 << "loud"
                                           << "Lower the mix by 0.1 LU (2.1 LU to reach -27.0 LUFS): true peak would "
                                              "still be -1.1 dBTP, over its limit of "
                                              "-2.0 dBTP: limit the peaks too.";
    QTest::newRow("a little is a whole step")
        << -24.96 << -9.0 << "loud"
        << "Lower the mix by 0.1 LU (2.0 LU to reach -27.0 LUFS); true peak is then -9.1 dBTP.";
    QTest::newRow("peak")
        << -27.0 << -1.4 << "peak"
        << "Limit the true peak to -2.0 dBTP, 0.6 dB lower than now; lowering the whole mix by that much "
           "would bring its loudness to -27.6 LUFS.";
    QTest::newRow("peak or loudness") << -28.9 << -1.4 << "peak"
                                      << "Limit the true peak to -2.0 dBTP, 0.6 dB lower than now; lowering the whole "
                                         "mix by that much would bring its "
                                         "loudness to -29.5 LUFS, under its limit.";
}

void TstEvaluate::advice()
{
    QFETCH(double, loudness);
    QFETCH(double, peak);
    QFETCH(QString, rule);
    QFETCH(QString, expected);
    const Profile profile
        = profileOf("[[rule]]\nid = \"loud\"\nmeasure = \"loudness.integrated\"\ntarget = -27.0\n"
                    "tolerance = 2.0\n[[rule]]\nid = \"peak\"\nmeasure = \"peak.true\"\nmax = -2.0\n");
    Programme programme;
    programme.set("loudness.integrated", loudness);
    programme.set("peak.true", peak);
    for (const Finding& finding : evaluate(profile, programme.subject())) {
        if (finding.rule == rule.toStdString())
            QCOMPARE(QString::fromStdString(finding.advice), expected);
    }
}

void TstEvaluate::doesNotDependOnLocale()
{
    struct Comma : std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
        char do_thousands_sep() const override { return '.'; }
        std::string do_grouping() const override { return "\3"; }
    };
    const auto judged = [] {
        Programme programme = withNumber("loudness.integrated", -22.4);
        programme.set("format.sample_rate", std::int64_t { 44100 });
        programme.set("peak.true", -0.4);
        std::string text;
        const LoadedProfile profile = loadText(std::string(*builtInText("ebu-r128")));
        for (const Finding& finding : evaluate(profile.profile, programme.subject()))
            text += finding.limit + finding.message + finding.advice;
        return text;
    };
    const std::string plain = judged();
    const std::locale before = std::locale::global(std::locale(std::locale::classic(), new Comma));
    const std::string foreign = judged();
    std::locale::global(before);
    QCOMPARE(foreign, plain);
}

void TstEvaluate::formatsValues_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("unit");
    QTest::addColumn<QString>("text");
    const auto row = [](double value, Unit unit, const char* text) {
        QTest::newRow(text) << value << static_cast<int>(unit) << text;
    };
    row(-23.0, Unit::lufs, "-23.0");
    row(-22.76, Unit::lufs, "-22.8");
    row(-0.04, Unit::dbtp, "0.0");
    row(0.25, Unit::db, "0.2");
    row(48000.0, Unit::hertz, "48000");
    row(23.976, Unit::framesPerSecond, "23.976");
    row(10.0, Unit::seconds, "10");
    row(0.5, Unit::seconds, "0.5");
    row(0.123456, Unit::seconds, "0.123");
    row(-0.954, Unit::none, "-0.95");
    row(1.0, Unit::none, "1");
    row(3.0, Unit::events, "3");
    row(15.25, Unit::percent, "15.2");
    row(std::nan(""), Unit::lufs, "no value");
}

void TstEvaluate::formatsValues()
{
    QFETCH(double, value);
    QFETCH(int, unit);
    QTEST(QString::fromStdString(formatValue(value, static_cast<Unit>(unit))), "text");
}

ASSAY_TEST(TstEvaluate)
#include "tst_evaluate.moc"
