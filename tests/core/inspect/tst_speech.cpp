// SPDX-License-Identifier: GPL-3.0-or-later
// Speech found in a mix: the measures with a detector of known answer, and the real one where it is installed.
#include "core/dsp/speech_time.h"
#include "core/inspect/dialogue.h"
#include "core/inspect/inspect.h"
#include "core/inspect/speech_detector.h"
#include "core/inspect/speech_lane.h"
#include "tests/support/corpus.h"
#include "tests/support/signals.h"
#include "tests/support/spoken_mix.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace assay;
using namespace assay::test;

namespace
{

// Takes a level above -40 dBFS for speech.
class LoudIsSpeech final : public SpeechDetector
{
public:
    std::string name() const override { return "Loud 1"; }
    void hear(std::span<const float> samples) override
    {
        for (const float sample : samples) {
            m_energy += sample * sample;
            if (++m_count == speechWindow)
                close();
        }
    }
    std::vector<float> finish() override
    {
        if (m_count > 0)
            close();
        return m_said;
    }

private:
    void close()
    {
        m_said.push_back(m_energy / speechWindow > 1e-4F ? 0.9F : 0.05F);
        m_energy = 0.0F;
        m_count = 0;
    }
    std::vector<float> m_said;
    float m_energy = 0.0F;
    std::size_t m_count = 0;
};

class Breaks final : public SpeechDetector
{
public:
    std::string name() const override { return "Breaks"; }
    void hear(std::span<const float>) override { throw std::runtime_error("it broke"); }
    std::vector<float> finish() override { return {}; }
};

WaveOptions fiveOne()
{
    WaveOptions options;
    options.mask = fiveOneMask;
    return options;
}

// Two seconds of silence, three of speech in the centre, five of silence; a quiet tone left and right goes on.
void writeMix(const std::filesystem::path& file)
{
    const Samples speech = toneSequence({ { 2.0, silentLevel }, { 3.0, -20.0 }, { 5.0, silentLevel } }, 997.0, 48000);
    const Samples rest = assay::sine(1500.0, 0.002, 10.0, 48000);
    const Samples none(speech.size());
    writeWave(file, { rest, rest, speech, none, none, none }, fiveOne());
}

MeasurementSet measuresOf(const std::filesystem::path& file, InspectOptions options)
{
    options.hashes = false;
    auto found = inspect({ file }, options);
    if (!found || found->programmes.empty())
        throw std::runtime_error("not read");
    return std::move(found->programmes.front().measures);
}

std::string reasonOf(const MeasurementSet& measures, const char* id)
{
    return measures.find(id) != nullptr ? measures.find(id)->reason : "absent";
}

// Speech of the corpus as the model hears it.
std::vector<float> heard(std::span<const float> sound, std::size_t block, SpeechDetector& detector)
{
    for (std::size_t from = 0; from < sound.size(); from += block)
        detector.hear(sound.subspan(from, std::min(block, sound.size() - from)));
    return detector.finish();
}

std::vector<float> noiseOf(double seconds)
{
    const Samples samples = noise(0.1, seconds, speechRate, 7);
    return { samples.begin(), samples.end() };
}

bool isInstalled()
{
    return installedDetector().has_value();
}

} // namespace

