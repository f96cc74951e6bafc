// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/dbmd.h"

#include "core/base/chunk_map.h"
#include "core/metadata/dbmd_words.h"
#include "core/metadata/metadata.h"
#include "tests/support/adm_writer.h"
#include "tests/support/chunk_bytes.h"
#include "tests/support/corpus.h"
#include "tests/support/test_class.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <set>

using namespace assay;
using namespace assay::test;

namespace
{

Dbmd parsed(const std::string& bytes)
{
    return parseDbmd(Bytes(bytes.begin(), bytes.end()));
}

// What Dolby's parser prints of a chunk, line by line, said by ours.
QString inTheirWords(const Dbmd& dbmd)
{
    static const QStringList warps { "normal", "warping", "downmix Dolby Pro Logic IIx", "downmix LoRo",
        "not indicated (Default warping will be applied.)" };
    static const QStringList modes { "bypass", "near", "far", "mid", "not indicated" };
    static const QMap<QString, QString> remarks { { "bypass", "No binauralization will be applied. " },
        { "near", "Near binaural render mode will be applied. " },
        { "far", "Far binaural render mode will be applied. " },
        { "not indicated",
            "No binaural render mode metadata present. Default binaural render mode metadata may be applied. " } };
    QString text = "\nDolby Atmos DBMD Parser (Version 1.0)\nCopyright (C) 2020, Dolby Laboratories Inc.\n\n"
                   "Dolby Audio Metadata Wave Chunk Found\n\nDolby Atmos Metadata\n";
    text += QString("   Created by: %1 (%2)\n   warp_mode: %3\n\n")
                .arg(QString::fromStdString(dbmd.atmos->tool), QString::fromStdString(dbmd.atmos->toolVersion),
                    warps.at(dbmd.atmos->warp));
    const std::set<int> distinct(dbmd.tracks->binaural.begin(), dbmd.tracks->binaural.end());
    const QString mode = modes.at(*distinct.begin());
    text += QString("Dolby Atmos Supplemental Metadata\n   Headphone metadata %1: \n")
                .arg(mode == "not indicated" ? "not present" : "present");
    text += QString("   \tbinaural render mode: %1 (all objects have identical value)\n   \t%2\n")
                .arg(mode, remarks[mode]);
    text += "   \tRecommend editing binaural render mode parameters.\n   Trim Metadata:\n";
    for (std::size_t i = 0; i < trimCount; ++i)
        text += QString("   \tTrim mode: %1, %2 trims\n")
                    .arg(QString::fromUtf8(trimLayoutName(i)),
                        dbmd.tracks->trims.at(i).automatic ? "automatic" : "manual");
    return text + "\n";
}

Bytes chunkOf(const std::filesystem::path& path)
{
    LocalFile file = *LocalFile::open(path);
    const ChunkMap map = walkChunks(file);
    const Chunk* chunk = map.find("dbmd");
    return file.bytesAt(chunk->offset, chunk->size);
}

} // namespace

class TestDbmd : public QObject
{
    Q_OBJECT

private slots:
    void readsTheAtmosSegments();
    void readsTrimsSetByHand();
    void readsTheEncoderSegments();
    void namesDamage();
    void agreesWithDolbysParser_data();
    void agreesWithDolbysParser();
    void agreesWithTheProToolsMaster();
};

void TestDbmd::readsTheAtmosSegments()
{
    const Dbmd dbmd = parsed(
        dbmdOf({ .frameRate = 4, .firstActionHour = 1, .downmix = 2, .warp = 3, .binaural = { 0, 1, 2, 3, 4 } }));
    QCOMPARE(dbmd.version, std::string("1.0.0.6"));
    QCOMPARE(dbmd.segments.size(), std::size_t(2));
    QVERIFY(dbmd.segments[0].sumHolds && dbmd.segments[1].sumHolds);
    QCOMPARE(dbmd.atmos->tool, std::string("Assay test"));
    QCOMPARE(dbmd.atmos->toolVersion, std::string("1.2.3"));
    QCOMPARE(dbmd.atmos->frameRate, (std::optional(FrameRate { 30000, 1001, true })));
    QCOMPARE(dbmd.atmos->firstAction, std::optional(3600.0));
    QCOMPARE(stereoDownmixName(dbmd.atmos->stereoDownmix), std::string_view("Pro Logic"));
    QCOMPARE(warpName(dbmd.atmos->warp), std::string_view("Lo/Ro"));
    QCOMPARE(dbmd.tracks->binaural, (std::vector<int> { 0, 1, 2, 3, 4 }));
    QCOMPARE(dbmd.tracks->headTracking, std::vector<int>(5, 2));
    QVERIFY(dbmd.tracks->trims[8].automatic);
    const Dbmd unset = parsed(dbmdOf({ .frameRate = 0 }));
    QVERIFY(!unset.atmos->firstAction && !unset.atmos->frameRate);
    QVERIFY(unset.tracks->binaural.empty());
    QCOMPARE(binauralName(7), std::string_view("unknown"));
}

