// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/metadata.h"
#include "core/metadata/release_codes.h"
#include "tests/support/ogg_page.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace
{

const std::string code = "AA6Q72000047";

std::string number(std::uint64_t value, int bytes, bool big = true)
{
    std::string text;
    for (int i = 0; i < bytes; ++i)
        text += static_cast<char>(value >> (8 * (big ? bytes - 1 - i : i)) & 0xFF);
    return text;
}

std::string little(std::uint64_t value, int bytes)
{
    return number(value, bytes, false);
}

// An ID3v2 tag of one frame; sizes stay under 128, where plain and syncsafe ones are the same.
std::string id3(int version, const std::string& frame, const std::string& text)
{
    const std::string body
        = frame + (version == 2 ? number(text.size(), 3) : number(text.size(), 4) + number(0, 2)) + text;
    return "ID3" + number(static_cast<std::uint64_t>(version), 1) + number(0, 2) + number(body.size() + 10, 4) + body
        + std::string(10, '\0');
}

std::string wave(const WaveChunk& chunk)
{
    WaveOptions options;
    options.after = { chunk };
    return waveBytes({ { 0.1, 0.2 } }, options);
}

std::string infoList(const std::string& item, const std::string& text)
{
    return "INFO" + item + little(text.size(), 4) + text + std::string(text.size() % 2, '\0');
}

std::string aiff(const std::string& tag)
{
    const auto chunk = [](const std::string& id, const std::string& bytes) {
        return id + number(bytes.size(), 4) + bytes + std::string(bytes.size() % 2, '\0');
    };
    const std::string common = number(1, 2) + number(2, 4) + number(16, 2) + std::string(10, '\0');
    const std::string content
        = "AIFF" + chunk("COMM", common) + chunk("SSND", std::string(12, '\0')) + chunk("ID3 ", tag);
    return "FORM" + number(content.size(), 4) + content;
}

// MPEG-1 layer III, 128 kbit/s, 44.1 kHz: frames of 417 bytes.
std::string mp3Frames()
{
    const std::string frame = "\xFF\xFB\x90" + std::string(414, '\0');
    return frame + frame + frame;
}

std::string vorbisComment(const std::string& field)
{
    const std::string vendor = "test";
    return little(vendor.size(), 4) + vendor + little(1, 4) + little(field.size(), 4) + field;
}

std::string flacBlock(int type, bool last, const std::string& bytes)
{
    return number(static_cast<std::uint64_t>(type + (last ? 128 : 0)), 1) + number(bytes.size(), 3) + bytes;
}

std::string flac(int type, const std::string& block)
{
    // STREAMINFO of 48 kHz, stereo, 16 bit.
    const std::string info
        = number(4096, 2) + number(4096, 2) + std::string(6, '\0') + "\x0B\xB8\x02\xF0" + std::string(20, '\0');
    return "fLaC" + flacBlock(0, false, info) + flacBlock(type, true, block);
}

std::string cuesheet(const std::string& isrc)
{
    const std::string empty = std::string(8, '\0') + "\x01" + std::string(12, '\0') + std::string(14, '\0') + "\x01"
        + std::string(12, '\0');
    const std::string track
        = std::string(8, '\0') + "\x02" + isrc + std::string(14, '\0') + "\x01" + std::string(12, '\0');
    return std::string(128, '\0') + std::string(8, '\0') + std::string(259, '\0') + "\x02" + empty + track;
}

std::string atom(const std::string& id, const std::string& content)
{
    return number(content.size() + 8, 4) + id + content;
}

std::string mp4(const std::string& item)
{
    const std::string meta = atom("meta", number(0, 4) + atom("hdlr", std::string(25, '\0')) + atom("ilst", item));
    return atom("ftyp", "M4A " + number(0, 4)) + atom("mdat", "sound") + atom("moov", atom("udta", meta));
}

std::string mp4Data(const std::string& text)
{
    return atom("data", number(1, 4) + number(0, 4) + text);
}

std::string apeTag(const std::string& key, const std::string& value)
{
    const std::string item = little(value.size(), 4) + little(0, 4) + key + '\0' + value;
    const auto head = [&](std::uint64_t flags) {
        return "APETAGEX" + little(2000, 4) + little(item.size() + 32, 4) + little(1, 4) + little(flags, 4)
            + std::string(8, '\0');
    };
    return head(0xA0000000) + item + head(0x80000000);
}

std::string ogg(const std::string& field)
{
    const std::string head
        = "\x01vorbis" + little(0, 4) + "\x02" + little(48000, 4) + std::string(12, '\0') + "\xB8\x01";
    return oggPage(0, 2, head) + oggPage(1, 0, "\x03vorbis" + vorbisComment(field) + "\x01")
        + oggPage(2, 4, "\x05vorbis");
}

std::string axml(const std::string& inner, const std::string& prefix = "")
{
    const std::string p = prefix.empty() ? "" : prefix + ":";
    return "<?xml version=\"1.0\"?><!-- <identifier formatLabel=\"ISRC\">a comment</identifier> --><" + p
        + "ebuCoreMain xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><" + p + "coreMetadata><" + p
        + "identifier typeLabel=\"GUID\" typeDefinition=\"Globally Unique Identifier\" formatLabel=\"ISRC\" "
          "formatDefinition=\"International Standard Recording Code\"><dc:identifier>"
        + inner + "</dc:identifier></" + p + "identifier><" + p
        + "identifier formatLabel=\"UUID\"><dc:identifier>0815</dc:identifier></" + p + "identifier></" + p
        + "coreMetadata></" + p + "ebuCoreMain>";
}

std::string utf16(const std::string& text)
{
    std::string wide = "\xFF\xFE";
    for (const char c : text)
        wide += std::string(1, c) + '\0';
    return wide;
}

} // namespace

