// SPDX-License-Identifier: GPL-3.0-or-later
// `assay null` as a user runs it: what it says, its exit codes, and that its JSON is a report.
#include "reports/report_schema.h"
#include "tests/support/corpus.h"
#include "tests/support/run_assay.h"
#include "tests/support/signals.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::test;

namespace
{

constexpr int rate = 48000;

Run assayNull(QStringList arguments)
{
    arguments.prepend("null");
    return assayRun(arguments);
}

} // namespace

class TestNullCli : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const Samples voice = speechLike(6.0, rate, 1);
        const Samples music = noise(0.1, 6.0, rate, 2);
        Samples mix = voice;
        for (std::size_t t = 0; t < mix.size(); ++t)
            mix[t] += music[t];
        Samples late = voice;
        late.insert(late.begin(), 17, 0.0);
        late.resize(voice.size());
        writeWave(file("mix.wav"), { mix });
        writeWave(file("stems/voice.wav"), { voice });
        writeWave(file("stems/music.wav"), { music });
        writeWave(file("late.wav"), { late });
        writeWave(file("slow.wav"), { voice }, { .sampleRate = 44100 });
        writeBytes(file("broken.wav"), "no sound at all");
    }

    void stemsThatSum()
    {
        const Run run = assayNull({ "--mix", path("mix.wav"), "--json", "-", path("stems") });
        QVERIFY2(run.exit == 0, run.err + run.out);
        QVERIFY2(run.err.contains("PASS"), run.err); // the text, off the data's stream
        const auto valid = assay::validateReport(run.out.toStdString());
        QVERIFY2(valid, valid ? "" : valid.error().message.c_str());
        const QJsonObject report = run.json();
        QCOMPARE(report["schema"].toString(), QString("assay-report/1"));
        QCOMPARE(report["profile"].toObject()["id"].toString(), QString("stem-null"));
        const QJsonObject programme = report["programmes"].toArray().first().toObject();
        QVERIFY(programme["measures"].toObject()["null.residual"].toObject()["value"].toDouble() < -100.0);
        QVERIFY(programme["series"].toObject()["null_residual"].toArray().size() == 60);
        QCOMPARE(report["assets"].toArray().size(), 3);
    }

    void aLateStem()
    {
        const Run run = assayNull({ "--mix", path("mix.wav"), path("late.wav"), path("stems/music.wav") });
        QCOMPARE(run.exit, 1);
        QVERIFY2(run.out.contains("late.wav") && run.out.contains("+17 samples") && run.out.contains("FAIL"), run.out);
    }

    void wrongCalls()
    {
        QCOMPARE(assayNull({ "--mix", path("mix.wav") }).exit, 2); // no stem
        QCOMPARE(assayNull({ "--mix", path("mix.wav"), path("mix.wav") }).exit, 2); // none beside the mix
        QCOMPARE(assayNull({ "--mix", path("stems"), path("late.wav") }).exit, 2); // two programmes, no mix
        QCOMPARE(assayNull({ "--mix", path("mix.wav"), "--profile", "nobody-knows-it", path("late.wav") }).exit, 2);
    }

    void whatCannotBeRead()
    {
        const Run broken = assayNull({ "--mix", path("mix.wav"), path("broken.wav") });
        QCOMPARE(broken.exit, 4);
        QVERIFY2(broken.err.contains("broken.wav"), broken.err);
        QCOMPARE(assayNull({ "--mix", path("nowhere.wav"), path("late.wav") }).exit, 4);
        const Run slow = assayNull({ "--mix", path("mix.wav"), path("slow.wav") });
        QCOMPARE(slow.exit, 4);
        QVERIFY2(slow.err.contains("44100 Hz") && slow.err.contains("slow.wav"), slow.err);
    }

    // AAC never cancels to silence: the first file's stems are its mix, the second's mix went through a limiter.
    void lossyStems_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("exit");
        if (!hasCorpus())
            QSKIP("needs real stem files");
        QTest::newRow("unmastered") << "Music Delta - 80s Rock.stem.mp4" << 0;
        QTest::newRow("mastered") << "The Easton Ellises - Falcon 69.stem.mp4" << 1;
    }
    void lossyStems()
    {
        QFETCH(QString, name);
        const QString file = QString::fromStdString(corpusFile("music_speech/stems-nc").string()) + '/' + name;
        const Run run = assayNull({ "-q", "-p", "stem-null-coded", "--mix", file + "#1", file + "#2", file + "#3",
            file + "#4", file + "#5" });
        QTEST(run.exit, "exit");
    }

private:
    std::filesystem::path file(const char* name) const
    {
        const std::filesystem::path file = path(name).toStdString();
        std::filesystem::create_directories(file.parent_path());
        return file;
    }
    QString path(const char* name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

ASSAY_TEST(TestNullCli)
#include "tst_null_cli.moc"
