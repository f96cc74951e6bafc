// SPDX-License-Identifier: GPL-3.0-or-later
// Tech 3341, Tech 3342 and the kinds of test of BS.2217: every vector of the selftest, a row each.
#include "core/inspect/selftest.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>

using namespace assay;
using namespace assay::test;

class TestTech3341 : public QObject
{
    Q_OBJECT

private slots:
    void vectors_data()
    {
        QTest::addColumn<SelftestVector>("vector");
        for (const SelftestVector& vector : selftestVectors())
            QTest::newRow(vector.test.c_str()) << vector;
    }
    void vectors()
    {
        QFETCH(SelftestVector, vector);
        const std::vector<SelftestLine> lines = runSelftest({ &vector, 1 }, 1);
        QCOMPARE(lines.size(), vector.expectations.size());
        for (const SelftestLine& line : lines) {
            const QString told = QString::number(line.measured.value_or(0.0), 'f', 4);
            QVERIFY2(
                line.ok, qPrintable(QString::fromStdString(line.expected.measure + ' ' + line.reason) + ' ' + told));
        }
    }

    void theRangeIsTheDistanceOfItsEnds()
    {
        const Samples tone = toneSequence({ { 20, -20 }, { 20, -30 } }, 1000.0, 48000);
        const MeasurementSet measures = analyze("loudness", inAllChannels("stereo", tone, 48000));
        const double ends = number(measures, "loudness.range_high") - number(measures, "loudness.range_low");
        QVERIFY(isWithin(ends, number(measures, "loudness.range"), sameMachine));
    }
};

ASSAY_TEST(TestTech3341)
#include "tst_tech3341.moc"
