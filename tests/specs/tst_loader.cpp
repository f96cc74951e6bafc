// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "specs/library.h"
#include "specs/spelling.h"
#include "tests/specs/specs_fixture.h"
#include "tests/support/test_class.h"

#include <QDir>

#include <algorithm>

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
    void contradictionsNeedACommonGround();
    void survivesDamage();
    void findsTheNearestSpelling();
    void knowsWhatItLooksAt();
};

void TstLoader::builtInProfilesAreRight()
{
    const ProfileLibrary library = ProfileLibrary::load({}, catalogue());
    QVERIFY2(library.problems().empty(), all(library.problems()).c_str());
    std::vector<std::string> ids;
    for (const Profile& profile : library.profiles()) {
        ids.push_back(profile.id);
        QVERIFY(!profile.title.empty() && !profile.authority.empty());
        QVERIFY2(!profile.url.empty() || profile.status == Provenance::draft, profile.id.c_str());
        QCOMPARE(profile.origin, std::string("built-in"));
        QCOMPARE(profile.sha256.size(), std::size_t { 64 });
        const auto source = library.sourceOf(profile.id);
        QVERIFY(source && (!profile.extends.empty() || sha256Hex(*source) == profile.sha256));
        for (const Rule& rule : profile.rules)
            QVERIFY2(!rule.clause.empty() && !rule.title.empty(), rule.id.c_str());
    }
    std::vector<std::string> files; // each is in the binary, under the name of its file
    const QDir folder(ASSAY_SOURCE_DIR "/specs/profiles");
    for (const QString& file : folder.entryList({ "*.toml" }, QDir::Files))
        files.push_back(file.chopped(5).toStdString());
    std::ranges::sort(files);
    QCOMPARE(ids, files);
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
    QVERIFY(near.target.value == 10.0 && near.below == 1.0 && near.above == 2.0);
    QVERIFY(std::get<AtMostEvents>(second.tests[1].predicate).count == 3);
    QVERIFY(second.tests[1].window.kind == Window::Kind::programme && second.tests[1].when.has_value());
    QCOMPARE(profile.manual.front().title, std::string("Sync"));
    QVERIFY(judges(profile, "stem") && !judges(profile, "music"));
}

