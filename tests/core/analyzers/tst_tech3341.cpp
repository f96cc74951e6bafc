// SPDX-License-Identifier: GPL-3.0-or-later
// The test signals of EBU Tech 3341 v4 Table 1 and Tech 3342 v4 Table 1, made from their definitions.
#include "core/base/units.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <cmath>
#include <numbers>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000; // Hz: the documents' own
constexpr double toneFrequency = 1000.0; // Hz, Tech 3341 Table 1

Signal stereoTone(const std::vector<TonePart>& parts)
{
    return inAllChannels("stereo", toneSequence(parts, toneFrequency, rate), rate);
}

Signal repeated(const std::vector<TonePart>& parts, int times)
{
    std::vector<TonePart> all;
    for (int i = 0; i < times; ++i)
        all.insert(all.end(), parts.begin(), parts.end());
    return stereoTone(all);
}

// Test 6: L, R -28, C -24, Ls, Rs -30 dBFS.
Signal fiveChannels()
{
    Signal signal { rate, layoutNamed("5.0").value(), {} };
    for (const double level : { -28.0, -28.0, -24.0, -30.0, -30.0 })
        signal.channels.push_back(sine(toneFrequency, dbToAmplitude(level), 20.0, rate));
    return signal;
}

// Low-pass at 0.45 of the final rate and every fourth sample from `offset`, for tests 20 to 23.
Samples decimated(const Samples& samples, std::size_t offset)
{
    constexpr int half = 128;
    constexpr double cutoff = 0.45 / 4.0; // of the high rate
    std::array<double, 2 * half + 1> filter {};
    double sum = 0.0;
    for (int i = -half; i <= half; ++i) {
        const double t = std::numbers::pi * i;
        const double window = 0.42 + 0.5 * std::cos(t / half) + 0.08 * std::cos(2.0 * t / half); // Blackman
        const double sinc = i == 0 ? 2.0 * cutoff : std::sin(2.0 * cutoff * t) / t;
        filter.at(static_cast<std::size_t>(i + half)) = sinc * window;
        sum += sinc * window;
    }
    Samples result;
    for (std::size_t i = offset; i + filter.size() <= samples.size(); i += 4) {
        double value = 0.0;
        for (std::size_t k = 0; k < filter.size(); ++k)
            value += filter.at(k) / sum * samples[i + k];
        result.push_back(value);
    }
    return result;
}

// Tests 20 to 23: fs/6 at half scale with one period of fs/4 at full scale within, made at four times the rate.
Signal insertedPeriod(std::size_t offset)
{
    constexpr int highRate = 4 * rate;
    const Samples carrier = sine(rate / 6.0, 0.5, 0.2, highRate); // whole periods: 24 samples each
    const Samples inserted = sine(rate / 4.0, 1.0, 16.0 / highRate, highRate);
    Samples samples = decimated(joined({ carrier, inserted, carrier }), offset);
    fade(samples, 0.01, rate);
    return inAllChannels("stereo", samples, rate);
}

} // namespace

class TestTech3341 : public QObject
{
    Q_OBJECT

private slots:
    void integrated_data()
    {
        QTest::addColumn<Signal>("signal");
        QTest::addColumn<double>("expected");
        QTest::newRow("1") << stereoTone({ { 20, -23 } }) << -23.0;
        QTest::newRow("2") << stereoTone({ { 20, -33 } }) << -33.0;
        QTest::newRow("3") << stereoTone({ { 10, -36 }, { 60, -23 }, { 10, -36 } }) << -23.0;
        QTest::newRow("4") << stereoTone({ { 10, -72 }, { 10, -36 }, { 60, -23 }, { 10, -36 }, { 10, -72 } }) << -23.0;
        QTest::newRow("5") << stereoTone({ { 20, -26 }, { 20.1, -20 }, { 20, -26 } }) << -23.0;
        QTest::newRow("6") << fiveChannels() << -23.0;
    }
    void integrated()
    {
        QFETCH(Signal, signal);
        QFETCH(double, expected);
        const MeasurementSet measures = analyze("loudness", signal);
        QVERIFY(isWithin(number(measures, "loudness.integrated"), expected, conformance::loudness));
    }

    // Tests 1 and 2 ask all three of a steady tone.
    void steadyTone_data()
    {
        QTest::addColumn<double>("level");
        QTest::newRow("1") << -23.0;
        QTest::newRow("2") << -33.0;
    }
    void steadyTone()
    {
        QFETCH(double, level);
        const MeasurementSet measures = analyze("loudness", stereoTone({ { 20, level } }));
        QVERIFY(isWithin(number(measures, "loudness.momentary_max"), level, conformance::loudness));
        QVERIFY(isWithin(number(measures, "loudness.short_term_max"), level, conformance::loudness));
        for (const char* name : { "momentary", "short_term" }) {
            const std::vector<double>& track = *measures.series().find(name);
            for (std::size_t i = 30; i < track.size(); ++i) // both windows full and the filter settled
                QVERIFY(isWithin(track[i], level, conformance::loudness));
        }
    }

