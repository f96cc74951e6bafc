// SPDX-License-Identifier: GPL-3.0-or-later
// Where spectra end, and how they are balanced.
#include "core/base/units.h"
#include "core/dsp/power_spectrum.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <cmath>
#include <complex>
#include <numbers>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;
constexpr double edgeWidth = 150.0; // Hz, the accuracy that the analyzer names
constexpr double bandLevel = 0.3; // dB, a band of some seconds of noise
constexpr double singlePrecision = 1e-5; // of the largest power

// Noise under a steep wall: a windowed sinc, sample by sample.
Samples walled(double cutOff, double seconds, int sampleRate, double leak = 0.0)
{
    const int half = sampleRate / 80; // a fall of some 200 Hz
    const Samples white = noise(0.5, seconds, sampleRate, 5);
    std::vector<double> taps;
    for (int n = -half; n <= half; ++n) {
        const double angle = 2.0 * std::numbers::pi * cutOff / sampleRate * n;
        const double sinc = n == 0 ? 2.0 * cutOff / sampleRate : std::sin(angle) / (std::numbers::pi * n);
        const double x = std::numbers::pi * n / half;
        taps.push_back(sinc * (0.42 + 0.5 * std::cos(x) + 0.08 * std::cos(2.0 * x)) + (n == 0 ? leak : 0.0));
    }
    Samples filtered(white.size());
    for (std::size_t i = 0; i < white.size(); ++i) {
        for (std::size_t k = 0; k < taps.size() && k <= i; ++k)
            filtered[i] += taps[k] * white[i - k];
    }
    return filtered;
}

MeasurementSet spectrumOf(const Samples& samples, int sampleRate = rate)
{
    return analyze("spectrum", inAllChannels("mono", samples, sampleRate));
}

// The mean of sixteen samples: with little above 3 kHz, like a voice.
Samples smoothed(const Samples& samples)
{
    Samples result(samples.size());
    double sum = 0.0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        sum += samples[i] - (i >= 16 ? samples[i - 16] : 0.0);
        result[i] = sum / 16.0;
    }
    return result;
}

} // namespace

class TestSpectrum : public QObject
{
    Q_OBJECT

private slots:
    void theDefinitionGivesTheSamePowers()
    {
        constexpr std::size_t size = 256;
        const Samples sound = noise(0.5, size / 48000.0, rate, 1);
        std::vector<float> single(sound.begin(), sound.end());
        PowerSpectrum spectrum(size);
        const std::span<const double> powers = spectrum.of(single);
        double squares = 0.0;
        std::vector<double> windowed(size);
        for (std::size_t i = 0; i < size; ++i) {
            const double a = 2.0 * std::numbers::pi * static_cast<double>(i) / size;
            const double w = 0.35875 - 0.48829 * std::cos(a) + 0.14128 * std::cos(2 * a) - 0.01168 * std::cos(3 * a);
            windowed[i] = w * sound[i];
            squares += w * w;
        }
        for (std::size_t k = 1; k < size / 2; ++k) {
            std::complex<double> sum;
            for (std::size_t i = 0; i < size; ++i)
                sum += windowed[i]
                    * std::polar(1.0, -2.0 * std::numbers::pi * static_cast<double>(k * i % size) / size);
            QVERIFY(isWithin(powers[k], 2.0 * std::norm(sum) / (squares * size), singlePrecision));
        }
    }

    void aWallIsFound_data()
    {
        QTest::addColumn<double>("cutOff");
        QTest::addColumn<int>("sampleRate");
        QTest::addColumn<double>("upsampled"); // at least; 0: exactly
        QTest::addColumn<double>("lossy");
        QTest::newRow("16 kHz") << 16000.0 << 48000 << 40.0 << 50.0; // a 32 kHz source or a codec
        QTest::newRow("16 kHz at 44.1 kHz") << 16000.0 << 44100 << 40.0 << 50.0;
        QTest::newRow("19 kHz") << 19000.0 << 48000 << 0.0 << 50.0;
        QTest::newRow("22.05 kHz at 96 kHz") << 22050.0 << 96000 << 80.0 << 0.0;
        QTest::newRow("35 kHz at 96 kHz") << 35000.0 << 96000 << 0.0 << 0.0;
        QTest::newRow("7.8 kHz") << 7800.0 << 48000 << 40.0 << 0.0;
    }
    void aWallIsFound()
    {
        QFETCH(double, cutOff);
        QFETCH(int, sampleRate);
        QFETCH(double, upsampled);
        QFETCH(double, lossy);
        const MeasurementSet measures = spectrumOf(walled(cutOff, 1.5, sampleRate), sampleRate);
        const double found = number(measures, "signal.bandwidth");
        QVERIFY2(isWithin(found, cutOff, edgeWidth), qPrintable(QString::number(found)));
        const double lower = number(measures, "signal.upsampled");
        const double codec = number(measures, "signal.lossy_origin");
        QVERIFY2(upsampled > 0.0 ? lower >= upsampled : lower == 0.0, qPrintable(QString::number(lower)));
        QVERIFY2(lossy > 0.0 ? codec >= lossy : codec == 0.0, qPrintable(QString::number(codec)));
    }

    // A step of just under and just over 20 dB at 12 kHz.
    void aStepIsAnEdgeFromTwentyDecibelsOn()
    {
        const auto codec = [](double drop) {
            const double leak = 1.0 / (dbToAmplitude(drop) - 1.0);
            return spectrumOf(walled(12000.0, 3.0, rate, leak));
        };
        constexpr double chance = 6.0; // dB, the highest of the bands behind the edge stands above their mean
        QVERIFY(number(codec(20.0), "signal.bandwidth") > 23000.0);
        QVERIFY(isWithin(number(codec(20.0 + chance), "signal.bandwidth"), 12000.0, edgeWidth));
    }

