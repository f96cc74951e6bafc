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

constexpr int rate = 48000;

Signal stereo(Samples left, Samples right)
{
    return Signal { rate, layoutNamed("stereo").value(), { std::move(left), std::move(right) } };
}

// Inverts the right channel between two times, in seconds.
Signal invertedBetween(double from, double to, double seconds)
{
    const Samples sound = noise(0.2, seconds, rate, 1);
    Signal signal = stereo(sound, sound);
    for (std::size_t i = framesOf(from, rate); i < framesOf(to, rate); ++i)
        signal.channels[1][i] *= -1.0;
    return signal;
}

} // namespace

class TestCorrelation : public QObject
{
    Q_OBJECT

private slots:
    void knownPairs_data()
    {
        QTest::addColumn<Signal>("signal");
        QTest::addColumn<double>("expected");
        const Samples sound = noise(0.2, 5.0, rate, 1);
        const Samples tone = sine(500.0, 0.2, 5.0, rate);
        Samples offset = sound;
        for (double& sample : offset)
            sample += 0.5;
        QTest::newRow("equal") << stereo(sound, sound) << 1.0;
        QTest::newRow("scaled") << stereo(sound, scaled(sound, 0.1)) << 1.0;
        QTest::newRow("inverted") << stereo(sound, scaled(sound, -1.0)) << -1.0;
        QTest::newRow("quarter period") << stereo(tone, sine(500.0, 0.2, 5.0, rate, 90.0)) << 0.0;
        QTest::newRow("60 degrees") << stereo(tone, sine(500.0, 0.2, 5.0, rate, 60.0)) << 0.5;
        QTest::newRow("with DC") << stereo(offset, scaled(sound, -1.0)) << -1.0;
    }
    void knownPairs()
    {
        QFETCH(Signal, signal);
        QFETCH(double, expected);
        const MeasurementSet measures = analyze("correlation", signal);
        QVERIFY(isWithin(number(measures, "phase.correlation"), expected, sameMachine));
        QVERIFY(isWithin(number(measures, "phase.correlation_min"), expected, sameMachine));
        const std::vector<double>& track = *measures.series().find("correlation");
        QCOMPARE(track.size(), std::size_t { 50 });
        QVERIFY(std::isnan(track[2]));
        QVERIFY(isWithin(track[3], expected, sameMachine));
    }

    void unrelatedSoundIsNearZero()
    {
        const MeasurementSet measures
            = analyze("correlation", stereo(noise(0.2, 20.0, rate, 1), noise(0.2, 20.0, rate, 2)));
        constexpr double statistical = 0.01; // a million samples
        QVERIFY(isWithin(number(measures, "phase.correlation"), 0.0, statistical));
    }

    void quietSoundHasNone_data()
    {
        QTest::addColumn<double>("leftLevel"); // dBFS RMS
        QTest::addColumn<double>("rightLevel");
        QTest::addColumn<bool>("defined");
        QTest::newRow("just above") << -59.9 << -59.9 << true;
        QTest::newRow("just below") << -60.1 << -60.1 << false;
        QTest::newRow("one below") << -20.0 << -60.1 << false;
    }
    void quietSoundHasNone()
    {
        QFETCH(double, leftLevel);
        QFETCH(double, rightLevel);
        QFETCH(bool, defined);
        const double peak = std::sqrt(2.0); // of a sine of RMS 1
        const MeasurementSet measures = analyze("correlation",
            stereo(sine(500.0, peak * dbToAmplitude(leftLevel), 2.0, rate),
                sine(500.0, peak * dbToAmplitude(rightLevel), 2.0, rate)));
        QCOMPARE(measures.number("phase.correlation").has_value(), defined);
        QCOMPARE(measures.number("phase.correlation_min").has_value(), defined);
        QCOMPARE(measures.number("phase.negative").has_value(), defined);
    }

