// SPDX-License-Identifier: GPL-3.0-or-later
#include "specs/verdict.h"
#include "tests/support/test_class.h"

#include <QTest>

using namespace assay;

class TstVerdict : public QObject
{
    Q_OBJECT

private slots:
    void ofOneFinding_data();
    void ofOneFinding();
    void ofSeveral();
    void worstOfProgrammes();
    void names();
};

namespace
{

Finding finding(Severity severity, FindingState state, bool applies = true, bool answered = false)
{
    Finding result;
    result.severity = severity;
    result.state = state;
    result.applies = applies;
    if (answered)
        result.answer = "intent";
    return result;
}

Verdict verdict(const std::vector<Finding>& findings, bool openManualChecks = false)
{
    return verdictOf(findings, openManualChecks);
}

} // namespace

void TstVerdict::ofOneFinding_data()
{
    using enum Severity;
    QTest::addColumn<int>("severity");
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("applies");
    QTest::addColumn<bool>("answered");
    QTest::addColumn<int>("expected");
    const auto row
        = [](const char* name, Severity severity, FindingState state, bool applies, bool answered, Verdict expected) {
              QTest::newRow(name) << static_cast<int>(severity) << static_cast<int>(state) << applies << answered
                                  << static_cast<int>(expected);
          };
    using State = FindingState;
    row("blocker passes", blocker, State::pass, true, false, Verdict::pass);
    row("blocker fails", blocker, State::fail, true, false, Verdict::fail);
    row("blocker fails, answered", blocker, State::fail, true, true, Verdict::pass);
    row("blocker not measured", blocker, State::notMeasured, true, false, Verdict::review);
    row("blocker without a value", blocker, State::notApplicable, true, false, Verdict::review);
    row("blocker that does not apply", blocker, State::notApplicable, false, false, Verdict::pass);
    row("issue passes", issue, State::pass, true, false, Verdict::pass);
    row("issue fails", issue, State::fail, true, false, Verdict::fail);
    row("issue not measured", issue, State::notMeasured, true, false, Verdict::review);
    row("issue without a value", issue, State::notApplicable, true, false, Verdict::pass);
    row("fyi fails", fyi, State::fail, true, false, Verdict::pass);
    row("fyi not measured", fyi, State::notMeasured, true, false, Verdict::pass);
}

void TstVerdict::ofOneFinding()
{
    QFETCH(int, severity);
    QFETCH(int, state);
    QFETCH(bool, applies);
    QFETCH(bool, answered);
    QFETCH(int, expected);
    const Finding one = finding(static_cast<Severity>(severity), static_cast<FindingState>(state), applies, answered);
    QCOMPARE(static_cast<int>(verdict({ one })), expected);
    // A passing neighbour changes nothing.
    QCOMPARE(static_cast<int>(verdict({ finding(Severity::blocker, FindingState::pass), one })), expected);
}

void TstVerdict::ofSeveral()
{
    const Finding pass = finding(Severity::blocker, FindingState::pass);
    const Finding unknown = finding(Severity::issue, FindingState::notMeasured);
    const Finding broken = finding(Severity::issue, FindingState::fail);
    QCOMPARE(verdict({}), Verdict::review);
    QCOMPARE(verdict({ pass }, true), Verdict::review);
    QCOMPARE(verdict({ broken }, true), Verdict::fail);
    QCOMPARE(verdict({ pass, unknown, broken }), Verdict::fail);
}

void TstVerdict::worstOfProgrammes()
{
    using enum Verdict;
    QCOMPARE(worst({}), review);
    const std::vector<Verdict> mixed { pass, fail, review };
    const std::vector<Verdict> unsure { pass, review };
    const std::vector<Verdict> good { pass, pass };
    QCOMPARE(worst(mixed), fail);
    QCOMPARE(worst(unsure), review);
    QCOMPARE(worst(good), pass);
}

void TstVerdict::names()
{
    for (const Verdict value : { Verdict::pass, Verdict::review, Verdict::fail })
        QVERIFY(verdictNamed(nameOf(value)) == value);
    for (const Severity value : { Severity::blocker, Severity::issue, Severity::fyi })
        QVERIFY(severityNamed(nameOf(value)) == value);
    for (const Provenance value : { Provenance::issuer, Provenance::thirdParty, Provenance::draft })
        QVERIFY(provenanceNamed(nameOf(value)) == value);
    for (const FindingState value :
        { FindingState::pass, FindingState::fail, FindingState::notApplicable, FindingState::notMeasured })
        QVERIFY(findingStateNamed(nameOf(value)) == value);
    QVERIFY(!severityNamed("Blocker") && !verdictNamed(""));
}

ASSAY_TEST(TstVerdict)
#include "tst_verdict.moc"
