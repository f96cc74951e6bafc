// SPDX-License-Identifier: GPL-3.0-or-later
// Each rule of the Dolby Atmos Master ADM Profile: a master that keeps all, and one fault each that breaks exactly one.
#include "core/metadata/adm_parser.h"
#include "core/metadata/atmos_rules.h"
#include "core/metadata/metadata.h"
#include "tests/support/adm_writer.h"
#include "tests/support/corpus.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>
#include <set>

using namespace assay;
using namespace assay::test;

namespace
{

Bytes bytesOf(const std::string& text)
{
    return { text.begin(), text.end() };
}

AtmosFile fileOf(const AtmosMaster& master)
{
    return {
        .channels = static_cast<int>(master.bed.size()) + master.objects, .seconds = master.seconds, .sampleRate = 48000
    };
}

QStringList brokenBy(const AtmosMaster& master, const AtmosFile& file, const std::string& dbmd = dbmdOf({}))
{
    Adm adm = *parseAdm(bytesOf(axmlOf(master)), 0);
    adm.chna = parseChna(bytesOf(chnaOf(master)), 1);
    const Dbmd atmos = parseDbmd(bytesOf(dbmd));
    QStringList broken;
    for (const AtmosViolation& violation : atmosViolations(adm, &atmos, file))
        broken.push_back(QString::fromStdString(violation.id + " " + std::string(violation.rule->name)));
    return broken;
}

QString joined(const std::vector<std::string>& texts)
{
    QStringList list;
    for (const std::string& text : texts)
        list.push_back(QString::fromStdString(text));
    return list.join(", ");
}

} // namespace

class TestAtmosProfile : public QObject
{
    Q_OBJECT

private slots:
    void keepsEveryBedOfTheTable_data();
    void keepsEveryBedOfTheTable();
    void namesTheRule_data();
    void namesTheRule();
    void looksAtTheFileAround();
    void everyRuleIsBrokenOnce();
    void reportsThePlaces();
    void judgesTheCorpus();
};

void TestAtmosProfile::keepsEveryBedOfTheTable_data()
{
    QTest::addColumn<QString>("labels");
    QTest::addColumn<QStringList>("broken");
    const QStringList none;
    QTest::newRow("none") << "" << none;
    QTest::newRow("2.0") << "RC_L RC_R" << none;
    QTest::newRow("3.0") << "RC_L RC_R RC_C" << none;
    QTest::newRow("5.0") << "RC_L RC_R RC_C RC_Ls RC_Rs" << none;
    QTest::newRow("7.0.2") << "RC_L RC_R RC_C RC_Lss RC_Rss RC_Lrs RC_Rrs RC_Lts RC_Rts" << none;
    QTest::newRow("7.1.2") << "RC_L RC_R RC_C RC_LFE RC_Lss RC_Rss RC_Lrs RC_Rrs RC_Lts RC_Rts" << none;
    const QStringList set { "AP_00011001 bed-set" };
    QTest::newRow("film order") << "RC_L RC_C RC_R RC_Ls RC_Rs RC_LFE" << set;
    QTest::newRow("5.1 of 7.1") << "RC_L RC_R RC_C RC_LFE RC_Lss RC_Rss" << set;
    QTest::newRow("mono") << "RC_C" << set;
}

void TestAtmosProfile::keepsEveryBedOfTheTable()
{
    QFETCH(QString, labels);
    AtmosMaster master;
    master.bed.clear();
    for (const QString& label : labels.split(' ', Qt::SkipEmptyParts))
        master.bed.push_back(label.toStdString());
    QTEST(brokenBy(master, fileOf(master)), "broken");
}

