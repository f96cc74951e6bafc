// SPDX-License-Identifier: GPL-3.0-or-later
// Clicks of known height at known samples, and sounds that only begin or repeat sharply.
#include "core/base/units.h"
#include "tests/reference/read_signal.h"
#include "tests/support/corpus.h"
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
constexpr std::size_t at = 70011; // where the click stands
constexpr double noisePeak = 0.05;
constexpr double noiseMedian = noisePeak / 2.0; // magnitude of uniform noise, which is its own residual

Samples bed()
{
    return noise(noisePeak, 3.0, rate, 6);
}

Samples with(Samples samples, double height, std::size_t length = 1, std::size_t where = at)
{
    for (std::size_t i = 0; i < length; ++i)
        samples.at(where + i) += i % 2 == 0 ? height : -height;
    return samples;
}

// Noise that begins at once and decays, ten times.
Samples drums(double decaySeconds)
{
    Samples samples = noise(0.002, 3.0, rate, 5);
    for (std::uint32_t hit = 0; hit < 10; ++hit) {
        const Samples burst = noise(0.9, 0.2, rate, hit);
        for (std::size_t i = 0; i < burst.size(); ++i) {
            samples[12000 * (hit + 1) + i] += burst[i] * std::exp(-static_cast<double>(i) / (decaySeconds * rate));
        }
    }
    return samples;
}

Samples saw(double frequency)
{
    Samples samples(3 * rate);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = std::fmod(static_cast<double>(i) * frequency / rate, 1.0) - 0.5;
    return samples;
}

// A tone that is on for a tenth of a second in five, cut hard.
Samples beeps()
{
    Samples samples = sine(997.0, 0.3, 3.0, rate);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] *= i / 4800 % 5 == 2 ? 1.0 : 0.0;
    return samples;
}

// The second half begins with another phase.
Samples splice()
{
    Samples samples = sine(200.0, 0.3, 3.0, rate);
    const Samples other = sine(200.0, 0.3, 3.0, rate, 140.0);
    std::copy(other.begin() + at, other.end(), samples.begin() + at);
    return samples;
}

double heightOf(double overMedian)
{
    return noiseMedian * dbToAmplitude(overMedian);
}

} // namespace

