// SPDX-License-Identifier: GPL-3.0-or-later
// Files are hashed from the bytes that measuring reads: the hashes are right, and the disk is read once.
#include "core/inspect/asset_hasher.h"
#include "core/inspect/inspect.h"
#include "core/inspect/programme_queue.h"
#include "tests/support/corpus.h"
#include "tests/support/wave_writer.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace assay;
using namespace assay::test;

namespace
{

std::filesystem::path folderOf(const QTemporaryDir& dir)
{
    return dir.path().toStdString();
}

std::string hexOf(const QByteArray& bytes, QCryptographicHash::Algorithm kind)
{
    return QCryptographicHash::hash(bytes, kind).toHex().toStdString();
}

QByteArray bytesOf(const std::filesystem::path& file)
{
    QFile stream(QString::fromStdString(file.string()));
    return stream.open(QIODevice::ReadOnly) ? stream.readAll() : QByteArray();
}

Planes tones(std::size_t channels, std::size_t frames)
{
    Planes planes;
    for (std::size_t c = 0; c < channels; ++c)
        planes.push_back(sine(997.0, 0.5 / static_cast<double>(c + 1), frames));
    return planes;
}

Inspection inspected(const std::filesystem::path& path, unsigned jobs)
{
    InspectOptions options;
    options.jobs = jobs;
    auto result = inspect({ path }, options);
    if (!result)
        throw std::runtime_error(describe(result.error()));
    return std::move(*result);
}

std::span<const std::byte> part(const QByteArray& bytes, qsizetype from, qsizetype count)
{
    return std::as_bytes(std::span(bytes.data() + from, static_cast<std::size_t>(count)));
}

// Bytes that this process asked the system for so far; empty where the system does not tell.
std::optional<std::int64_t> bytesRead()
{
    std::ifstream io("/proc/self/io");
    std::string name;
    std::int64_t count = 0;
    if (io >> name >> count && name == "rchar:")
        return count;
    return std::nullopt;
}

} // namespace

