// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/loudness_gate.h"
#include "specs/window_measures.h"
#include "tests/specs/specs_fixture.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"

#include <cmath>
#include <limits>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr double exact = 1e-9; // LU: the same arithmetic on both sides
constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double wrong = 10.0; // LUFS: a value that must not be looked at

bool near(std::optional<double> value, double expected)
{
    return value && std::abs(*value - expected) < exact;
}

/// 60 s: -20 LUFS for 30 s, then -30 LUFS; the windows across the middle hold a value that must not be looked at.
Programme twoHalves()
{
    Programme programme;
    std::vector<double> momentary(600, -20.0);
    std::vector<double> shortTerm(600, -20.0);
    std::vector<double> peak(600, -6.0);
    for (std::size_t i = 300; i < 600; ++i) {
        momentary[i] = i < 303 ? wrong : -30.0;
        shortTerm[i] = i < 329 ? wrong : -30.0;
        peak[i] = -12.0;
    }
    for (std::size_t i = 0; i < 29; ++i)
        shortTerm[i] = none;
    for (std::size_t i = 0; i < 3; ++i)
        momentary[i] = none;
    programme.measures.series().tracks
        = { { "momentary", momentary }, { "short_term", shortTerm }, { "true_peak", peak } };
    programme.set("loudness.integrated", -22.0);
    programme.set("loudness.range", 10.0);
    for (const char* id : { "loudness.momentary_max", "loudness.short_term_max" }) {
        Measurement maximum = measured(spec(id), -19.5);
        maximum.at = Place { 48000, 96000, "", -19.5 };
        programme.measures.add(maximum);
    }
    Measurement maximum = measured(spec("peak.true"), -5.5);
    maximum.at = Place { 480000, 480001, "L", -5.5 };
    programme.measures.add(maximum);
    return programme;
}

Measurement windowed(const Programme& programme, const char* id, Window window)
{
    return inWindow(*programme.measures.find(id), window, programme.subject());
}

std::optional<double> numberOf(const Measurement& measurement)
{
    return measurement.value ? numberIn(*measurement.value) : std::nullopt;
}

constexpr const char* levelAnalyzers[] = { "loudness", "peaks", "dynamics", "correlation", "mono_loss", "stereo", "rms",
    "leq_m", "downmix_loro", "downmix_ltrt" };

// Everything that levels are measured by, of frames [from, to) of a sound.
MeasurementSet levelsOf(const Signal& signal, std::size_t from, std::size_t to)
{
    Signal part { signal.sampleRate, signal.layout, {} };
    for (const Samples& samples : signal.channels)
        part.channels.emplace_back(
            samples.begin() + static_cast<std::ptrdiff_t>(from), samples.begin() + static_cast<std::ptrdiff_t>(to));
    AnalyzerContext context;
    context.sampleRate = part.sampleRate;
    context.layout = part.layout;
    context.channelNames = part.layout.channelNames();
    MeasurementSet measures;
    for (const char* name : levelAnalyzers)
        run(*analyzerNamed(name).create(context), part, 4096, measures);
    return measures;
}

// Speech to the left of the middle, louder in its second half, with a silent second between.
Signal twoScenes()
{
    constexpr int rate = 48000;
    Signal signal { rate, layoutNamed("stereo").value(), {} };
    const Samples common = speechLike(20.0, rate, 1);
    for (std::uint32_t c = 0; c < 2; ++c) {
        Samples samples = speechLike(20.0, rate, 2 + c);
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const double gain = i < samples.size() / 2 ? 0.2 : 0.5;
            samples[i] = gain * (common[i] + (c == 0 ? 0.9 : 0.4) * samples[i]);
            if (i / rate == 9)
                samples[i] = 0.0;
        }
        signal.channels.push_back(std::move(samples));
    }
    return signal;
}

Measurement pop(FrameCount start, const char* channel)
{
    const MeasureSpec sync { "sync.pop", Unit::events, ValueKind::events, "", "" };
    return measuredEvents(sync, { { start, start + 2000, channel, -20.0 } });
}

