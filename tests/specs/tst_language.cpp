// SPDX-License-Identifier: GPL-3.0-or-later
// What the profile language says beyond one limit on one number: a second limit for QC, single channels, limits that
// hang on other measures, and the profile's own words.
#include "specs/channel_scope.h"
#include "specs/verdict.h"
#include "tests/specs/specs_fixture.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <set>

using namespace assay;
using namespace assay::test;

namespace
{

Measurement byChannel(std::string_view id, std::vector<ChannelValue> channels, const char* worst)
{
    Measurement measurement = measured(spec(id), *channels.front().value);
    for (const ChannelValue& channel : channels) {
        if (channel.channel == worst) {
            measurement.value = *channel.value;
            measurement.at = Place { 48000, 48001, worst, channel.value };
        }
    }
    measurement.channels = std::move(channels);
    return measurement;
}

/// True peaks of a 5.1 whose LFE is the loudest.
Programme peaks()
{
    Programme programme;
    programme.measures.add(byChannel("peak.true",
        { { "L", -6.0 }, { "R", -5.0 }, { "C", -3.0 }, { "LFE", -0.5 }, { "Ls", -9.0 }, { "Rs", std::nullopt } },
        "LFE"));
    return programme;
}

std::string allOf(const std::vector<Error>& errors)
{
    std::string text;
    for (const Error& error : errors)
        text += describe(error) + "\n";
    return text;
}

} // namespace

class TstLanguage : public QObject
{
    Q_OBJECT

private slots:
    void qcLimit_data();
    void qcLimit();
    void qcOfAlternatives();
    void qcOfPlaces();
    void atLeast();
    void scopes_data();
    void scopes();
    void scopedPlaces();
    void scopesOfUnnamedChannels();
    void knowsWhatIsKnownByChannel();
    void layoutNames();
    void relativeTarget();
    void ownWords();
    void refuses_data();
    void refuses();
};

void TstLanguage::qcLimit_data()
{
    QTest::addColumn<double>("peak");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("severity");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("on the limit") << -2.0 << "pass"
                                  << "blocker"
                                  << "pass";
    QTest::newRow("just outside") << -1.999999 << "fail"
                                  << "fyi"
                                  << "pass";
    QTest::newRow("on the QC limit") << -1.0 << "fail"
                                     << "fyi"
                                     << "pass";
    QTest::newRow("outside both") << -0.999999 << "fail"
                                  << "blocker"
                                  << "fail";
}

void TstLanguage::qcLimit()
{
    QFETCH(double, peak);
    QFETCH(QString, state);
    QFETCH(QString, severity);
    QFETCH(QString, verdict);
    Programme programme;
    programme.set("peak.true", peak);
    const Finding finding
        = judgeOne("measure = \"peak.true\"\nmax = -2.0\nqc = { max = -1.0 }\nseverity = \"blocker\"", programme);
    QVERIFY2(nameOf(finding.state) == state.toStdString(), finding.message.c_str());
    QCOMPARE(std::string(nameOf(finding.severity)), severity.toStdString());
    QCOMPARE(std::string(nameOf(verdictOf({ &finding, 1 }, false))), verdict.toStdString());
    QCOMPARE(finding.limit, std::string("≤ -2.0 dBTP (QC: ≤ -1.0 dBTP)"));
    QVERIFY(finding.qc && finding.qc->highest == -1.0 && finding.highest == -2.0);
    QCOMPARE(finding.qc->within, state == "fail" && severity == "fyi");
    const bool told = finding.message.find("QC limit (≤ -1.0 dBTP)") != std::string::npos;
    QCOMPARE(told, state == "fail");
}

