// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <cmath>
#include <numbers>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;
const double sineOfRms = std::sqrt(2.0); // peak of a sine of RMS 1

Signal stereo(Samples left, Samples right, int sampleRate = rate)
{
    return Signal { sampleRate, layoutNamed("stereo").value(), { std::move(left), std::move(right) } };
}

Samples sum(Samples a, const Samples& b)
{
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] += b[i];
    return a;
}

// A Linkwitz-Riley low-pass at 150 Hz as the textbook has it: a Butterworth biquad, twice, at the full rate.
Samples slowLowPass(Samples samples, int sampleRate)
{
    const double w = 2.0 * std::numbers::pi * 150.0 / sampleRate;
    const double alpha = std::sin(w) / (2.0 * std::sqrt(0.5));
    const double a0 = 1.0 + alpha;
    for (int pass = 0; pass < 2; ++pass) {
        double x1 = 0.0;
        double x2 = 0.0;
        double y1 = 0.0;
        double y2 = 0.0;
        for (double& sample : samples) {
            const double b = (1.0 - std::cos(w)) / 2.0;
            const double y = (b * sample + 2.0 * b * x1 + b * x2 + 2.0 * std::cos(w) * y1 - (1.0 - alpha) * y2) / a0;
            x2 = std::exchange(x1, sample);
            y2 = std::exchange(y1, y);
            sample = y;
        }
    }
    return samples;
}

} // namespace

class TestLowCorrelation : public QObject
{
    Q_OBJECT

private slots:
    void knownPairs_data()
    {
        QTest::addColumn<Signal>("signal");
        QTest::addColumn<double>("correlation");
        QTest::addColumn<double>("side"); // dB
        const Samples bass = sine(60.0, 0.3, 5.0, rate);
        const Samples treble = sine(2000.0, 0.3, 5.0, rate);
        Samples offset = bass;
        for (double& sample : offset)
            sample += 0.5;
        QTest::newRow("equal") << stereo(bass, bass) << 1.0 << -100.0;
        QTest::newRow("opposed") << stereo(bass, scaled(bass, -1.0)) << -1.0 << 100.0;
        QTest::newRow("unequal in level") << stereo(bass, scaled(bass, 0.5)) << 1.0 << amplitudeToDb(0.5 / 1.5);
        QTest::newRow("quarter period") << stereo(bass, sine(60.0, 0.3, 5.0, rate, 90.0)) << 0.0 << 0.0;
        QTest::newRow("60 degrees") << stereo(bass, sine(60.0, 0.3, 5.0, rate, 60.0)) << 0.5 << powerToDb(1.0 / 3.0);
        QTest::newRow("opposed treble does not count")
            << stereo(sum(bass, treble), sum(scaled(bass, 0.5), scaled(treble, -1.0))) << 1.0
            << amplitudeToDb(0.5 / 1.5);
        QTest::newRow("with DC") << stereo(offset, scaled(bass, 0.5)) << 1.0 << amplitudeToDb(0.5 / 1.5);
    }
    void knownPairs()
    {
        QFETCH(Signal, signal);
        QFETCH(double, correlation);
        QFETCH(double, side);
        const MeasurementSet measures = analyze("low_correlation", signal);
        constexpr double filtered = 0.01; // the onset, and what is left of 2 kHz
        constexpr double filteredDb = 0.1; // dB
        QVERIFY(isWithin(number(measures, "phase.low_correlation"), correlation, filtered));
        QVERIFY(isWithin(number(measures, "stereo.low_side"), side, filteredDb));
    }

    void followsTheDefinition_data()
    {
        QTest::addColumn<int>("sampleRate");
        for (const int sampleRate : { 8000, 22050, 44100, 48000, 96000 })
            QTest::newRow(std::to_string(sampleRate).c_str()) << sampleRate;
    }
    // Noise that is half common, against the textbook's filter without any of the shortcuts.
    void followsTheDefinition()
    {
        QFETCH(int, sampleRate);
        const Samples common = noise(0.5, 10.0, sampleRate, 1);
        const Signal signal = stereo(
            sum(common, noise(0.5, 10.0, sampleRate, 2)), sum(common, noise(0.25, 10.0, sampleRate, 3)), sampleRate);
        const Samples left = slowLowPass(signal.channels[0], sampleRate);
        const Samples right = slowLowPass(signal.channels[1], sampleRate);
        double xx = 0.0;
        double yy = 0.0;
        double xy = 0.0;
        for (std::size_t i = 0; i < left.size(); ++i) {
            xx += left[i] * left[i];
            yy += right[i] * right[i];
            xy += left[i] * right[i];
        }
        const MeasurementSet measures = analyze("low_correlation", signal);
        constexpr double shortcuts = 0.01; // DC filter, windows at the ends
        constexpr double shortcutsDb = 0.15; // dB
        QVERIFY(isWithin(number(measures, "phase.low_correlation"), xy / std::sqrt(xx * yy), shortcuts));
        QVERIFY(isWithin(
            number(measures, "stereo.low_side"), powerToDb((xx + yy - 2.0 * xy) / (xx + yy + 2.0 * xy)), shortcutsDb));
    }

