// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/bext_syntax.h"
#include "core/metadata/coding_history.h"
#include "core/metadata/metadata.h"
#include "tests/support/corpus.h"
#include "tests/support/metadata_text.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace
{

std::string little(std::uint64_t value, int bytes)
{
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(value >> (8 * i) & 0xFF);
    return text;
}

std::string big(std::uint64_t value, int bytes)
{
    const std::string text = little(value, bytes);
    return { text.rbegin(), text.rend() };
}

std::string padded(const std::string& text, std::size_t size)
{
    return text + std::string(size - text.size(), '\0');
}

std::string bext(int version, const std::string& date, const std::string& reference, const std::string& rest)
{
    return padded("", 288) + padded(reference, 32) + padded(date, 10) + "10:20:30" + little(0, 8)
        + little(static_cast<std::uint64_t>(version), 2) + padded(rest, 254);
}

} // namespace

class TestMetadataFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void datesAndTimes();
    void usids();
    void codingHistories();
    void bextTraps();
    void ixmlFields();
    void cart();
    void markers();
    void smallChunks();
    void agreesWithTheCorpus();

private:
    [[nodiscard]] std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    Metadata read(std::vector<WaveChunk> chunks)
    {
        WaveOptions options;
        options.before = std::move(chunks);
        writeWave(path("file.wav"), { { 0.1, 0.2, 0.3 } }, options);
        return readMetadata(path("file.wav"), 48000, 3);
    }

    QTemporaryDir m_folder;
};

void TestMetadataFields::datesAndTimes()
{
    for (const char* good : { "2024-02-29", "2019:01:01", "2019_12_31", "2000 02 29", "1999.11.30", "2019-01:01" })
        QVERIFY2(isBextDate(good), good);
    for (const char* bad : { "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024/04/30",
             "24-04-30", "2024-4-30", "", "2024-04-3x" })
        QVERIFY2(!isBextDate(bad), bad);
    QVERIFY(isBextTime("23:59:59") && isBextTime("00-00-00") && isBextTime("04.43_00"));
    QVERIFY(!isBextTime("24:00:00") && !isBextTime("12:60:00") && !isBextTime("12:00") && !isBextTime("12h00m00"));
}

void TestMetadataFields::usids()
{
    QVERIFY(isUsid("USSDVGR1112089007124001008206301")); // as a recorder wrote it
    QVERIFY(!isUsid("USSDVGR111208900712400100820630")); // one short
    QVERIFY(!isUsid("USSDVGR1112089007254001008206301")); // 25 h
    QVERIFY(!isUsid("U1SDVGR1112089007124001008206301"));
    QVERIFY(!isUsid("USJPHNNNNNNNNN202829RRRRRRRRR"));
}

void TestMetadataFields::codingHistories()
{
    const auto deviations = [](const char* text) { return static_cast<int>(codingHistoryDeviations(text).size()); };
    const char* const two = "A=ANALOGUE,M=stereo,T=tape, Studer\r\nA=PCM,F=48000,W=24,M=dual-mono,T=A/D\r\n";
    QCOMPARE(deviations(two), 0);
    const auto processes = codingProcesses(two);
    QCOMPARE(processes.size(), std::size_t(2));
    QCOMPARE(processes[0].text, std::string("tape, Studer"));
    QCOMPARE(processes[1],
        (CodingProcess { .algorithm = "PCM", .sampleRate = 48000, .bits = 24, .mode = "dual-mono", .text = "A/D" }));
    QCOMPARE(deviations("A=PCM,F=48000,W=24,M=stereo,R=48000,T=2 Ch\r\n"), 1); // R= is a recorder's own
    QCOMPARE(deviations("A=ANALOG,M=stereo\r\n"), 1); // FADGI, not R 98
    QCOMPARE(deviations("A=PCM,W=24,F=48000\r\n"), 1); // order
    QCOMPARE(deviations("A=PCM,W=24"), 1); // no CR LF
    QCOMPARE(deviations("Coding History"), 2);
    QCOMPARE(deviations("A=PCM,W=x\n"), 2);
    QCOMPARE(deviations(""), 0);
    QCOMPARE(channelsOfMode("mono"), std::optional(1));
    QCOMPARE(channelsOfMode("joint-stereo"), std::optional(2));
    QVERIFY(!channelsOfMode("5.1"));
}