void TstLanguage::qcOfAlternatives()
{
    const std::string any = "severity = \"blocker\"\nany_of = [{ measure = \"loudness.dialogue\", target = -27.0, "
                            "tolerance = 2.0, qc = { tolerance = 3.0, severity = \"issue\" } }, { measure = "
                            "\"loudness.integrated\", target = -24.0, tolerance = 2.0 }]";
    Programme programme;
    programme.set("loudness.dialogue", -24.1); // 2.9 over: inside QC
    programme.set("loudness.integrated", -21.9); // 0.1 over, nearer, but with no QC limit
    Finding finding = judgeOne(any, programme);
    QVERIFY(finding.state == FindingState::fail && finding.measure == "loudness.dialogue");
    QVERIFY(finding.severity == Severity::issue);
    std::string all = any;
    all.replace(all.find("any_of"), 6, "all_of");
    QVERIFY(judgeOne(all, programme).severity == Severity::blocker); // the second fails without mercy
    programme.set("loudness.integrated", -24.0);
    QVERIFY(judgeOne(all, programme).severity == Severity::issue);
    programme.measures.add(notMeasured(spec("loudness.integrated"), "broken"));
    QVERIFY(judgeOne(all, programme).state == FindingState::notMeasured); // a warning must not hide the unknown
}

void TstLanguage::qcOfPlaces()
{
    Programme programme;
    const auto places = [&](std::size_t count, FrameCount length) {
        std::vector<Place> list;
        for (std::size_t i = 0; i < count; ++i) {
            const auto start = static_cast<FrameCount>(i * 48000);
            list.push_back({ start, start + length, "L" });
        }
        programme.measures.add(measuredEvents(spec("signal.dropout"), list));
    };
    const std::string rule = "measure = \"signal.dropout\"\nnone = true\nqc = { count_max = 2 }";
    places(2, 480);
    QVERIFY(judgeOne(rule, programme).severity == Severity::fyi);
    places(3, 480);
    QVERIFY(judgeOne(rule, programme).severity == Severity::issue);
    const std::string length = "measure = \"signal.dropout\"\nnone = true\nqc = { none_longer_than = 0.01 }";
    QVERIFY(judgeOne(length, programme).severity == Severity::fyi);
    places(1, 481);
    QVERIFY(judgeOne(length, programme).severity == Severity::issue);
}

/// What must be there: a sync pop.
void TstLanguage::atLeast()
{
    Programme programme;
    const std::string rule = "measure = \"sync.pop\"\ncount_min = 1\nwindow = { first = 8.0 }";
    programme.measures.add(measuredEvents(spec("sync.pop"), { { 6 * 48000, 6 * 48000 + 2000, "C" } }));
    Finding finding = judgeOne(rule, programme);
    QVERIFY2(finding.state == FindingState::pass && finding.limit == "at least 1 place", finding.message.c_str());
    programme.measures.add(measuredEvents(spec("sync.pop"), { { 9 * 48000, 9 * 48000 + 2000, "C" } }));
    finding = judgeOne(rule, programme);
    QVERIFY(finding.state == FindingState::fail && finding.events.empty());
    QVERIFY2(finding.message.starts_with("None found, not at least 1 place"), finding.message.c_str());
    const std::string both
        = "[[rule]]\nid = \"a\"\nmeasure = \"sync.pop\"\nnone = true\n[[rule]]\nid = \"b\"\nmeasure = "
          "\"sync.pop\"\ncount_min = 1\n";
    QVERIFY(allOf(loadText(std::string(header) + both).errors).find("cannot both hold") != std::string::npos);
}

void TstLanguage::scopes_data()
{
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("state");
    QTest::addColumn<double>("measured"); // 0: none
    QTest::newRow("whole programme") << ""
                                     << "fail" << -0.5;
    QTest::newRow("without LFE") << "except = [\"LFE\"]"
                                 << "pass" << -3.0;
    QTest::newRow("lower case, one name") << "except = \"lfe\""
                                          << "pass" << -3.0;
    QTest::newRow("by place") << "except = [\"ch4\"]"
                              << "pass" << -3.0;
    QTest::newRow("front") << "channels = [\"L\", \"R\"]"
                           << "pass" << -5.0;
    QTest::newRow("LFE alone") << "channels = [\"LFE\"]"
                               << "fail" << -0.5;
    QTest::newRow("both lists") << "channels = [\"L\", \"LFE\"]\nexcept = [\"LFE\"]"
                                << "pass" << -6.0;
    QTest::newRow("one without a value") << "channels = [\"Rs\"]"
                                         << "not_applicable" << 0.0;
    QTest::newRow("not in this programme") << "channels = [\"HI\"]"
                                           << "not_applicable" << 0.0;
}

