// SPDX-License-Identifier: GPL-3.0-or-later
// Sound that stops dead and goes on, and what only looks like it.
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
constexpr std::size_t at = 100003; // where the fault stands

Samples held(Samples samples, std::size_t from, std::size_t count, double value)
{
    for (std::size_t i = from; i < from + count; ++i)
        samples.at(i) = value;
    return samples;
}

Samples sound(double peak = 0.3, std::uint32_t seed = 4)
{
    return noise(peak, 6.0, rate, seed);
}

// The whole second half changed by `gain`.
Samples stepped(Samples samples, double gain)
{
    for (std::size_t i = at; i < samples.size(); ++i)
        samples[i] *= gain;
    return samples;
}

// Sound in notes of 100 ms with pauses of digital silence, faded over `fadeSeconds`.
Samples notes(double fadeSeconds)
{
    Samples samples;
    for (std::uint32_t i = 0; i < 30; ++i) {
        Samples note = noise(0.5, 0.1, rate, i);
        fade(note, fadeSeconds, rate);
        note.resize(note.size() + 2400);
        samples.insert(samples.end(), note.begin(), note.end());
    }
    return samples;
}

Samples square(double frequency, double low, double high)
{
    Samples samples = sine(frequency, 1.0, 4.0, rate, 3.0);
    for (double& sample : samples)
        sample = sample > 0.0 ? high : low;
    return samples;
}

} // namespace