void TestMetadataFields::bextTraps()
{
    const Metadata good
        = read({ { "bext", bext(2, "2019:01:01", "USSDVGR1112089007124001008206301", "") + "A=PCM,W=24\r\n" } });
    for (const char* id : { "bext.origination_date_valid", "bext.origination_time_valid",
             "bext.originator_reference_valid", "bext.coding_history_valid", "bext.reserved_zero" })
        QCOMPARE(textOf(good, id), QString("yes"));
    QCOMPARE(textOf(good, "bext.umid_valid"), QString("(the field is empty)"));
    QCOMPARE(textOf(good, "bext.max_true_peak"), QString("(not set: all five loudness fields are 0)"));

    const Metadata bad = read({ { "bext", bext(1, "01/02/2019", "mine", std::string(70, 'x')) + "Tape\r\n" } });
    for (const char* id : { "bext.origination_date_valid", "bext.originator_reference_valid",
             "bext.coding_history_valid", "bext.reserved_zero", "bext.umid_valid" })
        QCOMPARE(textOf(bad, id), QString("no"));
    QCOMPARE(bad.sections.at("bext").at("coding_history_against_r98"), std::string("line 1: \"Tape\" is no field"));

    const std::string label = "\x06\x0A\x2B\x34\x01\x01\x01\x05\x01\x01\x0F\x20";
    const auto umid = [&](char length, const std::string& source) {
        return textOf(read({ { "bext",
                          bext(1, "2019-01-01", "",
                              padded(label + std::string(1, length) + std::string(19, '\1'), 32) + source) } }),
            "bext.umid_valid");
    };
    QCOMPARE(umid('\x13', ""), QString("yes"));
    QCOMPARE(umid('\x33', std::string(32, '\2')), QString("yes"));
    QCOMPARE(umid('\x13', std::string(32, '\2')), QString("no"));
}

