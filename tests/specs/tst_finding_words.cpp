// SPDX-License-Identifier: GPL-3.0-or-later
// What a finding says: numbers, places, advice.
#include "specs/wording.h"
#include "tests/specs/specs_fixture.h"
#include "tests/support/test_class.h"

#include <locale>

using namespace assay;
using namespace assay::test;

namespace
{

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

class TestFindingWords : public QObject
{
    Q_OBJECT

private slots:
    void wordsOfANumber();
    void closeCallsShowMoreDecimals();
    void places();
    void advice_data();
    void advice();
    void adviceNamesTheChannels();
    void adviceNamesTheStem();
    void adviceNamesTheSeconds();
    void adviceNarrowsTheRange();
    void doesNotDependOnLocale();
    void formatsValues_data();
    void formatsValues();
};

void TestFindingWords::wordsOfANumber()
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

void TestFindingWords::closeCallsShowMoreDecimals()
{
    QCOMPARE(judgeOne("measure = \"format.duration\"\nequals = 30", withNumber("format.duration", 30.0004)).message,
        std::string("30.0004 s, not 30 s."));
    QCOMPARE(
        judgeOne("measure = \"format.duration\"\npresent = true", withNumber("format.duration", 0.015646259)).message,
        std::string("Length: 0.016 s."));
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

void TestFindingWords::places()
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

void TestFindingWords::advice_data()
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
           "-2.0 dBTP: limit the peaks by 2.3 dB first.";
    QTest::newRow("lower, and still over") << -24.9 << -1.0 << "loud"
                                           << "Lower the mix by 0.1 LU (2.1 LU to reach -27.0 LUFS): true peak would "
                                              "still be -1.1 dBTP, over its limit of "
                                              "-2.0 dBTP: limit the peaks by 0.9 dB too.";
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

void TestFindingWords::advice()
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

void TestFindingWords::adviceNamesTheChannels()
{
    Programme programme;
    Measurement peak = measured(spec("peak.true"), -0.4);
    peak.channels = { { "L", -0.4 }, { "R", -1.5 }, { "C", {} }, { "Ls", -0.96 } };
    programme.measures.add(peak);
    QCOMPARE(judgeOne("measure = \"peak.true\"\nmax = -1", programme).advice,
        std::string("Limit the true peak to -1.0 dBTP, 0.6 dB lower than now. Over it: L (-0.4) and Ls (-0.96)."));
    Measurement channels = measured(spec("loudness.channel"), -20.0);
    channels.channels = { { "L", -26.0 }, { "C", -22.9 }, { "LFE", -10.0 } };
    programme = withNumber("loudness.integrated", -22.0);
    programme.measures.add(channels);
    const std::string rule = "measure = \"loudness.integrated\"\nmax = -23.0";
    QCOMPARE(judgeOne(rule, programme).advice,
        std::string("Lower the mix by 1.0 LU. C is the loudest channel, -22.9 LUFS alone."));
    channels.channels[0].value = -25.8; // 2.9 LU: nothing stands out
    programme.measures.add(channels);
    QCOMPARE(judgeOne(rule, programme).advice, std::string("Lower the mix by 1.0 LU."));
}

void TestFindingWords::adviceNamesTheStem()
{
    Programme programme;
    Measurement peak = measured(spec("peak.true"), -0.4);
    peak.at = Place { 3 * second, 3 * second + 1, "L", -0.4 };
    programme.measures.add(peak);
    programme.set("loudness.integrated", -22.0);
    MeasurementSet music;
    music.add(measured(spec("loudness.integrated"), -24.0));
    music.series().tracks["true_peak"] = std::vector<double>(600, -9.0);
    MeasurementSet effects;
    effects.add(measured(spec("loudness.integrated"), -27.5));
    effects.series().tracks["true_peak"] = std::vector<double>(600, -20.0);
    effects.series().tracks["true_peak"][30] = -1.2;
    Subject subject = programme.subject();
    subject.stems = { { "mx.wav", "music", &music }, { "fx.wav", "effects", &effects } };
    const Profile profile = profileOf("[[rule]]\nid = \"peak\"\nmeasure = \"peak.true\"\nmax = -1.0\n"
                                      "[[rule]]\nid = \"loud\"\nmeasure = \"loudness.integrated\"\nmax = -23.0\n");
    const std::vector<Finding> findings = evaluate(profile, subject);
    const auto endsWith = [&](std::size_t i, const char* end) {
        return findings[i].advice.ends_with(end) ? QString() : QString::fromStdString(findings[i].advice);
    };
    QCOMPARE(endsWith(0, " At the highest the effects stem (fx.wav) peaks highest, -1.2 dBTP."), QString());
    QCOMPARE(endsWith(1, " The music stem (mx.wav) is the loudest, -24.0 LUFS."), QString());
}

void TestFindingWords::adviceNamesTheSeconds()
{
    Programme programme = withNumber("loudness.short_term_max", -14.0);
    std::vector<double> shortTerm(600, -24.0);
    std::fill_n(shortTerm.begin() + 100, 11, -15.0); // windows that end in the steps from 10.0 s to 11.1 s
    shortTerm[400] = -14.0;
    programme.measures.series().tracks["short_term"] = shortTerm;
    const std::string advice = judgeOne("measure = \"loudness.short_term_max\"\nmax = -18.0", programme).advice;
    QCOMPARE(advice,
        std::string("Lower the mix by 4.0 LU. What pushes it are 7 s: 00:00:07.100 to 00:00:11.100 and 00:00:37.100 to "
                    "00:00:40.100."));
}

void TestFindingWords::adviceNarrowsTheRange()
{
    Programme programme = withNumber("loudness.range", 14.0);
    std::vector<double> shortTerm(600, -30.0);
    std::fill_n(shortTerm.begin(), 270, -24.0);
    std::fill_n(shortTerm.begin() + 300, 40, -16.0); // a loud scene: 7 % of the time
    programme.measures.series().tracks["short_term"] = shortTerm;
    const std::string rule = "measure = \"loudness.range\"\nmax = 10.0";
    QCOMPARE(judgeOne(rule, programme).advice,
        std::string("Bring 6.9 s down to -20.0 LUFS, all that is louder; the loudness range is then 10.0 LU. Where: "
                    "00:00:27.100 to 00:00:34.000."));
    // A hush of a sixth of the time under much that is loud: lifting it is less work.
    std::fill(shortTerm.begin(), shortTerm.end(), -20.0);
    std::fill_n(shortTerm.begin() + 300, 100, -34.0);
    programme.measures.series().tracks["short_term"] = shortTerm;
    QCOMPARE(judgeOne(rule, programme).advice,
        std::string("Lift 12.9 s up to -30.0 LUFS, all that is softer; the loudness range is then 10.0 LU. Where: "
                    "00:00:27.100 to 00:00:40.000."));
    programme.measures.series() = {}; // nothing to compute from: the plain advice
    QCOMPARE(judgeOne(rule, programme).advice, std::string("Deliver what is asked for: ≤ 10.0 LU."));
}

void TestFindingWords::doesNotDependOnLocale()
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

void TestFindingWords::formatsValues_data()
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

void TestFindingWords::formatsValues()
{
    QFETCH(double, value);
    QFETCH(int, unit);
    QTEST(QString::fromStdString(formatValue(value, static_cast<Unit>(unit))), "text");
}

ASSAY_TEST(TestFindingWords)
#include "tst_finding_words.moc"