void TestDbmd::readsTrimsSetByHand()
{
    // -3 dB and +1.5 dB as floats, balances of -1 and 127ths.
    std::string trims
        = std::string(1, '\0') + number(0xC0400000, 4) + number(0x3FC00000, 4) + number(0x7FC00000, 4) + "\xFF\x40";
    trims += std::string(8 * 15, '\1');
    const Dbmd dbmd = parsed(number(0x01000006, 4) + dbmdSegment(10, number(0xF8726FBD, 4) + number(0, 3) + trims));
    const DbmdTrim& trim = dbmd.tracks->trims[0];
    QVERIFY(!trim.automatic);
    QCOMPARE(trim.centre, -3.0);
    QCOMPARE(trim.surround, 1.5);
    QCOMPARE(trim.height, 0.0); // no number
    QCOMPARE(trim.overheadBalance, -1.0);
    QCOMPARE(trim.listenerBalance, 64 / 127.0);
    QVERIFY(dbmd.tracks->trims[1].automatic);
}

void TestDbmd::readsTheEncoderSegments()
{
    std::string plus(96, '\0');
    plus[1] = '\x47'; // LFE, complete main, 3/2
    plus[5] = '\x7B'; // -27
    plus[8] = '\xA4'; // Lo/Ro, -3 dB, -3 dB
    plus[14] = '\2';
    plus[15] = '\5';
    std::string info(193, '\0');
    info.replace(1, 4, "desk");
    info.replace(65, 5, "meter");
    const Dbmd dbmd = parsed(number(0x01000006, 4) + dbmdSegment(1, std::string("\x02\x03", 2)) + dbmdSegment(7, plus)
        + dbmdSegment(8, info));
    QCOMPARE(dbmd.dolbyE->frameRateCode, 3);
    QVERIFY(dbmd.digital->lfe);
    QCOMPARE(channelModeName(dbmd.digital->channelMode), std::string_view("3/2"));
    QCOMPARE(dbmd.digital->dialnorm, std::optional(-27));
    QCOMPARE(digitalDownmixName(dbmd.digital->preferredDownmix), std::string_view("Lo/Ro"));
    QCOMPARE(dbmd.digital->ltrtCentre, 4);
    QCOMPARE(compressionName(dbmd.digital->rfProfile), std::string_view("film light"));
    QCOMPARE(compressionName(dbmd.digital->lineProfile), std::string_view("speech"));
    QCOMPARE(dbmd.audioInfo->origin, std::string("desk"));
    QCOMPARE(dbmd.audioInfo->lastProcessedBy, std::string("meter"));
}

void TestDbmd::namesDamage()
{
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("atmos.wav").toStdString();
    const auto codes = [&](const std::string& dbmd) {
        writeBytes(file, atmosFile({}, dbmd));
        const Metadata metadata = readMetadata(file, 48000, 48000);
        QStringList found;
        for (const Fault& fault : metadata.faults)
            found.push_back(QString::fromStdString(fault.code));
        found.push_back(metadata.measures.find("dbmd.checksums_hold")->value == Value(true) ? "holds" : "does not");
        return found;
    };
    const std::string whole = dbmdOf({ .binaural = { 1 } });
    QCOMPARE(codes(whole), QStringList { "holds" });
    QCOMPARE(codes(with(whole, 40, "x")), (QStringList { "dbmd-checksum", "does not" }));
    QCOMPARE(codes(whole.substr(0, whole.size() - 4)), (QStringList { "dbmd-segment-cut", "does not" }));
    for (std::size_t size = 0; size < whole.size(); ++size)
        static_cast<void>(parsed(whole.substr(0, size)));
    QVERIFY(parsed("").segments.empty());
}

void TestDbmd::agreesWithDolbysParser_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("none configured") << -1;
    for (const int number : { 0, 2, 3, 4, 5 }) {
        if (hasCorpus())
            QTest::addRow("sample %d", number) << number;
    }
}

void TestDbmd::agreesWithDolbysParser()
{
    QFETCH(int, number);
    if (number < 0)
        return;
    const std::string name = "adm/dolby-dbmd/sample_adm_file_" + std::to_string(number);
    QFile expected(QString::fromStdString(corpusFile(name + ".txt").string()));
    QVERIFY(expected.open(QIODevice::ReadOnly));
    const Dbmd dbmd = parseDbmd(chunkOf(corpusFile(name + ".wav")));
    QCOMPARE(inTheirWords(dbmd).split('\n'), QString::fromUtf8(expected.readAll()).remove('\r').split('\n'));
    for (const DbmdSegment& segment : dbmd.segments)
        QVERIFY(segment.sumHolds);
}

// As MediaInfo says of it.
void TestDbmd::agreesWithTheProToolsMaster()
{
    if (!hasCorpus())
        return;
    const Metadata metadata = readMetadata(corpusFile("adm/protools/Test_ADM_ProTools.wav"), 0, {});
    const Dbmd& dbmd = *metadata.dbmd;
    QCOMPARE(dbmd.atmos->tool, std::string("Pro Tools"));
    QCOMPARE(dbmd.atmos->toolVersion, std::string("22.9.0"));
    QCOMPARE(nameOf(*dbmd.atmos->frameRate), std::string("23.976"));
    QCOMPARE(metadata.frameRate, dbmd.atmos->frameRate);
    QVERIFY(!dbmd.atmos->firstAction);
    QCOMPARE(dbmd.tracks->binaural.size(), std::size_t(14));
    // All but the LFE, whose mode is off.
    QCOMPARE(metadata.measures.find("atmos.binaural_mode")->value, std::optional<Value>(std::string("not indicated")));
    QCOMPARE(metadata.measures.number("atmos.binaural_missing"), std::optional(13.0));
}

ASSAY_TEST(TestDbmd)
#include "tst_dbmd.moc"
