// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/inspect/codec_peaks.h"
#include "core/inspect/inspect.h"
#include "core/media/codec_trip.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace assay;
using namespace assay::test;

namespace
{

const AskedMeasures everything { "peak.true_after_codec" };

// What an inspection adds of a signal, without the rest of it.
MeasurementSet afterCodecs(const Signal& signal, const AskedMeasures& asked = everything)
{
    AnalyzerContext context;
    context.sampleRate = signal.sampleRate;
    context.layout = signal.layout;
    context.channelNames = signal.layout.channelNames();
    MeasurementSet measures;
    for (const std::size_t codec : codecsAsked(asked))
        run(*makeCodecPeak(context, codec), signal, 4096, measures);
    addWorstCodecPeak(measures);
    return measures;
}

// A limited master: noise cut at -0.2 dBFS, so that it stands at the ceiling most of the time.
Signal hotMaster(const char* layout, double seconds = 2.0)
{
    Signal signal { 44100, layoutNamed(layout).value(), {} };
    const double ceiling = dbToAmplitude(-0.2);
    for (std::uint32_t c = 0; c < signal.layout.size(); ++c) {
        Samples samples = noise(2.0, seconds, signal.sampleRate, c);
        for (std::size_t i = 1; i < samples.size(); ++i) // most of its power below some kHz, as music has it
            samples[i] = 0.85 * samples[i - 1] + 0.6 * samples[i];
        for (double& sample : samples)
            sample = std::clamp(sample, -ceiling, ceiling);
        signal.channels.push_back(std::move(samples));
    }
    return signal;
}

std::string idOf(const StoreCodec& codec)
{
    return "peak.true_after_codec." + std::string(codec.id);
}

constexpr double near = 3.0; // frames by which a codec may smear the top of a click

} // namespace

class TstCodecPeaks : public QObject
{
    Q_OBJECT

private slots:
    void oneMeasureForEachCodec();
    void hotMasterRises();
    void surroundThroughAc3();
    void silence();
    void placeIsTheOriginals();
    void onlyWhatIsAsked();
    void oneUnknownMakesTheWorstUnknown();
    void throughThePipeline();
};

void TstCodecPeaks::oneMeasureForEachCodec()
{
    QCOMPARE(codecPeakSpecs().size(), storeCodecs().size() + 1);
    for (std::size_t i = 0; i < storeCodecs().size(); ++i)
        QCOMPARE(std::string(codecPeakSpecsOf(i).front().id), idOf(storeCodecs()[i]));
}

void TstCodecPeaks::hotMasterRises()
{
    const Signal signal = hotMaster("stereo");
    const MeasurementSet measures = afterCodecs(signal);
    for (const char* id : { "peak.true_after_codec.aac", "peak.true_after_codec.mp3", "peak.true_after_codec.opus",
             "peak.true_after_codec.vorbis" }) {
        QVERIFY2(number(measures, id) > 0.0, id);
        QVERIFY2(number(measures, "peak.true_after_codec") >= number(measures, id), id);
        QVERIFY(number(measures, id) == std::max(channelNumber(measures, id, "L"), channelNumber(measures, id, "R")));
    }
    QVERIFY(stateOf(measures, "peak.true_after_codec.ac3_640").starts_with("not_applicable: AC-3"));
    const Measurement& worst = *measures.find("peak.true_after_codec");
    QCOMPARE(worst.channels.size(), 4U); // a value a codec; AC-3 does not apply
    QVERIFY(number(measures, "peak.true_after_codec")
        == std::ranges::max_element(worst.channels, {}, &ChannelValue::value)->value);
}

void TstCodecPeaks::surroundThroughAc3()
{
    Signal signal = hotMaster("5.1", 1.0);
    signal.channels[3] = sine(50.0, 0.9, 1.0, signal.sampleRate);
    signal.channels[4] = scaled(signal.channels[4], 0.5);
    const MeasurementSet measures = afterCodecs(signal);
    for (const char* id : { "peak.true_after_codec.ac3_448", "peak.true_after_codec.ac3_640" }) {
        QVERIFY2(number(measures, id) > 0.0, stateOf(measures, id).c_str());
        QVERIFY(channelNumber(measures, id, "LFE") > -2.0 && channelNumber(measures, id, "LFE") < 0.0);
        QVERIFY(channelNumber(measures, id, "Ls") < channelNumber(measures, id, "Rs") - 3.0);
    }
    QVERIFY(stateOf(measures, "peak.true_after_codec.mp3").find("at most 2 channels") != std::string::npos);
    QVERIFY(number(measures, "peak.true_after_codec") > 0.0);
}