class TestHashing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hashesAreThoseOfTheFile_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("made here") << "";
        if (!hasCorpus())
            return;
        for (const char* file : { "channel_layout/flac-subset/41 - 6 channels (5.1).flac", "bwf/wavinfo/A101_1.WAV" })
            QTest::newRow(file) << QString::fromStdString(corpusFile(file).string());
    }

    void hashesAreThoseOfTheFile()
    {
        QFETCH(QString, file);
        const QTemporaryDir dir;
        std::filesystem::path path = file.toStdString();
        if (file.isEmpty()) {
            path = folderOf(dir) / "a.wav";
            WaveOptions options;
            options.before = { { "junk", std::string(70000, 'x') } };
            options.after = { { "more", std::string(500001, 'y') } };
            writeWave(path, tones(6, 200000), options);
        }
        const QByteArray bytes = bytesOf(path);
        QVERIFY(!bytes.isEmpty());
        for (const unsigned jobs : { 1U, 2U, 4U }) {
            const Inspection inspection = inspected(path, jobs);
            const auto& hashes = inspection.assets.front().hashes;
            QCOMPARE(hashes.at("md5"), hexOf(bytes, QCryptographicHash::Md5));
            QCOMPARE(hashes.at("sha256"), hexOf(bytes, QCryptographicHash::Sha256));
        }
    }

    void knownAnswerOfXxh64()
    {
        Digest digest(Digest::Kind::xxh64);
        QCOMPARE(digest.finish(), std::string("ef46db3751d8e999")); // of no bytes, seed 0
    }

    void soundThatBreaksOffIsHashedToItsEnd()
    {
        const QTemporaryDir dir;
        const std::filesystem::path path = folderOf(dir) / "cut.wav";
        WaveOptions options;
        options.declaredDataBytes = 96000 * 2 * 3 + 6;
        writeWave(path, tones(2, 96000), options);
        QCOMPARE(
            inspected(path, 2).assets.front().hashes.at("sha256"), hexOf(bytesOf(path), QCryptographicHash::Sha256));
    }

    void everyFileOfASetHasItsOwnHashes()
    {
        const QTemporaryDir dir;
        const Planes planes = tones(6, 100000);
        const std::array names { "C", "L", "LFE", "Ls", "R", "Rs" };
        for (std::size_t c = 0; c < names.size(); ++c)
            writeWave(folderOf(dir) / (std::string("mix.") + names[c] + ".wav"), { planes[c] });
        const Inspection inspection = inspected(folderOf(dir), 3);
        QCOMPARE(inspection.programmes.size(), 1U);
        QCOMPARE(inspection.assets.size(), 6U);
        for (const AssetRecord& asset : inspection.assets)
            QCOMPARE(asset.hashes.at("md5"), hexOf(bytesOf(folderOf(dir) / asset.path), QCryptographicHash::Md5));
    }

    // The reading is counted by the system itself: the file, and its headers once more for the look beforehand.
    void oneInspectionReadsTheFileOnce()
    {
        const QTemporaryDir dir;
        const std::filesystem::path path = folderOf(dir) / "long.wav";
        WaveOptions options;
        options.after = { { "more", std::string(1000, 'y') } };
        writeWave(path, tones(2, 3'000'000), options);
        const auto size = static_cast<std::int64_t>(std::filesystem::file_size(path));
        for (const unsigned jobs : { 1U, 2U }) {
            const auto before = bytesRead();
            if (!before)
                QSKIP("this system does not count what a process reads");
            (void)inspected(path, jobs);
            const std::int64_t read = *bytesRead() - *before;
            QVERIFY2(read >= size && read < size + 512 * 1024, std::to_string(read - size).c_str());
        }
    }

    void jumpsAndRepeatsOfAReaderDoNotMatter()
    {
        const QTemporaryDir dir;
        const std::filesystem::path path = folderOf(dir) / "any.bin";
        QByteArray bytes(3'000'000, '\0');
        for (qsizetype i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(i * 31 + i / 7919);
        writeBytes(path, bytes.toStdString());
        for (const unsigned threads : { 0U, 1U, 3U }) {
            HashDesk desk(threads);
            AssetHasher hasher(path, bytes.size(), desk, {});
            hasher.heard(0, part(bytes, 0, 1000));
            hasher.heard(2'999'000, part(bytes, 2'999'000, 1000)); // a look at the end before the sound
            hasher.soundBegins();
            hasher.heard(500, part(bytes, 500, 100'000)); // half known
            hasher.heard(200'000, part(bytes, 200'000, 700'000)); // 99500 bytes stepped over
            hasher.heard(0, part(bytes, 0, 50'000)); // known
            const auto hashes = hasher.finish();
            QVERIFY(hashes.has_value());
            QCOMPARE(hashes->at("md5"), hexOf(bytes, QCryptographicHash::Md5));
            QCOMPARE(hasher.bytesReadHere(), std::int64_t { 99'500 + 2'100'000 });
        }
    }

    void aFileThatShrinksIsAnError()
    {
        const QTemporaryDir dir;
        writeBytes(folderOf(dir) / "a.bin", "short");
        HashDesk desk(1);
        AssetHasher hasher(folderOf(dir) / "a.bin", 1000, desk, {});
        const auto hashes = hasher.finish();
        QVERIFY(!hashes.has_value());
        QCOMPARE(hashes.error().code, ErrorCode::notReadable);
    }

    void cancelEndsHashingAtOnce()
    {
        const QTemporaryDir dir;
        writeBytes(folderOf(dir) / "a.bin", std::string(1'000'000, 'x'));
        std::stop_source stop;
        stop.request_stop();
        HashDesk desk(1);
        AssetHasher hasher(folderOf(dir) / "a.bin", 1'000'000, desk, stop.get_token());
        const auto hashes = hasher.finish();
        QVERIFY(!hashes.has_value());
        QCOMPARE(hashes.error().code, ErrorCode::cancelled);
        QCOMPARE(hasher.bytesReadHere(), std::int64_t { 0 });
    }

    void threadsGoWhereTheWorkIs()
    {
        const auto turnsOf = [](std::vector<double> costs, unsigned threads) {
            ProgrammeQueue queue(std::move(costs), threads);
            std::vector<std::pair<std::size_t, unsigned>> turns;
            while (const auto turn = queue.take()) {
                turns.emplace_back(turn->programme, turn->threads);
                queue.giveBack(*turn);
            }
            return turns;
        };
        using Turns = std::vector<std::pair<std::size_t, unsigned>>;
        QCOMPARE(turnsOf({ 7.0 }, 4), (Turns { { 0, 4 } }));
        QCOMPARE(turnsOf({ 1.0, 10.0, 1.0, 1.0 }, 2), (Turns { { 1, 2 }, { 0, 1 }, { 2, 1 }, { 3, 2 } }));
        QCOMPARE(turnsOf({ 5.0, 5.0 }, 16), (Turns { { 0, 8 }, { 1, 16 } }));
        for (const auto& [programme, threads] : turnsOf(std::vector<double>(100, 1.0), 2))
            QVERIFY(threads == 1 || programme == 99);
    }
};

QTEST_GUILESS_MAIN(TestHashing)
#include "tst_hashing.moc"