class TestSpeech : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hysteresisHoldsSpeechTogether()
    {
        const std::vector<double> probabilities { 0.0, 0.6, 0.64, 0.65, 0.9, 0.61, 0.6, 0.59, 0.0, 0.0, 0.0, 0.64, 0.65,
            0.65, 0.0 }; // 0.2 s are none
        const SpeechTime expected { false, false, false, true, true, true, true, false, false, false, false, false,
            false, false, false };
        QVERIFY(speechOfProbabilities(probabilities) == expected);
        QVERIFY(speechOfProbabilities({}).empty());
    }

    void dialogueIsMeasuredWhereTheDetectorHearsIt()
    {
        const QTemporaryDir dir;
        const std::filesystem::path file = dir.path().toStdString() + "/mix.wav";
        writeMix(file);
        InspectOptions options;
        options.makeDetector
            = []() -> Result<std::unique_ptr<SpeechDetector>> { return std::make_unique<LoudIsSpeech>(); };
        QVERIFY(
            reasonOf(measuresOf(file, options), "loudness.dialogue").find("--speech") != std::string::npos); // unasked
        options.asked = { "loudness.dialogue" };
        for (const unsigned jobs : { 1U, 2U }) {
            options.jobs = jobs;
            const MeasurementSet measures = measuresOf(file, options);
            QVERIFY(std::abs(*measures.number("loudness.dialogue") - -23.0) < conformance::loudness);
            QVERIFY(
                std::abs(*measures.number("loudness.dialogue_share") - 30.0) < 2.1); // a window of 32 ms at each end
            QCOMPARE(measures.number("loudness.dialogue_detected"), measures.number("loudness.dialogue"));
            QCOMPARE(std::get<std::string>(*measures.find("loudness.dialogue_method")->value),
                std::string("speech detector Loud 1"));
            QVERIFY(*measures.number("loudness.dialogue_confidence") > 80.0);
            QCOMPARE(measures.find("loudness.dialogue_separation")->state, MeasureState::notMeasured);
        }
    }

    void eachChannelOfAnMeIsHeard()
    {
        const QTemporaryDir dir;
        const std::filesystem::path file = dir.path().toStdString() + "/title_ME.wav";
        writeMix(file);
        InspectOptions options;
        options.makeDetector
            = []() -> Result<std::unique_ptr<SpeechDetector>> { return std::make_unique<LoudIsSpeech>(); };
        QCOMPARE(measuresOf(file, options).find("me.speech"), nullptr); // unasked
        options.asked = { "me.speech" };
        for (const unsigned jobs : { 1U, 2U }) {
            options.jobs = jobs;
            const MeasurementSet measures = measuresOf(file, options);
            const Measurement& speech = *measures.find("me.speech");
            QVERIFY(std::abs(*measures.number("me.speech") - 30.0) < 2.1); // a window of 32 ms at each end
            QCOMPARE(speech.channels.size(), 5U); // not the LFE
            QCOMPARE(speech.channels.at(2).channel, std::string("C"));
            QCOMPARE(speech.channels.at(2).value, measures.number("me.speech"));
            QCOMPARE(speech.channels.at(0).value, std::optional(0.0));
            QCOMPARE(speech.events.size(), 1U);
            QCOMPARE(speech.events.front().channel, std::string("C"));
            QCOMPARE(measures.find("loudness.dialogue")->state, MeasureState::notApplicable);
        }
        options.makeDetector = []() -> Result<std::unique_ptr<SpeechDetector>> { return std::make_unique<Breaks>(); };
        QVERIFY(reasonOf(measuresOf(file, options), "me.speech").find("it broke") != std::string::npos);
        options.makeDetector = [] { return makeSilero("/nowhere"); };
        QVERIFY(reasonOf(measuresOf(file, options), "me.speech").find("install-speech.sh") != std::string::npos);
    }

    void aDetectorThatFailsIsNoValue()
    {
        const QTemporaryDir dir;
        const std::filesystem::path file = dir.path().toStdString() + "/mix.wav";
        writeMix(file);
        InspectOptions options;
        options.asked = { "loudness.dialogue" };
        options.makeDetector = []() -> Result<std::unique_ptr<SpeechDetector>> { return std::make_unique<Breaks>(); };
        const MeasurementSet broken = measuresOf(file, options);
        QCOMPARE(broken.find("loudness.dialogue")->state, MeasureState::notMeasured);
        QVERIFY(reasonOf(broken, "loudness.dialogue").find("it broke") != std::string::npos);
        QVERIFY(broken.number("loudness.integrated").has_value());
        options.makeDetector = [] { return makeSilero("/nowhere"); };
        const MeasurementSet absent = measuresOf(file, options);
        QCOMPARE(absent.find("loudness.dialogue")->state, MeasureState::notMeasured);
        QVERIFY(reasonOf(absent, "loudness.dialogue").find("packaging/install-speech.sh") != std::string::npos);
    }

    void aWrongModelAndABrokenLibraryAreTold()
    {
        const QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        writeBytes(folder / "silero_vad_v6.onnx", "another model");
        QVERIFY(makeSilero(folder).error().message.find("not the one") != std::string::npos);
        if (!isInstalled())
            QSKIP("the speech detector is not installed: packaging/install-speech.sh");
        const std::filesystem::path second = folder / "second";
        std::filesystem::create_directory(second);
        std::filesystem::copy_file(speechFolder() / "silero_vad_v6.onnx", second / "silero_vad_v6.onnx");
        writeBytes(second / "libonnxruntime.so.1", "no library");
        QVERIFY(makeSilero(second).error().message.find("cannot be loaded") != std::string::npos);
    }

    void whatTheModelSaysDoesNotDependOnBlocks()
    {
        if (!isInstalled())
            QSKIP("the speech detector is not installed: packaging/install-speech.sh");
        const std::vector<float> sound = noiseOf(20.0);
        const std::vector<float> once = heard(sound, sound.size(), **installedDetector());
        QCOMPARE(once.size(), sound.size() / speechWindow);
        for (const std::size_t block : { 160U, 4099U })
            QVERIFY(heard(sound, block, **installedDetector()) == once);
        for (const float probability : once)
            QVERIFY(probability >= 0.0F && probability < 0.35F); // noise is no speech
        QVERIFY(heard({}, 1, **installedDetector()).empty());
        QCOMPARE(heard(std::span(sound).first(100), 100, **installedDetector()).size(), 1U);
    }

    void aChunkIsHeardAsTheWhole()
    {
        if (!isInstalled())
            QSKIP("the speech detector is not installed: packaging/install-speech.sh");
        const std::vector<float> sound = noiseOf(300.0); // longer than a chunk of 256 s
        const std::vector<float> once = heard(sound, 1 << 20, **installedDetector());
        QCOMPARE(once.size(), sound.size() / speechWindow);
        QVERIFY(heard(sound, 5000, **installedDetector()) == once);
    }

    void theRealModelSaysTheSameInAnyRunAndOnAnyThreads()
    {
        if (!isInstalled())
            QSKIP("the speech detector is not installed: packaging/install-speech.sh");
        const QTemporaryDir dir;
        const std::filesystem::path file = dir.path().toStdString() + "/mix.wav";
        writeWave(file, planesOf({}), fiveOne());
        InspectOptions options;
        options.asked = { "loudness.dialogue" };
        options.jobs = 1;
        const MeasurementSet first = measuresOf(file, options);
        QVERIFY(first.number("loudness.dialogue").has_value());
        for (const unsigned jobs : { 1U, 2U, 2U }) {
            options.jobs = jobs;
            const MeasurementSet again = measuresOf(file, options);
            for (const MeasureSpec& spec : dialogueSpecs())
                QVERIFY2(*again.find(spec.id) == *first.find(spec.id), spec.id.data());
            QVERIFY(*again.series().find(speechTrack) == *first.series().find(speechTrack));
            QVERIFY(*again.series().find("speech") == *first.series().find("speech"));
        }
    }

    // A small part of what tests/bench/dialogue.py measures, with the sounds that are at hand everywhere.
    void theGoalsAreMetOnTheExample_data()
    {
        QTest::addColumn<double>("musicGain");
        QTest::addColumn<double>("error"); // LU
        QTest::newRow("10 LU over the music") << SpokenMix {}.musicGain << 0.5;
        QTest::newRow("5 LU") << SpokenMix {}.musicGain * 1.78 << 1.0;
    }

    void theGoalsAreMetOnTheExample()
    {
        if (!isInstalled())
            QSKIP("the speech detector is not installed: packaging/install-speech.sh");
        QFETCH(double, musicGain);
        QFETCH(double, error);
        const QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        SpokenMix mix;
        mix.musicGain = musicGain;
        writeWave(folder / "mix.wav", planesOf(mix), fiveOne());
        writeWave(folder / "DX.wav", dialogueOf(mix), fiveOne());
        InspectOptions options;
        options.asked = { "loudness.dialogue" };
        const double heard = *measuresOf(folder / "mix.wav", options).number("loudness.dialogue");
        const double heardShare = *measuresOf(folder / "mix.wav", options).number("loudness.dialogue_share");
        options.dialogueStems = { folder / "DX.wav" };
        options.asked = {};
        options.hashes = false;
        const auto both = inspect({ folder / "mix.wav" }, options);
        const auto& programmes = both->programmes;
        const auto known = std::ranges::find(programmes, "mix.wav", &ProgrammeRecord::name);
        QVERIFY(known != programmes.end());
        const double difference = heard - *known->measures.number("loudness.dialogue");
        const double shareDifference = heardShare - *known->measures.number("loudness.dialogue_share");
        QVERIFY2(std::abs(difference) < error, qPrintable(QString::number(difference)));
        QVERIFY2(std::abs(shareDifference) < 5.0, qPrintable(QString::number(shareDifference))); // points
    }

    void speechOfTheCorpusIsFound()
    {
        if (!isInstalled() || !hasCorpus())
            QSKIP("needs the speech detector and the corpus");
        InspectOptions options;
        options.asked = { "loudness.dialogue" };
        const MeasurementSet speech = measuresOf(corpusFile("music_speech/librivox/sonnet.mp3"), options);
        QVERIFY(*speech.number("loudness.dialogue_share") > 65.0);
        const MeasurementSet music
            = measuresOf(corpusFile("music_speech/librosa-nc/admiralbob77_-_Choice_-_Drum-bass.hq.ogg"), options);
        QVERIFY(*music.number("loudness.dialogue_share") < 2.0);
    }
};

ASSAY_TEST(TestSpeech)
#include "tst_speech.moc"
