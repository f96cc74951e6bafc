// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/metadata.h"
#include "tests/support/corpus.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QFile>
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

std::string padded(const std::string& text, std::size_t size)
{
    return text + std::string(size - text.size(), '\0');
}

struct BextFields {
    int version = 2;
    std::string description = "A description";
    std::uint64_t timeReference = 172800000; // 01:00:00 at 48 kHz
    std::string umid = std::string(64, '\0');
    std::vector<int> loudness { -2300, 500, -103, -1850, -2012 };
};

std::string bext(const BextFields& fields)
{
    std::string bytes = padded(fields.description, 256) + padded("Someone", 32) + padded("CCOOO000000000001", 32)
        + "2024-02-29" + "23:59:58" + little(fields.timeReference, 8)
        + little(static_cast<std::uint64_t>(fields.version), 2) + fields.umid;
    for (const int value : fields.loudness)
        bytes += little(static_cast<std::uint64_t>(value), 2);
    return bytes + std::string(180, '\0') + "A=PCM,F=48000,W=24,M=stereo,T=test\r\n";
}

std::string utf16(const std::u16string& text, bool big)
{
    std::string bytes = big ? "\xFE\xFF" : "\xFF\xFE";
    for (const char16_t unit : text) {
        const auto low = static_cast<char>(unit & 0xFF);
        const auto high = static_cast<char>(unit >> 8);
        bytes += big ? high : low;
        bytes += big ? low : high;
    }
    return bytes;
}

const char* const ixml = R"(<?xml version="1.0" encoding="UTF-8"?>
<BWFXML><IXML_VERSION>1.62</IXML_VERSION><PROJECT>Müll &amp; Co</PROJECT><SCENE>12A</SCENE><TAKE>3</TAKE>
<TAPE>R01</TAPE><NOTE> quiet </NOTE><UBITS>12345678</UBITS><SOMETHING_NEW attribute="x"><DEEP/></SOMETHING_NEW>
<SPEED><TIMECODE_RATE>30000/1001</TIMECODE_RATE><TIMECODE_FLAG>DF</TIMECODE_FLAG>
<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>1</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>
<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>4</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>
<TIMESTAMP_SAMPLE_RATE>96000</TIMESTAMP_SAMPLE_RATE></SPEED>
<TRACK_LIST><TRACK_COUNT>2</TRACK_COUNT>
<TRACK><CHANNEL_INDEX>5</CHANNEL_INDEX><INTERLEAVE_INDEX>2</INTERLEAVE_INDEX><NAME>Lav</NAME></TRACK>
<TRACK><CHANNEL_INDEX>3</CHANNEL_INDEX><INTERLEAVE_INDEX>1</INTERLEAVE_INDEX><NAME>Boom</NAME></TRACK>
</TRACK_LIST></BWFXML>)";

QString textOf(const Metadata& metadata, std::string_view id)
{
    const Measurement* found = metadata.measures.find(id);
    if (found == nullptr)
        return "missing";
    if (found->state != MeasureState::ok)
        return QString::fromStdString("(" + found->reason + ")");
    return QString::fromStdString(std::get<std::string>(*found->value));
}

} // namespace

class TestProductionMetadata : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryBextField();
    void bextLoudnessBelongsToVersionTwo();
    void bextUmid();
    void bextTextThatIsNoAscii();
    void bextTimeAfterMidnight();
    void readsIxml();
    void readsIxmlInUtf16_data();
    void readsIxmlInUtf16();
    void ixmlLoadsNothingFromOutside();
    void ixmlOddities();
    void bextTimeWinsOverIxml();
    void readsInfo();
    void readsAdm();
    void takesThePositionsOfChna();
    void agreesWithWaveAgent_data();
    void agreesWithWaveAgent();
    void agreesWithTheCorpusNotes();

private:
    Metadata read(std::vector<WaveChunk> chunks)
    {
        const std::filesystem::path file = std::filesystem::path(m_folder.path().toStdString()) / "file.wav";
        WaveOptions options;
        options.before = std::move(chunks);
        writeWave(file, { { 0.1, 0.2, 0.3 } }, options);
        return readMetadata(file, 48000, 3);
    }

    QTemporaryDir m_folder;
};

