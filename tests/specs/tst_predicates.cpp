// SPDX-License-Identifier: GPL-3.0-or-later
// Each question to one measurement, just inside and just outside.
#include "specs/wording.h"
#include "tests/specs/specs_fixture.h"
#include "tests/support/test_class.h"

#include <cmath>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr double infinity = std::numeric_limits<double>::infinity();

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

constexpr FrameCount second = 48000;

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

class TestPredicates : public QObject
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
};

void TestPredicates::numbersAtTheirLimits_data()
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

void TestPredicates::numbersAtTheirLimits()
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

void TestPredicates::otherValues_data()
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

void TestPredicates::otherValues()
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

void TestPredicates::eventPredicates_data()
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

void TestPredicates::eventPredicates()
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

void TestPredicates::truncatedPlacesAreNotTrusted()
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

void TestPredicates::relativeLimits()
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

void TestPredicates::withoutAValue_data()
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

void TestPredicates::withoutAValue()
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

ASSAY_TEST(TestPredicates)
#include "tst_predicates.moc"
