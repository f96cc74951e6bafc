// SPDX-License-Identifier: GPL-3.0-or-later
// The analyzers against slow and obvious implementations, and against another meter.
#include "tests/reference/read_signal.h"
#include "tests/reference/slow.h"
#include "tests/support/corpus.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <ebur128.h>

using namespace assay;
using namespace assay::test;

namespace
{

Signal speechIn(std::string_view layout, int rate, double seconds)
{
    Signal signal { rate, layoutNamed(layout).value(), {} };
    for (std::uint32_t i = 0; i < signal.layout.size(); ++i)
        signal.channels.push_back(speechLike(seconds, rate, 20 + i));
    return signal;
}

Signal noiseIn(std::string_view layout, int rate, double seconds)
{
    Signal signal { rate, layoutNamed(layout).value(), {} };
    const Samples common = noise(0.2, seconds, rate, 9);
    for (std::uint32_t i = 0; i < signal.layout.size(); ++i) {
        Samples samples = noise(0.1, seconds, rate, i);
        for (std::size_t n = 0; n < samples.size(); ++n)
            samples[n] += common[n];
        signal.channels.push_back(std::move(samples));
    }
    return signal;
}

void addSignals()
{
    QTest::addColumn<Signal>("signal");
    QTest::newRow("speech 5.1 48k") << speechIn("5.1", 48000, 9.05);
    QTest::newRow("speech stereo 44.1k") << speechIn("stereo", 44100, 9.987);
    QTest::newRow("noise stereo 48k") << noiseIn("stereo", 48000, 6.3);
    QTest::newRow("noise 7.1 96k") << noiseIn("7.1", 96000, 4.44);
    QTest::newRow("speech mono 11.025k") << speechIn("mono", 11025, 9.5);
    if (!hasCorpus())
        return;
    constexpr double seconds = 12.0; // enough of each
    const std::filesystem::path folder = "music_speech/librosa-permissive";
    QTest::newRow("music") << readSignal(corpusFile(folder / "Kevin_MacLeod_-_Vibe_Ace.hq.ogg"), seconds);
    QTest::newRow("song") << readSignal(corpusFile(folder / "Karissa_Hobbs_-_Lets_Go_Fishin.hq.ogg"), seconds);
    QTest::newRow("speech") << readSignal(corpusFile(folder / "5703-47212-0000.hq.ogg"), seconds);
    QTest::newRow("drums") << readSignal(corpusFile("music_speech/sonic-pi-samples/loop_amen_full.flac"), seconds);
}

void compare(double value, double expected, double tolerance)
{
    QVERIFY2(isWithin(value, expected, tolerance),
        qPrintable(QString("%1, expected %2").arg(value, 0, 'g', 15).arg(expected, 0, 'g', 15)));
}

// libebur128's integrated loudness and highest true peak.
std::pair<double, double> askEbur128(const Signal& signal)
{
    const auto channels = signal.channels.size();
    ebur128_state* state = ebur128_init(static_cast<unsigned>(channels), static_cast<unsigned long>(signal.sampleRate),
        EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK);
    for (std::size_t i = 0; i < channels; ++i) { // the default map ignores channels from the seventh
        const double weight = loudnessWeight(signal.layout.channels[i]);
        const int position = weight == 0.0 ? EBUR128_UNUSED : weight > 1.0 ? EBUR128_Mp090 : EBUR128_Up045;
        ebur128_set_channel(state, static_cast<unsigned>(i), position);
    }
    Samples interleaved;
    for (std::size_t n = 0; n < signal.frames(); ++n) {
        for (const Samples& samples : signal.channels)
            interleaved.push_back(samples[n]);
    }
    ebur128_add_frames_double(state, interleaved.data(), signal.frames());
    double loudness = 0.0;
    ebur128_loudness_global(state, &loudness);
    double highest = 0.0;
    for (unsigned i = 0; i < channels; ++i) {
        double peak = 0.0;
        ebur128_true_peak(state, i, &peak);
        highest = std::max(highest, peak);
    }
    ebur128_destroy(&state);
    return { loudness, amplitudeToDb(highest) };
}

} // namespace

