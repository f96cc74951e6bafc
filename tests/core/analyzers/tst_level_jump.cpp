// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <cmath>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 16000; // enough for loudness
constexpr double accuracy = 0.5; // LU, as the analyzer says
constexpr double placeAccuracy = 0.2; // s
constexpr double rampAccuracy = 0.5; // s, of a ramp of 1 s

Measurement jumpsOf(const Samples& samples)
{
    const Signal signal = inAllChannels("mono", samples, rate);
    const AnalyzerContext context { rate, signal.layout, signal.layout.channelNames() };
    MeasurementSet measures;
    for (const char* name : { "loudness", "level_jump" })
        run(*analyzerNamed(name).create(context), signal, 4096, measures);
    return *measures.find("signal.level_jump");
}

// Noise whose level follows the points (s, dB), in straight lines between them.
Samples following(const std::vector<std::pair<double, double>>& points)
{
    Samples samples = noise(0.5, points.back().first, rate, 1);
    for (std::size_t point = 1; point < points.size(); ++point) {
        const auto [from, start] = points[point - 1];
        const auto [to, end] = points[point];
        for (std::size_t i = framesOf(from, rate); i < framesOf(to, rate); ++i) {
            const double share = (static_cast<double>(i) / rate - from) / (to - from);
            samples[i] *= dbToAmplitude(start + share * (end - start));
        }
    }
    return samples;
}

Samples step(double db, double seconds = 20.0)
{
    return following({ { 0, 0 }, { 10, 0 }, { 10, db }, { seconds, db } });
}

} // namespace

class TestLevelJump : public QObject
{
    Q_OBJECT

private slots:
    void shiftsAreFound_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<double>("shift"); // LU; 0 for none
        QTest::newRow("12 dB down") << step(-12.0) << -12.0;
        QTest::newRow("just enough") << step(-10.3) << -10.3;
        QTest::newRow("not enough") << step(-9.7) << 0.0;
        QTest::newRow("12 dB up") << following({ { 0, -20 }, { 10, -20 }, { 10, -8 }, { 20, -8 } }) << 12.0;
        QTest::newRow("within a second") << following({ { 0, 0 }, { 9.5, 0 }, { 10.5, -14 }, { 20, -14 } }) << -14.0;
        QTest::newRow("over 8 s") << following({ { 0, 0 }, { 6, 0 }, { 14, -20 }, { 20, -20 } }) << 0.0;
        QTest::newRow("for 3 s alone") << following({ { 0, 0 }, { 10, 0 }, { 10, -15 }, { 13, -15 }, { 13, 0 },
            { 24, 0 } }) << 0.0;
        QTest::newRow("to silence") << step(-90.0) << 0.0;
        QTest::newRow("out of silence") << following({ { 0, -90 }, { 10, -90 }, { 10, 0 }, { 20, 0 } }) << 0.0;
        QTest::newRow("5 s after the start") << following({ { 0, 0 }, { 5, 0 }, { 5, -15 }, { 20, -15 } }) << 0.0;
        QTest::newRow("changing levels") << following({ { 0, 0 }, { 5, -12 }, { 10, 0 }, { 15, -12 }, { 20, 0 } })
                                         << 0.0;
    }
    void shiftsAreFound()
    {
        QFETCH(Samples, samples);
        QFETCH(double, shift);
        const Measurement found = jumpsOf(samples);
        QCOMPARE(found.events.size(), std::size_t { shift == 0.0 ? 0U : 1U });
        if (shift == 0.0)
            return;
        QVERIFY(isWithin(found.events[0].value.value(), shift, accuracy));
        QVERIFY(isWithin(static_cast<double>(found.events[0].start) / rate, 10.0,
            QByteArray(QTest::currentDataTag()) == "within a second" ? rampAccuracy : placeAccuracy));
    }

    // Speech with its pauses, as it is and with a scene 14 dB softer.
    void speechIsNotAJumpButItsSceneIs()
    {
        Samples speech = speechLike(60.0, rate, 1);
        QCOMPARE(jumpsOf(speech).events.size(), std::size_t { 0 });
        for (std::size_t i = framesOf(30.0, rate); i < speech.size(); ++i)
            speech[i] *= dbToAmplitude(-20.0);
        const Measurement found = jumpsOf(speech);
        QCOMPARE(found.events.size(), std::size_t { 1 });
        constexpr double pauses = 1.0; // s
        QVERIFY(isWithin(static_cast<double>(found.events[0].start) / rate, 30.0, pauses));
    }

    void withoutLoudnessThereIsNone()
    {
        QCOMPARE(jumpsOf(noise(0.2, 11.0, rate, 1)).reason, std::string("shorter than 12 s"));
        QCOMPARE(jumpsOf(silence(20.0, rate)).reason, std::string("loudness.momentary_max: digital silence"));
        QCOMPARE(stateOf(analyze("level_jump", inAllChannels("mono", silence(1.0, rate), rate)), "signal.level_jump"),
            std::string("not_measured: the momentary loudness is not known"));
    }
};

ASSAY_TEST(TestLevelJump)
#include "tst_level_jump.moc"
