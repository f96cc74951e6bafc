// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/dsp/fft.h"
#include "core/dsp/grid.h"
#include "core/dsp/k_weighting.h"
#include "core/dsp/loudness_gate.h"
#include "core/dsp/loudness_windows.h"
#include "core/dsp/moments.h"
#include "core/dsp/pair_sums.h"
#include "core/dsp/peak.h"
#include "core/dsp/sample_facts.h"
#include "core/dsp/true_peak.h"
#include "tests/support/signals.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <numbers>

using namespace assay;
using namespace assay::test;

namespace
{

double gainDb(const Biquad& b, double frequency, int sampleRate)
{
    const std::complex<double> z = std::polar(1.0, -2.0 * std::numbers::pi * frequency / sampleRate);
    return amplitudeToDb(std::abs((b.b0 + z * (b.b1 + z * b.b2)) / (1.0 + z * (b.a1 + z * b.a2))));
}

double gainDb(const KWeighting& weighting, double frequency, int sampleRate)
{
    return gainDb(weighting.shelf, frequency, sampleRate) + gainDb(weighting.highPass, frequency, sampleRate);
}

// The sums of squares of the cells of a mono sound.
std::vector<double> cellEnergies(const Samples& samples, int sampleRate)
{
    KFilter meter(sampleRate, 1);
    std::vector<double> energies;
    for (FrameCount cell = 0; cellStart(cell + 1, sampleRate) <= static_cast<FrameCount>(samples.size()); ++cell) {
        const auto from = static_cast<std::size_t>(cellStart(cell, sampleRate));
        const double* const plane = samples.data() + from;
        double energy = 0.0;
        meter.process({ &plane, 1 }, static_cast<std::size_t>(cellStart(cell + 1, sampleRate)) - from, { &energy, 1 });
        energies.push_back(energy);
    }
    return energies;
}

constexpr std::array rates { 44100, 48000, 88200, 96000, 176400, 192000 };

} // namespace

class TestDsp : public QObject
{
    Q_OBJECT

private slots:
    void transformIsTheSumItStandsFor()
    {
        for (const std::size_t size : { 2U, 4U, 6U, 10U, 16U, 18U, 32U, 34U, 100U, 256U }) {
            RealFft fft(size);
            const Samples sound = noise(0.5, 0.01, 48000, static_cast<std::uint32_t>(size));
            std::transform(sound.begin(), sound.begin() + static_cast<std::ptrdiff_t>(size), fft.samples().begin(),
                [](double sample) { return static_cast<float>(sample); });
            fft.forward();
            for (std::size_t k = 0; k < fft.bins().size(); ++k) {
                std::complex<double> sum = 0.0;
                for (std::size_t n = 0; n < size; ++n)
                    sum += sound[n]
                        * std::polar(
                            1.0, -2.0 * std::numbers::pi * static_cast<double>(n * k) / static_cast<double>(size));
                QVERIFY2(std::abs(std::complex<double>(fft.bins()[k]) - sum) < 1e-6 * static_cast<double>(size),
                    qPrintable(QString("%1 of %2").arg(k).arg(size)));
            }
        }
    }

    // BS.1770-5 Annex 1, Tables 1 and 2.
    void kWeightingIsTheTableAt48k()
    {
        constexpr double table = 1e-13; // the digits of the table
        const KWeighting k = kWeighting(48000);
        QVERIFY(isWithin(k.shelf.b0, 1.53512485958697, table));
        QVERIFY(isWithin(k.shelf.b1, -2.69169618940638, table));
        QVERIFY(isWithin(k.shelf.b2, 1.19839281085285, table));
        QVERIFY(isWithin(k.shelf.a1, -1.69065929318241, table));
        QVERIFY(isWithin(k.shelf.a2, 0.73248077421585, table));
        QVERIFY(isWithin(k.highPass.b0, 1.0, table));
        QVERIFY(isWithin(k.highPass.b1, -2.0, table));
        QVERIFY(isWithin(k.highPass.b2, 1.0, table));
        QVERIFY(isWithin(k.highPass.a1, -1.99004745483398, table));
        QVERIFY(isWithin(k.highPass.a2, 0.99007225036621, table));
    }

