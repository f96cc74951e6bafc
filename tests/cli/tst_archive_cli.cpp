// SPDX-License-Identifier: GPL-3.0-or-later
// Archives as users make and verify them: what is tampered with is named.
#include "tests/support/signals.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;

namespace
{

struct ArchiveRun {
    int exit = -1;
    QString text; ///< both streams
};

QByteArray contentOf(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

bool store(const QString& file, const QByteArray& bytes)
{
    QFile out(file);
    return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size();
}

bool copyFolder(const QString& from, const QString& to)
{
    QDirIterator files(from, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString target = to + file.mid(from.size());
        if (!QDir().mkpath(QFileInfo(target).path()) || !QFile::copy(file, target))
            return false;
    }
    return true;
}

} // namespace

class TestArchiveCli : public QObject
{
    Q_OBJECT

private:
    ArchiveRun assay(const QStringList& arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_dir.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_CONFIG_HOME", at("config"));
        process.setProcessEnvironment(environment);
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(QStringLiteral(ASSAY_BINARY_DIR "/assay"), arguments);
        process.waitForFinished(110000);
        return { process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 1000,
            QString::fromUtf8(process.readAll()) };
    }

    QString at(const QString& name) const { return m_dir.filePath(name); }

    QTemporaryDir m_dir;

private Q_SLOTS:
    void initTestCase();
    void archivesVerify();
    void tamperingIsNamed();
    void mediaAreHeldAgainstIt();
    void historiesGoOn();
    void otherMediaAndRulesAreRefused();
};

void TestArchiveCli::initTestCase()
{
    QVERIFY(QDir().mkpath(at("media/sub")));
    const test::Samples noise = test::noise(0.25, 3.0, 48000, 1);
    test::writeWave(at("media/mix.wav").toStdString(), { noise, noise });
    QVERIFY(store(at("media/sub/notes.txt"), "read me"));
    QVERIFY(store(at("house.toml"),
        "schema = 1\nid = \"house\"\ntitle = \"House\"\nversion = \"1\"\nextends = [\"house-checks\"]\n\n"
        "[[rule]]\nid = \"rate\"\nmeasure = \"format.sample_rate\"\nequals = 44100\nseverity = \"issue\"\n"));
    QVERIFY(store(at("secret"), "open sesame\n"));
    const ArchiveRun made = assay({ "check", "-q", "-p", "house.toml", "--json", "report.json", "media" });
    QVERIFY2(made.exit == 1, qPrintable(made.text));
    QCOMPARE(assay({ "keys", "new", "--person", "Ada", "--passphrase-file", "secret" }).exit, 0);
    const ArchiveRun rejected
        = assay({ "sign", "report.json", "--key", "Ada", "--decision", "rejected", "--passphrase-file", "secret" });
    QVERIFY2(rejected.exit == 0, qPrintable(rejected.text));
}

void TestArchiveCli::archivesVerify()
{
    for (const char* to : { "kept", "kept.zip" }) {
        const ArchiveRun made = assay({ "archive", "report.json", "media", "-p", "house.toml", "--to", to });
        QVERIFY2(made.exit == 0, qPrintable(made.text));
        const ArchiveRun verified = assay({ "verify", to, "media" });
        QVERIFY2(verified.exit == 0, qPrintable(verified.text));
        QVERIFY(verified.text.contains("the profile is the one that judged"));
        QVERIFY(verified.text.contains("mix.wav: same file"));
        QVERIFY(verified.text.contains("sub/notes.txt: same file"));
        QCOMPARE(assay({ "archive", "report.json", "media", "-p", "house.toml", "--to", to }).exit, 2); // there already
    }
    for (const char* part : { "report.json", "report.signed.json", "report.pdf", "report.html", "archive.json",
             "signatures/1.minisig", "signatures/1.pub", "ascmhl/ascmhl_chain.xml" })
        QVERIFY2(QFile::exists(at("kept/") + part), part);
    QCOMPARE(QDir(at("media")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList({ "mix.wav", "sub" }));
    QVERIFY(QDir(m_dir.path()).entryList({ "*.making-*", "*.part-*" }).isEmpty());
}

void TestArchiveCli::tamperingIsNamed()
{
    const auto with = [this](const QString& pattern, const QByteArray& before, const QByteArray& after) {
        QDir(at("bad")).removeRecursively();
        const bool copied = copyFolder(at("kept"), at("bad"));
        QDirIterator files(at("bad"), { pattern }, QDir::Files, QDirIterator::Subdirectories);
        const QString file = files.hasNext() ? files.next() : QString();
        QByteArray bytes = contentOf(file);
        bytes.replace(before, after);
        const bool changed = copied && bytes != contentOf(file) && store(file, bytes);
        return changed ? assay({ "verify", "bad" }) : ArchiveRun { -1, "nothing was changed" };
    };
    const ArchiveRun rule = with("*-house.toml", "44100", "48000");
    QCOMPARE(rule.exit, 1);
    QVERIFY2(rule.text.contains("THE PROFILE IS NOT THE ONE THAT JUDGED"), qPrintable(rule.text));
    QVERIFY(rule.text.contains("house.toml: changed"));
    const ArchiveRun hash = with("*.mhl", "action=\"original\"", "action=\"verified\"");
    QCOMPARE(hash.exit, 1);
    QVERIFY2(hash.text.contains("not what the chain says it was"), qPrintable(hash.text));
    const ArchiveRun verdict = with("report.json", "\"verdict\": \"fail\"", "\"verdict\": \"pass\"");
    QCOMPARE(verdict.exit, 1);
    QVERIFY2(verdict.text.contains("changed: an answer or verdict"), qPrintable(verdict.text));
    const ArchiveRun signature = with("1.minisig", "trusted comment: {", "trusted comment: { ");
    QCOMPARE(signature.exit, 1);
    QVERIFY2(signature.text.contains("signatures/1.minisig: changed"), qPrintable(signature.text));
    QCOMPARE(with("report.pdf", "%PDF", "%pdf").exit, 1);
}

void TestArchiveCli::mediaAreHeldAgainstIt()
{
    QVERIFY(copyFolder(at("media"), at("edited")));
    QByteArray wave = contentOf(at("edited/mix.wav"));
    wave[wave.size() / 2] = static_cast<char>(wave[wave.size() / 2] ^ 1); // one bit of sound
    QVERIFY(store(at("edited/mix.wav"), wave));
    QVERIFY(store(at("edited/sub/notes.txt"), "read this"));
    QVERIFY(store(at("edited/more.txt"), "new"));
    const ArchiveRun changed = assay({ "verify", "kept.zip", "edited" });
    QCOMPARE(changed.exit, 1);
    QVERIFY2(changed.text.contains("mix.wav: THE SOUND CHANGED"), qPrintable(changed.text));
    QVERIFY(changed.text.contains("sub/notes.txt: THE FILE CHANGED"));
    QVERIFY(changed.text.contains("more.txt: not in the report"));
}

void TestArchiveCli::historiesGoOn()
{
    const ArchiveRun next
        = assay({ "archive", "report.json", "media", "-p", "house.toml", "--to", "later", "--previous", "kept.zip" });
    QVERIFY2(next.exit == 0, qPrintable(next.text));
    QCOMPARE(QDir(at("later/ascmhl")).entryList({ "*.mhl" }).size(), 2);
    const QString second = QDir(at("later/ascmhl")).entryList({ "0002_media_*.mhl" }).value(0);
    QCOMPARE(contentOf(at("later/ascmhl/") + second).count("action=\"verified\""), 4); // two files, two kinds
    QCOMPARE(assay({ "verify", "later", "media" }).exit, 0);
}

void TestArchiveCli::otherMediaAndRulesAreRefused()
{
    const ArchiveRun media = assay({ "archive", "report.json", "edited", "-p", "house.toml", "--to", "no" });
    QCOMPARE(media.exit, 1);
    QVERIFY2(media.text.contains("mix.wav: sound-changed"), qPrintable(media.text));
    const ArchiveRun rules = assay({ "archive", "report.json", "media", "-p", "ebu-r128", "--to", "no" });
    QCOMPARE(rules.exit, 2);
    QVERIFY2(rules.text.contains("not the one that judged"), qPrintable(rules.text));
    QVERIFY(!QFile::exists(at("no")));
}

ASSAY_TEST(TestArchiveCli)
#include "tst_archive_cli.moc"