class TestIsrc : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formsOfOneCode_data();
    void formsOfOneCode();
    void wellFormedCodes_data();
    void wellFormedCodes();
    void isFoundWhereverItStands_data();
    void isFoundWhereverItStands();
    void anInfoSourceIsNoCode();
    void severalCodesAndPlaces();
    void aBrokenCodeIsShown();
    void noCodeIsSaid();
    void hostileTagsEnd_data();
    void hostileTagsEnd();

private:
    Metadata read(const std::string& bytes, const std::string& name = "file.bin")
    {
        const std::filesystem::path file = std::filesystem::path(m_folder.path().toStdString()) / name;
        writeBytes(file, bytes);
        return readMetadata(file, 0, {});
    }

    QTemporaryDir m_folder;
};

void TestIsrc::formsOfOneCode_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : { "AA6Q72000047", "AA-6Q7-20-00047", "aa6q72000047", "ISRC:AA6Q72000047",
             "ISRC AA-6Q7-20-00047", "isrcAA6Q72000047", "  AA 6Q7 20 00047\t" })
        QTest::newRow(text) << text;
}

void TestIsrc::formsOfOneCode()
{
    QFETCH(QString, text);
    QCOMPARE(normalizedIsrc(text.toStdString()), code);
}

void TestIsrc::wellFormedCodes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::newRow("letters in the registrant") << "GBAYE6800011" << true;
    QTest::newRow("starts like the word") << "ISRC12345678" << true; // IS + RC1 + 23 + 45678
    QTest::newRow("eleven characters") << "GBAYE680001" << false;
    QTest::newRow("thirteen characters") << "GBAYE68000111" << false;
    QTest::newRow("digit in front") << "1BAYE6800011" << false;
    QTest::newRow("letter in the year") << "GBAYEO800011" << false;
    QTest::newRow("letter in the designation") << "GBAYE680001O" << false;
    QTest::newRow("nothing") << "" << false;
}

void TestIsrc::wellFormedCodes()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QCOMPARE(isValidIsrc(normalizedIsrc(text.toStdString())), valid);
}

void TestIsrc::isFoundWhereverItStands_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("source");
    const auto row = [](const char* title, const std::string& bytes, const char* source) {
        QTest::newRow(title) << QByteArray::fromStdString(bytes) << source;
    };
    row("axml with ISRC:", wave({ "axml", axml("ISRC:" + code) }), "axml");
    row("axml without", wave({ "axml", axml(code) }), "axml");
    row("axml with a prefix", wave({ "axml", axml("ISRC:AA-6Q7-20-00047", "ebucore") }), "axml");
    row("axml in UTF-16", wave({ "axml", utf16(axml("ISRC:" + code)) }), "axml");
    row("axml, one element", wave({ "axml", "<a><identifier formatLabel='ISRC'> " + code + " </identifier></a>" }),
        "axml");
    row("INFO", wave({ "LIST", infoList("ISRC", code) }), "info");
    row("id3 in WAVE", wave({ "id3 ", id3(3, "TSRC", '\0' + code) }), "id3");
    row("ID3 in WAVE", wave({ "ID3 ", id3(4, "TSRC", '\0' + code) }), "id3");
    row("ID3 in AIFF", aiff(id3(4, "TSRC", '\0' + code)), "id3");
    row("MP3, ID3v2.3", id3(3, "TSRC", '\0' + code) + mp3Frames(), "id3");
    row("MP3, ID3v2.4 UTF-16", id3(4, "TSRC", '\1' + utf16(code)) + mp3Frames(), "id3");
    row("MP3, ID3v2.2", id3(2, "TRC", '\0' + code) + mp3Frames(), "id3");
    row("MP3, TXXX", id3(4, "TXXX", std::string(1, '\0') + "ISRC" + '\0' + code) + mp3Frames(), "id3");
    row("MP3, APE", mp3Frames() + apeTag("ISRC", code), "ape");
    row("FLAC comment", flac(4, vorbisComment("ISRC=" + code)), "vorbis");
    row("FLAC comment, lower case", flac(4, vorbisComment("isrc=AA-6Q7-20-00047")), "vorbis");
    row("FLAC cuesheet", flac(5, cuesheet(code)), "cuesheet");
    row("Ogg Vorbis", ogg("ISRC=" + code), "vorbis");
    row("MP4 freeform",
        mp4(atom("----",
            atom("mean", number(0, 4) + "com.apple.iTunes") + atom("name", number(0, 4) + "ISRC") + mp4Data(code))),
        "mp4");
    row("MP4 xid", mp4(atom("xid ", mp4Data("Label:isrc:" + code))), "mp4");
}