void TestMetadataFields::ixmlFields()
{
    const Metadata metadata = read({ { "iXML", R"(<BWFXML><IXML_VERSION>2.10</IXML_VERSION><CIRCLED>TRUE</CIRCLED>
<NO_GOOD>no</NO_GOOD><FILE_UID>F1</FILE_UID><SPEED><MASTER_SPEED>24/1</MASTER_SPEED><AUDIO_BIT_DEPTH>24</AUDIO_BIT_DEPTH>
<FILE_SAMPLE_RATE>forty</FILE_SAMPLE_RATE><TIMECODE_FLAG>NDF</TIMECODE_FLAG></SPEED>
<HISTORY><PARENT_FILENAME>a.wav</PARENT_FILENAME></HISTORY><FILE_SET><TOTAL_FILES>5</TOTAL_FILES></FILE_SET>
<BEXT><BWF_TIME_REFERENCE_LOW>-1940552340</BWF_TIME_REFERENCE_LOW><BWF_TIME_REFERENCE_HIGH>0</BWF_TIME_REFERENCE_HIGH>
</BEXT><SYNC_POINT_LIST><SYNC_POINT/><SYNC_POINT/></SYNC_POINT_LIST>
<TRACK_LIST><TRACK><INTERLEAVE_INDEX>2</INTERLEAVE_INDEX><FUNCTION>R-FRONT</FUNCTION></TRACK></TRACK_LIST>
<STEINBERG><ATTR_LIST><ATTR><NAME>MediaDuration</NAME><VALUE>1200.0</VALUE></ATTR></ATTR_LIST></STEINBERG>
<VENDOR><DEEP><THING>kept</THING></DEEP></VENDOR></BWFXML>)" } });
    QCOMPARE(textOf(metadata, "ixml.version"), QString("2.10"));
    QCOMPARE(textOf(metadata, "ixml.circled"), QString("yes"));
    QCOMPARE(textOf(metadata, "ixml.no_good"), QString("(the field is neither TRUE nor FALSE: no)"));
    QCOMPARE(textOf(metadata, "ixml.file_uid"), QString("F1"));
    QCOMPARE(textOf(metadata, "ixml.master_speed"), QString("24/1"));
    QCOMPARE(textOf(metadata, "ixml.audio_bit_depth"), QString("24"));
    QCOMPARE(textOf(metadata, "ixml.file_sample_rate"), QString("(the field is no number: forty)"));
    QCOMPARE(textOf(metadata, "ixml.parent_filename"), QString("a.wav"));
    QCOMPARE(textOf(metadata, "ixml.total_files"), QString("5"));
    // A recorder prints the low word as a signed number.
    QCOMPARE(metadata.measures.number("ixml.bext_time_reference"), std::optional(2354414956.0));
    QCOMPARE(textOf(metadata, "ixml.sync_points"), QString("2"));
    QCOMPARE(textOf(metadata, "ixml.track_functions"), QString(" | R-FRONT"));
    QCOMPARE(textOf(metadata, "ixml.steinberg"), QString("MediaDuration = 1200.0"));
    QCOMPARE(metadata.sections.at("ixml").at("vendor/deep/thing"), std::string("kept"));
    QCOMPARE(metadata.sections.at("ixml").at("steinberg/MediaDuration"), std::string("1200.0"));
}

void TestMetadataFields::cart()
{
    const std::string fixed = "0101" + padded("Title", 64) + padded("Artist", 64) + padded("Cut", 64)
        + padded("Client", 64) + padded("Category", 64) + padded("Class", 64) + padded("Out", 64) + "2020-01-02"
        + "03:04:05" + "2021-01-02" + "06:07:08" + padded("App", 64) + padded("1.2", 64) + padded("User", 64)
        + little(32768, 4) + "SEGs" + little(48000, 4) + padded("", 56) + padded("", 276) + padded("http://a/", 1024);
    QCOMPARE(fixed.size(), std::size_t(2048));
    const Metadata metadata = read({ { "cart", fixed + "<TAGS/>" } });
    const std::array<std::pair<const char*, const char*>, 19> expected { { { "cart.version", "0101" },
        { "cart.title", "Title" }, { "cart.artist", "Artist" }, { "cart.cut_id", "Cut" },
        { "cart.client_id", "Client" }, { "cart.category", "Category" }, { "cart.classification", "Class" },
        { "cart.out_cue", "Out" }, { "cart.start_date", "2020-01-02" }, { "cart.start_time", "03:04:05" },
        { "cart.end_date", "2021-01-02" }, { "cart.end_time", "06:07:08" }, { "cart.producer_app", "App" },
        { "cart.producer_app_version", "1.2" }, { "cart.user_def", "User" }, { "cart.level_reference", "32768" },
        { "cart.timers", "SEGs 48000" }, { "cart.url", "http://a/" }, { "cart.tag_text", "<TAGS/>" } } };
    for (const auto& [id, value] : expected)
        QCOMPARE(textOf(metadata, id), QString(value));
    const Metadata cut = read({ { "cart", fixed.substr(0, 2047) } });
    QCOMPARE(cut.faults.at(0).code, std::string("cart-too-short"));
    QCOMPARE(textOf(read({}), "cart.title"), QString("(the file has no cart chunk)"));
}

void TestMetadataFields::markers()
{
    const auto point = [](std::uint64_t id, std::uint64_t frame) {
        return little(id, 4) + little(0, 4) + "data" + little(0, 8) + little(frame, 4);
    };
    const auto label = [](std::uint64_t id, const std::string& text) {
        return "labl" + little(4 + text.size(), 4) + little(id, 4) + text + std::string(text.size() % 2, '\0');
    };
    const Metadata metadata = read(
        { { "cue ", little(3, 4) + point(1, 2) + point(7, 1) }, { "LIST", "adtl" + label(7, "one") + label(1, "last") },
            { "smpl", padded("", 28) + little(1, 4) + padded("", 28) } });
    QCOMPARE(textOf(metadata, "cue.markers"), QString("2"));
    QCOMPARE(metadata.measures.find("cue.markers")->events.at(0).start, FrameCount(1));
    QCOMPARE(textOf(metadata, "cue.labels"), QString("one | last"));
    QCOMPARE(textOf(metadata, "cue.loops"), QString("1"));
    QCOMPARE(textOf(read({}), "cue.markers"), QString("0"));

    const std::string mark = big(2, 2) + big(1, 2) + big(9, 4)
        + "\x03"
          "end"
        + big(2, 2) + big(4, 4) + std::string(2, '\0');
    const std::string comm = big(1, 2) + big(0, 4) + big(16, 2) + "\x40\x0E\xBB\x80" + std::string(6, '\0');
    const std::string body = "AIFFCOMM" + big(comm.size(), 4) + comm + "MARK" + big(mark.size(), 4) + mark;
    writeBytes(path("file.aif"), "FORM" + big(body.size(), 4) + body);
    const Metadata aiff = readMetadata(path("file.aif"), 48000, 0);
    QCOMPARE(textOf(aiff, "cue.markers"), QString("2"));
    QCOMPARE(textOf(aiff, "cue.labels"), QString("end"));
}

void TestMetadataFields::smallChunks()
{
    const std::string row = "ATU_00000001AT_00010001_01AP_00010001" + std::string(1, '\0');
    const Metadata metadata = read({ { "axml", "<ebuCoreMain><audioFormatExtended/></ebuCoreMain>" },
        { "chna", little(1, 2) + little(2, 2) + little(1, 2) + row + little(5, 2) + row + std::string(40, '\0') },
        { "dbmd", little(1, 4) + "\x09" + little(2, 2) + "xx" + "\x55" + "\x0A" + little(0, 2) + "\x01" + '\0' },
        { "_PMX", "<x:xmpmeta/>" } });
    QCOMPARE(textOf(metadata, "axml.bytes"), QString("49"));
    QCOMPARE(textOf(metadata, "axml.contents"), QString("adm | ebucore"));
    QCOMPARE(textOf(metadata, "chna.tracks"), QString("1"));
    QCOMPARE(textOf(metadata, "chna.uids"), QString("2"));
    QCOMPARE(textOf(metadata, "chna.highest_track"), QString("5"));
    QCOMPARE(textOf(metadata, "dbmd.segments"), QString("9 | 10"));
    QCOMPARE(textOf(metadata, "xmp.bytes"), QString("12"));
    QCOMPARE(textOf(read({}), "xmp.bytes"), QString("(the file has no XMP packet)"));
}

void TestMetadataFields::agreesWithTheCorpus()
{
    if (!hasCorpus())
        QSKIP("no corpus");
    const Metadata carted = readMetadata(corpusFile("bwf/atldotnet/cart.wav"), 0, {});
    QCOMPARE(textOf(carted, "cart.version"), QString("0101"));
    QVERIFY(carted.measures.number("xmp.bytes").value_or(0) > 0);
    const Metadata audacity = readMetadata(corpusFile("bwf/wavefile/Audacity-16bit-17-MARKERS.wav"), 0, {});
    QCOMPARE(textOf(audacity, "cue.markers"), QString("17"));
    const Metadata nuendo
        = readMetadata(corpusFile("channel_layout/nuendo/wavinfo Test Project - Audio - Atmos 7.1.2.wav"), 48000, {});
    QVERIFY(textOf(nuendo, "ixml.steinberg").contains("AudioSampleFormatSize = 3 | "));
    QVERIFY(textOf(nuendo, "ixml.steinberg").contains("MediaDuration = 1200.0"));
    QCOMPARE(textOf(nuendo, "bext.originator_reference_valid"), QString("no"));
    const Metadata zoom = readMetadata(corpusFile("bwf/wavinfo/Scene_1_2AG-T001_TrL_R.WAV"), 48000, {});
    QCOMPARE(textOf(zoom, "ixml.version"), QString("1.62"));
    QCOMPARE(textOf(zoom, "ixml.total_files"), QString("9"));
    const Metadata metacorder = readMetadata(corpusFile("bwf/wavinfo/Sr001-2C-01_01.WAV"), 48000, {});
    QCOMPARE(textOf(metacorder, "bext.origination_date"), QString("2019:01:01"));
    QCOMPARE(textOf(metacorder, "bext.origination_date_valid"), QString("yes"));
    QCOMPARE(metacorder.measures.number("ixml.bext_time_reference"), metacorder.measures.number("bext.time_reference"));
    const Metadata mxf
        = readMetadata(corpusFile("movie_mxf/photon/MERIDIAN_Netflix_Photon_161006_ENG-51_00.mxf"), 0, {});
    QCOMPARE(textOf(mxf, "mca.channels"), QString("1 chL | 2 chR | 3 chC | 4 chLFE | 5 chLs | 6 chRs"));
    QCOMPARE(textOf(mxf, "mca.soundfields"), QString("sg51"));
    QCOMPARE(textOf(mxf, "mca.languages"), QString("en"));
    QCOMPARE(textOf(mxf, "mca.title"), QString("MERIDIAN"));
    QCOMPARE(textOf(mxf, "mca.content_kind"), QString("Master"));
    QCOMPARE(textOf(mxf, "mca.groups"), QString("(the file has no such MXF audio label)"));
    const Metadata deva = readMetadata(corpusFile("bwf/wavinfo/A101_1.WAV"), 48000, {});
    QCOMPARE(textOf(deva, "bext.originator_reference_valid"), QString("yes"));
}

ASSAY_TEST(TestMetadataFields)
#include "tst_metadata_fields.moc"
