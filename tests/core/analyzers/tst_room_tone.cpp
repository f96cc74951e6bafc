// SPDX-License-Identifier: GPL-3.0-or-later
// What is heard in pauses, and what is not.
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

constexpr int rate = 48000;
constexpr double noiseLevel = 0.3; // dB, by which 100 ms of noise wander about its level

// White noise of this RMS.
Samples room(double decibels, double seconds, std::uint32_t seed = 1)
{
    return noise(dbToAmplitude(decibels) * std::sqrt(3.0), seconds, rate, seed);
}

MeasurementSet toneOf(const Samples& samples)
{
    return analyze("room_tone", inAllChannels("mono", samples, rate));
}

} // namespace

class TestRoomTone : public QObject
{
    Q_OBJECT

private slots:
    void pausesHaveALevelAndASpread()
    {
        const MeasurementSet measures = toneOf(joined({ room(-20.0, 2.0), room(-65.0, 2.0), room(-20.0, 2.0),
            room(-65.0, 2.0), room(-20.0, 1.0), room(-58.0, 0.6), room(-20.0, 1.0) }));
        QVERIFY(isWithin(number(measures, "room_tone.level"), -65.0, noiseLevel));
        QVERIFY(isWithin(number(measures, "room_tone.spread"), 7.0, 2 * noiseLevel));
        QCOMPARE(number(measures, "room_tone.holes"), 0.0);
        QVERIFY(isWithin(channelNumber(measures, "room_tone.level", "M"), -65.0, noiseLevel));
    }

    void whatIsNoPause_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<QString>("level");
        const QString none = "not_applicable: no steady pause of 0.5 s at -90 to -50 dBFS";
        Samples dying = room(-50.5, 2.0); // 20 dB a second
        for (std::size_t i = 0; i < dying.size(); ++i)
            dying[i] *= dbToAmplitude(-20.0 * static_cast<double>(i) / rate);
        QTest::newRow("half a second") << joined({ room(-20.0, 1.0), room(-60.0, 0.5), room(-20.0, 1.0) }) << "ok";
        QTest::newRow("less") << joined({ room(-20.0, 1.0), room(-60.0, 0.4), room(-20.0, 1.0) }) << none;
        QTest::newRow("just quiet") << room(-50.5, 1.0) << "ok";
        QTest::newRow("just too loud") << room(-49.5, 1.0) << none;
        QTest::newRow("above dither") << room(-89.5, 1.0) << "ok";
        QTest::newRow("dither") << room(-90.5, 1.0) << none;
        QTest::newRow("dies away") << dying << none;
        QTest::newRow("black pauses") << joined({ room(-20.0, 1.0), silence(1.0, rate), room(-20.0, 1.0) }) << none;
        QTest::newRow("silence") << silence(3.0, rate) << "not_applicable: digital silence";
    }
    void whatIsNoPause()
    {
        QFETCH(Samples, samples);
        QFETCH(QString, level);
        QCOMPARE(stateOf(toneOf(samples), "room_tone.level"), level.toStdString());
    }

    // 100 ms are a hole, 90 are none; silence at head and tail is none.
    void holesAreFoundWhereToneIsExpected()
    {
        const auto with = [](double hole) {
            return joined({ silence(1.0, rate), room(-20.0, 1.0), room(-60.0, 1.2), room(-20.0, 1.0), room(-60.0, 0.3),
                silence(hole, rate), room(-60.0, 0.3), room(-20.0, 1.0), silence(1.0, rate) });
        };
        const MeasurementSet measures = toneOf(with(0.1));
        const Measurement& found = *measures.find("room_tone.holes");
        QVERIFY(found.events == (std::vector<Place> { { 45 * rate / 10, 46 * rate / 10, "M", 0.1 } }));
        QVERIFY(toneOf(with(0.09)).find("room_tone.holes")->events.empty());
    }

    void withoutToneThereAreNoHoles()
    {
        const MeasurementSet measures = toneOf(
            joined({ room(-20.0, 1.0), silence(0.5, rate), room(-20.0, 1.0), room(-60.0, 0.8), room(-20.0, 1.0) }));
        QCOMPARE(stateOf(measures, "room_tone.holes"),
            std::string("not_applicable: less than 1 s of room tone: none is expected elsewhere"));
        QCOMPARE(stateOf(measures, "room_tone.spread"), std::string("not_applicable: fewer than two pauses"));
    }
};

ASSAY_TEST(TestRoomTone)
#include "tst_room_tone.moc"
