// SPDX-License-Identifier: GPL-3.0-or-later
// The original files of EBU Tech 3341 v4 and of ITU-R BS.2217 where they are at hand. They may not be passed on, so the
// same signals are made from their definitions in tst_tech3341; here at least the gates are tried in any case.
#include "tests/reference/read_signal.h"
#include "tests/support/corpus.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>

using namespace assay;
using namespace assay::test;

namespace
{

enum class Expect { integrated, momentaryMax, truePeak };

const char* idOf(Expect expect)
{
    switch (expect) {
    case Expect::integrated:
        return "loudness.integrated";
    case Expect::momentaryMax:
        return "loudness.momentary_max";
    case Expect::truePeak:
        return "peak.true";
    }
    return "";
}

} // namespace

class TestEbuOriginals : public QObject
{
    Q_OBJECT

private slots:
    void originals_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<Expect>("expect");
        QTest::addColumn<double>("value");
        if (!hasCorpus())
            return;
        const auto add = [](const QString& file, Expect expect, double value) {
            QTest::newRow(qPrintable(file)) << "loudness/" + file << expect << value;
        };
        add("bs2217/1770-2_Comp_AbsGateTest.wav", Expect::integrated, -69.5);
        add("bs2217/1770-2_Comp_RelGateTest.wav", Expect::integrated, -10.0);
        add("ebu-v05/1kHz Sine -40 LUFS-16bit.wav", Expect::integrated, -40.0);
        for (const int file : { 1, 5, 7, 10, 11, 13, 14, 15, 17, 18, 19 })
            add(QString("ebu-v05/seq-3341-13-%1-24bit.wav").arg(file), Expect::momentaryMax, -23.0);
        for (const auto& [test, peak] :
            { std::pair { 15, -6.0 }, { 16, -6.0 }, { 17, -6.0 }, { 19, 3.0 }, { 20, 0.0 }, { 22, 0.0 }, { 23, 0.0 } })
            add(QString("ebu-v05/seq-3341-%1-24bit.wav.wav").arg(test), Expect::truePeak, peak);
    }
    void originals()
    {
        if (!hasCorpus())
            return;
        QFETCH(QString, file);
        QFETCH(Expect, expect);
        QFETCH(double, value);
        const Signal signal = readSignal(corpusFile(file.toStdString()));
        const double found = number(analyze(expect == Expect::truePeak ? "peaks" : "loudness", signal), idOf(expect));
        const bool peak = expect == Expect::truePeak;
        const double above = peak ? conformance::truePeakAbove : conformance::loudness;
        const double below = peak ? conformance::truePeakBelow : conformance::loudness;
        qInfo("%s %.3f", idOf(expect), found);
        QVERIFY(found <= value + above && found >= value - below);
    }

    // What the gate tests are about, made here: a tone half a LU above the absolute gate and silence beside it.
    void theAbsoluteGate()
    {
        const Samples samples = toneSequence({ { 10, -69.5 }, { 10, -71.0 }, { 10, -69.5 } }, 1000.0, 48000);
        const MeasurementSet measures = analyze("loudness", inAllChannels("stereo", samples, 48000));
        QVERIFY(isWithin(number(measures, "loudness.integrated"), -69.5, conformance::loudness));
    }

    void theRelativeGate()
    {
        const Samples samples = toneSequence({ { 10, -10.0 }, { 10, -25.0 }, { 10, -10.0 } }, 1000.0, 48000);
        const MeasurementSet measures = analyze("loudness", inAllChannels("stereo", samples, 48000));
        QVERIFY(isWithin(number(measures, "loudness.integrated"), -10.0, conformance::loudness));
    }
};

ASSAY_TEST(TestEbuOriginals)
#include "tst_ebu_originals.moc"
