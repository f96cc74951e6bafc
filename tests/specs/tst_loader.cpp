// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "specs/library.h"
#include "specs/spelling.h"
#include "tests/specs/specs_fixture.h"

using namespace assay;
using namespace assay::test;

namespace
{

constexpr const char* oneRule
    = "schema = 1\nid = \"test\"\nversion = \"1\"\n[[rule]]\nid = \"r\"\n"; // rule's keys: line 6 on

std::string all(const std::vector<Error>& errors)
{
    std::string text;
    for (const Error& error : errors)
        text += describe(error) + "\n";
    return text;
}

} // namespace

class TstLoader : public QObject
{
    Q_OBJECT

private slots:
    void builtInProfilesAreRight();
    void readsEveryPart();
    void reportsWhereAndWhat_data();
    void reportsWhereAndWhat();
    void reportsSeveralAtOnce();
};

void TstLoader::builtInProfilesAreRight()
{
    const ProfileLibrary library = ProfileLibrary::load({}, handCatalogue());
    QVERIFY2(library.problems().empty(), all(library.problems()).c_str());
    std::vector<std::string> ids;
    for (const Profile& profile : library.profiles()) {
        ids.push_back(profile.id);
        QVERIFY(!profile.title.empty() && !profile.url.empty() && !profile.authority.empty());
        QCOMPARE(profile.origin, std::string("built-in"));
        QCOMPARE(profile.sha256.size(), std::size_t { 64 });
        const auto source = library.sourceOf(profile.id);
        QVERIFY(source && sha256Hex(*source) == profile.sha256);
        for (const Rule& rule : profile.rules)
            QVERIFY2(!rule.clause.empty() && !rule.title.empty(), rule.id.c_str());
    }
    QCOMPARE(ids, (std::vector<std::string> { "ebu-r128", "music-stereo", "netflix-nearfield", "theatrical-51" }));
}

void TstLoader::readsEveryPart()
{
    const Profile profile = profileOf(R"(
title = "T"
status = "third-party"
roles = ["mix", "stem"]
[[rule]]
id = "range-of-peaks"
measure = "peak.true"
max = { measure = "loudness.integrated", plus = 18.5 }
window = { first = 30.0 }
severity = "blocker"
provenance = "issuer"
when = { role = "mix", layout = ["5.1", "2.0"], measure = "format.channels", min = 2 }
[[rule]]
id = "either"
any_of = [ { measure = "loudness.range", target = 10, tolerance = { below = 1, above = 2 } },
           { measure = "signal.clipping", count_max = 3, window = "programme", when = { role = "stem" } } ]
[[manual]]
id = "sync"
)");
    QCOMPARE(profile.rules.size(), std::size_t { 2 });
    const Rule& first = profile.rules[0];
    QCOMPARE(first.title, std::string("Range of peaks"));
    QVERIFY(first.severity == Severity::blocker && first.provenance == Provenance::issuer);
    const auto& between = std::get<Between>(first.tests.front().predicate);
    QCOMPARE(between.max->relativeTo, std::string("loudness.integrated"));
    QCOMPARE(between.max->value, 18.5);
    QVERIFY(first.tests.front().window.kind == Window::Kind::first && first.tests.front().window.seconds == 30.0);
    QCOMPARE(first.when->roles, std::vector<std::string> { "mix" });
    QCOMPARE(first.when->layouts, (std::vector<std::string> { "5.1", "stereo" }));
    QCOMPARE(first.when->measures.front().measure, std::string("format.channels"));
    const Rule& second = profile.rules[1];
    QVERIFY(second.combine == Rule::Combine::anyOf && second.provenance == Provenance::thirdParty);
    const auto& near = std::get<Near>(second.tests[0].predicate);
    QVERIFY(near.target == 10.0 && near.below == 1.0 && near.above == 2.0);
    QVERIFY(std::get<AtMostEvents>(second.tests[1].predicate).count == 3);
    QVERIFY(second.tests[1].window.kind == Window::Kind::programme && second.tests[1].when.has_value());
    QCOMPARE(profile.manual.front().title, std::string("Sync"));
    QVERIFY(judges(profile, "stem") && !judges(profile, "music"));
}

void TstLoader::reportsWhereAndWhat_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const std::string& text, int line, int column, const char* says) {
        QTest::newRow(name) << QString::fromStdString(text) << line << column << says;
    };
    const std::string rule = oneRule;
    row("syntax", "schema = 1\nid = \"x\n", 2, 8, "not valid TOML");
    row("no schema", "id = \"x\"\nversion = \"1\"\n", 1, 1, "needs \"schema = 1\"");
    row("future schema", "schema = 2\nid = \"x\"\nversion = \"1\"\n", 1, 10, "reads schema 1");
    row("unknown key", "schema = 1\nid = \"x\"\nversion = \"1\"\ntitel = \"t\"\n", 4, 1, "did you mean \"title\"");
    row("unknown measure", rule + "measure = \"loudness.integrate\"\nmax = 1\n", 6, 11,
        "did you mean \"loudness.integrated\"");
}

void TstLoader::reportsWhereAndWhat()
{
    QFETCH(QString, text);
    QFETCH(int, line);
    QFETCH(int, column);
    QFETCH(QString, says);
    const LoadedProfile loaded = loadText(text.toStdString());
    QVERIFY2(loaded.errors.size() == 1, all(loaded.errors).c_str());
    const Error& error = loaded.errors.front();
    const std::string shown = describe(error);
    QVERIFY2(error.code == ErrorCode::profile && shown.find(says.toStdString()) != std::string::npos, shown.c_str());
    QCOMPARE(
        QString::fromStdString(shown.substr(0, shown.find(": "))), QString("test.toml:%1:%2").arg(line).arg(column));
}

void TstLoader::reportsSeveralAtOnce()
{
    const LoadedProfile loaded = loadText("schema = 1\nid = \"X\"\nversion = 3\nfoo = 1\n");
    QCOMPARE(loaded.errors.size(), std::size_t { 3 });
}

QTEST_GUILESS_MAIN(TstLoader)
#include "tst_loader.moc"
