// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/loudness_gate.h"
#include "specs/window_measures.h"
#include "tests/specs/specs_fixture.h"

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

QTEST_GUILESS_MAIN(TstWindows)
#include "tst_windows.moc"