void TestProductionMetadata::readsEveryBextField()
{
    const Metadata metadata = read({ { "bext", bext({}) } });
    QVERIFY(metadata.faults.empty());
    QCOMPARE(metadata.measures.number("bext.version"), std::optional(2.0));
    QCOMPARE(textOf(metadata, "bext.description"), QString("A description"));
    QCOMPARE(textOf(metadata, "bext.originator"), QString("Someone"));
    QCOMPARE(textOf(metadata, "bext.originator_reference"), QString("CCOOO000000000001"));
    QCOMPARE(textOf(metadata, "bext.origination_date"), QString("2024-02-29"));
    QCOMPARE(textOf(metadata, "bext.origination_time"), QString("23:59:58"));
    QCOMPARE(textOf(metadata, "bext.coding_history"), QString("A=PCM,F=48000,W=24,M=stereo,T=test"));
    QCOMPARE(textOf(metadata, "bext.umid"), QString("(the field is empty)"));
    QCOMPARE(metadata.measures.number("bext.time_reference"), std::optional(172800000.0));
    QCOMPARE(metadata.timeReference, std::optional(FrameCount(172800000)));
    QCOMPARE(metadata.measures.number("bext.loudness_value"), std::optional(-23.0));
    QCOMPARE(metadata.measures.number("bext.loudness_range"), std::optional(5.0));
    QCOMPARE(metadata.measures.number("bext.max_true_peak"), std::optional(-1.03));
    QCOMPARE(metadata.measures.number("bext.max_momentary"), std::optional(-18.5));
    QCOMPARE(metadata.measures.number("bext.max_short_term"), std::optional(-20.12));
    QCOMPARE(metadata.sections.at("bext").at("loudness_value"), std::string("-23.00"));
}

void TestProductionMetadata::bextLoudnessBelongsToVersionTwo()
{
    const Metadata unset = read({ { "bext", bext({ .loudness = { 0x7FFF, 0x7FFF, -103, 0x7FFF, 0x7FFF } }) } });
    QCOMPARE(textOf(unset, "bext.loudness_value"), QString("(not set)"));
    QCOMPARE(unset.measures.number("bext.max_true_peak"), std::optional(-1.03));
    for (const int version : { 0, 1 }) { // whatever stands in the reserved bytes of older versions
        const Metadata old = read({ { "bext", bext({ .version = version, .loudness = { 1, 2, 3, 4, 5 } }) } });
        QCOMPARE(textOf(old, "bext.loudness_value"), QString("(bext version %1 has no loudness fields)").arg(version));
        QVERIFY(!old.sections.at("bext").contains("loudness_value"));
    }
    const Metadata none = read({});
    QCOMPARE(textOf(none, "bext.loudness_value"), QString("(the file has no bext chunk)"));
}

void TestProductionMetadata::bextUmid()
{
    const std::string basic = "\x06\x0A\x2B\x34" + std::string(28, '\x01');
    QCOMPARE(textOf(read({ { "bext", bext({ .umid = padded(basic, 64) }) } }), "bext.umid"),
        QString("060a2b34" + QString("01").repeated(28)));
    QCOMPARE(textOf(read({ { "bext", bext({ .umid = basic + std::string(32, '\x02') }) } }), "bext.umid").size(), 128);
    QCOMPARE(textOf(read({ { "bext", bext({ .version = 0, .umid = padded(basic, 64) }) } }), "bext.umid"),
        QString("(bext version 0 has no UMID)"));
}

void TestProductionMetadata::bextTextThatIsNoAscii()
{
    QCOMPARE(textOf(read({ { "bext", bext({ .description = "Caf\xE9" }) } }), "bext.description"), QString("Café"));
    QCOMPARE(textOf(read({ { "bext", bext({ .description = "Caf\xC3\xA9" }) } }), "bext.description"), QString("Café"));
    // A field that is full has no NUL at its end.
    QCOMPARE(
        textOf(read({ { "bext", bext({ .description = std::string(256, 'x') }) } }), "bext.description").size(), 256);
}

