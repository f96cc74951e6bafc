// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/adm_common.h"
#include "core/metadata/adm_parser.h"
#include "core/metadata/adm_references.h"
#include "core/metadata/adm_scene.h"
#include "core/metadata/adm_text.h"
#include "core/metadata/metadata.h"
#include "tests/support/adm_writer.h"
#include "tests/support/corpus.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace
{

Bytes bytesOf(const std::string& text)
{
    return { text.begin(), text.end() };
}

Adm admOf(const AtmosMaster& master)
{
    Adm adm = *parseAdm(bytesOf(axmlOf(master)), 0);
    adm.chna = parseChna(bytesOf(chnaOf(master)), 1000);
    return adm;
}

Adm admOf(const std::string& elements)
{
    return *parseAdm(
        bytesOf("<a:audioFormatExtended version=\"ITU-R_BS.2076-2\">" + elements + "</a:audioFormatExtended>"), 0);
}

QStringList troublesIn(const Adm& adm)
{
    QStringList messages;
    for (const AdmTrouble& trouble : admTroubles(adm))
        messages.push_back(QString::fromStdString(trouble.message()));
    return messages;
}

std::vector<int> tracksOf(const AdmBed& bed)
{
    std::vector<int> tracks;
    for (const AdmBedChannel& channel : bed.channels)
        tracks.push_back(channel.track);
    return tracks;
}

} // namespace

class TestAdm : public QObject
{
    Q_OBJECT

private slots:
    void readsValuesAsWritten();
    void knowsEveryonesDefinitions();
    void readsEveryElement();
    void readsBlocks();
    void castsBedsAndObjects();
    void followsNestingAndChoice();
    void takesTheShortWayOfEdition2();
    void readsOlderFiles();
    void findsTroubles_data();
    void findsTroubles();
    void refusesWhatIsNoAdm();
    void reportsEveryField();
    void agreesWithTheCorpusNotes();
};

void TestAdm::readsValuesAsWritten()
{
    QCOMPARE(admSeconds("01:02:03.50000"), std::optional(3723.5));
    QCOMPARE(admSeconds("00:00:01.12000S48000"), std::optional(1.25));
    for (const char* text :
        { "", "1.5", "00:00", "00:60:00.0", "00:00:-1.0", "00:00:01.5S0", "00:00:01S48000", "a:b:c" })
        QCOMPARE(admSeconds(text), std::optional<double>());
    QCOMPARE(admTime(3723.5), std::string("01:02:03.50000"));
    QCOMPARE(admNumber(" -0.5 "), std::optional(-0.5));
    QCOMPARE(admNumber("nan"), std::optional<double>());
    QCOMPARE(admFlag("1"), std::optional(true));
    QCOMPARE(admFlag("yes"), std::optional<bool>());
    QCOMPARE(admInteger("12x"), std::optional<int>());
}

void TestAdm::knowsEveryonesDefinitions()
{
    QCOMPARE(commonSpeaker("AC_0001000a"), std::optional(Speaker::leftSideSurround));
    QCOMPARE(commonSpeaker("AT_0001001C_01"), std::optional(Speaker::leftRearSurround));
    QVERIFY(!commonSpeaker("AC_00011001") && !commonSpeaker("AC_00030001") && !commonSpeaker("AP_00010001"));
    QCOMPARE(commonPackName("AP_00010017"), std::string_view("7.1.4"));
    QVERIFY(commonPackName("AP_00011001").empty());
    for (const char* id : { "AP_00010003", "AC_00010FFF", "AS_00010001", "AT_00040001_01", "ATU_00000000" })
        QVERIFY(isCommonDefinition(id));
    for (const char* id : { "AP_00011000", "AO_0001", "ATU_00000001", "AP_1", "" })
        QVERIFY(!isCommonDefinition(id));
    QCOMPARE(speakerOfLabel("RC_Lts"), std::optional(Speaker::leftTopSide));
    QCOMPARE(speakerOfLabel("urn:itu:bs:2051:0:speaker:M-110"), std::optional(Speaker::rightSurround));
    QCOMPARE(speakerOfLabel("RC_Ltf"), std::optional<Speaker>());
}

