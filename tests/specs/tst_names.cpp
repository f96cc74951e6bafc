// SPDX-License-Identifier: GPL-3.0-or-later
// File names by patterns that are data: what each field holds, where a name leaves the pattern, what it claims falsely.
#include "specs/delivery.h"
#include "tests/specs/specs_fixture.h"
#include "tests/support/test_class.h"

using namespace assay;
using namespace assay::test;

namespace
{

const Profile& profileNamed(const std::string& id)
{
    static std::map<std::string, Profile> known;
    if (const auto found = known.find(id); found != known.end())
        return found->second;
    const std::vector<ProfileDraft> all = builtInDrafts(catalogue());
    const auto draft = std::ranges::find_if(all, [&](const ProfileDraft& one) { return one.profile.id == id; });
    LoadedProfile loaded = resolved(*draft, all);
    if (!loaded.errors.empty())
        throw std::logic_error(describe(loaded.errors.front()));
    return known[id] = loaded.profile;
}

const NamePattern& patternOf(const std::string& id)
{
    const Profile& profile = profileNamed("file-names");
    const NamePattern* pattern = profile.delivery->pattern(id);
    if (pattern == nullptr)
        throw std::logic_error("no pattern " + id);
    return *pattern;
}

QString textOf(const NameReading& reading)
{
    QStringList parts;
    for (const auto& [field, text] : reading.fields)
        parts << QString::fromStdString(field + "=" + text);
    return parts.join(' ');
}

DeliveredProgramme named(const std::string& file, const MeasurementSet& measures)
{
    return { file, { file }, "mix", false, "5.1", { 48000, {}, {} }, 480000, &measures };
}

std::vector<std::string> listIn(const std::vector<Measurement>& measures, std::string_view id)
{
    const auto found = std::ranges::find(measures, id, &Measurement::id);
    return std::get<std::vector<std::string>>(*found->value);
}

} // namespace

class TestNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rightNames_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("fields");
        const auto row = [](const char* pattern, const char* name, const char* fields) {
            QTest::newRow(name) << QString(pattern) << QString(name) << QString(fields);
        };
        // Netflix: its own examples, and every part in each of its forms.
        row("netflix", "title_s02e02_v04_PM_Nearfield_2ch_48k_24b_23976.L.wav",
            "bit_depth=24b channel=L frame_rate=23976 part=s02e02 sample_rate=48k soundfield=Nearfield title=title "
            "type=PM "
            "version=v04 width=2ch");
        row("netflix", "title_s02e02_v04_PM_Nearfield_6ch_ADM_48k_24b_23976.wav",
            "bit_depth=24b coding=ADM frame_rate=23976 part=s02e02 sample_rate=48k soundfield=Nearfield title=title "
            "type=PM "
            "version=v04 width=6ch");
        row("netflix", "the_long_title_2_lp_v041319_ME_6ch_48k_24b_24.LFE.wav",
            "bit_depth=24b channel=LFE frame_rate=24 part=lp sample_rate=48k title=the_long_title_2 type=ME "
            "version=v041319 width=6ch");
        row("netflix", "title_r03_v10_FXSTEM_Theatrical_6ch_48k_24b_25.Rs.wav",
            "bit_depth=24b channel=Rs frame_rate=25 part=r03 sample_rate=48k soundfield=Theatrical title=title "
            "type=FXSTEM "
            "version=v10 width=6ch");
        for (const char* type : { "FXStem", "MXStem", "DIAStem", "FFFXStem", "FXPD", "MXPD", "DIAPD", "OPT", "OPTA",
                 "OPTB", "GRP", "GUIDE", "ADR", "diastem" })
            QTest::newRow(type) << QString("netflix") << QString("t_lp_v01_%1_mono_96k_24b_2997.wav").arg(type)
                                << QString("bit_depth=24b frame_rate=2997 part=lp sample_rate=96k title=t type=%1 "
                                           "version=v01 width=mono")
                                       .arg(type);
        for (const char* channel : { "L", "R", "C", "LFE", "Ls", "Rs" })
            QTest::newRow(channel) << QString("netflix") << QString("t_lp_v01_PM_6ch_48k_24b_30.%1.wav").arg(channel)
                                   << QString("bit_depth=24b channel=%1 frame_rate=30 part=lp sample_rate=48k title=t "
                                              "type=PM version=v01 width=6ch")
                                          .arg(channel);
        row("netflix-music", "LH_BodyAndSoul_MASTER_48k_24b_2ch_LT_v04.wav",
            "bit_depth=24b channel=LT project=LH sample_rate=48k title=BodyAndSoul type=MASTER version=v04 width=2ch");
        row("isdcf-audio", "51", "soundfield=51");
        row("isdcf-audio", "51-HI-VI-SL", "services=HI-VI-SL soundfield=51");
        row("isdcf-audio", "IAB-HI-VI-DBOX-51", "fallback=51 services=HI-VI-DBOX soundfield=IAB");
        row("svt", "PG-1234567-001A-PROGRAMME_TITLE.wav",
            "asset=001A coding=wav project=1234567 title=PROGRAMME_TITLE");
        row("house", "Nightfall_Mix_v3.wav", "asset=Mix project=Nightfall version=v3");
        row("recording-academy", "AI_SongTitle_MI01_Master_96k_24b.wav",
            "asset=MI01 bit_depth=24b project=AI sample_rate=96k title=SongTitle type=Master");
        row("honeycomb", "AAA_BBBB000_000.mxf", "asset=BBBB000 number=000 project=AAA");
    }

    void rightNames()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, name);
        QFETCH(QString, fields);
        const NameReading reading = readName(patternOf(pattern.toStdString()), name.toStdString());
        QCOMPARE(QString::fromStdString(reading.fault), QString());
        QCOMPARE(textOf(reading), fields);
    }

    void wrongNames_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char* test, const char* name, const char* fault, const char* pattern = "netflix") {
            QTest::newRow(test) << QString(pattern) << QString(name) << QString(fault);
        };
        row("capitals in the title", "Title_lp_v01_PM_6ch_48k_24b_24.wav", "\"Title\" at the start is no title");
        row("no part", "title_v01_PM_6ch_48k_24b_24.wav", "is no part");
        row("short part", "title_s1e02_v01_PM_6ch_48k_24b_24.wav", "is no part");
        row("version without v", "title_lp_01_PM_6ch_48k_24b_24.wav", "\"01\" after \"title_lp_\" is no version");
        row("unknown type", "title_lp_v01_MXSTEMS_6ch_48k_24b_24.wav", "did you mean \"MXStem\"?");
        row("soundfield", "title_lp_v01_PM_Nearfeild_6ch_48k_24b_24.wav", "did you mean \"Nearfield\"?");
        row("width", "title_lp_v01_PM_8ch_48k_24b_24.wav", "\"8ch\" after \"title_lp_v01_PM_\" is no width");
        row("rate", "title_lp_v01_PM_6ch_48_24b_24.wav", "\"48\" after \"title_lp_v01_PM_6ch_\"");
        row("depth", "title_lp_v01_PM_6ch_48k_24bit_24.wav", "is no bit depth");
        row("picture rate", "title_lp_v01_PM_6ch_48k_24b_2398.wav",
            "\"2398\" after \"title_lp_v01_PM_6ch_48k_24b_\" is no frame rate");
        row("channel", "title_lp_v01_PM_6ch_48k_24b_24.Lss.wav", "\"Lss\"");
        row("extension", "title_lp_v01_PM_6ch_48k_24b_24.aif", "\"aif\" after");
        row("ends early", "title_lp_v01_PM_6ch_48k", "the name ends");
        row("nothing", "", "the name ends before its title");
        row("services in another order", "51-VI-HI", "\"HI\" after \"51-VI-\"", "isdcf-audio");
        row("unknown soundfield", "41", "\"41\" at the start is no soundfield", "isdcf-audio");
        row("no number", "PG-12-001A-TITLE.wav", "\"12\" after \"PG-\" is no project", "svt");
        row("two parts only", "Nightfall_v3.wav", "", "house");
    }

    void wrongNames()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, name);
        QFETCH(QString, fault);
        const NameReading reading = readName(patternOf(pattern.toStdString()), name.toStdString());
        QVERIFY(!reading.fault.empty());
        QVERIFY2(QString::fromStdString(reading.fault).contains(fault), reading.fault.c_str());
    }

    void whatANameClaimsIsHeldAgainstTheFile_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("conflicts");
        QTest::newRow("all true") << "t_lp_v01_PM_6ch_48k_24b_2997.wav" << 0;
        QTest::newRow("rate") << "t_lp_v01_PM_6ch_96k_24b_2997.wav" << 1;
        QTest::newRow("depth") << "t_lp_v01_PM_6ch_48k_16b_2997.wav" << 1;
        QTest::newRow("width") << "t_lp_v01_PM_2ch_48k_24b_2997.wav" << 1;
        QTest::newRow("picture rate") << "t_lp_v01_PM_6ch_48k_24b_25.wav" << 1;
        QTest::newRow("all false") << "t_lp_v01_PM_mono_96k_16b_30.wav" << 4;
        QTest::newRow("the width of an ADM is of its re-render") << "t_lp_v01_PM_2ch_ADM_48k_24b_2997.wav" << 0;
    }

    void whatANameClaimsIsHeldAgainstTheFile()
    {
        QFETCH(QString, name);
        QFETCH(int, conflicts);
        Programme file;
        file.set("format.sample_rate", std::int64_t { 48000 });
        file.set("format.bit_depth", std::int64_t { 24 });
        file.set("format.channels", std::int64_t { 6 });
        file.set("format.frame_rate", std::string("29.97DF"));
        DeliveryProfile profile = *profileNamed("file-names").delivery;
        profile.names = "netflix";
        const auto measures = nameMeasures(profile, nullptr, named(name.toStdString(), file.measures));
        QCOMPARE(listIn(measures, "name.faults").size(), 0U);
        QCOMPARE(listIn(measures, "name.conflicts").size(), static_cast<std::size_t>(conflicts));
    }

    void aLongNameIsReadAtOnce()
    {
        std::string name(200, 'a');
        for (std::size_t i = 5; i < name.size(); i += 6)
            name[i] = '_';
        QVERIFY(!readName(patternOf("netflix"), name + ".wav").fault.empty());
    }
};

ASSAY_TEST(TestNames)
#include "tst_names.moc"