constexpr double storedLevels = 0.02; // dB: two values rounded to 0.01
constexpr double storedRatios = 0.03; // dB or correlation in hundredths: several rounded values and DC that stays in
constexpr double rangeTail = 1.0; // LU: Tech 3342's silence behind the end of a file is not behind a window

} // namespace

class TstWindows : public QObject
{
    Q_OBJECT

private slots:
    void gates();
    void rangeOfLevels();
    void agreesWithTheMeter();
    void levelsOfAWindow_data();
    void levelsOfAWindow();
    void onlyWhatLiesInside();
    void fromFirstToLastSound();
    void whatCannotBeKnown();
    void wholeIsUntouched();
    void likeAFileOfItsOwn_data();
    void likeAFileOfItsOwn();
    void foldDownsLikeAFileOfItsOwn();
    void silenceInAWindow();
    void actionBySyncPops();
    void actionAsDeclared();
    void actionThatIsNotKnown();
};

void TstWindows::gates()
{
    QVERIFY(near(loudnessOfWindow(std::vector<double>(10, -23.0)), -23.0));
    QVERIFY(
        near(loudnessOfWindow(std::vector<double> { -23.0, none, -70.0, -80.0, -23.0 }), -23.0)); // -70 itself is out
    QVERIFY(
        near(loudnessOfWindow(std::vector<double> { -20.0, -20.0, -35.0 }), -20.0)); // more than 10 LU under the mean
    QVERIFY(!loudnessOfWindow(std::vector<double> { -70.0, -75.0, none }));
    QVERIFY(!loudnessOfWindow({}));
}

void TstWindows::rangeOfLevels()
{
    std::vector<double> levels(200, -20.0);
    levels.insert(levels.end(), 200, -30.0);
    QVERIFY(near(rangeOfWindow(levels), 10.0)); // Tech 3342 signal 1
    levels.insert(levels.end(), 200, -75.0); // under the absolute gate
    levels.insert(levels.end(), 200, -45.0); // more than 20 LU under the mean
    levels.push_back(none);
    QVERIFY(near(rangeOfWindow(levels), 10.0));
    QVERIFY(near(rangeOfWindow(std::vector<double> { -23.0 }), 0.0));
    QVERIFY(!rangeOfWindow(std::vector<double> { none, -71.0 }));
}

void TstWindows::agreesWithTheMeter()
{
    // The same gates stand in core/dsp over powers and here over stored levels: they must not drift apart.
    std::uint32_t random = 7;
    for (int round = 0; round < 20; ++round) {
        std::vector<double> levels;
        std::vector<double> powers;
        for (int i = 0; i < 500; ++i) {
            random = random * 1664525U + 1013904223U;
            levels.push_back(-85.0 + static_cast<double>(random >> 16U) / 65536.0 * 75.0);
            powers.push_back(powerOf(Lufs { levels.back() }));
        }
        QVERIFY(near(loudnessOfWindow(levels), loudnessOf(*gatedPower(powers)).value()));
        const auto range = loudnessRange(powers);
        QVERIFY(near(rangeOfWindow(levels), range->high.value() - range->low.value()));
    }
}

void TstWindows::levelsOfAWindow_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("firstHalf");
    QTest::addColumn<double>("lastHalf");
    QTest::newRow("integrated") << "loudness.integrated" << -20.0 << -30.0;
    QTest::newRow("range") << "loudness.range" << 0.0 << 0.0;
    QTest::newRow("momentary: exact where it stands inside") << "loudness.momentary_max" << -19.5 << -30.0;
    QTest::newRow("short term: exact where it stands inside") << "loudness.short_term_max" << -19.5 << -30.0;
    QTest::newRow("peak: exact where it stands inside") << "peak.true" << -5.5 << -12.0;
}