    // Tests 9 and 12: constant once the window is full.
    void constant_data()
    {
        QTest::addColumn<Signal>("signal");
        QTest::addColumn<QString>("maximum");
        QTest::addColumn<QString>("series");
        QTest::addColumn<int>("from");
        QTest::newRow("9") << repeated({ { 1.34, -20 }, { 1.66, -30 } }, 5) << "loudness.short_term_max"
                           << "short_term" << 30;
        QTest::newRow("12") << repeated({ { 0.18, -20 }, { 0.22, -30 } }, 25) << "loudness.momentary_max"
                            << "momentary" << 10;
    }
    void constant()
    {
        QFETCH(Signal, signal);
        QFETCH(QString, maximum);
        QFETCH(QString, series);
        QFETCH(int, from);
        const MeasurementSet measures = analyze("loudness", signal);
        QVERIFY(isWithin(number(measures, maximum.toStdString()), -23.0, conformance::loudness));
        const std::vector<double>& track = *measures.series().find(series.toStdString());
        for (auto i = static_cast<std::size_t>(from); i < track.size(); ++i)
            QVERIFY(isWithin(track[i], -23.0, conformance::loudness));
    }

    // Tests 10 and 13: twenty files each, the tone a little later in each.
    void burst_data()
    {
        QTest::addColumn<int>("test");
        QTest::addColumn<int>("file");
        for (int file = 0; file < 20; ++file) {
            QTest::addRow("10-%d", file + 1) << 10 << file;
            QTest::addRow("13-%d", file + 1) << 13 << file;
        }
    }
    void burst()
    {
        QFETCH(int, test);
        QFETCH(int, file);
        const Signal signal = test == 10 ? stereoTone({ { file * 0.15, -200 }, { 3, -23 }, { 1, -200 } })
                                         : stereoTone({ { file * 0.02, -200 }, { 0.4, -23 }, { 1, -200 } });
        const MeasurementSet measures = analyze("loudness", signal);
        const char* const id = test == 10 ? "loudness.short_term_max" : "loudness.momentary_max";
        QVERIFY(isWithin(number(measures, id), -23.0, conformance::loudness));
    }

    void truePeak_data()
    {
        QTest::addColumn<Signal>("signal");
        QTest::addColumn<double>("expected");
        const auto tone = [](double divisor, double peak, double phase) {
            Samples samples = sine(rate / divisor, peak, 1.0, rate, phase);
            fade(samples, 0.01, rate);
            return inAllChannels("stereo", samples, rate);
        };
        QTest::newRow("15") << tone(4, 0.5, 0.0) << -6.0;
        QTest::newRow("16") << tone(4, 0.5, 45.0) << -6.0;
        QTest::newRow("17") << tone(6, 0.5, 60.0) << -6.0;
        QTest::newRow("18") << tone(8, 0.5, 67.5) << -6.0;
        QTest::newRow("19") << tone(4, 1.41, 45.0) << 3.0;
        for (int offset = 0; offset < 4; ++offset)
            QTest::addRow("%d", 20 + offset) << insertedPeriod(static_cast<std::size_t>(offset)) << 0.0;
    }
    void truePeak()
    {
        QFETCH(Signal, signal);
        QFETCH(double, expected);
        const double peak = number(analyze("peaks", signal), "peak.true");
        QVERIFY2(peak <= expected + conformance::truePeakAbove, qPrintable(QString::number(peak)));
        QVERIFY2(peak >= expected - conformance::truePeakBelow, qPrintable(QString::number(peak)));
    }

    // Tech 3342 v4 Table 1, tests 1 to 4.
    void range_data()
    {
        QTest::addColumn<QList<double>>("levels");
        QTest::addColumn<double>("expected");
        QTest::newRow("1") << QList<double> { -20, -30 } << 10.0;
        QTest::newRow("2") << QList<double> { -20, -15 } << 5.0;
        QTest::newRow("3") << QList<double> { -40, -20 } << 20.0;
        QTest::newRow("4") << QList<double> { -50, -35, -20, -35, -50 } << 15.0;
    }
    void range()
    {
        QFETCH(QList<double>, levels);
        QFETCH(double, expected);
        std::vector<TonePart> parts;
        for (const double level : levels)
            parts.push_back({ 20.0, level });
        const MeasurementSet measures = analyze("loudness", stereoTone(parts));
        const double range = number(measures, "loudness.range");
        QVERIFY2(isWithin(range, expected, conformance::range), qPrintable(QString::number(range)));
        const double ends = number(measures, "loudness.range_high") - number(measures, "loudness.range_low");
        QVERIFY(isWithin(ends, range, sameMachine));
    }
};

QTEST_GUILESS_MAIN(TestTech3341)
#include "tst_tech3341.moc"
