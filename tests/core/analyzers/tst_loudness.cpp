// SPDX-License-Identifier: GPL-3.0-or-later
// Loudness, its relation to peaks, and what mono keeps of it. The documents' own signals are in tst_tech3341.
#include "core/base/units.h"
#include "core/measure/series.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <cmath>

using namespace assay;
using namespace assay::test;
using enum Speaker;

namespace
{

constexpr int rate = 48000;
constexpr double level = -20.0; // dBFS peak of the tones here

Samples tone(double seconds, double peakLevel = level, int sampleRate = rate)
{
    return sine(997.0, dbToAmplitude(peakLevel), seconds, sampleRate); // where K-weighting and the offset cancel
}

// What a tone of `level` in one channel of weight 1 reads.
constexpr double readsAlone = level - 3.0103; // LUFS

const Layout surround71Wav { "7.1",
    { left, right, centre, lfe, leftRearSurround, rightRearSurround, leftSideSurround, rightSideSurround } };

MeasurementSet withPeaks(const Signal& signal)
{
    const AnalyzerContext context { signal.sampleRate, signal.layout, signal.layout.channelNames(), signal.sampleFormat,
        signal.bitDepth };
    MeasurementSet measures;
    for (const char* name : { "loudness", "peaks", "dynamics" })
        run(*analyzerNamed(name).create(context), signal, 4096, measures);
    return measures;
}

} // namespace

class TestLoudness : public QObject
{
    Q_OBJECT

private slots:
    // BS.1770-5 Annex 1 and Annex 3 Table 5: 1.41 for the surrounds at the side, 1 for the rear and all above.
    void weights_data()
    {
        QTest::addColumn<Layout>("layout");
        QTest::addColumn<int>("channel");
        QTest::addColumn<double>("weight");
        const auto add = [](const char* name, const Layout& layout, const std::vector<double>& weights) {
            for (std::size_t i = 0; i < weights.size(); ++i)
                QTest::addRow("%s %s", name, layout.channelNames()[i].c_str())
                    << layout << static_cast<int>(i) << weights[i];
        };
        add("5.1", layoutNamed("5.1").value(), { 1, 1, 1, 0, 1.41, 1.41 });
        add("7.1 SMPTE", layoutNamed("7.1").value(), { 1, 1, 1, 0, 1.41, 1.41, 1, 1 });
        add("7.1 WAV", surround71Wav, { 1, 1, 1, 0, 1, 1, 1.41, 1.41 });
        add("7.1.4", layoutNamed("7.1.4").value(), { 1, 1, 1, 0, 1.41, 1.41, 1, 1, 1, 1, 1, 1 });
        add("5.1.4", layoutNamed("5.1.4").value(), { 1, 1, 1, 0, 1.41, 1.41, 1, 1, 1, 1 });
        add("mono", layoutNamed("mono").value(), { 1 });
        add("unknown", unknownLayout(2), { 1, 1 });
        add("services", layoutOf({ left, right, hearingImpaired, data }), { 1, 1, 0, 0 });
    }
    void weights()
    {
        QFETCH(Layout, layout);
        QFETCH(int, channel);
        QFETCH(double, weight);
        const auto index = static_cast<std::size_t>(channel);
        const MeasurementSet measures = analyze("loudness", inOneChannel(layout, index, tone(2.0), rate));
        if (weight > 0.0)
            QVERIFY(isWithin(number(measures, "loudness.integrated"), readsAlone + powerToDb(weight), analytic));
        else
            QVERIFY(!measures.number("loudness.integrated"));
        // Each channel alone is unweighted.
        if (isProgrammeAudio(layout.channels[index]))
            QVERIFY(isWithin(
                channelNumber(measures, "loudness.channel", layout.channelNames()[index]), readsAlone, analytic));
    }

    void channelsAddTheirPower()
    {
        const MeasurementSet measures = analyze("loudness", inAllChannels("5.1", tone(4.0), rate));
        QVERIFY(isWithin(number(measures, "loudness.integrated"), readsAlone + powerToDb(3.0 + 2.0 * 1.41), analytic));
        QVERIFY(isWithin(number(measures, "loudness.channel"), readsAlone, analytic));
        QCOMPARE(measures.find("loudness.channel")->channels.size(), std::size_t { 6 });
    }