void TestProductionMetadata::bextTimeAfterMidnight()
{
    const Metadata last = read({ { "bext", bext({ .timeReference = 86400ULL * 48000 - 1 }) } });
    QVERIFY(last.faults.empty());
    QCOMPARE(last.timeReference, std::optional(FrameCount(86400LL * 48000 - 1)));
    const Metadata late = read({ { "bext", bext({ .timeReference = 86400ULL * 48000 }) } });
    QCOMPARE(late.faults.at(0).code, std::string("time-reference-beyond-midnight"));
    QVERIFY(!late.timeReference);
    QVERIFY(!read({ { "bext", bext({ .timeReference = ~0ULL }) } }).timeReference);
}

void TestProductionMetadata::readsIxml()
{
    // Recorders fill the chunk up with NULs.
    const Metadata metadata = read({ { "iXML", ixml + std::string(500, '\0') } });
    QVERIFY(metadata.faults.empty());
    QCOMPARE(textOf(metadata, "ixml.project"), QString("Müll & Co"));
    QCOMPARE(textOf(metadata, "ixml.scene"), QString("12A"));
    QCOMPARE(textOf(metadata, "ixml.take"), QString("3"));
    QCOMPARE(textOf(metadata, "ixml.tape"), QString("R01"));
    QCOMPARE(textOf(metadata, "ixml.note"), QString("quiet"));
    QCOMPARE(textOf(metadata, "ixml.ubits"), QString("12345678"));
    QCOMPARE(textOf(metadata, "ixml.timecode_rate"), QString("29.97DF"));
    QCOMPARE(metadata.frameRate, (std::optional<FrameRate>({ 30000, 1001, true })));
    QCOMPARE(metadata.trackNames, (std::vector<std::string> { "Boom", "Lav" }));
    QVERIFY(metadata.measures.find("ixml.tracks")->value == Value(metadata.trackNames));
    // 2^32 + 4 samples at 96 kHz are half as many at the file's 48 kHz.
    QCOMPARE(metadata.measures.number("ixml.time_reference"), std::optional(4294967300.0));
    QCOMPARE(metadata.timeReference, std::optional(FrameCount(2147483650)));
}

void TestProductionMetadata::readsIxmlInUtf16_data()
{
    QTest::addColumn<bool>("big");
    QTest::newRow("little-endian") << false;
    QTest::newRow("big-endian") << true;
}

void TestProductionMetadata::readsIxmlInUtf16()
{
    QFETCH(bool, big);
    const QString text = QString::fromUtf8(ixml).replace("encoding=\"UTF-8\"", "encoding=\"UTF-16\"");
    const Metadata metadata = read({ { "iXML", utf16(text.toStdU16String(), big) + std::string(6, '\0') } });
    QVERIFY(metadata.faults.empty());
    QCOMPARE(textOf(metadata, "ixml.project"), QString("Müll & Co"));
    QCOMPARE(metadata.trackNames, (std::vector<std::string> { "Boom", "Lav" }));
}

void TestProductionMetadata::ixmlLoadsNothingFromOutside()
{
    const Metadata metadata = read({ { "iXML",
        "<!DOCTYPE a [<!ENTITY secret SYSTEM \"file:///etc/hostname\"><!ENTITY b \"bbbb\">]>"
        "<BWFXML><SCENE>&secret;</SCENE><TAKE>&b;</TAKE></BWFXML>" } });
    QCOMPARE(textOf(metadata, "ixml.scene"), QString("&secret;"));
    QCOMPARE(textOf(metadata, "ixml.take"), QString("&b;"));
}

void TestProductionMetadata::ixmlOddities()
{
    const Metadata cut = read({ { "iXML", "<BWFXML><SCENE>1</SCENE><TAKE>2</TAKE><TRACK_LIST>" } });
    QCOMPARE(cut.faults.at(0).code, std::string("ixml-not-well-formed"));
    QCOMPARE(textOf(cut, "ixml.scene"), QString("1")); // what could be read is told
    const Metadata other = read({ { "iXML", "<OTHER/>" } });
    QVERIFY(other.faults.empty());
    QCOMPARE(textOf(other, "ixml.scene"), QString("(the file has no readable iXML chunk)"));
    const Metadata index = read({ { "iXML",
        "<BWFXML><SPEED><TIMECODE_RATE>fast</TIMECODE_RATE></SPEED><TRACK_LIST><TRACK><INTERLEAVE_INDEX>4000000000"
        "</INTERLEAVE_INDEX><NAME>far</NAME></TRACK><TRACK><NAME>second</NAME></TRACK></TRACK_LIST></BWFXML>" } });
    QCOMPARE(index.trackNames, (std::vector<std::string> { "", "second" }));
    QVERIFY(!index.frameRate);
}

