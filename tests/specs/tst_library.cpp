// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "specs/library.h"
#include "tests/specs/specs_fixture.h"
#include "tests/support/test_class.h"

#include <algorithm>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr const char* loudness = "[[rule]]\nid = \"integrated-loudness\"\nmeasure = \"loudness.integrated\"\n";

/// A user's folder of profiles.
class Folder
{
public:
    void put(const std::string& name, const std::string& text) const { write(path() + "/" + name, text); }
    [[nodiscard]] std::string path() const { return m_folder.path().toStdString(); }
    [[nodiscard]] ProfileLibrary load() const { return ProfileLibrary::load(fromUtf8(path()), catalogue()); }

private:
    QTemporaryDir m_folder;
};

std::string profileText(const std::string& id, const std::string& more)
{
    return "schema = 1\nid = \"" + id + "\"\nversion = \"1\"\n" + more;
}

const Rule* ruleOf(const Profile& profile, const std::string& id)
{
    const auto found = std::ranges::find(profile.rules, id, &Rule::id);
    return found == profile.rules.end() ? nullptr : &*found;
}

std::string firstProblem(const ProfileLibrary& library)
{
    return library.problems().empty() ? std::string() : describe(library.problems().front());
}

} // namespace

class TstLibrary : public QObject
{
    Q_OBJECT

private slots:
    void findsByIdAndFile();
    void namesTheNearestId();
    void usersWin();
    void usersMayExtendWhatTheyReplace();
    void brokenOnesHideNothingElse();
    void extendsOverChains();
    void refusesCircles();
    void lintsAFileBesideItsSiblings();
    void combinesProfiles();
    void hashIsTheFiles();
};

void TstLibrary::findsByIdAndFile()
{
    const Folder folder;
    folder.put("house.toml", profileText("house", "extends = [\"music-stereo\"]\n"));
    const ProfileLibrary library = ProfileLibrary::load({}, catalogue());
    QVERIFY(library.find("ebu-r128").has_value());
    const auto house = library.find(folder.path() + "/house.toml");
    QVERIFY(house.has_value());
    QCOMPARE(house->id, std::string("house"));
    QCOMPARE(house->origin, folder.path() + "/house.toml");
    QVERIFY(ruleOf(*house, "isrc-valid") != nullptr);
    QVERIFY(library.sourceOf(folder.path() + "/house.toml")->find("extends") != std::string::npos);
    const auto missing = library.find(folder.path() + "/nothing.toml");
    QVERIFY(!missing && missing.error().code == ErrorCode::notFound);
}

void TstLibrary::namesTheNearestId()
{
    const auto found = ProfileLibrary::load("/no/such/folder", catalogue()).find("netflix-nearfeld");
    QVERIFY(!found && found.error().code == ErrorCode::profile);
    QVERIFY(found.error().message.find("did you mean \"netflix-nearfield\"?") != std::string::npos);
}

void TstLibrary::usersWin()
{
    const Folder folder;
    folder.put("mine.toml", profileText("ebu-r128", std::string(loudness) + "target = -23\ntolerance = 0.5\n"));
    const ProfileLibrary library = folder.load();
    QCOMPARE(library.profiles().size(), ProfileLibrary::load({}, catalogue()).profiles().size());
    const auto profile = library.find("ebu-r128");
    QVERIFY(profile->overridesBuiltIn && profile->origin == folder.path() + "/mine.toml");
    QCOMPARE(profile->rules.size(), std::size_t { 1 });
    QVERIFY(library.sourceOf("ebu-r128")->find("tolerance = 0.5") != std::string::npos);
}

void TstLibrary::usersMayExtendWhatTheyReplace()
{
    const Folder folder;
    folder.put("mine.toml",
        profileText(
            "ebu-r128", "extends = [\"ebu-r128\"]\n" + std::string(loudness) + "target = -23\ntolerance = 0.5\n"));
    const ProfileLibrary library = folder.load();
    QVERIFY2(library.problems().empty(), firstProblem(library).c_str());
    const auto profile = library.find("ebu-r128");
    QVERIFY(ruleOf(*profile, "true-peak") != nullptr);
    QCOMPARE(std::get<Near>(ruleOf(*profile, "integrated-loudness")->tests.front().predicate).above, 0.5);
    QCOMPARE(profile->rules.front().id, std::string("integrated-loudness")); // replaced where it stood
    QCOMPARE(profile->roles, (std::vector<std::string> { "mix", "unknown" })); // inherited
}

