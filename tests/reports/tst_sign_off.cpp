// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "reports/keyring.h"
#include "reports/minisign.h"
#include "reports/report_json.h"
#include "reports/report_schema.h"
#include "reports/sign_off_rules.h"
#include "reports/verification.h"
#include "tests/support/sample_reports.h"
#include "tests/support/test_class.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <functional>
#include <nlohmann/json.hpp>

using namespace assay;

namespace
{

constexpr PassphraseCost cheapPassphrase { 1U << 15U, 1U << 24U }; // libsodium's least: a test need not wait

SignOff approval(const char* person = "Ada Lovelace")
{
    return { Decision::approvedWithWaivers, person, "Analytical Sound", "operator", "heard it all",
        "2026-11-22T15:00:00Z" };
}

std::string signedSmallReport(const SecretKey& key)
{
    const auto text = withSignature(toJson(test::smallReport()), approval(), key);
    return text ? *text : describe(text.error());
}

std::string changed(const std::string& report, const std::function<void(nlohmann::ordered_json&)>& change)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::parse(report);
    change(json);
    return json.dump();
}

CheckedSignature onlySignature(const std::string& report)
{
    const auto checked = checkSignatures(report);
    return checked && checked->size() == 1 ? checked->front() : CheckedSignature {};
}

bool write(const QString& file, const std::string& text)
{
    return writeFileAtomically(file.toStdString(), text).has_value();
}

struct Ran {
    int exit = -1;
    QString out;
};

Ran minisign(const QStringList& arguments, const QByteArray& typed = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("minisign"), arguments);
    process.write(typed);
    process.closeWriteChannel();
    process.waitForFinished(60000);
    return { process.exitCode(), QString::fromUtf8(process.readAll()) };
}

bool hasMinisign()
{
    return !QStandardPaths::findExecutable(QStringLiteral("minisign")).isEmpty();
}

} // namespace