void TestProductionMetadata::bextTimeWinsOverIxml()
{
    const Metadata metadata = read({ { "iXML", ixml }, { "bext", bext({}) } });
    QCOMPARE(metadata.timeReference, std::optional(FrameCount(172800000)));
}

void TestProductionMetadata::readsInfo()
{
    const auto item = [](const std::string& id, const std::string& text) { return id + little(text.size(), 4) + text; };
    // An odd item without its pad byte, one with it, Latin-1, an unknown one, and a second list that says it again.
    const std::string list = "INFO" + item("INAM", "Title") + item("IART", std::string("M\xFCller\0\0", 8))
        + item("ISFT", "odd") + '\0' + item("IZZZ", "what") + item("ICMT", std::string("\0", 1));
    const Metadata metadata = read(
        { { "LIST", list }, { "LIST", "INFO" + item("INAM", "Again") + item("IGNR", "Drama.") }, { "LIST", "adtl" } });
    QVERIFY(metadata.faults.empty());
    QCOMPARE(textOf(metadata, "info.title"), QString("Title"));
    QCOMPARE(textOf(metadata, "info.artist"), QString("Müller"));
    QCOMPARE(textOf(metadata, "info.software"), QString("odd"));
    QCOMPARE(textOf(metadata, "info.genre"), QString("Drama."));
    QCOMPARE(textOf(metadata, "info.comment"), QString("(the file has no such INFO item)"));
    QCOMPARE(metadata.sections.at("info").at("IZZZ"), std::string("what"));
    // A size that lies ends the list and nothing else.
    const Metadata lying
        = read({ { "LIST", "INFO" + item("INAM", "Title") + ' ' + "IART" + little(0xFFFFFFF0, 4) + "x" } });
    QCOMPARE(textOf(lying, "info.title"), QString("Title"));
}

void TestProductionMetadata::readsAdm()
{
    const Metadata metadata
        = read({ { "axml",
                     "<ebuCoreMain><coreMetadata><format><x:audioFormatExtended>"
                     "<audioProgramme audioProgrammeID=\"APR_1001\" audioProgrammeName = 'A &amp; B'>"
                     "</audioProgramme></x:audioFormatExtended></format></coreMetadata></ebuCoreMain>" },
            { "chna", little(2, 2) + little(3, 2) + std::string(120, '\0') } });
    MetadataSection expected { { "present", "yes" }, { "programme", "A & B" }, { "chna_tracks", "2" },
        { "chna_uids", "3" } };
    expected.emplace("audioProgramme/APR_1001/name", "A & B");
    QCOMPARE(metadata.sections.at("adm"), expected);
}

// A row of chna: track, UID, track or channel format, pack, padding.
std::string chnaRow(int track, const std::string& format)
{
    std::string reference = format;
    reference.resize(14, '\0');
    return little(static_cast<unsigned>(track), 2) + "ATU_00000001" + reference + "AP_00010003" + std::string(1, '\0');
}

void TestProductionMetadata::takesThePositionsOfChna()
{
    using enum Speaker;
    const auto speakers = [this](const std::string& rows) {
        return read({ { "chna", little(2, 2) + little(2, 2) + rows } }).speakers;
    };
    QCOMPARE(speakers(chnaRow(2, "AT_00010002_01") + chnaRow(1, "AT_00010001_01")), (std::vector { left, right }));
    QCOMPARE(speakers(chnaRow(1, "AC_00010018") + std::string(40, '\0')), std::vector { leftWide }); // a spare row
    QCOMPARE(speakers(chnaRow(1, "AC_0001000a")), std::vector { leftSideSurround });
    for (const std::string& rows : { chnaRow(2, "AT_00010002_01"), // track 1 is nobody's
             chnaRow(1, "AT_00011001_01"), chnaRow(1, "AT_00031001_01"), chnaRow(1, "AT_0001000"), // not everyone's
             chnaRow(1, "AT_00010001_01") + chnaRow(1, "AT_00010002_01"), chnaRow(60000, "AT_00010001_01") })
        QVERIFY(speakers(rows).empty());
}