void TstWindows::levelsOfAWindow()
{
    QFETCH(QString, id);
    const Programme programme = twoHalves();
    const std::string measure = id.toStdString();
    QFETCH(double, firstHalf);
    QFETCH(double, lastHalf);
    QVERIFY(near(numberOf(windowed(programme, measure.c_str(), { Window::Kind::first, 30.0 })), firstHalf));
    QVERIFY(near(numberOf(windowed(programme, measure.c_str(), { Window::Kind::last, 30.0 })), lastHalf));
}

void TstWindows::onlyWhatLiesInside()
{
    const Programme programme = twoHalves();
    // 30.1 s reaches into the middle: one momentary window ends there.
    const Measurement reaching = windowed(programme, "loudness.integrated", { Window::Kind::first, 30.1 });
    QVERIFY(*numberOf(reaching) > -20.0);
    // A peak counts in every step the window touches: 29.95 s before the end is inside the step before the middle.
    QVERIFY(near(numberOf(windowed(programme, "peak.true", { Window::Kind::last, 30.05 })), -6.0));
    // Exactly one gating block, exactly one short-term window, a hair less.
    QVERIFY(near(numberOf(windowed(programme, "loudness.integrated", { Window::Kind::last, 0.4 })), -30.0));
    QVERIFY(!numberOf(windowed(programme, "loudness.integrated", { Window::Kind::last, 0.399 })));
    QVERIFY(near(numberOf(windowed(programme, "loudness.short_term_max", { Window::Kind::last, 3.0 })), -30.0));
    QVERIFY(!numberOf(windowed(programme, "loudness.short_term_max", { Window::Kind::last, 2.9 })));
}

void TstWindows::fromFirstToLastSound()
{
    Programme programme = twoHalves();
    const Window window { Window::Kind::programme };
    QCOMPARE(windowed(programme, "loudness.integrated", window).state, MeasureState::notMeasured);
    programme.set("signal.first_sound", 31.0);
    programme.set("signal.last_sound", 50.0);
    QVERIFY(near(numberOf(windowed(programme, "loudness.integrated", window)), -30.0));
    programme.measures.add(notApplicable(spec("signal.first_sound"), "no sound"));
    const Measurement silent = windowed(programme, "loudness.integrated", window);
    QVERIFY(silent.state == MeasureState::notApplicable && silent.reason.find("no sound") != std::string::npos);
}

void TstWindows::whatCannotBeKnown()
{
    Programme programme = twoHalves();
    const auto reason = [&](const char* id, Window window) {
        const Measurement result = windowed(programme, id, window);
        return result.state == MeasureState::notMeasured ? result.reason : std::string("measured");
    };
    QVERIFY(reason("loudness.integrated", { Window::Kind::ffoa }).find("FFOA") != std::string::npos);
    QVERIFY(
        reason("loudness.integrated", { Window::Kind::first, 0.2 }).find("shorter than 0.4 s") != std::string::npos);
    programme.set("format.duration", 60.0);
    QVERIFY(reason("format.duration", { Window::Kind::first, 1.0 }).find("part of the programme") != std::string::npos);
    programme.measures.add(measuredEvents(spec("structure.faults"), { { 4, 8 } })); // places in bytes
    QVERIFY(
        reason("structure.faults", { Window::Kind::first, 1.0 }).find("part of the programme") != std::string::npos);
    for (auto& [name, track] : programme.measures.series().tracks)
        std::ranges::fill(track, none);
    QCOMPARE(
        windowed(programme, "loudness.integrated", { Window::Kind::first, 9.0 }).state, MeasureState::notApplicable);
    programme.measures.series().tracks.clear();
    QVERIFY(reason("loudness.integrated", { Window::Kind::first, 9.0 }).find("series") != std::string::npos);
    programme.sampleRate = 0;
    QVERIFY(reason("loudness.integrated", { Window::Kind::first, 9.0 }).find("sample rate") != std::string::npos);
}

void TstWindows::wholeIsUntouched()
{
    const Programme programme = twoHalves();
    for (const auto& [id, measurement] : programme.measures.all())
        QVERIFY(inWindow(measurement, {}, programme.subject()) == measurement);
}

