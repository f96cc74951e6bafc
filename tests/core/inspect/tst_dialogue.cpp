// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/loudness_gate.h"
#include "core/dsp/speech_time.h"
#include "core/inspect/dialogue.h"
#include "core/inspect/inspect.h"
#include "tests/support/signals.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <limits>
#include <random>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// Syllables of 0.1 to 0.3 s with short pauses and a breath after each few: the same for the same seed.
std::vector<double> spokenLevels(std::size_t steps, unsigned seed, double level = -25.0)
{
    std::mt19937 random(seed);
    std::vector<double> levels(steps, nothing);
    for (std::size_t i = 20; i + 30 < steps;) {
        const std::size_t phrase = 15 + random() % 30;
        for (std::size_t k = 0; k < phrase && i + 30 < steps; ++k, ++i)
            levels[i] = level - static_cast<double>(random() % 12);
        i += 5 + random() % 15;
    }
    return levels;
}

std::vector<double> sumOf(const std::vector<double>& a, const std::vector<double>& b)
{
    const auto power = [](double level) { return std::isnan(level) ? 0.0 : powerOf(Lufs { level }); };
    std::vector<double> result;
    for (std::size_t i = 0; i < a.size(); ++i)
        result.push_back(loudnessOf(power(a[i]) + power(b[i])).value());
    return result;
}

ProgrammeRecord record(const std::string& name, const std::string& role, const std::vector<double>& levels)
{
    ProgrammeRecord programme;
    programme.name = name;
    programme.role = role;
    programme.layout = *layoutNamed("5.1");
    programme.sampleRate = 48000;
    programme.frames = static_cast<FrameCount>(levels.size()) * 4800;
    std::vector<double> powers;
    for (const double level : levels)
        powers.push_back(std::isnan(level) ? 0.0 : powerOf(Lufs { level }) * 4800.0);
    const std::vector<double> blocks = windowPowers(powers, momentarySteps, 48000);
    std::vector<double> momentary(levels.size(), nothing);
    for (std::size_t i = 0; i < blocks.size(); ++i)
        momentary[i + momentarySteps - 1] = blocks[i] > 0.0 ? loudnessOf(blocks[i]).value() : nothing;
    programme.measures.series().tracks = { { "loudness", levels }, { "momentary", momentary } };
    const MeasureSpec integrated { "loudness.integrated", Unit::lufs, ValueKind::number, "", "" };
    const auto power = gatedPower(blocks);
    programme.measures.add(
        power ? measured(integrated, loudnessOf(*power).value()) : notApplicable(integrated, "digital silence"));
    return programme;
}

std::vector<double> musicLevels(std::size_t steps, double level)
{
    std::mt19937 random(99);
    std::vector<double> levels(steps);
    for (double& value : levels)
        value = level + static_cast<double>(random() % 5);
    return levels;
}

std::string textOf(const ProgrammeRecord& programme, const char* id)
{
    const Measurement* measurement = programme.measures.find(id);
    return measurement != nullptr && measurement->value ? std::get<std::string>(*measurement->value) : "";
}

std::string reasonOf(const ProgrammeRecord& programme, const char* id)
{
    const Measurement* measurement = programme.measures.find(id);
    return measurement != nullptr ? measurement->reason : "absent";
}

SpeechTime range(std::size_t steps, std::initializer_list<std::pair<std::size_t, std::size_t>> ranges)
{
    SpeechTime speech(steps);
    for (const auto& [from, to] : ranges) {
        for (std::size_t i = from; i < to; ++i)
            speech[i] = true;
    }
    return speech;
}

} // namespace

class TestDialogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pausesAreFilledAndClicksDropped()
    {
        QVERIFY(smoothed(range(30, { { 5, 10 }, { 12, 20 } }), 2) == range(30, { { 5, 20 } })); // 0.2 s
        QVERIFY(smoothed(range(30, { { 5, 10 }, { 13, 20 } }), 2) == range(30, { { 5, 10 }, { 13, 20 } })); // 0.3 s
        QVERIFY(smoothed(range(30, { { 5, 6 }, { 20, 22 } }), 2) == range(30, { { 20, 22 } })); // 0.1 s, 0.2 s
        QVERIFY(smoothed(range(30, { { 2, 30 } }), 2)
            == range(30, { { 2, 30 } })); // what no speech goes before is no pause
    }

    void speechOfAStemBeginsAndEndsWithItsSound()
    {
        std::vector<double> levels(100, nothing);
        std::fill(levels.begin() + 20, levels.begin() + 50, -25.0);
        std::fill(levels.begin() + 70, levels.begin() + 90, -25.0 - 25.0); // breath, far below
        const ProgrammeRecord stem = record("stem", "dialogue", levels);
        const auto integrated = stem.measures.number("loudness.integrated");
        const std::vector<double>& momentary = *stem.measures.series().find("momentary");
        QVERIFY(speechOfStem(momentary, Lufs { *integrated }) == range(100, { { 20, 50 } }));
        QVERIFY(speechOfStem(momentary, Lufs { -61.0 }) == range(100, { { 20, 50 }, { 70, 90 } })); // above -60 LUFS
        const std::vector<double> none(100, nothing);
        QVERIFY(speechOfStem(none, Lufs { -25.0 }) == SpeechTime(100));
        QVERIFY(speechOfStem({}, Lufs { -25.0 }).empty());
    }

    void aStemIsFoundWhereItLies_data()
    {
        QTest::addColumn<int>("lag");
        for (const int lag : { 0, 1, 12, -12, 299, -300 })
            QTest::addRow("%d steps", lag) << lag;
    }

    void aStemIsFoundWhereItLies()
    {
        QFETCH(int, lag);
        const std::vector<double> stem = spokenLevels(1500, 1);
        std::vector<double> late(1500, nothing);
        for (int i = 0; i < 1500; ++i) {
            if (i - lag >= 0 && i - lag < 1500)
                late[static_cast<std::size_t>(i)] = stem[static_cast<std::size_t>(i - lag)];
        }
        const SyllableFit fit = fitOf(sumOf(late, musicLevels(1500, -32.0)), stem);
        QCOMPARE(fit.lag, lag);
        QVERIFY2(fit.evidence > fitEvidence, qPrintable(QString::number(fit.evidence)));
        const SyllableFit foreign = fitOf(sumOf(late, musicLevels(1500, -32.0)), spokenLevels(1500, 2));
        QVERIFY2(foreign.evidence < fitEvidence, qPrintable(QString::number(foreign.evidence)));
    }

    void mixesAreMeasuredOverTheSpeechOfTheirStem()
    {
        const std::vector<double> spoken = spokenLevels(1500, 1);
        const std::vector<double> mix = sumOf(spoken, musicLevels(1500, -40.0));
        std::vector<ProgrammeRecord> programmes { record("dx.wav", "dialogue", spoken), record("mix.wav", "mix", mix),
            record("me.wav", "m&e", musicLevels(1500, -40.0)), record("other.wav", "dialogue", spokenLevels(1500, 2)) };
        addDialogueMeasures(programmes);
        double sum = 0.0;
        double stemSum = 0.0;
        double count = 0.0;
        const std::vector<double>& speech = *programmes[1].measures.series().find("speech");
        for (std::size_t i = 0; i < speech.size(); ++i) {
            if (std::isnan(spoken[i]) != (speech[i] == 0.0))
                QVERIFY2(false, qPrintable(QString("speech at step %1").arg(i)));
            sum += speech[i] > 0.0 ? powerOf(Lufs { mix[i] }) : 0.0;
            stemSum += speech[i] > 0.0 ? powerOf(Lufs { spoken[i] }) : 0.0;
            count += speech[i];
        }
        const MeasurementSet& measures = programmes[1].measures;
        const double expected = loudnessOf(sum / count).value();
        QVERIFY(std::abs(*measures.number("loudness.dialogue") - expected) < 1e-9);
        QVERIFY(std::abs(*measures.number("loudness.dialogue_share") - 100.0 * count / 1500.0) < 1e-9);
        QVERIFY(std::abs(*measures.number("loudness.dialogue_to_programme")
                    - (*measures.number("loudness.integrated") - expected))
            < 1e-9);
        QVERIFY(std::abs(*measures.number("loudness.dialogue_stem") - loudnessOf(stemSum / count).value()) < 1e-9);
        QVERIFY(
            std::abs(*measures.number("loudness.dialogue_separation") - 10.0 * std::log10(stemSum / (sum - stemSum)))
            < 1e-6);
        QVERIFY(measures.number("loudness.dialogue_range").has_value());
        QCOMPARE(textOf(programmes[1], "loudness.dialogue_method"), std::string("dialogue stem dx.wav"));
        QVERIFY(!measures.find("loudness.dialogue_share")->events.empty());
        QCOMPARE(textOf(programmes[3], "loudness.dialogue_method"), std::string("dialogue stem other.wav"));
        QCOMPARE(programmes[2].measures.find("loudness.dialogue")->state, MeasureState::notApplicable);
    }

    void aLateStemIsShiftedAndAForeignOneRefused()
    {
        const std::vector<double> spoken = spokenLevels(1500, 1);
        std::vector<double> early(spoken.begin() + 12, spoken.end());
        early.resize(1500, nothing);
        std::vector<ProgrammeRecord> programmes { record("dx.wav", "dialogue", early),
            record("mix.wav", "mix", sumOf(spoken, musicLevels(1500, -40.0))) };
        addDialogueMeasures(programmes);
        QCOMPARE(textOf(programmes[1], "loudness.dialogue_method"),
            std::string("dialogue stem dx.wav, which lies 1.2 s later in it"));
        programmes[0] = record("dx.wav", "dialogue", spokenLevels(1500, 2));
        addDialogueMeasures(programmes);
        QCOMPARE(programmes[1].measures.find("loudness.dialogue")->state, MeasureState::notMeasured);
        QVERIFY(reasonOf(programmes[1], "loudness.dialogue").find("belongs") != std::string::npos);
    }

    void withoutSpeechThereIsAShareAndNoLoudness()
    {
        const std::vector<double> silent(100, nothing);
        std::vector<ProgrammeRecord> programmes { record("dx.wav", "dialogue", silent),
            record("mix.wav", "mix", musicLevels(100, -30.0)) };
        addDialogueMeasures(programmes);
        QCOMPARE(programmes[1].measures.number("loudness.dialogue_share"), std::optional(0.0));
        QCOMPARE(programmes[1].measures.find("loudness.dialogue")->state, MeasureState::notApplicable);
        programmes.erase(programmes.begin());
        addDialogueMeasures(programmes);
        QVERIFY(reasonOf(programmes[0], "loudness.dialogue").find("--dialogue-stem") != std::string::npos);
    }

    void filesAreMeasuredAsADelivery_data()
    {
        QTest::addColumn<QString>("stem");
        QTest::addColumn<bool>("isNamed");
        QTest::newRow("by its name") << "show_DIASTEM.wav" << false;
        QTest::newRow("by somebody's word") << "take 3.wav" << true;
    }

    void filesAreMeasuredAsADelivery()
    {
        QFETCH(QString, stem);
        QFETCH(bool, isNamed);
        const QTemporaryDir dir;
        const std::filesystem::path folder = dir.path().toStdString();
        // Centre -23 LUFS while it speaks (5 of 10 s); a tone 20 dB below it in left and right goes on.
        const Samples speech = toneSequence(
            { { 2.0, silentLevel }, { 3.0, -20.0 }, { 1.0, silentLevel }, { 2.0, -20.0 }, { 2.0, silentLevel } }, 997.0,
            48000);
        const Samples rest = assay::sine(1500.0, 0.01 / std::sqrt(2.0), 10.0, 48000);
        const Samples none(speech.size());
        WaveOptions asSixChannels;
        asSixChannels.mask = 0x3F;
        writeWave(folder / "show_PM.wav", { rest, rest, speech, none, none, none }, asSixChannels);
        std::filesystem::create_directory(folder / "stems");
        const std::filesystem::path stemFile = folder / "stems" / stem.toStdString();
        writeWave(stemFile, { speech });
        InspectOptions options;
        options.only = *MeasureChoice::of({ "loudness.dialogue*" });
        if (isNamed)
            options.dialogueStems = { stemFile };
        const auto found = inspect({ isNamed ? folder / "show_PM.wav" : folder }, options);
        QVERIFY(found.has_value());
        QCOMPARE(found->programmes.size(), 2U);
        const MeasurementSet& mix = found->programmes[0].measures;
        QVERIFY(std::abs(*mix.number("loudness.dialogue_stem") - -23.01) < conformance::loudness);
        QVERIFY(std::abs(*mix.number("loudness.dialogue") - -22.95) < conformance::loudness);
        QCOMPARE(mix.number("loudness.dialogue_share"), std::optional(50.0));
        QVERIFY(mix.find("loudness.integrated") == nullptr); // nobody asked
        QCOMPARE(mix.find("loudness.dialogue_share")->events.at(1).start, FrameCount { 6 * 48000 });
        QVERIFY(std::abs(*mix.number("loudness.dialogue_separation") - 20.0) < 3.0);
    }
};

ASSAY_TEST(TestDialogue)
#include "tst_dialogue.moc"
