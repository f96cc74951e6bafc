// SPDX-License-Identifier: GPL-3.0-or-later
// The detectors of faults in the samples against slow and obvious implementations.
#include "core/base/units.h"
#include "core/dsp/linear_prediction.h"
#include "tests/reference/read_signal.h"
#include "tests/support/corpus.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <cmath>
#include <numbers>
#include <numeric>

using namespace assay;
using namespace assay::test;

namespace
{

double meanOf(const Samples& x, std::size_t from, std::size_t to)
{
    double sum = 0.0;
    for (std::size_t n = from; n < to; ++n)
        sum += x[n];
    return sum / static_cast<double>(to - from);
}

// The frame nearest to `count` parts of a second, of which there are `parts`.
std::size_t frameAt(std::size_t count, std::size_t parts, int rate)
{
    return (count * static_cast<std::size_t>(rate) + parts / 2) / parts;
}

// Are there 10 ms of zeros in these 400 ms?
bool holdsBlack(const Samples& x, std::size_t step, int rate)
{
    for (std::size_t cell = step * 10; cell < step * 10 + 40; ++cell) {
        const auto from = x.begin() + static_cast<std::ptrdiff_t>(frameAt(cell, 100, rate));
        const auto to = x.begin() + static_cast<std::ptrdiff_t>(frameAt(cell + 1, 100, rate));
        if (std::all_of(from, to, [](double sample) { return sample == 0.0; }))
            return true;
    }
    return false;
}

double worstSecond(const Samples& x, int rate)
{
    double worst = 0.0;
    for (std::size_t j = 0; frameAt(j + 10, 10, rate) <= x.size(); ++j)
        worst = std::max(worst, std::abs(meanOf(x, frameAt(j, 10, rate), frameAt(j + 10, 10, rate))));
    return 100.0 * worst;
}

double floorOf(const Samples& x, int rate)
{
    std::vector<double> levels;
    for (std::size_t j = 0; frameAt(j + 4, 10, rate) <= x.size(); ++j) {
        if (holdsBlack(x, j, rate))
            continue;
        const std::size_t from = frameAt(j, 10, rate);
        const std::size_t to = frameAt(j + 4, 10, rate);
        const double mean = meanOf(x, from, to);
        double squares = 0.0;
        for (std::size_t n = from; n < to; ++n)
            squares += (x[n] - mean) * (x[n] - mean);
        levels.push_back(10.0 * std::log10(squares / static_cast<double>(to - from)));
    }
    std::ranges::sort(levels);
    return levels[static_cast<std::size_t>(std::ceil(0.05 * static_cast<double>(levels.size()))) - 1];
}

int bitsOf(const Samples& x)
{
    for (int bits = 1; bits <= 32; ++bits) {
        const double steps = std::pow(2.0, bits - 1);
        if (std::ranges::all_of(x, [steps](double sample) { return std::floor(sample * steps) == sample * steps; }))
            return bits;
    }
    return 33;
}

// The normal equations solved by elimination.
Predictor slowPredictor(const Samples& x)
{
    Samples w(x.size());
    for (std::size_t n = 0; n < x.size(); ++n) {
        const double turn = (static_cast<double>(n) + 0.5) / static_cast<double>(x.size());
        w[n] = x[n] * std::pow(std::sin(std::numbers::pi * turn), 2.0);
    }
    constexpr std::size_t order = predictionOrder;
    std::array<double, order + 1> r {};
    for (std::size_t lag = 0; lag <= order; ++lag) {
        for (std::size_t n = lag; n < w.size(); ++n)
            r[lag] += w[n] * w[n - lag];
    }
    std::array<std::array<double, order + 1>, order> a {};
    for (std::size_t i = 0; i < order; ++i) {
        for (std::size_t k = 0; k < order; ++k)
            a[i][k] = r[i > k ? i - k : k - i] * (i == k ? 1.0 + 1e-9 : 1.0);
        a[i][order] = r[i + 1];
    }
    for (std::size_t i = 0; i < order; ++i) {
        for (std::size_t row = 0; row < order; ++row) {
            const double factor = row == i ? 0.0 : a[row][i] / a[i][i];
            for (std::size_t k = i; k <= order; ++k)
                a[row][k] -= factor * a[i][k];
        }
    }
    Predictor weights {};
    for (std::size_t i = 0; i < order; ++i)
        weights[i] = a[i][order] / a[i][i];
    return weights;
}

// What is held for 1 ms or more, whatever stands beside it.
std::vector<TimeRange> heldIn(const Samples& x, std::size_t shortest)
{
    std::vector<TimeRange> runs;
    for (std::size_t start = 0; start < x.size();) {
        std::size_t end = start + 1;
        while (end < x.size() && x[end] == x[start])
            ++end;
        if (end - start >= shortest)
            runs.push_back({ static_cast<FrameCount>(start), static_cast<FrameCount>(end) });
        start = end;
    }
    return runs;
}

} // namespace