    void theLowestWindowIsFound()
    {
        const MeasurementSet measures = analyze("correlation", invertedBetween(3.0, 3.5, 8.0));
        const Place& at = measures.find("phase.correlation_min")->at.value();
        QCOMPARE(at.start, FrameCount { 3 * rate });
        QCOMPARE(at.end, FrameCount { 3 * rate + 19200 });
        QVERIFY(isWithin(at.value.value(), -1.0, sameMachine));
        QCOMPARE(at.channel, std::string("L/R"));
        QVERIFY(isWithin(number(measures, "phase.negative"), 0.0, sameMachine)); // half a second is not long
    }

    void negativeRangesAreFound_data()
    {
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        QTest::addColumn<int>("count");
        QTest::newRow("0.8 s") << 3.0 << 3.8 << 0;
        QTest::newRow("1.3 s") << 3.0 << 4.3 << 1;
        QTest::newRow("from the start") << 0.0 << 2.0 << 1;
        QTest::newRow("to the end") << 5.0 << 8.0 << 1;
    }
    void negativeRangesAreFound()
    {
        QFETCH(double, from);
        QFETCH(double, to);
        QFETCH(int, count);
        const MeasurementSet measures = analyze("correlation", invertedBetween(from, to, 8.0));
        const Measurement& found = *measures.find("phase.negative");
        QVERIFY(isWithin(number(measures, found.id), count, sameMachine));
        QCOMPARE(found.events.size(), static_cast<std::size_t>(count));
        if (count == 0)
            return;
        constexpr double step = 0.1; // s: how often a window begins
        QVERIFY(isWithin(toSeconds(found.events[0].start, rate), from, step));
        QVERIFY(isWithin(toSeconds(found.events[0].end, rate), to, step));
        QVERIFY(isWithin(found.events[0].value.value(), -1.0, sameMachine));
    }

    void anInvertedLegIsFound_data()
    {
        QTest::addColumn<double>("seconds");
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        QTest::addColumn<int>("count");
        QTest::newRow("1.8 s of 30 s") << 30.0 << 3.0 << 4.8 << 0;
        QTest::newRow("2.2 s of 30 s") << 30.0 << 3.0 << 5.2 << 1;
        QTest::newRow("1 s of 8 s: more than 10 %") << 8.0 << 3.0 << 4.2 << 1;
        QTest::newRow("from the start") << 30.0 << 0.0 << 3.0 << 1;
        QTest::newRow("all of it") << 8.0 << 0.0 << 8.0 << 1;
        QTest::newRow("none of it") << 8.0 << 0.0 << 0.0 << 0;
    }
    void anInvertedLegIsFound()
    {
        QFETCH(double, seconds);
        QFETCH(double, from);
        QFETCH(double, to);
        QFETCH(int, count);
        const MeasurementSet measures = analyze("correlation", invertedBetween(from, to, seconds));
        const Measurement& found = *measures.find("phase.inverted");
        QVERIFY(isWithin(number(measures, found.id), count, sameMachine));
        QCOMPARE(found.events.size(), static_cast<std::size_t>(count));
        if (count == 0)
            return;
        constexpr double step = 0.1; // s: how often a window begins
        QVERIFY(isWithin(toSeconds(found.events[0].start, rate), from, step));
        QVERIFY(isWithin(toSeconds(found.events[0].end, rate), to, step));
        QCOMPARE(found.events[0].channel, std::string("L/R"));
        QVERIFY(found.events[0].value.value() < -0.95);
    }

    // A pause within the range: what is too quiet says nothing.
    void aPauseDoesNotEndAnInvertedRange()
    {
        Signal signal = invertedBetween(0.0, 6.0, 6.0);
        for (Samples& samples : signal.channels)
            std::fill(samples.begin() + 2 * rate, samples.begin() + 4 * rate, 0.0);
        const Measurement found = *analyze("correlation", signal).find("phase.inverted");
        QCOMPARE(found.events.size(), std::size_t { 1 });
        QCOMPARE(found.events[0].end, FrameCount { 6 * rate });
    }