void TstWindows::likeAFileOfItsOwn_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("tolerance");
    for (const char* id : { "loudness.integrated", "loudness.ungated", "loudness.momentary_max",
             "loudness.short_term_max", "loudness.rms", "loudness.leq_m", "peak.true", "peak.sample", "dynamics.plr" })
        QTest::newRow(id) << id << storedLevels;
    for (const char* id : { "stereo.balance", "stereo.width", "phase.correlation", "phase.correlation_min", "mono.loss",
             "dynamics.psr_min" })
        QTest::newRow(id) << id << storedRatios;
    for (const char* id :
        { "loudness.range", "loudness.range_low", "loudness.range_high", "loudness.short_term_deviation" })
        QTest::newRow(id) << id << rangeTail;
}

// What a window tells is what a file would that holds nothing but the window.
void TstWindows::likeAFileOfItsOwn()
{
    QFETCH(QString, id);
    QFETCH(double, tolerance);
    static const Signal signal = twoScenes();
    static const MeasurementSet whole = levelsOf(signal, 0, signal.frames());
    static const MeasurementSet first = levelsOf(signal, 0, 8 * 48000);
    static const MeasurementSet last = levelsOf(signal, signal.frames() - 12 * 48000, signal.frames());
    const Subject subject { "mix", "stereo", { 48000, {}, {} }, static_cast<FrameCount>(signal.frames()), whole };
    const std::string measure = id.toStdString();
    QVERIFY(isInSeries(measure));
    const auto compare = [&](const Window& window, const MeasurementSet& own) {
        const Measurement found = inWindow(*whole.find(measure), window, subject);
        QVERIFY2(found.value, found.reason.c_str());
        const double difference = std::abs(*numberOf(found) - number(own, measure));
        QVERIFY2(difference <= tolerance, qPrintable(QString::number(difference)));
    };
    compare({ Window::Kind::first, 8.0 }, first);
    compare({ Window::Kind::last, 12.0 }, last);
}

// The two scenes in front, and the other way round and turned over behind.
void TstWindows::foldDownsLikeAFileOfItsOwn()
{
    const Signal stereo = twoScenes();
    const Samples none = silence(20.0, stereo.sampleRate);
    const Samples& left = stereo.channels[0];
    const Samples& right = stereo.channels[1];
    const Signal signal { stereo.sampleRate, layoutNamed("5.1").value(),
        { left, right, none, none, scaled(right, -0.5), left } };
    const MeasurementSet whole = levelsOf(signal, 0, signal.frames());
    const MeasurementSet first = levelsOf(signal, 0, 8 * 48000);
    const Subject subject { "mix", "5.1", { 48000, {}, {} }, static_cast<FrameCount>(signal.frames()), whole };
    for (const char* id : { "mono.loss", "downmix.loro.integrated", "downmix.loro.loss", "downmix.ltrt.integrated",
             "downmix.ltrt.loss" }) {
        QVERIFY(isInSeries(id));
        const Measurement found = inWindow(*whole.find(id), { Window::Kind::first, 8.0 }, subject);
        QVERIFY2(found.value, found.reason.c_str());
        const double difference = std::abs(*numberOf(found) - number(first, id));
        QVERIFY2(difference <= storedRatios, qPrintable(QString("%1: %2").arg(id).arg(difference)));
    }
    for (const char* id : { "downmix.loro.true_peak", "downmix.ltrt.true_peak" }) { // known where the highest stands
        const Measurement& peak = *whole.find(id);
        const bool isEarly = peak.at->end <= 8 * 48000;
        const Window::Kind with = isEarly ? Window::Kind::first : Window::Kind::last;
        QCOMPARE(numberOf(inWindow(peak, { with, isEarly ? 8.0 : 12.0 }, subject)), numberOf(peak));
        const Window::Kind without = isEarly ? Window::Kind::last : Window::Kind::first;
        const Measurement other = inWindow(peak, { without, isEarly ? 12.0 : 8.0 }, subject);
        QCOMPARE(other.state, MeasureState::notMeasured);
    }
}

