// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/selection_facts.h"
#include "app/gui/time_left.h"
#include "app/gui/timeline_geometry.h"
#include "app/gui/waveform_pyramid.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace assay;

namespace
{

constexpr int rate = 48000;
constexpr FrameCount hour = FrameCount { 3600 } * rate;
constexpr double pinned = 1e-6; // frames: the same arithmetic on every machine

ProgrammeClock clockAt(const char* frameRate, FrameCount start = 0)
{
    return { rate, start, parseFrameRate(frameRate) };
}

QStringList labelsOf(const std::vector<Tick>& marks)
{
    QStringList labels;
    for (const Tick& mark : marks) {
        if (!mark.label.isEmpty())
            labels += mark.label;
    }
    return labels;
}

Waveform ramp(std::size_t bins)
{
    Waveform waveform { rate, 1024, { "L" }, { {} } };
    for (std::size_t i = 0; i < bins; ++i) {
        const auto level = static_cast<std::int16_t>(i % 100);
        waveform.bins[0].push_back({ static_cast<std::int16_t>(-level), level, static_cast<std::int16_t>(level / 2) });
    }
    return waveform;
}

} // namespace

class TestTimelineGeometry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void zoomKeepsTheFrameUnderThePointer_data()
    {
        QTest::addColumn<double>("factor");
        QTest::addColumn<double>("anchor");
        QTest::newRow("in at the left edge") << 0.5 << 0.0;
        QTest::newRow("in at a third") << 0.8 << 0.33;
        QTest::newRow("in at the right edge") << 0.1 << 1.0;
        QTest::newRow("out in the middle") << 1.25 << 0.5;
    }
    void zoomKeepsTheFrameUnderThePointer()
    {
        QFETCH(double, factor);
        QFETCH(double, anchor);
        const ViewRange view { hour / 2.0, hour / 10.0, hour };
        const ViewRange next = zoomed(view, factor, anchor, rate);
        const double before = view.start + anchor * view.length;
        QVERIFY(std::abs(next.start + anchor * next.length - before) < pinned);
        QVERIFY(std::abs(next.length - view.length * factor) < pinned);
    }

    void viewsStayInside_data()
    {
        QTest::addColumn<double>("start");
        QTest::addColumn<double>("length");
        QTest::addColumn<double>("factor");
        QTest::addColumn<double>("pan");
        QTest::newRow("out of everything") << 0.0 << 1.0 * hour << 4.0 << 0.0;
        QTest::newRow("out near the end") << 0.9 * hour << 0.1 * hour << 5.0 << 0.0;
        QTest::newRow("in without end") << 0.0 << 1.0 * hour << 1e-12 << 0.0;
        QTest::newRow("past the left") << 100.0 << 1000.0 << 1.0 << -1e12;
        QTest::newRow("past the right") << 100.0 << 1000.0 << 1.0 << 1e12;
    }
    void viewsStayInside()
    {
        QFETCH(double, start);
        QFETCH(double, length);
        QFETCH(double, factor);
        QFETCH(double, pan);
        const ViewRange next = panned(zoomed({ start, length, hour }, factor, 0.5, rate), pan);
        QVERIFY(next.start >= 0.0);
        QVERIFY(next.end() <= hour + pinned);
        QVERIFY(next.length >= std::min(shortestViewSeconds * rate, 1.0 * hour) - pinned);
    }

    void aRevealedPlaceIsInSight_data()
    {
        QTest::addColumn<qlonglong>("start");
        QTest::addColumn<qlonglong>("end");
        QTest::newRow("a click at the start") << qlonglong(0) << qlonglong(1);
        QTest::newRow("a long stretch") << qlonglong(10 * rate) << qlonglong(900 * rate);
        QTest::newRow("the last second") << static_cast<qlonglong>(hour - rate) << static_cast<qlonglong>(hour);
        QTest::newRow("everything") << qlonglong(0) << static_cast<qlonglong>(hour);
    }
    void aRevealedPlaceIsInSight()
    {
        QFETCH(qlonglong, start);
        QFETCH(qlonglong, end);
        const ViewRange next = revealing({ hour / 2.0, 20.0 * rate, hour }, { start, end }, rate);
        QVERIFY(next.start <= static_cast<double>(start));
        QVERIFY(next.end() >= static_cast<double>(end));
        QVERIFY(next.start >= 0.0 && next.end() <= hour + pinned);
    }

    void whatIsInSightDoesNotMove()
    {
        const ViewRange view { 0.0, 100.0 * rate, hour };
        QVERIFY(revealing(view, { 40 * rate, 41 * rate }, rate) == view);
    }

    void pixelsAndFramesAgree()
    {
        const ViewRange view { 1000.0, 5000.0, 100000.0 };
        for (const double x : { 0.0, 1.0, 799.5, 800.0 })
            QVERIFY(std::abs(xOf(view, frameAt(view, x, 800.0), 800.0) - x) < pinned);
    }

    void ticksStandAtRoundTimecode_data()
    {
        QTest::addColumn<QByteArray>("frameRate");
        QTest::addColumn<double>("fromSecond");
        QTest::addColumn<double>("seconds");
        QTest::addColumn<qlonglong>("start");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        const auto tenHours = static_cast<qlonglong>(FrameCount { 36000 } * rate);
        QTest::newRow("25 fps, an hour") << QByteArray("25") << 0.0 << 3600.0 << tenHours << "10:00:00:00"
                                         << "10:10:00:00";
        QTest::newRow("25 fps, a second") << QByteArray("25") << 0.0 << 1.0 << tenHours << "10:00:00:00"
                                          << "10:00:00:05";
        QTest::newRow("24 fps, ten seconds") << QByteArray("24") << 0.5 << 10.0 << qlonglong(0) << "00:00:02:00"
                                             << "00:00:04:00";
        QTest::newRow("29.97 drop, across a minute")
            << QByteArray("29.97DF") << 50.0 << 40.0 << qlonglong(0) << "00:00:50;00"
            << "00:01:00;02";
        QTest::newRow("no picture rate") << QByteArray("") << 0.0 << 10.0 << qlonglong(0) << "00:00:00.000"
                                         << "00:00:02.000";
    }
    void ticksStandAtRoundTimecode()
    {
        QFETCH(QByteArray, frameRate);
        QFETCH(double, fromSecond);
        QFETCH(double, seconds);
        QFETCH(qlonglong, start);
        QFETCH(QString, first);
        QFETCH(QString, second);
        const ViewRange view { fromSecond * rate, seconds * rate, hour };
        const std::vector<Tick> marks = ticks(view, 800.0, 120.0, clockAt(frameRate.constData(), start));
        const QStringList labels = labelsOf(marks);
        QVERIFY2(labels.size() >= 2, qPrintable(labels.join(u' ')));
        QCOMPARE(labels[0], first);
        QCOMPARE(labels[1], second);
        for (const Tick& mark : marks)
            QVERIFY(mark.frame >= view.start && mark.frame <= view.end());
    }

    void labelsDoNotTouch()
    {
        for (double length = 0.2 * rate; length < hour; length *= 1.7) {
            const ViewRange view { 0.0, length, hour };
            double last = -1e9;
            for (const Tick& mark : ticks(view, 1000.0, 110.0, clockAt("25"))) {
                if (mark.label.isEmpty())
                    continue;
                const double x = xOf(view, mark.frame, 1000.0);
                QVERIFY(x - last >= 109.0);
                last = x;
            }
        }
    }

    void lanesFillTheHeightWithoutGaps_data()
    {
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("channels");
        QTest::addColumn<bool>("speech");
        QTest::newRow("5.1") << 860 << 6 << false;
        QTest::newRow("5.1 with speech") << 860 << 6 << true;
        QTest::newRow("stereo, small") << 420 << 2 << true;
        QTest::newRow("no waveform") << 860 << 0 << false;
        QTest::newRow("7.1.4") << 1200 << 12 << true;
    }
    void lanesFillTheHeightWithoutGaps()
    {
        QFETCH(int, height);
        QFETCH(int, channels);
        QFETCH(bool, speech);
        const std::vector<Lane> lanes = laneStack({ height, channels, true, speech });
        int top = 0;
        int waves = 0;
        for (const Lane& lane : lanes) {
            QCOMPARE(lane.top, top);
            QVERIFY(lane.height > 0);
            top += lane.height;
            waves += lane.kind == Lane::Kind::wave ? 1 : 0;
        }
        QCOMPARE(waves, channels);
        QCOMPARE(std::ranges::count(lanes, Lane::Kind::speech, &Lane::kind), speech ? 1 : 0);
        QCOMPARE(top, std::max(height, leastHeight(channels, speech)));
    }

    void columnsHoldEveryPeak()
    {
        const WaveformPyramid pyramid(ramp(168'750)); // an hour of one channel
        const auto columns = pyramid.columns(0, 0.0, 168'750.0 * 1024.0, 1200);
        for (const WaveformBin& column : columns)
            QCOMPARE(int(column.high), 99); // each column spans a top of the ramp
        const auto one = pyramid.columns(0, 99.0 * 1024.0, 100.0 * 1024.0, 1);
        QCOMPARE(int(one[0].high), 99);
    }

    void columnsBeyondTheEndsAreSilent()
    {
        const WaveformPyramid pyramid(ramp(10));
        for (const WaveformBin& column : pyramid.columns(0, 20.0 * 1024.0, 40.0 * 1024.0, 7))
            QCOMPARE(int(column.high), 0);
        QCOMPARE(int(pyramid.columns(5, 0.0, 1024.0, 1)[0].high), 0); // no such channel
        QCOMPARE(pyramid.columns(0, 0.0, 512.0, 64).size(), std::size_t { 64 });
    }

    void selectionLoudnessIsGated()
    {
        Series series;
        std::vector<double> momentary(100, -20.0); // 10 s
        for (std::size_t i = 50; i < 100; ++i)
            momentary[i] = -60.0; // under the relative gate
        momentary[0] = momentary[1] = momentary[2] = std::numeric_limits<double>::quiet_NaN();
        series.tracks = { { "momentary", momentary }, { "true_peak", std::vector<double>(100, -3.0) },
            { "correlation", std::vector<double>(100, 0.5) } };
        series.tracks["true_peak"][42] = -0.5;
        series.tracks["correlation"][42] = -0.9;
        const SelectionFacts all = factsOf(series, { 0, 10 * rate }, rate);
        constexpr double sameMachine = 1e-9;
        QVERIFY(std::abs(all.loudness.value() + 20.0) < sameMachine);
        QCOMPARE(all.truePeak.value(), -0.5);
        QCOMPARE(all.correlation.value(), -0.9);
        QVERIFY(!all.shortTermMax);
        const SelectionFacts instant = factsOf(series, { rate, rate + 100 }, rate);
        QVERIFY(!instant.loudness); // shorter than one gating block
        QCOMPARE(instant.truePeak.value(), -3.0);
        QVERIFY(!factsOf({}, { 0, rate }, rate).truePeak);
    }

    void timeLeftIsToldWhenItIsKnown_data()
    {
        QTest::addColumn<double>("elapsed");
        QTest::addColumn<double>("fraction");
        QTest::addColumn<double>("left"); // negative: nobody can tell
        QTest::newRow("too early") << 0.5 << 0.5 << -1.0;
        QTest::newRow("nothing done") << 10.0 << 0.0 << -1.0;
        QTest::newRow("a quarter") << 10.0 << 0.25 << 30.0;
        QTest::newRow("done") << 10.0 << 1.0 << 0.0;
        QTest::newRow("over 100 %") << 10.0 << 1.5 << 0.0;
    }
    void timeLeftIsToldWhenItIsKnown()
    {
        QFETCH(double, elapsed);
        QFETCH(double, fraction);
        QFETCH(double, left);
        QCOMPARE(timeLeft(elapsed, fraction).value_or(-1.0), left);
    }
};

ASSAY_TEST(TestTimelineGeometry)
#include "tst_timeline_geometry.moc"
