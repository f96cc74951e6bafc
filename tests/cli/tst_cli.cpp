// SPDX-License-Identifier: GPL-3.0-or-later
// The program as a user runs it: exit codes, what goes to which stream, and that reports hold what they promise.
#include "core/base/units.h"
#include "reports/report_json.h"
#include "tests/support/run_assay.h"
#include "tests/support/signals.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"
#include "tests/support/wave_writer.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace assay;
using test::patience;
using test::Run;

namespace
{

using Args = QStringList;

Report reportIn(const QByteArray& json)
{
    auto report = reportFromJson(std::string_view(json.constData(), static_cast<std::size_t>(json.size())), "report");
    if (!report)
        qFatal("not a valid report: %s", describe(report.error()).c_str());
    return std::move(*report);
}

/// What may differ between two runs, taken out.
QByteArray timeless(QByteArray json)
{
    QString text = QString::fromUtf8(json);
    text.replace(QRegularExpression("\"created\":\\s*\"[^\"]*\""), "\"created\":\"\"");
    text.replace(QRegularExpression("\"elapsed_s\":\\s*[0-9.eE+-]+"), "\"elapsed_s\":0");
    return text.toUtf8();
}

QString profileText(const QString& id, const QString& measure, const QString& limit)
{
    return QString("schema = 1\nid = \"%1\"\ntitle = \"%1\"\nversion = \"1\"\n\n"
                   "[[rule]]\nid = \"rule\"\nmeasure = \"%2\"\n%3\nseverity = \"blocker\"\n")
        .arg(id, measure, limit);
}

} // namespace

class tst_Cli : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void exitCodes_data();
    void exitCodes();
    void standardOutputCarriesDataOnly();
    void pdfIsWritten();
    void htmlIsWritten();
    void exportsAStoredReport();
    void quietSaysNothing();
    void messagesNameTheFile_data();
    void messagesNameTheFile();
    void judgingAgainNeedsNoMedia();
    void threadsDoNotChangeTheReport();
    void whatIsLeftOutIsAbsent();
    void folderIsOneDelivery();
    void profilesCanBeListedShownAndLinted();
    void wrongProfilesAreRefusedWithTheirPlace();
    void ownProfileWinsAndSaysSo();
    void measuresAreATable();
    void progressCanBeJsonLines();
    void namesOfAnyLanguagePass();
    void mediaStayUntouched();
    void interruptEndsEarly();
    void exampleDeliveryFailsForItsReasons();

private:
    Run assayRun(const QStringList& arguments) const;
    QString path(const QString& name) const { return m_folder.filePath(name); }
    void write(const QString& name, const QString& text) const;
    void writeTone(const QString& name, double peakDbfs, int channels = 2) const;

    QTemporaryDir m_folder;
};

Run tst_Cli::assayRun(const QStringList& arguments) const
{
    return test::assayRun(arguments, path("config"));
}

void tst_Cli::write(const QString& name, const QString& text) const
{
    test::writeBytes(path(name).toStdString(), text.toStdString());
}

void tst_Cli::writeTone(const QString& name, double peakDbfs, int channels) const
{
    const test::Samples tone = test::sine(997.0, dbToAmplitude(peakDbfs), 5.0, 48000, 0.0);
    test::writeWave(path(name).toStdString(), test::Planes(static_cast<std::size_t>(channels), tone));
}

void tst_Cli::initTestCase()
{
    QVERIFY2(QFile::exists(ASSAY_BINARY_DIR "/assay"), "the program is not built");
    QDir(m_folder.path()).mkpath("config/assay/profiles");
    writeTone("tone.wav", -23.0); // -23.0 LUFS: two channels in phase (EBU Tech 3341, test 1)
    writeTone("loud.wav", -10.0);
    write("broken.wav", "RIFF and nothing that follows from it");
    write("under.toml", profileText("under", "loudness.integrated", "max = -20.0"));
    write("speech.toml", profileText("speech", "loudness.dialogue", "target = -27.0\ntolerance = 2.0"));
}

