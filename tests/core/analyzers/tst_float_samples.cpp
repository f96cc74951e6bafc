// SPDX-License-Identifier: GPL-3.0-or-later
// What only floating point can hold.
#include "core/base/units.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <cmath>
#include <limits>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;

Signal floats(const Samples& samples, int bitDepth = 32)
{
    Signal signal = inAllChannels("mono", joined({ Samples(700), samples, Samples(700) }), rate);
    signal.sampleFormat = SampleFormat::floating;
    signal.bitDepth = bitDepth;
    return signal;
}

std::int64_t countOf(const MeasurementSet& measures, std::string_view id)
{
    return static_cast<std::int64_t>(number(measures, id));
}

} // namespace

class TestFloatSamples : public QObject
{
    Q_OBJECT

private slots:
    void limitsAreExact_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<int>("bitDepth");
        QTest::addColumn<int>("overs");
        QTest::addColumn<int>("denormals");
        constexpr double normal = static_cast<double>(std::numeric_limits<float>::min());
        constexpr double below = static_cast<double>(std::numeric_limits<float>::denorm_min());
        const double beyond = std::nextafter(1.0, 2.0);
        QTest::newRow("zeros") << Samples(9) << 32 << 0 << 0;
        QTest::newRow("full scale") << Samples { 1.0, -1.0 } << 32 << 0 << 0;
        QTest::newRow("just beyond") << Samples { beyond, -beyond } << 32 << 1 << 0;
        QTest::newRow("two runs") << Samples { 1.5, 2.0, 1.0, -3.0 } << 32 << 2 << 0;
        QTest::newRow("smallest normal") << Samples { normal, -normal } << 32 << 0 << 0;
        QTest::newRow("largest denormal") << Samples { std::nextafter(normal, 0.0) } << 32 << 0 << 1;
        QTest::newRow("smallest denormal") << Samples { below, 0.0, -below, below } << 32 << 0 << 2;
        QTest::newRow("normal in 64 bits") << Samples { below } << 64 << 0 << 0;
        QTest::newRow("denormal in 64 bits") << Samples { std::numeric_limits<double>::denorm_min() } << 64 << 0 << 1;
        QTest::newRow("both") << Samples { 2.0, below, 2.0, below } << 32 << 2 << 2;
    }
    void limitsAreExact()
    {
        QFETCH(Samples, samples);
        QFETCH(int, bitDepth);
        QFETCH(int, overs);
        QFETCH(int, denormals);
        for (const std::size_t blockFrames : { 1U, 701U, 4096U }) {
            const MeasurementSet measures = analyze("float_samples", floats(samples, bitDepth), blockFrames);
            QCOMPARE(countOf(measures, "signal.over_full_scale"), overs);
            QCOMPARE(countOf(measures, "signal.denormals"), denormals);
        }
    }

    void placesCarryLevelAndChannel()
    {
        Signal signal = inAllChannels("stereo", silence(1.0, rate), rate);
        signal.sampleFormat = SampleFormat::floating;
        signal.bitDepth = 32;
        for (const std::size_t frame : { 1000U, 1001U, 1002U })
            signal.channels[1][frame] = frame == 1001 ? -2.0 : 1.25;
        const MeasurementSet measures = analyze("float_samples", signal);
        const Measurement& found = *measures.find("signal.over_full_scale");
        QVERIFY(found.events == (std::vector<Place> { { 1000, 1003, "R", amplitudeToDb(2.0) } }));
        QCOMPARE(channelNumber(measures, found.id, "L"), 0.0);
        QCOMPARE(channelNumber(measures, found.id, "R"), 1.0);
    }

    // A hot float mix over ten thousand cycles: all are counted, the first are kept.
    void aHotMixStaysSmall()
    {
        Signal signal = inAllChannels("mono", sine(1000.0, 2.0, 5.0, rate), rate);
        signal.sampleFormat = SampleFormat::floating;
        const MeasurementSet measures = analyze("float_samples", signal);
        QCOMPARE(countOf(measures, "signal.over_full_scale"), 10000);
        QCOMPARE(measures.find("signal.over_full_scale")->events.size(), maxEvents);
    }

    void integersHoldNeither()
    {
        Signal signal = floats({ 1.0, -1.0 }, 24);
        signal.sampleFormat = SampleFormat::integer;
        const MeasurementSet measures = analyze("float_samples", signal);
        QCOMPARE(countOf(measures, "signal.over_full_scale"), 0);
        QCOMPARE(countOf(measures, "signal.denormals"), 0);
    }

    void ofCodedSoundOversCount()
    {
        Signal signal = floats({ 1.1, 1e-40 }, 0);
        signal.sampleFormat = SampleFormat::coded;
        const MeasurementSet measures = analyze("float_samples", signal);
        QCOMPARE(countOf(measures, "signal.over_full_scale"), 1);
        QCOMPARE(stateOf(measures, "signal.denormals"),
            std::string("not_applicable: coded sound has no sample format of its own"));
    }
};

ASSAY_TEST(TestFloatSamples)
#include "tst_float_samples.moc"