    void everyRateReadsTheSame_data()
    {
        QTest::addColumn<int>("sampleRate");
        for (const int sampleRate : { 32000, 44100, 48000, 88200, 96000, 176400, 192000 })
            QTest::addRow("%d", sampleRate) << sampleRate;
    }
    void everyRateReadsTheSame()
    {
        QFETCH(int, sampleRate);
        const MeasurementSet measures
            = analyze("loudness", inAllChannels("mono", tone(4.0, level, sampleRate), sampleRate));
        QVERIFY(isWithin(number(measures, "loudness.integrated"), readsAlone, rateResponse));
        QVERIFY(isWithin(number(measures, "loudness.momentary_max"), readsAlone, rateResponse));
    }

    // The bilinear transform bends the response towards half the rate: felt where that is near 1 kHz.
    void lowRatesReadNearly()
    {
        for (const int sampleRate : { 16000, 22050 }) {
            const MeasurementSet measures
                = analyze("loudness", inAllChannels("mono", tone(4.0, level, sampleRate), sampleRate));
            QVERIFY(isWithin(number(measures, "loudness.integrated"), readsAlone, conformance::loudness));
        }
    }

    void undefinedValuesSayWhy_data()
    {
        QTest::addColumn<Signal>("signal");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("state");
        const Signal empty = inAllChannels("stereo", {}, rate);
        const Signal brief = inAllChannels("stereo", tone(0.3999), rate);
        const Signal second = inAllChannels("stereo", tone(1.0), rate);
        const Signal silent = inAllChannels("stereo", silence(4.0, rate), rate);
        const Signal quiet = inAllChannels("stereo", tone(4.0, -80.0), rate);
        const Signal low = inOneChannel(layoutNamed("5.1").value(), 3, tone(4.0), rate);
        const QString block = "not_applicable: shorter than 0.4 s";
        const QString shortTerm = "not_applicable: shorter than 3 s";
        const QString gated = "not_applicable: nothing is above the absolute gate of -70 LUFS";
        QTest::newRow("nothing") << empty << "loudness.integrated" << block;
        QTest::newRow("brief integrated") << brief << "loudness.integrated" << block;
        QTest::newRow("brief momentary") << brief << "loudness.momentary_max" << block;
        QTest::newRow("brief ungated") << brief << "loudness.ungated" << block;
        QTest::newRow("brief channel") << brief << "loudness.channel" << block;
        QTest::newRow("second integrated") << second << "loudness.integrated"
                                           << "ok";
        QTest::newRow("second range") << second << "loudness.range" << shortTerm;
        QTest::newRow("second short-term") << second << "loudness.short_term_max" << shortTerm;
        QTest::newRow("second deviation") << second << "loudness.short_term_deviation" << shortTerm;
        QTest::newRow("silent integrated") << silent << "loudness.integrated"
                                           << "not_applicable: digital silence";
        QTest::newRow("silent range") << silent << "loudness.range"
                                      << "not_applicable: digital silence";
        QTest::newRow("quiet integrated") << quiet << "loudness.integrated" << gated;
        QTest::newRow("quiet range") << quiet << "loudness.range" << gated;
        QTest::newRow("quiet momentary") << quiet << "loudness.momentary_max"
                                         << "ok"; // maxima have no gate
        QTest::newRow("LFE alone") << low << "loudness.integrated"
                                   << "not_applicable: only the LFE carries sound, and loudness leaves it out";
        QTest::newRow("LFE alone, channel") << low << "loudness.channel"
                                            << "ok";
    }
    void undefinedValuesSayWhy()
    {
        QFETCH(Signal, signal);
        QFETCH(QString, id);
        QFETCH(QString, state);
        const MeasurementSet measures = analyze("loudness", signal);
        QCOMPARE(QString::fromStdString(stateOf(measures, id.toStdString())), state);
    }