void TestAdm::readsEveryElement()
{
    const Adm adm = admOf(AtmosMaster {});
    QCOMPARE(adm.schema, std::string("urn:ebu:metadata-schema:ebuCore_2016"));
    QCOMPARE(adm.programmes.size(), std::size_t(1));
    QCOMPARE(adm.programmes[0].end, std::optional(1.0));
    QCOMPARE(adm.contents.size(), std::size_t(2));
    QCOMPARE(adm.contents[0].dialogue, std::optional(2));
    QCOMPARE(adm.contents[0].dialogueKind, std::optional(0));
    QCOMPARE(adm.objects.size(), std::size_t(3));
    QCOMPARE(adm.objects[0].trackUids.size(), std::size_t(6));
    QCOMPARE(adm.packs.size(), std::size_t(3));
    QCOMPARE(adm.channels.size(), std::size_t(8));
    QCOMPARE(adm.streams[0].tracks, AdmIds { "AT_00011001_01" });
    QCOMPARE(adm.tracks[0].formatDefinition, std::string("PCM"));
    QCOMPARE(adm.trackUids[7].sampleRate, std::optional(48000));
    QCOMPARE(adm.trackUids[7].bitDepth, std::optional(24));
    QCOMPARE(adm.chna.rows.size(), std::size_t(8));
    QCOMPARE(adm.chna.rows[7].uid, std::string("ATU_00000008"));
    const std::string text = axmlOf({});
    QCOMPARE(text.substr(static_cast<std::size_t>(adm.objects[1].offset), 36),
        std::string("<audioObject audioObjectID=\"AO_100b\""));
    const Adm claims
        = admOf("<audioProgramme audioProgrammeID='APR_1001' audioProgrammeLanguage='de'><loudnessMetadata "
                "loudnessMethod='ITU-R BS.1770'><integratedLoudness>-23.1</integratedLoudness>"
                "<maxTruePeak>-1.5</maxTruePeak></loudnessMetadata></audioProgramme><what/>");
    QCOMPARE(claims.version, std::string("ITU-R_BS.2076-2"));
    QCOMPARE(claims.programmes[0].language, std::string("de"));
    QCOMPARE(claims.programmes[0].loudness[0].integrated, std::optional(-23.1));
    QCOMPARE(claims.programmes[0].loudness[0].maxTruePeak, std::optional(-1.5));
    QVERIFY(!claims.programmes[0].loudness[0].range);
    QCOMPARE(claims.unknown.size(), std::size_t(1));
}

void TestAdm::readsBlocks()
{
    const Adm adm = admOf(
        "<audioChannelFormat audioChannelFormatID='AC_00031001' typeDefinition='Objects'><audioBlockFormat "
        "rtime='00:00:01.0' "
        "duration='00:00:02.0'><position coordinate='azimuth'>30</position><position coordinate='azimuth' "
        "bound='max'>40"
        "</position><position coordinate='elevation' screenEdgeLock='top'>10</position><gain gainUnit='dB'>-6</gain>"
        "<width>20</width><diffuse>0.5</diffuse><channelLock maxDistance='1'>1</channelLock><objectDivergence>0.1"
        "</objectDivergence><jumpPosition interpolationLength='0.005'>1</jumpPosition><importance>5</importance>"
        "<zoneExclusion><zone>ZM1</zone></zoneExclusion></audioBlockFormat></audioChannelFormat>");
    const AdmBlock& block = adm.channels[0].blocks[0];
    QCOMPARE(adm.channels[0].type, AdmType::objects);
    QCOMPARE(block.start, std::optional(1.0));
    QCOMPARE(block.duration, std::optional(2.0));
    QCOMPARE(block.position.x, std::optional(30.0));
    QCOMPARE(block.position.y, std::optional(10.0));
    QVERIFY(!block.position.cartesian && block.polar && !block.saysCartesian);
    QVERIFY(block.screenEdgeLock && block.channelLock && block.channelLockDistance && block.divergence);
    QVERIFY(std::abs(block.gain - 0.501187) < 1e-6);
    QCOMPARE(block.importance, 5);
    QCOMPARE(block.width, std::optional(20.0));
    QCOMPARE(block.diffuse, 0.5);
    QCOMPARE(block.jumpPosition, std::optional(true));
    QCOMPARE(block.interpolationLength, std::optional(0.005));
    QCOMPARE(block.zones, std::vector<std::string> { "ZM1" });
}

