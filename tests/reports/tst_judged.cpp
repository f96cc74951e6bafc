// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/report_json.h"
#include "tests/support/sample_reports.h"
#include "tests/support/test_class.h"

#include <QtTest>

using namespace assay;

namespace
{

// A profile of one rule: programme loudness near a target.
Profile loudnessProfile(double target, double tolerance)
{
    Rule rule;
    rule.id = "integrated-loudness";
    rule.title = "Programme loudness";
    rule.severity = Severity::blocker;
    rule.tests = { Test { "loudness.integrated", Near { { target }, tolerance, tolerance } } };
    Profile profile;
    profile.id = "one-rule";
    profile.title = "One rule";
    profile.version = "1";
    profile.origin = "built-in";
    profile.rules = { rule };
    return profile;
}

// Stored and read again: what judges has never seen the media.
Report stored(const Report& report)
{
    return reportFromJson(toJson(report), "r.json").value();
}

Report measuredMix()
{
    return test::reportOf({ test::failingFilmMix() });
}

} // namespace

class TestJudged : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesTheVerdictWithTheLimit_data()
    {
        QTest::addColumn<double>("target");
        QTest::addColumn<int>("verdict");
        QTest::newRow("inside") << -24.0 << static_cast<int>(Verdict::pass);
        QTest::newRow("at the edge") << -24.6 << static_cast<int>(Verdict::pass);
        QTest::newRow("just outside") << -24.61 << static_cast<int>(Verdict::fail);
        QTest::newRow("far") << -27.0 << static_cast<int>(Verdict::fail);
    }
    void changesTheVerdictWithTheLimit() // the mix measures -24.1 LUFS
    {
        QFETCH(const double, target);
        QFETCH(const int, verdict);
        const Report report = judged(stored(measuredMix()), loudnessProfile(target, 0.5));
        QVERIFY(report.verdict.has_value());
        QCOMPARE(static_cast<int>(*report.verdict), verdict);
        QCOMPARE(report.programmes[0].findings.size(), std::size_t { 1 });
        QCOMPARE(exitCodeOf(report), verdict == static_cast<int>(Verdict::pass) ? 0 : 1);
    }

    void leavesTheFactsAlone()
    {
        const Report before = stored(measuredMix());
        const Report after = judged(before, loudnessProfile(-23.0, 0.5));
        QVERIFY(after.programmes[0].programme.measures.all() == before.programmes[0].programme.measures.all());
        QCOMPARE(after.created, before.created);
        QCOMPARE(after.profile->id, std::string("one-rule"));
    }

    void comesBackToWhereItWas()
    {
        const Profile strict = loudnessProfile(-27.0, 0.5);
        const Report first = judged(measuredMix(), strict);
        const Report again = judged(judged(stored(first), loudnessProfile(-24.0, 0.5)), strict);
        QCOMPARE(QByteArray::fromStdString(toJson(again)), QByteArray::fromStdString(toJson(first)));
    }

    void leavesOtherRolesOut()
    {
        Profile profile = loudnessProfile(-24.0, 0.5);
        profile.roles = { "m&e" };
        const Report report = judged(measuredMix(), profile);
        QVERIFY(!report.programmes[0].judged);
        QVERIFY(report.programmes[0].findings.empty());
        QCOMPARE(static_cast<int>(*report.verdict), static_cast<int>(Verdict::review)); // nothing judged is not a pass
    }

    void neverPassesWhatCouldNotBeRead()
    {
        Report report = measuredMix();
        report.assets.push_back(test::unreadableAsset());
        const Report after = judged(report, loudnessProfile(-24.0, 0.5));
        QCOMPARE(static_cast<int>(*after.verdict), static_cast<int>(Verdict::review));
        QCOMPARE(exitCodeOf(after), 4);
    }

    void asksAPersonWhereTheProfileDoes()
    {
        Profile profile = loudnessProfile(-24.0, 0.5);
        profile.manual = { { "sync", "Dialogue in sync" } };
        const Report report = judged(measuredMix(), profile);
        QCOMPARE(static_cast<int>(*report.verdict), static_cast<int>(Verdict::review));
        QCOMPARE(report.manualChecks.size(), std::size_t { 1 });
    }
};

ASSAY_TEST(TestJudged)
#include "tst_judged.moc"