void tst_Cli::exitCodes_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exit");
    const QString under = path("under.toml");
    const QString speech = path("speech.toml");
    const QString tone = path("tone.wav");
    const QString loud = path("loud.wav");
    const QString broken = path("broken.wav");

    QTest::newRow("pass") << Args { "check", "--profile", under, tone } << 0;
    QTest::newRow("fail") << Args { "check", "--profile", under, loud } << 1;
    QTest::newRow("one of two fails") << Args { "check", "--profile", under, tone, loud } << 1;
    QTest::newRow("review") << Args { "check", "--profile", speech, tone } << 3;
    QTest::newRow("fail over review") << Args { "check", "-p", speech, "-p", under, loud } << 1;
    QTest::newRow("unreadable") << Args { "check", "--profile", under, broken } << 4;
    QTest::newRow("unreadable over fail") << Args { "check", "--profile", under, broken, loud } << 4;
    QTest::newRow("missing") << Args { "check", "--profile", under, path("nowhere.wav") } << 4;
    QTest::newRow("unwritable report") << Args { "check", "-p", under, "--json", path("no/r.json"), tone } << 2;
    QTest::newRow("measure") << Args { "measure", tone } << 0;
    QTest::newRow("measure unreadable") << Args { "measure", broken } << 4;
    QTest::newRow("judge no report") << Args { "judge", path("nowhere.json"), "-p", under } << 4;
    QTest::newRow("judge media") << Args { "judge", tone, "-p", under } << 4;
    QTest::newRow("unknown profile") << Args { "check", "--profile", "nobody", tone } << 2;
    QTest::newRow("unknown option") << Args { "check", "--loud", tone } << 2;
    QTest::newRow("only some measures") << Args { "measure", "--only", "loudness.*,peak.*", tone } << 0;
    QTest::newRow("only what there is not") << Args { "measure", "--only", "loudness.x", tone } << 2;
    QTest::newRow("a verdict on some measures") << Args { "check", "-p", under, "--only", "peak.*", tone } << 2;
    QTest::newRow("unknown command") << Args { "chekc", tone } << 2;
    QTest::newRow("no path") << Args { "check" } << 2;
    QTest::newRow("no command") << Args {} << 2;
    QTest::newRow("help") << Args { "--help" } << 0;
    QTest::newRow("help of a command") << Args { "check", "--help" } << 0;
    QTest::newRow("version") << Args { "--version" } << 0;
}

void tst_Cli::exitCodes()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exit);
    const Run run = assayRun(arguments);
    QVERIFY2(run.exit == exit, "exit " + QByteArray::number(run.exit) + "\n" + run.out + run.err);
    if (exit == 2 || exit == 4)
        QVERIFY2(!run.err.trimmed().isEmpty(), "it ended without a word");
}

void tst_Cli::standardOutputCarriesDataOnly()
{
    const Run run = assayRun({ "check", "--profile", path("under.toml"), "--json", "-", path("loud.wav") });
    QCOMPARE(run.exit, 1);
    const Report report = reportIn(run.out);
    QVERIFY(report.verdict == Verdict::fail);
    QCOMPARE(report.programmes.size(), std::size_t { 1 });
    QVERIFY2(run.err.contains("FAIL"), "the summary went nowhere");
}

void tst_Cli::pdfIsWritten()
{
    const Run run
        = assayRun({ "check", "-q", "-p", path("under.toml"), "--pdf", path("report.pdf"), path("loud.wav") });
    QCOMPARE(run.exit, 1);
    QFile pdf(path("report.pdf"));
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    const QByteArray bytes = pdf.readAll();
    QVERIFY(bytes.startsWith("%PDF-"));
    QVERIFY(bytes.trimmed().endsWith("%%EOF"));
}

void tst_Cli::htmlIsWritten()
{
    const Run run = assayRun({ "check", "-q", "-p", path("under.toml"), "--json", path("for_html.json"), "--html",
        path("report.html"), path("loud.wav") });
    QCOMPARE(run.exit, 1);
    QFile first(path("report.html"));
    QVERIFY(first.open(QIODevice::ReadOnly));
    const QByteArray page = first.readAll();
    QVERIFY(page.startsWith("<!DOCTYPE html>"));
    QVERIFY(page.contains("loud.wav"));
    QCOMPARE(
        assayRun({ "judge", path("for_html.json"), "-q", "-p", path("under.toml"), "--html", path("again.html") }).exit,
        1);
    QFile again(path("again.html")); // from the stored report, but for the time of judging
    QVERIFY(again.open(QIODevice::ReadOnly));
    QCOMPARE(again.readAll().size(), page.size());
}

