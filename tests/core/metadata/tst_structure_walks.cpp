// SPDX-License-Identifier: GPL-3.0-or-later
// Structure of what is no RIFF: CAF, FLAC, MP4, MXF. Each file is built byte by byte from its specification.
#include "core/metadata/flac_frame.h"
#include "core/metadata/metadata.h"
#include "tests/support/chunk_bytes.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
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

std::string cafChunk(const std::string& id, const std::string& bytes, std::uint64_t size)
{
    return id + number(size, 8, true) + bytes;
}

const std::string cafHead = "caff" + number(1, 2, true) + number(0, 2, true);
const std::string cafDescription = cafChunk("desc", number(0, 8) + "lpcm" + std::string(20, '\0'), 32);

// A frame of `samples` (a multiple of 256, up to 256 * 2^7) of silence: constant subframes.
std::string flacFrame(unsigned index, unsigned sizeCode = 8, int channels = 2)
{
    std::string head = "\xFF\xF8";
    head += static_cast<char>(sizeCode << 4U | 10U); // 48 kHz
    head += static_cast<char>((channels - 1) << 4 | 4 << 1); // 16 bits
    head += static_cast<char>(index);
    head += checkSum(head, 8, 0x07);
    for (int channel = 0; channel < channels; ++channel)
        head += std::string(3, '\0');
    return head + checkSum(head, 16, 0x8005);
}

std::string flacBlock(int type, const std::string& content, bool last)
{
    return number(static_cast<unsigned>(type) | (last ? 0x80U : 0U), 1) + number(content.size(), 3, true) + content;
}

std::string streamInfo(std::uint64_t samples, unsigned mostFrame = 100, unsigned mostBlock = 256)
{
    const std::uint64_t packed = 48000ULL << 44U | 1ULL << 41U | 15ULL << 36U | samples;
    return number(256, 2, true) + number(mostBlock, 2, true) + number(0, 3, true) + number(mostFrame, 3, true)
        + number(packed, 8, true) + std::string(16, '\0');
}

std::string atom(const std::string& id, const std::string& content)
{
    return number(8 + content.size(), 4, true) + id + content;
}

std::string partition(int kind, std::uint64_t footer)
{
    const std::string key("\x06\x0E\x2B\x34\x02\x05\x01\x01\x0D\x01\x02\x01\x01", 13);
    return key + number(static_cast<unsigned>(kind), 1) + number(4, 1) + number(0, 1) + number(0x83, 1)
        + number(88, 3, true) + std::string(24, '\0') + number(footer, 8, true) + std::string(56, '\0');
}

std::string fill(std::size_t bytes)
{
    const std::string key("\x06\x0E\x2B\x34\x01\x01\x01\x02\x03\x01\x02\x10\x01\x00\x00\x00", 16);
    return key + number(0x83, 1) + number(bytes, 3, true) + std::string(bytes, '\0');
}

std::string indexPack(const std::vector<std::uint64_t>& places)
{
    const std::string key("\x06\x0E\x2B\x34\x02\x05\x01\x01\x0D\x01\x02\x01\x01\x11\x01\x00", 16);
    std::string rows;
    for (const std::uint64_t place : places)
        rows += number(1, 4, true) + number(place, 8, true);
    const std::size_t size = rows.size() + 4;
    return key + number(0x83, 1) + number(size, 3, true) + rows + number(20 + size, 4, true);
}

} // namespace

class TestStructureWalks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachDefectIsNamed_data();
    void eachDefectIsNamed();
    void frameHeadersAreReadByTheBook();
    void everyFaultHasItsRow();

private:
    QTemporaryDir m_folder;
};

