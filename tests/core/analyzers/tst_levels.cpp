// SPDX-License-Identifier: GPL-3.0-or-later
// Plain levels and how they are spread over two channels.
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
constexpr double sineRms = -3.0103; // dBFS of a full-scale sine
constexpr double decibelDigits = 1e-4; // dB, constants written with four digits

Signal stereo(Samples left, Samples right)
{
    return { rate, layoutNamed("stereo").value(), { std::move(left), std::move(right) } };
}

} // namespace

class TestLevels : public QObject
{
    Q_OBJECT

private slots:
    void balanceIsLeftOverRight()
    {
        const Samples sound = noise(0.3, 2.0, rate, 1);
        const MeasurementSet measures = analyze("stereo", stereo(sound, scaled(noise(0.3, 2.0, rate, 2), 0.5)));
        QVERIFY(isWithin(number(measures, "stereo.balance"), 6.02, 0.1)); // two noises: their levels differ a little
        QVERIFY(isWithin(
            number(analyze("stereo", stereo(sound, scaled(sound, -0.1))), "stereo.balance"), 20.0, sameMachine));
    }

    void widthIsSideOverMid()
    {
        const Samples sound = noise(0.3, 2.0, rate, 1);
        const MeasurementSet half = analyze("stereo", stereo(sound, scaled(sound, 0.5)));
        QVERIFY(isWithin(number(half, "stereo.width"), amplitudeToDb(0.5 / 1.5), sameMachine));
        const MeasurementSet wide = analyze("stereo", stereo(sound, noise(0.3, 2.0, rate, 2)));
        QVERIFY(isWithin(number(wide, "stereo.width"), 0.0, 0.1)); // chance likeness of 2 s of noise
    }

    void whatHasNoRatioSaysSo()
    {
        const Samples sound = noise(0.3, 1.0, rate, 1);
        const auto state = [](Samples left, Samples right, const char* id) {
            return stateOf(analyze("stereo", stereo(std::move(left), std::move(right))), id);
        };
        QCOMPARE(state(sound, sound, "stereo.width"),
            std::string("not_applicable: both channels are the same: there is no side"));
        QCOMPARE(state(sound, scaled(sound, -1.0), "stereo.width"),
            std::string("not_applicable: one channel is the other inverted: no mid"));
        QCOMPARE(state(sound, silence(1.0, rate), "stereo.balance"),
            std::string("not_applicable: the right channel is silent"));
        QCOMPARE(stateOf(analyze("stereo", inAllChannels("5.1", sound, rate)), "stereo.width"),
            std::string("not_applicable: not a stereo programme"));
    }

    void rmsOfASineIsThreeDecibelsUnderItsPeak()
    {
        const Samples tone = sine(997.0, dbToAmplitude(-20.0), 10.0, rate);
        const MeasurementSet both = analyze("rms", inAllChannels("stereo", tone, rate));
        QVERIFY(isWithin(number(both, "loudness.rms"), -20.0 + sineRms, decibelDigits));
        QVERIFY(isWithin(channelNumber(both, "loudness.rms", "R"), -20.0 + sineRms, decibelDigits));
        const MeasurementSet one = analyze("rms", stereo(tone, silence(10.0, rate)));
        QVERIFY(isWithin(number(one, "loudness.rms"), -20.0 + 2.0 * sineRms, decibelDigits)); // half the mean power
        QVERIFY(!one.find("loudness.rms")->channels.at(1).value);
    }

    void rmsOfAnOddNumberOfChannels()
    {
        Signal signal = inAllChannels("3.0", Samples(1000, 0.5), rate);
        signal.channels[2] = Samples(1000, -0.25);
        const MeasurementSet measures = analyze("rms", signal);
        QVERIFY(isWithin(channelNumber(measures, "loudness.rms", "C"), amplitudeToDb(0.25), sameMachine));
        QVERIFY(isWithin(number(measures, "loudness.rms"), powerToDb((0.25 + 0.25 + 0.0625) / 3.0), sameMachine));
    }
};

ASSAY_TEST(TestLevels)
#include "tst_levels.moc"
