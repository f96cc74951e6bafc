// SPDX-License-Identifier: GPL-3.0-or-later
// Files are read in children of the program: a child that dies or hangs is one file's trouble, and nothing else is
// different for it.
#include "tests/support/run_assay.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace assay;
using namespace assay::test;

namespace
{

// The processes that `parent` started, from the process table of Linux: field 4 of stat, behind the name in brackets.
QList<qint64> childrenOf(qint64 parent)
{
    QList<qint64> children;
    for (const QString& entry : QDir("/proc").entryList(QDir::Dirs)) {
        QFile stat("/proc/" + entry + "/stat");
        if (entry.toLongLong() == 0 || !stat.open(QIODevice::ReadOnly))
            continue;
        const QByteArray text = stat.readAll();
        const QList<QByteArray> fields = text.mid(text.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 1 && fields[1].toLongLong() == parent)
            children += entry.toLongLong();
    }
    return children;
}

QJsonObject without(QJsonObject report, std::initializer_list<const char*> keys)
{
    for (const char* key : keys)
        report.remove(QLatin1String(key));
    return report;
}

} // namespace

class TestWorkersCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void resultsAreTheSameWithoutWorkers();
    void aDeadWorkerIsOneFilesTrouble_data();
    void aDeadWorkerIsOneFilesTrouble();
    void aDeadWorkerEndsTheNullTest();

private:
    QJsonObject reportOf(QStringList arguments)
    {
        const Run run = assayRun(QStringList { "measure", "--quiet", "--json", "-" } + arguments);
        m_exit = run.exit;
        return run.json();
    }

    QTemporaryDir m_folder;
    int m_exit = -1;
};

void TestWorkersCli::initTestCase()
{
    const auto write = [&](const char* name, const test::Planes& planes) {
        test::writeWave(m_folder.filePath(name).toStdString(), planes);
    };
    const std::vector<double> second = test::sine(440.0, 0.5, 48000);
    write("a.wav", { second });
    write("set.L.wav", { second });
    write("set.R.wav", { second });
    write("z.wav", { second, second, second }); // no layout of a name
    test::writeBytes(m_folder.filePath("broken.wav").toStdString(), "RIFF\x04\0\0\0WAVE");
}

void TestWorkersCli::resultsAreTheSameWithoutWorkers()
{
    const QJsonObject with = reportOf({ "--cross-check", m_folder.path() });
    QCOMPARE(m_exit, 4);
    const QJsonObject self = reportOf({ "--cross-check", "--no-workers", m_folder.path() });
    QCOMPARE(m_exit, 4);
    QCOMPARE(with["programmes"].toArray().size(), 3);
    QCOMPARE(without(with, { "created", "elapsed_s" }), without(self, { "created", "elapsed_s" }));
}

void TestWorkersCli::aDeadWorkerIsOneFilesTrouble_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("words");
    QTest::newRow("crash") << SIGSEGV << "signal 11";
    QTest::newRow("killed") << SIGKILL << "signal 9";
    QTest::newRow("hangs") << SIGSTOP << "stood still";
}

void TestWorkersCli::aDeadWorkerIsOneFilesTrouble()
{
    QFETCH(int, signal);
    QFETCH(QString, words);
    QTemporaryDir folder;
    const std::vector<double> long_ = test::sine(440.0, 0.5, 48000 * 60);
    const std::vector<double> second = test::sine(440.0, 0.5, 48000);
    test::writeWave(folder.filePath("long.wav").toStdString(), { long_, long_, long_, long_ });
    test::writeWave(folder.filePath("a.wav").toStdString(), { second });
    test::writeWave(folder.filePath("z.wav").toStdString(), { second });
    QProcess assay;
    assay.start(assayProgram(),
        { "measure", "--jobs", "1", "--stall-limit", "2", "--progress", "json", "--json", folder.filePath("r.json"),
            folder.path() });
    QByteArray heard;
    QElapsedTimer timer;
    for (timer.start(); !heard.contains("long.wav") && timer.elapsed() < patience;) {
        assay.waitForReadyRead(100);
        heard += assay.readAllStandardError();
    }
    const QList<qint64> children = childrenOf(assay.processId());
    QCOMPARE(children.size(), 1);
    ::kill(static_cast<pid_t>(children.front()), signal);
    QVERIFY(assay.waitForFinished(patience));
    heard += assay.readAllStandardError();
    QCOMPARE(assay.exitStatus(), QProcess::NormalExit);
    QCOMPARE(assay.exitCode(), 4);
    QVERIFY2(heard.contains("assay: long.wav: ") && heard.contains(words.toUtf8()), heard.right(1000));
    QFile file(folder.filePath("r.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject report = QJsonDocument::fromJson(file.readAll()).object();
    QStringList measured;
    for (const QJsonValue programme : report["programmes"].toArray())
        measured += programme["name"].toString();
    QCOMPARE(measured, QStringList({ "a.wav", "z.wav" }));
    for (const QJsonValue asset : report["assets"].toArray()) {
        const bool isLong = asset["path"] == "long.wav";
        QCOMPARE(asset["status"].toString(), QString(isLong ? "unreadable" : "ok"));
        QVERIFY(!isLong || asset["error"]["message"].toString().contains(words));
    }
}

void TestWorkersCli::aDeadWorkerEndsTheNullTest()
{
    QTemporaryDir folder;
    const std::vector<double> tone = test::sine(440.0, 0.25, 48000 * 120);
    for (const char* name : { "mix.wav", "stem.wav" })
        test::writeWave(folder.filePath(name).toStdString(), { tone, tone });
    QProcess assay;
    assay.start(assayProgram(),
        { "null", "--progress", "json", "--mix", folder.filePath("mix.wav"), folder.filePath("stem.wav") });
    QByteArray heard;
    QElapsedTimer timer;
    for (timer.start(); !heard.contains("fraction") && timer.elapsed() < patience;) {
        assay.waitForReadyRead(100);
        heard += assay.readAllStandardError();
    }
    const QList<qint64> children = childrenOf(assay.processId());
    QCOMPARE(children.size(), 1);
    ::kill(static_cast<pid_t>(children.front()), SIGKILL);
    QVERIFY(assay.waitForFinished(patience));
    heard += assay.readAllStandardError();
    QCOMPARE(assay.exitCode(), 4);
    QVERIFY2(heard.contains("mix.wav") && heard.contains("signal 9"), heard.right(1000));
}

ASSAY_TEST(TestWorkersCli)
#include "tst_workers_cli.moc"
