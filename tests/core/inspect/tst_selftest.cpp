// SPDX-License-Identifier: GPL-3.0-or-later
// The certificate is made of all it promises, and a meter that is wrong does not get it.
#include "core/base/units.h"
#include "core/inspect/selftest.h"
#include "tests/support/test_class.h"

#include <QtTest>
#include <algorithm>
#include <set>
#include <stdexcept>

using namespace assay;

namespace
{

constexpr double tolerance = 0.1; // LU, EBU Tech 3341 v4 Table 1

// A tone of -23 LUFS for two seconds.
SelftestVector tone(Expectation expected)
{
    return { "own", "this test", "a tone", { std::move(expected) },
        [] { return inAllChannels("stereo", sine(997.0, dbToAmplitude(-23.0), 2.0, 48000), 48000); } };
}

SelftestLine lineOf(const SelftestVector& vector)
{
    const std::vector<SelftestLine> lines = runSelftest({ &vector, 1 }, 1);
    if (lines.size() != 1)
        throw std::runtime_error("not one line");
    return lines.front();
}

} // namespace

class TestSelftest : public QObject
{
    Q_OBJECT

private slots:
    void everythingPassesOnAnyNumberOfThreads()
    {
        const std::vector<SelftestVector> vectors = selftestVectors();
        const std::vector<SelftestLine> one = runSelftest(vectors, 1);
        const std::vector<SelftestLine> two = runSelftest(vectors, 2);
        QVERIFY(passes(one));
        QVERIFY(passes(two));
        QVERIFY(std::ranges::equal(one, two, [](const SelftestLine& a, const SelftestLine& b) {
            return a.test == b.test && a.measured == b.measured && a.ok == b.ok;
        }));
    }

    void allTestsThatCanBeMadeAreThere()
    {
        std::set<std::string> names;
        for (const SelftestVector& vector : selftestVectors())
            QVERIFY2(names.insert(vector.test).second, vector.test.c_str());
        for (const int test : { 1, 2, 3, 4, 5, 6, 9, 12, 15, 16, 17, 18, 19, 20, 21, 22, 23 })
            QVERIFY(names.contains("Tech 3341-" + std::to_string(test)));
        for (int file = 1; file <= 20; ++file)
            for (const char* test : { "Tech 3341-10.", "Tech 3341-13." })
                QVERIFY(names.contains(test + std::to_string(file)));
        for (int test = 1; test <= 4; ++test)
            QVERIFY(names.contains("Tech 3342-" + std::to_string(test)));
    }

    void theEdgesOfATolerance_data()
    {
        QTest::addColumn<double>("expected");
        QTest::addColumn<double>("below");
        QTest::addColumn<double>("above");
        QTest::addColumn<bool>("ok");
        QTest::newRow("right") << -23.0 << tolerance << tolerance << true;
        QTest::newRow("reads just low enough") << -22.91 << tolerance << 0.0 << true;
        QTest::newRow("reads too low") << -22.89 << tolerance << tolerance << false;
        QTest::newRow("reads just high enough") << -23.09 << 0.0 << tolerance << true;
        QTest::newRow("reads too high") << -23.11 << tolerance << tolerance << false;
        QTest::newRow("the wrong side") << -22.91 << 0.0 << tolerance << false;
    }
    void theEdgesOfATolerance()
    {
        QFETCH(double, expected);
        QFETCH(double, below);
        QFETCH(double, above);
        const SelftestLine line = lineOf(tone({ "loudness.integrated", expected, below, above }));
        QTEST(line.ok, "ok");
        QVERIFY(line.measured && std::abs(*line.measured + 23.0) < tolerance);
        QVERIFY(line.unit == Unit::lufs);
    }

    void aSeriesTellsItsWorstValue()
    {
        const SelftestLine full
            = lineOf(tone({ "loudness.momentary_max", -23.0, tolerance, tolerance, "momentary", 1.0 }));
        QVERIFY(full.ok);
        const SelftestLine start
            = lineOf(tone({ "loudness.momentary_max", -23.0, tolerance, tolerance, "momentary", 0.0 }));
        QVERIFY2(!start.ok, "the window is not full yet");
        const SelftestLine after
            = lineOf(tone({ "loudness.momentary_max", -23.0, tolerance, tolerance, "momentary", 9.0 }));
        QVERIFY(!after.ok && !after.measured && !after.reason.empty());
    }

    void whatIsBrokenIsToldAndFails_data()
    {
        QTest::addColumn<SelftestVector>("vector");
        QTest::newRow("a value where none must be") << tone({ .measure = "loudness.integrated" });
        QTest::newRow("no such measure") << tone({ "loudness.imagined", -23.0, tolerance, tolerance });
        QTest::newRow("no such series") << tone(
            { "loudness.integrated", -23.0, tolerance, tolerance, "imagined", 0.0 });
        SelftestVector silent = tone({ "loudness.integrated", -23.0, tolerance, tolerance });
        silent.signal = [] { return inAllChannels("stereo", Samples(96000), 48000); };
        QTest::newRow("no value where one must be") << silent;
        SelftestVector thrown = tone({ "loudness.integrated", -23.0, tolerance, tolerance });
        thrown.signal = []() -> Signal { throw std::runtime_error("the sound cannot be made"); };
        QTest::newRow("an exception") << thrown;
    }
    void whatIsBrokenIsToldAndFails()
    {
        QFETCH(SelftestVector, vector);
        std::vector<SelftestVector> vectors { tone({ "loudness.integrated", -23.0, tolerance, tolerance }), vector };
        const std::vector<SelftestLine> lines = runSelftest(vectors, 2);
        QCOMPARE(lines.size(), std::size_t { 2 });
        QVERIFY2(lines[0].ok, "its neighbour stands");
        QVERIFY(!lines[1].ok);
        QVERIFY(lines[1].measured || !lines[1].reason.empty());
        QVERIFY(!passes(lines));
    }

    void nothingCertifiesNothing() { QVERIFY(!passes(runSelftest({}, 1))); }
};

ASSAY_TEST(TestSelftest)
#include "tst_selftest.moc"