class TestDropout : public QObject
{
    Q_OBJECT

private slots:
    void faultsAreFoundAndMusicIsNot_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<int>("length"); // frames of the one dropout; 0: none
        QTest::newRow("clean") << sound() << 0;
        QTest::newRow("1 ms") << held(sound(), at, 48, 0.0) << 48;
        QTest::newRow("a sample less") << held(sound(), at, 47, 0.0) << 0;
        QTest::newRow("40 ms") << held(sound(), at, 1920, 0.0) << 1920;
        QTest::newRow("1 s") << held(sound(), at, 48000, 0.0) << 48000;
        QTest::newRow("3.5 s") << held(sound(), at, 168000, 0.0) << 168000;
        QTest::newRow("longer is silence") << held(sound(), at, 168001, 0.0) << 0;
        QTest::newRow("frozen") << held(sound(), at, 480, 0.1234) << 480;
        QTest::newRow("at a zero crossing") << held(sine(1000.0, 0.3, 6.0, rate), 96000, 96, 0.0) << 96;
        QTest::newRow("in a tone") << held(sine(997.0, 0.3, 6.0, rate, 50.0), at, 96, 0.0) << 96;
        QTest::newRow("-49 dBFS RMS") << held(sound(0.00355 * std::sqrt(3.0)), at, 96, 0.0) << 96;
        QTest::newRow("-51 dBFS RMS") << held(sound(0.00282 * std::sqrt(3.0)), at, 96, 0.0) << 0;
        QTest::newRow("11 dB louder behind") << stepped(held(sound(0.2), at, 96, 0.0), 3.5) << 96;
        QTest::newRow("13 dB louder behind") << stepped(held(sound(0.2), at, 96, 0.0), 4.6) << 0;
        QTest::newRow("at the head") << held(sound(), 0, 4800, 0.0) << 0;
        QTest::newRow("30 ms from the head") << held(sound(), 1440, 480, 0.0) << 0;
        QTest::newRow("41 ms from the head") << held(sound(), 1968, 480, 0.0) << 480;
        QTest::newRow("at the tail") << held(sound(), 6 * rate - 4800, 4800, 0.0) << 0;
        QTest::newRow("two that are near") << held(held(sound(), at, 480, 0.0), at + 1440, 480, 0.0) << 0;
        QTest::newRow("flat top") << held(sound(0.3), at, 96, 0.3) << 0;
        QTest::newRow("notes with short fades") << notes(0.003) << 0;
        QTest::newRow("gated notes") << notes(0.03) << 0;
        QTest::newRow("square wave") << square(100.0, -0.5, 0.5) << 0;
        QTest::newRow("pulses from zero") << square(200.0, 0.0, 0.5) << 0;
        QTest::newRow("silence") << Samples(6 * rate) << 0;
        QTest::newRow("constant") << Samples(6 * rate, 0.1) << 0;
    }
    void faultsAreFoundAndMusicIsNot()
    {
        QFETCH(Samples, samples);
        QFETCH(int, length);
        const Measurement found = *analyze("dropout", inAllChannels("mono", samples, rate)).find("signal.dropout");
        QCOMPARE(found.events.size(), std::size_t { length > 0 ? 1U : 0U });
        if (length > 0) {
            QCOMPARE(found.events[0].end - found.events[0].start, FrameCount { length });
            QCOMPARE(found.events[0].value, std::optional(toSeconds(length, rate)));
            QCOMPARE(found.events[0].channel, std::string("M"));
        }
    }

    // Under 16 steps RMS a sound stands still by itself.
    void coarseSoundIsLeftAlone_data()
    {
        QTest::addColumn<double>("steps");
        QTest::addColumn<int>("count");
        QTest::newRow("15 steps") << 15.0 << 0;
        QTest::newRow("17 steps") << 17.0 << 1;
    }
    void coarseSoundIsLeftAlone()
    {
        QFETCH(double, steps);
        QFETCH(int, count);
        Signal signal = inAllChannels("mono", held(sound(std::sqrt(3.0) * steps / 128.0), at, 96, 0.0), rate);
        signal.bitDepth = 8;
        QVERIFY(isWithin(number(analyze("dropout", signal), "signal.dropout"), count, sameMachine));
    }

    void placesAreExactInEveryBlockSize()
    {
        Samples samples = held(held(sound(), at, 4801, 0.0), 3 * rate + 1, 48, 0.05);
        const Signal signal = inAllChannels("mono", samples, rate);
        for (const std::size_t blockFrames : { std::size_t { 1 }, std::size_t { 479 }, wholeSignal }) {
            const Measurement found = *analyze("dropout", signal, blockFrames).find("signal.dropout");
            QCOMPARE(found.events.size(), std::size_t { 2 });
            QCOMPARE(found.events[0].start, FrameCount { at });
            QCOMPARE(found.events[0].end, FrameCount { at + 4801 });
            QCOMPARE(found.events[1].start, FrameCount { 3 * rate + 1 });
            QCOMPARE(found.events[1].end, FrameCount { 3 * rate + 49 });
        }
    }

    void inAllChannelsAtOnceItIsOne()
    {
        Signal signal { rate, layoutNamed("stereo").value(), {} };
        signal.channels = { held(sound(0.3, 1), at, 960, 0.0), held(sound(0.3, 2), at + 1, 958, 0.0) };
        MeasurementSet measures = analyze("dropout", signal);
        Measurement found = *measures.find("signal.dropout");
        QCOMPARE(found.events.size(), std::size_t { 1 });
        QCOMPARE(found.events[0].channel, std::string());
        QVERIFY(isWithin(number(measures, found.id), 1.0, sameMachine));
        QVERIFY(isWithin(channelNumber(measures, found.id, "R"), 1.0, sameMachine));

        signal.channels[1] = sound(0.3, 2);
        measures = analyze("dropout", signal);
        QCOMPARE(measures.find("signal.dropout")->events.at(0).channel, std::string("L"));
        QVERIFY(isWithin(channelNumber(measures, "signal.dropout", "R"), 0.0, sameMachine));
    }

    void otherRatesWork_data()
    {
        QTest::addColumn<int>("sampleRate");
        for (const int sampleRate : { 8000, 11025, 44100, 96000, 192000 })
            QTest::addRow("%d", sampleRate) << sampleRate;
    }
    void otherRatesWork()
    {
        QFETCH(int, sampleRate);
        const std::size_t length = framesOf(0.01, sampleRate);
        const Samples samples = held(noise(0.3, 2.0, sampleRate, 8), framesOf(1.0, sampleRate), length, 0.0);
        const Measurement found
            = *analyze("dropout", inAllChannels("mono", samples, sampleRate)).find("signal.dropout");
        QCOMPARE(found.events.size(), std::size_t { 1 });
        QCOMPARE(found.events[0].end - found.events[0].start, static_cast<FrameCount>(length));
    }

    void belowEightKilohertzIsNotApplicable()
    {
        const MeasurementSet measures = analyze("dropout", inAllChannels("mono", Samples(4000), 4000));
        QCOMPARE(stateOf(measures, "signal.dropout"), std::string("not_applicable: the sample rate is below 8 kHz"));
    }
};

ASSAY_TEST(TestDropout)
#include "tst_dropout.moc"
