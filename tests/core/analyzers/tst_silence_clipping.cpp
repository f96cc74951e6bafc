// SPDX-License-Identifier: GPL-3.0-or-later
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
constexpr double justBelow = 0.00099; // -60.09 dBFS
constexpr double justAbove = 0.00101;

// Stereo with the loud samples at the frames given, the rest just below the threshold.
Signal loudAt(std::size_t frames, const std::vector<std::size_t>& left, const std::vector<std::size_t>& right)
{
    Signal signal { rate, layoutNamed("stereo").value(), { Samples(frames, justBelow), Samples(frames, -justBelow) } };
    for (const std::size_t frame : left)
        signal.channels[0].at(frame) = justAbove;
    for (const std::size_t frame : right)
        signal.channels[1].at(frame) = -justAbove;
    return signal;
}

// One channel with these samples among silence, of this source.
Signal samplesOf(const Samples& samples, SampleFormat format, int bitDepth)
{
    Signal signal = inAllChannels("mono", joined({ Samples(600), samples, Samples(600) }), rate);
    signal.sampleFormat = format;
    signal.bitDepth = bitDepth;
    return signal;
}

std::vector<TimeRange> rangesOf(const Measurement& measurement)
{
    std::vector<TimeRange> ranges;
    for (const Place& place : measurement.events)
        ranges.push_back({ place.start, place.end });
    return ranges;
}

} // namespace

class TestSilenceClipping : public QObject
{
    Q_OBJECT

private slots:
    void endsAreExactToTheFrame()
    {
        const MeasurementSet measures = analyze("silence", loudAt(10 * rate, { 50001 }, { 30007, 400123 }));
        QCOMPARE(number(measures, "signal.first_sound"), toSeconds(30007, rate));
        QCOMPARE(number(measures, "silence.head"), toSeconds(30007, rate));
        QCOMPARE(number(measures, "signal.last_sound"), toSeconds(400124, rate));
        QCOMPARE(number(measures, "silence.tail"), toSeconds(10 * rate - 400124, rate));
    }

    void silencesAreExactToTheFrame()
    {
        // Head 96001 frames; a gap of exactly 2 s; one a frame too short; the tail to the end.
        const std::size_t gapEnd = 96001 + 1 + 96000;
        const std::size_t shortEnd = gapEnd + 1 + 95999;
        const MeasurementSet measures = analyze("silence", loudAt(shortEnd + 100001, { 96001, gapEnd }, { shortEnd }));
        const std::vector<TimeRange> expected { { 0, 96001 }, { 96002, static_cast<FrameCount>(gapEnd) },
            { static_cast<FrameCount>(shortEnd) + 1, static_cast<FrameCount>(shortEnd) + 100001 } };
        const Measurement& found = *measures.find("signal.silence");
        QVERIFY(rangesOf(found) == expected);
        QCOMPARE(found.events[1].value, std::optional(2.0));
        QCOMPARE(found.events[1].channel, std::string());
        QVERIFY(isWithin(number(measures, found.id), 3.0, sameMachine));
        QVERIFY(isWithin(channelNumber(measures, found.id, "L"), 3.0, sameMachine));
        QVERIFY(isWithin(channelNumber(measures, found.id, "R"), 2.0, sameMachine));
    }

    void aSilentProgrammeIsAllHead()
    {
        const MeasurementSet measures = analyze("silence", inAllChannels("5.1", silence(7.0, rate), rate));
        QCOMPARE(number(measures, "silence.head"), 7.0);
        QCOMPARE(number(measures, "silence.tail"), 7.0);
        QCOMPARE(stateOf(measures, "signal.first_sound"), std::string("not_applicable: nothing reaches -60 dBFS"));
        QCOMPARE(stateOf(measures, "signal.last_sound"), std::string("not_applicable: nothing reaches -60 dBFS"));
        QVERIFY(rangesOf(*measures.find("signal.silence")) == (std::vector<TimeRange> { { 0, 7 * rate } }));
    }

    void soundFromEndToEndHasNone()
    {
        const MeasurementSet measures
            = analyze("silence", inAllChannels("stereo", sine(50.0, 0.5, 5.0, rate, 90.0), rate));
        QCOMPARE(number(measures, "silence.head"), 0.0);
        QCOMPARE(number(measures, "silence.tail"), 0.0);
        QCOMPARE(number(measures, "signal.last_sound"), 5.0);
        QVERIFY(measures.find("signal.silence")->events.empty());
        QCOMPARE(stateOf(measures, "signal.silence"), std::string("ok"));
    }

