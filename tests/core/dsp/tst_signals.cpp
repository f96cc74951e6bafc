// SPDX-License-Identifier: GPL-3.0-or-later
// The test signals are what they say.
#include "core/base/units.h"
#include "tests/support/signals.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <algorithm>
#include <cmath>

using namespace assay;
using namespace assay::test;

namespace
{

double rmsOf(const Samples& samples)
{
    double sum = 0.0;
    for (const double sample : samples)
        sum += sample * sample;
    return std::sqrt(sum / static_cast<double>(samples.size()));
}

double peakOf(const Samples& samples)
{
    return std::abs(*std::ranges::max_element(samples, {}, [](double sample) { return std::abs(sample); }));
}

} // namespace

class TestSignals : public QObject
{
    Q_OBJECT

private slots:
    void sineHasItsLevelAndPhase()
    {
        const Samples tone = sine(1000.0, 0.5, 1.0, 48000); // 48 samples a period, the crest on a sample
        QCOMPARE(tone.size(), std::size_t { 48000 });
        QVERIFY(isWithin(rmsOf(tone), 0.5 / std::sqrt(2.0), sameMachine));
        QVERIFY(isWithin(peakOf(tone), 0.5, sameMachine));
        QVERIFY(isWithin(sine(12000.0, 1.0, 0.1, 48000, 45.0).front(), std::sqrt(0.5), sameMachine));
    }

    void sequencesHaveTheirPartsAndOnePhase()
    {
        const Samples tone = toneSequence({ { 0.5, -20 }, { 0.1, -200 }, { 0.25, 0 } }, 1000.0, 48000);
        QCOMPARE(tone.size(), framesOf(0.85, 48000));
        const Samples whole = sine(1000.0, 1.0, 0.85, 48000);
        QVERIFY(isWithin(tone[100], 0.1 * whole[100], sameMachine));
        QCOMPARE(tone[24100], 0.0);
        QVERIFY(isWithin(tone[30000], whole[30000], sameMachine));
    }

    void noiseIsFlatBoundedAndRepeatable()
    {
        const Samples first = noise(0.25, 2.0, 48000, 7);
        QCOMPARE(first, noise(0.25, 2.0, 48000, 7));
        QVERIFY(first != noise(0.25, 2.0, 48000, 8));
        QVERIFY(peakOf(first) <= 0.25 && peakOf(first) > 0.2499);
        constexpr double statistical = 0.01; // of 96 000 values
        QVERIFY(isWithin(rmsOf(first) / (0.25 / std::sqrt(3.0)), 1.0, statistical));
        double product = 0.0;
        for (std::size_t i = 1; i < first.size(); ++i)
            product += first[i] * first[i - 1];
        QVERIFY(std::abs(product) < statistical * rmsOf(first) * rmsOf(first) * static_cast<double>(first.size()));
    }

    void speechLikeSoundHasPausesAndStaysWithinFullScale()
    {
        const Samples speech = speechLike(20.0, 48000, 3);
        QVERIFY(peakOf(speech) <= 1.0 && peakOf(speech) > 0.05);
        const auto silent = std::ranges::count(speech, 0.0);
        QVERIFY(silent > 48000 && silent < 15 * 48000);
    }

    void fadesReachZeroAtBothEnds()
    {
        Samples ones(4800, 1.0);
        fade(ones, 0.01, 48000);
        QCOMPARE(ones.front(), 0.0);
        QCOMPARE(ones.back(), 0.0);
        QCOMPARE(ones[240], 0.5);
        QCOMPARE(ones[480], 1.0);
    }

    void layoutsAreFilled()
    {
        const Signal signal = inOneChannel(layoutNamed("5.1").value(), 3, { 1.0, 2.0 }, 48000);
        QCOMPARE(signal.frames(), std::size_t { 2 });
        QCOMPARE(signal.channels[3], (Samples { 1.0, 2.0 }));
        QCOMPARE(signal.channels[2], (Samples { 0.0, 0.0 }));
        QCOMPARE(inAllChannels("7.1", { 1.0 }, 48000).channels.size(), std::size_t { 8 });
    }
};

ASSAY_TEST(TestSignals)
#include "tst_signals.moc"