// Another program's reading of the same files.
void TestProductionMetadata::agreesWithWaveAgent_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("fields");
    QTest::newRow("none configured") << "" << QStringList();
    if (!hasCorpus())
        return;
    QFile report(QString::fromStdString(corpusFile("bwf/wavinfo/WaveAgentSoundReport.csv").string()));
    QVERIFY(report.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(report.readAll()).replace('\r', '\n');
    for (QString line : text.split('\n', Qt::SkipEmptyParts)) {
        const QStringList fields = line.remove('"').split(',');
        const QString file = "bwf/wavinfo/" + fields.at(0);
        if (fields.size() >= 16 && QFile::exists(QString(ASSAY_CORPUS) + "/" + file))
            QTest::newRow(qPrintable(fields.at(0))) << file << fields;
    }
}

void TestProductionMetadata::agreesWithWaveAgent()
{
    QFETCH(QString, file);
    QFETCH(QStringList, fields);
    if (file.isEmpty())
        return;
    const Metadata metadata = readMetadata(corpusFile(file.toStdString()), 0, {});
    QCOMPARE(textOf(metadata, "ixml.tape"), fields.at(2));
    QCOMPARE(textOf(metadata, "ixml.scene"), fields.at(3));
    QCOMPARE(textOf(metadata, "ixml.take").toInt(), fields.at(4).toInt());
    QCOMPARE(fields.at(6), QString("23.97 ND"));
    QCOMPARE(textOf(metadata, "ixml.timecode_rate"), QString("23.976"));
    QCOMPARE(QString::fromStdString(formatTimecode(*metadata.timeReference, fields.at(5).toInt(), *metadata.frameRate)),
        fields.at(9));
    QCOMPARE(
        metadata.trackNames, (std::vector<std::string> { fields.at(14).toStdString(), fields.at(15).toStdString() }));
}

// What the notes beside the files say of them.
void TestProductionMetadata::agreesWithTheCorpusNotes()
{
    if (!hasCorpus())
        return;
    const auto of = [](const char* file) { return readMetadata(corpusFile(file), 0, {}); };
    const Metadata absurd = of("bwf/atldotnet/broadcastwave_bext.wav");
    QCOMPARE(absurd.measures.number("bext.loudness_value"), std::optional(1.23));
    QCOMPARE(absurd.measures.number("bext.loudness_range"), std::optional(4.56));
    QCOMPARE(absurd.measures.number("bext.max_true_peak"), std::optional(7.89));
    QCOMPARE(absurd.measures.number("bext.max_momentary"), std::optional(3.33));
    QCOMPARE(absurd.measures.number("bext.max_short_term"), std::optional(-3.33));
    const Metadata f8 = of("bwf/wavinfo/Scene_1_2AG-T001_TrL_R.WAV");
    QCOMPARE(f8.frameRate, (std::optional<FrameRate>({ 25, 1, false })));
    QCOMPARE(f8.measures.number("bext.version"), std::optional(1.0));
    const Metadata grinder = of("bwf/wavinfo/new_camera bumb 1.wav");
    QCOMPARE(textOf(grinder, "info.title"), QString("camera bumb 1"));
    QCOMPARE(textOf(grinder, "info.artist"), QString("Jamie Hardt"));
    QVERIFY(grinder.isrcs.empty()); // its INFO item ISRC says "Unknown"
    const Metadata atmos = of("adm/protools/Test_ADM_ProTools.wav");
    QCOMPARE(atmos.sections.at("adm").at("programme"), std::string("Atmos_Master"));
    QCOMPARE(atmos.sections.at("adm").at("chna_uids"), std::string("14"));
    const Metadata nuendo = of("channel_layout/nuendo/wavinfo Test Project - Audio - Atmos 7.1.4.wav");
    QCOMPARE(textOf(nuendo, "bext.loudness_value"), QString("(not set)"));
    QCOMPARE(textOf(nuendo, "ixml.tracks"), QString("(the iXML chunk names no tracks)"));
    QCOMPARE(nuendo.sections.at("ixml").at("track_07_function"), std::string("Sl-GENERIC"));
    QVERIFY(textOf(of("bwf/wavinfo/umid.wav"), "bext.umid").startsWith("060a2b34"));
}

ASSAY_TEST(TestProductionMetadata)
#include "tst_production_metadata.moc"
