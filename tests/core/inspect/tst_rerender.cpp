// SPDX-License-Identifier: GPL-3.0-or-later
// What an ADM sounds like in 5.1: sounds of known answer, and every gain held against a slow render.
#include "core/base/units.h"
#include "core/dsp/object_panner.h"
#include "core/inspect/inspect.h"
#include "core/inspect/scene_render.h"
#include "tests/support/adm_writer.h"
#include "tests/support/corpus.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <numbers>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr std::size_t second = 48000;
constexpr double tolerance = 0.02; // LU, dB: of loudness against the formula

std::string number(double value)
{
    return std::to_string(value);
}

// A block in the room; an empty time is the whole object.
std::string block(double x, double y, double z, const std::string& times = {}, const std::string& more = {})
{
    const auto at = [](const char* axis, double value) {
        return std::string("<position coordinate=\"") + axis + "\">" + number(value) + "</position>";
    };
    return "<audioBlockFormat " + times + "><cartesian>1</cartesian>" + at("X", x) + at("Y", y) + at("Z", z) + more
        + "</audioBlockFormat>";
}

std::string direction(double azimuth, double elevation)
{
    return "<audioBlockFormat><position coordinate=\"azimuth\">" + number(azimuth)
        + "</position><position coordinate=\"elevation\">" + number(elevation) + "</position></audioBlockFormat>";
}

const std::vector<std::string> bed51 { "RC_L", "RC_R", "RC_C", "RC_LFE", "RC_Ls", "RC_Rs" };
const std::vector<std::string> bed714 { "M+030", "M-030", "M+000", "LFE1", "M+090", "M-090", "M+135", "M-135", "U+045",
    "U-045", "U+135", "U-135" };

Planes oneSounds(std::size_t tracks, std::size_t sounding, double amplitude = 0.1)
{
    Planes planes(tracks, std::vector<double>(second, 0.0));
    planes[sounding] = sine(997.0, amplitude, second);
    return planes;
}

} // namespace

class TestRerender : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    MeasurementSet measuresOf(const std::string& bytes, std::size_t blockFrames = 16384)
    {
        const std::filesystem::path file = m_folder.filePath("scene.wav").toStdString();
        writeBytes(file, bytes);
        InspectOptions options;
        options.hashes = false;
        options.blockFrames = blockFrames;
        options.only = *MeasureChoice::of({ "atmos.rerender.*", "loudness.integrated", "downmix.loro.*" });
        return inspect({ file }, options)->programmes.at(0).measures;
    }

    static void isLoudness(
        const MeasurementSet& measures, double expected, const char* id = "atmos.rerender.integrated")
    {
        const Measurement* found = measures.find(id);
        QVERIFY(found != nullptr);
        QVERIFY2(found->value.has_value(), found->reason.c_str());
        const double value = *numberIn(*found->value);
        QVERIFY2(std::abs(value - expected) < tolerance, number(value).c_str());
    }

