// SPDX-License-Identifier: GPL-3.0-or-later
// Buffers that were played again, and sounds that repeat by nature.
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <cmath>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;
constexpr std::size_t at = 60000; // where what is repeated begins

// Two voices that glide, so that no two periods are alike, and a breath.
Samples song(double seconds = 3.0)
{
    Samples samples = noise(0.002, seconds, rate, 7);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double second = static_cast<double>(i) / rate;
        samples[i] += 0.3 * std::sin(900.0 * second + 40.0 * second * second);
        samples[i] += 0.2 * std::sin(2900.0 * second - 70.0 * second * second);
    }
    return samples;
}

// A song in which `block` samples from `at` on stand `times` times more, before what comes then or in its place.
Samples stuck(std::size_t block, std::size_t times, bool inPlace)
{
    const Samples whole = song();
    Samples samples(whole.begin(), whole.begin() + at);
    for (std::size_t i = 0; i <= times; ++i)
        samples.insert(samples.end(), whole.begin() + at, whole.begin() + at + static_cast<std::ptrdiff_t>(block));
    const std::size_t next = at + block * (inPlace ? times + 1 : 1);
    samples.insert(samples.end(), whole.begin() + static_cast<std::ptrdiff_t>(next), whole.end());
    return samples;
}

Samples sixteenBits(Samples samples)
{
    for (double& sample : samples)
        sample = std::round(sample * 32768.0) / 32768.0;
    return samples;
}

const Measurement& repeatsOf(const Samples& samples, MeasurementSet& measures, std::size_t blockFrames = 4096)
{
    Signal signal = inAllChannels("mono", sixteenBits(samples), rate);
    signal.bitDepth = 16;
    measures = analyze("repeated_block", signal, blockFrames);
    return *measures.find("signal.repeated_block");
}

// The same drum again and again, cut off by the next, at equal distances or at growing ones.
Samples drums(std::size_t distance, std::size_t more)
{
    Samples hit = noise(0.8, 0.3, rate, 3);
    for (std::size_t i = 0; i < hit.size(); ++i)
        hit[i] *= std::exp(-static_cast<double>(i) / 2000.0);
    Samples samples;
    for (std::size_t i = 0; i < 40; ++i)
        samples.insert(samples.end(), hit.begin(), hit.begin() + static_cast<std::ptrdiff_t>(distance + i * more));
    return samples;
}

Samples stepped(double (*shape)(double), double period)
{
    Samples samples(2 * rate);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] = 0.4 * shape(std::fmod(static_cast<double>(i) / period, 1.0));
    return samples;
}

} // namespace

class TestRepeatedBlock : public QObject
{
    Q_OBJECT

private slots:
    void aStuckBufferIsFound_data()
    {
        QTest::addColumn<int>("block");
        QTest::addColumn<int>("times");
        QTest::addColumn<bool>("inPlace");
        QTest::addColumn<bool>("found");
        for (const int block : { 64, 100, 512, 1024, 4096, 8192 }) {
            QTest::addRow("%d inserted", block) << block << 1 << false << true;
            QTest::addRow("%d in place", block) << block << 1 << true << true;
        }
        QTest::newRow("twice more") << 1000 << 2 << true << true;
        QTest::newRow("three times more") << 1000 << 3 << true << true;
        QTest::newRow("four times more is a tone") << 1000 << 4 << true << false;
        QTest::newRow("too short") << 63 << 1 << true << false;
        QTest::newRow("too long") << 8193 << 1 << true << false;
    }
    void aStuckBufferIsFound()
    {
        QFETCH(int, block);
        QFETCH(int, times);
        QFETCH(bool, inPlace);
        QFETCH(bool, found);
        const Samples samples = stuck(static_cast<std::size_t>(block), static_cast<std::size_t>(times), inPlace);
        MeasurementSet measures;
        const Measurement& repeats = repeatsOf(samples, measures);
        QCOMPARE(repeats.events.size(), found ? 1U : 0U);
        if (!found)
            return;
        const Place& place = repeats.events[0];
        QVERIFY(std::abs(place.start - static_cast<FrameCount>(at) - block) <= 1); // the next sample may fit by chance
        QVERIFY(std::abs(place.end - place.start - static_cast<FrameCount>(times) * block) <= 2);
        QCOMPARE(place.value, std::optional(toSeconds(block, rate)));
        for (const std::size_t blockFrames : { 1U, 37U, 50000U }) {
            MeasurementSet others;
            QVERIFY(repeatsOf(samples, others, blockFrames) == repeats);
        }
    }

    void soundsThatRepeatByNatureAreNone_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::newRow("song") << song();
        QTest::newRow("silence") << silence(2.0, rate);
        QTest::newRow("silence between") << joined({ song(0.5), silence(0.5, rate), song(0.5) });
        QTest::newRow("held") << joined({ song(0.5), Samples(5000, 0.25), song(0.5) });
        for (const double frequency : { 50.0, 100.0, 375.0, 480.0, 997.0, 1000.0 })
            QTest::addRow("%g Hz", frequency) << sine(frequency, 0.5, 3.0, rate);
        QTest::newRow("saw") << stepped([](double phase) { return 2.0 * phase - 1.0; }, 437.0);
        QTest::newRow("square") << stepped([](double phase) { return phase < 0.5 ? 1.0 : -1.0; }, 500.0);
        QTest::newRow("noise") << noise(0.5, 3.0, rate, 1);
        const Samples loop = song(0.1);
        QTest::newRow("loop") << joined({ loop, loop, loop, loop, loop, loop, loop, loop, loop, loop });
        QTest::newRow("long loop") << joined({ song(0.5), song(0.5), song(0.5) });
        QTest::newRow("drum roll") << drums(3000, 0);
        QTest::newRow("slowing drums") << drums(1500, 150);
    }
    void soundsThatRepeatByNatureAreNone()
    {
        QFETCH(Samples, samples);
        MeasurementSet measures;
        QVERIFY(repeatsOf(samples, measures).events.empty());
    }
};

ASSAY_TEST(TestRepeatedBlock)
#include "tst_repeated_block.moc"