    void lastBlockCountsWhenItIsWhole()
    {
        QVERIFY(analyze("loudness", inAllChannels("mono", tone(0.4), rate)).number("loudness.integrated"));
        // A whole block of tone, then half a step of something louder: incomplete, so discarded.
        const Samples samples = joined({ tone(1.0), tone(0.0999, 0.0) });
        const MeasurementSet measures = analyze("loudness", inAllChannels("mono", samples, rate));
        QVERIFY(isWithin(number(measures, "loudness.integrated"), readsAlone, rateResponse));
        QVERIFY(number(measures, "loudness.ungated") > readsAlone + 1.0); // no blocks, so all of it
    }

    void gatesLeaveOutQuietParts()
    {
        const Samples samples = joined({ tone(10.0), tone(10.0, -45.0) }); // 25 LU below
        const MeasurementSet measures = analyze("loudness", inAllChannels("mono", samples, rate));
        QVERIFY(isWithin(number(measures, "loudness.integrated"), readsAlone, conformance::loudness));
        QVERIFY(isWithin(number(measures, "loudness.ungated"), readsAlone - 3.0, conformance::loudness));
    }

    void maximaStandWhereTheSoundIs()
    {
        const Samples samples = joined({ silence(2.37, rate), tone(3.5), silence(2.0, rate) });
        const MeasurementSet measures = analyze("loudness", inAllChannels("mono", samples, rate));
        const Measurement& shortTerm = *measures.find("loudness.short_term_max");
        QCOMPARE(shortTerm.at->end - shortTerm.at->start, FrameCount { 3 * rate });
        QVERIFY(shortTerm.at->start >= 237 * 480 && shortTerm.at->end <= 587 * 480);
        const Measurement& momentary = *measures.find("loudness.momentary_max");
        QCOMPARE(momentary.at->end - momentary.at->start, FrameCount { 19200 });
        QVERIFY(momentary.at->start >= 237 * 480 && momentary.at->end <= 587 * 480);
        QCOMPARE(momentary.at->value, std::optional(number(measures, "loudness.momentary_max")));
    }

    void seriesStandWhereTheirWindowsEnd()
    {
        const Samples samples = joined({ silence(5.0, rate), tone(5.05) });
        const MeasurementSet measures = analyze("loudness", inAllChannels("mono", samples, rate));
        const std::vector<double>& momentary = *measures.series().find("momentary");
        const std::vector<double>& shortTerm = *measures.series().find("short_term");
        QCOMPARE(momentary.size(), std::size_t { 101 }); // the last entry is half a step
        QCOMPARE(shortTerm.size(), std::size_t { 101 });
        QVERIFY(std::isnan(momentary[49]) && !std::isnan(momentary[50]));
        QVERIFY(isWithin(momentary[50], readsAlone - powerToDb(4.0), conformance::loudness));
        QVERIFY(isWithin(momentary[53], readsAlone, conformance::loudness));
        QVERIFY(isWithin(shortTerm[79], readsAlone, conformance::loudness));
        QVERIFY(std::isnan(momentary[100]) && std::isnan(shortTerm[100])); // their windows do not end
        const MeasurementSet steady = analyze("loudness", inAllChannels("mono", tone(4.0), rate));
        QVERIFY(std::isnan(steady.series().find("momentary")->at(2)));
        QVERIFY(!std::isnan(steady.series().find("momentary")->at(3)));
        QVERIFY(std::isnan(steady.series().find("short_term")->at(28)));
        QVERIFY(!std::isnan(steady.series().find("short_term")->at(29)));
        for (const double value : *steady.series().find("momentary"))
            QVERIFY(std::isnan(value) || value == rounded(value, levelStep));
    }

    // Tech 3342: repeating a programme must not change its range.
    void rangeDoesNotGrowWithRepetition()
    {
        Samples samples = speechLike(30.0, rate, 11);
        const double once = number(analyze("loudness", inAllChannels("mono", samples, rate)), "loudness.range");
        samples = joined({ samples, samples, samples });
        const double thrice = number(analyze("loudness", inAllChannels("mono", samples, rate)), "loudness.range");
        QVERIFY(isWithin(thrice, once, conformance::range));
    }