    void fullScaleIsTheSources_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<SampleFormat>("format");
        QTest::addColumn<int>("bitDepth");
        QTest::addColumn<int>("runs");
        const double top16 = 32767.0 / 32768.0;
        const double top24 = 8388607.0 / 8388608.0;
        const auto integer = SampleFormat::integer;
        QTest::newRow("16 top") << Samples { top16, top16, top16 } << integer << 16 << 1;
        QTest::newRow("16 bottom") << Samples { -1.0, -1.0, -1.0 } << integer << 16 << 1;
        QTest::newRow("16 symmetric bottom") << Samples { -top16, -top16, -top16 } << integer << 16 << 1;
        QTest::newRow("16 one code below") << Samples(9, 32766.0 / 32768.0) << integer << 16 << 0;
        QTest::newRow("two in a row") << Samples { top16, top16, 0.0, top16, top16 } << integer << 16 << 0;
        QTest::newRow("signs change") << Samples { top16, top16, -1.0, -1.0, top16, top16 } << integer << 16 << 0;
        QTest::newRow("two runs") << Samples { top16, top16, top16, -1.0, -1.0, -1.0, -1.0 } << integer << 16 << 2;
        QTest::newRow("24 top") << Samples(3, top24) << integer << 24 << 1;
        QTest::newRow("24 at 16's top") << Samples(3, top16) << integer << 24 << 0;
        QTest::newRow("8 top") << Samples(3, 127.0 / 128.0) << integer << 8 << 1;
        QTest::newRow("float at 1") << Samples(3, 1.0) << SampleFormat::floating << 32 << 1;
        QTest::newRow("float beyond") << Samples { 1.2, 1.1, 1.3 } << SampleFormat::floating << 32 << 1;
        QTest::newRow("float below") << Samples(9, 0.9999999) << SampleFormat::floating << 32 << 0;
        QTest::newRow("coded at 1") << Samples(3, -1.0) << SampleFormat::coded << 0 << 1;
        QTest::newRow("coded below") << Samples(9, top16) << SampleFormat::coded << 0 << 0;
    }
    void fullScaleIsTheSources()
    {
        QFETCH(Samples, samples);
        QFETCH(SampleFormat, format);
        QFETCH(int, bitDepth);
        QFETCH(int, runs);
        const MeasurementSet measures = analyze("clipping", samplesOf(samples, format, bitDepth));
        QVERIFY(isWithin(number(measures, "signal.clipping"), runs, sameMachine));
        const Measurement& found = *measures.find("signal.clipping");
        QCOMPARE(found.events.size(), static_cast<std::size_t>(runs));
        if (runs > 0)
            QCOMPARE(found.events[0].start, FrameCount { 600 });
        if (runs == 1)
            QCOMPARE(found.events[0].end, FrameCount { 600 } + static_cast<FrameCount>(samples.size()));
    }

    void runsCarryLevelAndChannel()
    {
        Signal signal = inAllChannels("stereo", silence(1.0, rate), rate);
        signal.sampleFormat = SampleFormat::floating;
        for (const std::size_t frame : { 1000U, 1001U, 1002U })
            signal.channels[1][frame] = frame == 1001 ? 2.0 : 1.0;
        const MeasurementSet measures = analyze("clipping", signal);
        const Measurement& found = *measures.find("signal.clipping");
        QCOMPARE(found.events.at(0).channel, std::string("R"));
        QCOMPARE(found.events.at(0).value, std::optional(amplitudeToDb(2.0)));
        QCOMPARE(channelNumber(measures, found.id, "L"), 0.0);
        QCOMPARE(channelNumber(measures, found.id, "R"), 1.0);
    }

    void aRunMayLastToTheEnd()
    {
        Signal signal = inAllChannels("mono", joined({ silence(0.1, rate), Samples(5, 1.0) }), rate);
        signal.sampleFormat = SampleFormat::floating;
        QVERIFY(rangesOf(*analyze("clipping", signal).find("signal.clipping"))
            == (std::vector<TimeRange> { { 4800, 4805 } }));
    }

    // Everything is counted, only the first places are kept.
    void aFileFullOfClippingStaysSmall()
    {
        Samples samples;
        for (int i = 0; i < 5000; ++i)
            samples.insert(samples.end(), { 1.0, 1.0, 1.0, 0.0 });
        Signal signal = inAllChannels("stereo", samples, rate);
        signal.sampleFormat = SampleFormat::floating;
        const MeasurementSet measures = analyze("clipping", signal);
        const Measurement& found = *measures.find("signal.clipping");
        QVERIFY(isWithin(number(measures, found.id), 10000.0, sameMachine));
        QCOMPARE(found.events.size(), maxEvents);
        QCOMPARE(found.events[0].channel, std::string("L"));
        QCOMPARE(found.events[1].channel, std::string("R")); // in time order over the channels
    }
};

ASSAY_TEST(TestSilenceClipping)
#include "tst_silence_clipping.moc"
