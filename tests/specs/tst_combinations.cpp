// SPDX-License-Identifier: GPL-3.0-or-later
// When a rule applies, and rules of several questions.
#include "tests/specs/specs_fixture.h"
#include "tests/support/test_class.h"

using namespace assay;
using namespace assay::test;

namespace
{

std::string stateOf(const Finding& finding)
{
    return std::string(nameOf(finding.state));
}

Programme withNumber(std::string_view id, double value)
{
    Programme programme;
    programme.measures.add(raw(id, value));
    return programme;
}

} // namespace

class TestCombinations : public QObject
{
    Q_OBJECT

private slots:
    void conditions_data();
    void conditions();
    void combinations_data();
    void combinations();
    void namesWhatDecided();
};

void TestCombinations::conditions_data()
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

void TestCombinations::conditions()
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

void TestCombinations::combinations_data()
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

void TestCombinations::combinations()
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

void TestCombinations::namesWhatDecided()
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

ASSAY_TEST(TestCombinations)
#include "tst_combinations.moc"
