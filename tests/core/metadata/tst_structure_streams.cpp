// SPDX-License-Identifier: GPL-3.0-or-later
// Structure of streams of frames and pages: MP3, AAC in ADTS, AC-3, Ogg, Matroska. Each is built from its definition.
#include "core/metadata/coded_frame.h"
#include "core/metadata/metadata.h"
#include "tests/support/chunk_bytes.h"
#include "tests/support/corpus.h"
#include "tests/support/ogg_page.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace
{

// MPEG-1 layer III, 128 kbit/s, 44.1 kHz, stereo: 417 bytes.
std::string mp3Frame()
{
    return "\xFF\xFB\x90\x40" + std::string(413, '\0');
}

std::string mp3Frames(int count)
{
    std::string frames;
    for (int i = 0; i < count; ++i)
        frames += mp3Frame();
    return frames;
}

std::string xingFrame(std::uint64_t frames)
{
    return with(mp3Frame(), 36, "Xing" + number(1, 4, true) + number(frames, 4, true));
}

std::string vbriFrame(std::uint64_t frames)
{
    return with(with(mp3Frame(), 36, "VBRI"), 50, number(frames, 4, true));
}

// AAC LC, 44.1 kHz, stereo.
std::string adtsFrame(std::size_t size)
{
    return "\xFF\xF1\x50" + number(0x80000000U | size << 13U | 0x1FFC, 4, true) + std::string(size - 7, '\0');
}

// AC-3, 48 kHz, 192 kbit/s: 768 bytes.
std::string ac3Frame()
{
    return "\x0B\x77" + std::string(2, '\0') + "\x14\x40\x40" + std::string(761, '\0');
}

std::string page(unsigned index, unsigned flags)
{
    return oggPage(index, flags, std::string(100, 'x'));
}

std::string element(std::uint64_t id, int idBytes, const std::string& content)
{
    return number(id, idBytes, true) + number(0x10000000 | content.size(), 4, true) + content;
}

std::string matroska(const std::string& content)
{
    return element(0x1A45DFA3, 4, "head") + element(0x18538067, 4, content);
}

const std::string tracks = element(0x1654AE6B, 4, "tracks");
const std::string cluster = element(0x1F43B675, 4, std::string(100, 'c'));

} // namespace

class TestStructureStreams : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

private slots:
    void tellsDefects_data();
    void tellsDefects();
    void readsHeadersOfFrames();
    void agreesWithTheCorpus();
};

void TestStructureStreams::tellsDefects_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("faults"); // code and place
    const auto row = [](const char* title, const char* name, const std::string& bytes, const QString& faults) {
        QTest::newRow(title) << name << QByteArray::fromStdString(bytes) << faults;
    };
    const std::string id3v1 = "TAG" + std::string(125, '\0');
    const std::string ape = "APETAGEX" + number(2000, 4) + number(32, 4) + std::string(16, '\0');
    const std::string lyrics = "LYRICSBEGIN000011LYRICS200";
    row("mp3", "a.mp3", mp3Frames(20), "");
    row("mp3 with tags", "a.mp3", "ID3\x04" + std::string(6, '\0') + mp3Frames(20) + ape + id3v1, "");
    row("mp3 with lyrics", "a.mp3", mp3Frames(20) + lyrics + id3v1, "");
    row("mp3, junk before", "a.mp3", std::string(50, 'j') + mp3Frames(20), "leading-bytes 0");
    row("mp3, zeros before", "a.mp3", std::string(50, '\0') + mp3Frames(20), "");
    row("mp3, junk behind", "a.mp3", mp3Frames(20) + std::string(50, 'j'), "trailing-bytes 8340");
    row("mp3, zeros behind", "a.mp3", mp3Frames(20) + std::string(50, '\0'), "trailing-bytes 8340");
    row("mp3, junk between", "a.mp3", mp3Frames(5) + std::string(9, 'j') + mp3Frames(5), "frame-damaged 2085");
    row("mp3, last frame cut", "a.mp3", mp3Frames(20).substr(0, 8000), "truncated-frame 7923");
    row("mp3, counted", "a.mp3", xingFrame(19) + mp3Frames(19), "");
    row("mp3, counted with its own frame", "a.mp3", xingFrame(20) + mp3Frames(19), "");
    row("mp3, frames missing", "a.mp3", xingFrame(21) + mp3Frames(19), "frames-missing 8340");
    row("mp3, cut in a frame", "a.mp3", (xingFrame(40) + mp3Frames(19)).substr(0, 8000), "frames-missing 7923");
    row("mp3, counted too few", "a.mp3", xingFrame(18) + mp3Frames(19), "stated-frames-wrong 44");
    row("mp3, VBRI", "a.mp3", vbriFrame(30) + mp3Frames(19), "frames-missing 8340");
    row("mp3, rate changes", "a.mp3", mp3Frames(5) + with(mp3Frame(), 2, "\x94").substr(0, 384) + mp3Frames(5),
        "frame-format-changes 2085");
    row("adts", "a.aac", adtsFrame(200) + adtsFrame(300) + adtsFrame(250), "");
    row("adts, cut", "a.aac", (adtsFrame(200) + adtsFrame(300) + adtsFrame(250)).substr(0, 600), "truncated-frame 500");
    row("ac3", "a.ac3", ac3Frame() + ac3Frame() + ac3Frame(), "");
    row("ac3, junk", "a.ac3", ac3Frame() + ac3Frame() + "junk" + ac3Frame() + ac3Frame(), "frame-damaged 1536");
    const std::string ogg = page(0, 2) + page(1, 0) + page(2, 4); // 128 bytes each
    row("ogg", "a.ogg", ogg, "");
    row("ogg, damaged", "a.ogg", with(ogg, 200, "y"), "page-damaged 128");
    row("ogg, page missing", "a.ogg", page(0, 2) + page(2, 4), "page-missing 128");
    row("ogg, cut", "a.ogg", ogg.substr(0, 300), "truncated-page 256");
    row("ogg, cut between pages", "a.ogg", ogg.substr(0, 256), "end-of-stream-missing 256");
    row("ogg, junk behind", "a.ogg", ogg + "junk", "trailing-bytes 384");
    row("ogg, junk between", "a.ogg", page(0, 2) + "junk" + page(1, 4), "page-damaged 128");
    const std::string film = matroska(tracks + cluster); // 12 + 8 + 14 + 108
    row("matroska", "a.mkv", film, "");
    row("matroska, cut", "a.mkv", film.substr(0, 120), "truncated-element 34");
    row("matroska, cut between elements", "a.mkv", matroska(tracks + cluster + cluster).substr(0, 142),
        "truncated-element 12");
    row("matroska, no tracks", "a.mkv", matroska(cluster), "tracks-missing 12");
    row("matroska, junk behind", "a.mkv", film + "junk", "trailing-bytes 142");
    row("matroska, foreign element", "a.mkv", matroska(tracks + element(0xA3, 1, "block")), "element-invalid 34");
    // As written live: nobody knew the sizes.
    row("matroska, sizes unknown", "a.mkv",
        element(0x1A45DFA3, 4, "head") + number(0x18538067, 4, true) + "\xFF" + tracks + number(0x1F43B675, 4, true)
            + "\xFF" + element(0xE7, 1, "t") + element(0xA3, 1, "block") + cluster,
        "");
}