void TstWindows::silenceInAWindow()
{
    const Signal signal = twoScenes();
    MeasurementSet whole = levelsOf(signal, 0, 10 * 48000);
    const Subject subject { "mix", "stereo", { 48000, {}, {} }, FrameCount { 480000 }, whole };
    for (const char* id : { "loudness.rms", "loudness.leq_m", "peak.sample", "stereo.balance", "stereo.width",
             "phase.correlation", "phase.correlation_min" }) {
        const Measurement found = inWindow(*whole.find(id), { Window::Kind::last, 0.5 }, subject);
        QVERIFY2(found.state == MeasureState::notApplicable, id);
    }
    whole.series().tracks.erase("rms"); // as in a report of an earlier version
    const Measurement old = inWindow(*whole.find("loudness.rms"), { Window::Kind::first, 2.0 }, subject);
    QVERIFY(old.state == MeasureState::notMeasured && old.reason.find("\"rms\"") != std::string::npos);
}

void TstWindows::actionBySyncPops()
{
    Programme programme = twoHalves();
    const Window ffoa { Window::Kind::ffoa };
    Measurement pops = pop(28 * 48000, "L");
    pops.events.push_back({ 28 * 48000, 28 * 48000 + 2000, "R", -20.0 });
    programme.measures.add(pops);
    programme.set("signal.last_sound", 50.0);
    const auto range = extentOf(ffoa, programme.subject());
    QVERIFY(range && *range == (TimeRange { 30 * 48000, 50 * 48000 })); // no tail pop: to the last sound
    pops.events.push_back({ 57 * 48000, 57 * 48000 + 2000, "L", -20.0 });
    programme.measures.add(pops);
    QVERIFY(extentOf(ffoa, programme.subject())->end == 55 * 48000);
    QVERIFY(near(numberOf(windowed(programme, "loudness.integrated", ffoa)), -30.0));
}

void TstWindows::actionAsDeclared()
{
    Programme programme = twoHalves();
    Window declared { Window::Kind::ffoa };
    declared.ffoa = 30.0;
    declared.lfoa = 10.0;
    QVERIFY(*extentOf(declared, programme.subject()) == (TimeRange { 30 * 48000, 50 * 48000 }));
    QVERIFY(near(numberOf(windowed(programme, "loudness.integrated", declared)), -30.0));
    const std::string rule = "[[rule]]\nid = \"r\"\nmeasure = \"loudness.integrated\"\nmax = -23.0\nwindow = ";
    const Profile profile = profileOf(rule + "{ ffoa = 30.0, lfoa = 10.0 }\n");
    QVERIFY(profile.rules.front().tests.front().window == declared);
    QCOMPARE(evaluate(profile, programme.subject()).front().state, FindingState::pass);
    for (const char* wrong : { "{ lfoa = 2.0 }", "{ ffoa = -1.0 }", "{ ffoa = 1.0, first = 2.0 }", "{ ffoa = \"8\" }" })
        QCOMPARE(loadText(std::string(header) + rule + wrong + "\n").errors.size(), 1U);
}

void TstWindows::actionThatIsNotKnown()
{
    Programme programme = twoHalves();
    const Window ffoa { Window::Kind::ffoa };
    const auto reason = [&] { return windowed(programme, "loudness.integrated", ffoa).reason; };
    QVERIFY(reason().find("sync pop, which was not measured") != std::string::npos);
    Measurement pops = pop(57 * 48000, "L"); // at the tail alone
    programme.measures.add(pops);
    QVERIFY(reason().find("no 2-pop at the head") != std::string::npos);
    pops.events = { { 48000, 50000, "L", -20.0 }, { 50000, 52000, "R", -20.0 } };
    programme.measures.add(pops);
    QVERIFY(reason().find("different times at the head") != std::string::npos);
    pops.events = { { 28 * 48000, 28 * 48000 + 2000, "", -20.0 } };
    programme.measures.add(pops);
    programme.set("signal.last_sound", 29.0);
    QVERIFY(reason().find("behind FFOA") != std::string::npos);
}

ASSAY_TEST(TstWindows)
#include "tst_windows.moc"
