// SPDX-License-Identifier: GPL-3.0-or-later
// What clipping leaves behind: flat tops below full scale, and the five criteria of Netflix's inspector.
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
constexpr double histogram = 0.03; // dB, the width of a level
constexpr double dbfs = -0.45; // criterion 1

Signal mono(Samples samples, int bitDepth = 16)
{
    for (double& sample : samples)
        sample = std::ldexp(std::round(std::ldexp(sample, bitDepth - 1)), 1 - bitDepth);
    Signal signal = inAllChannels("mono", samples, rate);
    signal.bitDepth = bitDepth;
    return signal;
}

Samples clipped(Samples samples, double ceiling, double gain = 1.0)
{
    for (double& sample : samples)
        sample = gain * std::clamp(sample, -ceiling, ceiling);
    return samples;
}

// Two voices and a little noise, so that no tip is like the next.
Samples music(double seconds)
{
    Samples samples = sine(440.0, 0.5, seconds, rate);
    const Samples other = sine(1733.0, 0.3, seconds, rate, 20.0);
    const Samples breath = noise(0.02, seconds, rate, 7);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] += other[i] + breath[i];
    return samples;
}

std::int64_t tops(const Signal& signal)
{
    return static_cast<std::int64_t>(number(analyze("flat_top", signal), "signal.flat_top"));
}

double netflix(const Signal& signal, const char* criterion)
{
    return number(analyze("netflix_clipping", signal), std::string("clipping.netflix_") + criterion);
}

// A second of quiet noise with `runs` runs of `length` equal samples of `value`.
Samples withRuns(double value, std::size_t runs, std::size_t length)
{
    Samples samples = noise(0.3, 1.0, rate, 5);
    for (std::size_t run = 0; run < runs; ++run)
        std::fill_n(samples.begin() + static_cast<std::ptrdiff_t>(1000 * (run + 1)), length, value);
    return samples;
}

} // namespace

class TestClippingTraces : public QObject
{
    Q_OBJECT

private slots:
    void clippedThenAttenuatedIsFound_data()
    {
        QTest::addColumn<int>("bitDepth");
        QTest::addColumn<double>("gain");
        for (const int bitDepth : { 16, 24 }) {
            for (const double gain : { 0.9, 0.5, 0.1 })
                QTest::addRow("%d bits, gain %g", bitDepth, gain) << bitDepth << gain;
        }
    }
    void clippedThenAttenuatedIsFound()
    {
        QFETCH(int, bitDepth);
        QFETCH(double, gain);
        QCOMPARE(tops(mono(clipped(music(2.0), 1.0, gain), bitDepth)), 0);
        QVERIFY(tops(mono(clipped(music(2.0), 0.6, gain), bitDepth)) > 100);
    }