    void theWorstPlaceIsFound()
    {
        Signal signal = stereo(sine(60.0, 0.3, 10.0, rate), sine(60.0, 0.3, 10.0, rate));
        for (std::size_t i = 3 * rate; i < 4 * rate; ++i)
            signal.channels[1][i] *= -1.0;
        const MeasurementSet measures = analyze("low_correlation", signal);
        for (const char* id : { "phase.low_correlation", "stereo.low_side" }) {
            const Place at = measures.find(id)->at.value();
            QVERIFY(at.start >= 3 * rate && at.end <= 4 * rate + rate / 20); // the filter lags by some ms
            QCOMPARE(at.channel, std::string("L/R"));
        }
        QVERIFY(measures.find("phase.low_correlation")->at->value.value() < -0.99);
        QVERIFY(measures.find("stereo.low_side")->at->value.value() > 20.0);
    }

    void quietBassDoesNotCount_data()
    {
        QTest::addColumn<double>("left"); // dBFS RMS
        QTest::addColumn<double>("right");
        QTest::addColumn<bool>("correlates");
        QTest::addColumn<bool>("hasSide");
        QTest::newRow("just above") << -49.8 << -49.8 << true << true;
        QTest::newRow("each just below, both above") << -50.2 << -50.2 << false << true;
        QTest::newRow("just below") << -53.3 << -53.3 << false << false;
        QTest::newRow("bass on one side alone") << -20.0 << -90.0 << false << true;
    }
    void quietBassDoesNotCount()
    {
        QFETCH(double, left);
        QFETCH(double, right);
        QFETCH(bool, correlates);
        QFETCH(bool, hasSide);
        const MeasurementSet measures = analyze("low_correlation",
            stereo(sine(40.0, sineOfRms * dbToAmplitude(left), 3.0, rate),
                sine(40.0, sineOfRms * dbToAmplitude(right), 3.0, rate)));
        QCOMPARE(measures.number("phase.low_correlation").has_value(), correlates);
        QCOMPARE(measures.number("stereo.low_side").has_value(), hasSide);
        const std::string quiet = "not_applicable: below 150 Hz no pair reaches -50 dBFS for 0.4 s";
        if (!correlates)
            QCOMPARE(stateOf(measures, "phase.low_correlation"), quiet);
    }

    void aQuietPassageDoesNotDecide_data()
    {
        QTest::addColumn<double>("under"); // dB
        QTest::addColumn<bool>("decides");
        QTest::newRow("18 dB under the rest") << 18.0 << true;
        QTest::newRow("21 dB under the rest") << 21.0 << false;
    }
    void aQuietPassageDoesNotDecide()
    {
        QFETCH(double, under);
        QFETCH(bool, decides);
        Signal signal = stereo(sine(60.0, 0.5, 20.0, rate), sine(60.0, 0.5, 20.0, rate));
        for (std::size_t i = 8 * rate; i < 9 * rate; ++i) {
            signal.channels[0][i] *= dbToAmplitude(-under);
            signal.channels[1][i] *= -dbToAmplitude(-under);
        }
        const Place at = analyze("low_correlation", signal).find("phase.low_correlation")->at.value();
        QCOMPARE(at.value.value() < -0.9, decides);
    }

    void everyPairIsMeasured()
    {
        Signal signal = inAllChannels("5.1", sine(60.0, 0.3, 3.0, rate), rate);
        signal.channels[5] = scaled(signal.channels[5], -1.0); // Rs
        const MeasurementSet measures = analyze("low_correlation", signal);
        constexpr double rounding = 1e-6;
        QVERIFY(isWithin(channelNumber(measures, "phase.low_correlation", "L/R"), 1.0, rounding));
        QVERIFY(isWithin(channelNumber(measures, "phase.low_correlation", "Ls/Rs"), -1.0, rounding));
        QVERIFY(isWithin(number(measures, "phase.low_correlation"), -1.0, rounding));
        QCOMPARE(measures.find("stereo.low_side")->at->channel, std::string("Ls/Rs"));
        QCOMPARE(stateOf(analyze("low_correlation", inAllChannels("mono", noise(0.2, 1.0, rate, 1), rate)),
                     "stereo.low_side"),
            std::string("not_applicable: the layout has no two channels that face each other"));
        QCOMPARE(stateOf(analyze("low_correlation", inAllChannels("stereo", noise(0.2, 0.3, rate, 1), rate)),
                     "phase.low_correlation"),
            std::string("not_applicable: shorter than 0.4 s"));
    }
};

ASSAY_TEST(TestLowCorrelation)
#include "tst_low_correlation.moc"
