// SPDX-License-Identifier: GPL-3.0-or-later
// signal.tone and sync.pop: found where they are, to the sample, and nowhere else.
#include "core/base/units.h"
#include "core/dsp/sine_fit.h"
#include "tests/reference/read_signal.h"
#include "tests/support/corpus.h"
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

constexpr int rate = 48000; // Hz
constexpr double sineLevel = 0.01; // dB: of a fit beside 1 % of other things
constexpr FrameCount edge = 1; // sample: a sine may begin and end at zero

Signal mono(Samples samples, int sampleRate = rate)
{
    return { sampleRate, layoutNamed("mono").value(), { std::move(samples) } };
}

Samples plus(Samples samples, const Samples& other, std::size_t from = 0)
{
    for (std::size_t i = 0; i < other.size(); ++i)
        samples.at(from + i) += other[i];
    return samples;
}

const std::vector<Place>& placesOf(const MeasurementSet& measures, const char* id)
{
    return measures.find(id)->events;
}

// A sine whose frequency moves evenly by `drift` of itself over its length.
Samples glide(double frequency, double drift, double seconds)
{
    Samples samples(framesOf(seconds, rate));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double t = static_cast<double>(i) / rate;
        samples[i] = 0.1 * std::sin(2.0 * std::numbers::pi * frequency * (t + drift * t * t / (2.0 * seconds)));
    }
    return samples;
}

} // namespace

class TestTone : public QObject
{
    Q_OBJECT

private slots:
    void fitsWhatItKnows_data()
    {
        QTest::addColumn<double>("frequency");
        QTest::addColumn<double>("phase");
        for (const double frequency : { 30.3, 50.0, 440.0, 997.0, 1000.0, 8000.0, 12000.0, 15625.0, 21000.0 })
            for (const double phase : { 0.0, 45.0, 200.0 })
                QTest::addRow("%g Hz at %g", frequency, phase) << frequency << phase;
    }
    void fitsWhatItKnows()
    {
        QFETCH(double, frequency);
        QFETCH(double, phase);
        const Samples tone = sine(frequency, 0.1, 0.1, rate, phase);
        const auto fit = fitSine(plus(tone, Samples(tone.size(), 0.01)));
        QVERIFY(fit);
        QVERIFY(isWithin(fit->frequency * rate / frequency, 1.0, sameMachine));
        QVERIFY(isWithin(fit->amplitude(), 0.1, sameMachine));
        QVERIFY(isWithin(fit->offset, 0.01, sameMachine));
        QVERIFY(isWithin(fit->at(-5.0),
            0.01 + 0.1 * std::sin((-5.0 * 2.0 * frequency / rate + phase / 180.0) * std::numbers::pi), sameMachine));
        QVERIFY(std::abs(fit->residual) < sameMachine);
    }

    void nothingIsFittedToNothing()
    {
        QVERIFY(!fitSine({}));
        QVERIFY(!fitSine(Samples(1, 1.0)));
        QVERIFY(!fitSine(Samples(4800, 0.0)));
        QVERIFY(!fitSine(Samples(4800, 0.5)));
        QVERIFY(!fitSine(sine(10.0, 0.5, 0.1, rate))); // one period
        QVERIFY(fitSine(noise(0.5, 0.1, rate, 1))->residual > 1.0);
    }

