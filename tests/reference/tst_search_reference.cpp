// SPDX-License-Identifier: GPL-3.0-or-later
// The searches of the null test and of the M&E test against plain correlation in time, every lag by itself.
#include "core/dsp/lag_search.h"
#include "core/dsp/leak_search.h"
#include "tests/support/signals.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <cmath>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr std::size_t size = 4096; // samples of a stretch
constexpr int rate = 48000;

std::vector<float> part(const Samples& samples, std::ptrdiff_t from, std::size_t count)
{
    std::vector<float> taken(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::ptrdiff_t at = from + static_cast<std::ptrdiff_t>(i);
        if (at >= 0 && at < static_cast<std::ptrdiff_t>(samples.size()))
            taken[i] = static_cast<float>(samples[static_cast<std::size_t>(at)]);
    }
    return taken;
}

// Sum over time of the sound and of the other `lag` samples later.
double product(const std::vector<float>& sound, const std::vector<float>& other, std::ptrdiff_t lag)
{
    double sum = 0.0;
    for (std::size_t t = 0; t < sound.size(); ++t) {
        const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(t) + lag;
        if (at >= 0 && at < static_cast<std::ptrdiff_t>(other.size()))
            sum += static_cast<double>(sound[t]) * static_cast<double>(other[static_cast<std::size_t>(at)]);
    }
    return sum;
}

Samples moved(const Samples& samples, std::ptrdiff_t by)
{
    Samples result(samples.size());
    for (std::size_t i = 0; i < result.size(); ++i) {
        const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(i) - by;
        if (at >= 0 && at < static_cast<std::ptrdiff_t>(samples.size()))
            result[i] = samples[static_cast<std::size_t>(at)];
    }
    return result;
}

Samples plus(Samples a, const Samples& b, double gain)
{
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] += gain * b[i];
    return a;
}

} // namespace

class TestSearchReference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lagOfASoundInASum_data()
    {
        QTest::addColumn<int>("late"); // samples by which the sound is late against the sum
        QTest::addColumn<double>("other"); // level of what else is in the sum
        for (const int late : { 0, 1, -17, 480, -1500 }) {
            for (const double other : { 0.0, 1.0, 3.0 })
                QTest::addRow("%d under %.0f", late, other) << late << other;
        }
    }

    void lagOfASoundInASum()
    {
        QFETCH(int, late);
        QFETCH(double, other);
        const Samples sound = noise(0.2, 1.0, rate, 1);
        const Samples sum = plus(moved(sound, -late), noise(0.2, 1.0, rate, 2), other);
        LagSearch search(size);
        std::vector<double> slow(size);
        for (std::ptrdiff_t start = 4096; start < 40000; start += 8192) {
            const std::vector<float> ofSound = part(sound, start, size);
            const auto half = static_cast<std::ptrdiff_t>(size / 2);
            const std::vector<float> ofSum = part(sum, start - half, 2 * size);
            search.add(ofSound, ofSum);
            for (std::size_t i = 0; i < size; ++i)
                slow[i] += product(ofSound, ofSum, static_cast<std::ptrdiff_t>(i));
        }
        const auto best = std::ranges::max_element(slow) - slow.begin() - static_cast<std::ptrdiff_t>(size / 2);
        const auto lag = search.lag();
        QVERIFY(lag.has_value());
        QCOMPARE(-best, std::ptrdiff_t { late }); // where it lies in the sum, seen from the sound
        QVERIFY2(std::abs(lag->samples - late) < 0.05, qPrintable(QString::number(lag->samples)));
        QVERIFY2(lag->confidence > 12.0, qPrintable(QString::number(lag->confidence)));
    }

    void aForeignSoundHasNoLag()
    {
        const Samples sound = noise(0.2, 1.0, rate, 3);
        const Samples sum = noise(0.2, 1.0, rate, 4);
        LagSearch search(size);
        for (std::ptrdiff_t start = 4096; start < 40000; start += 8192)
            search.add(part(sound, start, size), part(sum, start - static_cast<std::ptrdiff_t>(size / 2), 2 * size));
        QVERIFY(search.lag()->confidence < 12.0);
    }

    void leakOfASound_data()
    {
        QTest::addColumn<int>("later");
        QTest::addColumn<double>("gain");
        QTest::newRow("in time") << 0 << 0.25;
        QTest::newRow("later") << 24 << 0.25;
        QTest::newRow("inverted") << 5 << -0.5;
    }

    void leakOfASound()
    {
        QFETCH(int, later);
        QFETCH(double, gain);
        const Samples sound = noise(0.2, 1.0, rate, 5);
        const Samples other = plus(noise(0.05, 1.0, rate, 6), moved(sound, later), gain);
        LeakSearch search(size, rate);
        LeakEvidence evidence;
        std::vector<double> slow(2 * 64 + 1);
        double energy = 0.0;
        for (std::ptrdiff_t start = 0; start + 4096 < 44000; start += 4096) {
            const std::vector<float> ofSound = part(sound, start, size);
            const std::vector<float> ofOther = part(other, start, size);
            evidence += search.evidence(ofSound, ofOther);
            energy += product(ofSound, ofSound, 0);
            for (std::ptrdiff_t lag = -64; lag <= 64; ++lag)
                slow[static_cast<std::size_t>(lag + 64)] += product(ofSound, ofOther, lag);
        }
        const auto best = std::ranges::max_element(slow, {}, [](double sum) { return std::abs(sum); });
        const auto found = search.leak(evidence);
        QVERIFY(found.has_value());
        QCOMPARE(best - slow.begin() - 64, std::ptrdiff_t { later });
        QVERIFY2(std::abs(found->lag - later) < 1.0, qPrintable(QString::number(found->lag)));
        constexpr double byBand = 0.1; // of the gain: correlation weighs all bands, the search those of speech
        QVERIFY2(std::abs(found->gain - *best / energy) < byBand * std::abs(gain),
            qPrintable(QString("%1, by correlation %2").arg(found->gain).arg(*best / energy)));
    }
};

ASSAY_TEST(TestSearchReference)
#include "tst_search_reference.moc"
