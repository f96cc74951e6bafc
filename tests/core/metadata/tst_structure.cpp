// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/chunk_map.h"
#include "core/metadata/metadata.h"
#include "tests/support/chunk_bytes.h"
#include "tests/support/metadata_text.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>
#include <random>

using namespace assay;
using namespace assay::test;

namespace
{

// 48 kHz, stereo, 16 bit.
std::string format(bool big = false)
{
    return chunk("fmt ",
        number(1, 2, big) + number(2, 2, big) + number(48000, 4, big) + number(192000, 4, big) + number(4, 2, big)
            + number(16, 2, big),
        big);
}

std::string sound()
{
    return chunk("data", std::string(40, '\x11'));
}

std::string common(std::uint64_t frames)
{
    return chunk(
        "COMM", number(1, 2, true) + number(frames, 4, true) + number(16, 2, true) + std::string(10, '\0'), true);
}

// An AIFF sound chunk of ten 16-bit frames.
std::string aiffSound()
{
    return chunk("SSND", std::string(28, '\0'), true);
}

// All W64 chunk GUIDs but the outer one end alike.
const std::string guidTail("\xF3\xAC\xD3\x11\x8C\xD1\x00\xC0\x4F\x8E\xDB\x8A", 12);

std::string w64(const std::string& content)
{
    return std::string("riff\x2E\x91\xCF\x11\xA5\xD6\x28\xDB\x04\xC1\0\0", 16) + number(40 + content.size(), 8) + "wave"
        + guidTail + content;
}

std::string w64Chunk(const std::string& id, const std::string& bytes)
{
    return id + guidTail + number(24 + bytes.size(), 8) + bytes + std::string((8 - bytes.size() % 8) % 8, '\0');
}

} // namespace

class TestStructure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachDefectIsNamed_data();
    void eachDefectIsNamed();
    void offsetsPointAtTheDefect();
    void partsAreListed();
    void aspectsAreCountedApart();
    void theMeasureHoldsThePlaces();
    void sizesComeFromDs64();
    void aW64IsWalked();
    void aRiffBeyondFourGibIsNamed();
    void whatIsTooLargeIsUnknown();
    void damagedFilesAreSurvived();

private:
    Metadata read(const std::string& bytes, const std::string& name = "file.wav", std::optional<FrameCount> frames = {})
    {
        const std::filesystem::path file = std::filesystem::path(m_folder.path().toStdString()) / name;
        writeBytes(file, bytes);
        return readMetadata(file, 48000, frames);
    }

    QTemporaryDir m_folder;
};

