// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/answers.h"
#include "reports/report_json.h"
#include "reports/report_schema.h"
#include "tests/support/sample_reports.h"
#include "tests/support/test_class.h"

#include <QTest>

using namespace assay;

namespace
{

constexpr int rate = 48000;
constexpr std::size_t stepFrames = 4800;

/// A minute of sound whose steps are all different.
std::vector<double> sound(double first = 1.0)
{
    std::vector<double> steps(600);
    for (std::size_t i = 0; i < steps.size(); ++i)
        steps[i] = first + static_cast<double>(i);
    return steps;
}

Finding clicks(const std::vector<Place>& places)
{
    Finding finding;
    finding.rule = "no-clicks";
    finding.measure = "signal.click";
    finding.severity = Severity::issue;
    finding.state = FindingState::fail;
    finding.unit = Unit::events;
    finding.measured = static_cast<std::int64_t>(places.size());
    finding.limit = "none";
    finding.events = places;
    return finding;
}

void setSound(Report& report, std::vector<double> steps, const std::string& whole)
{
    ProgrammeRecord& programme = report.programmes[0].programme;
    programme.sampleRate = rate;
    programme.frames = static_cast<FrameCount>(steps.size() * stepFrames);
    programme.measures.series().hopSeconds = 0.1;
    programme.measures.series().tracks["fingerprint"] = std::move(steps);
    programme.measures.add(Measurement { .id = "signal.fingerprint", .value = whole });
}

/// One programme with clicks at 10 s and 40 s, nothing else wrong.
Report version()
{
    Report report = test::smallReport();
    report.programmes[0].findings = { clicks({ { 480000, 480010, "L" }, { 1920000, 1920010, "R" } }) };
    setSound(report, sound(), "aaaa");
    return settled(report);
}

AnswerRecord answer(std::string_view what = answers::intent)
{
    AnswerRecord record;
    record.programme = "small.wav";
    record.rule = "no-clicks";
    record.answer = what;
    record.person = "Ada";
    record.at = "2026-11-22T15:00:00Z";
    record.why = "a whip";
    return record;
}

Report answeredVersion(std::string_view what = answers::intent)
{
    const auto report = answered(version(), answer(what));
    return report ? *report : Report {};
}

std::string lapse(const Report& report)
{
    const AnswerRecord& last = report.answers.back();
    return last.event == AnswerRecord::Event::lapsed ? last.reason : std::string(nameOf(last.event));
}

} // namespace

class TestAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVerdictFollows()
    {
        QCOMPARE(*version().verdict, Verdict::fail);
        const Report waived = answeredVersion();
        QCOMPARE(*waived.verdict, Verdict::pass);
        QCOMPARE(waived.programmes[0].verdict, Verdict::pass);
        QCOMPARE(*waived.programmes[0].findings[0].answer, std::string("intent"));
        QCOMPARE(*answeredVersion(answers::bestPossible).verdict, Verdict::pass);
        QCOMPARE(*answeredVersion(answers::willFix).verdict, Verdict::review); // the fix is not there yet
    }

    void theHistoryKeepsEverything()
    {
        AnswerRecord back = answer();
        back.event = AnswerRecord::Event::withdrawn;
        const auto withdrawn = answered(answeredVersion(), back);
        QVERIFY(withdrawn);
        QCOMPARE(*withdrawn->verdict, Verdict::fail);
        QVERIFY(!answered(*withdrawn, back)); // there is none any more
        const auto again = answered(*withdrawn, answer(answers::bestPossible));
        QVERIFY(again);
        QCOMPARE(again->answers.size(), std::size_t { 3 });
        QCOMPARE(*again->programmes[0].findings[0].answer, std::string("best-possible"));
    }

    void answersSurviveTheFile()
    {
        const std::string text = toJson(answeredVersion());
        const auto valid = validateReport(text);
        QVERIFY2(valid, valid ? "" : describe(valid.error()).c_str());
        const auto report = reportFromJson(text, "r.json");
        QVERIFY(report);
        QCOMPARE(toJson(*report), text);
        QCOMPARE(*settled(*report).verdict, Verdict::pass);
    }

    void whatNeedsNoAnswerGetsNone()
    {
        AnswerRecord other = answer();
        other.rule = "no-such-rule";
        QVERIFY(!answered(version(), other));
        Report kept = version();
        kept.programmes[0].findings[0].state = FindingState::pass;
        QVERIFY(!answered(kept, answer()));
        other.rule.clear();
        other.check = "no-such-check";
        QVERIFY(!answered(version(), other));
    }

    void whatCouldNotBeMeasuredCanBeDecided()
    {
        Report report = version();
        report.programmes[0].findings[0].state = FindingState::notMeasured;
        QCOMPARE(*settled(report).verdict, Verdict::review);
        const auto decided = answered(report, answer());
        QVERIFY(decided);
        QCOMPARE(*decided->verdict, Verdict::pass);
    }

    void manualChecksAreAnswered()
    {
        Report report = answeredVersion();
        report.manualChecks = { { "sync", "In sync?" } };
        QCOMPARE(*settled(report).verdict, Verdict::review);
        AnswerRecord check = answer("pass");
        check.programme.clear();
        check.rule.clear();
        check.check = "sync";
        const auto passed = answered(report, check);
        QVERIFY(passed);
        QCOMPARE(*passed->verdict, Verdict::pass);
        QVERIFY(toJson(*passed).find(R"("answer":"pass")") != std::string::npos);
        check.answer = "fail";
        QCOMPARE(*answered(*passed, check)->verdict, Verdict::fail);
        Report next = version();
        next.manualChecks = report.manualChecks;
        QCOMPARE(manualAnswer(withAnswersOf(next, *passed), "sync"), std::string("pass"));
        setSound(next, sound(), "bbbb");
        QCOMPARE(manualAnswer(withAnswersOf(next, *passed), "sync"), std::string());
    }

    void theSameSoundKeepsItsAnswer()
    {
        const Report next = withAnswersOf(version(), answeredVersion());
        QCOMPARE(lapse(next), std::string("carried"));
        QCOMPARE(*next.verdict, Verdict::pass);
        QCOMPARE(next.answers.back().person, std::string("Ada"));
        QCOMPARE(next.answers.back().at, std::string("2026-11-22T15:00:00Z"));
        QCOMPARE(next.answers.size(), std::size_t { 2 });
        QCOMPARE(lapse(withAnswersOf(version(), next)), std::string("carried")); // and on
    }

    void changesFarFromThePlacesDoNotMatter()
    {
        std::vector<double> steps = sound();
        steps[89 - 1] = 0; // the place at 10 s reaches to 9 s
        steps[112] = 0;
        steps[300] = 0;
        Report next = version();
        setSound(next, steps, "bbbb");
        QCOMPARE(lapse(withAnswersOf(next, answeredVersion())), std::string("carried"));
    }

    void changesNearAPlaceEndTheAnswer()
    {
        for (const std::size_t step :
            { std::size_t { 90 }, std::size_t { 100 }, std::size_t { 110 }, std::size_t { 400 } }) {
            std::vector<double> steps = sound();
            steps[step] = 0;
            Report next = version();
            setSound(next, steps, "bbbb");
            const Report carried = withAnswersOf(next, answeredVersion());
            QVERIFY2(lapse(carried).find("changed") != std::string::npos, lapse(carried).c_str());
            QCOMPARE(*carried.verdict, Verdict::fail);
        }
    }

    void placesThatMovedWithTheirSoundKeepTheirAnswer()
    {
        std::vector<double> steps = sound();
        steps.insert(steps.begin() + 20, 17, 9999.0); // 1.7 s put in at 2 s
        Report next = version();
        setSound(next, steps, "bbbb");
        for (Place& place : next.programmes[0].findings[0].events) {
            place.start += FrameCount { 17 * stepFrames };
            place.end += FrameCount { 17 * stepFrames };
        }
        QCOMPARE(lapse(withAnswersOf(next, answeredVersion())), std::string("carried"));
        next.programmes[0].findings[0].events[1].start += 3; // another place in the same sound
        next.programmes[0].findings[0].events[1].end += 4;
        QVERIFY(lapse(withAnswersOf(next, answeredVersion())) != "carried");
    }

    void newPlacesEndTheAnswer()
    {
        Report next = version();
        setSound(next, sound(), "bbbb");
        next.programmes[0].findings[0] = clicks({ { 480000, 480010, "L" }, { 960000, 960010, "L" } });
        QVERIFY(lapse(withAnswersOf(next, answeredVersion())).find("960000") != std::string::npos);
        next.programmes[0].findings[0] = clicks({ { 480000, 480010, "L" } }); // one was mended
        QCOMPARE(lapse(withAnswersOf(next, answeredVersion())), std::string("carried"));
    }

    void otherRulesAndPromisesEndTheAnswer()
    {
        Report next = version();
        next.programmes[0].findings[0].limit = "at most 1";
        QVERIFY(lapse(withAnswersOf(next, answeredVersion())).find("asks for") != std::string::npos);
        QVERIFY(
            lapse(withAnswersOf(version(), answeredVersion(answers::willFix))).find("promised") != std::string::npos);
        next = version();
        next.programmes[0].findings[0].state = FindingState::pass;
        QCOMPARE(lapse(withAnswersOf(next, answeredVersion())), std::string("it is right now"));
        next.programmes[0].programme.role = "music";
        next.programmes[0].programme.name = "other.wav";
        QVERIFY(lapse(withAnswersOf(next, answeredVersion())).find("no such programme") != std::string::npos);
    }

    void aNewNameIsNoNewProgramme()
    {
        Report next = version();
        next.programmes[0].programme.name = "small_v2.wav";
        const Report carried = withAnswersOf(next, answeredVersion());
        QCOMPARE(lapse(carried), std::string("carried"));
        QCOMPARE(*carried.verdict, Verdict::pass);
    }

    void whatIsNoMatterOfTheSoundIsBoundToItsValue()
    {
        Report first = version();
        Finding& depth = first.programmes[0].findings[0];
        depth = clicks({});
        depth.measure = "format.bit_depth";
        depth.unit = Unit::bits;
        depth.measured = std::int64_t { 16 };
        Report next = first;
        setSound(next, sound(5000.0), "bbbb");
        const auto waived = answered(first, answer());
        QVERIFY(waived);
        QCOMPARE(lapse(withAnswersOf(next, *waived)), std::string("carried"));
        next.programmes[0].findings[0].measured = std::int64_t { 8 };
        QVERIFY(lapse(withAnswersOf(next, *waived)) != "carried");
    }

    void withoutFingerprintsNothingIsKnown()
    {
        Report next = version();
        next.programmes[0].programme.measures = {};
        QVERIFY(lapse(withAnswersOf(next, answeredVersion())).find("no fingerprint") != std::string::npos);
    }
};

ASSAY_TEST(TestAnswers)
#include "tst_answers.moc"