    void roundTipsAreNone_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<int>("bitDepth");
        for (const double frequency : { 20.0, 50.0, 100.0, 441.0, 1000.0, 6000.0, 12000.0 }) {
            for (const int bitDepth : { 8, 16, 24 })
                QTest::addRow("%g Hz, %d bits", frequency, bitDepth) << sine(frequency, 0.7, 2.0, rate) << bitDepth;
            QTest::addRow("%g Hz, 16 bits in 24", frequency)
                << mono(sine(frequency, 0.7, 2.0, rate)).channels.front() << 24;
        }
        QTest::newRow("silence") << silence(1.0, rate) << 16;
        QTest::newRow("noise") << noise(0.9, 2.0, rate, 3) << 16;
        QTest::newRow("voices") << music(3.0) << 16;
        QTest::newRow("at full scale it is plain clipping") << clipped(music(2.0), 0.6, 1.0 / 0.6) << 16;
    }
    void roundTipsAreNone()
    {
        QFETCH(Samples, samples);
        QFETCH(int, bitDepth);
        QCOMPARE(tops(mono(samples, bitDepth)), 0);
    }

    // Four samples and two tops a second apart are enough, three samples, one top or another level are not.
    void limitsOfATop_data()
    {
        QTest::addColumn<int>("length");
        QTest::addColumn<double>("second"); // level of the other top
        QTest::addColumn<int>("apart"); // frames
        QTest::addColumn<int>("count");
        constexpr double step = 1.0 / 32768;
        QTest::newRow("two of four") << 4 << 0.5 << 48000 << 2;
        QTest::newRow("three samples") << 3 << 0.5 << 48000 << 0;
        QTest::newRow("two steps lower") << 4 << 0.5 - 2.0 * step << 48000 << 2;
        QTest::newRow("three steps lower") << 4 << 0.5 - 3.0 * step << 48000 << 0;
        QTest::newRow("the other sign") << 4 << -0.5 << 48000 << 2;
        QTest::newRow("too far apart") << 4 << 0.5 << 48001 << 0;
    }
    void limitsOfATop()
    {
        QFETCH(int, length);
        QFETCH(double, second);
        QFETCH(int, apart);
        QFETCH(int, count);
        Samples samples = noise(0.2, 3.0, rate, 2);
        const auto at = samples.begin() + 20000;
        std::fill_n(at, length, 0.5);
        std::fill_n(at + length + apart, length, second);
        const MeasurementSet measures = analyze("flat_top", mono(samples));
        const Measurement& found = *measures.find("signal.flat_top");
        QCOMPARE(found.events.size(), static_cast<std::size_t>(count));
        if (count > 0)
            QCOMPARE(found.events[0], (Place { 20000, 20000 + length, "M", amplitudeToDb(0.5) }));
        for (const std::size_t blockFrames : { 1U, 37U })
            QVERIFY(*analyze("flat_top", mono(samples), blockFrames).find("signal.flat_top") == found);
    }

    void criterionOne()
    {
        const double above = dbToAmplitude(dbfs) + 1e-5;
        const double below = dbToAmplitude(dbfs) - 1e-5;
        QVERIFY(isWithin(netflix(mono(withRuns(above, 1, 3), 24), "runs"), 1.0, sameMachine));
        QVERIFY(isWithin(netflix(mono(withRuns(-above, 2, 5), 24), "runs"), 2.0, sameMachine));
        QVERIFY(isWithin(netflix(mono(withRuns(above, 1, 2), 24), "runs"), 0.0, sameMachine));
        QVERIFY(isWithin(netflix(mono(withRuns(below, 9, 3), 24), "runs"), 0.0, sameMachine));
    }

    // At the channel's own maximum, however low; what stood at a lower one before counts no longer.
    void criterionTwo()
    {
        QVERIFY(isWithin(netflix(mono(withRuns(0.4, 10, 3)), "peak_runs"), 10.0, sameMachine));
        QVERIFY(isWithin(netflix(mono(withRuns(0.4, 10, 2)), "peak_runs"), 0.0, sameMachine));
        Samples samples = withRuns(0.4, 10, 3);
        samples[20000] = 0.41;
        const MeasurementSet measures = analyze("netflix_clipping", mono(samples));
        QVERIFY(isWithin(number(measures, "clipping.netflix_peak_runs"), 0.0, sameMachine));
        QVERIFY(measures.find("clipping.netflix_peak_runs")->events.empty());
    }

    void criterionThree()
    {
        Signal signal = inAllChannels("stereo", noise(0.5, 1.0, rate, 5), rate);
        signal.bitDepth = 16;
        for (const std::size_t frame : { 5U, 900U, 901U, 47000U })
            signal.channels[1][frame] = frame == 5 ? -1.0 : 32767.0 / 32768.0;
        const MeasurementSet measures = analyze("netflix_clipping", signal);
        QVERIFY(isWithin(number(measures, "clipping.netflix_full_scale"), 100.0 * 4 / 48000, sameMachine));
        QCOMPARE(channelNumber(measures, "clipping.netflix_full_scale", "L"), 0.0);
    }

    void criterionFour_data()
    {
        QTest::addColumn<double>("peak");
        QTest::addColumn<double>("step"); // dB
        QTest::newRow("1 dB") << 0.5 * dbToAmplitude(1.0) << 1.0;
        QTest::newRow("6 dB") << 1.0 << amplitudeToDb(2.0);
        QTest::newRow("none") << 0.5 << 0.0;
    }
    void criterionFour()
    {
        QFETCH(double, peak);
        QFETCH(double, step);
        Samples samples = sine(997.0, 0.5, 1.0, rate, 90.0);
        samples[30000] = samples[30001] = peak;
        const Signal signal = mono(samples, 24);
        QVERIFY(isWithin(netflix(signal, "outliers"), step, 2.0 * histogram));
        Signal turned = signal; // the loudest first
        std::ranges::reverse(turned.channels.front());
        QVERIFY(isWithin(netflix(turned, "outliers"), step, 2.0 * histogram));
    }

    void criterionFive()
    {
        QCOMPARE(netflix(mono(noise(0.5, 5.0, rate, 1)), "pile_up") < 25.0, true);
        QVERIFY(netflix(mono(clipped(music(2.0), 0.6)), "pile_up") > 300.0);
        Samples few = noise(0.3, 1.0, rate, 5);
        std::fill_n(few.begin(), 9, 0.5);
        QCOMPARE(netflix(mono(few), "pile_up"), 0.0);
        few[9] = 0.5;
        QCOMPARE(netflix(mono(few), "pile_up"), 900.0); // ten to none, which counts as one
    }

    void silenceHasNoLevels()
    {
        const MeasurementSet measures = analyze("netflix_clipping", mono(silence(1.0, rate)));
        QCOMPARE(stateOf(measures, "clipping.netflix_outliers"), std::string("not_applicable: digital silence"));
        QCOMPARE(stateOf(measures, "clipping.netflix_pile_up"), std::string("not_applicable: digital silence"));
        QCOMPARE(number(measures, "clipping.netflix_full_scale"), 0.0);
    }
};

ASSAY_TEST(TestClippingTraces)
#include "tst_clipping_traces.moc"
