// SPDX-License-Identifier: GPL-3.0-or-later
// ISO 21727: the weighting against its table, the level against sounds whose level is known.
#include "core/base/units.h"
#include "core/dsp/m_weighting.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;
constexpr double tableDigits = 0.1; // dB: the table of ISO 21727 has one digit, and the formula follows it so closely
constexpr double filterFit = 0.05; // dB, the filter against its formula
constexpr double filterFitAtTop = 0.2; // dB, above 16 kHz, where the weighting is under -17 dB
constexpr double noiseChance = 0.05; // dB, ten seconds of noise against its expectation

struct Row {
    double hertz;
    double level; // dB re 2 kHz
};
constexpr std::array table { Row { 31.5, -35.5 }, Row { 63, -29.5 }, Row { 100, -25.4 }, Row { 200, -19.4 },
    Row { 400, -13.4 }, Row { 800, -7.5 }, Row { 1000, -5.6 }, Row { 2000, 0.0 }, Row { 3150, 3.4 }, Row { 4000, 4.9 },
    Row { 5000, 6.1 }, Row { 6300, 6.6 }, Row { 7100, 6.4 }, Row { 8000, 5.8 }, Row { 9000, 4.5 }, Row { 10000, 2.5 },
    Row { 12500, -5.6 }, Row { 14000, -10.9 }, Row { 16000, -17.3 }, Row { 20000, -27.8 }, Row { 31500, -48.3 } };

Signal toneIn(std::initializer_list<Speaker> speakers, double hertz, double seconds = 4.0, int sampleRate = rate)
{
    Signal signal = inAllChannels("5.1", silence(seconds, sampleRate), sampleRate);
    for (const Speaker speaker : speakers) {
        const auto at = std::ranges::find(signal.layout.channels, speaker) - signal.layout.channels.begin();
        signal.channels.at(static_cast<std::size_t>(at)) = sine(hertz, dbToAmplitude(-20.0), seconds, sampleRate);
    }
    return signal;
}

} // namespace

class TestLeqM : public QObject
{
    Q_OBJECT

private slots:
    void formulaFollowsTheTable()
    {
        for (const Row& row : table)
            QVERIFY2(isWithin(amplitudeToDb(mWeightingGain(row.hertz)), row.level, tableDigits + sameMachine),
                qPrintable(QString::number(row.hertz)));
    }

    void filterFollowsTheFormula_data()
    {
        QTest::addColumn<int>("sampleRate");
        for (const int sampleRate : { 8000, 16000, 32000, 44100, 48000, 88200, 96000, 192000, 384000 })
            QTest::addRow("%d Hz", sampleRate) << sampleRate;
    }
    void filterFollowsTheFormula()
    {
        QFETCH(int, sampleRate);
        const MEnergyMeter meter(sampleRate);
        for (const Row& row : table) {
            if (row.hertz > std::min(0.43 * sampleRate, 20000.0)) // above, -48 dB and no sound of cinema
                continue;
            const double error = amplitudeToDb(meter.gainAt(row.hertz) / mWeightingGain(row.hertz));
            QVERIFY2(std::abs(error) <= (row.hertz > 16000 ? filterFitAtTop : filterFit),
                qPrintable(QString("%1 Hz: %2 dB").arg(row.hertz).arg(error)));
        }
    }

    void knownLevels_data()
    {
        QTest::addColumn<Signal>("signal");
        QTest::addColumn<double>("expected");
        using enum Speaker;
        QTest::newRow("2 kHz in L") << toneIn({ left }, 2000) << 85.0;
        QTest::newRow("1 kHz in L") << toneIn({ left }, 1000) << 79.4;
        QTest::newRow("6.3 kHz in L") << toneIn({ left }, 6300) << 91.6;
        QTest::newRow("2 kHz in Ls") << toneIn({ leftSurround }, 2000) << 82.0;
        QTest::newRow("2 kHz in L and R") << toneIn({ left, right }, 2000) << 88.0;
        QTest::newRow("2 kHz in LFE") << toneIn({ lfe }, 2000) << 85.0;
        QTest::newRow("2 kHz in L at 96 kHz") << toneIn({ left }, 2000, 2.0, 96000) << 85.0;
        QTest::newRow("2 kHz in L at 44.1 kHz") << toneIn({ left }, 2000, 2.0, 44100) << 85.0;
    }
    void knownLevels()
    {
        QFETCH(Signal, signal);
        QFETCH(double, expected);
        QVERIFY(isWithin(number(analyze("leq_m", signal), "loudness.leq_m"), expected, tableDigits));
    }

    // The definition: the energy of every frequency times the square of the formula.
    void whiteNoiseIsTheMeanOfTheFormula()
    {
        const Samples sound = noise(0.5, 10.0, rate, 3);
        double square = 0.0;
        for (const double sample : sound)
            square += sample * sample / static_cast<double>(sound.size());
        double mean = 0.0;
        constexpr int points = 24000; // 1 Hz
        for (int i = 0; i < points; ++i)
            mean += std::pow(mWeightingGain(i + 0.5), 2.0) / points;
        const double expected = powerToDb(square * mean) + 85.0 + 20.0 + 3.0103;
        QVERIFY(isWithin(
            number(analyze("leq_m", inAllChannels("mono", sound, rate)), "loudness.leq_m"), expected, noiseChance));
    }

    void eachChannelStandsBeside()
    {
        const MeasurementSet measures = analyze("leq_m", toneIn({ Speaker::left, Speaker::leftSurround }, 2000));
        QVERIFY(isWithin(channelNumber(measures, "loudness.leq_m", "L"), 85.0, tableDigits));
        QVERIFY(isWithin(channelNumber(measures, "loudness.leq_m", "Ls"), 82.0, tableDigits));
        QVERIFY(!measures.find("loudness.leq_m")->channels.at(1).value);
    }

    void nothingIsLostAtTheEnd()
    {
        Signal click = inAllChannels("mono", Samples(1000), rate);
        click.channels[0][999] = 0.5;
        Signal early = inAllChannels("mono", Samples(1000), rate);
        early.channels[0][500] = 0.5;
        constexpr double singlePrecision = 1e-5; // dB
        QVERIFY(isWithin(number(analyze("leq_m", click), "loudness.leq_m"),
            number(analyze("leq_m", early), "loudness.leq_m"), singlePrecision));
    }
};

ASSAY_TEST(TestLeqM)
#include "tst_leq_m.moc"
