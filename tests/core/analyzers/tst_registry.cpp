// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for every analyzer there is.
#include "core/base/units.h"
#include "core/measure/unit.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace assay;
using namespace assay::test;

namespace
{

// Sources in the folder that register no analyzer.
const std::set<std::string> otherSources { "shared_sound_builder", "registry" };

void addAnalyzers()
{
    QTest::addColumn<const AnalyzerSpec*>("analyzer");
    for (const AnalyzerSpec* spec : analyzerRegistry())
        QTest::newRow(std::string(spec->name).c_str()) << spec;
}

// Every analyzer into one set, as the pipeline does.
MeasurementSet analyzeAll(const Signal& signal, std::size_t blockFrames)
{
    const AnalyzerContext context { signal.sampleRate, signal.layout, signal.layout.channelNames(), signal.sampleFormat,
        signal.bitDepth };
    MeasurementSet measures;
    for (const AnalyzerSpec* spec : analyzerRegistry())
        run(*spec->create(context), signal, blockFrames, measures);
    return measures;
}

Signal music(std::string_view layout, int sampleRate, double seconds, double gain = 1.0)
{
    Signal signal { sampleRate, layoutNamed(layout).value(), {} };
    for (std::uint32_t i = 0; i < signal.layout.size(); ++i)
        signal.channels.push_back(scaled(speechLike(seconds, sampleRate, i + 1), gain));
    return signal;
}

bool same(const std::vector<double>& a, const std::vector<double>& b)
{
    return std::ranges::equal(a, b, [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

std::string textOf(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

} // namespace

Q_DECLARE_METATYPE(const AnalyzerSpec*)

class TestRegistry : public QObject
{
    Q_OBJECT

private slots:
    void everySourceIsRegistered()
    {
        std::set<std::string> registered;
        for (const AnalyzerSpec* spec : analyzerRegistry())
            QVERIFY(registered.insert(std::string(spec->name)).second);
        std::set<std::string> sources;
        const std::filesystem::path folder = std::filesystem::path(ASSAY_SOURCE_DIR) / "core" / "analyzers";
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path().extension() == ".cpp" && !otherSources.contains(entry.path().stem().string()))
                sources.insert(entry.path().stem().string());
        }
        QCOMPARE(registered, sources);
    }

    void everySourceSaysWhatItDoes_data() { addAnalyzers(); }
    void everySourceSaysWhatItDoes()
    {
        QFETCH(const AnalyzerSpec*, analyzer);
        const std::filesystem::path folder = std::filesystem::path(ASSAY_SOURCE_DIR) / "core" / "analyzers";
        std::istringstream text(textOf(folder / (std::string(analyzer->name) + ".cpp")));
        std::string line;
        std::getline(text, line); // licence
        for (const char* start : { "// Measures : ", "// Result   : ", "// Source   : ", "// Input    : ",
                 "// Undefined: ", "// Accuracy : " }) {
            std::getline(text, line);
            QVERIFY2(line.starts_with(start), line.c_str());
        }
        std::getline(text, line);
        QVERIFY2(line.starts_with("#include"), line.c_str());
    }

    void idsAreUniqueAndDescribed()
    {
        std::set<std::string_view> ids;
        for (const AnalyzerSpec* analyzer : analyzerRegistry()) {
            QVERIFY(!analyzer->outputs.empty());
            for (const MeasureSpec& spec : analyzer->outputs) {
                QVERIFY2(ids.insert(spec.id).second, spec.id.data());
                QVERIFY2(!spec.what.empty() && !spec.source.empty(), spec.id.data());
                const bool plain
                    = spec.id.find("correlation") != std::string_view::npos // the only numbers without a unit
                    || spec.kind == ValueKind::text || spec.kind == ValueKind::list;
                QVERIFY2(plain == symbolOf(spec.unit).empty(), spec.id.data());
            }
        }
    }

    void everyOutputIsAddedWhateverTheLength_data()
    {
        QTest::addColumn<const AnalyzerSpec*>("analyzer");
        QTest::addColumn<QString>("layout");
        QTest::addColumn<double>("seconds");
        for (const AnalyzerSpec* spec : analyzerRegistry()) {
            for (const char* layout : { "mono", "stereo", "5.1", "7.1.4" }) {
                for (const double seconds : { 0.0, 1.0 / 48000, 0.0999, 0.4, 3.05 })
                    QTest::addRow("%s %s %g", std::string(spec->name).c_str(), layout, seconds)
                        << spec << layout << seconds;
            }
        }
    }
    void everyOutputIsAddedWhateverTheLength()
    {
        QFETCH(const AnalyzerSpec*, analyzer);
        QFETCH(QString, layout);
        QFETCH(double, seconds);
        const Signal signal = music(layout.toStdString(), 48000, seconds);
        const MeasurementSet measures = analyze(*analyzer, signal);
        QCOMPARE(measures.all().size(), analyzer->outputs.size());
        for (const MeasureSpec& spec : analyzer->outputs) {
            const Measurement* found = measures.find(spec.id);
            QVERIFY2(found != nullptr, spec.id.data());
            QCOMPARE(found->unit, spec.unit);
            QCOMPARE(found->value.has_value(), found->state == MeasureState::ok);
            QCOMPARE(found->reason.empty(), found->state == MeasureState::ok);
        }
        for (const auto& [name, track] : measures.series().tracks)
            QCOMPARE(track.size(), (signal.frames() + 4799) / 4800);
    }

    void oddProgrammesAreSurvived_data()
    {
        QTest::addColumn<Signal>("signal");
        const auto with = [](int sampleRate, Layout layout) {
            Signal signal { sampleRate, std::move(layout), {} };
            signal.channels.assign(signal.layout.size(), noise(0.5, 5000.0 / sampleRate, sampleRate, 1));
            return signal;
        };
        using enum Speaker;
        for (const int rate : { 1, 50, 100, 999, 3999, 4000, 8000, 11025, 384000 })
            QTest::addRow("%d Hz", rate) << with(rate, layoutNamed("stereo").value());
        QTest::newRow("no channels") << with(48000, unknownLayout(0));
        QTest::newRow("64 unknown channels") << with(48000, unknownLayout(64));
        QTest::newRow("data alone") << with(48000, layoutOf({ data }));
        QTest::newRow("LFE alone") << with(48000, layoutOf({ lfe }));
        Signal huge = with(48000, layoutNamed("stereo").value());
        huge.sampleFormat = SampleFormat::floating;
        huge.channels[0][100] = 1e300;
        QTest::newRow("absurd sample") << huge;
        Signal tiny = with(48000, layoutNamed("stereo").value());
        tiny.channels.assign(2, Samples(5000, 1e-310));
        QTest::newRow("subnormal samples") << tiny;
    }
    void oddProgrammesAreSurvived()
    {
        QFETCH(Signal, signal);
        const MeasurementSet measures = analyzeAll(signal, 1000);
        for (const auto& [id, measurement] : measures.all()) {
            if (measurement.state == MeasureState::ok)
                QVERIFY2(std::isfinite(numberIn(*measurement.value).value_or(0.0)), id.c_str()); // 0: a text
            else
                QVERIFY2(measurement.reason.find("internal error") == std::string::npos, id.c_str());
            for (const ChannelValue& channel : measurement.channels)
                QVERIFY2(std::isfinite(channel.value.value_or(0.0)), id.c_str());
        }
    }

    // Not within a tolerance: the same to the last bit, with the same places.
    void blockSizesDoNotMatter_data()
    {
        QTest::addColumn<QString>("layout");
        QTest::addColumn<int>("sampleRate");
        QTest::newRow("stereo 48k") << "stereo" << 48000;
        QTest::newRow("stereo 44.1k") << "stereo" << 44100;
        QTest::newRow("5.1 48k") << "5.1" << 48000;
        QTest::newRow("mono 11.025k") << "mono" << 11025;
    }
    void blockSizesDoNotMatter()
    {
        QFETCH(QString, layout);
        QFETCH(int, sampleRate);
        Signal signal = music(layout.toStdString(), sampleRate, 7.123, 3.0);
        for (Samples& samples : signal.channels) {
            for (double& sample : samples)
                sample = std::clamp(sample, -1.0, 1.0); // clips
        }
        const MeasurementSet expected = analyzeAll(signal, wholeSignal);
        for (const std::size_t blockFrames : { 1U, 37U, 4096U }) {
            const MeasurementSet measures = analyzeAll(signal, blockFrames);
            for (const auto& [id, measurement] : expected.all())
                QVERIFY2(*measures.find(id) == measurement, id.c_str());
            for (const auto& [name, track] : expected.series().tracks)
                QVERIFY2(same(*measures.series().find(name), track), name.c_str());
        }
    }

    // +6.0206 dB is a factor of two: exact in binary, so nothing may move but the levels.
    void gainMovesLevelsAndNothingElse()
    {
        const Signal quiet = music("5.1", 48000, 12.0, 0.25);
        const Signal loud = music("5.1", 48000, 12.0, 0.5);
        const MeasurementSet before = analyzeAll(quiet, 4096);
        const MeasurementSet after = analyzeAll(loud, 4096);
        const double gain = amplitudeToDb(2.0);
        for (const char* id : { "loudness.integrated", "loudness.ungated", "loudness.momentary_max",
                 "loudness.short_term_max", "loudness.range_low", "loudness.range_high", "loudness.channel",
                 "loudness.rms", "loudness.leq_m", "peak.true", "peak.sample" }) {
            QVERIFY2(isWithin(number(after, id) - number(before, id), gain, sameMachine), id);
            if (before.find(id)->at)
                QCOMPARE(after.find(id)->at->start, before.find(id)->at->start);
        }
        for (const char* id : { "loudness.range", "loudness.short_term_deviation", "dynamics.plr", "phase.correlation",
                 "phase.correlation_min" })
            QVERIFY2(isWithin(number(after, id), number(before, id), sameMachine), id);
        QVERIFY(isWithin(number(after, "dynamics.psr_min"), number(before, "dynamics.psr_min"), 2 * levelStep));
    }

    void swappedChannelsMeasureTheSame()
    {
        const std::set<std::string> signedMeasures { "stereo.balance", "phase.delay" }; // left against right
        Signal signal = music("stereo", 48000, 8.0);
        signal.channels[1] = scaled(signal.channels[1], 0.5);
        const MeasurementSet before = analyzeAll(signal, 4096);
        std::swap(signal.channels[0], signal.channels[1]);
        const MeasurementSet after = analyzeAll(signal, 4096);
        for (const auto& [id, measurement] : before.all()) {
            const Measurement& swapped = *after.find(id);
            QCOMPARE(swapped.state, measurement.state);
            if (measurement.value && numberIn(*measurement.value))
                QVERIFY2(isWithin(*numberIn(*swapped.value),
                             (signedMeasures.contains(id) ? -1.0 : 1.0) * *numberIn(*measurement.value), sameMachine),
                    id.c_str());
        }
        QCOMPARE(channelNumber(after, "peak.true", "L"), channelNumber(before, "peak.true", "R"));
        QCOMPARE(channelNumber(after, "loudness.channel", "L"), channelNumber(before, "loudness.channel", "R"));
    }

    // A number would be a lie, and a verdict upon it another.
    void silenceIsNotALevel_data()
    {
        QTest::addColumn<QString>("layout");
        for (const char* layout : { "mono", "stereo", "5.1" })
            QTest::newRow(layout) << layout;
    }
    void silenceIsNotALevel()
    {
        QFETCH(QString, layout);
        const MeasurementSet measures
            = analyzeAll(inAllChannels(layout.toStdString(), silence(10.0, 48000), 48000), 4096);
        const std::set<std::string> facts { "silence.head", "silence.tail", "signal.silence", "signal.clipping",
            "signal.dc_offset", "signal.dc_offset_max", "signal.active", "signal.dropout", "signal.click",
            "signal.tone", "sync.pop", "signal.over_full_scale", "signal.denormals", "signal.repeated_block",
            "signal.flat_top", "clipping.netflix_runs", "clipping.netflix_peak_runs", "clipping.netflix_full_scale",
            "signal.fingerprint" };
        for (const auto& [id, measurement] : measures.all()) {
            QVERIFY2((measurement.state == MeasureState::ok) == facts.contains(id), id.c_str());
            if (measurement.state != MeasureState::ok)
                QCOMPARE(measurement.state, MeasureState::notApplicable);
        }
        for (const auto& [name, track] : measures.series().tracks) {
            if (name != "fingerprint") // of what is stored, not a level
                QVERIFY2(std::ranges::all_of(track, [](double value) { return std::isnan(value); }), name.c_str());
        }
    }
};

ASSAY_TEST(TestRegistry)
#include "tst_registry.moc"