void TestAtmosProfile::namesTheRule_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("broken");
    const auto row
        = [](const char* from, const char* to, const char* broken) { QTest::newRow(broken) << from << to << broken; };
    row("</audioContent>\n<audioObject", "</audioContent>\n<audioProgramme/><audioObject",
        "audioFormatExtended one-programme,  programme-id,  programme-times");
    row("\"APR_1001\"", "\"APR_1002\"", "APR_1002 programme-id");
    row(" start=\"00:00:00.00000\" end", " end", "APR_1001 programme-times");
    row("</audioProgramme>", "</audioProgramme><tagList/>", "tagList known-elements");
    row("audioContentID=\"ACO_1001\"", "audioContentID=\"ACO_0001\"", "ACO_0001 content-id");
    row("mixedContentKind=\"0\">2", "dialogueContentKind=\"1\">1", "ACO_1001 content-dialogue");
    row("<audioObject audioObjectID=\"AO_100b\"", "<audioObject audioObjectID=\"AO_100a\"", "AO_100a object-id");
    row("<audioObject audioObjectID=\"AO_100b\"", "<audioObject audioObjectID=\"AO_1081\"", "AO_1081 object-id");
    row("<audioObject audioObjectID=\"AO_100c\"", "<audioObject audioObjectID=\"AO_1003\"",
        "AO_1003 object-id, AO_1003 object-id-reserved");
    row("<audioPackFormatIDRef>AP_00031001</audioPackFormatIDRef><audioTrackUIDRef>",
        "<audioPackFormatIDRef>AP_00031001</audioPackFormatIDRef><audioPackFormatIDRef>AP_00031001</"
        "audioPackFormatIDRef>"
        "<audioTrackUIDRef>",
        "AO_100b object-pack");
    row("<audioTrackUIDRef>ATU_00000007</audioTrackUIDRef>", "", "AO_100b object-tracks");
    row("audioObjectName=\"Atmos_Obj_1\" start=\"00:00:00.00000\"",
        "audioObjectName=\"Atmos_Obj_1\" start=\"00:00:00.00100\"", "AO_100b object-start");
    row("start=\"00:00:00.00000\" duration=\"00:00:01.00000\"><audioPackFormatIDRef>AP_00031001",
        "start=\"00:00:00.00000\" duration=\"00:00:00.99990\"><audioPackFormatIDRef>AP_00031001",
        "AO_100b object-duration");
    row("<audioTrackUIDRef>ATU_00000007</audioTrackUIDRef>",
        "<audioTrackUIDRef>ATU_00000007</audioTrackUIDRef><audioObjectIDRef>AO_100c</audioObjectIDRef>",
        "AO_100b object-nested");
    row("<audioTrackUIDRef>ATU_00000007</audioTrackUIDRef>",
        "<audioTrackUIDRef>ATU_00000007</audioTrackUIDRef><audioComplementaryObjectIDRef>AO_100c</"
        "audioComplementaryObjectIDRef>",
        "AO_100b object-complementary");
    row("audioObjectName=\"Atmos_Obj_1\"", "audioObjectName=\"Atmos_Obj_1\" interact=\"1\"",
        "AO_100b object-interaction");
    row("audioObjectName=\"Atmos_Obj_1\"", "audioObjectName=\"Atmos_Obj_1\" disableDucking=\"0\"",
        "AO_100b object-interaction");
    row("<audioTrackUIDRef>ATU_00000007</audioTrackUIDRef>",
        "<audioTrackUIDRef>ATU_00000007</audioTrackUIDRef><gain>1</gain>", "AO_100b object-edition-2");
    row("audioPackFormatID=\"AP_00031002\"", "audioPackFormatID=\"AP_00030002\"", "AP_00030002 pack-id");
    row("<audioPackFormat audioPackFormatID=\"AP_00031002\" audioPackFormatName=\"Atmos_Obj_2\" typeLabel=\"0003\"",
        "<audioPackFormat audioPackFormatID=\"AP_00031002\" audioPackFormatName=\"Atmos_Obj_2\" typeLabel=\"0004\"",
        "AP_00031002 pack-type");
    row("<audioChannelFormatIDRef>AC_00031002</audioChannelFormatIDRef></audioPackFormat>", "</audioPackFormat>",
        "AP_00031002 pack-channels");
    row("<audioChannelFormatIDRef>AC_00031002</audioChannelFormatIDRef></audioPackFormat>",
        "<audioChannelFormatIDRef>AC_00031002</audioChannelFormatIDRef><audioPackFormatIDRef>AP_00031001"
        "</audioPackFormatIDRef></audioPackFormat>",
        "AP_00031002 pack-nested");
    row("<speakerLabel>RC_C</speakerLabel>", "<speakerLabel>M+000</speakerLabel>",
        "AP_00011001 bed-set, AC_00011003 bed-label");
    row("audioChannelFormatName=\"RoomCentricCenter\"", "audioChannelFormatName=\"Centre\"", "AC_00011003 bed-name");
    row("-0.36397", "-0.36410", "AC_00011005 bed-position");
    row("AB_00011003_00000001", "AB_00011003_00000002", "AC_00011003 bed-block");
    row("AB_00011003_00000001\"", "AB_00011003_00000001\" rtime=\"00:00:00.00000\"", "AC_00011003 bed-times");
    row("<speakerLabel>RC_C</speakerLabel><cartesian>1</cartesian>", "<speakerLabel>RC_C</speakerLabel>",
        "AC_00011003 bed-cartesian");
    row("<audioBlockFormat audioBlockFormatID=\"AB_00011003",
        "<frequency typeDefinition=\"lowPass\">120</frequency>"
        "<audioBlockFormat audioBlockFormatID=\"AB_00011003",
        "AC_00011003 bed-frequency");
    row("_00000002\" rtime=\"00:00:00.50000\"", "_00000002\"", "AB_00031001_00000002 block-times");
    row("00:00:00.50000\"><cartesian>1</cartesian><position coordinate=\"X\">-1",
        "00:00:00.50000\"><position coordinate=\"X\">-1", "AB_00031001_00000001 block-cartesian");
    row("<position coordinate=\"X\">1</position><position coordinate=\"Y\">0.5",
        "<position coordinate=\"X\">1.1</position><position coordinate=\"Y\">0.5",
        "AB_00031001_00000002 block-position");
    row("<jumpPosition interpolationLength=\"0.005208\">1", "<jumpPosition interpolationLength=\"0.005208\">0",
        "AB_00031001_00000002 block-jump");
    row("interpolationLength=\"0.005208\"", "interpolationLength=\"0.005210\"",
        "AB_00031001_00000002 block-interpolation");
    row("interpolationLength=\"0.000000\"", "interpolationLength=\"0.005208\"",
        "AB_00031001_00000001 block-interpolation");
    row("<jumpPosition", "<gain>0</gain><jumpPosition", "AB_00031001_00000001 block-gain");
    row("<jumpPosition", "<gain>0</gain><importance>0</importance><jumpPosition", "");
    row("<jumpPosition", "<width>0.5</width><height>0.5</height><jumpPosition", "AB_00031001_00000001 block-size");
    row("<jumpPosition", "<width>1</width><height>1</height><depth>1</depth><jumpPosition", "");
    row("<jumpPosition", "<objectDivergence>0</objectDivergence><jumpPosition", "AB_00031001_00000001 block-forbidden");
    row("<jumpPosition", "<zoneExclusion><zone>ZM1</zone><zone>ZM4</zone></zoneExclusion><jumpPosition",
        "AB_00031001_00000001 block-zones");
    row("<jumpPosition",
        "<zoneExclusion><zone>ZM2L</zone><zone>ZM2R</zone><zone>ZB</zone><zone>ZT</zone></zoneExclusion>"
        "<jumpPosition",
        "");
    row("audioChannelFormatID=\"AC_00031002\"", "audioChannelFormatID=\"AC_00030fff\"", "AC_00030fff channel-id");
    row("audioStreamFormatID=\"AS_00031002\"", "audioStreamFormatID=\"AS_1002\"", "AS_1002 stream-id");
    row("audioStreamFormatName=\"PCM_Atmos_Obj_2\" formatLabel=\"0001\" formatDefinition=\"PCM\"",
        "audioStreamFormatName=\"PCM_Atmos_Obj_2\" formatLabel=\"0003\"", "AS_00031002 stream-pcm");
    row("<audioPackFormatIDRef>AP_00031002</audioPackFormatIDRef><audioTrackFormatIDRef>", "<audioTrackFormatIDRef>",
        "AS_00031002 stream-references");
    row("audioTrackFormatID=\"AT_00031002_01\"", "audioTrackFormatID=\"AT_00031002_02\"", "AT_00031002_02 track-id");
    row("audioTrackFormatName=\"PCM_Atmos_Obj_2\" formatLabel=\"0001\" formatDefinition=\"PCM\"",
        "audioTrackFormatName=\"PCM_Atmos_Obj_2\"", "AT_00031002_01 track-pcm");
    row("UID=\"ATU_00000008\"", "UID=\"ATU_8\"", "ATU_8 uid-id");
    row("UID=\"ATU_00000008\" sampleRate=\"48000\"", "UID=\"ATU_00000008\" sampleRate=\"96000\"",
        "ATU_00000008 uid-rate");
    row("UID=\"ATU_00000008\" sampleRate=\"48000\" bitDepth=\"24\"",
        "UID=\"ATU_00000008\" sampleRate=\"48000\" bitDepth=\"16\"", "ATU_00000008 uid-depth");
    row("bitDepth=\"24\"><audioTrackFormatIDRef>AT_00031002_01</audioTrackFormatIDRef>", "bitDepth=\"24\">",
        "ATU_00000008 uid-references");
}

