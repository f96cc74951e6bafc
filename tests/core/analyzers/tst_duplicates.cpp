// SPDX-License-Identifier: GPL-3.0-or-later
// One sound in several channels.
#include "core/base/units.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;
using Names = std::vector<std::string>;

Samples sum(Samples a, const Samples& b)
{
    for (std::size_t i = 0; i < a.size(); ++i)
        a[i] += b[i];
    return a;
}

Samples soundAt(double level, std::uint32_t seed = 1)
{
    return scaled(noise(1.0, 3.0, rate, seed), dbToAmplitude(level));
}

// The sound and something else `depth` dB below it.
Samples nearly(double depth)
{
    return sum(soundAt(-10.0), soundAt(-10.0 - depth, 99));
}

Names copiesIn(const Signal& signal)
{
    return std::get<Names>(analyze("duplicates", signal).find("channel.duplicates")->value.value());
}

} // namespace

class TestDuplicates : public QObject
{
    Q_OBJECT

private slots:
    void dualMonoIsTold_data()
    {
        QTest::addColumn<Samples>("left");
        QTest::addColumn<Samples>("right");
        QTest::addColumn<QString>("expected");
        Samples oneSample = soundAt(-10.0);
        oneSample[70000] += 1.0 / 8388608;
        QTest::newRow("equal") << soundAt(-10.0) << soundAt(-10.0) << "exact";
        QTest::newRow("one sample by one step") << soundAt(-10.0) << oneSample << "near";
        QTest::newRow("61 dB") << soundAt(-10.0) << nearly(61.0) << "near";
        QTest::newRow("59 dB") << soundAt(-10.0) << nearly(59.0) << "no";
        QTest::newRow("inverted") << soundAt(-10.0) << scaled(soundAt(-10.0), -1.0) << "no";
        QTest::newRow("one side silent") << soundAt(-10.0) << Samples(3 * rate) << "no";
        QTest::newRow("other sound") << soundAt(-10.0) << soundAt(-10.0, 2) << "no";
    }
    void dualMonoIsTold()
    {
        QFETCH(Samples, left);
        QFETCH(Samples, right);
        QFETCH(QString, expected);
        const Signal signal { rate, layoutNamed("stereo").value(), { left, right } };
        const MeasurementSet measures = analyze("duplicates", signal);
        const Value value = measures.find("channel.dual_mono")->value.value();
        QCOMPARE(QString::fromStdString(std::get<std::string>(value)), expected);
    }

    void copiesAreGrouped()
    {
        Signal signal { rate, layoutNamed("5.1").value(), {} };
        signal.channels = { soundAt(-10.0, 1), soundAt(-10.0, 2), soundAt(-10.0, 1), Samples(3 * rate),
            soundAt(-20.0, 2), soundAt(-10.0, 1) };
        QVERIFY(copiesIn(signal) == (Names { "L=C=Rs" }));
        signal.channels[4] = soundAt(-10.0, 2);
        QVERIFY(copiesIn(signal) == (Names { "L=C=Rs", "R=Ls" }));
        QCOMPARE(stateOf(analyze("duplicates", signal), "channel.dual_mono"),
            std::string("not_applicable: only two channels can be dual mono"));
    }

    void thresholdsAreMet_data()
    {
        QTest::addColumn<Samples>("left");
        QTest::addColumn<Samples>("right");
        QTest::addColumn<bool>("copy");
        QTest::newRow("41 dB") << soundAt(-10.0) << nearly(41.0) << true;
        QTest::newRow("39 dB") << soundAt(-10.0) << nearly(39.0) << false;
        Samples quietly = soundAt(-10.0);
        Samples loudly = soundAt(-10.0);
        for (std::size_t i = 96000; i < 100800; ++i) { // one step
            quietly[i] = i % 2 == 0 ? 0.003 : -0.003; // -50.5 dBFS
            loudly[i] = i % 2 == 0 ? 0.0033 : -0.0033; // -49.6 dBFS
        }
        Samples inverted = quietly;
        for (std::size_t i = 96000; i < 100800; ++i)
            inverted[i] = -inverted[i];
        QTest::newRow("inverted under -50 dBFS") << quietly << inverted << true;
        inverted = loudly;
        for (std::size_t i = 96000; i < 100800; ++i)
            inverted[i] = -inverted[i];
        QTest::newRow("inverted over -50 dBFS") << loudly << inverted << false;
    }
    void thresholdsAreMet()
    {
        QFETCH(Samples, left);
        QFETCH(Samples, right);
        QFETCH(bool, copy);
        const Signal signal { rate, layoutNamed("stereo").value(), { left, right } };
        QVERIFY(copiesIn(signal) == (copy ? Names { "L=R" } : Names {}));
    }

    void silenceSaysNothing()
    {
        const MeasurementSet measures = analyze("duplicates", inAllChannels("stereo", Samples(rate), rate));
        QCOMPARE(stateOf(measures, "channel.dual_mono"), std::string("not_applicable: digital silence"));
        QCOMPARE(stateOf(measures, "channel.duplicates"),
            std::string("not_applicable: no channel reaches -50 dBFS RMS for 0.1 s"));
    }

    // All different: every channel ends up alone, whatever the number.
    void manyChannelsAreTold()
    {
        Signal signal { rate, unknownLayout(16), {} };
        for (std::uint32_t i = 0; i < 16; ++i)
            signal.channels.push_back(soundAt(-10.0, i == 15 ? 3 : i));
        QVERIFY(copiesIn(signal) == (Names { "ch4=ch16" }));
    }
};

ASSAY_TEST(TestDuplicates)
#include "tst_duplicates.moc"
