// SPDX-License-Identifier: GPL-3.0-or-later
// A profile as a page to read, what two of them say differently, and one made from a reference.
#include "specs/delivery_profile.h"
#include "specs/library.h"
#include "specs/profile_diff.h"
#include "specs/profile_page.h"
#include "specs/reference_profile.h"
#include "specs/verdict.h"
#include "tests/specs/specs_fixture.h"
#include "tests/support/test_class.h"

#include <algorithm>

using namespace assay;
using namespace assay::test;

namespace
{

const std::string rules = R"(
title = "House"
status = "third-party"
[[rule]]
id = "peak"
title = "Peak"
measure = "peak.true"
max = -2.0
qc = { max = -1.0 }
except = ["LFE"]
severity = "blocker"
clause = "4.2"
when = { layout = "5.1" }
[[rule]]
id = "loudness"
any_of = [{ measure = "loudness.dialogue", target = -27.0, tolerance = 2.0 }, { measure = "loudness.integrated", max = -24.0, window = "programme" }]
provenance = "draft"
[[manual]]
id = "sync"
title = "In sync"
)";

std::string changed(std::string text, const std::string& from, const std::string& to)
{
    return text.replace(text.find(from), from.size(), to);
}

} // namespace

class TstProfilePage : public QObject
{
    Q_OBJECT

private slots:
    void says_data();
    void says();
    void pagesOfTheLibrary();
    void sameProfile();
    void changes();
    void fromReference();
    void idsFromNames();
    void deliveriesThatDiffer();
};

void TstProfilePage::says_data()
{
    QTest::addColumn<QString>("words");
    for (const char* words : { "House\n", "third-party: the numbers were read", "BLOCKERS\n\nPeak [peak]\n",
             "≤ -2.0 dBTP (QC: ≤ -1.0 dBTP), on every channel but LFE, between the two limits: fyi",
             "where       the layout is 5.1", "any of      Dialogue loudness: -27.0 ± 2.0 LUFS",
             "or          Programme loudness: ≤ -24.0 LUFS, from the first to the last sound", "DRAFT: nobody has held",
             "check       In sync" })
        QTest::newRow(words) << words;
}

void TstProfilePage::says()
{
    QFETCH(QString, words);
    const std::string page = profilePage(profileOf(rules));
    QVERIFY2(page.find(words.toStdString()) != std::string::npos, page.c_str());
}

void TstProfilePage::pagesOfTheLibrary()
{
    const ProfileLibrary library = ProfileLibrary::load({}, catalogue());
    for (const Profile& profile : library.profiles()) {
        const QStringList lines = QString::fromStdString(profilePage(profile)).split('\n');
        QVERIFY(lines.size() > 5);
        for (const QString& line : lines)
            QVERIFY2(
                line.size() <= 100 || !line.trimmed().contains(' ') || line.contains(" http") || !line.startsWith(' '),
                qPrintable(line));
        for (const Rule& rule : profile.rules)
            QVERIFY2(lines.join('\n').contains('[' + QString::fromStdString(rule.id) + ']'), rule.id.c_str());
    }
}

void TstProfilePage::sameProfile()
{
    QVERIFY(differences(profileOf(rules), profileOf(rules)).empty());
}

void TstProfilePage::changes()
{
    const Profile before = profileOf(rules);
    const Profile looser = profileOf(changed(rules, "qc = { max = -1.0 }", "qc = { max = -0.5 }"));
    ProfileDiff diff = differences(before, looser);
    QVERIFY(diff.header.empty() && diff.manual.empty() && diff.rules.size() == 1);
    QVERIFY(diff.rules[0].kind == RuleChange::Kind::changed && diff.rules[0].id == "peak");
    QCOMPARE(diff.rules[0].changes.size(), std::size_t { 1 });
    QCOMPARE(diff.rules[0].changes[0].what, std::string("limit"));
    QVERIFY(diff.rules[0].changes[0].after.find("QC: ≤ -0.5 dBTP") != std::string::npos);
    diff = differences(before, profileOf(changed(rules, "id = \"peak\"", "id = \"true-peak\"")));
    QVERIFY(diff.rules.size() == 2 && diff.rules[0].kind == RuleChange::Kind::added);
    QVERIFY(diff.rules[1].kind == RuleChange::Kind::removed && diff.rules[1].id == "peak");
    diff = differences(before, profileOf(changed(rules, "In sync", "Synchronous")));
    QVERIFY(diff.rules.empty() && diff.manual.size() == 1);
}

