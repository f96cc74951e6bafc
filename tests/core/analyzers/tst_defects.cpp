// SPDX-License-Identifier: GPL-3.0-or-later
// Faults of the samples themselves: offset, padding, cuts, copies.
#include "core/base/units.h"
#include "core/dsp/grid.h"
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
using Names = std::vector<std::string>;

Samples plus(Samples samples, double offset)
{
    for (double& sample : samples)
        sample += offset;
    return samples;
}

// Rounded to the steps of `bits` bits.
Samples quantised(Samples samples, int bits)
{
    for (double& sample : samples)
        sample = std::ldexp(std::nearbyint(std::ldexp(sample, bits - 1)), 1 - bits);
    return samples;
}

Signal stereo(Samples left, Samples right)
{
    return { rate, layoutNamed("stereo").value(), { std::move(left), std::move(right) } };
}

Names listOf(const MeasurementSet& measures, std::string_view id)
{
    return std::get<Names>(measures.find(id)->value.value());
}

} // namespace

class TestDefects : public QObject
{
    Q_OBJECT

private slots:
    void offsetIsFound()
    {
        const Samples tone = sine(1000.0, 0.5, 5.0, rate);
        const MeasurementSet measures = analyze("dc_offset", stereo(plus(tone, -0.01), plus(tone, 0.0005)));
        QVERIFY(isWithin(number(measures, "signal.dc_offset"), 1.0, sameMachine));
        QVERIFY(isWithin(channelNumber(measures, "signal.dc_offset", "L"), 1.0, sameMachine));
        QVERIFY(isWithin(channelNumber(measures, "signal.dc_offset", "R"), 0.05, sameMachine));
        QVERIFY(isWithin(number(measures, "signal.dc_offset_max"), 1.0, sameMachine));
    }

    void theWorstSecondIsFound()
    {
        Samples samples = sine(1000.0, 0.5, 10.0, rate);
        for (std::size_t i = 4 * rate; i < 5 * rate; ++i)
            samples[i] += 0.02;
        const MeasurementSet measures = analyze("dc_offset", stereo(sine(1000.0, 0.5, 10.0, rate), samples));
        QVERIFY(isWithin(number(measures, "signal.dc_offset"), 0.2, sameMachine));
        QVERIFY(isWithin(number(measures, "signal.dc_offset_max"), 2.0, sameMachine));
        const Place& at = measures.find("signal.dc_offset_max")->at.value();
        QCOMPARE(at.start, FrameCount { 4 * rate });
        QCOMPARE(at.end, FrameCount { 5 * rate });
        QCOMPARE(at.channel, std::string("R"));
    }

    void lessThanASecondHasNoWorst()
    {
        const MeasurementSet measures = analyze("dc_offset", inAllChannels("mono", Samples(rate - 1, 0.5), rate));
        QVERIFY(isWithin(number(measures, "signal.dc_offset"), 50.0, sameMachine));
        QCOMPARE(stateOf(measures, "signal.dc_offset_max"), std::string("not_applicable: shorter than 1 s"));
    }

