// SPDX-License-Identifier: GPL-3.0-or-later
// Which channel is late, and by how much.
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;
constexpr double subSample = 0.1; // samples, the accuracy that the analyzer names

// The right channel `late` samples behind the left (before it where below 0), with a little sound of its own.
Signal delayed(int late, double gain, double own = 0.02, int sampleRate = rate)
{
    const Samples sound = speechLike(4.0, sampleRate, 1);
    const Samples other = noise(own, 4.0, sampleRate, 2);
    Signal signal = inAllChannels("stereo", sound, sampleRate);
    for (int i = 0; i < static_cast<int>(sound.size()); ++i) {
        const int from = i - late;
        const bool inside = from >= 0 && from < static_cast<int>(sound.size());
        const auto at = static_cast<std::size_t>(i);
        signal.channels[1][at] = gain * (inside ? sound[static_cast<std::size_t>(from)] : 0.0) + other[at];
    }
    return signal;
}

} // namespace

class TestDelay : public QObject
{
    Q_OBJECT

private slots:
    void aDelayIsFoundWithItsSign_data()
    {
        QTest::addColumn<int>("late");
        QTest::addColumn<double>("gain");
        QTest::addColumn<int>("sampleRate");
        for (const int late : { -1000, -48, -3, -1, 0, 1, 3, 48, 1000 })
            QTest::addRow("%d", late) << late << 0.7 << 48000;
        QTest::newRow("3, inverted") << 3 << -1.0 << 48000;
        QTest::newRow("-200, inverted") << -200 << -0.5 << 48000;
        QTest::newRow("inverted, not late") << 0 << -1.0 << 48000;
        QTest::newRow("3 at 96 kHz") << 3 << 1.0 << 96000;
        QTest::newRow("-7 at 44.1 kHz") << -7 << 1.0 << 44100;
    }
    void aDelayIsFoundWithItsSign()
    {
        QFETCH(int, late);
        QFETCH(double, gain);
        QFETCH(int, sampleRate);
        const MeasurementSet measures = analyze("delay", delayed(late, gain, 0.02, sampleRate));
        const double found = number(measures, "phase.delay");
        QVERIFY2(isWithin(found, late, subSample), qPrintable(QString::number(found)));
        QCOMPARE(channelNumber(measures, "phase.delay", "L/R"), found);
        const Measurement* const polarity = measures.find("phase.polarity");
        QCOMPARE(std::get<std::string>(polarity->value.value()), std::string(gain < 0.0 ? "inverted" : "same"));
        QCOMPARE(polarity->at.has_value(), gain < 0.0);
    }

    void unlikeChannelsHaveNone()
    {
        Signal signal = inAllChannels("stereo", noise(0.2, 4.0, rate, 1), rate);
        signal.channels[1] = noise(0.2, 4.0, rate, 2);
        const std::string none = "not_applicable: no clear delay: the channels are not alike";
        QCOMPARE(stateOf(analyze("delay", signal), "phase.delay"), none);
        QCOMPARE(stateOf(analyze("delay", signal), "phase.polarity"), none);
    }

    void quietOrShortSoundHasNone()
    {
        QCOMPARE(stateOf(analyze("delay", inAllChannels("stereo", noise(0.001, 2.0, rate, 1), rate)), "phase.delay"),
            std::string("not_applicable: the channels of a pair are never both above -60 dBFS"));
        QCOMPARE(stateOf(analyze("delay", inAllChannels("stereo", noise(0.1, 0.1, rate, 1), rate)), "phase.delay"),
            std::string("not_applicable: shorter than 0.2 s"));
    }

    void thePairFarthestFromZeroIsTheValue()
    {
        const Signal stereo = delayed(5, 1.0);
        Signal signal = inAllChannels("5.1", stereo.channels[0], rate);
        signal.channels[5] = stereo.channels[1]; // Rs
        const MeasurementSet measures = analyze("delay", signal);
        QVERIFY(isWithin(number(measures, "phase.delay"), 5.0, subSample));
        QVERIFY(isWithin(channelNumber(measures, "phase.delay", "L/R"), 0.0, subSample));
    }
};

ASSAY_TEST(TestDelay)
#include "tst_delay.moc"