class TestClick : public QObject
{
    Q_OBJECT

private slots:
    void clicksAreFoundAndMusicIsNot_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<int>("count");
        QTest::newRow("clean noise") << bed() << 0;
        QTest::newRow("32 dB") << with(bed(), heightOf(32.0)) << 1;
        QTest::newRow("28 dB") << with(bed(), heightOf(28.0)) << 0;
        QTest::newRow("negative") << with(bed(), -heightOf(33.0)) << 1;
        QTest::newRow("11 samples") << with(bed(), heightOf(36.0), 11) << 1;
        QTest::newRow("40 samples") << with(bed(), heightOf(36.0), 40) << 0;
        QTest::newRow("another 8 dB below, 30 ms off")
            << with(with(bed(), heightOf(36.0)), heightOf(28.5), 1, at + 1440) << 0;
        QTest::newRow("another 12 dB below, 30 ms off")
            << with(with(bed(), heightOf(38.0)), heightOf(26.0), 1, at + 1440) << 1;
        QTest::newRow("another as high, 49 ms off")
            << with(with(bed(), heightOf(36.0)), heightOf(36.0), 1, at + 2352) << 0;
        QTest::newRow("another as high, 51 ms off")
            << with(with(bed(), heightOf(36.0)), heightOf(36.0), 1, at + 2448) << 2;
        QTest::newRow("in a tone") << with(sine(997.0, 0.3, 3.0, rate), 0.01) << 1;
        QTest::newRow("in low hum") << with(sine(50.0, 0.3, 3.0, rate), 0.01) << 1;
        QTest::newRow("splice") << splice() << 1;
        QTest::newRow("single sample in silence, frame at -49 dBFS")
            << with(Samples(3 * rate), std::sqrt(480.0) * dbToAmplitude(-49.0)) << 1;
        QTest::newRow("single sample in silence, frame at -51 dBFS")
            << with(Samples(3 * rate), std::sqrt(480.0) * dbToAmplitude(-51.0)) << 0;
        QTest::newRow("speech") << speechLike(3.0, rate, 2) << 0;
        QTest::newRow("drums") << drums(0.05) << 0;
        QTest::newRow("short drums") << drums(0.005) << 0;
        QTest::newRow("ticks of 2 ms") << drums(0.002) << 0;
        QTest::newRow("saw 25 Hz") << saw(25.0) << 0;
        QTest::newRow("saw 110 Hz") << saw(110.0) << 0;
        QTest::newRow("beeps") << beeps() << 0;
        QTest::newRow("a step to digital silence") << joined({ bed(), Samples(rate), bed() }) << 0;
        QTest::newRow("silence") << Samples(3 * rate) << 0;
    }
    void clicksAreFoundAndMusicIsNot()
    {
        QFETCH(Samples, samples);
        QFETCH(int, count);
        const MeasurementSet measures = analyze("click", inAllChannels("mono", samples, rate));
        QVERIFY2(isWithin(number(measures, "signal.click"), count, sameMachine),
            qPrintable(QString::number(number(measures, "signal.click"))));
    }

    void placeAndHeightAreKnown()
    {
        Signal signal { rate, layoutNamed("stereo").value(), { bed(), with(bed(), heightOf(40.0) - 0.01) } };
        for (const std::size_t blockFrames : { std::size_t { 1 }, std::size_t { 479 }, wholeSignal }) {
            const MeasurementSet measures = analyze("click", signal, blockFrames);
            const Measurement& found = *measures.find("signal.click");
            QCOMPARE(found.events.size(), std::size_t { 1 });
            QCOMPARE(found.events[0].start, FrameCount { at });
            QCOMPARE(found.events[0].end, FrameCount { at + 1 });
            QCOMPARE(found.events[0].channel, std::string("R"));
            constexpr double bedUnderClick = 0.5; // dB: the noise at the click and in the median
            QVERIFY(isWithin(found.events[0].value.value(), 40.0, bedUnderClick));
            QVERIFY(isWithin(channelNumber(measures, found.id, "L"), 0.0, sameMachine));
        }
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
        const Samples samples = noise(noisePeak, 2.0, sampleRate, 3);
        const auto where = static_cast<std::size_t>(sampleRate + 7);
        const Signal signal = inAllChannels("mono", with(samples, heightOf(36.0), 1, where), sampleRate);
        const Measurement found = *analyze("click", signal).find("signal.click");
        QCOMPARE(found.events.size(), std::size_t { 1 });
        QCOMPARE(found.events[0].start, static_cast<FrameCount>(where));
    }

    // Hits in the vinyl are true clicks; nothing of the rest is one.
    void recordingsStayQuiet_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("count");
        QTest::newRow("none at hand") << QString() << 0;
        if (!hasCorpus())
            return;
        QTest::newRow("drum loop") << "music_speech/sonic-pi-samples/loop_amen_full.flac" << 0;
        QTest::newRow("percussion loop") << "music_speech/sonic-pi-samples/loop_safari.flac" << 0;
        QTest::newRow("drum roll") << "music_speech/sonic-pi-samples/drum_roll.flac" << 0;
        QTest::newRow("speech") << "music_speech/librosa-permissive/5703-47212-0000.hq.ogg" << 0;
        QTest::newRow("tone switched on and off") << "bwf/wavinfo/A101_4.WAV" << 0;
        QTest::newRow("vinyl") << "music_speech/sonic-pi-samples/vinyl_hiss.flac" << 6;
    }
    void recordingsStayQuiet()
    {
        QFETCH(QString, file);
        QFETCH(int, count);
        const Signal signal = file.isEmpty() ? inAllChannels("stereo", speechLike(3.0, rate, 9), rate)
                                             : readSignal(corpusFile(file.toStdString()));
        QVERIFY(isWithin(number(analyze("click", signal), "signal.click"), count, sameMachine));
        QVERIFY(isWithin(number(analyze("dropout", signal), "signal.dropout"), 0.0, sameMachine));
    }
};

ASSAY_TEST(TestClick)
#include "tst_click.moc"