class TestSignOff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSignatureHoldsAndTheReportStaysValid()
    {
        const SecretKey key = newSecretKey();
        const std::string text = signedSmallReport(key);
        const auto valid = validateReport(text);
        QVERIFY2(valid, valid ? "" : describe(valid.error()).c_str());
        const CheckedSignature signature = onlySignature(text);
        QCOMPARE(signature.state, CheckedSignature::State::holds);
        QCOMPARE(signature.keyId, keyIdOf(key.publicKey.id));
        QCOMPARE(signature.record.says.person, std::string("Ada Lovelace"));
        QVERIFY(signature.changed.empty());
    }

    void signaturesSurviveReadingAndWriting()
    {
        const std::string text = signedSmallReport(newSecretKey());
        const auto report = reportFromJson(text, "r.json");
        QVERIFY(report);
        QCOMPARE(report->signatures.size(), std::size_t { 1 });
        QCOMPARE(onlySignature(toJson(*report)).state, CheckedSignature::State::holds);
        QCOMPARE(*signedText(text), *signedText(toJson(test::smallReport())));
    }

    void severalSignTheSame()
    {
        const SecretKey first = newSecretKey();
        const SecretKey second = newSecretKey();
        const auto text = withSignature(signedSmallReport(first), approval("Grace Hopper"), second);
        QVERIFY(text);
        const auto checked = checkSignatures(*text);
        QVERIFY(checked);
        QCOMPARE(checked->size(), std::size_t { 2 });
        for (const CheckedSignature& each : *checked)
            QCOMPARE(each.state, CheckedSignature::State::holds);
    }

    void everyChangeIsNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("part");
        const std::string text = signedSmallReport(newSecretKey());
        using J = nlohmann::ordered_json;
        const auto row = [&](const char* name, ReportPart part, const std::function<void(J&)>& change) {
            QTest::newRow(name) << QByteArray::fromStdString(changed(text, change))
                                << QString::fromUtf8(nameOf(part).data());
        };
        row("sound", ReportPart::sound, [](J& j) { j["assets"][0]["essence_md5"] = "00"; });
        row("file", ReportPart::files, [](J& j) { j["assets"][0]["hashes"]["sha256"] = "00"; });
        row("name", ReportPart::files, [](J& j) { j["assets"][0]["metadata"]["bext"]["description"] = "x"; });
        row("profile", ReportPart::profile, [](J& j) { j["profile"]["sha256"] = "00"; });
        row("rule", ReportPart::findings, [](J& j) { j["programmes"][0]["findings"][0]["limit"] = "any"; });
        row("severity", ReportPart::findings, [](J& j) { j["programmes"][0]["findings"][0]["severity"] = "fyi"; });
        row("answer", ReportPart::answers, [](J& j) { j["programmes"][0]["findings"][0]["answer"] = "intent"; });
        row("verdict", ReportPart::answers, [](J& j) { j["verdict"] = "pass"; });
        row("history", ReportPart::answers, [](J& j) {
            j["answers"].push_back({ { "event", "given" }, { "rule", "x" }, { "answer", "intent" }, { "person", "M" },
                { "at", "" }, { "why", "" } });
        });
        row("measure", ReportPart::measures, [](J& j) { j["programmes"][0]["measures"]["peak.true"]["value"] = -3.0; });
        row("last digit", ReportPart::measures,
            [](J& j) { j["programmes"][0]["measures"]["peak.true"]["value"] = -0.4000000000000001; });
        row("series", ReportPart::measures, [](J& j) { j["programmes"][0]["series"]["momentary"][3] = -23.2; });
        row("created", ReportPart::measures, [](J& j) { j["created"] = "2020-01-01T00:00:00Z"; });
        row("a key of others", ReportPart::measures, [](J& j) { j["x-note"] = 1; });
    }
    void everyChangeIsNamed()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, part);
        const CheckedSignature signature = onlySignature(text.toStdString());
        QCOMPARE(signature.state, CheckedSignature::State::reportChanged);
        QCOMPARE(signature.changed.size(), std::size_t { 1 });
        QCOMPARE(QString::fromUtf8(nameOf(signature.changed.front()).data()), part);
    }

    void theLookOfTheFileDoesNotMatter()
    {
        const std::string text = changed(signedSmallReport(newSecretKey()), [](nlohmann::ordered_json&) {});
        QCOMPARE(onlySignature(text).state, CheckedSignature::State::holds);
    }

    void swappedAndForgedSignaturesAreTold()
    {
        const SecretKey key = newSecretKey();
        const std::string mine = signedSmallReport(key);
        const auto other = withSignature(toJson(test::sampleDelivery()), approval(), key);
        const auto otherSignatures = nlohmann::ordered_json::parse(*other)["signatures"];
        const auto with = [&](const std::function<void(nlohmann::ordered_json&)>& change) {
            return onlySignature(changed(mine, change)).state;
        };
        using J = nlohmann::ordered_json;
        using State = CheckedSignature::State;
        QCOMPARE(with([&](J& j) { j["signatures"] = otherSignatures; }), State::otherReport);
        QCOMPARE(with([&](J& j) { j["signatures"][0]["signature"] = otherSignatures[0]["signature"]; }),
            State::wordsChanged);
        for (const char* word : { "person", "at", "step", "comment", "organisation" })
            QCOMPARE(with([&](J& j) { j["signatures"][0]["statement"][word] = "Mallory"; }), State::wordsChanged);
        QCOMPARE(with([](J& j) { j["signatures"][0]["statement"]["decision"] = "rejected"; }), State::wordsChanged);
        QCOMPARE(with([](J& j) { j["signatures"][0]["public_key"] = publicKeyText(newSecretKey().publicKey); }),
            State::broken);
        QCOMPARE(with([](J& j) { j["signatures"][0]["signature"] = "nothing"; }), State::broken);
        QCOMPARE(with([](J& j) {
            std::string text = j["signatures"][0]["signature"];
            text.replace(text.find("approved-with-waivers"), 21, "approved-with-WAIVERS");
            j["signatures"][0]["signature"] = text;
        }),
            State::broken);
    }

    void stockMinisignVerifies()
    {
        if (!hasMinisign())
            QSKIP("minisign is not installed");
        const QTemporaryDir folder;
        const SecretKey key = newSecretKey();
        const std::string text = signedSmallReport(key);
        const QString file = folder.filePath("report.signed.json");
        QVERIFY(write(file, *signedText(text)));
        QVERIFY(write(file + ".minisig", onlySignature(text).record.signature));
        QVERIFY(write(folder.filePath("ada.pub"), publicKeyFile(key.publicKey, "Ada")));
        const Ran good = minisign({ "-V", "-m", file, "-p", folder.filePath("ada.pub") });
        QVERIFY2(good.exit == 0, qPrintable(good.out));
        QVERIFY(good.out.contains("Signature and comment signature verified"));
        QVERIFY(good.out.contains(R"("person":"Ada Lovelace")"));
        QCOMPARE(minisign({ "-V", "-m", file, "-P", QString::fromStdString(publicKeyText(key.publicKey)) }).exit, 0);
        std::string broken = *signedText(text);
        broken[broken.size() / 2] = static_cast<char>(broken[broken.size() / 2] ^ 1);
        QVERIFY(write(file, broken));
        QVERIFY(minisign({ "-V", "-m", file, "-p", folder.filePath("ada.pub") }).exit != 0);
    }

    void stockMinisignSignsWithOurKey()
    {
        if (!hasMinisign())
            QSKIP("minisign is not installed");
        const QTemporaryDir folder;
        const SecretKey key = newSecretKey();
        QVERIFY(write(folder.filePath("ada.key"), *secretKeyFile(key, "Ada", "open sesame", cheapPassphrase)));
        QVERIFY(write(folder.filePath("message"), "hello"));
        const Ran ran
            = minisign({ "-S", "-s", folder.filePath("ada.key"), "-m", folder.filePath("message") }, "open sesame\n");
        QVERIFY2(ran.exit == 0, qPrintable(ran.out));
        const auto signature = readSignature(*readWholeFile(folder.filePath("message.minisig").toStdString()));
        QVERIFY(signature);
        QVERIFY(isSignedMessage(*signature, key.publicKey, "hello"));
        QVERIFY(isSignedComment(*signature, key.publicKey));
    }

    void keysAreReadWithTheirPassphraseAlone()
    {
        const SecretKey key = newSecretKey();
        const auto file = secretKeyFile(key, "of a test", "open sesame", cheapPassphrase);
        QVERIFY(file);
        QVERIFY(isSecretKeyFile(*file));
        const auto again = readSecretKey(*file, "open sesame");
        QVERIFY2(again, again ? "" : describe(again.error()).c_str());
        QCOMPARE(again->publicKey, key.publicKey);
        QVERIFY(again->key == key.key);
        const auto wrong = readSecretKey(*file, "open sesam");
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().message, std::string("wrong passphrase"));
        QVERIFY(!readSecretKey(publicKeyFile(key.publicKey, "x"), "open sesame"));
        QCOMPARE(*readPublicKey(publicKeyFile(key.publicKey, "x")), key.publicKey);
        QCOMPARE(*readPublicKey(publicKeyText(key.publicKey)), key.publicKey);
        QVERIFY(!readPublicKey("RWQ"));
        QVERIFY(!readPublicKey(""));
    }

    void keyringRemembers()
    {
        const QTemporaryDir dir;
        const std::filesystem::path folder = std::filesystem::path(dir.path().toStdString()) / "keys";
        const SecretKey secret = newSecretKey();
        const KeyEntry ada { secret.publicKey, "Ada", "Analytical Sound", "2026-01-01T00:00:00Z" };
        auto keyring = Keyring::load(folder);
        QVERIFY(keyring && keyring->entries().empty());
        QVERIFY(keyring->addOwn(ada, "secret"));
        QVERIFY(!keyring->add(ada));
        const auto mode = std::filesystem::status(keyring->secretFileOf(ada)).permissions();
        QCOMPARE(static_cast<int>(mode), 0600);
        auto again = Keyring::load(folder);
        QVERIFY(again);
        QCOMPARE(again->find("Ada")->id(), ada.id());
        QVERIFY(!again->find("Grace"));
        QVERIFY(again->hasSecret(ada));
        QVERIFY(again->revoke(ada.id(), { "2026-06-01T00:00:00Z", "lost" }));
        QVERIFY(!again->revoke(ada.id(), { "2026-07-01T00:00:00Z", "again" }));
        QCOMPARE(Keyring::load(folder)->find(secret.publicKey)->revoked->reason, std::string("lost"));
    }

    void trustIsAMatterOfTheKeyring()
    {
        const SecretKey secret = newSecretKey();
        const CheckedSignature signature = onlySignature(signedSmallReport(secret)); // says 2026-11-22
        Keyring keyring;
        QCOMPARE(verified(signature, keyring).trust, KeyTrust::unknown);
        keyring.trust({ secret.publicKey, "Ada" });
        QCOMPARE(verified(signature, keyring).trust, KeyTrust::known);
        Keyring later;
        later.trust({ secret.publicKey, "Ada", {}, {}, Revocation { "2026-12-01T00:00:00Z", "lost" } });
        QCOMPARE(verified(signature, later).trust, KeyTrust::revokedLater);
        Keyring before;
        before.trust({ secret.publicKey, "Ada", {}, {}, Revocation { "2026-11-01T00:00:00Z", "lost" } });
        QCOMPARE(verified(signature, before).trust, KeyTrust::revoked);
    }

    void filesAreKnownAgain()
    {
        Report report;
        const auto asset = [](const char* path, const char* hash, std::optional<std::string> essence) {
            return AssetRecord { path, 1, { { "sha256", hash } }, std::move(essence) };
        };
        report.assets = { asset("a.wav", "1", "e1"), asset("b.wav", "2", "e2"), asset("c.wav", "3", "e3"),
            asset("d.mov", "4", std::nullopt), asset("e.wav", "5", "e5"), asset("x/f.wav", "6", "e6") };
        const std::vector<AssetRecord> now { asset("a.wav", "1", "e1"), asset("b.wav", "2b", "e2"),
            asset("c.wav", "3c", "e3c"), asset("d.mov", "4d", std::nullopt), asset("f.wav", "6f", "e6"),
            asset("renamed.wav", "5", "e5"), asset("new.wav", "7", "e7") };
        QStringList found;
        for (const CheckedFile& file : checkFiles(report.assets, now))
            found
                += QString::fromStdString(file.path + ' ' + std::string(nameOf(file.state)) + ' ' + file.now).trimmed();
        QCOMPARE(found,
            QStringList({ "a.wav same", "b.wav sound-same", "c.wav sound-changed", "d.mov changed",
                "e.wav same renamed.wav", "x/f.wav sound-same", "new.wav added" }));
    }

    void decisionsMustFitTheVerdict()
    {
        Report report = test::smallReport();
        const auto why = [&](Decision decision, const char* step = "") {
            const auto result = allowedSignOff(report, { decision, "Ada", {}, step });
            return result ? QString::fromStdString("ok " + result->step)
                          : QString::fromStdString(result.error().message);
        };
        QVERIFY(why(Decision::approved).contains("the verdict is fail"));
        QCOMPARE(why(Decision::rejected), QString("ok "));
        report.verdict = Verdict::pass;
        QCOMPARE(why(Decision::approved), QString("ok "));
        QVERIFY(why(Decision::approvedWithWaivers).contains("no waivers"));
        report.programmes[0].findings[0].answer = "intent";
        QVERIFY(why(Decision::approved).contains("there are waivers"));
        report.signOffSteps = { { "operator", "QC operator" }, { "manager", "Project manager" } };
        QCOMPARE(why(Decision::approvedWithWaivers), QString("ok operator"));
        QVERIFY(why(Decision::approvedWithWaivers, "manager").contains("comes after \"operator\""));
        QVERIFY(why(Decision::approvedWithWaivers, "boss").contains("no step \"boss\""));
        SignatureRecord first;
        first.says = { Decision::approvedWithWaivers, "Ada", {}, "operator" };
        report.signatures.push_back(first);
        QCOMPARE(why(Decision::approvedWithWaivers), QString("ok manager"));
        report.profile.reset();
        report.verdict.reset();
        QVERIFY(why(Decision::rejected).contains("nothing was judged"));
    }
};

ASSAY_TEST(TestSignOff)
#include "tst_sign_off.moc"
