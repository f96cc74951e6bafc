// SPDX-License-Identifier: GPL-3.0-or-later
// `assay compare` as a user runs it: what it says, its exit codes, its JSON.
#include "core/base/units.h"
#include "reports/report_schema.h"
#include "tests/support/chunk_bytes.h"
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

Run assayCompare(QStringList arguments)
{
    arguments.prepend("compare");
    return assayRun(arguments);
}

QJsonObject firstProgramme(const Run& run)
{
    return run.json()["programmes"].toArray().first().toObject();
}

double soundOf(const QJsonObject& programme, const char* id)
{
    return programme["sound"].toObject()[id].toObject()["value"].toDouble(1e9);
}

WaveOptions titled(const char* title)
{
    const std::string list = "INFO" + chunk("INAM", title);
    return { .before = { { "LIST", list } } };
}

} // namespace

class TestCompareCli : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const Samples voice = speechLike(6.0, rate, 1);
        Samples muted = voice;
        std::fill_n(muted.begin() + 2 * rate, rate / 2, 0.0);
        writeWave(file("old/same.wav"), { voice }, titled("First"));
        writeWave(file("new/same.wav"), { voice }, titled("Second"));
        writeWave(file("old/cut.wav"), { voice });
        writeWave(file("new/cut.wav"), { muted });
        writeWave(file("old/gone.wav"), { noise(0.1, 2.0, rate, 3) });
        writeWave(file("new/renamed.wav"), { noise(0.1, 2.0, rate, 3) });
        writeWave(file("new/more.wav"), { noise(0.1, 1.0, rate, 4) });
        writeWave(file("slow.wav"), { voice }, { .sampleRate = 44100 });
        writeWave(file("soft.wav"), { scaled(voice, assay::dbToAmplitude(-0.1)) });
        writeBytes(file("broken.wav"), "no sound at all");
        writeBytes(file("peak.toml"),
            "schema = 1\nid = \"peak\"\ntitle = \"Peak\"\nversion = \"1\"\nstatus = \"draft\"\n"
            "[[rule]]\nid = \"size\"\nmeasure = \"format.frames\"\nequals = 288000\nseverity = \"issue\"\n");
    }

    void folders()
    {
        const Run run = assayCompare({ path("old"), path("new") });
        QVERIFY2(run.exit == 0, run.err + run.out);
        for (const char* words : { "only the header was edited", "First -> Second", "changed in 1 place",
                 "- 00:00:02.500", "gone.wav -> renamed.wav", "Only in the new version: more.wav" })
            QVERIFY2(run.out.contains(words), run.out);
    }

    void json()
    {
        const Run run = assayCompare({ path("old/cut.wav"), path("soft.wav"), "--json", "-", "-q" });
        QCOMPARE(run.exit, 0);
        const QJsonObject programme = firstProgramme(run);
        QCOMPARE(programme["same_essence"].toBool(true), false);
        QVERIFY(std::abs(soundOf(programme, "compare.gain") + 0.1) < 1e-3);
        QCOMPARE(soundOf(programme, "compare.changed"), 0.0);
        QCOMPARE(soundOf(programme, "compare.offset"), 0.0);
        QVERIFY(run.err.isEmpty());
    }

    void verdicts()
    {
        writeWave(file("short.wav"), { speechLike(3.0, rate, 1) });
        const Run fixed
            = assayCompare({ path("short.wav"), path("old/cut.wav"), "-p", path("peak.toml"), "--json", "-" });
        QVERIFY2(fixed.exit == 0, fixed.err);
        const QJsonObject findings = firstProgramme(fixed)["findings"].toObject();
        QCOMPARE(findings["fixed"].toArray().first().toObject()["rule"].toString(), QString("size"));
        QVERIFY(findings["new"].toArray().isEmpty());
        QCOMPARE(soundOf(firstProgramme(fixed), "compare.tail"), 3.0 * rate);
        const Run worse = assayCompare({ path("old/cut.wav"), path("short.wav"), "-p", path("peak.toml") });
        QCOMPARE(worse.exit, 1);
        QVERIFY2(worse.out.contains("verdict: pass -> fail") && worse.out.contains("new"), worse.out);
    }

    void jsonKeepsItsSchema_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("two folders") << QStringList { "old", "new" };
        QTest::newRow("another rate") << QStringList { "old/cut.wav", "slow.wav" };
        QTest::newRow("nothing in common") << QStringList { "old", "soft.wav" };
        QTest::newRow("judged as a delivery") << QStringList { "old", "new", "-p", "season-consistency" };
    }

    void jsonKeepsItsSchema()
    {
        QFETCH(QStringList, arguments);
        for (qsizetype i = 0; i < 2; ++i)
            arguments[i] = path(qPrintable(arguments[i]));
        const Run run = assayCompare(arguments + QStringList { "--json", "-", "-q" });
        const auto valid = assay::validateComparison(run.out.constData());
        QVERIFY2(valid.has_value(), valid ? "" : valid.error().message.c_str());
        QVERIFY(!assay::validateComparison("{\"schema\": \"assay-comparison/1\"}").has_value());
    }

    void theDeliveryAsAWhole()
    {
        writeBytes(file("odd.toml"),
            "schema = 1\nid = \"odd\"\nversion = \"1\"\n[[rule]]\nid = \"length\"\nmeasure = "
            "\"delivery.same_length\"\nmax = 0\n");
        const Run run = assayCompare({ path("new"), path("old"), "-p", path("odd.toml"), "--json", "-", "-q" });
        QCOMPARE(run.exit, 1);
        const QJsonObject findings = run.json()["delivery"].toObject()["findings"].toObject();
        QCOMPARE(findings["still_there"].toArray().first().toObject()["rule"].toString(), QString("length"));
        const Run told = assayCompare({ path("new"), path("old"), "-p", path("odd.toml"), "-q" });
        QVERIFY2(told.out.contains("The delivery as a whole") && told.out.contains("still there"), told.out);
    }

    void whatCannotBeCompared()
    {
        const Run slow = assayCompare({ path("old/cut.wav"), path("slow.wav") });
        QCOMPARE(slow.exit, 0); // the rest is compared
        QVERIFY2(slow.out.contains("sound: not compared") && slow.out.contains("44100 Hz"), slow.out);
        const Run broken = assayCompare({ path("old/cut.wav"), path("broken.wav") });
        QCOMPARE(broken.exit, 4);
        QVERIFY2(broken.err.contains("broken.wav"), broken.err);
        QCOMPARE(assayCompare({ path("nowhere.wav"), path("slow.wav") }).exit, 4);
        QCOMPARE(assayCompare({ path("slow.wav") }).exit, 2);
        QCOMPARE(assayCompare({ path("old"), path("new"), "--profile", "nobody-knows-it" }).exit, 2);
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

ASSAY_TEST(TestCompareCli)
#include "tst_compare_cli.moc"