void TestStructure::eachDefectIsNamed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("codes");
    const auto row = [](const char* title, const std::string& bytes, const char* codes, const char* name = "a.wav") {
        QTest::newRow(title) << QByteArray::fromStdString(bytes) << name << codes;
    };
    const std::string good = outer("RIFF", "WAVE" + format() + sound());
    const std::string ds64 = chunk("ds64", number(112, 8) + number(40, 8) + number(10, 8) + number(0, 4));
    row("sound", good, "");
    row("sound, big-endian", outer("RIFX", "WAVE" + format(true) + chunk("data", std::string(40, 1), true), true), "");
    row("sound RF64", with(outer("RF64", "WAVE" + ds64 + format() + sound()), 4, "\xFF\xFF\xFF\xFF"), "");
    row("sound, odd chunk padded", outer("RIFF", "WAVE" + format() + chunk("junk", "abc") + sound()), "");
    row("outer size too small", with(good, 4, number(60, 4)), "riff-size-mismatch");
    row("outer size too large", with(good, 4, number(100, 4)), "riff-size-mismatch");
    row("cut off", good.substr(0, good.size() - 8), "truncated-chunk");
    row("data size never written", with(with(good, 40, "\xFF\xFF\xFF\xFF"), 4, "\xFF\xFF\xFF\xFF"),
        "data-size-unknown");
    row("data size left zero", with(with(good, 40, number(0, 4)), 4, number(0, 4)), "data-size-unknown");
    row("no pad", outer("RIFF", "WAVE" + format() + chunk("junk", "abc").substr(0, 11) + sound()), "missing-pad");
    row("bytes after the end", good + "trailing", "trailing-bytes");
    row("bytes before the end", outer("RIFF", "WAVE" + format() + sound() + "xy"), "trailing-bytes");
    row("no fmt", outer("RIFF", "WAVE" + sound()), "fmt-missing");
    row("no data", outer("RIFF", "WAVE" + format()), "data-missing");
    row("two fmt", outer("RIFF", "WAVE" + format() + format() + sound()), "fmt-duplicate");
    row("fmt after data", outer("RIFF", "WAVE" + sound() + format()), "fmt-after-data");
    row("short fmt", outer("RIFF", "WAVE" + chunk("fmt ", "abcd") + sound()), "fmt-too-short");
    row("two bext",
        outer("RIFF",
            "WAVE" + format() + chunk("bext", std::string(602, 0)) + chunk("bext", std::string(602, 0)) + sound()),
        "bext-duplicate");
    row("short bext", outer("RIFF", "WAVE" + format() + chunk("bext", std::string(600, 0)) + sound()),
        "bext-too-short");
    row("half a frame", outer("RIFF", "WAVE" + format() + chunk("data", std::string(42, 1))), "data-not-block-aligned");
    row("no ds64", outer("RF64", "WAVE" + format() + sound()), "ds64-missing");
    row("no ds64 and no sizes",
        with(with(outer("RF64", "WAVE" + format() + sound()), 40, "\xFF\xFF\xFF\xFF"), 4, "\xFF\xFF\xFF\xFF"),
        "ds64-missing");
    row("odd chunk name", outer("RIFF", "WAVE" + format() + sound() + chunk(" BAD", "")), "chunk-id-invalid");
    row("no WAVE", outer("RIFF", "AVI " + format() + sound()), "form-type-invalid");
    row("broken iXML", outer("RIFF", "WAVE" + format() + chunk("iXML", "<BWFXML><TAKE>") + sound()),
        "ixml-not-well-formed");
    row("fmt size two too large", outer("RIFF", "WAVE" + with(format(), 4, number(18, 4)) + sound()),
        "chunk-size-wrong");
    row("fmt size two too small", outer("RIFF", "WAVE" + with(format(), 4, number(14, 4)) + sound()),
        "chunk-size-wrong");
    row("chunk name beyond ASCII", outer("RIFF", "WAVE" + format() + sound() + chunk("b\xE4h ", "")),
        "chunk-id-invalid");
    row("two data", outer("RIFF", "WAVE" + format() + sound() + sound()), "data-duplicate");
    row("two axml", outer("RIFF", "WAVE" + format() + chunk("axml", "<a/>") + chunk("axml", "<a/>") + sound()),
        "axml-duplicate");
    row("wrong frame size", with(good, 32, number(6, 2)), "fmt-contradicts-itself data-not-block-aligned");
    row("wrong byte rate", with(good, 28, number(1000, 4)), "fmt-contradicts-itself");
    row("fact lies", outer("RIFF", "WAVE" + format() + chunk("fact", number(9, 4)) + sound()), "fact-mismatch");
    row("fact is right", outer("RIFF", "WAVE" + format() + chunk("fact", number(10, 4)) + sound()), "");
    row("ds64 late", with(outer("RF64", "WAVE" + format() + ds64 + sound()), 4, "\xFF\xFF\xFF\xFF"), "ds64-not-first");
    row("ds64 counts wrong",
        with(outer("RF64",
                 "WAVE" + chunk("ds64", number(112, 8) + number(40, 8) + number(11, 8) + number(0, 4)) + format()
                     + sound()),
            4, "\xFF\xFF\xFF\xFF"),
        "ds64-sample-count-mismatch");
    row("ds64 too short",
        with(outer("RF64", "WAVE" + chunk("ds64", number(0, 8)) + format() + sound()), 4, "\xFF\xFF\xFF\xFF"),
        "ds64-too-short");
    row("iXML beyond all measure",
        outer("RIFF", "WAVE" + format() + sound() + chunk("iXML", std::string(5 << 20, ' '))), "chunk-too-large");
    row("two COMM", outer("FORM", "AIFF" + common(10) + common(10) + aiffSound(), true), "comm-duplicate", "a.aif");
    row("named AIFF", good, "wrong-extension", "a.aif");
    row("named after nothing", good, "", "a.take1");
    row("Ogg named WAV", "OggS" + std::string(64, '\0'), "page-damaged trailing-bytes wrong-extension");
    row("sound AIFF", outer("FORM", "AIFF" + common(10) + aiffSound(), true), "", "a.aif");
    row("AIFF without COMM", outer("FORM", "AIFF" + aiffSound(), true), "comm-missing", "a.aif");
    row("AIFF without sound", outer("FORM", "AIFF" + common(10), true), "data-missing", "a.aif");
    row("AIFF with less than it says", outer("FORM", "AIFF" + common(11) + aiffSound(), true),
        "data-shorter-than-declared", "a.aif");
    row("empty file", "", "");
    row("a bare header", "RIFF", "");
}

