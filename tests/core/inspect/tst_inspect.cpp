// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analyzers/analyzer.h"
#include "core/inspect/conveyor.h"
#include "core/inspect/discover.h"
#include "core/inspect/inspect.h"
#include "core/inspect/invalid_samples.h"
#include "core/inspect/role.h"
#include "core/inspect/second_opinion.h"
#include "core/inspect/waveform.h"
#include "core/inspect/work_crew.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <atomic>
#include <cmath>
#include <fstream>
#include <limits>

using namespace assay;
using namespace assay::test;

namespace
{

std::filesystem::path folderOf(const QTemporaryDir& dir)
{
    return dir.path().toStdString();
}

// Two seconds of a tone on every channel, each channel with its own level so that none can stand for another.
Planes tones(std::size_t channels, std::size_t frames = 96000)
{
    Planes planes;
    for (std::size_t c = 0; c < channels; ++c)
        planes.push_back(sine(997.0, 0.5 / static_cast<double>(c + 1), frames));
    return planes;
}

Inspection inspected(const std::vector<std::filesystem::path>& paths, InspectOptions options = {})
{
    auto result = inspect(paths, options);
    if (!result)
        throw std::runtime_error(describe(result.error()));
    return std::move(*result);
}

// What must not depend on threads or block size, as text.
std::string fingerprint(const Inspection& inspection)
{
    std::string text;
    for (const ProgrammeRecord& programme : inspection.programmes) {
        text += programme.name + '\n';
        for (const auto& [id, measurement] : programme.measures.all()) {
            text += id + ' ' + measurement.reason;
            if (measurement.value) {
                const auto number = numberIn(*measurement.value);
                text += number ? QByteArray::number(*number, 'g', 17).toStdString() : "text";
            }
            for (const Place& place : measurement.events)
                text += ' ' + std::to_string(place.start) + '-' + std::to_string(place.end) + place.channel;
            text += '\n';
        }
    }
    return text;
}

} // namespace