void TstLoader::reportsWhereAndWhat_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const std::string& text, int line, int column, const char* says) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << line << column << says;
    };
    const std::string rule = oneRule;
    // The file.
    row("syntax", "schema = 1\nid = \"x\n", 2, 8, "not valid TOML");
    row("no UTF-8", "schema = 1\nid = \"\xff\xfe\"\n", 2, 6, "not valid TOML");
    row("no schema", "id = \"x\"\nversion = \"1\"\n", 1, 1, "needs \"schema = 1\"");
    row("future schema", "schema = 2\nid = \"x\"\nversion = \"1\"\n", 1, 10, "reads schema 1");
    row("schema as text", "schema = \"1\"\nid = \"x\"\nversion = \"1\"\n", 1, 10, "must be a whole number");
    row("no id", "schema = 1\nversion = \"1\"\n", 1, 1, "needs the key \"id\"");
    row("empty id", "schema = 1\nid = \"\"\nversion = \"1\"\n", 2, 6, "must not be empty");
    row("bad id", "schema = 1\nid = \"My Profile\"\nversion = \"1\"\n", 2, 1, "lower case letters");
    row("no version", "schema = 1\nid = \"x\"\n", 1, 1, "needs the key \"version\"");
    row("unknown key", "schema = 1\nid = \"x\"\nversion = \"1\"\ntitel = \"t\"\n", 4, 1, "did you mean \"title\"?");
    row("far key", "schema = 1\nid = \"x\"\nversion = \"1\"\nzzzzzz = 1\n", 4, 1, "it is one of: schema, id, title");
    row("unknown status", std::string(header) + "status = \"isuer\"\n", 4, 10, "did you mean \"issuer\"?");
    row("unknown role", std::string(header) + "roles = [\"mix\", \"dialog\"]\n", 4, 9, "did you mean \"dialogue\"?");
    row("roles as text", std::string(header) + "roles = \"mix\"\n", 4, 9, "must be a list of texts");
    row("role as number", std::string(header) + "roles = [\"mix\", 3]\n", 4, 17,
        "lists texts, but this is a whole number");
    row("slot key", std::string(header) + "[[slot]]\nid = \"a\"\nlayot = \"5.1\"\n", 6, 1, "did you mean \"layout\"?");
    row("rule is no list", std::string(header) + "rule = 3\n", 4, 8, "[[rule]]");
    row("manual key", std::string(header) + "[[manual]]\nid = \"a\"\nname = \"b\"\n", 6, 1, "unknown key \"name\"");
    row("manual twice", std::string(header) + "[[manual]]\nid = \"a\"\n[[manual]]\nid = \"a\"\n", 7, 1,
        "two manual checks");
    row("one base that is unknown", std::string(header) + "extends = \"ebu-r182\"\n", 4, 11,
        "did you mean \"ebu-r128\"?");
    row("rules", std::string(header) + "[[rules]]\nid = \"a\"\n", 4, 3, "did you mean \"rule\"?");
    row("maximum", rule + "measure = \"peak.true\"\nmin = -9\nmaximum = -1\n", 8, 1, "did you mean \"max\"?");
    row("words of a measure", rule + "measure = \"timecode.start\"\nequals = \"01:00:00:00\"\n", 6, 11,
        "did you mean \"format.start_timecode\"?");
    row("a comma", rule + "measure = \"peak.true\"\nmax = -1,0\n", 7, 9, "written with a point");
    row("a place without ch", rule + "measure = \"peak.true\"\nmax = -1.0\nexcept = [\"14\"]\n", 8, 10,
        "written \"ch14\"");
    row("unknown base", std::string(header) + "extends = [\"ebu-r182\"]\n", 4, 12, "did you mean \"ebu-r128\"?");
    row("extends itself", std::string(header) + "extends = [\"test\"]\n", 4, 12, "unknown profile \"test\"");
    // A rule.
    row("rule without id", std::string(header) + "[[rule]]\nmeasure = \"peak.true\"\nmax = -1\n", 4, 1,
        "needs the key \"id\"");
    row("rule twice",
        rule + "measure = \"peak.true\"\nmax = -1\n[[rule]]\nid = \"r\"\nmeasure = \"peak.true\"\nmax = -1\n", 9, 6,
        "two rules have the id \"r\"");
    row("unknown rule key", rule + "measure = \"peak.true\"\nmax = -1\nsevrity = \"fyi\"\n", 8, 1,
        "did you mean \"severity\"?");
    row("unknown severity", rule + "measure = \"peak.true\"\nmax = -1\nseverity = \"bloker\"\n", 8, 12,
        "did you mean \"blocker\"?");
    row("unknown provenance", rule + "measure = \"peak.true\"\nmax = -1\nprovenance = \"third party\"\n", 8, 14,
        "did you mean \"third-party\"?");
    row("no measure", rule + "max = -1\n", 4, 1, "needs the key \"measure\"");
    row("over several programmes", rule + "measure = \"peak.true\"\nmax = -1\nsame_length = true\n", 8, 1,
        "delivery.same_length");
    row("unknown measure", rule + "measure = \"loudness.integrate\"\nmax = 1\n", 6, 11,
        "did you mean \"loudness.integrated\"?");
    row("nothing asked", rule + "measure = \"peak.true\"\n", 6, 1, "nothing is asked");
    row("misspelt predicate", rule + "measure = \"peak.true\"\nmin = -9\nmaxx = -1\n", 8, 1, "did you mean \"max\"?");
    row("two questions", rule + "measure = \"peak.true\"\nequals = 3\nmax = -1\n", 8, 1, "second question");
    row("limit as text", rule + "measure = \"peak.true\"\nmax = \"-1 dBTP\"\n", 7, 7,
        "a number without quotes or unit");
    row("infinite limit", rule + "measure = \"peak.true\"\nmax = inf\n", 7, 7, "finite");
    row("limit key", rule + "measure = \"peak.true\"\nmax = { measure = \"peak.sample\", pluss = 1 }\n", 7, 34,
        "did you mean \"plus\"?");
    row("target alone", rule + "measure = \"peak.true\"\ntarget = -1\n", 7, 1, "stand together");
    row("tolerance alone", rule + "measure = \"peak.true\"\ntolerance = 1\n", 7, 1, "stand together");
    row("half a tolerance", rule + "measure = \"peak.true\"\ntarget = -1\ntolerance = { below = 1 }\n", 8, 13,
        "both \"below\" and \"above\"");
    row("none = false", rule + "measure = \"signal.clipping\"\nnone = false\n", 7, 8, "can only be true");
    row("count as fraction", rule + "measure = \"signal.clipping\"\ncount_max = 1.5\n", 7, 13,
        "must be a whole number");
    row("empty one_of", rule + "measure = \"format.layout\"\none_of = []\n", 7, 10, "at least one value");
    row("date", rule + "measure = \"format.layout\"\nequals = 2020-01-01\n", 7, 10, "this is a date");
    row("unknown window", rule + "measure = \"signal.clipping\"\nnone = true\nwindow = \"program\"\n", 8, 10,
        "did you mean \"programme\"?");
    row("two windows", rule + "measure = \"signal.clipping\"\nnone = true\nwindow = { first = 1, last = 1 }\n", 8, 10,
        "either \"first\" or \"last\"");
    row("empty window", rule + "measure = \"signal.clipping\"\nnone = true\nwindow = { first = 0.0 }\n", 8, 20,
        "more than 0 s");
    row("window on the whole", rule + "measure = \"format.duration\"\nmin = 3\nwindow = { first = 1.0 }\n", 8, 1,
        "only of the whole");
    row("empty when", rule + "measure = \"peak.true\"\nmax = -1\nwhen = {}\n", 8, 8, "names no role");
    row("when key", rule + "measure = \"peak.true\"\nmax = -1\nwhen = { roles = \"mix\", layout = \"5.1\" }\n", 8, 10,
        "did you mean \"role\"?");
    row("when role", rule + "measure = \"peak.true\"\nmax = -1\nwhen = { role = \"mixx\" }\n", 8, 17,
        "did you mean \"mix\"?");
    row("when layout", rule + "measure = \"peak.true\"\nmax = -1\nwhen = { layout = \"sterio\" }\n", 8, 19,
        "did you mean \"stereo\"?");
    row("when measure", rule + "measure = \"peak.true\"\nmax = -1\nwhen = { measure = \"peak.tru\", max = 1 }\n", 8, 20,
        "did you mean \"peak.true\"?");
    row("empty any_of", rule + "any_of = []\n", 6, 10, "at least one test");
    row("any_of of numbers", rule + "any_of = [3]\n", 6, 11, "must be a table");
    row("predicate beside any_of", rule + "max = 3\nany_of = [{ measure = \"peak.true\", max = 1 }]\n", 6, 1,
        "inside the tests of \"any_of\"");
    row("any_of and all_of",
        rule + "any_of = [{ measure = \"peak.true\", max = 1 }]\nall_of = [{ measure = \"peak.true\", max = 1 }]\n", 7,
        1, "not both");
    row("key in any_of", rule + "any_of = [{ measure = \"peak.true\", maxx = 1, max = 1 }]\n", 6, 36,
        "did you mean \"max\"?");
    // What cannot be meant.
    row("min of a text", rule + "measure = \"format.layout\"\nmin = 3\n", 7, 1, "is a text: ask with equals");
    row("none of a number", rule + "measure = \"peak.true\"\nnone = true\n", 7, 1, "quotes and unit): ask with min");
    row("max of places", rule + "measure = \"signal.clipping\"\nmax = 3\n", 7, 1, "ask with none, count_max");
    row("pattern on a truth", rule + "measure = \"isrc.valid\"\nmatches = \"x\"\n", 7, 1,
        "true or false: ask with equals");
    row("number for a text", rule + "measure = \"format.layout\"\nequals = 51\n", 7, 1, "is a text");
    row("text for a number", rule + "measure = \"format.sample_rate\"\none_of = [48000, \"96000\"]\n", 7, 1,
        "is a number");
    row("truth for a number", rule + "measure = \"format.sample_rate\"\nequals = true\n", 7, 1, "is a number");
    row("fraction of a whole", rule + "measure = \"format.sample_rate\"\nequals = 44100.5\n", 7, 1,
        "is a whole number");
    row("min above max", rule + "measure = \"peak.true\"\nmin = -1\nmax = -2\n", 7, 1, "min -1.0 is above max -2.0");
    row("negative tolerance", rule + "measure = \"peak.true\"\ntarget = -1\ntolerance = -0.2\n", 7, 1,
        "must not be negative");
    row("negative count", rule + "measure = \"signal.clipping\"\ncount_max = -1\n", 7, 1, "must not be negative");
    row("negative length", rule + "measure = \"signal.silence\"\nnone_longer_than = -1\n", 7, 1,
        "must not be negative");
    row("lost sign", rule + "measure = \"loudness.integrated\"\ntarget = 23.0\ntolerance = 1\n", 7, 1,
        "is the sign right?");
    row("negative duration", rule + "measure = \"format.duration\"\nmax = -3\n", 7, 1, "impossible range");
    row("over 100 %", rule + "measure = \"loudness.dialogue_share\"\nmax = 150\n", 7, 1, "impossible range");
    row("multiple of nothing", rule + "measure = \"format.frames\"\nmultiple_of = 0\n", 7, 1, "must be 1 or more");
    row("multiple of no whole number", rule + "measure = \"peak.true\"\nmultiple_of = 2\n", 7, 1, "whole number");
    row("broken pattern", rule + "measure = \"format.layout\"\nmatches = \"(\"\n", 7, 1, "no valid regular expression");
    row("back-reference", rule + "measure = \"format.layout\"\nmatches = '(a)\\1'\n", 7, 1,
        "no valid regular expression");
    row("unknown limit measure", rule + "measure = \"peak.true\"\nmax = { measure = \"loudness.integrat\" }\n", 7, 1,
        "did you mean \"loudness.integrated\"?");
    row("limit of another unit", rule + "measure = \"peak.true\"\nmax = { measure = \"format.duration\" }\n", 7, 1,
        "wrong unit: peak.true is in dBTP, but the limit's measure format.duration is in s");
    row("limit on a text", rule + "measure = \"peak.true\"\nmax = { measure = \"format.layout\" }\n", 7, 1,
        "no number");
    const std::string second = "[[rule]]\nid = \"s\"\n";
    row("contradiction", rule + "measure = \"peak.true\"\nmax = -1\n" + second + "measure = \"peak.true\"\nmin = 0\n",
        8, 1, "cannot both hold");
    row("contradicting sets",
        rule + "measure = \"format.layout\"\nequals = \"5.1\"\n" + second
            + "measure = \"format.layout\"\none_of = [\"stereo\", \"mono\"]\n",
        8, 1, "cannot both hold");
    row("set out of range",
        rule + "measure = \"format.sample_rate\"\none_of = [44100, 48000]\n" + second
            + "measure = \"format.sample_rate\"\nmin = 88200\n",
        8, 1, "cannot both hold");
    row("present and absent",
        rule + "measure = \"isrc.value\"\npresent = true\n" + second + "measure = \"isrc.value\"\npresent = false\n", 8,
        1, "cannot both hold");
    row("contradiction under one when",
        rule + "measure = \"peak.true\"\nmax = -1\nwhen = { role = \"mix\" }\n" + second
            + "measure = \"peak.true\"\nmin = 0\nwhen = { role = \"mix\" }\n",
        9, 1, "cannot both hold");
    row("contradiction with a base",
        std::string(header)
            + "extends = [\"ebu-r128\"]\n[[rule]]\nid = \"r\"\nmeasure = \"loudness.integrated\"\nmax = -24\n",
        5, 1, "cannot both hold");
}