class TestDefectReference : public QObject
{
    Q_OBJECT

private slots:
    void levelsAreThoseOfTheDefinition_data()
    {
        QTest::addColumn<Signal>("signal");
        QTest::newRow("speech 48k") << inAllChannels("mono", speechLike(9.03, 48000, 3), 48000);
        QTest::newRow("speech 44.1k") << inAllChannels("mono", speechLike(9.03, 44100, 4), 44100);
        QTest::newRow("noise 11.025k") << inAllChannels("mono", noise(0.2, 5.5, 11025, 4), 11025);
        if (!hasCorpus())
            return;
        const std::filesystem::path folder = "music_speech";
        QTest::newRow("music") << readSignal(
            corpusFile(folder / "librosa-permissive/Kevin_MacLeod_-_Vibe_Ace.hq.ogg"), 12.0);
        QTest::newRow("drums") << readSignal(corpusFile(folder / "sonic-pi-samples/loop_amen_full.flac"), 12.0);
    }
    void levelsAreThoseOfTheDefinition()
    {
        QFETCH(Signal, signal);
        const MeasurementSet offset = analyze("dc_offset", signal);
        const MeasurementSet noise = analyze("noise_floor", signal);
        const std::vector<std::string> names = signal.layout.channelNames();
        for (std::size_t i = 0; i < names.size(); ++i) {
            const Samples& x = signal.channels[i];
            const double whole = 100.0 * std::abs(meanOf(x, 0, x.size()));
            QVERIFY(isWithin(channelNumber(offset, "signal.dc_offset", names[i]), whole, sameMachine));
            const double worst = worstSecond(x, signal.sampleRate);
            QVERIFY(isWithin(channelNumber(offset, "signal.dc_offset_max", names[i]), worst, sameMachine));
            constexpr double halfClass = 0.05 + sameMachine; // dB
            const double level = floorOf(x, signal.sampleRate);
            QVERIFY(isWithin(channelNumber(noise, "signal.noise_floor", names[i]), level, halfClass));
        }
    }

    void bitsAreThoseOfTheDefinition()
    {
        for (int bits = 2; bits <= 32; ++bits) {
            Samples samples = noise(0.9, 0.05, 48000, static_cast<std::uint32_t>(bits));
            for (double& sample : samples)
                sample = std::ldexp(std::nearbyint(std::ldexp(sample, bits - 1)), 1 - bits);
            Signal signal = inAllChannels("mono", samples, 48000);
            signal.bitDepth = 32;
            QVERIFY(isWithin(
                number(analyze("effective_bits", signal), "signal.effective_bits"), bitsOf(samples), sameMachine));
        }
    }

    void thePredictorSolvesTheNormalEquations()
    {
        for (std::uint32_t seed = 0; seed < 10; ++seed) {
            Samples x = noise(0.3, 0.02, 48000, seed);
            for (std::size_t n = 2; n < x.size(); ++n)
                x[n] += 1.6 * x[n - 1] - 0.8 * x[n - 2];
            Samples windowed = predictionWindow(x.size());
            for (std::size_t n = 0; n < x.size(); ++n)
                windowed[n] *= x[n];
            const Predictor fast = predictorFor(windowed);
            const Predictor expected = slowPredictor(x);
            Samples residual(x.size() - predictionOrder);
            findResidual(x, fast, residual);
            for (std::size_t k = 0; k < predictionOrder; ++k)
                QVERIFY(isWithin(fast[k], expected[k], sameMachine));
            double last = x.back();
            for (std::size_t k = 0; k < predictionOrder; ++k)
                last -= expected[k] * x[x.size() - 2 - k];
            QVERIFY(isWithin(residual.back(), last, 10 * sameMachine));
        }
    }

    // Mutes at random places in noise: each one is a run of the obvious search, and the other way round.
    void dropoutsAreTheHeldRuns()
    {
        Samples x = noise(0.3, 20.0, 48000, 1);
        std::size_t from = 5000;
        for (std::size_t k = 0; from + 20000 < x.size(); ++k) {
            const std::size_t length = 30 + 37 * k;
            std::fill_n(x.begin() + static_cast<std::ptrdiff_t>(from), length, k % 3 == 0 ? 0.1 : 0.0);
            from += length + 6000 + 511 * k;
        }
        const Measurement found = *analyze("dropout", inAllChannels("mono", x, 48000), 777).find("signal.dropout");
        std::vector<TimeRange> ranges;
        for (const Place& place : found.events)
            ranges.push_back({ place.start, place.end });
        QVERIFY(ranges.size() > 30);
        QVERIFY(ranges == heldIn(x, 48));
    }
};

ASSAY_TEST(TestDefectReference)
#include "tst_defect_reference.moc"