void TstLibrary::brokenOnesHideNothingElse()
{
    const Folder folder;
    folder.put("a.toml", profileText("ebu-r128", "titel = \"x\"\n"));
    folder.put("b.toml", "no toml at all");
    folder.put("c.toml", profileText("fine", std::string(loudness) + "max = -20\n"));
    folder.put("d.toml", profileText("fine", ""));
    folder.put("notes.txt", "not a profile");
    const ProfileLibrary library = folder.load();
    QCOMPARE(library.problems().size(), std::size_t { 3 });
    QVERIFY(library.find("fine").has_value() && library.find("music-stereo").has_value());
    const auto broken = library.find("ebu-r128"); // not silently the built-in one
    QVERIFY(!broken && describe(broken.error()).find("a.toml:4:1") != std::string::npos);
    QVERIFY(!library.find("b"));
}

void TstLibrary::extendsOverChains()
{
    const Folder folder;
    const std::string peak = "[[rule]]\nid = \"true-peak\"\nmeasure = \"peak.true\"\n";
    folder.put("a.toml", profileText("a", "roles = [\"music\"]\n" + peak + "max = -1\n[[manual]]\nid = \"ears\"\n"));
    folder.put("b.toml", profileText("b", "extends = [\"a\"]\n" + peak + "max = -2\n"));
    folder.put("c.toml", profileText("c", "extends = [\"b\", \"a\"]\n" + std::string(loudness) + "max = -20\n"));
    const ProfileLibrary library = folder.load();
    QVERIFY2(library.problems().empty(), firstProblem(library).c_str());
    const auto profile = library.find("c");
    QCOMPARE(profile->rules.size(), std::size_t { 2 });
    QCOMPARE(std::get<Between>(profile->rules[0].tests.front().predicate).max->value, -2.0);
    QCOMPARE(profile->manual.size(), std::size_t { 1 });
    QCOMPARE(profile->roles, std::vector<std::string> { "music" });
}

void TstLibrary::refusesCircles()
{
    const Folder folder;
    folder.put("a.toml", profileText("a", "extends = [\"b\"]\n"));
    folder.put("b.toml", profileText("b", "extends = [\"c\"]\n"));
    folder.put("c.toml", profileText("c", "extends = [\"a\"]\n"));
    const ProfileLibrary library = folder.load();
    QCOMPARE(library.problems().size(), std::size_t { 3 });
    QVERIFY(firstProblem(library).find("a.toml:4:12: profiles extend each other in a circle: a -> b -> c -> a")
        != std::string::npos);
}

void TstLibrary::lintsAFileBesideItsSiblings()
{
    const Folder folder;
    folder.put("base.toml", profileText("base", std::string(loudness) + "max = -20\n"));
    folder.put(
        "top.toml", profileText("top", "extends = [\"base\"]\n[[rule]]\nid = \"r\"\nmeasure = \"x\"\nmax = 1\n"));
    folder.put("bad-base.toml", profileText("bad-base", "extends = [\"top\"]\n"));
    const auto lint = [&](const char* name) { return lintProfile(fromUtf8(folder.path() + "/" + name), catalogue()); };
    QVERIFY(lint("base.toml").empty());
    const std::vector<Error> errors = lint("top.toml");
    QCOMPARE(errors.size(), std::size_t { 1 });
    QVERIFY(errors.front().line == 7 && errors.front().column == 11);
    QVERIFY(lint("bad-base.toml").front().message.find("\"top\" that this extends is wrong") != std::string::npos);
    QVERIFY(lint("missing.toml").front().code == ErrorCode::notFound);
}

void TstLibrary::combinesProfiles()
{
    const ProfileLibrary library = ProfileLibrary::load({}, catalogue());
    const Profile ebu = *library.find("ebu-r128");
    const Profile music = *library.find("music-stereo");
    QCOMPARE(combined({ ebu }).id, std::string("ebu-r128"));
    const Profile both = combined({ ebu, music });
    QCOMPARE(both.id, std::string("ebu-r128+music-stereo"));
    QCOMPARE(both.rules.size(), ebu.rules.size() + music.rules.size());
    QCOMPARE(both.rules.front().id, std::string("ebu-r128/integrated-loudness"));
    QVERIFY(both.status == Provenance::thirdParty && both.origin == "built-in" && both.sha256.size() == 64);
    // A music stem is judged by the music rules only.
    QVERIFY(judges(both, "music") && !judges(both, "effects"));
    Programme programme;
    programme.role = "music";
    for (const Finding& finding : evaluate(both, programme.subject()))
        QCOMPARE(finding.applies, finding.rule.starts_with("music-stereo/"));
}

void TstLibrary::hashIsTheFiles()
{
    QCOMPARE(sha256Hex("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    const Folder folder;
    const std::string text = profileText("house", "extends = [\"ebu-r128\"]\n");
    folder.put("house.toml", text);
    QCOMPARE(folder.load().find("house")->sha256, sha256Hex(text + std::string(*builtInText("ebu-r128"))));
}

ASSAY_TEST(TstLibrary)
#include "tst_library.moc"