void tst_Cli::exportsAStoredReport()
{
    QCOMPARE(
        assayRun({ "check", "-q", "-p", path("under.toml"), "--json", path("export.json"), path("loud.wav") }).exit, 1);
    const Run csv = assayRun({ "export", path("export.json"), "--to", "findings-csv" });
    QCOMPARE(csv.exit, 0);
    QVERIFY(csv.out.startsWith("programme,role,rule,"));
    QVERIFY(csv.out.contains("loud.wav"));
    QCOMPARE(assayRun({ "export", path("export.json"), "--to", "junit", "-o", path("junit.xml") }).exit, 0);
    QVERIFY(QFile::exists(path("junit.xml")));
    QCOMPARE(assayRun({ "export", path("export.json"), "--to", "pdf" }).exit, 2);
    QCOMPARE(assayRun({ "export", path("export.json"), "--to", "xlsx" }).exit, 2);
    QCOMPARE(assayRun({ "export", path("tone.wav"), "--to", "junit" }).exit, 4);
}

void tst_Cli::quietSaysNothing()
{
    const Run data = assayRun({ "check", "-q", "-p", path("under.toml"), "--json", "-", path("tone.wav") });
    QVERIFY(reportIn(data.out).verdict == Verdict::pass);
    QCOMPARE(data.err, QByteArray());
    const Run measured = assayRun({ "measure", "--quiet", "--json", "-", path("tone.wav") });
    QVERIFY(!reportIn(measured.out).verdict.has_value());
    QCOMPARE(measured.err, QByteArray());
}

void tst_Cli::messagesNameTheFile_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("name");
    const QString under = path("under.toml");
    QTest::newRow("broken") << Args { "check", "-q", "-p", under, path("broken.wav") } << "broken.wav";
    QTest::newRow("missing") << Args { "measure", "-q", path("nowhere.wav") } << "nowhere.wav";
    QTest::newRow("missing report") << Args { "judge", "-p", under, path("nowhere.json") } << "nowhere.json";
    QTest::newRow("no JSON") << Args { "judge", "-p", under, path("under.toml") } << "under.toml";
    QTest::newRow("missing profile") << Args { "profiles", "lint", path("nowhere.toml") } << "nowhere.toml";
    QTest::newRow("unwritable") << Args { "measure", "-q", "--json", path("no/r.json"), path("tone.wav") } << "r.json";
}

void tst_Cli::messagesNameTheFile()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, name);
    const Run run = assayRun(arguments);
    QVERIFY(!run.err.isEmpty());
    for (const QByteArray& line : run.err.trimmed().split('\n'))
        QVERIFY2(line.contains(name.toUtf8()), line);
}

void tst_Cli::judgingAgainNeedsNoMedia()
{
    writeTone("gone.wav", -15.0);
    const Run checked = assayRun({ "check", "-q", "-p", path("under.toml"), "--json", "-", path("gone.wav") });
    const Run measured = assayRun({ "measure", "-q", "--json", path("measured.json"), path("gone.wav") });
    QCOMPARE(measured.exit, 0);
    QVERIFY(QFile::remove(path("gone.wav")));
    const Run judgedAgain = assayRun({ "judge", path("measured.json"), "-q", "-p", path("under.toml"), "--json", "-" });
    QCOMPARE(judgedAgain.exit, checked.exit);
    QCOMPARE(timeless(judgedAgain.out), timeless(checked.out));
}

void tst_Cli::threadsDoNotChangeTheReport()
{
    const auto reportWith = [this](const QString& jobs) {
        return timeless(assayRun({ "check", "-q", "-p", path("under.toml"), "--jobs", jobs, "--json", "-",
                                     path("tone.wav"), path("loud.wav"), path("broken.wav") })
                            .out);
    };
    const QByteArray one = reportWith("1");
    QVERIFY(!one.isEmpty());
    QCOMPARE(reportWith("2"), one);
    QCOMPARE(reportWith("7"), one);
}

void tst_Cli::whatIsLeftOutIsAbsent()
{
    const auto hashesWith = [&](const QStringList& options) {
        const auto run = assayRun(QStringList { "measure", "-q", "--json", "-", path("tone.wav") } + options);
        return !reportIn(run.out).assets.front().hashes.empty();
    };
    QVERIFY(
        hashesWith({}) && hashesWith({ "--only", "peak.*", "--hashes" }) && hashesWith({ "--only", "structure.*" }));
    QVERIFY(!hashesWith({ "--no-hashes" }) && !hashesWith({ "--only", "structure.*", "--no-hashes" }));
    const Run run = assayRun({ "measure", "-q", "--only", "dynamics.plr", "--only", "format.frames,peak.*", "--json",
        "-", path("tone.wav") });
    QCOMPARE(run.exit, 0);
    QVERIFY(run.out.contains("\"hashes\": null"));
    const Report report = reportIn(run.out);
    QVERIFY(report.assets.front().hashes.empty());
    const MeasurementSet& measures = report.programmes.front().programme.measures;
    QVERIFY(measures.number("dynamics.plr") && measures.number("peak.true") && measures.number("format.frames"));
    QVERIFY(measures.find("loudness.integrated") == nullptr && measures.find("format.codec") == nullptr);
    // What was left out is unknown, and unknown is never pass.
    write("partial.json", QString::fromUtf8(run.out));
    QCOMPARE(assayRun({ "judge", path("partial.json"), "-p", path("under.toml") }).exit, 3);
}