    void tones_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<int>("count");
        const auto tone = [](double frequency, double level, double seconds) {
            return sine(frequency, dbToAmplitude(level), seconds, rate);
        };
        const auto distorted = [&](double share) { // of the third harmonic
            return plus(tone(1000, -20, 3), scaled(tone(3000, -20, 3), share));
        };
        QTest::newRow("line-up") << tone(1000, -18, 5) << 1;
        for (const double frequency : { 35.0, 100.0, 440.0, 10000.0, 12000.0, 15625.0, 20000.0 })
            QTest::addRow("%g Hz", frequency) << tone(frequency, -20, 3) << 1;
        QTest::newRow("too low") << tone(28, -20, 3) << 0;
        QTest::newRow("just long enough")
            << joined({ silence(1.033, rate), tone(1000, -20, 2.001), silence(1, rate) }) << 1;
        QTest::newRow("too short") << joined({ silence(1.033, rate), tone(1000, -20, 1.99), silence(1, rate) }) << 0;
        QTest::newRow("just loud enough") << tone(1000, -59.9, 3) << 1;
        QTest::newRow("too soft") << tone(1000, -60.1, 3) << 0;
        QTest::newRow("0.9 % distortion") << distorted(0.009) << 1;
        QTest::newRow("1.1 % distortion") << distorted(0.011) << 0;
        QTest::newRow("0.45 % drift") << glide(1000, 0.0045, 2.2) << 1;
        QTest::newRow("0.65 % drift") << glide(1000, 0.0065, 2.2) << 0;
        QTest::newRow("0.9 dB step") << toneSequence({ { 1.5, -20 }, { 1.5, -20.9 } }, 1000, rate) << 1;
        QTest::newRow("1.1 dB step") << toneSequence({ { 1.5, -20 }, { 1.5, -21.1 } }, 1000, rate) << 0;
        QTest::newRow("ident of three tones")
            << joined({ tone(440, -18, 2.5), tone(880, -18, 2.5), tone(880, -24, 2.5) }) << 3;
        QTest::newRow("with DC") << plus(tone(1000, -20, 3), Samples(3 * rate, 0.02)) << 1;
        QTest::newRow("with hiss at -60 dB") << plus(tone(1000, -20, 3), noise(1e-4, 3, rate, 1)) << 1;
        QTest::newRow("two at once") << plus(tone(1000, -20, 3), tone(1400, -20, 3)) << 0;
        QTest::newRow("beating") << plus(tone(1000, -20, 3), tone(1000.5, -30, 3)) << 0;
        QTest::newRow("noise") << noise(0.5, 3, rate, 1) << 0;
        QTest::newRow("silence") << silence(3, rate) << 0;
        QTest::newRow("DC alone") << Samples(3 * rate, 0.5) << 0;
        QTest::newRow("like speech") << speechLike(10, rate, 1) << 0;
    }
    void tones()
    {
        QFETCH(Samples, samples);
        const MeasurementSet measures = analyze("tone", mono(samples));
        QTEST(static_cast<int>(number(measures, "signal.tone")), "count");
        QCOMPARE(channelNumber(measures, "signal.tone", "M"), number(measures, "signal.tone"));
    }

    void aToneHasItsPlaceAndLevel_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("length");
        QTest::addColumn<int>("sampleRate");
        QTest::newRow("inside") << 51234 << 150001 << rate;
        QTest::newRow("on the steps") << 48000 << 144000 << rate;
        QTest::newRow("from the start") << 0 << 100000 << rate;
        QTest::newRow("44.1 kHz") << 12345 << 123457 << 44100;
        QTest::newRow("192 kHz") << 200001 << 500000 << 192000;
    }
    void aToneHasItsPlaceAndLevel()
    {
        QFETCH(int, before);
        QFETCH(int, length);
        QFETCH(int, sampleRate);
        Samples samples = noise(0.05, (before + length) / double(sampleRate) + 1.0, sampleRate, 3);
        const Samples tone = sine(1000, dbToAmplitude(-18), length / double(sampleRate), sampleRate);
        std::ranges::copy(tone, samples.begin() + before);
        Signal signal { sampleRate, layoutNamed("stereo").value(), { Samples(samples.size()), samples } };
        for (const std::size_t blockFrames : { std::size_t { 4096 }, std::size_t { 777 }, wholeSignal }) {
            const MeasurementSet measures = analyze("tone", signal, blockFrames);
            const std::vector<Place>& places = placesOf(measures, "signal.tone");
            QCOMPARE(places.size(), std::size_t { 1 });
            QCOMPARE(places[0].channel, std::string("R"));
            QVERIFY(isWithin(*places[0].value, -18.0, sineLevel));
            constexpr FrameCount chance = 3; // samples of noise that happen to lie on the sine
            QVERIFY(std::abs(places[0].start - before) <= chance);
            QVERIFY(std::abs(places[0].end - before - length) <= chance);
        }
    }

    void hardEdgesAreExact()
    {
        const Samples samples = joined({ silence(1.0, rate), sine(1000, 0.1, 2.5, rate, 90.0), silence(1.0, rate) });
        const MeasurementSet measures = analyze("tone", mono(samples));
        const Place& place = placesOf(measures, "signal.tone").at(0);
        QVERIFY(std::abs(place.start - rate) <= edge && std::abs(place.end - rate * 7 / 2) <= edge);
    }

    void pops_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<QList<int>>("starts");
        const auto pop = [](double frames, double frequency = 1000.0, double level = -20.0) {
            return sine(frequency, dbToAmplitude(level), frames / 48000.0, rate);
        };
        const auto quiet = [](double seconds) { return silence(seconds, rate); };
        const auto sound = [](double seconds) { return noise(0.2, seconds, rate, 5); };
        // A reel: the pop 2 s before the first frame of sound at 8 s.
        const auto reel = [&](const Samples& burst) {
            return joined({ quiet(6), burst, Samples(96000 - burst.size()), sound(3) });
        };
        constexpr int at = 6 * rate;
        QTest::newRow("24 fps") << reel(pop(2000)) << QList<int> { at };
        QTest::newRow("23.976 fps") << reel(pop(2002)) << QList<int> { at };
        QTest::newRow("25 fps") << reel(pop(1920)) << QList<int> { at };
        QTest::newRow("29.97 fps") << reel(pop(1601.6)) << QList<int> { at };
        QTest::newRow("30 fps") << reel(pop(1600)) << QList<int> { at };
        QTest::newRow("one sample late") << joined({ quiet(6), { 0.0 }, reel(pop(2000)) }) << QList<int> { at * 2 + 1 };
        QTest::newRow("at the crest") << reel(sine(1000, 0.1, 2000.0 / rate, rate, 90.0)) << QList<int> { at };
        QTest::newRow("too short") << reel(pop(1540)) << QList<int> {};
        QTest::newRow("too long") << reel(pop(2060)) << QList<int> {};
        QTest::newRow("1004 Hz") << reel(pop(2000, 1004)) << QList<int> { at };
        QTest::newRow("996 Hz") << reel(pop(2000, 996)) << QList<int> { at };
        QTest::newRow("1006 Hz") << reel(pop(2000, 1006)) << QList<int> {};
        QTest::newRow("994 Hz") << reel(pop(2000, 994)) << QList<int> {};
        QTest::newRow("just loud enough") << reel(pop(2000, 1000, -39.9)) << QList<int> { at };
        QTest::newRow("too soft") << reel(pop(2000, 1000, -40.1)) << QList<int> {};
        QTest::newRow("noise of a frame") << reel(noise(0.1, 2000.0 / rate, rate, 4)) << QList<int> {};
        QTest::newRow("4 % beside it") << reel(plus(pop(2000), pop(2000, 3000, -48))) << QList<int> { at };
        QTest::newRow("6 % beside it") << reel(plus(pop(2000), pop(2000, 3000, -44.3))) << QList<int> {};
        QTest::newRow("1.001 s before sound")
            << joined({ quiet(6), pop(2000), quiet(1.001), sound(3) }) << QList<int> { at };
        QTest::newRow("0.999 s before sound")
            << joined({ quiet(6), pop(2000), quiet(0.999), sound(3) }) << QList<int> {};
        QTest::newRow("0.999 s after sound")
            << joined({ sound(3), quiet(0.999), pop(2000), quiet(3) }) << QList<int> {};
        QTest::newRow("1.05 s after sound")
            << joined({ sound(3), quiet(1.05), pop(2000), quiet(3) }) << QList<int> { 194400 };
        QTest::newRow("at both ends of the file")
            << joined({ pop(2000), quiet(3), sound(9), quiet(2), pop(2000) }) << QList<int> { 0, 14 * rate + 2000 };
        QTest::newRow("two") << joined({ quiet(2), pop(2000), quiet(2), pop(2000), quiet(2) })
                             << QList<int> { 2 * rate, 4 * rate + 2000 };
        QTest::newRow("a tone") << joined({ quiet(2), pop(48000), quiet(2) }) << QList<int> {};
        QTest::newRow("three beeps") << joined({ quiet(2), pop(2000), quiet(0.2), pop(2000), quiet(0.2), pop(2000),
            quiet(2) }) << QList<int> {};
        QTest::newRow("just within the end")
            << joined({ sound(20), quiet(2), pop(2000), quiet(14.94) }) << QList<int> { 22 * rate };
        QTest::newRow("in the middle") << joined({ sound(16), quiet(2), pop(2000), quiet(15.1) }) << QList<int> {};
        QTest::newRow("just within the start")
            << joined({ quiet(14.9), pop(2000), quiet(20) }) << QList<int> { 14 * rate + 43200 };
        QTest::newRow("after the start") << joined({ quiet(15.1), pop(2000), quiet(20) }) << QList<int> {};
    }
    void pops()
    {
        QFETCH(Samples, samples);
        QFETCH(QList<int>, starts);
        for (const std::size_t blockFrames : { std::size_t { 4096 }, std::size_t { 777 } }) {
            const MeasurementSet measures = analyze("sync_pop", mono(samples), blockFrames);
            QCOMPARE(number(measures, "sync.pop"), static_cast<double>(starts.size()));
            QCOMPARE(channelNumber(measures, "sync.pop", "M"), static_cast<double>(starts.size()));
            const std::vector<Place>& places = placesOf(measures, "sync.pop");
            for (std::size_t i = 0; i < places.size(); ++i)
                QCOMPARE(static_cast<int>(places[i].start), starts[static_cast<qsizetype>(i)]);
        }
    }

    void popsAreExactAtAnyRateAndPlace_data()
    {
        QTest::addColumn<int>("sampleRate");
        QTest::addColumn<int>("before");
        for (const int sampleRate : { 44100, 48000, 96000, 192000 })
            for (const int before : { 0, 1, 479, 480, 481, 90001 })
                QTest::addRow("%d Hz after %d", sampleRate, before) << sampleRate << before;
    }
    void popsAreExactAtAnyRateAndPlace()
    {
        QFETCH(int, sampleRate);
        QFETCH(int, before);
        const Samples pop = sine(1000, 0.1, 1.0 / 25.0, sampleRate);
        const Samples all
            = joined({ Samples(static_cast<std::size_t>(sampleRate + before)), pop, silence(2, sampleRate) });
        Signal signal = inAllChannels("5.1", all, sampleRate);
        const MeasurementSet measures = analyze("sync_pop", signal);
        const std::vector<Place>& places = placesOf(measures, "sync.pop");
        QCOMPARE(places.size(), std::size_t { 6 });
        for (const Place& place : places) {
            QCOMPARE(static_cast<int>(place.start), sampleRate + before);
            QVERIFY(std::abs(place.end - place.start - static_cast<FrameCount>(pop.size())) <= edge);
            QVERIFY(isWithin(*place.value, -20.0, sineLevel));
        }
    }

    // Test tones of the EBU, and music and speech that have none; without the corpus, a sound like speech.
    void realSound_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("tones");
        QTest::newRow("like speech") << QString() << 0;
        if (!hasCorpus())
            return;
        QTest::newRow("EBU tone") << "loudness/ebu-v05/1kHz Sine -40 LUFS-16bit.wav" << 2;
        QTest::newRow("EBU 15") << "loudness/ebu-v05/seq-3341-15-24bit.wav.wav" << 2;
        QTest::newRow("EBU 20") << "loudness/ebu-v05/seq-3341-20-24bit.wav.wav" << 0; // 1.6 s and 1.6 s
        QTest::newRow("gate test") << "loudness/bs2217/1770-2_Comp_AbsGateTest.wav" << 0;
        for (const char* file : { "librivox/sonnet.mp3", "sonic-pi-samples/ambi_lunar_land.flac",
                 "sonic-pi-samples/elec_blip.flac", "sonic-pi-samples/bass_voxy_c.flac",
                 "librosa-permissive/glacier-bay-humpback.hq.ogg", "librosa-nc/pibble.hq.ogg" })
            QTest::newRow(file) << QString("music_speech/") + file << 0;
    }
    void realSound()
    {
        QFETCH(QString, file);
        QFETCH(int, tones);
        const Signal signal
            = file.isEmpty() ? mono(speechLike(20, rate, 7)) : readSignal(corpusFile(file.toStdString()));
        QCOMPARE(number(analyze("tone", signal), "signal.tone"), static_cast<double>(tones));
        QCOMPARE(number(analyze("sync_pop", signal), "sync.pop"), 0.0);
    }

    // What is under the sound of one channel is not alone, though that channel be silent around it.
    void aPopUnderSoundIsNone()
    {
        const Samples pop = joined({ silence(2, rate), sine(1000, 0.1, 0.04, rate), silence(2, rate) });
        const Signal signal { rate, layoutNamed("stereo").value(), { pop, noise(0.1, 4.04, rate, 1) } };
        QCOMPARE(number(analyze("sync_pop", signal), "sync.pop"), 0.0);
    }
};

ASSAY_TEST(TestTone)
#include "tst_tone.moc"
