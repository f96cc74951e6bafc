// SPDX-License-Identifier: GPL-3.0-or-later
// Mains hum, and what is none.
#include "core/base/units.h"
#include "core/dsp/decimator.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <functional>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;
constexpr double plain = 10.0; // dB: chance stays below, and so does music
constexpr double steady = 2.0; // dB, the accuracy that the analyzer names

// Speech with pauses in a room of -74 dBFS, 15 s.
Samples speechInARoom(int sampleRate = rate)
{
    Samples sound = speechLike(15.0, sampleRate, 1);
    const Samples room = noise(dbToAmplitude(-70.0), 15.0, sampleRate, 2);
    for (std::size_t i = 0; i < sound.size(); ++i)
        sound[i] = 0.3 * sound[i] + room[i];
    // A tenth of it is a pause.
    const std::size_t from = framesOf(9.0, sampleRate);
    for (std::size_t i = from; i < framesOf(14.0, sampleRate); ++i)
        sound[i] = room[i];
    return sound;
}

Samples sum(Samples a, const Samples& b)
{
    std::ranges::transform(a, b, a.begin(), std::plus<>());
    return a;
}

MeasurementSet humOf(const Samples& samples, int sampleRate = rate)
{
    return analyze("hum", inAllChannels("mono", samples, sampleRate));
}

} // namespace

class TestHum : public QObject
{
    Q_OBJECT

private slots:
    void humUnderSpeechIsFound_data()
    {
        QTest::addColumn<double>("hertz");
        QTest::addColumn<int>("sampleRate");
        QTest::addColumn<bool>("is50");
        QTest::newRow("50 Hz") << 50.0 << 48000 << true;
        QTest::newRow("50.2 Hz") << 50.2 << 48000 << true;
        QTest::newRow("60 Hz") << 60.0 << 48000 << false;
        QTest::newRow("59.9 Hz at 44.1 kHz") << 59.9 << 44100 << false;
        QTest::newRow("100 Hz at 96 kHz") << 100.0 << 96000 << true;
    }
    void humUnderSpeechIsFound()
    {
        QFETCH(double, hertz);
        QFETCH(int, sampleRate);
        QFETCH(bool, is50);
        const Samples tone = sine(hertz, dbToAmplitude(-60.0), 15.0, sampleRate);
        const MeasurementSet measures = humOf(sum(speechInARoom(sampleRate), tone), sampleRate);
        const double at50 = channelNumber(measures, "signal.hum", "M 50 Hz");
        const double at60 = channelNumber(measures, "signal.hum", "M 60 Hz");
        QVERIFY2((is50 ? at50 : at60) > 25.0, qPrintable(QString("%1 %2").arg(at50).arg(at60)));
        QVERIFY2((is50 ? at60 : at50) < plain, qPrintable(QString("%1 %2").arg(at50).arg(at60)));
        QCOMPARE(number(measures, "signal.hum"), std::max(at50, at60));
    }

    // 50 Hz at -60 dBFS RMS over white noise: its power over that of the noise in five bins around eight harmonics.
    void theRatioIsThatOfThePowers()
    {
        const Samples room = noise(dbToAmplitude(-60.0), 60.0, rate, 3); // -64.77 dBFS RMS
        const MeasurementSet measures = humOf(sum(room, sine(50.0, dbToAmplitude(-57.0), 60.0, rate)));
        const double noisePower = dbToPower(-60.0) / 3.0 / 24000.0 * (6000.0 / 8192.0) * 5.0 * 8.0;
        const double expected = powerToDb(dbToPower(-60.0) / noisePower);
        QVERIFY2(isWithin(number(measures, "signal.hum"), expected, steady),
            qPrintable(QString("%1 %2").arg(number(measures, "signal.hum")).arg(expected)));
    }

    void whatIsNoHumStaysLow_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::newRow("speech") << speechInARoom();
        QTest::newRow("noise") << noise(0.1, 15.0, rate, 1);
        for (const double hertz :
            { 48.999, 51.913, 55.0, 58.27, 61.735, 98.0, 103.826, 123.47, 146.83, 196.0, 246.94 }) {
            QTest::addRow("a steady bass of %g Hz", hertz)
                << sum(noise(dbToAmplitude(-60.0), 15.0, rate, 1), sine(hertz, 0.1, 15.0, rate));
        }
    }
    void whatIsNoHumStaysLow()
    {
        QFETCH(Samples, samples);
        const double found = number(humOf(samples), "signal.hum");
        QVERIFY2(found < plain, qPrintable(QString::number(found)));
    }

    void shortOrSilentSoundHasNone()
    {
        QCOMPARE(stateOf(humOf(noise(0.1, 4.0, rate, 1)), "signal.hum"),
            std::string("not_applicable: less than 4.1 s of sound"));
        QVERIFY(humOf(noise(0.1, 4.2, rate, 1)).number("signal.hum"));
        QCOMPARE(
            stateOf(humOf(silence(10.0, rate)), "signal.hum"), std::string("not_applicable: less than 4.1 s of sound"));
    }

    void theDecimatorIsATriangle()
    {
        constexpr std::size_t factor = 8;
        const Samples sound = noise(0.5, 0.01, rate, 1);
        std::vector<float> whole;
        Decimator(factor).process(sound, whole);
        for (std::size_t k = 1; k < whole.size(); ++k) {
            double expected = 0.0;
            for (std::size_t i = 1; i < 2 * factor; ++i) {
                const double weight = static_cast<double>(std::min(i, 2 * factor - i)) / (factor * factor);
                expected += weight * sound[(k - 1) * factor + i - 1];
            }
            QVERIFY(isWithin(static_cast<double>(whole[k]), expected, 1e-7)); // single precision
        }
    }
};

ASSAY_TEST(TestHum)
#include "tst_hum.moc"