void TestAtmosProfile::namesTheRule()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    AtmosMaster master;
    if (from != to)
        master.changes = { { from.toStdString(), to.toStdString() } };
    QTEST(brokenBy(master, fileOf(master)).join(", "), "broken");
}

void TestAtmosProfile::looksAtTheFileAround()
{
    const AtmosMaster master;
    AtmosFile file = fileOf(master);
    file.seconds = 1.0 / 1.0019;
    QCOMPARE(brokenBy(master, file), QStringList());
    file.seconds = 1.0 / 1.0021;
    QCOMPARE(brokenBy(master, file), QStringList { "APR_1001 programme-length" });
    file = fileOf(master);
    file.channels = 9;
    QCOMPARE(brokenBy(master, file), QStringList { "chna chna-tracks" });
    file.channels = 129;
    QCOMPARE(brokenBy(master, file), (QStringList { "file pcm-channels", "chna chna-tracks" }));
    QCOMPARE(brokenBy(master, {}), QStringList()); // what is not known breaks nothing
    QCOMPARE(brokenBy(master, fileOf(master), std::string(4, '\1')), QStringList { "dbmd atmos-metadata" });
    // 118 objects beside a bed are the most.
    const AtmosMaster full { .objects = 118 };
    QCOMPARE(brokenBy(full, fileOf(full)), QStringList());
    const AtmosMaster many { .objects = 123 };
    QStringList broken = brokenBy(many, fileOf(many));
    broken.removeDuplicates();
    for (const char* rule : { "file pcm-channels", "audioFormatExtended object-count", "audioFormatExtended pack-count",
             "audioFormatExtended format-count", "audioFormatExtended uid-count", "AO_1081 object-id" })
        QVERIFY2(broken.contains(rule), rule);
}