private slots:
    void objectsStandWhereTheyAreSaid_data()
    {
        QTest::addColumn<QString>("blocks");
        QTest::addColumn<double>("loudness"); // of a sine of -20 dBFS: -23.01 in front, +1.49 in a surround
        const double front = -23.01;
        const double surround = front + 10.0 * std::log10(1.41);
        const double half = 20.0 * std::log10(std::numbers::sqrt2 / 2.0);
        const auto row = [](const char* name, const std::string& blocks, double loudness) {
            QTest::newRow(name) << QString::fromStdString(blocks) << loudness;
        };
        row("hard left", block(-1, 1, 0), front);
        row("hard right", block(1, 1, 0), front);
        row("centre", block(0, 1, 0), front);
        row("between left and centre", block(-0.5, 1, 0), front);
        row("behind on the left", block(-1, -1, 0), surround);
        row("at the left surround", block(-1, -0.36397, 0), surround);
        row("on the ceiling in front", block(-1, 1, 1), front + half);
        row("half the gain", block(-1, 1, 0, {}, "<gain>0.5</gain>"), front - 6.02);
        row("30 degrees", direction(30, 0), front);
        row("straight ahead", direction(0, 0), front);
        row("110 degrees", direction(-110, 0), surround);
        row("behind", direction(180, 0), surround);
        row("height loudspeaker", direction(30, 30), front + half);
        row("above", direction(0, 90), surround + half);
    }

    void objectsStandWhereTheyAreSaid()
    {
        QFETCH(QString, blocks);
        QFETCH(double, loudness);
        isLoudness(measuresOf(sceneFile({ { .blocks = blocks.toStdString() } }, oneSounds(1, 0))), loudness);
    }

    void gainsOfObjectsCount()
    {
        const SceneSound quiet { .blocks = block(0, 1, 0), .children = "<gain>0.1</gain>" };
        isLoudness(measuresOf(sceneFile({ quiet }, oneSounds(1, 0))), -43.01);
        const SceneSound muted { .blocks = block(0, 1, 0), .children = "<mute>1</mute>" };
        QCOMPARE(measuresOf(sceneFile({ muted }, oneSounds(1, 0))).find("atmos.rerender.integrated")->state,
            MeasureState::notApplicable);
    }

    // A 5.1 bed is itself; what 5.1 has not is folded as downmix.loro folds it.
    void bedsFoldAsChannels()
    {
        for (std::size_t channel = 0; channel < bed51.size(); ++channel) {
            const MeasurementSet measures = measuresOf(sceneFile({ { bed51 } }, oneSounds(6, channel)));
            const auto own = measures.number("loudness.integrated");
            QCOMPARE(measures.number("atmos.rerender.integrated"), own);
            QVERIFY(std::abs(*measures.number("atmos.rerender.true_peak") + 20.0) < 0.1); // the LFE's, too
        }
        for (std::size_t channel = 0; channel < bed714.size(); ++channel) {
            const MeasurementSet measures = measuresOf(sceneFile({ { bed714 } }, oneSounds(12, channel)));
            const auto folded = measures.number("downmix.loro.integrated");
            const auto stereo = measures.number("atmos.rerender.stereo_integrated");
            QCOMPARE(stereo.has_value(), folded.has_value());
            QVERIFY(!folded || std::abs(*folded - *stereo) < 1e-9);
        }
    }

    void soundsAddUp()
    {
        Planes planes = oneSounds(7, 0);
        planes[6] = planes[0]; // the object sounds from the left, as the bed does
        isLoudness(measuresOf(sceneFile({ { bed51 }, { .blocks = block(-1, 1, 0) } }, planes)), -23.01 + 6.02);
    }

    void objectsSoundInTheirTime()
    {
        const SceneSound late { .blocks = block(0, 1, 0),
            .attributes = "start=\"00:00:00.50000\" duration=\"00:00:00.25000\"" };
        const auto tracks = renderedTracks(
            { .objects = { AdmPoint { { .start = 0.5, .duration = 0.25 }, 1, "AC_00031001", {} } } }, 1, 48000);
        QCOMPARE(tracks->front().steps.back().start, FrameCount { 36000 });
        const auto whole = measuresOf(sceneFile({ { .blocks = block(0, 1, 0) } }, oneSounds(1, 0)));
        const auto part = measuresOf(sceneFile({ late }, oneSounds(1, 0)));
        QVERIFY(*part.number("atmos.rerender.integrated") < *whole.number("atmos.rerender.integrated") - 0.5);
    }

    // Sample by sample, straight from the words of BS.2076: hold, jump, or an even way from block to block.
    void movesAsASlowRenderDoes()
    {
        const std::vector<AdmBlock> blocks { { .start = 0.0, .duration = 0.1, .position = { true, -1.0, 1.0, 0.0 } },
            { .start = 0.1, .duration = 0.2, .position = { true, 1.0, 1.0, 0.0 } }, // an even way of 0.2 s
            { .start = 0.3, .duration = 0.1, .position = { true, 1.0, -1.0, 0.0 }, .jumpPosition = true },
            { .start = 0.4,
                .duration = 0.1,
                .position = { true, 0.0, 1.0, 1.0 },
                .gain = 0.5,
                .jumpPosition = true,
                .interpolationLength = 0.01 } };
        const AdmScene scene { .objects = { AdmPoint { { .start = 0.05, .duration = 0.5 }, 1, "AC", blocks } } };
        const std::size_t frames = second;
        std::vector<double> sound(frames);
        for (std::size_t i = 0; i < frames; ++i)
            sound[i] = 0.5 + 0.4 * std::sin(0.01 * static_cast<double>(i));
        const auto target = [&](std::size_t i) {
            const FoldGains g = roomGains(*blocks[i].position.x, *blocks[i].position.y, *blocks[i].position.z);
            return RenderGains { blocks[i].gain * g.left, blocks[i].gain * g.right, blocks[i].gain * g.centre, 0.0,
                blocks[i].gain * g.leftSurround, blocks[i].gain * g.rightSurround };
        };
        const auto gainAt = [&](double time, std::size_t channel) { // of the object
            if (time < 0.0 || time >= 0.5)
                return 0.0;
            const std::size_t now = time < 0.1 ? 0 : time < 0.3 ? 1 : time < 0.4 ? 2 : 3;
            const double way = std::array { 0.0, 0.2, 0.0, 0.01 }[now];
            const double part = way > 0.0 ? std::min(1.0, (time - *blocks[now].start) / way) : 1.0;
            const double from = now > 0 ? target(now - 1)[channel] : target(0)[channel];
            return from + part * (target(now)[channel] - from);
        };
        for (const std::size_t size : { std::size_t { 480 }, std::size_t { 777 } }) {
            SceneRender render(*renderedTracks(scene, 1, 48000));
            std::array<std::vector<double>, renderedChannels> out;
            for (std::size_t first = 0; first < frames; first += size) {
                const std::size_t count = std::min(size, frames - first);
                render.render(
                    static_cast<FrameCount>(first), count,
                    [&](std::size_t) { return std::span(sound).subspan(first, count); }, out);
                for (std::size_t i = 0; i < count; ++i) {
                    const double time = static_cast<double>(static_cast<int>(first + i) - 2400) / 48000.0;
                    for (std::size_t c = 0; c < renderedChannels; ++c)
                        QVERIFY2(std::abs(out[c][i] - gainAt(time, c) * sound[first + i]) < 1e-9,
                            (number(time) + " s, channel " + number(static_cast<double>(c))).c_str());
                }
            }
        }
    }

    // Power is kept everywhere on the floor, and nothing jumps.
    void panningIsEvenAndSmooth()
    {
        const auto power = [](const FoldGains& g) {
            return g.left * g.left + g.right * g.right + g.centre * g.centre + g.leftSurround * g.leftSurround
                + g.rightSurround * g.rightSurround;
        };
        const auto distance = [](const FoldGains& a, const FoldGains& b) {
            return std::max({ std::abs(a.left - b.left), std::abs(a.right - b.right), std::abs(a.centre - b.centre),
                std::abs(a.leftSurround - b.leftSurround), std::abs(a.rightSurround - b.rightSurround) });
        };
        for (int i = -100; i <= 100; ++i) {
            for (int k = -100; k <= 100; k += 5) {
                const double x = i / 100.0;
                const double y = k / 100.0;
                QVERIFY(std::abs(power(roomGains(x, y, 0.0)) - 1.0) < 1e-12);
                QVERIFY(distance(roomGains(x, y, 0.0), roomGains(x + 0.01, y, 0.0)) < 0.05);
                QVERIFY(distance(directionGains(1.8 * i, 90.0 * y), directionGains(1.8 * (i + 1), 90.0 * y)) < 0.11);
                QVERIFY(distance(directionGains(1.8 * i, 90.0 * y), directionGains(1.8 * i, 90.0 * y + 0.9)) < 0.05);
            }
        }
        QVERIFY(std::isfinite(power(roomGains(NAN, INFINITY, -INFINITY))));
        QVERIFY(std::isfinite(power(directionGains(NAN, INFINITY))));
    }

    void doesNotDependOnBlocks()
    {
        const std::string moving = block(-1, 1, 0, "rtime=\"00:00:00.00000\" duration=\"00:00:00.30000\"")
            + block(1, -1, 1, "rtime=\"00:00:00.30000\" duration=\"00:00:00.70000\"");
        const std::string file = sceneFile({ { .blocks = moving }, { bed51 } }, oneSounds(7, 0));
        const MeasurementSet small = measuresOf(file, 4800);
        const MeasurementSet large = measuresOf(file, 48000);
        for (const char* id : { "atmos.rerender.integrated", "atmos.rerender.true_peak" })
            QCOMPARE(small.number(id), large.number(id));
        QCOMPARE(std::get<std::string>(*small.find("atmos.rerender.renderer")->value), std::string(rendererName));
    }

    void saysWhatItCannotRender()
    {
        const Planes planes = oneSounds(1, 0);
        QCOMPARE(measuresOf(waveBytes(planes)).find("atmos.rerender.integrated")->state, MeasureState::notApplicable);
        const Measurement unknown
            = *measuresOf(sceneFile({ { { "X-999" } } }, planes)).find("atmos.rerender.integrated");
        QCOMPARE(unknown.state, MeasureState::notMeasured);
        QVERIFY(QString::fromStdString(unknown.reason).contains("AC_00011001"));
    }

    void rendersMastersOfTheCorpus()
    {
        if (!hasCorpus())
            QSKIP("no corpus");
        const auto found = inspect({ corpusFile("adm/dolby-dbmd/sample_adm_file_0.wav") }, {});
        const auto loudness = found->programmes.at(0).measures.number("atmos.rerender.integrated");
        QVERIFY(loudness.has_value() && *loudness > -20.0 && *loudness < -8.0); // its two tracks as stereo: -10.8 LUFS
    }
};

ASSAY_TEST(TestRerender)
#include "tst_rerender.moc"
