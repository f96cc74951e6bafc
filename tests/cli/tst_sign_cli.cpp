// SPDX-License-Identifier: GPL-3.0-or-later
// Answers, signatures and their verification as users run them.
#include "core/base/atomic_file.h"
#include "tests/support/signals.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;

namespace
{

struct Ran {
    int exit = -1;
    QString out;
    QString err;
};

Ran run(const QString& program, const QStringList& arguments, const QString& folder)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_CONFIG_HOME", folder + "/config");
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    process.waitForFinished(60000);
    return { process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 1000,
        QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(process.readAllStandardError()) };
}

bool put(const QString& file, const QByteArray& bytes)
{
    QFile out(file);
    return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size();
}

QByteArray bytesOf(const QString& file)
{
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

} // namespace

class TestSignCli : public QObject
{
    Q_OBJECT

private:
    Ran assay(const QStringList& arguments) const
    {
        return run(QStringLiteral(ASSAY_BINARY_DIR "/assay"), arguments, m_dir.path());
    }

    QString at(const QString& name) const { return m_dir.filePath(name); }

    QJsonObject verification(const QStringList& more = {}) const
    {
        return QJsonDocument::fromJson(
            assay(QStringList { "verify", "report.json", "--json", "-", "-q" } + more).out.toUtf8())
            .object();
    }

    QTemporaryDir m_dir;

private Q_SLOTS:
    void initTestCase();
    void answersChangeTheVerdict();
    void theVerdictDecidesWhatCanBeSigned();
    void signaturesVerify();
    void stockMinisignAgrees();
    void changesAreNamed();
    void soundAndMetadataAreToldApart();
    void keysAreRevoked();
};

// A file that breaks one rule of a small profile, judged.
void TestSignCli::initTestCase()
{
    QVERIFY(QDir().mkpath(at("media")));
    const test::Samples noise = test::noise(0.25, 3.0, 48000, 1);
    test::writeWave(at("media/mix.wav").toStdString(), { noise, noise });
    QVERIFY(put(at("house.toml"),
        "schema = 1\nid = \"house\"\ntitle = \"House\"\nversion = \"1\"\n\n[[rule]]\nid = \"rate\"\nmeasure = "
        "\"format.sample_rate\"\nequals = 44100\nseverity = \"issue\"\n\n[[rule]]\nid = \"loud\"\nmeasure = "
        "\"loudness.integrated\"\nmax = -40.0\nseverity = \"blocker\"\n\n[[manual]]\nid = \"sync\"\n\n[[sign_off]]\nid "
        "= "
        "\"operator\"\n\n[[sign_off]]\nid = \"manager\"\n"));
    QVERIFY(put(at("secret"), "open sesame\n"));
    const Ran made = assay({ "check", "-q", "-p", "house.toml", "--json", "report.json", "media" });
    QVERIFY2(made.exit == 1, qPrintable(made.err));
    const Ran key
        = assay({ "keys", "new", "--person", "Ada", "--organisation", "Sound House", "--passphrase-file", "secret" });
    QVERIFY2(key.exit == 0, qPrintable(key.err));
    QVERIFY(key.out.contains(" RW"));
    QVERIFY(!bytesOf(at("report.json")).contains("sesame"));
}

void TestSignCli::answersChangeTheVerdict()
{
    const QStringList who { "--person", "Ada", "--why", "an old tape" };
    QCOMPARE(assay(QStringList { "answer", "report.json", "--rule", "nothing", "--as", "intent" } + who).exit, 2);
    QCOMPARE(assay({ "answer", "report.json", "--rule", "rate", "--as", "intent" }).exit, 2); // who, and why?
    QCOMPARE(
        assay(QStringList { "answer", "report.json", "--rule", "rate", "--rule", "loud", "--as", "intent" } + who).exit,
        3);
    QVERIFY(assay({ "answer", "report.json" }).out.contains("check    sync: open"));
    const Ran last = assay(QStringList { "answer", "report.json", "--check", "sync", "--as", "pass" } + who);
    QVERIFY2(last.exit == 0, qPrintable(last.err));
    QVERIFY(last.err.contains("the verdict is pass"));
    // A redelivery of the same sound, with other metadata, brings its answers along.
    const Ran again
        = assay({ "check", "-q", "-p", "house.toml", "--answers", "report.json", "--json", "again.json", "media" });
    QVERIFY2(again.exit == 0, qPrintable(again.err + again.out));
    // Judging by another profile leaves them aside.
    QCOMPARE(assay({ "judge", "-q", "report.json", "-p", "ebu-r128", "--json", "other.json" }).exit, 1);
}

void TestSignCli::theVerdictDecidesWhatCanBeSigned()
{
    const auto sign = [this](const char* decision, const QStringList& more = {}) {
        return assay(QStringList { "sign", "report.json", "--key", "Ada", "--decision", decision, "--passphrase-file",
                         "secret", "--json", "signed.json" }
            + more);
    };
    QVERIFY(sign("approved").err.contains("approved-with-waivers"));
    QCOMPARE(sign("approved").exit, 2);
    QCOMPARE(sign("approved-with-waivers", { "--step", "manager" }).exit, 2);
    QCOMPARE(assay({ "sign", "report.json", "--key", "Nobody", "--decision", "rejected" }).exit, 2);
    QVERIFY(put(at("wrong"), "open sesam\n"));
    const Ran wrong
        = assay({ "sign", "report.json", "--key", "Ada", "--decision", "rejected", "--passphrase-file", "wrong" });
    QCOMPARE(wrong.exit, 2);
    QVERIFY(wrong.err.contains("wrong passphrase"));
    QVERIFY(!QFile::exists(at("signed.json")));
}