void TstLanguage::scopes()
{
    QFETCH(QString, scope);
    QFETCH(QString, state);
    QFETCH(double, measured);
    const Finding finding = judgeOne("measure = \"peak.true\"\nmax = -1.0\n" + scope.toStdString(), peaks());
    QVERIFY2(nameOf(finding.state) == state.toStdString(), finding.message.c_str());
    QCOMPARE(finding.measured ? numberIn(*finding.measured).value_or(0.0) : 0.0, measured);
    QCOMPARE(finding.applies, QTest::currentDataTag() != QByteArray("not in this programme"));
}

void TstLanguage::scopedPlaces()
{
    Programme programme;
    programme.measures.add(measuredEvents(
        spec("signal.click"), { { 100, 101, "LFE" }, { 200, 201, "Ls" }, { 300, 301, "Rs" }, { 400, 401, "" } }));
    const Finding finding = judgeOne("measure = \"signal.click\"\nnone = true\nexcept = [\"LFE\", \"Rs\"]", programme);
    QCOMPARE(finding.events.size(), std::size_t { 2 }); // Ls, and the one on all channels
    QCOMPARE(finding.events.front().start, FrameCount { 200 });
}

void TstLanguage::scopesOfUnnamedChannels()
{
    Programme programme;
    programme.channels = { "ch1", "ch2" };
    programme.measures.add(byChannel("peak.true", { { "ch1", -6.0 }, { "ch2", -0.5 } }, "ch2"));
    QCOMPARE(judgeOne("measure = \"peak.true\"\nmax = -1.0\nchannels = [\"C\"]", programme).state,
        FindingState::notMeasured); // nobody knows which is C
    QCOMPARE(judgeOne("measure = \"peak.true\"\nmax = -1.0\nexcept = [\"ch2\"]", programme).state, FindingState::pass);
}

/// The linter's list of measures by channel against what is measured.
void TstLanguage::knowsWhatIsKnownByChannel()
{
    const QTemporaryDir folder;
    const auto file = std::filesystem::path(folder.path().toStdString()) / "mix.wav";
    Planes planes;
    for (int i = 0; i < 6; ++i)
        planes.push_back(sine(200.0 * (i + 1), 0.1 * (i + 1), 48000 * 4));
    writeWave(file, planes, { .mask = 0x3F });
    const auto inspection = inspect({ file }, {});
    QVERIFY(inspection.has_value());
    const ProgrammeRecord& programme = inspection->programmes.front();
    const std::vector<std::string> names = programme.layout.channelNames();
    for (const auto& [id, measurement] : programme.measures.all()) {
        if (measurement.channels.empty() || !measurement.value)
            continue;
        const ScopedMeasurement scoped = inScope(measurement, { .except = { "LFE" } }, names);
        const bool told = !scoped.parts.empty() && scoped.parts.front().state != MeasureState::notApplicable;
        QVERIFY2(isKnownByChannel(spec(id)) == told, id.c_str());
    }
}

/// A layout's other names mean the same.
void TstLanguage::layoutNames()
{
    Programme programme;
    programme.set("format.layout", std::string("stereo"));
    QCOMPARE(judgeOne("measure = \"format.layout\"\none_of = [\"5.1\", \"2.0\"]", programme).state, FindingState::pass);
    QCOMPARE(judgeOne("measure = \"format.layout\"\nequals = \"0+2+0\"", programme).limit, std::string("\"stereo\""));
}

void TstLanguage::relativeTarget()
{
    const std::string rule
        = "measure = \"loudness.dialogue\"\ntarget = { measure = \"dolby.dialnorm\" }\ntolerance = 2.0";
    Programme programme;
    programme.set("loudness.dialogue", -25.0);
    QCOMPARE(judgeOne(rule, programme).state, FindingState::notMeasured);
    programme.set("dolby.dialnorm", -27.0);
    const Finding finding = judgeOne(rule, programme);
    QVERIFY2(finding.state == FindingState::pass, finding.message.c_str());
    QVERIFY(finding.lowest == -29.0 && finding.highest == -25.0);
    programme.set("loudness.dialogue", -24.9);
    QCOMPARE(judgeOne(rule, programme).state, FindingState::fail);
}