void TestAdm::castsBedsAndObjects()
{
    const Adm adm = admOf(AtmosMaster {
        .bed = { "RC_L", "RC_R", "RC_C", "RC_LFE", "RC_Lss", "RC_Rss", "RC_Lrs", "RC_Rrs", "RC_Lts", "RC_Rts" } });
    const AdmScene scene = admScene(adm);
    QCOMPARE(scene.programmeName, std::string("Atmos_Master"));
    QCOMPARE(scene.end, std::optional(1.0));
    QCOMPARE(scene.beds.size(), std::size_t(1));
    QCOMPARE(scene.beds[0].layout().name, std::string("7.1.2"));
    QCOMPARE(tracksOf(scene.beds[0]), (std::vector<int> { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }));
    QCOMPARE(scene.beds[0].contentName, std::string("Music"));
    QCOMPARE(scene.beds[0].dialogue, std::optional(2));
    QCOMPARE(scene.objects.size(), std::size_t(2));
    QCOMPARE(scene.objects[1].track, 12);
    QCOMPARE(scene.objects[1].blocks.size(), std::size_t(2));
    QCOMPARE(scene.objects[1].blocks[1].position.x, std::optional(1.0));
    QVERIFY(scene.others.empty());
}

void TestAdm::followsNestingAndChoice()
{
    const std::string formats
        = "<audioChannelFormat audioChannelFormatID='AC_00031001' typeLabel='0003'/>"
          "<audioTrackUID UID='ATU_00000001'><audioChannelFormatIDRef>AC_00031001</audioChannelFormatIDRef>"
          "</audioTrackUID>";
    const Adm nested
        = admOf("<audioObject audioObjectID='AO_1001' start='00:00:02.0'><gain>0.5</gain><audioObjectIDRef>"
                "AO_1002</audioObjectIDRef></audioObject><audioObject audioObjectID='AO_1002'><gain>0.5</gain>"
                "<audioObjectIDRef>AO_1001</audioObjectIDRef><audioTrackUIDRef>ATU_00000001</audioTrackUIDRef>"
                "</audioObject>"
            + formats);
    const AdmScene scene = admScene(nested);
    QCOMPARE(scene.objects.size(), std::size_t(1));
    QCOMPARE(scene.objects[0].gain, 0.25);
    QCOMPARE(scene.objects[0].start, 2.0);
    QVERIFY(troublesIn(nested).contains("audioObject AO_1001 holds itself, by way of the objects in it"));
    const Adm choice = admOf(
        "<audioObject audioObjectID='AO_1001'><audioComplementaryObjectIDRef>AO_1002</audioComplementaryObjectIDRef>"
        "<audioTrackUIDRef>ATU_00000001</audioTrackUIDRef></audioObject><audioObject audioObjectID='AO_1002'>"
        "<audioTrackUIDRef>ATU_00000001</audioTrackUIDRef></audioObject>"
        + formats);
    QCOMPARE(admScene(choice).objects.size(), std::size_t(1));
    QCOMPARE(admScene(choice).objects[0].objectId, std::string("AO_1001"));
}

// BS.2076-2: a track UID names its channel format; everyone's definitions stand nowhere in the file.
void TestAdm::takesTheShortWayOfEdition2()
{
    Adm adm = admOf(
        "<audioObject audioObjectID='AO_1001'><mute>1</mute><audioPackFormatIDRef>AP_00010002</audioPackFormatIDRef>"
        "<audioTrackUIDRef>ATU_00000001</audioTrackUIDRef><audioTrackUIDRef>ATU_00000002</audioTrackUIDRef>"
        "</audioObject><audioTrackUID UID='ATU_00000001'><audioChannelFormatIDRef>AC_00010001"
        "</audioChannelFormatIDRef></audioTrackUID>");
    adm.chna.offset = 8;
    adm.chna.rows = { { .track = 3, .uid = "ATU_00000001", .trackRef = "AC_00010001_00", .packRef = "AP_00010002" },
        { .track = 4, .uid = "ATU_00000002", .trackRef = "AT_00010002_01", .packRef = "AP_00010002" } };
    const AdmScene scene = admScene(adm);
    QCOMPARE(scene.beds.size(), std::size_t(1));
    QCOMPARE(scene.beds[0].layout().name, std::string("stereo"));
    QCOMPARE(tracksOf(scene.beds[0]), (std::vector<int> { 3, 4 }));
    QCOMPARE(scene.beds[0].packName, std::string("stereo"));
    QCOMPARE(scene.beds[0].gain, 0.0);
    QCOMPARE(troublesIn(adm), QStringList());
}