    void kWeightingHasItsKnownResponse_data()
    {
        QTest::addColumn<double>("frequency");
        QTest::addColumn<double>("gain"); // dB at 48 kHz
        const std::vector<std::pair<double, double>> response { { 25, -10.393 }, { 50, -3.934 }, { 100, -1.134 },
            { 200, -0.265 }, { 500, 0.043 }, { 997, 0.6910 }, { 1000, 0.6977 }, { 2000, 3.071 }, { 4000, 3.968 },
            { 8000, 4.039 }, { 20000, 4.043 } };
        for (const auto& [frequency, gain] : response)
            QTest::addRow("%g Hz", frequency) << frequency << gain;
    }
    void kWeightingHasItsKnownResponse()
    {
        QFETCH(double, frequency);
        QFETCH(double, gain);
        constexpr double printed = 0.0006; // dB, half a unit of the last digit above
        QVERIFY(isWithin(gainDb(kWeighting(48000), frequency, 48000), gain, printed));
        for (const int rate : rates) {
            const double here = gainDb(kWeighting(rate), frequency, rate);
            QVERIFY2(isWithin(here, gain, rateResponse), qPrintable(QString("%1 Hz: %2").arg(rate).arg(here)));
        }
    }

    // 0 dBFS at 997 Hz in one channel of weight 1 is -3.01 LKFS (BS.1770-5 Annex 1).
    void fullScaleSineReadsThreeBelow()
    {
        for (const int rate : rates) {
            const std::vector<double> cells = cellEnergies(sine(997.0, 1.0, 3.0, rate), rate);
            double energy = 0.0;
            for (std::size_t i = 100; i < 300; ++i)
                energy += cells[i];
            const double level = loudnessOf(energy / (2.0 * rate)).value();
            QVERIFY2(isWithin(level, -3.0103, rateResponse), qPrintable(QString("%1: %2").arg(rate).arg(level)));
        }
    }

    void kWeightingLeavesNoSubnormalsBehind()
    {
        constexpr int rate = 48000;
        const std::vector<double> cells = cellEnergies(joined({ noise(1.0, 0.1, rate, 1), silence(60.0, rate) }), rate);
        QCOMPARE(cells.back(), 0.0);
        for (const double energy : cells)
            QVERIFY(energy == 0.0 || std::fpclassify(energy) == FP_NORMAL);
    }

    void kWeightingTreatsChannelsAlone()
    {
        constexpr std::size_t count = 7; // one full group of lanes and three spare
        std::vector<Samples> sounds;
        std::vector<const double*> planes;
        for (std::uint32_t i = 0; i < count; ++i)
            sounds.push_back(noise(0.1 * (i + 1), 0.02, 48000, i));
        for (const Samples& sound : sounds)
            planes.push_back(sound.data());
        std::vector<double> together(count);
        KFilter(48000, count).process(planes, 960, together);
        for (std::size_t i = 0; i < count; ++i) {
            double alone = 0.0;
            KFilter(48000, 1).process({ &planes[i], 1 }, 960, { &alone, 1 });
            QCOMPARE(together[i], alone);
        }
    }