void TestStructure::eachDefectIsNamed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(QString, codes);
    QCOMPARE(codesOf(read(bytes.toStdString(), name.toStdString())), codes);
}

void TestStructure::offsetsPointAtTheDefect()
{
    const std::string good = outer("RIFF", "WAVE" + format() + sound());
    QCOMPARE(read(good + "trailing").faults.at(0).offset, std::int64_t(good.size()));
    QCOMPARE(read(with(good, 4, number(60, 4))).faults.at(0).offset, std::int64_t(4));
    QCOMPARE(read(outer("RIFF", "WAVE" + format() + format() + sound())).faults.at(0).offset, std::int64_t(36));
    // The decoder's count is checked against the chunk's: ten frames of four bytes.
    QCOMPARE(codesOf(read(good, "a.wav", 10)), QString());
    QCOMPARE(codesOf(read(good, "a.wav", 9)), QString("frame-count-mismatch"));
}

void TestStructure::theMeasureHoldsThePlaces()
{
    const Metadata good = read(outer("RIFF", "WAVE" + format() + sound()));
    QCOMPARE(good.measures.number("structure.faults"), std::optional(0.0));
    const Metadata bad = read(outer("RIFF", "WAVE" + format() + format() + sound()) + "x");
    QCOMPARE(bad.measures.number("structure.faults"), std::optional(2.0));
    const std::vector<Place>& places = bad.measures.find("structure.faults")->events;
    QCOMPARE(places.size(), std::size_t(2));
    QCOMPARE(places[0], (Place { 36, 36 }));
    for (const MeasureSpec& spec : metadataSpecs())
        QVERIFY2(good.measures.find(spec.id) != nullptr, std::string(spec.id).c_str());
}

void TestStructure::partsAreListed()
{
    const Metadata metadata = read(outer("RIFF", "WAVE" + format() + chunk("odd\x7F", "abc") + sound()));
    const std::vector<ContainerPart> expected { { "fmt ", 12, 16 }, { "odd?", 36, 3 }, { "data", 48, 40 } };
    QCOMPARE(metadata.parts, expected);
    const std::vector<std::string> ids { "fmt ", "odd?", "data" };
    QCOMPARE(std::get<std::vector<std::string>>(*metadata.measures.find("structure.chunks")->value), ids);
}

void TestStructure::aspectsAreCountedApart()
{
    const Metadata bad = read(outer("RIFF", "WAVE" + format() + format() + sound()) + "x", "a.aif");
    QCOMPARE(bad.measures.number("structure.faults"), std::optional(3.0));
    QCOMPARE(bad.measures.number("structure.duplicates"), std::optional(1.0));
    QCOMPARE(bad.measures.number("structure.trailing"), std::optional(1.0));
    QCOMPARE(bad.measures.number("structure.extension"), std::optional(1.0));
    QCOMPARE(bad.measures.number("structure.sizes"), std::optional(0.0));
    // Nobody walks through this one: nothing found means nothing known.
    const Metadata other = read("wvpk" + std::string(100, '\0'), "a.wv");
    QCOMPARE(other.measures.find("structure.trailing")->state, MeasureState::notApplicable);
    QCOMPARE(other.measures.number("structure.extension"), std::optional(0.0));
}

