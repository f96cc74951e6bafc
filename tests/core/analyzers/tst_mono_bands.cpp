// SPDX-License-Identifier: GPL-3.0-or-later
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
constexpr double accuracy = 0.1; // dB, as the analyzer says

// Common noise, and a tone in each twelfth of an octave between two frequencies, opposed for a time.
Signal withOpposed(double from, double to, double start, double end, double seconds = 20.0)
{
    const Samples common = noise(0.002, seconds, rate, 1);
    Signal signal { rate, layoutNamed("stereo").value(), { common, common } };
    for (double hertz = from; hertz < to; hertz *= std::pow(2.0, 1.0 / 12.0)) {
        const Samples tone = sine(hertz, 0.02, seconds, rate, hertz);
        for (std::size_t i = 0; i < tone.size(); ++i) {
            const bool opposed = i >= framesOf(start, rate) && i < framesOf(end, rate);
            signal.channels[0][i] += tone[i];
            signal.channels[1][i] += opposed ? -tone[i] : tone[i];
        }
    }
    return signal;
}

} // namespace

class TestMonoBands : public QObject
{
    Q_OBJECT

private slots:
    void knownPairs_data()
    {
        QTest::addColumn<Samples>("right");
        QTest::addColumn<double>("loss"); // dB
        const Samples sound = noise(0.2, 30.0, rate, 1);
        QTest::newRow("equal") << sound << 0.0;
        QTest::newRow("half as loud") << scaled(sound, 0.5) << 10.0 * std::log10(1.25 / (0.5 * 2.25));
        QTest::newRow("opposed") << scaled(sound, -1.0) << 100.0;
        QTest::newRow("one side alone") << silence(30.0, rate) << 10.0 * std::log10(2.0);
    }
    void knownPairs()
    {
        QFETCH(Samples, right);
        QFETCH(double, loss);
        const MeasurementSet measures = analyze(
            "mono_bands", { rate, layoutNamed("stereo").value(), { noise(0.2, 30.0, rate, 1), std::move(right) } });
        QVERIFY(isWithin(number(measures, "mono.band_loss"), loss, accuracy));
        QVERIFY(isWithin(channelNumber(measures, "mono.band_loss", "1 kHz"), loss, accuracy));
        QVERIFY(isWithin(number(measures, "mono.cancelled"), loss > 50.0 ? 1.0 : 0.0, sameMachine));
    }

    void unrelatedSoundDoesNotCancel()
    {
        const MeasurementSet measures = analyze("mono_bands",
            { rate, layoutNamed("stereo").value(), { noise(0.2, 60.0, rate, 1), noise(0.2, 60.0, rate, 2) } });
        constexpr double statistical = 0.5; // dB
        QVERIFY(isWithin(channelNumber(measures, "mono.band_loss", "4 kHz"), 3.01, statistical));
        QVERIFY(isWithin(number(measures, "mono.cancelled"), 0.0, sameMachine));
    }

    void cancelledBandsAreFound()
    {
        const MeasurementSet measures = analyze("mono_bands", withOpposed(480.0, 1080.0, 0.0, 20.0));
        const Measurement& found = *measures.find("mono.cancelled");
        QCOMPARE(found.events.size(), std::size_t { 1 });
        QCOMPARE(found.events[0].channel, std::string("L/R 500 Hz to 1 kHz"));
        QVERIFY(channelNumber(measures, "mono.band_loss", "800 Hz") > 9.0);
    }

    void aNarrowNotchIsNone() // two bands: as a delay makes them
    {
        QVERIFY(isWithin(
            number(analyze("mono_bands", withOpposed(730.0, 1080.0, 0.0, 20.0)), "mono.cancelled"), 0.0, sameMachine));
    }

    void thePlaceIsFound()
    {
        const MeasurementSet measures = analyze("mono_bands", withOpposed(450.0, 2100.0, 10.0, 30.0, 40.0));
        const Measurement& found = *measures.find("mono.cancelled");
        QCOMPARE(found.events.size(), std::size_t { 1 });
        constexpr double window = 4.5; // s
        QVERIFY(isWithin(static_cast<double>(found.events[0].start) / rate, 10.0, window));
        QVERIFY(isWithin(static_cast<double>(found.events[0].end) / rate, 30.0, window));
    }

    void whatIsOutsideHasNone()
    {
        QCOMPARE(
            stateOf(analyze("mono_bands", inAllChannels("mono", noise(0.5, 1.0, rate, 1), rate)), "mono.cancelled"),
            std::string("not_applicable: the layout has no two channels that face each other"));
        QCOMPARE(
            stateOf(analyze("mono_bands", inAllChannels("stereo", noise(0.5, 0.1, rate, 1), rate)), "mono.band_loss"),
            std::string("not_applicable: shorter than 0.2 s"));
        QCOMPARE(stateOf(analyze("mono_bands", inAllChannels("stereo", silence(5.0, rate), rate)), "mono.band_loss"),
            std::string("not_applicable: no pair reaches -60 dBFS RMS"));
    }
};

ASSAY_TEST(TestMonoBands)
#include "tst_mono_bands.moc"