/// A profile made from programmes loads, its linter is silent, and the programmes pass it; others do not.
void TstProfilePage::fromReference()
{
    Programme first;
    Programme second;
    second.layout = "stereo";
    for (Programme* programme : { &first, &second }) {
        programme->set("format.layout", programme->layout);
        programme->set("format.sample_rate", std::int64_t { 48000 });
        programme->set("loudness.range", 0.4);
        programme->set("format.container", std::string("w\"v"));
        programme->measures.add(measuredEvents(spec("signal.click"), { { 100, 101, "L" } }));
        programme->measures.add(measuredEvents(spec("signal.dropout"), {}));
    }
    first.set("loudness.integrated", -22.87);
    second.set("loudness.integrated", -24.41);
    first.set("peak.true", -1.234);
    second.set("peak.true", -6.0);
    first.set("phase.correlation", 0.4);
    const std::vector<Subject> subjects { first.subject(), second.subject() };
    const auto text = profileFromReference({ "like-this", "Like \"this\"", "this.wav" }, subjects, catalogue());
    QVERIFY(text.has_value());
    const LoadedProfile loaded = loadText(*text);
    QVERIFY2(loaded.errors.empty(), (loaded.errors.empty() ? *text : describe(loaded.errors.front())).c_str());
    QVERIFY(loaded.profile.status == Provenance::draft && loaded.profile.rules.size() == 8);
    QVERIFY(loaded.profile.delivery != nullptr && loaded.profile.delivery->expected.size() == 2);
    QCOMPARE(loaded.profile.delivery->rules.size(), 2U); // all arrived, equally long
    QCOMPARE(loaded.profile.delivery->expected[1].layouts, std::vector<std::string> { "stereo" });
    for (const Subject& subject : subjects) {
        for (const Finding& finding : evaluate(loaded.profile, subject))
            QVERIFY2(finding.state == FindingState::pass, finding.message.c_str());
    }
    QVERIFY(text->find("Correlation (phase.correlation)") != std::string::npos); // only one has it
    first.set("peak.true", -0.5);
    QCOMPARE(verdictOf(evaluate(loaded.profile, first.subject()), false), Verdict::fail);
    QVERIFY(!profileFromReference({ "a", "A", "nothing" }, {}, catalogue()).has_value());
}

void TstProfilePage::idsFromNames()
{
    QCOMPARE(idFromText("Nightfall_S01 (5.1)"), std::string("nightfall-s01-5-1"));
    QCOMPARE(idFromText("日本"), std::string("reference"));
}

void TstProfilePage::deliveriesThatDiffer()
{
    const std::string delivery
        = "[[slot]]\nid = \"mix\"\nrole = \"mix\"\nlayout = \"5.1\"\n[[slot]]\nid = \"me\"\nrole = "
          "\"m&e\"\n[[rule]]\nid = \"length\"\nmeasure = \"delivery.same_length\"\nmax = 0\n";
    const Profile before = profileOf(delivery);
    QVERIFY(differences(before, before).empty());
    std::string other = delivery;
    other.replace(other.find("5.1"), 3, "7.1");
    other.replace(other.find("max = 0"), 7, "max = 9");
    other.replace(other.find("\"me\""), 4, "\"mne\"");
    const ProfileDiff diff = differences(before, profileOf("apart = \"part\"\n" + other));
    QCOMPARE(diff.deliverables.size(), 3U); // one changed, one added, one removed
    QVERIFY((diff.deliverables[0].changes == std::vector<ProfileChange> { { "layout", "5.1", "7.1" } }));
    QCOMPARE(diff.deliverables[2].kind, RuleChange::Kind::removed);
    QCOMPARE(diff.rules.size(), 1U);
    QCOMPARE(diff.rules[0].id, std::string("length"));
    QVERIFY((diff.header == std::vector<ProfileChange> { { "apart", "", "part" } }));
}

ASSAY_TEST(TstProfilePage)
#include "tst_profile_page.moc"
