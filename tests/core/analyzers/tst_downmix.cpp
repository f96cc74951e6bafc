// SPDX-License-Identifier: GPL-3.0-or-later
// Fold-downs against sounds whose fold is known, and against a matrix and a convolution written out.
#include "core/base/units.h"
#include "tests/reference/slow.h"
#include "tests/reference/slow_fold.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <map>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;
constexpr double singlePrecision = 1e-4; // dB, the 90 degree network computes in single precision
constexpr double network = 0.1; // dB, how flat the 90 degree network is from 60 Hz
constexpr double edges = 0.05; // LU: the network rings where a tone begins and ends

using Parts = std::map<Speaker, Samples>;

Signal mixOf(std::string_view layout, const Parts& parts)
{
    Signal signal = inAllChannels(layout, Samples(parts.begin()->second.size()), rate);
    for (const auto& [speaker, samples] : parts) {
        const auto at = std::ranges::find(signal.layout.channels, speaker) - signal.layout.channels.begin();
        signal.channels.at(static_cast<std::size_t>(at)) = samples;
    }
    return signal;
}

// A fold-down behind the loudness it is compared with.
MeasurementSet folded(std::string_view analyzer, const Signal& signal, std::size_t blockFrames = 4096)
{
    const AnalyzerContext context { signal.sampleRate, signal.layout, signal.layout.channelNames() };
    MeasurementSet measures;
    for (const std::string_view name : { std::string_view("loudness"), analyzer })
        run(*analyzerNamed(name).create(context), signal, blockFrames, measures);
    return measures;
}

Samples tone(double hertz = 1000.0, double phase = 0.0)
{
    Samples samples = sine(hertz, 0.1, 3.0, rate, phase);
    fade(samples, 0.2, rate);
    return samples;
}

} // namespace

class TestDownmix : public QObject
{
    Q_OBJECT

private slots:
    void lossOfOneChannel_data()
    {
        QTest::addColumn<QString>("analyzer");
        QTest::addColumn<QString>("layout");
        QTest::addColumn<int>("speaker");
        QTest::addColumn<double>("loss");
        const auto row = [](const char* fold, const char* layout, Speaker speaker, double loss) {
            QTest::addRow("%s %s %s", fold, layout, std::string(nameOf(speaker)).c_str())
                << fold << layout << static_cast<int>(speaker) << loss;
        };
        using enum Speaker;
        const double surround = powerToDb(1.41);
        row("loro", "5.1", left, 0.0);
        row("loro", "5.1", centre, 0.0); // twice at -3 dB
        row("loro", "5.1", rightSurround, surround + powerToDb(2.0));
        row("loro", "7.1", leftSideSurround, surround + powerToDb(2.0));
        row("loro", "7.1", leftRearSurround, powerToDb(2.0));
        row("loro", "7.1.4", rightTopFront, powerToDb(2.0)); // -3 dB into R
        row("loro", "7.1.4", rightTopRear, powerToDb(4.0)); // -3 dB into a surround
        row("ltrt", "5.1", right, 0.0);
        row("ltrt", "5.1", centre, 0.0);
        row("ltrt", "5.1", leftSurround, surround); // 2/3 and 1/3 of its power
        row("ltrt", "7.1", rightRearSurround, 0.0);
    }
    void lossOfOneChannel()
    {
        QFETCH(QString, analyzer);
        QFETCH(QString, layout);
        QFETCH(int, speaker);
        QFETCH(double, loss);
        const Signal signal = mixOf(layout.toStdString(), { { static_cast<Speaker>(speaker), tone() } });
        const MeasurementSet measures = folded("downmix_" + analyzer.toStdString(), signal);
        const double found = number(measures, "downmix." + analyzer.toStdString() + ".loss");
        QVERIFY2(
            isWithin(found, loss, analyzer == "loro" ? singlePrecision : edges), qPrintable(QString::number(found)));
    }

    void peaksOfWhatAddsUp()
    {
        const Samples sound = tone();
        const Signal signal
            = mixOf("5.1", { { Speaker::left, sound }, { Speaker::centre, sound }, { Speaker::leftSurround, sound } });
        const MeasurementSet measures = folded("downmix_loro", signal);
        const double gain = amplitudeToDb(1.0 + std::sqrt(2.0)); // +7.66 dB: the most that Lo/Ro can add
        QVERIFY(isWithin(channelNumber(measures, "downmix.loro.true_peak", "Lo"), -20.0 + gain, network));
        QVERIFY(isWithin(
            channelNumber(measures, "downmix.loro.true_peak", "Ro"), -20.0 + amplitudeToDb(std::sqrt(0.5)), network));
        QCOMPARE(measures.find("downmix.loro.true_peak")->at->channel, std::string("Lo"));
    }