void TestStructureStreams::tellsDefects()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    QFETCH(QString, faults);
    const std::filesystem::path file = m_folder.filePath(name).toStdString();
    writeBytes(file, bytes.toStdString());
    QStringList told;
    const Metadata metadata = readMetadata(file, 0, {});
    for (const Fault& fault : metadata.faults) {
        told += QString::fromStdString(fault.code) + ' ' + QString::number(fault.offset.value_or(-1));
        QVERIFY(faultKind(fault.code) != nullptr);
    }
    QCOMPARE(told.join(", "), faults);
    QVERIFY(!metadata.parts.empty());
}

void TestStructureStreams::readsHeadersOfFrames()
{
    const auto bytes = [](const char* hex) {
        const QByteArray data = QByteArray::fromHex(hex);
        return Bytes(data.begin(), data.end());
    };
    QCOMPARE(mpegFrame(bytes("fffb9040"))->bytes, 417); // 144 * 128000 / 44100
    QCOMPARE(mpegFrame(bytes("fffb9240"))->bytes, 418); // padded
    QCOMPARE(mpegFrame(bytes("fff38440"))->bytes, 192); // MPEG-2 layer III, 64 kbit/s, 24 kHz: 72 * 64000 / 24000
    QCOMPARE(mpegFrame(bytes("fffda440"))->bytes, 576); // layer II, 192 kbit/s, 48 kHz
    QCOMPARE(mpegFrame(bytes("ffff9440"))->bytes, 288); // layer I, 288 kbit/s, 48 kHz: 12 * 288000 / 48000 * 4
    QVERIFY(!mpegFrame(bytes("fffb0040"))); // free bit rate
    QVERIFY(!mpegFrame(bytes("fffb9c40"))); // no such sample rate
    QVERIFY(!mpegFrame(bytes("fffb9042"))); // reserved emphasis
    QCOMPARE(assay::ac3Frame(bytes("0b770000144040"))->bytes, 768); // 192 kbit/s, 48 kHz
    QCOMPARE(assay::ac3Frame(bytes("0b770000544000"))->bytes, 834); // 44.1 kHz: 417 words
    QCOMPARE(assay::ac3Frame(bytes("0b770000554000"))->bytes, 836);
    QCOMPARE(assay::ac3Frame(bytes("0b7702ff3f8000"))->bytes, 1536); // E-AC-3 says its size itself
    QVERIFY(!assay::ac3Frame(bytes("0b770000264000"))); // 640 kbit/s is the most
}

void TestStructureStreams::agreesWithTheCorpus()
{
    if (!hasCorpus())
        QSKIP("no corpus");
    const auto codesOf = [](const char* file) {
        QStringList codes;
        const Metadata metadata = readMetadata(corpusFile(file), 0, {});
        for (const Fault& fault : metadata.faults)
            codes += QString::fromStdString(fault.code);
        return codes;
    };
    QCOMPARE(codesOf("malformed/music-metadata/incomplete.mp3"), QStringList { "trailing-bytes" });
    QCOMPARE(codesOf("malformed/mediabunny/malformed-join.mp3").value(0), QString("frame-damaged"));
    QCOMPARE(codesOf("tags/mutagen/vbri.mp3"), QStringList { "frames-missing" });
    for (const char* whole : { "music_speech/librivox/sonnet.mp3", "tags/androidx/bear-vbr-xing-header.mp3",
             "tags/androidx/bear-vbr-vbri-header.mp3", "tags/mutagen/example.opus", "tags/taglib/no-tags.mka",
             "tags/mutagen/silence-44-s.eac3", "tags/atldotnet/adts_CBR88_8s.aac", "tags/taglib/multiplex.ogg",
             "movie_mxf/androidx/bbb_6ch_8kHz_opus.ogg" })
        QCOMPARE(codesOf(whole), QStringList {});
}

ASSAY_TEST(TestStructureStreams)
#include "tst_structure_streams.moc"
