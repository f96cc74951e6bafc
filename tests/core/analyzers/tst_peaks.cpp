// SPDX-License-Identifier: GPL-3.0-or-later
// True and sample peak. The documents' own signals are in tst_tech3341.
#include "core/base/units.h"
#include "core/dsp/true_peak.h"
#include "core/measure/series.h"
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

Signal click(FrameCount frame, double value, FrameCount frames)
{
    Samples samples(static_cast<std::size_t>(frames));
    samples[static_cast<std::size_t>(frame)] = value;
    return inAllChannels("mono", samples, rate);
}

} // namespace

class TestPeaks : public QObject
{
    Q_OBJECT

private slots:
    // The filter alone would read 0.25 dB low: the larger of the two counts.
    void aSampleCountsWhereItIsHigher()
    {
        const MeasurementSet measures = analyze("peaks", click(1000, -0.5, 5000));
        QCOMPARE(number(measures, "peak.true"), amplitudeToDb(0.5));
        QCOMPARE(number(measures, "peak.sample"), amplitudeToDb(0.5));
        for (const char* id : { "peak.true", "peak.sample" }) {
            const Place& at = measures.find(id)->at.value();
            QCOMPARE(at.start, FrameCount { 1000 });
            QCOMPARE(at.end, FrameCount { 1001 });
            QCOMPARE(at.channel, std::string("M"));
        }
    }

    // A quarter of the rate at 45 degrees: every sample 3 dB under the crest.
    void crestsBetweenSamplesAreFound()
    {
        const MeasurementSet measures
            = analyze("peaks", inAllChannels("mono", sine(rate / 4.0, 0.5, 1.0, rate, 45.0), rate));
        QVERIFY(isWithin(number(measures, "peak.sample"), -9.03, conformance::truePeakAbove));
        QVERIFY(number(measures, "peak.true") > -6.02 - conformance::truePeakBelow);
        QVERIFY(number(measures, "peak.true") < -6.02 + conformance::truePeakAbove);
    }

    void everyRateIsInterpolated_data()
    {
        QTest::addColumn<int>("sampleRate");
        for (const int sampleRate : { 8000, 44100, 48000, 96000, 192000 })
            QTest::addRow("%d", sampleRate) << sampleRate;
    }
    void everyRateIsInterpolated()
    {
        QFETCH(int, sampleRate);
        const Samples samples = sine(sampleRate / 4.0, 0.5, 0.5, sampleRate, 45.0);
        const double peak = number(analyze("peaks", inAllChannels("mono", samples, sampleRate)), "peak.true");
        QVERIFY(peak > -6.02 - conformance::truePeakBelow && peak < -6.02 + conformance::truePeakAbove);
    }

    void channelsHaveTheirOwnPeaks()
    {
        Signal signal = inAllChannels("5.1", silence(1.0, rate), rate);
        signal.channels[2][30000] = 0.7;
        signal.channels[3][20000] = -0.9; // the LFE is heard, too
        const MeasurementSet measures = analyze("peaks", signal);
        QCOMPARE(channelNumber(measures, "peak.sample", "C"), amplitudeToDb(0.7));
        QCOMPARE(channelNumber(measures, "peak.sample", "LFE"), amplitudeToDb(0.9));
        QCOMPARE(number(measures, "peak.sample"), amplitudeToDb(0.9));
        QCOMPARE(measures.find("peak.true")->at->channel, std::string("LFE"));
        const auto& channels = measures.find("peak.true")->channels;
        QCOMPARE(channels.size(), std::size_t { 6 });
        QVERIFY(!channels[0].value); // silent
    }

    void otherServicesDoNotCount()
    {
        using enum Speaker;
        Signal signal = inAllChannels("stereo", silence(1.0, rate), rate);
        signal.layout = layoutOf({ left, data });
        signal.channels[1][100] = 1.0;
        QCOMPARE(stateOf(analyze("peaks", signal), "peak.true"), std::string("not_applicable: digital silence"));
    }

    // A click at a step's end: interpolated values reach the filter's output only in the next step.
    void seriesKeepPeaksInTheirStep()
    {
        for (const FrameCount frame : { 4790, 4799 }) {
            const MeasurementSet measures = analyze("peaks", click(frame, 0.5, 12000));
            const std::vector<double>& track = *measures.series().find("true_peak");
            QCOMPARE(track.size(), std::size_t { 3 });
            QCOMPARE(track[0], rounded(amplitudeToDb(0.5), levelStep));
            QVERIFY(std::isnan(track[2]));
        }
    }

    // A pair of samples at the very end: the crest between them is still found.
    void theEndIsInterpolated()
    {
        Samples samples(4800);
        samples[4798] = samples[4799] = 0.5;
        const MeasurementSet measures = analyze("peaks", inAllChannels("mono", samples, rate));
        const double crest = 0.5 * (6388 + 3810) * truePeakTapScale;
        QVERIFY(isWithin(number(measures, "peak.true"), amplitudeToDb(crest), sameMachine));
        QVERIFY(isWithin(measures.series().find("true_peak")->at(0), amplitudeToDb(crest), levelStep));
        QVERIFY(measures.find("peak.true")->at->start >= 4798 && measures.find("peak.true")->at->end <= 4800);
    }

    void theFirstOfEqualPeaksIsThePlace()
    {
        const MeasurementSet measures = analyze("peaks", inAllChannels("stereo", sine(1000.0, 0.5, 1.0, rate), rate));
        const Place& at = measures.find("peak.sample")->at.value();
        QVERIFY(at.start < 96); // within the first periods
        QCOMPARE(at.channel, std::string("L"));
    }
};

ASSAY_TEST(TestPeaks)
#include "tst_peaks.moc"
