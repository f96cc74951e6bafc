// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"

#include <QTest>
#include <cmath>

using namespace assay;

namespace
{

constexpr int rate = 48000;

test::Signal stereoNoise(double seconds)
{
    return test::inAllChannels("stereo", test::noise(0.5, seconds, rate, 1), rate);
}

const std::vector<double>& steps(const MeasurementSet& measures)
{
    return *measures.series().find("fingerprint");
}

std::string whole(const MeasurementSet& measures)
{
    return std::get<std::string>(*measures.find("signal.fingerprint")->value);
}

} // namespace

class TestFingerprint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameSoundSameNumbers()
    {
        const test::Signal signal = stereoNoise(2.05);
        const MeasurementSet first = test::analyze("fingerprint", signal);
        for (const std::size_t block : { std::size_t { 1 }, std::size_t { 37 }, test::wholeSignal }) {
            const MeasurementSet again = test::analyze("fingerprint", signal, block);
            QCOMPARE(steps(again), steps(first));
            QCOMPARE(whole(again), whole(first));
        }
        QCOMPARE(steps(first).size(), std::size_t { 21 });
        for (const double number : steps(first))
            QVERIFY(number >= 0.0 && number < 16777216.0 && number == std::floor(number));
    }

    void oneSampleChangesItsStepAlone()
    {
        const test::Signal signal = stereoNoise(2.0);
        const MeasurementSet before = test::analyze("fingerprint", signal);
        for (const std::size_t frame :
            { std::size_t { 0 }, std::size_t { 4799 }, std::size_t { 4800 }, std::size_t { 95999 } }) {
            test::Signal other = signal;
            other.channels[1][frame] += 1.0 / 8388608.0; // the last of 24 bits
            const MeasurementSet after = test::analyze("fingerprint", other);
            QVERIFY(whole(after) != whole(before));
            for (std::size_t i = 0; i < steps(before).size(); ++i)
                QCOMPARE(steps(after)[i] != steps(before)[i], i == frame / 4800);
        }
    }
};

ASSAY_TEST(TestFingerprint)
#include "tst_fingerprint.moc"