    void factsAreThoseOfEverySample_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : { 0, 1, 2, 3, 5, 6, 7, 17, 480, 481 })
            QTest::addRow("%d samples", count) << count;
    }
    void factsAreThoseOfEverySample()
    {
        QFETCH(int, count);
        Samples all = noise(0.7, 0.02, 48000, 5);
        all.resize(static_cast<std::size_t>(count) + 2);
        SampleFacts expected;
        for (std::size_t i = 2; i < all.size(); ++i) {
            const double difference = all[i] - 2.0 * all[i - 1] + all[i - 2];
            expected.sum += all[i];
            expected.squares += all[i] * all[i];
            expected.highest = std::max(expected.highest, std::abs(all[i]));
            expected.sharpest = std::max(expected.sharpest, std::abs(difference));
            expected.sharpness += difference * difference;
        }
        const SampleFacts facts = factsOf(std::span(all).subspan(2), { all[1], all[0] });
        QCOMPARE(facts.highest, expected.highest);
        QVERIFY(isWithin(facts.sum, expected.sum, sameMachine));
        QVERIFY(isWithin(facts.squares, expected.squares, sameMachine));
        QVERIFY(isWithin(facts.sharpest, expected.sharpest, sameMachine));
        QVERIFY(isWithin(facts.sharpness, expected.sharpness, sameMachine));
    }

    // Rough noise and ever smoother.
    void smoothBoundHolds()
    {
        constexpr SmoothBound bound = smoothBound();
        for (std::uint32_t seed = 0; seed < 200; ++seed) {
            Samples sound = noise(1.0, 0.01, 48000, seed);
            for (std::uint32_t pass = 0; pass < seed % 5; ++pass) { // smoother and smoother
                for (std::size_t i = 1; i < sound.size(); ++i)
                    sound[i] = 0.5 * (sound[i] + sound[i - 1]);
            }
            const SampleFacts facts = factsOf(sound, { 0.0, 0.0 });
            TruePeakFilter filter;
            const double highest = filter.process(sound, 0.0).value;
            QVERIFY(highest <= bound.ofHighest * facts.highest + bound.ofSharpest * facts.sharpest);
            TruePeakFilter other;
            QCOMPARE(other.process(sound, facts, 0.0).value, highest);
        }
    }

    void kWeightedSamplesCarryTheirEnergy()
    {
        constexpr std::size_t count = 7;
        constexpr std::size_t frames = 481;
        const Samples sound = noise(0.5, 0.02, 48000, 3);
        std::vector<const double*> planes;
        for (std::size_t i = 0; i < count; ++i)
            planes.push_back(sound.data() + i);
        std::vector<Samples> weighted(count, Samples(frames));
        std::vector<double*> outputs;
        for (Samples& samples : weighted)
            outputs.push_back(samples.data());
        std::vector<double> energies(count);
        std::vector<double> without(count);
        KFilter filter(48000, count);
        KFilter(48000, count).process(planes, frames, without);
        filter.process(planes, frames, outputs, energies);
        QCOMPARE(energies, without);
        for (std::size_t i = 0; i < count; ++i)
            QVERIFY(isWithin(momentsOf(weighted[i]).squares, energies[i], sameMachine));
        KFilter resumed(48000, count);
        resumed.resume(filter.states());
        resumed.process(planes, frames, without);
        filter.process(planes, frames, energies);
        QCOMPARE(energies, without);
    }

    void gatesAreStrict()
    {
        const double at70 = powerOf(absoluteGate);
        QVERIFY(!gatedPower(std::vector { at70, at70 }));
        QVERIFY(gatedPower(std::vector { at70 * 1.0001 }));
        // -20 and -30.2: the mean is -22.6, the gate -32.6, both count; -20 and -40: only the first does.
        QVERIFY(isWithin(*gatedPower(std::vector { 0.01, 0.001 }), 0.0055, sameMachine));
        QVERIFY(isWithin(*gatedPower(std::vector { 0.01, 0.0001 }), 0.01, sameMachine));
        QVERIFY(!gatedPower({}));
        QVERIFY(!loudnessRange({}));
    }

    // Tech 3342: nearest rank, 31 values: places 3 and 28 or 29 (30 * 0.95 = 28.5 rounds to 29).
    void rangeTakesTheNearestRank()
    {
        std::vector<double> powers;
        for (int i = 0; i < 31; ++i)
            powers.push_back(powerOf(Lufs { -30.0 + 0.1 * i }));
        const LoudnessRange range = loudnessRange(powers).value();
        QVERIFY(isWithin(range.low.value(), -29.7, sameMachine));
        QVERIFY(isWithin(range.high.value(), -27.1, sameMachine));
    }

    void windowsKeepTheFirstOfEqualMaxima()
    {
        LoudnessWindows windows(48000);
        for (int cell = 0; cell < 1000; ++cell)
            windows.addCell(cell >= 100 && cell < 600 ? 480.0 : 0.0);
        QCOMPARE(windows.momentary().range, (TimeRange { 100 * 480, 140 * 480 }));
        QCOMPARE(windows.shortTerm().range, (TimeRange { 100 * 480, 400 * 480 }));
        QVERIFY(isWithin(windows.shortTerm().power, 1.0, sameMachine));
    }

    void windowsNeedToBeFull()
    {
        LoudnessWindows windows(48000);
        for (int cell = 0; cell < 39; ++cell)
            windows.addCell(1.0);
        QCOMPARE(windows.momentary().range.length(), FrameCount { 0 });
        windows.addCell(1.0);
        QCOMPARE(windows.momentary().range.length(), FrameCount { 19200 });
        QCOMPARE(windows.shortTerm().range.length(), FrameCount { 0 });
    }

    void truePeakBoundIsTheFiltersOwn()
    {
        double largest = 0.0;
        for (const auto& phase : truePeakTaps) {
            double sum = 0.0;
            for (const int tap : phase)
                sum += std::abs(tap) * truePeakTapScale;
            largest = std::max(largest, sum);
        }
        QCOMPARE(largest, truePeakBound);
        for (std::size_t k = 0; k < 12; ++k) {
            QCOMPARE(truePeakTaps[3][k], truePeakTaps[0][11 - k]);
            QCOMPARE(truePeakTaps[2][k], truePeakTaps[1][11 - k]);
        }
    }

    // A single full-scale sample gives the largest taps, on either side of it.
    void truePeakKnowsItsPlace()
    {
        Samples click(200);
        click[100] = 1.0;
        TruePeakFilter filter;
        const Peak peak = filter.process(click, 0.0);
        QCOMPARE(peak.value, 7964 * truePeakTapScale);
        QCOMPARE(peak.frame, FrameCount { 100 });
        TruePeakFilter late;
        Samples end(50);
        end.back() = -1.0;
        const Peak inside = late.process(end, 0.0);
        const Peak after = late.flush(inside.value);
        QCOMPARE(after.value, 7964 * truePeakTapScale);
        QCOMPARE(after.frame, FrameCount { 49 });
    }

    // A file of 64-bit float may hold anything: levels far over and far under what single precision holds.
    void truePeakIsExactAtAnyLevel()
    {
        const Samples sound = noise(1.0, 0.1, 48000, 4);
        TruePeakFilter unity;
        const Peak expected = unity.process(sound, 0.0);
        for (const int exponent : { -900, -200, -130, 18, 30, 200, 900 }) {
            TruePeakFilter filter;
            const Peak found = filter.process(scaled(sound, std::ldexp(1.0, exponent)), 0.0);
            QVERIFY(found.value == std::ldexp(expected.value, exponent));
            QCOMPARE(found.frame, expected.frame);
        }
    }

    void truePeakDoesNotDependOnTheCut()
    {
        const Samples sound = speechLike(2.0, 48000, 5);
        TruePeakFilter whole;
        const Peak expected = whole.process(sound, 0.0);
        for (const std::size_t size : { 1U, 5U, 63U, 64U, 1000U }) {
            TruePeakFilter filter;
            Peak highest;
            for (std::size_t from = 0; from < sound.size(); from += size) {
                const std::span<const double> part
                    = std::span(sound).subspan(from, std::min(size, sound.size() - from));
                if (const Peak found = filter.process(part, highest.value); found.value > highest.value)
                    highest = found;
            }
            QCOMPARE(highest.value, expected.value);
            QCOMPARE(highest.frame, expected.frame);
        }
    }

    void magnitudesAreFound()
    {
        Samples samples(100, 0.25);
        QCOMPARE(maxMagnitude({}), 0.0);
        QCOMPARE(maxMagnitude(samples), 0.25);
        samples[37] = -0.5;
        samples[98] = 0.5;
        QCOMPARE(maxMagnitude(samples), 0.5);
        QCOMPARE(firstReaching(samples, 0.5), std::size_t { 37 });
        QCOMPARE(afterLastReaching(samples, 0.5), std::size_t { 99 });
        QCOMPARE(firstReaching(samples, 0.6), samples.size());
        QCOMPARE(afterLastReaching(samples, 0.6), std::size_t { 0 });
    }

    void correlationIgnoresGainAndDc()
    {
        const Samples x = noise(0.5, 0.1, 48000, 1);
        Samples y = scaled(x, -0.3);
        for (double& sample : y)
            sample += 0.4;
        QVERIFY(isWithin(correlationOf(aboutMean(sumsOf(x, y))).value(), -1.0, sameMachine));
        QVERIFY(!correlationOf(aboutMean(sumsOf(x, Samples(x.size(), 0.4)))));
        QVERIFY(!correlationOf(aboutMean(PairSums {})));
    }
};

ASSAY_TEST(TestDsp)
#include "tst_dsp.moc"