    void noiseToTheTopIsContent()
    {
        for (const int sampleRate : { 44100, 48000, 96000 }) {
            const MeasurementSet measures = spectrumOf(noise(0.1, 2.0, sampleRate, 1), sampleRate);
            QVERIFY(number(measures, "signal.bandwidth") > 0.49 * sampleRate);
            QCOMPARE(number(measures, "signal.upsampled"), 0.0);
            QCOMPARE(number(measures, "signal.lossy_origin"), 0.0);
        }
    }

    void aToneEndsWhereItIs()
    {
        const double found = number(spectrumOf(sine(1000.0, 0.5, 2.0, rate)), "signal.bandwidth");
        QVERIFY2(isWithin(found, 1000.0, edgeWidth), qPrintable(QString::number(found)));
    }

    void whiteNoiseIsBalancedByWidth()
    {
        const MeasurementSet measures = spectrumOf(noise(0.5, 30.0, rate, 1));
        const auto expect = [&](const char* band, double hertz) {
            return isWithin(channelNumber(measures, "spectrum.balance", band), powerToDb(hertz / 24000.0), bandLevel);
        };
        QVERIFY(expect("low", 230.0));
        QVERIFY(expect("mid", 1750.0));
        QVERIFY(expect("high", 18000.0));
        QVERIFY(expect("1 kHz", 1000.0 * (std::pow(10.0, 0.05) - std::pow(10.0, -0.05))));
        QVERIFY(isWithin(number(measures, "spectrum.balance"), powerToDb(18000.0 / 230.0), 2 * bandLevel));
    }

    // 50 dB under speech, in place to a hertz.
    void aWhineUnderSpeechIsFound_data()
    {
        QTest::addColumn<double>("frequency");
        QTest::addColumn<int>("sampleRate");
        for (const double frequency : { 15625.0, 15734.3, 8003.0 }) {
            for (const int sampleRate : { 44100, 48000 })
                QTest::addRow("%g Hz at %d", frequency, sampleRate) << frequency << sampleRate;
        }
    }
    void aWhineUnderSpeechIsFound()
    {
        QFETCH(double, frequency);
        QFETCH(int, sampleRate);
        Samples samples = smoothed(smoothed(speechLike(20.0, sampleRate, 3)));
        const Samples whine = sine(frequency, dbToAmplitude(-70.0), 20.0, sampleRate);
        const Samples breath = noise(dbToAmplitude(-80.0), 20.0, sampleRate, 9);
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = 0.3 * samples[i] + breath[i] + whine[i];
        const MeasurementSet measures = spectrumOf(samples, sampleRate);
        const Measurement& found = *measures.find("spectrum.tones");
        QCOMPARE(found.events.size(), 1U);
        QVERIFY(isWithin(found.events[0].value.value(), frequency, 1.0));
        QCOMPARE(found.channels.at(0).channel, "M " + std::to_string(std::lround(frequency)) + " Hz");
        QVERIFY(found.channels.at(0).value.value() > 10.0);
    }

    // A note that ends, swells or wavers, and one that nobody can tell from a whine because the file is short.
    void notesAreNoWhine_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<QString>("state");
        Samples swelling = sine(440.0, 0.3, 30.0, rate);
        Samples wavering = swelling;
        for (std::size_t i = 0; i < swelling.size(); ++i) {
            const double second = static_cast<double>(i) / rate;
            swelling[i] *= 0.3 + second / 30.0;
            wavering[i] = 0.3 * std::sin(2.0 * 3.14159265 * (440.0 * second + 2.0 * std::sin(second * 31.0)));
        }
        QTest::newRow("ends") << joined({ sine(440.0, 0.3, 16.0, rate), noise(0.01, 14.0, rate, 1) }) << "ok";
        QTest::newRow("swells") << swelling << "ok";
        QTest::newRow("wavers") << wavering << "ok";
        QTest::newRow("noise") << noise(0.3, 30.0, rate, 2) << "ok";
        QTest::newRow("short") << sine(440.0, 0.3, 15.0, rate)
                               << "not_applicable: less than 17 s of sound: a held note would look the same";
    }
    void notesAreNoWhine()
    {
        QFETCH(Samples, samples);
        QFETCH(QString, state);
        const MeasurementSet measures = spectrumOf(samples);
        QCOMPARE(stateOf(measures, "spectrum.tones"), state.toStdString());
        QVERIFY(measures.find("spectrum.tones")->events.empty());
    }

    void silentChannelsHaveNoEnd()
    {
        Signal signal = inAllChannels("stereo", noise(0.1, 1.0, rate, 1), rate);
        signal.channels[1] = silence(1.0, rate);
        const MeasurementSet measures = analyze("spectrum", signal);
        QVERIFY(measures.find("signal.bandwidth")->channels.at(0).value);
        QVERIFY(!measures.find("signal.bandwidth")->channels.at(1).value);
        QCOMPARE(stateOf(spectrumOf(silence(1.0, rate)), "signal.bandwidth"),
            std::string("not_applicable: digital silence"));
        QCOMPARE(stateOf(spectrumOf(noise(0.1, 0.1, rate, 1)), "signal.bandwidth"),
            std::string("not_applicable: shorter than 0.2 s"));
    }
};

ASSAY_TEST(TestSpectrum)
#include "tst_spectrum.moc"
