// SPDX-License-Identifier: GPL-3.0-or-later
// Several titles, languages and versions in one folder: what belongs together, and that nothing is held against the
// files of another.
#include "specs/packages.h"
#include "tests/specs/delivery_recipes.h"
#include "tests/support/test_class.h"

#include <algorithm>

using namespace assay;
using namespace assay::test;

namespace
{

const std::string missingRule = "[[rule]]\nid = \"m\"\nmeasure = \"delivery.missing\"\npresent = false\n";
const std::string twoKinds = "[[slot]]\nid = \"five\"\nrole = \"mix\"\nlayout = \"5.1\"\n"
                             "[[slot]]\nid = \"two\"\nrole = \"mix\"\nlayout = \"stereo\"\n"
                             "[[slot]]\nid = \"me\"\nrole = \"m&e\"\n";

/// "name: role layout" each.
void fill(Delivery& delivery, const QString& files)
{
    for (const QString& file : files.split(", ")) {
        const QString kind = file.section(": ", 1);
        delivery.add(file.section(": ", 0, 0).toStdString(), kind.section(' ', 0, 0).toStdString(),
            kind.section(' ', 1).toStdString());
    }
}

QString packagesIn(const Delivery& delivery, const Profile& profile)
{
    QStringList texts;
    for (const Package& package : packagesOf(*profile.delivery, delivery.programmes)) {
        QStringList files;
        for (const std::size_t i : package.programmes)
            files << QString::number(i);
        texts << QString::fromStdString(package.name) + "(" + files.join(' ') + ")";
    }
    return texts.join(' ');
}

} // namespace