void TestIsrc::isFoundWhereverItStands()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, source);
    const Metadata metadata = read(bytes.toStdString());
    QCOMPARE(metadata.isrcs, std::vector<std::string> { code });
    QCOMPARE(metadata.isrcSources, std::vector<std::string> { source.toStdString() });
    QVERIFY(metadata.measures.find("isrc.value")->value == Value(std::vector<std::string> { code }));
    QVERIFY(metadata.measures.find("isrc.valid")->value == Value(true));
    QVERIFY(metadata.measures.find("isrc.sources")->value == Value(std::vector<std::string> { source.toStdString() }));
    QCOMPARE(metadata.faults.size(), std::size_t(0));
}

// INFO's ISRC is the "source" of the material by the letter of RIFF.
void TestIsrc::anInfoSourceIsNoCode()
{
    const Metadata metadata = read(wave({ "LIST", infoList("ISRC", "Sound Library") }));
    QVERIFY(metadata.isrcs.empty());
    QVERIFY(metadata.measures.find("isrc.value")->state == MeasureState::notApplicable);
    QCOMPARE(metadata.sections.at("info").at("ISRC"), std::string("Sound Library"));
}

void TestIsrc::severalCodesAndPlaces()
{
    WaveOptions options;
    options.before = { { "axml", axml("ISRC:AA-6Q7-20-00047") } };
    options.after = { { "LIST", infoList("ISRC", "AA6Q72000047") },
        { "id3 ", id3(4, "TSRC", '\0' + std::string("GBAYE6800011")) } };
    const Metadata metadata = read(waveBytes({ { 0.0 } }, options));
    QCOMPARE(metadata.isrcs, (std::vector<std::string> { code, "GBAYE6800011" }));
    QCOMPARE(metadata.isrcSources, (std::vector<std::string> { "axml", "info", "id3" }));
    const Metadata joined = read(flac(4, vorbisComment("ISRC=" + code + "; GBAYE6800011")));
    QCOMPARE(joined.isrcs.size(), std::size_t(2));
}

void TestIsrc::aBrokenCodeIsShown()
{
    const Metadata metadata = read(wave({ "id3 ", id3(3, "TSRC", '\0' + std::string("AA-6Q7-20-0047")) }));
    QVERIFY(metadata.isrcs.empty());
    QVERIFY(metadata.measures.find("isrc.value")->value == Value(std::vector<std::string> { "AA6Q7200047" }));
    QVERIFY(metadata.measures.find("isrc.valid")->value == Value(false));
}

void TestIsrc::noCodeIsSaid()
{
    const Metadata metadata = read(wave({ "junk", "abcd" }));
    for (const char* id : { "isrc.value", "isrc.valid", "isrc.sources" }) {
        QVERIFY(metadata.measures.find(id)->state == MeasureState::notApplicable);
        QCOMPARE(metadata.measures.find(id)->reason, std::string("no ISRC in the file"));
    }
}

void TestIsrc::hostileTagsEnd_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("isRefused");
    std::string nested;
    for (int i = 0; i < 200000; ++i)
        nested += "CHAP" + number(1000000, 4) + number(0, 2) + 'x' + std::string(17, '\0');
    const auto sized = [](const std::string& body, int version) {
        std::string size;
        for (int shift = 21; shift >= 0; shift -= 7)
            size += static_cast<char>(body.size() >> shift & 0x7F);
        return "ID3" + number(static_cast<std::uint64_t>(version), 1) + number(0, 2) + size + body;
    };
    QTest::newRow("nested chapters") << QByteArray::fromStdString(sized(nested, 3) + mp3Frames()) << true;
    const std::string packed = "TXXX" + number(100000, 4) + number(0x0080, 2) + std::string(100000, 'z');
    QTest::newRow("large compressed frame") << QByteArray::fromStdString(sized(packed, 3) + mp3Frames()) << true;
    QTest::newRow("tag larger than the file")
        << QByteArray::fromStdString("ID3\x04" + number(0, 2) + "\x7F\x7F\x7F\x7F" + mp3Frames()) << true;
    std::string atoms;
    for (int depth = 0; depth < 100000; ++depth)
        atoms += number(static_cast<std::uint64_t>(8 * (100000 - depth)), 4) + "moov";
    QTest::newRow("nested atoms") << QByteArray::fromStdString(atom("ftyp", "M4A ") + atoms) << false;
    QTest::newRow("FLAC block of 16 MB") << QByteArray::fromStdString("fLaC" + number(0x84FFFFFF, 4)
        + std::string(50, '\xFF')) << false;
}

void TestIsrc::hostileTagsEnd()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, isRefused);
    const Metadata metadata = read(bytes.toStdString());
    QCOMPARE(std::ranges::count(metadata.faults, std::string("tags-unreadable"), &Fault::code), isRefused ? 1 : 0);
}

ASSAY_TEST(TestIsrc)
#include "tst_isrc.moc"