void TestStructure::sizesComeFromDs64()
{
    // A table row for a chunk other than data, too.
    const std::string ds64
        = chunk("ds64", number(134, 8) + number(40, 8) + number(10, 8) + number(1, 4) + "list" + number(6, 8));
    std::string bytes = outer("BW64", "WAVE" + ds64 + format() + sound() + chunk("list", "abcdef"));
    bytes = with(bytes, 4, "\xFF\xFF\xFF\xFF");
    bytes = with(bytes, bytes.find("data") + 4, "\xFF\xFF\xFF\xFF");
    bytes = with(bytes, bytes.rfind("list") + 4, "\xFF\xFF\xFF\xFF");
    const std::filesystem::path file = std::filesystem::path(m_folder.path().toStdString()) / "table.wav";
    writeBytes(file, bytes);
    Result<LocalFile> opened = LocalFile::open(file);
    const ChunkMap map = walkChunks(*opened);
    QCOMPARE(map.chunks.size(), std::size_t(4));
    QCOMPARE(map.find("data")->size, std::int64_t(40));
    QCOMPARE(map.find("list")->size, std::int64_t(6));
    QCOMPARE(map.end, map.fileSize);
}

void TestStructure::aW64IsWalked()
{
    const std::string head = format().substr(8);
    const std::string good = w64(w64Chunk("fmt ", head) + w64Chunk("data", std::string(40, 1)));
    QCOMPARE(codesOf(read(good, "a.w64")), QString());
    QCOMPARE(codesOf(read(good.substr(0, good.size() - 8), "a.w64")), QString("truncated-chunk"));
    QCOMPARE(codesOf(read(good, "a.wav")), QString("wrong-extension"));
}

// A sparse file: it takes no room on the disk.
void TestStructure::aRiffBeyondFourGibIsNamed()
{
    const std::filesystem::path file = std::filesystem::path(m_folder.path().toStdString()) / "large.wav";
    const std::uint64_t size = (std::uint64_t { 1 } << 32U) + 4096;
    // Sizes as a writer leaves them that counts in 32 bits.
    std::string bytes = outer("RIFF", "WAVE" + format() + sound());
    bytes = with(with(bytes, 4, number(size - 8, 4)), 40, number(size - 44, 4));
    writeBytes(file, bytes);
    std::filesystem::resize_file(file, size);
    QCOMPARE(codesOf(readMetadata(file, 48000, {})), QString("riff-over-4-gib"));
}

// A chunk that nobody reads is no chunk that is not there.
void TestStructure::whatIsTooLargeIsUnknown()
{
    const Metadata metadata
        = read(outer("RIFF", "WAVE" + format() + sound() + chunk("axml", std::string((64 << 20) + 2, ' '))));
    QCOMPARE(codesOf(metadata), QString("chunk-too-large"));
    QVERIFY(metadata.faults.front().message.find("67108866 bytes, more than 67108864") != std::string::npos);
    for (const char* id : { "axml.bytes", "adm.objects", "atmos.beds" }) {
        const Measurement* found = metadata.measures.find(id);
        QVERIFY2(found != nullptr && found->state == MeasureState::notMeasured, id);
    }
    QCOMPARE(metadata.measures.find("bext.version")->state, MeasureState::notApplicable);
}

// Bytes changed at random and files cut at random: a seed of its own, so that a failure comes back.
void TestStructure::damagedFilesAreSurvived()
{
    WaveOptions options;
    options.before
        = { { "bext", std::string(700, 'b') }, { "iXML", "<BWFXML><TRACK_LIST><TRACK/></TRACK_LIST></BWFXML>" },
              { "LIST", "INFOINAM" + number(4, 4) + "name" } };
    options.after = { { "id3 ",
                          "ID3\x03" + std::string(1, '\0') + std::string(4, '\0') + "\x20TIT2" + number(4, 4, true)
                              + std::string(20, 'x') },
        { "axml", "<identifier formatLabel=\"ISRC\">x</identifier>" } };
    const std::string good = waveBytes({ std::vector<double>(20, 0.5) }, options);
    std::mt19937 random(20261);
    for (int round = 0; round < 250; ++round) {
        std::string bytes = good;
        for (int change = 0; change < 1 + round % 8; ++change)
            bytes[random() % bytes.size()] = static_cast<char>(random() % 5 == 0 ? 0xFF : random());
        if (round % 3 == 0)
            bytes.resize(random() % bytes.size());
        const Metadata metadata = read(bytes);
        QVERIFY(metadata.measures.find("structure.faults") != nullptr);
    }
}

ASSAY_TEST(TestStructure)
#include "tst_structure.moc"