void TestSignCli::signaturesVerify()
{
    QCOMPARE(assay({ "verify", "report.json" }).exit, 3); // nobody signed yet
    const QStringList sign { "sign", "report.json", "--key", "Ada", "--decision", "approved-with-waivers",
        "--passphrase-file", "secret" };
    const Ran operators = assay(sign);
    QVERIFY2(operators.exit == 0, qPrintable(operators.err));
    const Ran first = assay({ "verify", "report.json" });
    QCOMPARE(first.exit, 3); // the manager's is open
    QVERIFY(first.out.contains("still open: Manager"));
    QCOMPARE(assay(sign).exit, 0);
    const Ran both = assay({ "verify", "report.json", "media" });
    QVERIFY2(both.exit == 0, qPrintable(both.out + both.err));
    QVERIFY(both.out.contains("mix.wav: same file"));
    QVERIFY(both.out.contains("approved-with-waivers by Ada, Sound House (manager)"));
    QCOMPARE(assay(sign).exit, 2); // all steps are signed
    QCOMPARE(verification()["signatures"].toArray().size(), 2);
}

void TestSignCli::stockMinisignAgrees()
{
    if (QStandardPaths::findExecutable("minisign").isEmpty())
        QSKIP("minisign is not installed");
    QCOMPARE(assay({ "keys", "export", "Ada", "-o", "ada.pub" }).exit, 0);
    for (const char* signature : { "report.signed.json.1.minisig", "report.signed.json.2.minisig" }) {
        const Ran ran
            = run("minisign", { "-V", "-m", "report.signed.json", "-x", signature, "-p", "ada.pub" }, m_dir.path());
        QVERIFY2(ran.exit == 0, qPrintable(ran.out + ran.err));
        QVERIFY(ran.out.contains(R"("organisation":"Sound House")"));
    }
}

void TestSignCli::changesAreNamed()
{
    const QByteArray report = bytesOf(at("report.json"));
    const auto with = [&](const char* before, const char* after) {
        QByteArray changed = report;
        changed.replace(before, after);
        const bool done = changed != report && put(at("changed.json"), changed);
        return done ? assay({ "verify", "changed.json" }) : Ran {};
    };
    const Ran answer = with("an old tape", "a new tape");
    QCOMPARE(answer.exit, 1);
    QVERIFY2(answer.out.contains("changed: an answer or verdict\n"), qPrintable(answer.out));
    QVERIFY(with("-40.0 LUFS", "-4.0 LUFS").out.contains("changed: a rule or finding"));
    QVERIFY(with("\"essence_md5\": \"", "\"essence_md5\": \"0").out.contains("changed: a hash of the sound\n"));
}

void TestSignCli::soundAndMetadataAreToldApart()
{
    const QByteArray wave = bytesOf(at("media/mix.wav"));
    QVERIFY(QDir().mkpath(at("edited")));
    QByteArray tagged = wave + QByteArray("note\x04\0\0\0text", 12);
    const auto size = static_cast<quint32>(tagged.size() - 8);
    for (int i = 0; i < 4; ++i)
        tagged[4 + i] = static_cast<char>((size >> (8 * i)) & 0xFF);
    QVERIFY(put(at("edited/mix.wav"), tagged));
    const Ran edited = assay({ "verify", "report.json", "edited" });
    QVERIFY2(edited.exit == 0, qPrintable(edited.out));
    QVERIFY(edited.out.contains("same sound; the file around it was edited"));
    QByteArray broken = wave;
    broken[wave.size() / 2] = static_cast<char>(broken[wave.size() / 2] ^ 1); // one bit
    QVERIFY(put(at("edited/mix.wav"), broken));
    const Ran changed = assay({ "verify", "report.json", "edited" });
    QCOMPARE(changed.exit, 1);
    QVERIFY(changed.out.contains("THE SOUND CHANGED"));
    QVERIFY(QFile::remove(at("edited/mix.wav")));
    QVERIFY(put(at("edited/other.wav"), tagged));
    QVERIFY(assay({ "verify", "report.json", "edited" }).out.contains("mix.wav: MISSING"));
}

void TestSignCli::keysAreRevoked()
{
    QVERIFY(QDir().mkpath(at("elsewhere")));
    const Ran stranger
        = run(QStringLiteral(ASSAY_BINARY_DIR "/assay"), { "verify", at("report.json") }, at("elsewhere"));
    QCOMPARE(stranger.exit, 3);
    QVERIFY(stranger.out.contains("your keyring does not know"));
    QCOMPARE(assay({ "keys", "export", "Ada", "-o", "ada.pub" }).exit, 0);
    QCOMPARE(run(QStringLiteral(ASSAY_BINARY_DIR "/assay"), { "verify", at("report.json"), "--trust", at("ada.pub") },
                 at("elsewhere"))
                 .exit,
        0);
    QTest::qWait(1100); // signatures and revocations count in seconds
    QCOMPARE(assay({ "keys", "revoke", "Ada", "--reason", "lost" }).exit, 0);
    QVERIFY(assay({ "keys", "list" }).out.contains("[revoked "));
    const Ran revoked = assay({ "verify", "report.json" });
    QCOMPARE(revoked.exit, 3); // it was signed before
    QVERIFY(revoked.out.contains("REVOKED"));
    QCOMPARE(
        assay({ "sign", "report.json", "--key", "Ada", "--decision", "rejected", "--passphrase-file", "secret" }).exit,
        2);
}

ASSAY_TEST(TestSignCli)
#include "tst_sign_cli.moc"