    void bitsAreCounted_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<SampleFormat>("format");
        QTest::addColumn<int>("bitDepth");
        QTest::addColumn<QString>("state");
        QTest::addColumn<int>("bits");
        const Samples sound = noise(0.9, 0.5, rate, 3);
        const auto integer = SampleFormat::integer;
        const auto floating = SampleFormat::floating;
        QTest::newRow("24 of 24") << quantised(sound, 24) << integer << 24 << "ok" << 24;
        QTest::newRow("16 in 24") << quantised(sound, 16) << integer << 24 << "ok" << 16;
        QTest::newRow("8 in 16") << quantised(sound, 8) << integer << 16 << "ok" << 8;
        QTest::newRow("23 in 24") << quantised(sound, 23) << integer << 24 << "ok" << 23;
        QTest::newRow("32 of 32") << quantised(sound, 32) << integer << 32 << "ok" << 32;
        QTest::newRow("full scale alone") << Samples(480, -1.0) << integer << 24 << "ok" << 1;
        QTest::newRow("16 in float") << quantised(sound, 16) << floating << 32 << "ok" << 16;
        QTest::newRow("24 in float") << quantised(sound, 24) << floating << 32 << "ok" << 24;
        const QString trueFloat
            = "not_applicable: the samples are no whole steps of an integer scale: true floating point";
        QTest::newRow("25 in float") << quantised(sound, 25) << floating << 32 << trueFloat << 0;
        QTest::newRow("32 in 64-bit float") << quantised(sound, 32) << floating << 64 << "ok" << 32;
        QTest::newRow("33 in 64-bit float") << quantised(sound, 33) << floating << 64 << trueFloat << 0;
        QTest::newRow("true float") << sound << floating << 32 << trueFloat << 0;
        QTest::newRow("16 beyond full scale") << scaled(quantised(sound, 16), 1024.0) << floating << 32 << "ok" << 6;
        QTest::newRow("absurd float") << Samples(480, 1e300) << floating << 64 << trueFloat << 0;
        QTest::newRow("coded") << sound << SampleFormat::coded << 0 << "not_applicable: coded sound has no bit depth"
                               << 0;
        QTest::newRow("silence") << Samples(480) << integer << 24 << "not_applicable: digital silence" << 0;
    }
    void bitsAreCounted()
    {
        QFETCH(Samples, samples);
        QFETCH(SampleFormat, format);
        QFETCH(int, bitDepth);
        QFETCH(QString, state);
        QFETCH(int, bits);
        Signal signal = inAllChannels("mono", samples, rate);
        signal.sampleFormat = format;
        signal.bitDepth = bitDepth;
        const MeasurementSet measures = analyze("effective_bits", signal);
        QCOMPARE(QString::fromStdString(stateOf(measures, "signal.effective_bits")), state);
        if (bits > 0)
            QCOMPARE(measures.find("signal.effective_bits")->value, std::optional(Value(std::int64_t { bits })));
    }

    // One 24-bit sample anywhere is enough; a padded channel shows beside one that is not.
    void paddingIsSeenByChannel()
    {
        Signal signal = stereo(quantised(noise(0.5, 1.0, rate, 1), 16), quantised(noise(0.5, 1.0, rate, 2), 16));
        signal.channels[1][40007] = std::ldexp(5.0, -23);
        const MeasurementSet measures = analyze("effective_bits", signal);
        QVERIFY(isWithin(number(measures, "signal.effective_bits"), 24.0, sameMachine));
        QVERIFY(isWithin(channelNumber(measures, "signal.effective_bits", "L"), 16.0, sameMachine));
        QVERIFY(isWithin(channelNumber(measures, "signal.effective_bits", "R"), 24.0, sameMachine));
    }

    void edgesAreExactToTheSample()
    {
        Signal signal = stereo(Samples(rate), Samples(rate));
        signal.channels[0][48] = 0.9; // just behind the first 1 ms
        signal.channels[1][47] = 0.1;
        signal.channels[0][rate - 49] = 0.9; // just before the last
        signal.channels[0][rate - 48] = -0.2;
        const MeasurementSet measures = analyze("edge", signal);
        QCOMPARE(number(measures, "signal.edge_head"), amplitudeToDb(0.1));
        QCOMPARE(number(measures, "signal.edge_tail"), amplitudeToDb(0.2));
        QCOMPARE(number(measures, "signal.edge"), amplitudeToDb(0.2));
        const Place expected { rate - 48, rate, "L", amplitudeToDb(0.2) };
        QVERIFY(measures.find("signal.edge")->at == std::optional(expected));
        QCOMPARE(measures.find("signal.edge_head")->at->channel, std::string("R"));
        QVERIFY(!measures.find("signal.edge_head")->channels[0].value.has_value());
    }

    void aFadedEdgeIsLow()
    {
        Samples samples = sine(1000.0, 0.5, 3.0, rate);
        QVERIFY(number(analyze("edge", inAllChannels("mono", samples, rate)), "signal.edge") > -7.0);
        fade(samples, 0.5, rate);
        QVERIFY(number(analyze("edge", inAllChannels("mono", samples, rate)), "signal.edge") < -55.0);
    }

    // A pause at -70 dBFS RMS amid sound, with black that must not count, and an offset that must not either.
    void theFloorIsTheQuietestTwentieth()
    {
        const Samples pause = plus(scaled(noise(std::sqrt(3.0), 2.0, rate, 4), dbToAmplitude(-70.0)), 0.01);
        const Samples loud = noise(0.5, 10.0, rate, 5);
        const MeasurementSet measures
            = analyze("noise_floor", stereo(joined({ loud, pause, Samples(4 * rate), loud }), Samples(26 * rate)));
        constexpr double classWidth = 0.1; // dB, and the chance of 400 ms of noise
        QVERIFY(isWithin(number(measures, "signal.noise_floor"), -70.0, classWidth));
        QVERIFY(!measures.find("signal.noise_floor")->channels[1].value.has_value());
    }

    void noFloorWhereNothingSounds()
    {
        QCOMPARE(stateOf(analyze("noise_floor", stereo(Samples(rate), Samples(rate))), "signal.noise_floor"),
            std::string("not_applicable: no 0.4 s without digital black"));
        QCOMPARE(stateOf(analyze("noise_floor", inAllChannels("mono", noise(0.1, 0.39, rate, 1), rate)),
                     "signal.noise_floor"),
            std::string("not_applicable: shorter than 0.4 s"));
    }

    void activeChannelsAreNamed()
    {
        Signal signal { rate, layoutNamed("5.1").value(), std::vector<Samples>(6, Samples(rate)) };
        signal.channels[0] = noise(0.1, 1.0, rate, 1);
        signal.channels[3][5] = -0.000101; // -79.9 dBFS
        signal.channels[4][5] = 0.000099; // -80.1 dBFS
        QVERIFY(listOf(analyze("active", signal), "signal.active") == (Names { "L", "LFE" }));
        signal.channels.assign(6, Samples(rate));
        QVERIFY(listOf(analyze("active", signal), "signal.active").empty());
    }
};

ASSAY_TEST(TestDefects)
#include "tst_defects.moc"