// Streams that point at tracks, tracks that do not point back, ids in the other case.
void TestAdm::readsOlderFiles()
{
    const Adm adm
        = admOf("<audioObject audioObjectID='AO_1001'><audioTrackUIDRef>ATU_0000000a</audioTrackUIDRef></audioObject>"
                "<audioChannelFormat audioChannelFormatID='AC_00011001' typeLabel='0001'><frequency "
                "typeDefinition='lowPass'>120</frequency></audioChannelFormat><audioStreamFormat "
                "audioStreamFormatID='AS_00011009'><audioTrackFormatIDRef>AT_00011009_01</audioTrackFormatIDRef>"
                "<audioChannelFormatIDRef>AC_00011001</audioChannelFormatIDRef></audioStreamFormat>"
                "<audioTrackUID UID='ATU_0000000A'><audioTrackFormatIDRef>AT_00011009_01</audioTrackFormatIDRef>"
                "</audioTrackUID>");
    const AdmScene scene = admScene(adm);
    QCOMPARE(scene.beds.size(), std::size_t(1));
    QCOMPARE(scene.beds[0].channels[0].speaker, Speaker::lfe);
    QCOMPARE(scene.beds[0].channels[0].track, 0);
}

void TestAdm::findsTroubles_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("none") << ""
                          << "" << QStringList();
    QTest::newRow("dangling pack")
        << "<audioPackFormatIDRef>AP_00031002<"
        << "<audioPackFormatIDRef>AP_00031009<"
        << QStringList { "audioObject AO_100c refers to audioPackFormat AP_00031009, which is not there" };
    QTest::newRow("dangling object") << "<audioObjectIDRef>AO_100c<"
                                     << "<audioObjectIDRef>AO_1fff<"
                                     << QStringList {
                                            "audioContent ACO_1002 refers to audioObject AO_1fff, which is not there",
                                            "nothing refers to audioObject AO_100c"
                                        };
    QTest::newRow("twice") << "audioObjectID=\"AO_100c\""
                           << "audioObjectID=\"AO_100b\""
                           << QStringList { "audioObject AO_100b stands twice",
                                  "audioContent ACO_1002 refers to audioObject AO_100c, which is not there" };
    QTest::newRow("no row")
        << "UID=\"ATU_00000008\""
        << "UID=\"ATU_00000009\""
        << QStringList { "audioTrackUID ATU_00000009 has no row in the chna chunk: no track of the file carries it",
               "nothing refers to audioTrackUID ATU_00000009" };
    QTest::newRow("chna says otherwise")
        << "<audioTrackFormatIDRef>AT_00031002_01</audioTrackFormatIDRef><audioPackFormatIDRef>AP_00031002"
        << "<audioTrackFormatIDRef>AT_00031002_01</audioTrackFormatIDRef><audioPackFormatIDRef>AP_00031001"
        << QStringList { "the chna row ATU_00000008 names audioPackFormat AP_00031002, axml another one" };
}

void TestAdm::findsTroubles()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    AtmosMaster master;
    if (!from.isEmpty())
        master.changes = { { from.toStdString(), to.toStdString() } };
    QTEST(troublesIn(admOf(master)), "expected");
}

void TestAdm::refusesWhatIsNoAdm()
{
    QVERIFY(parseAdm(bytesOf("<ebuCoreMain/>"), 0)->programmes.empty());
    const auto broken = parseAdm(bytesOf("<audioFormatExtended><audioObject></audioFormatExtended>"), 100);
    QVERIFY(!broken);
    QVERIFY(broken.error().offset.value_or(0) > 100);
    std::string huge = "<audioFormatExtended>";
    for (int i = 0; i < 450000; ++i)
        huge += "<x/>";
    QVERIFY(!parseAdm(bytesOf(huge + "</audioFormatExtended>"), 0));
    std::string deep;
    for (int i = 0; i < 100000; ++i)
        deep += "<x>";
    QVERIFY(!parseAdm(bytesOf("<audioFormatExtended>" + deep), 0));
    QVERIFY(parseChna(bytesOf(std::string(3, '\1')), 0).rows.empty());
}