void tst_Cli::folderIsOneDelivery()
{
    QDir(m_folder.path()).mkpath("delivery/surround");
    for (const char* channel : { "L", "R", "C", "LFE", "Ls", "Rs" })
        writeTone(QString("delivery/surround/show_PM.%1.wav").arg(channel), -30.0, 1);
    writeTone("delivery/show_ME.wav", -23.0);
    write("delivery/notes.txt", "not audio");
    const Run run = assayRun({ "measure", "-q", "--json", "-", path("delivery") });
    QCOMPARE(run.exit, 0);
    const Report report = reportIn(run.out);
    QCOMPARE(report.programmes.size(), std::size_t { 2 });
    const auto surround = std::ranges::find_if(
        report.programmes, [](const JudgedProgramme& entry) { return entry.programme.assets.size() == 6; });
    QVERIFY(surround != report.programmes.end());
    QCOMPARE(surround->programme.layout.name, std::string("5.1"));
    QVERIFY(surround->programme.layoutSource == LayoutSource::name);
    for (const AssetRecord& asset : report.assets)
        QVERIFY2(!asset.path.starts_with('/'), "paths in a delivery are relative to it");
}

void tst_Cli::profilesCanBeListedShownAndLinted()
{
    const Run list = assayRun({ "profiles", "list" });
    QCOMPARE(list.exit, 0);
    const auto lines = list.out.trimmed().split('\n');
    QVERIFY(lines.size() >= 4);
    for (const QByteArray& line : lines) {
        const QString id = QString::fromUtf8(line).section(' ', 0, 0);
        const Run show = assayRun({ "profiles", "show", "--toml", id });
        QVERIFY2(show.exit == 0, line);
        write(id + ".toml", QString::fromUtf8(show.out));
        const Run lint = assayRun({ "profiles", "lint", path(id + ".toml") });
        QVERIFY2(lint.exit == 0, lint.err);
    }
    QVERIFY(list.out.startsWith("ebu-r128") || list.out.contains("\nebu-r128"));
    const Run page = assayRun({ "profiles", "show", "ebu-r128" });
    QVERIFY2(page.exit == 0 && page.out.contains("-23.0 ± 0.2 LUFS"), page.out);
    QCOMPARE(assayRun({ "profiles", "diff", "ebu-r128", "ebu-r128" }).exit, 0);
    const Run diff = assayRun({ "profiles", "diff", "ebu-r128", "ebu-r128-prod", "--json", "-" });
    QCOMPARE(diff.exit, 1);
    QVERIFY2(diff.out.contains("-23.0 ± 1.0 LUFS") && diff.err.contains("rules: "), diff.out);
    QCOMPARE(assayRun({ "profiles", "diff", "ebu-r128", "ebu-r182" }).exit, 2);
}

void tst_Cli::wrongProfilesAreRefusedWithTheirPlace()
{
    write("wrong.toml", profileText("wrong", "loudness.integratet", "max = -20.0"));
    for (const QStringList& arguments :
        { Args { "profiles", "lint", path("wrong.toml") }, { "check", "-p", path("wrong.toml"), path("tone.wav") } }) {
        const Run run = assayRun(arguments);
        QCOMPARE(run.exit, 2);
        QVERIFY2(run.err.contains("wrong.toml:8:"), run.err); // the line of `measure`
        QVERIFY2(run.err.contains("loudness.integrated"), run.err); // the nearest right spelling
    }
    const Run unknown = assayRun({ "check", "-p", "ebu-r182", path("tone.wav") });
    QCOMPARE(unknown.exit, 2);
    QVERIFY2(unknown.err.contains("ebu-r128"), unknown.err);
}

void tst_Cli::ownProfileWinsAndSaysSo()
{
    write("config/assay/profiles/ebu-r128.toml", profileText("ebu-r128", "loudness.integrated", "max = 0.0"));
    const Run run = assayRun({ "check", "-p", "ebu-r128", "--json", "-", path("loud.wav") });
    QVERIFY(QFile::remove(path("config/assay/profiles/ebu-r128.toml")));
    QCOMPARE(run.exit, 0);
    const Report report = reportIn(run.out);
    QVERIFY(report.profile->overridesBuiltIn);
    QVERIFY2(run.err.contains("ebu-r128"), run.err);
}