    // 3 s at -20, 3 s at -32, over and over: a range that samples once a second hangs on where it begins.
    void rangeDoesNotHangOnWhereItBegins()
    {
        std::vector<double> found;
        for (const double offset : { 0.0, 0.3, 0.6, 0.9 }) {
            std::vector<TonePart> parts { { offset, -32 } };
            for (int i = 0; i < 10; ++i) {
                parts.push_back({ 3.0, -20 });
                parts.push_back({ 3.0, -32 });
            }
            const Samples samples = toneSequence(parts, 1000.0, rate);
            found.push_back(number(analyze("loudness", inAllChannels("stereo", samples, rate)), "loudness.range"));
        }
        const auto [low, high] = std::ranges::minmax(found);
        QVERIFY2(high - low < 0.3 * conformance::range, qPrintable(QString("%1 to %2").arg(low).arg(high)));
    }

    void deviationIsSignedInItsPlace()
    {
        const Samples samples = joined({ tone(20.0), tone(4.0, -35.0), tone(20.0) });
        const MeasurementSet measures = analyze("loudness", inAllChannels("mono", samples, rate));
        const Measurement& found = *measures.find("loudness.short_term_deviation");
        QVERIFY(isWithin(number(measures, found.id), 15.0, conformance::loudness));
        QVERIFY(isWithin(found.at->value.value(), -15.0, conformance::loudness));
        QVERIFY(found.at->start >= 20 * rate && found.at->end <= 24 * rate);
    }

    void loudnessOfMonoSums_data()
    {
        QTest::addColumn<Samples>("left");
        QTest::addColumn<Samples>("right");
        QTest::addColumn<double>("loss"); // LU
        const Samples sound = noise(0.2, 8.0, rate, 1);
        QTest::newRow("equal") << sound << sound << 0.0;
        QTest::newRow("unrelated") << sound << noise(0.2, 8.0, rate, 2) << 3.0103;
        QTest::newRow("one side") << sound << silence(8.0, rate) << 3.0103;
        QTest::newRow("half inverted") << sound << scaled(sound, -0.5) << powerToDb(1.25 / 0.125);
    }
    void loudnessOfMonoSums()
    {
        QFETCH(Samples, left);
        QFETCH(Samples, right);
        QFETCH(double, loss);
        const Signal signal { rate, layoutNamed("stereo").value(), { left, right } };
        constexpr double statistical = 0.05; // LU, of 8 s of noise
        QVERIFY(isWithin(number(analyze("mono_loss", signal), "mono.loss"), loss, statistical));
    }

    // The sum is silent: nothing of it would be a number, so it counts as the gate.
    void invertedChannelsLoseEverythingAboveTheGate()
    {
        const Samples sound = tone(8.0);
        const Signal signal { rate, layoutNamed("stereo").value(), { sound, scaled(sound, -1.0) } };
        QVERIFY(isWithin(number(analyze("mono_loss", signal), "mono.loss"), level + 70.0, analytic));
    }

    void theWorstPlaceOfMonoIsFound()
    {
        const Samples sound = noise(0.2, 20.0, rate, 1);
        Signal signal { rate, layoutNamed("stereo").value(), { sound, sound } };
        for (std::size_t i = 10 * rate; i < 14 * rate; ++i)
            signal.channels[1][i] *= -0.5;
        const MeasurementSet measures = analyze("mono_loss", signal);
        const Place& at = measures.find("mono.loss")->at.value();
        QVERIFY(at.start >= 10 * rate && at.end <= 14 * rate);
        QVERIFY(isWithin(at.value.value(), 10.0, conformance::loudness));
        QCOMPARE(at.channel, std::string("L/R"));
    }

    // Of Lo/Ro by BS.775: a sound in the centre alone keeps its loudness, unlike fronts lose 3.01 LU, and a surround
    // that is turned over is gone.
    void monoOfSurroundIsThatOfItsFoldDown()
    {
        const auto lossOf = [](const Signal& signal) { return number(analyze("mono_loss", signal), "mono.loss"); };
        const Samples sound = noise(0.2, 8.0, rate, 1);
        Signal signal = inAllChannels("5.1", silence(8.0, rate), rate);
        signal.channels[2] = sound;
        QVERIFY(isWithin(lossOf(signal), 0.0, analytic));
        signal.channels[2] = silence(8.0, rate);
        signal.channels[0] = sound;
        QVERIFY(isWithin(lossOf(signal), powerToDb(2.0), analytic));
        signal.channels[0] = silence(8.0, rate);
        signal.channels[4] = sound;
        signal.channels[5] = scaled(sound, -0.5);
        QVERIFY(isWithin(lossOf(signal), powerToDb(1.25 / 0.125), analytic));
        QCOMPARE(analyze("mono_loss", signal).find("mono.loss")->at->channel, std::string("Lo/Ro"));
    }

