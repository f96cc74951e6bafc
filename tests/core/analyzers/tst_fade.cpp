// SPDX-License-Identifier: GPL-3.0-or-later
// How a programme begins and ends: faded, cut, or neither.
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <cmath>
#include <numbers>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;

double gainOf(const QString& shape, double x)
{
    if (shape == "linear")
        return x;
    if (shape == "exponential")
        return std::pow(10.0, 60.0 * (x - 1.0) / 20.0);
    if (shape == "cosine")
        return std::sin(0.5 * std::numbers::pi * x);
    return 0.5 - 0.5 * std::cos(std::numbers::pi * x);
}

// Twenty seconds that fade in.
Samples faded(const QString& shape, double seconds)
{
    Samples samples = noise(0.5, 20.0, rate, 3);
    const auto frames = static_cast<std::size_t>(seconds * rate);
    for (std::size_t i = 0; i < frames; ++i)
        samples[i] *= gainOf(shape, static_cast<double>(i) / static_cast<double>(frames));
    return samples;
}

MeasurementSet fadesOf(const Samples& samples)
{
    return analyze("fade", inAllChannels("stereo", samples, rate));
}

QString wordOf(const MeasurementSet& measures, const char* id)
{
    const Measurement* found = measures.find(id);
    return found->value ? QString::fromStdString(std::get<std::string>(*found->value)) : QString();
}

} // namespace

class TestFade : public QObject
{
    Q_OBJECT

private slots:
    void fadesHaveLengthAndShape_data()
    {
        QTest::addColumn<QString>("shape");
        QTest::addColumn<double>("seconds");
        for (const char* shape : { "linear", "exponential", "cosine", "s-curve" }) {
            for (const double seconds : { 1.0, 2.5, 8.0 })
                QTest::addRow("%s %g s", shape, seconds) << shape << seconds;
        }
    }
    void fadesHaveLengthAndShape()
    {
        QFETCH(QString, shape);
        QFETCH(double, seconds);
        Samples samples = joined({ silence(0.5, rate), faded(shape, seconds) });
        const double tolerance = std::max(0.2, 0.15 * seconds);
        const MeasurementSet head = fadesOf(samples);
        QCOMPARE(wordOf(head, "signal.fade_in_shape"), shape);
        QVERIFY2(isWithin(number(head, "signal.fade_in"), seconds, tolerance),
            qPrintable(QString::number(number(head, "signal.fade_in"))));
        QVERIFY(std::abs(head.find("signal.fade_in")->at->start - rate / 2) <= rate / 10);
        QCOMPARE(wordOf(head, "signal.fade_out_shape"), QString("hard cut"));
        QCOMPARE(number(head, "signal.fade_out"), 0.0);
        std::ranges::reverse(samples);
        const MeasurementSet tail = fadesOf(samples);
        QCOMPARE(wordOf(tail, "signal.fade_out_shape"), shape);
        QVERIFY(isWithin(number(tail, "signal.fade_out"), seconds, tolerance));
    }

    void whatIsNoFade_data()
    {
        QTest::addColumn<Samples>("samples");
        QTest::addColumn<QString>("word");
        const Samples loud = noise(0.5, 5.0, rate, 1);
        const Samples hiss = noise(0.0005, 2.0, rate, 2); // -71 dBFS RMS
        QTest::newRow("cut") << loud << "hard cut";
        QTest::newRow("cut behind silence") << joined({ silence(1.0, rate), loud }) << "hard cut";
        QTest::newRow("room before") << joined({ hiss, loud }) << "none";
        QTest::newRow("speech") << joined({ hiss, speechLike(10.0, rate, 4) }) << "none";
        QTest::newRow("quarter of a second") << faded("linear", 0.25) << "none";
    }
    void whatIsNoFade()
    {
        QFETCH(Samples, samples);
        QFETCH(QString, word);
        const MeasurementSet measures = fadesOf(samples);
        QCOMPARE(wordOf(measures, "signal.fade_in_shape"), word);
        QCOMPARE(number(measures, "signal.fade_in"), 0.0);
    }

    void silenceHasNoShape()
    {
        QCOMPARE(stateOf(fadesOf(silence(3.0, rate)), "signal.fade_in"),
            std::string("not_applicable: no sound within 30 s of this end"));
        QCOMPARE(stateOf(fadesOf(noise(0.5, 0.9, rate, 1)), "signal.fade_out_shape"),
            std::string("not_applicable: less than 1 s of sound at this end"));
    }
};

ASSAY_TEST(TestFade)
#include "tst_fade.moc"
