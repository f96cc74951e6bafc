// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "reports/archive.h"
#include "reports/minisign.h"
#include "reports/report_json.h"
#include "specs/sha256.h"
#include "tests/support/sample_reports.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace assay;

namespace
{

const HashListFacts facts { "Nightfall", "2026-11-22T14:05:00Z", "mixroom", "0.1.0" };

HashHistory history(std::string_view md5 = "900150983cd24fb0d6963f7d28e17f72")
{
    return withGeneration(
        {}, { { "a & b.wav", 3, { { "md5", std::string(md5) }, { "xxh64", "44bc2cf5ad770999" } } } }, facts)
        .value_or(HashHistory {});
}

ArchiveInput input()
{
    const Report report = test::smallReport();
    ArchiveInput made;
    made.reportText = withSignature(
        toJson(report), { Decision::rejected, "Ada", {}, {}, {}, "2026-11-22T15:00:00Z" }, newSecretKey())
                          .value_or("");
    made.pdf = "%PDF";
    made.html = "<html/>";
    made.profiles = { { { "base.toml", "id = 1\n" }, { "house.toml", "id = 2\n" } } };
    made.history = history();
    return made;
}

QStringList notSame(const Bundle& bundle)
{
    QStringList names;
    for (const CheckedPart& part : checkParts(bundle)) {
        if (part.state != CheckedPart::State::same)
            names += QString::fromStdString(part.name + ' ' + std::string(nameOf(part.state)));
    }
    return names;
}

std::string& bytesIn(Bundle& bundle, std::string_view name)
{
    return std::ranges::find(bundle, name, &BundlePart::name)->bytes;
}

int count(const std::string& text, const char* part)
{
    return static_cast<int>(QString::fromStdString(text).count(QString::fromUtf8(part)));
}

} // namespace