void TstLanguage::ownWords()
{
    Programme programme = peaks();
    programme.set("loudness.integrated", -23.04);
    const std::string rule = "measure = \"peak.true\"\nmax = -1.0\n"
                             "message = \"{measured}, {delta} over {limit}, {where}; {loudness.range} {braces\"\n"
                             "advice = \"Programme: {loudness.integrated}.\"";
    const Finding finding = judgeOne(rule, programme);
    QCOMPARE(
        finding.message, std::string("-0.5 dBTP, 0.5 dB over ≤ -1.0 dBTP, at 00:00:01.000 on LFE; unknown {braces"));
    QVERIFY2(finding.advice.ends_with("Programme: -23.0 LUFS."), finding.advice.c_str());
    programme.set("peak.true", -3.0);
    QVERIFY(judgeOne(rule, programme).message.find("inside the limit") != std::string::npos);
}

void TstLanguage::refuses_data()
{
    QTest::addColumn<QString>("lines");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* lines, const char* said) { QTest::newRow(said) << lines << said; };
    row("measure = \"peak.true\"\nmax = -2.0\nqc = { max = -3.0 }", "8:1: the QC limit must be wider");
    row("measure = \"peak.true\"\nmax = -2.0\nqc = { max = -2.0 }", "the QC limit must be wider");
    row("measure = \"peak.true\"\nmax = -2.0\nqc = { mx = -1.0 }", "did you mean \"max\"");
    row("measure = \"peak.true\"\nmax = -2.0\nqc = {}", "\"qc\" needs the wider limit");
    row("measure = \"format.layout\"\nequals = \"5.1\"\nqc = {}", "a QC limit widens min");
    row("measure = \"loudness.integrated\"\ntarget = -23.0\ntolerance = 1.0\nqc = { tolerance = 0.5 }", "wider");
    row("measure = \"signal.click\"\ncount_max = 3\nqc = { count_max = 3 }", "8:1: the QC limit");
    row("measure = \"loudness.integrated\"\nmax = -23.0\nexcept = [\"LFE\"]", "only of the whole programme");
    row("measure = \"peak.true\"\nmax = -2.0\nexcept = [\"LEF\"]", "did you mean \"LFE\"");
    row("measure = \"peak.true\"\nmax = -2.0\nexcept = []", "names no channel");
    row("measure = \"peak.true\"\nmax = -2.0\nadvice = \"{mesured}\"", "did you mean \"measured\"");
    row("measure = \"peak.true\"\nmax = -2.0\nmessage = \"{loudness.rnage}\"", "did you mean \"loudness.range\"");
    row("measure = \"signal.click\"\ncount_min = 0", "count_min must be 1 or more");
    row("measure = \"peak.true\"\nmax = -2 dBTP", "a number stands alone, its unit is the measure's own");
    row("measure = \"phase.correlation_low\"\nmin = 0.5", "did you mean \"phase.low_correlation\"");
    row("measure = \"peak.true\"\nequals = -2.0", "no measured level is ever exactly -2.0 dBTP");
    row("measure = \"format.sample_rate\"\nequals = 48", "48 kHz is written 48000");
    row("measure = \"format.layout\"\none_of = [\"5.1\", \"lt-rt\"]", "can never be \"lt-rt\"; did you mean \"Lt/Rt\"");
    row("measure = \"format.sample_format\"\nequals = \"pcm\"", "it is one of: integer, float, coded");
    row("measure = \"loudness.dialogue\"\ntarget = { measure = \"format.sample_rate\" }\ntolerance = 1", "wrong unit");
}

void TstLanguage::refuses()
{
    QFETCH(QString, lines);
    QFETCH(QString, said);
    const LoadedProfile loaded
        = loadText(QStringLiteral("schema = 1\nid = \"test\"\nversion = \"1\"\n[[rule]]\nid = \"r\"\n%1")
                       .arg(lines)
                       .toStdString());
    QVERIFY(!loaded.errors.empty());
    QVERIFY2(allOf(loaded.errors).find(said.toStdString()) != std::string::npos, allOf(loaded.errors).c_str());
}

ASSAY_TEST(TstLanguage)
#include "tst_language.moc"
