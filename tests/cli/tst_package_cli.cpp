// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way of a delivery: a Netflix package of twelve files, checked by the program in one run.
#include "tests/support/package_example.h"
#include "tests/support/run_assay.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace
{

Run checked(const QStringList& arguments)
{
    return assayRun(QStringList { "check", "--json", "-", "--no-series", "--progress", "none" } + arguments);
}

// "rule" of the delivery, "slot: rule" of a programme: whatever fails, notes included.
QStringList failuresIn(const QJsonObject& report)
{
    QStringList failures;
    const auto collect = [&](const QJsonArray& findings, const QString& where) {
        for (const QJsonValue& finding : findings) {
            if (finding["state"].toString() == "fail")
                failures << where + finding["rule"].toString();
        }
    };
    collect(report["delivery"]["findings"].toArray(), "");
    for (const QJsonValue& programme : report["programmes"].toArray())
        collect(programme["findings"].toArray(), programme["slot"].toString() + ": ");
    failures.sort();
    return failures;
}

std::filesystem::path folderOf(const QTemporaryDir& dir)
{
    return dir.path().toStdString();
}

} // namespace

class TestPackageCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPlantedFaultIsFoundAndNothingElse()
    {
        const QTemporaryDir dir;
        writePackage(folderOf(dir));
        QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 12);
        const Run run = checked({ "--profile", "netflix-package", dir.path() });
        QCOMPARE(run.exit, 1);
        const QStringList expected { "Optional track 5.1: legs", "Printmaster 2.0: name-truth", "complete",
            "me-dialogue", "stems-sum" };
        QVERIFY2(failuresIn(run.json()) == expected, qPrintable(failuresIn(run.json()).join('\n') + '\n' + run.err));
    }

    void aRightPackageFailsNowhere()
    {
        const QTemporaryDir dir;
        writePackage(folderOf(dir), { false, false, false, false, false });
        const Run run = checked({ "--profile", "netflix-package", dir.path() });
        QVERIFY2(failuresIn(run.json()).isEmpty(), qPrintable(failuresIn(run.json()).join('\n') + '\n' + run.err));
        QVERIFY(run.exit == 0 || run.exit == 3);
    }

    void aStoredReportIsJudgedAgainWithoutTheMedia()
    {
        const QTemporaryDir dir;
        const QTemporaryDir reports;
        writePackage(folderOf(dir));
        const Run run = checked({ "--profile", "netflix-package", dir.path() });
        QFile file(reports.filePath("r.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(run.json()).toJson());
        file.close();
        const QJsonObject again
            = assayRun({ "judge", file.fileName(), "--profile", "netflix-package", "--json", "-", "--quiet" }).json();
        QCOMPARE(failuresIn(again), failuresIn(run.json()));
        QCOMPARE(again["delivery"], run.json()["delivery"]);
    }

    void aPersonsWordAboutTracks()
    {
        const QTemporaryDir dir;
        Planes planes;
        for (int channel = 0; channel < 8; ++channel)
            planes.push_back(sine(997.0, 0.5 / (channel + 1), 96000));
        writeWave(folderOf(dir) / "eight.wav", planes);
        const Run run = checked({ "-q", "--layout", "eight.wav=5.1+stereo", "--role", "eight.wav=m&e", dir.path() });
        const QJsonArray programmes = run.json()["programmes"].toArray();
        QCOMPARE(programmes.size(), 2);
        QCOMPARE(programmes[0]["layout"].toString(), QString("5.1"));
        QCOMPARE(programmes[1]["layout"].toString(), QString("stereo"));
        QCOMPARE(programmes[1]["layout_source"].toString(), QString("user"));
        QCOMPARE(programmes[1]["role"].toString(), QString("m&e"));
        const double peak = programmes[1]["measures"]["peak.sample"]["channels"]["L"].toDouble();
        QVERIFY2(std::abs(peak - 20.0 * std::log10(0.5 / 7.0)) < 0.01, qPrintable(QString::number(peak)));
        QCOMPARE(checked({ "-q", "--layout", "eight.wav=5.1", dir.path() }).exit, 2);
        QCOMPARE(checked({ "-q", "--role", "eight.wav=singer", dir.path() }).exit, 2);
        const Run misnamed = checked({ "-q", "--role", "ate.wav=mix", dir.path() });
        QCOMPARE(misnamed.exit, 2);
        QVERIFY2(misnamed.err.contains("ate.wav"), misnamed.err);
    }
};

ASSAY_TEST(TestPackageCli)
#include "tst_package_cli.moc"
