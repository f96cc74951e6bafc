// SPDX-License-Identifier: GPL-3.0-or-later
// `assay selftest` as a user runs it: exit codes, and that the table and the JSON tell the same.
#include "tests/support/run_assay.h"
#include "tests/support/test_class.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::test;

class TestSelftestCli : public QObject
{
    Q_OBJECT

private slots:
    void jsonAndTableTellTheSame()
    {
        const Run run = assayRun({ "selftest", "--json", "-" });
        QVERIFY2(run.exit == 0, run.err);
        const QJsonObject certificate = run.json();
        QCOMPARE(certificate["schema"].toString(), QString("assay-selftest/1"));
        QCOMPARE(certificate["tool"].toObject()["name"].toString(), QString("assay"));
        QVERIFY(!certificate["tool"].toObject()["version"].toString().isEmpty());
        QVERIFY(!certificate["tool"].toObject()["kernels"].toString().isEmpty());
        QVERIFY(QDateTime::fromString(certificate["created"].toString(), Qt::ISODate).isValid());
        QVERIFY(certificate["ok"].toBool());
        const QJsonArray tests = certificate["tests"].toArray();
        QVERIFY(tests.size() > 80); // Tech 3341 alone has 60 files that can be made
        for (const auto& entry : tests) {
            const QJsonObject test = entry.toObject();
            QVERIFY(test["ok"].toBool());
            QVERIFY2(run.err.contains(test["test"].toString().toUtf8()), run.err); // the table, off the data's stream
            QCOMPARE(test["expected"].isNull(), test["measured"].isNull());
        }
        QVERIFY(run.err.trimmed().endsWith("PASS"));
    }

    void theTableGoesToStandardOutput()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath("certificate.json");
        const Run run = assayRun({ "selftest", "--json", file });
        QCOMPARE(run.exit, 0);
        QCOMPARE(run.err, QByteArray());
        QVERIFY(run.out.startsWith("Certificate of metering: assay "));
        QVERIFY(run.out.trimmed().endsWith("PASS"));
        QVERIFY(!run.out.contains(" NO "));
        QVERIFY(QFile::exists(file));
    }

    void wrongUsageEndsWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("an option nobody knows") << QStringList { "selftest", "--loud" };
        QTest::newRow("a file") << QStringList { "selftest", "mix.wav" };
        QTest::newRow("unwritable") << QStringList { "selftest", "--json", "/proc/no/such.json" };
    }
    void wrongUsageEndsWithTwo()
    {
        QFETCH(QStringList, arguments);
        const Run run = assayRun(arguments);
        QCOMPARE(run.exit, 2);
        QVERIFY2(!run.err.isEmpty(), "it ended without a word");
    }
};

ASSAY_TEST(TestSelftestCli)
#include "tst_selftest_cli.moc"