class TestReference : public QObject
{
    Q_OBJECT

private slots:
    void loudness_data() { addSignals(); }
    void loudness()
    {
        QFETCH(Signal, signal);
        const int rate = signal.sampleRate;
        const MeasurementSet measures = analyze("loudness", signal);
        const Samples squares = slow::weightedSquares(signal);
        compare(number(measures, "loudness.integrated"), slow::integrated(squares, rate), blockSize);
        compare(number(measures, "loudness.ungated"), slow::loudness(slow::meanOf(squares)), blockSize);
        const auto highest = [&](double length) {
            return slow::loudness(std::ranges::max(slow::windows(squares, length, 0.01, rate)));
        };
        compare(number(measures, "loudness.momentary_max"), highest(0.4), blockSize);
        if (measures.number("loudness.range")) { // longer than 3 s
            compare(number(measures, "loudness.short_term_max"), highest(3.0), blockSize);
            compare(number(measures, "loudness.range"), slow::range(signal), blockSize);
        }
        const Samples momentary = slow::windows(squares, 0.4, 0.1, rate);
        for (std::size_t i = 0; i < momentary.size(); ++i) {
            const double value = measures.series().find("momentary")->at(i + 3);
            QVERIFY(std::isnan(value) || isWithin(value, slow::loudness(momentary[i]), levelStep));
        }
    }

    void peaks_data() { addSignals(); }
    void peaks()
    {
        QFETCH(Signal, signal);
        const MeasurementSet measures = analyze("peaks", signal);
        const std::vector<std::string> names = signal.layout.channelNames();
        double highest = -1000.0;
        for (std::size_t i = 0; i < names.size(); ++i) {
            const double expected = slow::truePeak(signal.channels[i]);
            compare(channelNumber(measures, "peak.true", names[i]), expected, sameMachine);
            highest = std::max(highest, expected);
        }
        compare(number(measures, "peak.true"), highest, sameMachine);
        const std::vector<double>& track = *measures.series().find("true_peak");
        QVERIFY(isWithin(
            std::ranges::max(track, {}, [](double x) { return std::isnan(x) ? -1000.0 : x; }), highest, levelStep));
    }

    void correlation_data() { addSignals(); }
    void correlation()
    {
        QFETCH(Signal, signal);
        const auto pairs = facingPairs(signal.layout);
        const MeasurementSet measures = analyze("correlation", signal);
        if (pairs.empty()) {
            QVERIFY(!measures.number("phase.correlation"));
            return;
        }
        const Samples& left = signal.channels[pairs[0].left];
        const Samples& right = signal.channels[pairs[0].right];
        double lowest = 2.0;
        for (std::size_t step = 4; framesOf(static_cast<double>(step) / 10.0, signal.sampleRate) <= left.size();
             ++step) {
            const std::size_t from = framesOf(static_cast<double>(step - 4) / 10.0, signal.sampleRate);
            const std::size_t to = framesOf(static_cast<double>(step) / 10.0, signal.sampleRate);
            const double expected = slow::correlation(left, right, from, to);
            lowest = std::min(lowest, expected);
            const double found = measures.series().find("correlation")->at(step - 1);
            QVERIFY(std::isnan(found) ? expected == 2.0 : isWithin(found, expected, correlationStep));
        }
        compare(channelNumber(measures, "phase.correlation_min", pairs[0].name), lowest, sameMachine);
    }

    void anotherMeter_data() { addSignals(); }
    void anotherMeter()
    {
        QFETCH(Signal, signal);
        if (signal.sampleRate < 32000)
            return; // its pass band is up to 0.15 dB too loud there
        const auto [loudness, peak] = askEbur128(signal);
        compare(number(analyze("loudness", signal), "loudness.integrated"), loudness, secondOpinion);
        constexpr double interpolators = 0.5; // dB: its filter is another one, and Annex 2 allows as much
        compare(number(analyze("peaks", signal), "peak.true"), peak, interpolators);
    }
};

ASSAY_TEST(TestReference)
#include "tst_reference.moc"