class TestPackages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byTheWordsThatTellThemApart_data()
    {
        QTest::addColumn<QString>("files");
        QTest::addColumn<QString>("packages");
        const auto row = [](const char* name, const char* files, const char* packages) {
            QTest::newRow(name) << QString(files) << QString(packages);
        };
        row("one", "N_51.wav: mix 5.1, N_20.wav: mix stereo, N_ME.wav: m&e 5.1", "(0 1 2)");
        row("two titles", "N_51.wav: mix 5.1, N_20.wav: mix stereo, D_51.wav: mix 5.1, D_20.wav: mix stereo",
            "N(0 1) D(2 3)");
        row("two languages", "51_EN.wav: mix 5.1, 20_EN.wav: mix stereo, 51_DE.wav: mix 5.1, 20_DE.wav: mix stereo",
            "EN(0 1) DE(2 3)");
        row("what both share",
            "51_EN.w: mix 5.1, 20_EN.w: mix stereo, 51_DE.w: mix 5.1, 20_DE.w: mix stereo, ME.w: m&e 5.1",
            "EN(0 1 4) DE(2 3 4)");
        row("two versions",
            "N_51_v3.wav: mix 5.1, N_20_v3.wav: mix stereo, N_51_v4.wav: mix 5.1, N_20_v4.wav: mix stereo",
            "v3(0 1) v4(2 3)");
        row("folders", "e1/51.wav: mix 5.1, e1/20.wav: mix stereo, e2/51.wav: mix 5.1, e2/20.wav: mix stereo",
            "e1(0 1) e2(2 3)");
        row("one half of the second is missing",
            "e1 51.w: mix 5.1, e1 20.w: mix stereo, e1 ME.w: m&e 5.1, e2 51.w: mix "
            "5.1, e2 ME.w: m&e 5.1",
            "e1(0 1 2) e2(3 4)");
        row("two versions of two languages",
            "51_EN_v1.w: mix 5.1, 20_EN_v1.w: mix stereo, 51_EN_v2.w: mix 5.1, 20_EN_v2.w: mix stereo, 51_DE_v1.w: mix "
            "5.1, 20_DE_v1.w: mix stereo",
            "EN v1(0 1) EN v2(2 3) DE v1(4 5)");
        row("a stranger", "N_51.w: mix 5.1, N_20.w: mix stereo, D_51.w: mix 5.1, D_20.w: mix stereo, x.w: stem mono",
            "N(0 1 4) D(2 3)");
        row("a stray copy", "N_51.wav: mix 5.1, N_20.wav: mix stereo, N_51 copy.wav: mix 5.1", "(0 1 2)");
        row("one new print", "N_51_v3.wav: mix 5.1, N_20_v3.wav: mix stereo, N_51_v4.wav: mix 5.1", "(0 1 2)");
    }

    void byTheWordsThatTellThemApart()
    {
        QFETCH(QString, files);
        QFETCH(QString, packages);
        Delivery delivery;
        fill(delivery, files);
        QCOMPARE(packagesIn(delivery, profileOf(twoKinds)), packages);
    }

    void byThePartsAProfileNames()
    {
        Delivery delivery;
        fill(delivery, "s01e01_EN.wav: mix 5.1, s01e01_DE.wav: mix 5.1, s01e02_EN.wav: mix 5.1, effects.wav: mix 5.1");
        QCOMPARE(packagesIn(delivery, profileOf("apart = \"language\"\n" + missingRule)), QString("de(1 3) en(0 2 3)"));
        QCOMPARE(packagesIn(delivery, profileOf("apart = [\"part\", \"language\"]\n" + missingRule)),
            QString("s01e01 de(1 3) s01e01 en(0 3) s01e02 en(2 3)"));
        QCOMPARE(packagesIn(delivery, profileOf(missingRule)), QString("(0 1 2 3)"));
        QVERIFY(!loadText(std::string(header) + "apart = \"langage\"\n").errors.empty());
    }

    void partsAsNamesUsuallySayThem_data()
    {
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("says"); // "-": nothing
        const auto row = [](const char* part, const char* file, const char* says) {
            QTest::newRow(file) << QString(part) << QString(file) << QString(says);
        };
        row("language", "Show_EN_51.wav", "en");
        row("language", "Show_ger.wav", "de");
        row("language", "Show-pt-BR.wav", "-");
        row("language", "Show-PT-BR.wav", "pt");
        row("language", "no_way_out.wav", "-");
        row("side", "A1 Intro.wav", "a");
        row("side", "Side B.wav", "b");
        row("side", "sideb.wav", "b");
        row("side", "Aside.wav", "-");
        row("part", "show_S01E02_mix.wav", "s01e02");
        row("part", "show_ep3.wav", "ep3");
        row("part", "r2_51.wav", "r2");
        row("version", "mix_V12.wav", "v12");
        row("version", "vocals.wav", "-");
    }

    void partsAsNamesUsuallySayThem()
    {
        QFETCH(QString, part);
        QFETCH(QString, file);
        QFETCH(QString, says);
        Delivery delivery;
        delivery.add(file.toStdString());
        const auto said = partsOfName({}, delivery.programmes.front(), { part.toStdString() });
        QCOMPARE(QString::fromStdString(said.value_or("-")), says);
    }

    void eachPackageIsJudgedAlone()
    {
        Delivery delivery;
        fill(
            delivery, "e1 51.w: mix 5.1, e1 20.w: mix stereo, e1 ME.w: m&e 5.1, e2 51.w: mix 5.1, e2 20.w: mix stereo");
        for (std::size_t i = 3; i < 5; ++i)
            delivery.programmes[i].frames *= 2; // another episode is as long as it likes
        const Profile profile
            = profileOf(twoKinds + missingRule + "[[rule]]\nid = \"l\"\nmeasure = \"delivery.same_length\"\nmax = 0\n");
        const DeliveryJudgement judgement = delivery.judgedBy(profile);
        QCOMPARE(judgement.findings.size(), 4U);
        for (const Finding& finding : judgement.findings) {
            const bool absent = finding.rule == "m" && finding.package == "e2";
            QVERIFY2(finding.state == (absent ? FindingState::fail : FindingState::pass), finding.message.c_str());
        }
        QCOMPARE(judgement.findings[2].message, std::string("e2: Me did not arrive."));
        const auto missing = std::get<std::vector<std::string>>(*judgement.measures.find("delivery.missing")->value);
        QCOMPARE(missing, std::vector<std::string> { "e2: Me did not arrive" });
        QVERIFY(judgement.taken[3] != nullptr && judgement.taken[3]->id == "five");
    }

    void eachSideByItself()
    {
        const Profile profile = builtIn("vinyl-7in-45"); // five minutes a side
        const auto judge = [&](const Delivery& delivery) {
            std::map<std::string, FindingState> states;
            for (const Finding& finding : delivery.judgedBy(profile).findings) {
                if (finding.rule == "tracks-of-a-side")
                    states[finding.package] = finding.state;
            }
            return states;
        };
        Delivery record;
        fill(record, "A1 One.wav: mix stereo, A2 Two.wav: mix stereo, B1 Three.wav: mix stereo");
        for (DeliveredProgramme& track : record.programmes)
            track.frames = FrameCount { 48000 } * 160;
        QCOMPARE(judge(record),
            (std::map<std::string, FindingState> {
                { "side a", FindingState::fail }, { "side b", FindingState::pass } }));
        Delivery plain;
        fill(plain, "one.wav: mix stereo, two.wav: mix stereo");
        QCOMPARE(judge(plain), (std::map<std::string, FindingState> { { "", FindingState::notApplicable } }));
    }

    void comparisonsStayInTheirPackage()
    {
        const Profile profile = profileOf(std::string("[[slot]]\nid = \"mix\"\nrole = \"mix\"\n")
            + "[[slot]]\nid = \"stem\"\nrole = \"stem\"\n"
            + "[[rule]]\nid = \"n\"\nof = \"mix\"\nover = [\"stem\"]\nmeasure = \"null.residual\"\nmax = -60.0\n");
        Delivery delivery;
        fill(delivery, "e1 mix.w: mix 5.1, e1 stem.w: stem 5.1, e2 mix.w: mix 5.1, e2 stem.w: stem 5.1");
        const std::vector<ComparisonWish> wishes = comparisonsFor(profile, delivery.programmes);
        QCOMPARE(wishes.size(), 2U);
        QVERIFY((wishes[0] == ComparisonWish { "null.residual", 0, { 1 } }));
        QVERIFY((wishes[1] == ComparisonWish { "null.residual", 2, { 3 } }));
    }
};

ASSAY_TEST(TestPackages)
#include "tst_packages.moc"