    void monoOfOtherLayoutsIsNotAsked()
    {
        QCOMPARE(stateOf(analyze("mono_loss", inAllChannels("mono", tone(4.0), rate)), "mono.loss"),
            std::string("not_applicable: not a stereo or surround programme"));
        QVERIFY(analyze("mono_loss", inAllChannels("Lt/Rt", tone(4.0), rate)).number("mono.loss"));
    }

    // A steady sine has a crest of 3.01 dB, and in mono reads 3.01 below its peak: 3.01 dB.
    void peaksStandAboveLoudness()
    {
        const MeasurementSet measures = withPeaks(inAllChannels("mono", tone(10.0), rate));
        QVERIFY(isWithin(number(measures, "dynamics.plr"), 3.01, conformance::loudness));
        QVERIFY(isWithin(number(measures, "dynamics.psr_min"), 3.01, conformance::loudness));
        QVERIFY(isWithin(number(measures, "dynamics.plr"),
            number(measures, "peak.true") - number(measures, "loudness.integrated"), sameMachine));
    }

    void theDensestPlaceIsFound()
    {
        Samples samples = noise(0.3, 20.0, rate, 1); // uniform noise
        for (std::size_t i = 10 * rate; i < 15 * rate; ++i)
            samples[i] = samples[i] > 0.0 ? 0.3 : -0.3; // a square of the same peak is denser
        const MeasurementSet measures = withPeaks(inAllChannels("mono", samples, rate));
        const Place& at = measures.find("dynamics.psr_min")->at.value();
        QVERIFY(at.start >= 10 * rate && at.end <= 15 * rate);
        QVERIFY(number(measures, "dynamics.psr_min") < number(measures, "dynamics.plr"));
    }

    // The same sound in one channel and in two: what each says of the other is what the other reads.
    void monoAndDualMonoNameEachOther()
    {
        const auto measure = [](std::string_view layout) {
            const Signal signal = inAllChannels(layout, speechLike(10.0, rate, 1), rate);
            const AnalyzerContext context { rate, signal.layout, signal.layout.channelNames() };
            MeasurementSet measures;
            for (const char* name : { "loudness", "duplicates", "mono_convention" })
                run(*analyzerNamed(name).create(context), signal, 4096, measures);
            return measures;
        };
        const MeasurementSet mono = measure("mono");
        const MeasurementSet dual = measure("stereo");
        QVERIFY(isWithin(number(mono, "loudness.as_dual_mono"), number(dual, "loudness.integrated"), sameMachine));
        QVERIFY(isWithin(number(dual, "loudness.as_mono"), number(mono, "loudness.integrated"), sameMachine));
        QCOMPARE(stateOf(mono, "loudness.as_mono"), std::string("not_applicable: not two channels of the same sound"));
        QCOMPARE(stateOf(dual, "loudness.as_dual_mono"), std::string("not_applicable: not a mono programme"));
    }

    void dynamicsHangOnTheirSources()
    {
        const MeasurementSet bare = analyze("dynamics", inAllChannels("mono", tone(4.0), rate));
        QCOMPARE(stateOf(bare, "dynamics.plr"), std::string("not_measured: peak.true is not known"));
        const MeasurementSet silent = withPeaks(inAllChannels("mono", silence(4.0, rate), rate));
        QCOMPARE(stateOf(silent, "dynamics.plr"), std::string("not_applicable: peak.true: digital silence"));
        const MeasurementSet brief = withPeaks(inAllChannels("mono", tone(1.0), rate));
        QCOMPARE(stateOf(brief, "dynamics.plr"), std::string("ok"));
        QCOMPARE(stateOf(brief, "dynamics.psr_min"), std::string("not_applicable: shorter than 3 s"));
    }
};

ASSAY_TEST(TestLoudness)
#include "tst_loudness.moc"
