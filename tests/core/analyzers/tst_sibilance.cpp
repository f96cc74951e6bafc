// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;
constexpr double accuracy = 0.5; // dB, as the analyzer says

// A voice of 300 Hz with one burst of another frequency for 200 ms at 4.2 s.
Signal withBurst(double hertz, double amplitude)
{
    Samples samples = sine(300.0, 0.2, 10.0, rate);
    const Samples burst = sine(hertz, amplitude, 0.2, rate);
    for (std::size_t i = 0; i < burst.size(); ++i)
        samples[framesOf(4.2, rate) + i] += burst[i];
    return inAllChannels("mono", samples, rate);
}

} // namespace

class TestSibilance : public QObject
{
    Q_OBJECT

private slots:
    void burstsAreMeasured_data()
    {
        QTest::addColumn<double>("hertz");
        QTest::addColumn<double>("amplitude");
        QTest::addColumn<double>("expected"); // dB
        QTest::newRow("as loud as the voice") << 7000.0 << 0.2 << 0.0;
        QTest::newRow("6 dB softer") << 7000.0 << 0.1 << -6.0;
        QTest::newRow("6 dB louder") << 8500.0 << 0.4 << 5.7; // it raises the mean, too
    }
    void burstsAreMeasured()
    {
        QFETCH(double, hertz);
        QFETCH(double, amplitude);
        QFETCH(double, expected);
        const MeasurementSet measures = analyze("sibilance", withBurst(hertz, amplitude));
        QVERIFY(isWithin(number(measures, "signal.sibilance"), expected, accuracy));
        const Place at = measures.find("signal.sibilance")->at.value();
        QVERIFY(at.start >= static_cast<FrameCount>(framesOf(4.16, rate)));
        QVERIFY(at.end <= static_cast<FrameCount>(framesOf(4.44, rate)));
        QCOMPARE(at.channel, std::string("M"));
    }

    void otherFrequenciesAreNone()
    {
        for (const double hertz : { 3000.0, 13000.0 })
            QVERIFY(number(analyze("sibilance", withBurst(hertz, 0.4)), "signal.sibilance") < -40.0);
    }

    void everyChannelIsMeasured()
    {
        Signal signal = inAllChannels("5.1", withBurst(7000.0, 0.1).channels[0], rate);
        signal.channels[2] = withBurst(7000.0, 0.2).channels[0];
        const MeasurementSet measures = analyze("sibilance", signal);
        QCOMPARE(measures.find("signal.sibilance")->at->channel, std::string("C"));
        QVERIFY(isWithin(channelNumber(measures, "signal.sibilance", "L"), -6.0, accuracy));
        QCOMPARE(measures.find("signal.sibilance")->channels.size(), std::size_t { 5 }); // not of the LFE
    }

    void withoutSoundThereIsNone()
    {
        QCOMPARE(stateOf(analyze("sibilance", inAllChannels("mono", silence(2.0, rate), rate)), "signal.sibilance"),
            std::string("not_applicable: no second reaches -60 dBFS RMS with sound from 5 to 10 kHz"));
        QCOMPARE(
            stateOf(analyze("sibilance", inAllChannels("mono", noise(0.5, 0.03, rate, 1), rate)), "signal.sibilance"),
            std::string("not_applicable: shorter than 40 ms"));
        QCOMPARE(
            stateOf(analyze("sibilance", inAllChannels("mono", noise(0.5, 1.0, 16000, 1), 16000)), "signal.sibilance"),
            std::string("not_applicable: the sample rate is below 20 kHz"));
    }
};

ASSAY_TEST(TestSibilance)
#include "tst_sibilance.moc"