void TstLoader::reportsWhereAndWhat()
{
    QFETCH(QByteArray, text);
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

void TstLoader::contradictionsNeedACommonGround()
{
    // Different windows, different conditions, alternatives, touching limits: all of these can hold.
    const LoadedProfile loaded = loadText(std::string(header) + R"(
[[rule]]
id = "a"
measure = "peak.true"
max = -1
when = { layout = "5.1" }
[[rule]]
id = "b"
measure = "peak.true"
min = 0
when = { layout = "stereo" }
[[rule]]
id = "c"
measure = "loudness.range"
max = 5
[[rule]]
id = "d"
measure = "loudness.range"
min = 10
window = { first = 30.0 }
[[rule]]
id = "e"
measure = "loudness.range"
min = 5
[[rule]]
id = "f"
any_of = [{ measure = "loudness.range", min = 20 }, { measure = "isrc.value", present = true }]
)");
    QVERIFY2(loaded.errors.empty(), all(loaded.errors).c_str());
}

void TstLoader::survivesDamage()
{
    // Every truncation of a real profile and many single wrong bytes: an error or a profile, never a crash.
    const std::string text(*builtInText("netflix-nearfield"));
    const Catalogue& known = catalogue();
    for (std::size_t length = 0; length < text.size(); length += 37)
        (void)readDraft({ text.substr(0, length), "cut.toml", false }, known);
    std::uint32_t random = 1;
    for (int i = 0; i < 200; ++i) {
        random = random * 1664525U + 1013904223U;
        std::string damaged = text;
        damaged[random % text.size()] = static_cast<char>(random >> 24U);
        const ProfileDraft draft = readDraft({ damaged, "damaged.toml", false }, known);
        for (const Error& error : draft.errors)
            QVERIFY(error.line && *error.line >= 1 && error.column && *error.column >= 1);
    }
    const std::string deep = std::string(header) + "extends = " + std::string(5000, '[');
    QVERIFY(!loadText(deep).errors.empty());
}

void TstLoader::findsTheNearestSpelling()
{
    const std::vector<std::string> words { "min", "max", "measure", "matches" };
    QCOMPARE(nearestSpelling("mesaure", words).value_or(""), std::string("measure")); // neighbours swapped
    QCOMPARE(nearestSpelling("MAX", words).value_or(""), std::string("max"));
    QVERIFY(!nearestSpelling("severity", words));
    const std::vector<std::string> ids { "netflix-me", "netflix-package", "uk-dpp" };
    QCOMPARE(spellingHint("Netflix", ids), std::string("; do you mean one of these: netflix-me, netflix-package?"));
    QVERIFY(!nearestSpelling(std::string(100000, 'm'), words));
}

void TstLoader::knowsWhatItLooksAt()
{
    const Profile profile = profileOf("[[rule]]\nid = \"a\"\nmeasure = \"loudness.short_term_max\"\n"
                                      "max = { measure = \"loudness.integrated\", plus = 4.0 }\n"
                                      "when = { measure = \"format.channels\", equals = 2 }\n"
                                      "[[rule]]\nid = \"b\"\nany_of = [ { measure = \"peak.true\", max = -1.0 }, "
                                      "{ measure = \"peak.sample\", max = -1.0, "
                                      "when = { measure = \"isrc.valid\", equals = true } } ]\n");
    const std::set<std::string, std::less<>> expected { "loudness.short_term_max", "loudness.integrated",
        "format.channels", "peak.true", "peak.sample", "isrc.valid" };
    QVERIFY(measuresOf(profile) == expected);
}

ASSAY_TEST(TstLoader)
#include "tst_loader.moc"