void TestStructureWalks::eachDefectIsNamed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("faults");
    const auto row = [](const char* title, const char* name, const std::string& bytes, const char* faults = "") {
        QTest::newRow(title) << QByteArray::fromStdString(bytes) << name << faults;
    };
    const std::string cafData = cafChunk("data", std::string(40, '\0'), 40);
    row("CAF", "a.caf", cafHead + cafDescription + cafData);
    row("CAF to its end", "a.caf", cafHead + cafDescription + cafChunk("data", std::string(40, '\0'), ~0ULL));
    row("CAF cut off", "a.caf", cafHead + cafDescription + cafChunk("data", "1234", 41), "truncated-chunk@52");
    row("CAF without desc", "a.caf", cafHead + cafData, "desc-missing@60");
    row("CAF with late desc", "a.caf", cafHead + cafData + cafDescription, "desc-not-first@60");
    row("CAF without data", "a.caf", cafHead + cafDescription, "data-missing@52");

    const std::string frames = flacFrame(0) + flacFrame(1);
    const auto flac
        = [&](const std::string& info, const std::string& rest) { return "fLaC" + flacBlock(0, info, true) + rest; };
    row("FLAC", "a.flac", flac(streamInfo(512), frames));
    row("FLAC with ID3v1", "a.flac", flac(streamInfo(512), frames + "TAG" + std::string(125, ' ')));
    row("FLAC of unknown length", "a.flac", flac(streamInfo(0), frames));
    row("FLAC counts wrong", "a.flac", flac(streamInfo(600), frames), "streaminfo-length-wrong@21");
    row("FLAC cut off", "a.flac", flac(streamInfo(512), frames.substr(0, frames.size() - 3)), "last-frame-damaged@56");
    row("FLAC frames too large", "a.flac", flac(streamInfo(512, 10), frames), "streaminfo-contradicts-frames@15");
    row("FLAC blocks too large", "a.flac", flac(streamInfo(512, 100, 128), frames), "streaminfo-contradicts-frames@10");
    row("FLAC changes its channels", "a.flac", flac(streamInfo(512), flacFrame(0) + flacFrame(1, 8, 3)),
        "streaminfo-contradicts-frames@20");
    row("FLAC of frames alone", "a.flac", frames, "streaminfo-missing@0");
    row("FLAC without STREAMINFO", "a.flac", "fLaC" + flacBlock(1, "pad", true) + frames, "streaminfo-missing@4");
    row("FLAC with late STREAMINFO", "a.flac",
        "fLaC" + flacBlock(1, "pad", false) + flacBlock(0, streamInfo(512), true) + frames, "streaminfo-not-first@11");
    row("FLAC block too long", "a.flac", flac(streamInfo(512) + "12345", frames));
    row("FLAC block length wrong", "a.flac", flac(streamInfo(512), "xx" + frames), "block-length-wrong@42");
    row("FLAC block cut off", "a.flac", "fLaC" + flacBlock(0, streamInfo(512), false) + number(0x04001000, 4, true),
        "truncated-block@42");

    const std::string movie = atom("ftyp", "isom") + atom("moov", "") + atom("mdat", "sound");
    row("MP4", "a.m4a", movie);
    row("MP4 cut off", "a.m4a", movie.substr(0, movie.size() - 2), "truncated-atom@20");
    row("MP4 without moov", "a.m4a", atom("ftyp", "isom") + atom("mdat", "sound"), "moov-missing@25");
    row("MP4 in fragments", "a.m4a", atom("ftyp", "isom") + atom("moof", "") + atom("mdat", "sound"));
    row("two moov", "a.m4a", movie + atom("moov", ""), "moov-duplicate@33");
    row("bytes behind MP4", "a.m4a", movie + "tail", "trailing-bytes@33");

    const std::string open = partition(2, 0) + fill(100);
    const std::uint64_t end = open.size();
    const std::string whole = partition(2, end) + fill(100) + partition(4, end);
    row("MXF", "a.mxf", whole);
    row("MXF with an index pack", "a.mxf", whole + indexPack({ 0, end }));
    row("MXF, index pack wrong", "a.mxf", whole + indexPack({ 0, end + 1 }), "rip-wrong@368");
    row("MXF without footer", "a.mxf", open, "footer-missing@228");
    row("MXF cut off in essence", "a.mxf", open.substr(0, end - 10), "truncated-klv@108");
    row("MXF cut off before the footer", "a.mxf", whole.substr(0, end - 10), "truncated-klv@44");
    row("bytes behind MXF", "a.mxf", whole + "tail", "trailing-bytes@336");
}

void TestStructureWalks::eachDefectIsNamed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(QString, faults);
    const std::filesystem::path file = m_folder.filePath(name).toStdString();
    writeBytes(file, bytes.toStdString());
    QStringList found;
    for (const Fault& fault : readMetadata(file, 0, {}).faults)
        found += QString("%1@%2").arg(QString::fromStdString(fault.code)).arg(fault.offset.value_or(-1));
    QCOMPARE(found.join(' '), faults);
}

void TestStructureWalks::frameHeadersAreReadByTheBook()
{
    const std::string bytes = flacFrame(5, 12, 6);
    const std::optional<FlacFrame> frame = flacFrameAt(bytesOf(bytes), 0);
    QVERIFY(frame);
    QCOMPARE(frame->number, std::uint64_t(5));
    QCOMPARE(frame->blockSize, std::int64_t(4096));
    QCOMPARE(frame->rate, 48000);
    QCOMPARE(frame->channels, 6);
    QCOMPARE(frame->bits, 16);
    QCOMPARE(flacFrameSum(bytesOf(bytes)), std::uint16_t(0));
    for (std::size_t at = 0; at < frame->headerBytes; ++at) // any changed byte breaks the check sum or the form
        QVERIFY(!flacFrameAt(bytesOf(with(bytes, at, std::string(1, static_cast<char>(bytes[at] ^ 1)))), 0));
}

// A code that no row explains has neither aspect nor clause.
void TestStructureWalks::everyFaultHasItsRow()
{
    std::set<std::string> codes;
    for (const FaultKind& kind : faultKinds()) {
        QVERIFY2(codes.insert(std::string(kind.code)).second, std::string(kind.code).c_str());
        QVERIFY(!kind.what.empty() && !kind.source.empty());
    }
    const QRegularExpression use(
        R"re((?:(?<![.\w])add\(|structure\.add\(|Fault \{ |faults\.push_back\(\{ )\s*"([a-z0-9-]+)",)re");
    QDirIterator files(
        QStringLiteral(ASSAY_SOURCE_DIR "/core"), { "*.cpp" }, QDir::Files, QDirIterator::Subdirectories);
    int uses = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (auto match = use.globalMatch(text); match.hasNext(); ++uses) {
            const std::string code = match.next().captured(1).toStdString();
            QVERIFY2(faultKind(code) != nullptr, qPrintable(file.fileName() + ": " + QString::fromStdString(code)));
        }
    }
    QVERIFY(uses > 50);
}

ASSAY_TEST(TestStructureWalks)
#include "tst_structure_walks.moc"