    void surroundsAreTurnedAtEveryFrequency_data()
    {
        QTest::addColumn<double>("hertz");
        for (const double hertz : { 60.0, 100.0, 1000.0, 10000.0, 20000.0 })
            QTest::addRow("%g Hz", hertz) << hertz;
    }
    void surroundsAreTurnedAtEveryFrequency()
    {
        QFETCH(double, hertz);
        const auto peak = [hertz](double phase) {
            const Signal signal
                = mixOf("5.1", { { Speaker::left, tone(hertz, phase) }, { Speaker::leftSurround, tone(hertz, 90.0) } });
            return channelNumber(folded("downmix_ltrt", signal), "downmix.ltrt.true_peak", "Lt");
        };
        const double share = std::sqrt(2.0 / 3.0);
        const double meter = 0.15; // dB, true peak of a tone between the samples, and the network
        QVERIFY(isWithin(peak(90.0), -20.0 + amplitudeToDb(std::hypot(1.0, share)), meter)); // alike: at right angles
        QVERIFY(isWithin(peak(180.0), -20.0 + amplitudeToDb(1.0 + share), meter)); // a cosine becomes a sine
    }

    void theSlowWayAgrees_data()
    {
        QTest::addColumn<QString>("analyzer");
        QTest::addColumn<double>("seconds");
        for (const double seconds : { 0.42, 0.6 }) {
            QTest::addRow("loro %g s", seconds) << "loro" << seconds;
            QTest::addRow("ltrt %g s", seconds) << "ltrt" << seconds;
        }
    }
    void theSlowWayAgrees()
    {
        QFETCH(QString, analyzer);
        QFETCH(double, seconds);
        Signal signal = inAllChannels("5.1", {}, rate);
        for (std::uint32_t i = 0; i < 6; ++i)
            signal.channels[i] = noise(0.2, seconds, rate, i + 1);
        const Signal slow = analyzer == "loro" ? slow::loRo(signal) : slow::ltRt(signal, 1024);
        const MeasurementSet measures = folded("downmix_" + analyzer.toStdString(), signal, 1000);
        const std::string prefix = "downmix." + analyzer.toStdString();
        QVERIFY(isWithin(number(measures, prefix + ".integrated"), slow::integrated(slow::weightedSquares(slow), rate),
            singlePrecision));
        const double peak = std::max(slow::truePeak(slow.channels[0]), slow::truePeak(slow.channels[1]));
        QVERIFY(isWithin(number(measures, prefix + ".true_peak"), peak, singlePrecision));
    }

    void placesAreThoseOfTheProgramme()
    {
        for (const char* fold : { "loro", "ltrt" }) {
            for (const std::size_t frame : { 0U, 5000U, 23999U }) {
                Samples click(24000);
                click[frame] = 0.5;
                const MeasurementSet measures
                    = folded(std::string("downmix_") + fold, mixOf("5.1", { { Speaker::right, click } }));
                const Place& at = *measures.find(std::string("downmix.") + fold + ".true_peak")->at;
                QCOMPARE(at.start, static_cast<FrameCount>(frame));
                QVERIFY(at.channel.starts_with('R'));
            }
        }
    }

    void whatCannotBeFoldedSaysSo()
    {
        const Samples sound = tone();
        const std::string nothing = "not_applicable: nothing to fold down: not a surround programme";
        for (const char* layout : { "mono", "stereo" })
            QCOMPARE(
                stateOf(analyze("downmix_loro", inAllChannels(layout, sound, rate)), "downmix.loro.loss"), nothing);
        Signal unnamed = inAllChannels("5.1", sound, rate);
        unnamed.layout = unknownLayout(6);
        QCOMPARE(stateOf(analyze("downmix_ltrt", unnamed), "downmix.ltrt.true_peak"),
            std::string("not_applicable: the position of a channel is not known"));
        const Signal lfe = mixOf("5.1", { { Speaker::lfe, sound } });
        QCOMPARE(stateOf(folded("downmix_loro", lfe), "downmix.loro.true_peak"),
            std::string("not_applicable: the fold-down is digital silence"));
    }

    // Inverted fronts over the same centre: the programme has sound, one side of the fold-down none.
    void whatCancelsIsALoss()
    {
        const Samples sound = tone();
        const Samples inverted = scaled(sound, -std::sqrt(0.5));
        const Signal signal
            = mixOf("5.1", { { Speaker::left, inverted }, { Speaker::right, inverted }, { Speaker::centre, sound } });
        const MeasurementSet measures = folded("downmix_loro", signal);
        QVERIFY(number(measures, "downmix.loro.loss") > 40.0);
        QVERIFY(!measures.number("downmix.loro.integrated"));
    }
};

ASSAY_TEST(TestDownmix)
#include "tst_downmix.moc"