void tst_Cli::measuresAreATable()
{
    const Run run = assayRun({ "measures" });
    QCOMPARE(run.exit, 0);
    QVERIFY(run.out.contains("loudness.integrated\tLUFS\t"));
    for (const QByteArray& line : run.out.trimmed().split('\n')) {
        const auto fields = line.split('\t');
        QVERIFY2(fields.size() == 4, line);
        QVERIFY2(!fields[0].isEmpty() && !fields[2].isEmpty() && !fields[3].isEmpty(), line);
    }
}

void tst_Cli::progressCanBeJsonLines()
{
    const Run run = assayRun({ "measure", "--progress", "json", "--json", path("p.json"), path("tone.wav") });
    QCOMPARE(run.exit, 0);
    bool programmeSeen = false;
    double last = 0.0;
    for (const QByteArray& line : run.err.trimmed().split('\n')) {
        const QJsonObject event = QJsonDocument::fromJson(line).object();
        QVERIFY2(!event.isEmpty(), line);
        programmeSeen |= event["event"].toString() == "programme";
        const double total = event["total"].toDouble(last);
        QVERIFY(total >= last && total <= 1.0);
        last = total;
    }
    QVERIFY(programmeSeen);
}

void tst_Cli::namesOfAnyLanguagePass()
{
    const QString name = QString::fromUtf8("Gr\u00fc\u00dfe \u5922 & \"co\" - 100%.wav");
    writeTone(name, -23.0);
    const Run run = assayRun({ "check", "-p", path("under.toml"), "--json", "-", path(name) });
    QCOMPARE(run.exit, 0);
    QVERIFY(reportIn(run.out).programmes.front().programme.name == name.toStdString());
    QVERIFY(run.err.contains(name.toUtf8()));
}

void tst_Cli::mediaStayUntouched()
{
    QFile file(path("tone.wav"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    const QDateTime time = file.fileTime(QFileDevice::FileModificationTime);
    const QStringList neighbours = QDir(m_folder.path()).entryList();
    assayRun({ "check", "-q", "-p", path("under.toml"), path("tone.wav") });
    QVERIFY(file.seek(0));
    QCOMPARE(file.readAll(), before);
    QCOMPARE(file.fileTime(QFileDevice::FileModificationTime), time);
    QCOMPARE(QDir(m_folder.path()).entryList(), neighbours);
}

void tst_Cli::interruptEndsEarly()
{
    // Two hours of silence that take no room: the rest of the file is a hole.
    constexpr std::uint64_t bytes = std::uint64_t { 2 } * 3600 * 48000 * 3;
    test::WaveOptions options;
    options.declaredDataBytes = bytes;
    test::writeWave(path("long.wav").toStdString(), { test::silence(0.1, 48000) }, options);
    QVERIFY(QFile::resize(path("long.wav"), static_cast<qint64>(bytes)));

    QProcess process;
    process.start(test::assayProgram(),
        { "check", "-p", path("under.toml"), "--progress", "json", "--json", path("long.json"), path("long.wav") });
    process.setReadChannel(QProcess::StandardError);
    QVERIFY(process.waitForReadyRead(patience)); // it is at work
    process.terminate();
    QVERIFY(process.waitForFinished(patience));
    QVERIFY(process.exitStatus() == QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    QVERIFY2(!QFile::exists(path("long.json")), "half an analysis is no report");
}

void tst_Cli::exampleDeliveryFailsForItsReasons()
{
    const Run run
        = assayRun({ "check", "-q", "-p", "ebu-r128", "--json", "-", ASSAY_BINARY_DIR "/../example/nightfall" });
    QCOMPARE(run.exit, 1);
    const Report report = reportIn(run.out);
    QCOMPARE(report.programmes.size(), std::size_t { 5 });
    for (const JudgedProgramme& entry : report.programmes) {
        if (entry.programme.role != "mix")
            continue;
        const double loudness = entry.programme.measures.number("loudness.integrated").value_or(0.0);
        const bool surround = entry.programme.layout.name == "5.1";
        QVERIFY(entry.verdict == (surround ? Verdict::fail : Verdict::pass));
        QVERIFY(test::isWithin(loudness, surround ? -21.6 : -23.0, test::conformance::loudness));
        QVERIFY(entry.programme.startFrame == FrameCount { 36000 } * 48000); // 10:00:00:00
    }
}

ASSAY_TEST(tst_Cli)
#include "tst_cli.moc"