    // Sound that is opposed in a part of its frequencies is wide, not turned over; nor is what merely is unlike.
    void wideSoundIsNotInverted_data()
    {
        QTest::addColumn<Signal>("signal");
        const Samples low = sine(80.0, 0.4, 8.0, rate);
        const Samples hiss = noise(0.05, 8.0, rate, 1);
        const auto sum = [](Samples a, const Samples& b, double gain) {
            for (std::size_t i = 0; i < a.size(); ++i)
                a[i] += gain * b[i];
            return a;
        };
        QTest::newRow("unlike") << stereo(hiss, noise(0.05, 8.0, rate, 2));
        QTest::newRow("only the bass is opposed") << stereo(sum(hiss, low, 1.0), sum(hiss, low, -1.0));
        QTest::newRow("only the treble is opposed") << stereo(sum(low, hiss, 1.0), sum(low, hiss, -1.0));
        QTest::newRow("nearly opposed") << stereo(hiss, sum(scaled(hiss, -1.0), noise(0.05, 8.0, rate, 2), 0.5));
        QTest::newRow("opposed and 10 samples late")
            << stereo(hiss, scaled(joined({ Samples(10), Samples(hiss.begin(), hiss.end() - 10) }), -1.0));
    }
    void wideSoundIsNotInverted()
    {
        QFETCH(Signal, signal);
        QVERIFY(isWithin(number(analyze("correlation", signal), "phase.inverted"), 0.0, sameMachine));
    }

    void nearlyEqualLegsTurnedOverAreFound()
    {
        const Samples sound = noise(0.2, 8.0, rate, 1);
        Samples other = scaled(sound, -0.5);
        const Samples own = noise(0.2, 8.0, rate, 2);
        for (std::size_t i = 0; i < other.size(); ++i)
            other[i] += 0.2 * own[i]; // correlation -0.93
        const MeasurementSet measures = analyze("correlation", stereo(sound, other));
        QVERIFY(isWithin(number(measures, "phase.inverted"), 1.0, sameMachine));
    }

    void everyFacingPairIsMeasured()
    {
        const Samples sound = noise(0.2, 3.0, rate, 1);
        Signal signal = inAllChannels("5.1", sound, rate);
        signal.channels[5] = scaled(sound, -1.0); // Rs
        const MeasurementSet measures = analyze("correlation", signal);
        QVERIFY(isWithin(channelNumber(measures, "phase.correlation", "L/R"), 1.0, sameMachine));
        QVERIFY(isWithin(channelNumber(measures, "phase.correlation", "Ls/Rs"), -1.0, sameMachine));
        QVERIFY(isWithin(number(measures, "phase.correlation"), -1.0, sameMachine)); // the lowest pair
        QCOMPARE(measures.find("phase.correlation_min")->at->channel, std::string("Ls/Rs"));
        QVERIFY(isWithin(measures.series().find("correlation")->at(5), 1.0, sameMachine)); // the first pair
        QVERIFY(isWithin(channelNumber(measures, "phase.negative", "Ls/Rs"), 1.0, sameMachine));
        QVERIFY(isWithin(channelNumber(measures, "phase.inverted", "Ls/Rs"), 1.0, sameMachine));
        QVERIFY(isWithin(channelNumber(measures, "phase.inverted", "L/R"), 0.0, sameMachine));
    }

    void withoutAPairThereIsNone()
    {
        const MeasurementSet measures = analyze("correlation", inAllChannels("mono", noise(0.2, 1.0, rate, 1), rate));
        QCOMPARE(stateOf(measures, "phase.correlation"),
            std::string("not_applicable: the layout has no two channels that face each other"));
        const MeasurementSet brief = analyze("correlation", inAllChannels("stereo", noise(0.2, 0.39, rate, 1), rate));
        QCOMPARE(stateOf(brief, "phase.correlation"), std::string("not_applicable: shorter than 0.4 s"));
    }
};

ASSAY_TEST(TestCorrelation)
#include "tst_correlation.moc"