void TstCodecPeaks::silence()
{
    const Signal quiet { 48000, layoutNamed("stereo").value(), { Samples(48000), Samples(48000) } };
    const MeasurementSet measures = afterCodecs(quiet);
    QCOMPARE(stateOf(measures, "peak.true_after_codec.aac"), std::string("not_applicable: digital silence"));
    QCOMPARE(stateOf(measures, "peak.true_after_codec"), std::string("not_applicable: digital silence"));
    const Signal nothing { 48000, layoutNamed("mono").value(), { Samples() } };
    QCOMPARE(
        stateOf(afterCodecs(nothing), "peak.true_after_codec.mp3"), std::string("not_applicable: digital silence"));
}

void TstCodecPeaks::placeIsTheOriginals()
{
    Signal signal { 96000, layoutNamed("stereo").value(), {} };
    for (std::uint32_t c = 0; c < 2; ++c)
        signal.channels.push_back(noise(0.001, 1.5, signal.sampleRate, c));
    for (std::size_t i = 0; i < 4; ++i)
        signal.channels[1][70000 + i] = 0.8; // two frames of 48 kHz
    const MeasurementSet measures = afterCodecs(signal);
    for (const StoreCodec& codec : storeCodecs().first(4)) {
        const Measurement& found = *measures.find(idOf(codec));
        QVERIFY2(found.at, idOf(codec).c_str());
        QCOMPARE(found.at->channel, std::string("R"));
        const double off = static_cast<double>(found.at->start) - 70001.5;
        QVERIFY2(std::abs(off) <= 2.0 * near, qPrintable(QString::fromStdString(idOf(codec)) + QString::number(off)));
    }
}

void TstCodecPeaks::onlyWhatIsAsked()
{
    const Signal signal = hotMaster("stereo", 0.2);
    const MeasurementSet measures = afterCodecs(signal, { "peak.true_after_codec.mp3", "loudness.integrated" });
    QCOMPARE(stateOf(measures, "peak.true_after_codec.mp3"), std::string("ok"));
    for (const char* id : { "peak.true_after_codec", "peak.true_after_codec.aac" })
        QVERIFY(stateOf(measures, id).starts_with("not_measured: runs only where a profile asks"));
}

void TstCodecPeaks::oneUnknownMakesTheWorstUnknown()
{
    MeasurementSet measures;
    for (const MeasureSpec& spec : codecPeakSpecs().subspan(1))
        measures.add(measured(spec, -1.0));
    measures.add(notMeasured(codecPeakSpecs()[2], "this build of libav has no encoder \"libmp3lame\""));
    addWorstCodecPeak(measures);
    QCOMPARE(stateOf(measures, "peak.true_after_codec"),
        std::string("not_measured: peak.true_after_codec.mp3: this build of libav has no encoder \"libmp3lame\""));
    // Channels nobody named cannot be told to an encoder, and that is no pass either.
    Signal unnamed = hotMaster("stereo", 0.2);
    unnamed.layout = unknownLayout(2);
    QVERIFY(stateOf(afterCodecs(unnamed), "peak.true_after_codec").starts_with("not_measured"));
}

void TstCodecPeaks::throughThePipeline()
{
    const QTemporaryDir dir;
    const std::filesystem::path file = std::filesystem::path(dir.path().toStdString()) / "hot.wav";
    const Signal signal = hotMaster("stereo", 0.5);
    WaveOptions format;
    format.sampleRate = signal.sampleRate;
    writeWave(file, signal.channels, format);
    InspectOptions options;
    const auto unasked = inspect({ file }, options);
    QVERIFY(
        stateOf(unasked->programmes.front().measures, "peak.true_after_codec").starts_with("not_measured: runs only"));
    options.asked = everything;
    const auto asked = inspect({ file }, options);
    QVERIFY(number(asked->programmes.front().measures, "peak.true_after_codec") > 0.0);
    options.jobs = 1;
    options.blockFrames = 777;
    const auto again = inspect({ file }, options);
    for (const MeasureSpec& spec : codecPeakSpecs())
        QVERIFY(*asked->programmes.front().measures.find(spec.id) == *again->programmes.front().measures.find(spec.id));
    std::stop_source stop;
    stop.request_stop();
    options.stop = stop.get_token();
    QVERIFY(inspect({ file }, options).error().code == ErrorCode::cancelled);
}

ASSAY_TEST(TstCodecPeaks)
#include "tst_codec_peaks.moc"
