// SPDX-License-Identifier: GPL-3.0-or-later
// Loudness over speech as a user meets it: real speech under the Netflix nearfield profile, and a detector that is not
// there or not right.
#include "core/base/units.h"
#include "core/inspect/speech_detector.h"
#include "tests/support/spoken_mix.h"
#include "tests/support/test_class.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLibraryInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int dialoguePatience = 300000; // ms: a loaded machine, never a limit of the program
const QString theProgram = QStringLiteral(ASSAY_BINARY_DIR "/assay");
const std::filesystem::path installed = std::filesystem::path(ASSAY_BINARY_DIR).parent_path() / "lib" / "assay";
constexpr auto modelName = "silero_vad_v6.onnx";
constexpr auto libraryName = "libonnxruntime.so.1";
constexpr auto notInstalled = "the speech detector is not installed: packaging/install-speech.sh";

bool isDetectorInstalled()
{
    return makeSilero(installed).has_value();
}

struct Heard {
    int exit = 0;
    QJsonObject programme;

    [[nodiscard]] QJsonObject measure(const char* id) const { return programme["measures"][id].toObject(); }
    [[nodiscard]] double number(const char* id) const { return measure(id)["value"].toDouble(); }
    [[nodiscard]] QJsonObject finding(const char* rule) const
    {
        for (const QJsonValue& finding : programme["findings"].toArray()) {
            if (finding["rule"].toString() == rule)
                return finding.toObject();
        }
        return {};
    }
};

Heard heard(const QStringList& arguments, const QString& program = theProgram)
{
    QProcess assay;
    assay.start(program, QStringList { arguments.front(), "--json", "-", "--no-series", "--quiet" } + arguments.mid(1));
    assay.waitForFinished(dialoguePatience);
    const QJsonObject report = QJsonDocument::fromJson(assay.readAllStandardOutput()).object();
    Heard run { assay.exitStatus() == QProcess::NormalExit ? assay.exitCode() : -1, {} };
    const QString file = QFileInfo(arguments.last()).fileName(); // what the test is about stands last
    for (const QJsonValue& programme : report["programmes"].toArray()) {
        if (programme["name"].toString() == file)
            run.programme = programme.toObject();
    }
    return run;
}

QString written(const QTemporaryDir& dir, const char* name, const Planes& planes)
{
    WaveOptions options;
    options.mask = fiveOneMask;
    const QString file = dir.filePath(name);
    writeWave(file.toStdString(), planes, options);
    return file;
}

// The mix at the gain that brings one of its measures to a level.
QString writtenAt(const QTemporaryDir& dir, SpokenMix mix, const char* measure, double level)
{
    const double now = heard({ "measure", "--speech", written(dir, "raw.wav", planesOf(mix)) }).number(measure);
    const double gain = dbToAmplitude(level - now);
    mix.speechGain *= gain;
    mix.musicGain *= gain;
    return written(dir, "mix.wav", planesOf(mix));
}

// The program with a lib/assay of its own.
class Elsewhere
{
public:
    Elsewhere()
    {
        std::filesystem::create_directories(lib());
        std::filesystem::create_directories(root() / "bin");
        std::filesystem::copy_file(theProgram.toStdString(), root() / "bin" / "assay");
    }
    [[nodiscard]] std::filesystem::path lib() const { return root() / "lib" / "assay"; }
    [[nodiscard]] QString program() const { return m_dir.filePath("bin/assay"); }
    [[nodiscard]] const QTemporaryDir& dir() const { return m_dir; }
    void copy(const char* name) const { std::filesystem::copy_file(installed / name, lib() / name); }

private:
    [[nodiscard]] std::filesystem::path root() const { return m_dir.path().toStdString(); }
    QTemporaryDir m_dir;
};

} // namespace

class TestDialogueCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void netflixNearfieldPassesAtItsTarget()
    {
        if (!isDetectorInstalled())
            QSKIP(notInstalled);
        const QTemporaryDir dir;
        const QString mix = writtenAt(dir, {}, "loudness.dialogue", -27.0);
        const Heard run = heard({ "check", "-p", "netflix-nearfield", mix });
        QCOMPARE(run.finding("loudness")["state"].toString(), QString("pass"));
        QVERIFY(std::abs(run.number("loudness.dialogue") + 27.0) < 0.1);
        QVERIFY(run.measure("loudness.dialogue_method")["value"].toString().contains("sha256 1a153a22"));
        QVERIFY2(run.exit == 0 || run.exit == 3, qPrintable(QString::number(run.exit))); // a person's checks are open
    }

    void netflixNearfieldFailsAboveItAndSaysWhatToDo()
    {
        if (!isDetectorInstalled())
            QSKIP(notInstalled);
        const QTemporaryDir dir;
        const QString mix = writtenAt(dir, {}, "loudness.dialogue", -24.5);
        const Heard run = heard({ "check", "-p", "netflix-nearfield", mix });
        const QJsonObject finding = run.finding("loudness");
        QCOMPARE(finding["state"].toString(), QString("fail"));
        QCOMPARE(finding["severity"].toString(), QString("issue")); // beyond 2 LU, within the 3 LU of QC
        QCOMPARE(run.exit, 1);
        const double dialogue = run.number("loudness.dialogue");
        const double gain = std::ceil((dialogue + 25.0) * 10.0) / 10.0;
        const QString advice = finding["advice"].toString();
        QVERIFY2(advice.startsWith(QString("Lower the mix by %1 LU").arg(gain, 0, 'f', 1)), qPrintable(advice));
        const double peak = run.number("peak.true") - gain;
        QVERIFY2(advice.contains(QString("true peak is then %1 dBTP").arg(peak, 0, 'f', 1)), qPrintable(advice));
    }

    void littleSpeechIsJudgedByTheProgramme()
    {
        if (!isDetectorInstalled())
            QSKIP(notInstalled);
        const QTemporaryDir dir;
        SpokenMix mix;
        mix.spoken = 4.0;
        mix.speechGain = 0.2; // far from any target
        const Heard right
            = heard({ "check", "-p", "netflix-nearfield", writtenAt(dir, mix, "loudness.integrated", -24.0) });
        QVERIFY(right.number("loudness.dialogue_share") < 15.0);
        QCOMPARE(right.finding("loudness")["state"].toString(), QString("pass"));
        QCOMPARE(right.finding("loudness")["measure"].toString(), QString("loudness.integrated"));
        const Heard loud
            = heard({ "check", "-p", "netflix-nearfield", writtenAt(dir, mix, "loudness.integrated", -20.0) });
        QCOMPARE(loud.finding("loudness")["state"].toString(), QString("fail"));
    }

    void stemAndDetectorAreBothTold()
    {
        const QTemporaryDir dir;
        const SpokenMix mix;
        const QString stem = written(dir, "DX.wav", dialogueOf(mix));
        const QString file = written(dir, "mix.wav", planesOf(mix));
        const Heard run = heard({ "measure", "--speech", "--dialogue-stem", stem, file });
        QVERIFY(run.measure("loudness.dialogue_method")["value"].toString().startsWith("dialogue stem DX.wav"));
        const double separation = run.number("loudness.dialogue_separation");
        QVERIFY2(separation > 8.0, qPrintable(QString::number(separation)));
        if (!isDetectorInstalled())
            QSKIP(notInstalled);
        const double difference = run.number("loudness.dialogue_difference");
        QCOMPARE(difference, run.number("loudness.dialogue_detected") - run.number("loudness.dialogue"));
        QVERIFY2(std::abs(difference) < 0.5, qPrintable(QString::number(difference))); // the goal at 10 LU
        QVERIFY(run.number("loudness.dialogue_confidence") > 80.0);
    }

    void dialogueInAnMeIsHeardByChannel()
    {
        if (!isDetectorInstalled())
            QSKIP(notInstalled);
        const QTemporaryDir dir;
        SpokenMix mix;
        mix.musicGain = 0.5;
        const QString clean = written(dir, "clean_ME.wav", [&] {
            Planes planes = planesOf(mix);
            planes[2].assign(planes[2].size(), 0.0);
            return planes;
        }());
        mix.spoken = 12.0;
        const QString leaking = written(dir, "leaking_ME.wav", planesOf(mix));
        const Heard quiet = heard({ "check", "-p", "netflix-me", clean });
        QVERIFY(quiet.number("me.speech") < 2.0);
        QCOMPARE(quiet.finding("speech-heard")["state"].toString(), QString("pass"));
        const Heard leak = heard({ "check", "-p", "netflix-me", leaking });
        QVERIFY(leak.number("me.speech") > 20.0);
        QCOMPARE(leak.finding("speech-heard")["state"].toString(), QString("fail"));
        const QJsonObject channels = leak.measure("me.speech")["channels"].toObject();
        QCOMPARE(channels.size(), 5); // not the LFE
        QCOMPARE(channels["C"].toDouble(), leak.number("me.speech"));
        QCOMPARE(channels["Ls"].toDouble(), 0.0);
        QCOMPARE(leak.measure("me.speech")["events"][0]["channel"].toString(), QString("C"));
    }

    void aDetectorThatIsNotRightIsToldAndNeverPasses_data()
    {
        QTest::addColumn<QString>("model"); // "": none, "real": the installed one, else its bytes
        QTest::addColumn<QString>("library");
        QTest::addColumn<QString>("reason");
        QTest::newRow("none") << ""
                              << ""
                              << "no speech detector is installed";
        QTest::newRow("model cut short") << "half"
                                         << ""
                                         << "not the one that was tested";
        QTest::newRow("another model") << "another.onnx"
                                       << ""
                                       << "not the one that was tested";
        QTest::newRow("no library") << "real"
                                    << ""
                                    << "cannot be loaded";
        QTest::newRow("a text for a library") << "real"
                                              << "no library"
                                              << "cannot be loaded";
        QTest::newRow("library cut short") << "real"
                                           << "half"
                                           << "its end is missing";
        QTest::newRow("another library") << "real"
                                         << "another"
                                         << "is none, or too old";
    }

    void aDetectorThatIsNotRightIsToldAndNeverPasses()
    {
        QFETCH(QString, model);
        QFETCH(QString, library);
        QFETCH(QString, reason);
        if ((model == "real" || model == "half") && !isDetectorInstalled())
            QSKIP(notInstalled);
        const Elsewhere there;
        put(there, modelName, model);
        put(there, libraryName, library);
        SpokenMix mix;
        mix.seconds = 5.0;
        const QString file = written(there.dir(), "mix.wav", planesOf(mix));
        const Heard run = heard({ "check", "-p", "amazon-originals", file }, there.program());
        QCOMPARE(run.exit, 3);
        QCOMPARE(run.finding("dialogue-loudness")["state"].toString(), QString("not_measured"));
        const QJsonObject dialogue = run.measure("loudness.dialogue");
        QCOMPARE(dialogue["state"].toString(), QString("not_measured"));
        const QString said = dialogue["reason"].toString();
        QVERIFY2(said.contains(reason) && said.contains("packaging/install-speech.sh"), qPrintable(said));
        QVERIFY(run.number("loudness.integrated") < 0.0); // all else is measured
    }

private:
    static void put(const Elsewhere& there, const char* name, const QString& what)
    {
        const std::filesystem::path file = there.lib() / name;
        if (what == "real")
            there.copy(name);
        else if (what == "half") {
            there.copy(name);
            std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
        } else if (what == "another")
            std::filesystem::copy_file(
                (QLibraryInfo::path(QLibraryInfo::LibrariesPath) + "/libQt6Core.so.6").toStdString(), file);
        else if (!what.isEmpty())
            writeBytes(file, what.toStdString());
    }
};

ASSAY_TEST(TestDialogueCli)
#include "tst_dialogue_cli.moc"