class TestArchive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void c4IsThatOfTheStandard() // ids that its own documents give
    {
        QCOMPARE(c4Of(""),
            std::string("c459dsjfscH38cYeXXYogktxf4Cd9ibshE3BHUo6a58hBXmRQdZrAkZzsWcbWtDg5oQstpDuni4Hirj75GEmTc1sFT"));
        QCOMPARE(c4Of("alfa"),
            std::string("c43zYcLni5LF9rR4Lg4B8h3Jp8SBwjcnyyeh4bc6gTPHndKuKdjUWx1kJPYhZxYt3zV6tQXpDs2shPsPYjgG81wZM1"));
    }

    void hashListsFollowTheirFormat()
    {
        const HashHistory made = history();
        QCOMPARE(made.lists.size(), std::size_t { 1 });
        QCOMPARE(made.lists[0].fileName, std::string("0001_Nightfall_2026-11-22_140500Z.mhl"));
        const std::string& xml = made.lists[0].xml;
        QVERIFY(xml.find(R"(<hashlist version="2.0" xmlns="urn:ASC:MHL:v2.0">)") != std::string::npos);
        QVERIFY(xml.find(R"(<path size="3">a &amp; b.wav</path>)") != std::string::npos);
        QVERIFY(xml.find(R"(<xxh64 action="original" hashdate="2026-11-22T14:05:00Z">44bc2cf5ad770999</xxh64>)")
            != std::string::npos);
        QVERIFY(made.chain.find("<c4>" + c4Of(xml) + "</c4>") != std::string::npos);
        QCOMPARE(problemsOf(made), std::vector<std::string> {});
        QCOMPARE((*filesOf(made))[0].path, std::string("a & b.wav"));
    }

    void generationsFollowEachOther()
    {
        const HashedFile same { "a & b.wav", 3, { { "md5", "900150983cd24fb0d6963f7d28e17f72" } } };
        const HashedFile other { "a & b.wav", 3, { { "md5", "00" } } };
        const HashedFile fresh { "c.wav", 1, { { "md5", "11" } } };
        const auto second = withGeneration(history(), { same, fresh }, facts);
        QVERIFY(second);
        QCOMPARE(count(second->lists[1].xml, "action=\"verified\""), 1);
        QCOMPARE(count(second->lists[1].xml, "action=\"original\""), 1);
        const auto third = withGeneration(*second, { other, fresh }, facts);
        QVERIFY(third);
        QCOMPARE(third->lists[2].generation, 3);
        QCOMPARE(count(third->lists[2].xml, "action=\"failed\""), 1);
        QCOMPARE(problemsOf(*third), std::vector<std::string> {});
        QCOMPARE(count(third->chain, "<hashlist "), 3);
    }

    void brokenHistoriesAreTold()
    {
        HashHistory broken = history();
        broken.lists[0].xml += ' ';
        QVERIFY(problemsOf(broken).front().find("not what the chain says") != std::string::npos);
        QVERIFY(!withGeneration(broken, {}, facts));
        broken.lists.clear();
        QVERIFY(problemsOf(broken).front().find("missing") != std::string::npos);
        broken = history();
        broken.chain.clear();
        QVERIFY(problemsOf(broken).front().find("ascmhl_chain.xml") != std::string::npos);
    }

    void archivesComeBackWhole_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("folder") << "kept";
        QTest::newRow("zip") << "kept.zip";
    }
    void archivesComeBackWhole()
    {
        QFETCH(const QString, name);
        const QTemporaryDir dir;
        const std::filesystem::path to = dir.filePath(name).toStdString();
        const auto made = archiveOf(input());
        QVERIFY(made);
        const auto written = writeBundle(*made, to, facts.created);
        QVERIFY2(written, written ? "" : describe(written.error()).c_str());
        QCOMPARE(std::distance(std::filesystem::directory_iterator(to.parent_path()), {}), 1); // nothing is left over
        const auto again = readBundle(to);
        QVERIFY2(again, again ? "" : describe(again.error()).c_str());
        QCOMPARE(again->size(), made->size());
        QCOMPARE(notSame(*again), QStringList());
        QCOMPARE(hashOfProfiles(profilesIn(*again)), sha256Hex("id = 1\nid = 2\n"));
        QCOMPARE(problemsOf(historyIn(*again)), std::vector<std::string> {});
        const auto twice = writeBundle(*made, to, facts.created);
        QVERIFY(!twice);
        QVERIFY(twice.error().message.find("already") != std::string::npos);
    }

    void zipsAreDeterministic()
    {
        const QTemporaryDir dir;
        const auto made = archiveOf(input());
        for (const char* name : { "a.zip", "b.zip" })
            QVERIFY(writeBundle(*made, dir.filePath(name).toStdString(), facts.created));
        QCOMPARE(
            *readWholeFile(dir.filePath("a.zip").toStdString()), *readWholeFile(dir.filePath("b.zip").toStdString()));
    }

    void everyChangeIsNamed()
    {
        const Bundle whole = archiveOf(input()).value_or(Bundle {});
        for (const BundlePart& part : whole) {
            if (part.name == "archive.json")
                continue;
            Bundle changed = whole;
            bytesIn(changed, part.name) += ' ';
            QVERIFY2(notSame(changed).contains(QString::fromStdString(part.name + " changed")), part.name.c_str());
            std::erase_if(changed, [&](const BundlePart& other) { return other.name == part.name; });
            QVERIFY2(notSame(changed).contains(QString::fromStdString(part.name + " missing")), part.name.c_str());
        }
        Bundle more = whole;
        more.push_back({ "extra.txt", "x" });
        QCOMPARE(notSame(more), QStringList { "extra.txt added" });
        Bundle without = whole;
        without.pop_back();
        QCOMPARE(notSame(without), QStringList { "archive.json missing" });
    }

    // Nobody signed the list: who changes a part can change its line there.
    void aListThatWasMadeToFitDoesNotHelp()
    {
        Bundle bundle = archiveOf(input()).value_or(Bundle {});
        const Bundle other = archiveOf(input()).value_or(Bundle {}); // by another key
        const std::string before = sha256Hex(bytesIn(bundle, "signatures/1.minisig"));
        bytesIn(bundle, "signatures/1.minisig") = partNamed(other, "signatures/1.minisig")->bytes;
        std::string& list = bytesIn(bundle, "archive.json");
        list.replace(list.find(before), before.size(), sha256Hex(bytesIn(bundle, "signatures/1.minisig")));
        QCOMPARE(notSame(bundle), QStringList { "signatures/1.minisig changed" });
    }

    void hashListsMustSayWhatTheReportSays()
    {
        ArchiveInput made = input();
        Report report = test::smallReport();
        report.assets[0].path = "a & b.wav";
        report.assets[0].hashes = { { "md5", "00" } };
        const Bundle bundle = archiveOf(made).value_or(Bundle {});
        QCOMPARE(hashListProblems(bundle, report),
            std::vector<std::string> { "a & b.wav: its md5 is not the one in the report" });
        report.assets[0].hashes = { { "md5", "900150983cd24fb0d6963f7d28e17f72" } };
        QCOMPARE(hashListProblems(bundle, report), std::vector<std::string> {});
    }

    void brokenZipsAreRefused()
    {
        const QTemporaryDir dir;
        const std::filesystem::path file = dir.filePath("x.zip").toStdString();
        const auto made = archiveOf(input());
        QVERIFY(writeBundle(*made, file, facts.created));
        const std::string bytes = *readWholeFile(file);
        for (std::size_t length = 0; length < bytes.size(); length += bytes.size() / 17 + 1) {
            QVERIFY(writeFileAtomically(file, bytes.substr(0, length)));
            QVERIFY(!readBundle(file));
        }
        for (std::size_t at = 0; at < bytes.size(); at += bytes.size() / 40 + 1) {
            std::string broken = bytes;
            broken[at] = static_cast<char>(broken[at] ^ 0x40);
            QVERIFY(writeFileAtomically(file, broken));
            const auto read = readBundle(file); // no crash; what is read says that it is another
            QVERIFY(!read || !notSame(*read).isEmpty() || *partNamed(*read, reportPart)->bytes.data() == '{');
        }
    }
};

ASSAY_TEST(TestArchive)
#include "tst_archive.moc"