void TestAdm::reportsEveryField()
{
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("atmos.wav").toStdString();
    AtmosMaster master;
    master.changes = { { "<audioObjectIDRef>AO_100c<", "<audioObjectIDRef>AO_1fff<" } };
    writeBytes(file, atmosFile(master));
    const Metadata metadata = readMetadata(file, 48000, 48000);
    QVERIFY(metadata.adm != nullptr);
    QCOMPARE(metadata.measures.number("adm.object_count"), std::optional(3.0));
    QCOMPARE(metadata.measures.number("adm.block_count"), std::optional(10.0));
    QCOMPARE(metadata.measures.number("adm.programme_length"), std::optional(1.0));
    const Measurement& dangling = *metadata.measures.find("adm.unresolved");
    QCOMPARE(dangling.value, std::optional<Value>(std::int64_t { 1 }));
    QCOMPARE(dangling.events[0].channel, std::string("ACO_1002 > AO_1fff"));
    QVERIFY(dangling.events[0].start > 48000 * 3 * 8);
    const MetadataSection& tree = metadata.sections.at("adm");
    QCOMPARE(tree.at("audioObject/AO_100b/duration"), std::string("00:00:01.00000"));
    QCOMPARE(tree.at("audioTrackUID/ATU_00000008/file_track"), std::string("8"));
    QCOMPARE(tree.at("audioChannelFormat/AC_00011005/labels"), std::string("RC_Ls"));
    QCOMPARE(tree.at("audioContent/ACO_1001/dialogue"), std::string("mixed"));
    QCOMPARE(
        tree.at("trouble/001"), std::string("audioContent ACO_1002 refers to audioObject AO_1fff, which is not there"));
    master.changes = { { "</audioContent>", "" } };
    writeBytes(file, atmosFile(master));
    const Metadata broken = readMetadata(file, 48000, 48000);
    QVERIFY(broken.adm == nullptr);
    QCOMPARE(broken.measures.find("adm.object_count")->state, MeasureState::notMeasured);
    QVERIFY(std::ranges::any_of(broken.faults, [](const Fault& fault) { return fault.code == "adm-unreadable"; }));
}

void TestAdm::agreesWithTheCorpusNotes()
{
    if (!hasCorpus())
        return;
    const Metadata pro = readMetadata(corpusFile("adm/protools/Test_ADM_ProTools.wav"), 0, {});
    QVERIFY(pro.adm != nullptr);
    QCOMPARE(pro.adm->programmes[0].name, std::string("Atmos_Master"));
    QCOMPARE(pro.adm->contents.size(), std::size_t(3));
    QCOMPARE(pro.adm->objects.size(), std::size_t(5));
    QCOMPARE(pro.adm->trackUids.size(), std::size_t(14));
    const AdmScene scene = admScene(*pro.adm);
    QCOMPARE(scene.beds[0].layout().name, std::string("7.1.2"));
    QCOMPARE(scene.objects[0].contentName, std::string("Dialog"));
    QCOMPARE(scene.objects[0].track, 11);
    for (const char* id : { "adm.unresolved", "adm.duplicate_ids", "adm.unused", "adm.contradictions" })
        QCOMPARE(pro.measures.number(id), std::optional(0.0));
    const Metadata ear = readMetadata(corpusFile("adm/ear-bw64/test_bwf.wav"), 0, {});
    const AdmScene room = admScene(*ear.adm);
    QCOMPARE(room.objects.size(), std::size_t(2));
    QCOMPARE(room.beds.size(), std::size_t(3));
    QCOMPARE(room.beds[1].channels[0].track, 3); // as that of the bed before: two meanings of one track
    QCOMPARE(room.beds[2].channels[0].speaker, Speaker::lfe);
    QCOMPARE(ear.measures.number("adm.unresolved"), std::optional(0.0));
}

ASSAY_TEST(TestAdm)
#include "tst_adm.moc"