// Nobody adds a rule without the fault that breaks it.
void TestAtmosProfile::everyRuleIsBrokenOnce()
{
    QFile source(ASSAY_SOURCE_DIR "/tests/core/metadata/tst_atmos_profile.cpp");
    QVERIFY(source.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(source.readAll());
    std::set<std::string_view> names;
    for (const AtmosRule& rule : atmosRules()) {
        QVERIFY(names.insert(rule.name).second);
        QVERIFY(!rule.what.empty() && !rule.clause.empty());
        if (rule.name != "content-count") // needs 124 contents; its two sisters are broken above
            QVERIFY2(text.contains(QString(" %1").arg(QString::fromUtf8(rule.name))), std::string(rule.name).c_str());
    }
}

void TestAtmosProfile::reportsThePlaces()
{
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("atmos.wav").toStdString();
    AtmosMaster master;
    master.changes = { { "mixedContentKind=\"0\">2", "mixedContentKind=\"0\">1" } };
    writeBytes(file, atmosFile(master, dbmdOf({ .warp = 3, .binaural = { 1, 1, 1, 1, 1, 1, 2, 4 } })));
    const Metadata metadata = readMetadata(file, 48000, 48000);
    const auto value = [&](const char* id) { return metadata.measures.find(id)->value; };
    QCOMPARE(value("atmos.master"), std::optional<Value>(true));
    QCOMPARE(metadata.measures.find("atmos.violations")->events[0].channel, std::string("ACO_1001 content-dialogue"));
    QCOMPARE(metadata.measures.number("atmos.violations"), std::optional(1.0));
    QCOMPARE(metadata.measures.number("atmos.violations_contents"), std::optional(1.0));
    QCOMPARE(metadata.measures.number("atmos.violations_beds"), std::optional(0.0));
    QCOMPARE(value("atmos.rules_broken"), std::optional<Value>(std::vector<std::string> { "content-dialogue" }));
    QCOMPARE(metadata.sections.at("adm").at("violation/001"),
        std::string(
            "ACO_1001: content-dialogue: asked for is that dialogue is 2 with mixedContentKind 0; found: 1 with "
            "kind 0 (Dolby Atmos Master ADM Profile v1.0, audioContent)"));
    QCOMPARE(value("atmos.bed_layout"), std::optional<Value>(std::string("5.1")));
    QCOMPARE(metadata.measures.number("atmos.objects"), std::optional(2.0));
    QCOMPARE(metadata.measures.number("atmos.length"), std::optional(1.0));
    QCOMPARE(value("atmos.downmix_mode"), std::optional<Value>(std::string("Lo/Ro")));
    QCOMPARE(value("atmos.frame_rate"), std::optional<Value>(std::string("24")));
    QCOMPARE(value("atmos.ffoa_set"), std::optional<Value>(false));
    QCOMPARE(value("atmos.binaural_mode"), std::optional<Value>(std::string("varied")));
    QCOMPARE(metadata.measures.number("atmos.binaural_missing"), std::optional(1.0));
    QCOMPARE(metadata.measures.number("atmos.trims_automatic"), std::optional(9.0));
    writeWave(file, { std::vector<double>(10, 0.0) });
    const Metadata plain = readMetadata(file, 48000, 10);
    QCOMPARE(plain.measures.find("atmos.master")->value, std::optional<Value>(false));
    QCOMPARE(plain.measures.find("atmos.violations")->reason, std::string("the file is no Dolby Atmos master"));
}

void TestAtmosProfile::judgesTheCorpus()
{
    if (!hasCorpus())
        return;
    for (const char* name : { "adm/protools/Test_ADM_ProTools.wav", "adm/dolby-dbmd/sample_adm_file_0.wav" }) {
        const Metadata metadata = readMetadata(corpusFile(name), 0, {});
        const auto& rules = std::get<std::vector<std::string>>(*metadata.measures.find("atmos.rules_broken")->value);
        QVERIFY2(rules.empty(), qPrintable(QString(name) + ": " + joined(rules)));
    }
    const Metadata ear = readMetadata(corpusFile("adm/ear-bw64/test_bwf.wav"), 0, {});
    QCOMPARE(ear.measures.find("atmos.master")->value, std::optional<Value>(false));
}

ASSAY_TEST(TestAtmosProfile)
#include "tst_atmos_profile.moc"
