// SPDX-License-Identifier: GPL-3.0-or-later
// Time in cells and steps, and looking back over the last of them.
#include "core/dsp/grid.h"
#include "core/dsp/recent.h"
#include "tests/support/signals.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <algorithm>

using namespace assay;
using namespace assay::test;

class TestGrid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recentSamplesAreThoseThatCame()
    {
        const Samples sound = noise(0.5, 0.05, 48000, 3);
        Recent recent;
        FrameCount start = 0;
        for (const FrameCount piece : { 100, 1, 700, 5, 300, 0, 240, 20, 20 }) {
            recent.take(std::span(sound).subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(piece)));
            QCOMPARE(recent.end(), start + piece);
            const auto all = recent.between(recent.first(), recent.end());
            QVERIFY(std::ranges::equal(
                all, std::span(sound).subspan(static_cast<std::size_t>(recent.first()), all.size())));
            QCOMPARE(recent.at(recent.end() - 1), sound[static_cast<std::size_t>(recent.end() - 1)]);
            start += piece;
            recent.keep(start - 250);
            QCOMPARE(recent.first(), std::max<FrameCount>(start - 250, 0));
            for (FrameCount frame = recent.first(); frame < start; ++frame)
                QCOMPARE(recent.at(frame), sound[static_cast<std::size_t>(frame)]);
        }
    }

    void gridCoversEveryFrameOnce()
    {
        for (const int rate : { 8000, 11025, 22050, 44100, 48000, 192000 }) {
            for (FrameCount cell = 0; cell < 2000; ++cell) {
                const FrameCount length = cellStart(cell + 1, rate) - cellStart(cell, rate);
                QVERIFY(length == rate / 100 || length == rate / 100 + 1);
            }
            QCOMPARE(cellStart(100, rate), FrameCount { rate });
            QCOMPARE(stepStart(36000, rate), FrameCount { 3600 } * rate);
        }
        QCOMPARE(cellStart(1, 11025), FrameCount { 110 }); // 110.25
        QCOMPARE(cellStart(3, 11025), FrameCount { 331 }); // 330.75
    }

    void seriesAreAsLongAsTheSound()
    {
        QCOMPARE(stepsTouched(0, 48000), FrameCount { 0 });
        QCOMPARE(stepsTouched(1, 48000), FrameCount { 1 });
        QCOMPARE(stepsTouched(4800, 48000), FrameCount { 1 });
        QCOMPARE(stepsTouched(4801, 48000), FrameCount { 2 });
        QCOMPARE(stepsTouched(1103, 11025), FrameCount { 1 }); // step 1 begins at 1102.5, rounded up
        QCOMPARE(stepsTouched(1104, 11025), FrameCount { 2 });
    }
};

ASSAY_TEST(TestGrid)
#include "tst_grid.moc"