class TestInspect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rolesFromNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("role");
        QTest::newRow("nothing said") << "sonnet.wav"
                                      << "mix";
        QTest::newRow("printmaster") << "title_s02e02_v04_PM_Nearfield_6ch_48k_24b_25.wav"
                                     << "mix";
        QTest::newRow("m&e") << "title_lp_v04_ME_6ch_48k_24b_25.wav"
                             << "m&e";
        QTest::newRow("legend spelling") << "title_lp_v04_DIAStem_6ch.wav"
                                         << "dialogue";
        QTest::newRow("example spelling") << "title_lp_v04_FXSTEM_6ch.wav"
                                          << "effects";
        QTest::newRow("music stem in words") << "Falcon music stem.wav"
                                             << "music";
        QTest::newRow("any stem") << "drums.stem.wav"
                                  << "stem";
        QTest::newRow("the word me is no M&E") << "let_me_go.wav"
                                               << "mix";
        QTest::newRow("a song called Music") << "music.wav"
                                             << "mix";
    }

    void rolesFromNames()
    {
        QFETCH(QString, name);
        QFETCH(QString, role);
        QCOMPARE(QString::fromStdString(roleOf(name.toStdString())), role);
    }

    void sixMonoFilesAreOneProgramme()
    {
        const QTemporaryDir dir;
        const Planes planes = tones(6);
        const std::array names { "L", "R", "C", "LFE", "Ls", "Rs" };
        for (std::size_t c = 0; c < names.size(); ++c)
            writeWave(folderOf(dir) / (std::string("title_PM.") + names[c] + ".wav"), { planes[c] });
        const Inspection inspection = inspected({ folderOf(dir) });
        QCOMPARE(inspection.assets.size(), 6U);
        QCOMPARE(inspection.programmes.size(), 1U);
        const ProgrammeRecord& programme = inspection.programmes.front();
        QCOMPARE(programme.name, std::string("title_PM"));
        QCOMPARE(programme.layout.name, std::string("5.1"));
        QCOMPARE(programme.layoutSource, LayoutSource::name);
        QCOMPARE(programme.layout.channels.front(), Speaker::left);
        QCOMPARE(programme.assets.front(), std::string("title_PM.L.wav"));
        const Measurement* peak = programme.measures.find("peak.sample");
        QVERIFY(peak != nullptr);
        QCOMPARE(peak->channels.at(2).channel, std::string("C"));
        QVERIFY(std::abs(*peak->channels.at(2).value - 20.0 * std::log10(0.5 / 3.0)) < 1e-3);
    }

    void monoFilesThatFormNoLayoutStayApart()
    {
        const QTemporaryDir dir;
        writeWave(folderOf(dir) / "a.L.wav", tones(1));
        writeWave(folderOf(dir) / "a.Rs.wav", tones(1));
        QCOMPARE(inspected({ folderOf(dir) }).programmes.size(), 2U);
    }

    void unequalMonoFilesAreNotMeasuredAndSayWhy()
    {
        const QTemporaryDir dir;
        writeWave(folderOf(dir) / "a.L.wav", tones(1, 96000));
        writeWave(folderOf(dir) / "a.R.wav", tones(1, 95999));
        const Inspection inspection = inspected({ folderOf(dir) });
        QCOMPARE(inspection.programmes.size(), 1U);
        const ProgrammeRecord& programme = inspection.programmes.at(0);
        QCOMPARE(programme.frames, FrameCount { 95999 }); // as far as both go
        const Measurement* loudness = programme.measures.find("loudness.integrated");
        QCOMPARE(loudness->state, MeasureState::notMeasured);
        QVERIFY(loudness->reason.find("a.R.wav ends at frame 95999") != std::string::npos);
        QCOMPARE(programme.measures.number("structure.sizes"), std::optional(1.0));
        QVERIFY(std::get<std::vector<std::string>>(*programme.measures.find("metadata.conflicts")->value).empty());
        for (const AssetRecord& asset : inspection.assets) {
            QVERIFY(!asset.error);
            QCOMPARE(asset.faults.at(0).code, std::string("set-length-mismatch"));
        }
    }

    void missingAndBrokenFilesDoNotStopTheOthers()
    {
        const QTemporaryDir dir;
        writeWave(folderOf(dir) / "good.wav", tones(2));
        writeBytes(folderOf(dir) / "broken.wav", "RIFF....WAVEnothing");
        writeBytes(folderOf(dir) / "notes.txt", "not audio");
        const Inspection inspection = inspected({ folderOf(dir) / "missing.wav", folderOf(dir) });
        QCOMPARE(inspection.programmes.size(), 1U);
        QCOMPARE(inspection.assets.size(), 3U);
        QCOMPARE(inspection.ignored, std::vector<std::string> { "notes.txt" });
        for (const AssetRecord& asset : inspection.assets)
            QCOMPARE(asset.error.has_value(), asset.path != "good.wav");
    }

    void truncatedSoundMeasuresNothing()
    {
        const QTemporaryDir dir;
        WaveOptions options;
        options.declaredDataBytes = 96000 * 2 * 3 + 6; // one frame more than there is
        writeWave(folderOf(dir) / "cut.wav", tones(2), options);
        const Inspection inspection = inspected({ folderOf(dir) / "cut.wav" });
        QCOMPARE(inspection.programmes.size(), 1U);
        const Measurement* loudness = inspection.programmes.front().measures.find("loudness.integrated");
        QVERIFY(loudness != nullptr);
        QCOMPARE(loudness->state, MeasureState::notMeasured);
        QVERIFY(!inspection.assets.front().faults.empty());
    }

    void samplesThatAreNoNumbersSpoilEveryLevel()
    {
        const QTemporaryDir dir;
        Planes planes = tones(2);
        planes[1][5000] = std::numeric_limits<double>::quiet_NaN();
        planes[1][5001] = std::numeric_limits<double>::infinity();
        WaveOptions options;
        options.depth = WaveDepth::float32;
        writeWave(folderOf(dir) / "nan.wav", planes, options);
        const Inspection inspection = inspected({ folderOf(dir) / "nan.wav" });
        const MeasurementSet& measures = inspection.programmes.front().measures;
        const Measurement* invalid = measures.find("signal.invalid_samples");
        QVERIFY(invalid != nullptr);
        QCOMPARE(invalid->events.size(), 1U);
        QCOMPARE(invalid->events.front(), (Place { 5000, 5002, "R", {} }));
        QCOMPARE(invalid->channels.at(1).value, std::optional(1.0));
        QCOMPARE(measures.find("loudness.integrated")->state, MeasureState::notMeasured);
        QCOMPARE(measures.find("peak.true")->state, MeasureState::notMeasured);
        QCOMPARE(measures.find("format.sample_rate")->state, MeasureState::ok);
    }

    void threadsAndBlocksDoNotMatter()
    {
        const QTemporaryDir dir;
        for (const char* name : { "a.wav", "b.wav", "c.wav" })
            writeWave(folderOf(dir) / name, tones(6));
        InspectOptions one;
        one.jobs = 1;
        InspectOptions many;
        many.jobs = 5;
        QCOMPARE(fingerprint(inspected({ folderOf(dir) }, one)), fingerprint(inspected({ folderOf(dir) }, many)));
        InspectOptions single;
        single.jobs = 2;
        QCOMPARE(fingerprint(inspected({ folderOf(dir) / "a.wav" }, one)),
            fingerprint(inspected({ folderOf(dir) / "a.wav" }, single)));
    }

    // Each measure alone is what it is among all the others: an analyzer names everything that it reads of others.
    void aChosenMeasureIsTheSameAlone()
    {
        const QTemporaryDir dir;
        writeWave(folderOf(dir) / "a.wav", tones(6));
        const Inspection whole = inspected({ folderOf(dir) / "a.wav" });
        for (const AnalyzerSpec* analyzer : analyzerRegistry()) {
            const std::string id(analyzer->outputs.front().id);
            InspectOptions options;
            options.only = MeasureChoice::of({ id }).value();
            const Inspection part = inspected({ folderOf(dir) / "a.wav" }, options);
            const auto& measures = part.programmes.front().measures.all();
            QCOMPARE(measures.size(), 1U);
            QVERIFY2(measures.at(id) == *whole.programmes.front().measures.find(id), id.c_str());
        }
    }

    void patternsChooseMeasures()
    {
        const MeasureChoice choice = MeasureChoice::of({ "peak.*", "format.frames", "*.plr" }).value();
        QVERIFY(choice.wants("peak.true") && choice.wants("format.frames") && choice.wants("dynamics.plr"));
        QVERIFY(!choice.wants("dynamics.psr_min") && !choice.wants("format.size") && !choice.wants("xpeak.true"));
        QCOMPARE(choice.analyzers().size(), 3U); // loudness, peaks, dynamics
        QVERIFY(!MeasureChoice::of({ "peak.*", "loudness.integratd" }).has_value());
        QVERIFY(MeasureChoice().wants("anything"));
        QCOMPARE(MeasureChoice().analyzers().size(), analyzerRegistry().size());
    }

    void hashesCanBeLeftOut()
    {
        const QTemporaryDir dir;
        writeWave(folderOf(dir) / "a.wav", tones(1));
        InspectOptions options;
        options.hashes = false;
        QVERIFY(inspected({ folderOf(dir) / "a.wav" }, options).assets.front().hashes.empty());
    }

    void everyMeasureIsInTheCatalogue()
    {
        const QTemporaryDir dir;
        writeWave(folderOf(dir) / "a.wav", tones(2));
        InspectOptions options;
        options.crossCheck = true;
        const Inspection inspection = inspected({ folderOf(dir) / "a.wav" }, options);
        for (const auto& [id, measurement] : inspection.programmes.front().measures.all()) {
            const MeasureSpec* spec = catalogue().find(id);
            QVERIFY2(spec != nullptr, id.c_str());
            QCOMPARE(measurement.unit, spec->unit);
        }
        const Measurement* difference = inspection.programmes.front().measures.find("crosscheck.difference");
        QVERIFY(difference != nullptr && difference->value);
        QVERIFY(std::abs(*numberIn(*difference->value)) < secondOpinionTolerance);
    }

    void metersThatDisagreeMakeNoLoudness()
    {
        const auto spec = [](const char* id) { return *catalogue().find(id); };
        for (const double difference : { 0.099, 0.101 }) {
            MeasurementSet measures;
            measures.add(measured(spec("loudness.integrated"), -23.0));
            measures.add(measured(spec("crosscheck.integrated"), -23.0 - difference));
            compareOpinions(measures);
            QCOMPARE(measures.find("loudness.integrated")->state == MeasureState::ok, difference < 0.1);
        }
    }

    void waveformGoesToDiskAndBack()
    {
        const QTemporaryDir dir;
        writeWave(folderOf(dir) / "a.wav", tones(2, 10000));
        InspectOptions options;
        options.waveformFolder = folderOf(dir);
        (void)inspected({ folderOf(dir) / "a.wav" }, options);
        const auto waveform = readWaveform(folderOf(dir) / "0.wf");
        QVERIFY(waveform.has_value());
        QCOMPARE(waveform->channels, (std::vector<std::string> { "L", "R" }));
        QCOMPARE(waveform->bins.front().size(), 10U); // 9 full bins of 1024 and the rest
        QCOMPARE(static_cast<int>(waveform->bins[0][3].high), 16384);
        std::filesystem::resize_file(folderOf(dir) / "0.wf", 40);
        QVERIFY(!readWaveform(folderOf(dir) / "0.wf").has_value());
    }

    void progressNeverFallsAndEndsAtOne()
    {
        const QTemporaryDir dir;
        writeWave(folderOf(dir) / "a.wav", tones(2, 960000));
        writeWave(folderOf(dir) / "b.wav", tones(2, 480000));
        double last = 0.0;
        bool falls = false;
        InspectOptions options;
        options.onProgress = [&](const InspectProgress& progress) {
            falls |= progress.totalFraction < last || progress.totalFraction > 1.0;
            last = progress.totalFraction;
        };
        (void)inspected({ folderOf(dir) }, options);
        QVERIFY(!falls);
        QCOMPARE(last, 1.0);
    }

    void cancelStops()
    {
        const QTemporaryDir dir;
        writeWave(folderOf(dir) / "a.wav", tones(2));
        std::stop_source stop;
        stop.request_stop();
        InspectOptions options;
        options.stop = stop.get_token();
        const auto result = inspect({ folderOf(dir) / "a.wav" }, options);
        QVERIFY(!result.has_value());
        QCOMPARE(result.error().code, ErrorCode::cancelled);
    }

    void crewDoesEveryTaskOnce()
    {
        WorkCrew crew(4);
        for (int round = 0; round < 200; ++round) {
            std::array<std::atomic<int>, 17> done {};
            crew.run(done.size(), [&](std::size_t task) { ++done[task]; });
            for (const auto& count : done)
                QCOMPARE(count.load(), 1);
        }
    }

    void conveyorKeepsOrder_data()
    {
        QTest::addColumn<unsigned>("threads");
        QTest::newRow("alone") << 1U;
        QTest::newRow("more threads than cores") << 5U;
    }
    void conveyorKeepsOrder()
    {
        QFETCH(unsigned, threads);
        constexpr int loads = 300;
        constexpr std::size_t stations = 7;
        std::array<std::atomic<int>, 3> held {};
        std::array<std::vector<int>, stations> seen;
        std::atomic<int> aside = 0; // some work, not always
        std::atomic<bool> isBeforeThere = true;
        int filled = 0;
        Conveyor(held.size(), stations)
            .run(threads,
                { [&](std::size_t slot) {
                     held[slot] = filled;
                     return filled++ < loads;
                 },
                    [&](std::size_t station, std::size_t slot) {
                        seen[station].push_back(held[slot]);
                        const int before = held[(slot + held.size() - 1) % held.size()];
                        isBeforeThere = isBeforeThere && (held[slot] == 0 || before == held[slot] - 1);
                    },
                    [&] { return ++aside % 3 == 0; } });
        QVERIFY(isBeforeThere);
        for (const std::vector<int>& numbers : seen) {
            QCOMPARE(numbers.size(), std::size_t { loads });
            for (int i = 0; i < loads; ++i)
                QCOMPARE(numbers[static_cast<std::size_t>(i)], i);
        }
    }

    void conveyorHandsOnWhatIsThrown()
    {
        Conveyor conveyor(2, 3);
        QVERIFY_EXCEPTION_THROWN(conveyor.run(4,
                                     { [](std::size_t) { return true; },
                                         [](std::size_t station, std::size_t) {
                                             if (station == 2)
                                                 throw std::runtime_error("no");
                                         } }),
            std::runtime_error);
    }
};

ASSAY_TEST(TestInspect)
#include "tst_inspect.moc"
