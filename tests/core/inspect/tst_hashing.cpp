// SPDX-License-Identifier: GPL-3.0-or-later
// Files are hashed from the bytes that measuring reads: the hashes are right, and the disk is read once.
#include "core/inspect/asset_hasher.h"
#include "core/inspect/inspect.h"
#include "core/inspect/programme_queue.h"
#include "tests/support/corpus.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>
#include <random>
#include <sndfile.h>
#include <thread>

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

// 24-bit mono FLAC of little-endian samples.
void writeFlac(const std::filesystem::path& file, const QByteArray& samples)
{
    std::vector<int> values;
    for (qsizetype i = 0; i + 2 < samples.size(); i += 3) {
        int value = 0;
        for (const int byte : { 2, 1, 0 })
            value = value * 256 + static_cast<unsigned char>(samples[i + byte]);
        values.push_back(value << 8);
    }
    SF_INFO info {};
    info.samplerate = 48000;
    info.channels = 1;
    info.format = SF_FORMAT_FLAC | SF_FORMAT_PCM_24;
    SNDFILE* sound = sf_open(file.c_str(), SFM_WRITE, &info);
    if (sound == nullptr)
        throw std::runtime_error(sf_strerror(nullptr));
    sf_write_int(sound, values.data(), static_cast<sf_count_t>(values.size()));
    sf_close(sound);
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

    void essenceIsTheDataChunkAsStored()
    {
        const QTemporaryDir dir;
        for (const WaveKind kind : { WaveKind::riff, WaveKind::rf64 }) {
            WaveOptions options;
            options.kind = kind;
            const Planes planes = tones(3, 4321); // an odd number of bytes: the pad byte is no essence
            writeWave(folderOf(dir) / "plain.wav", planes, options);
            const QByteArray bytes = bytesOf(folderOf(dir) / "plain.wav");
            const QByteArray sound = bytes.mid(bytes.indexOf("data") + 8, 3 * 3 * 4321);
            options.before = { { "junk", "whatever" } };
            options.after = { { "more", "and more" } };
            writeWave(folderOf(dir) / "dressed.wav", planes, options);
            const auto plain = inspected(folderOf(dir) / "plain.wav", 1).assets.front();
            const auto dressed = inspected(folderOf(dir) / "dressed.wav", 2).assets.front();
            QCOMPARE(plain.essenceMd5.value(), hexOf(sound, QCryptographicHash::Md5));
            QCOMPARE(dressed.essenceMd5, plain.essenceMd5);
            QVERIFY(dressed.hashes != plain.hashes);
        }
    }

    // The chunk of BWF MetaEdit, in either order of bytes and on either side of the sound.
    void md5ChunkIsHeldAgainstTheSound()
    {
        const QTemporaryDir dir;
        const std::filesystem::path file = folderOf(dir) / "a.wav";
        writeWave(file, tones(1, 48000));
        const QByteArray whole = bytesOf(file);
        const qsizetype data = whole.indexOf("data");
        const QByteArray md5 = QCryptographicHash::hash(whole.mid(data + 8), QCryptographicHash::Md5);
        QByteArray backwards = md5;
        std::ranges::reverse(backwards);
        const auto faultsWith = [&](const QByteArray& stated, bool before) {
            const QByteArray chunk = "MD5 " + QByteArray::fromHex("10000000") + stated;
            QByteArray bytes = before ? whole.left(data) + chunk + whole.mid(data) : whole + chunk;
            const auto size = static_cast<quint32>(bytes.size() - 8);
            bytes.replace(4, 4, QByteArray(reinterpret_cast<const char*>(&size), 4));
            writeBytes(file, bytes.toStdString());
            const Inspection found = inspected(file, 2);
            QString text
                = found.programmes.at(0).measures.find("format.essence_verified")->value == Value(true) ? "yes" : "no";
            for (const Fault& fault : found.assets.at(0).faults)
                text += ' ' + QString::fromStdString(fault.code);
            return text;
        };
        for (const bool before : { true, false }) {
            QCOMPARE(faultsWith(md5, before), QString("yes"));
            QCOMPARE(faultsWith(backwards, before), QString("yes"));
            QCOMPARE(faultsWith(QByteArray(16, 'x'), before), QString("no md5-chunk-mismatch"));
        }
    }

    void flacIsHeldAgainstItsOwnMd5()
    {
        const QTemporaryDir dir;
        const std::filesystem::path path = folderOf(dir) / "a.flac";
        QByteArray samples;
        for (int i = 0; i < 20'000; ++i) {
            const int value = (i * 7919) % 30000 - 15000; // 24 bits of it
            for (const int shift : { 0, 8, 16 })
                samples.append(static_cast<char>((value >> shift) & 0xFF));
        }
        writeFlac(path, samples);
        const AssetRecord good = inspected(path, 2).assets.front();
        QCOMPARE(good.essenceMd5.value(), hexOf(samples, QCryptographicHash::Md5));
        QVERIFY(good.faults.empty());

        QByteArray bytes = bytesOf(path);
        bytes[8 + 18] = static_cast<char>(bytes[8 + 18] ^ 1); // the MD5 in STREAMINFO
        writeBytes(path, bytes.toStdString());
        const Inspection lying = inspected(path, 2);
        QCOMPARE(lying.assets.front().faults.size(), 1U);
        QCOMPARE(lying.assets.front().faults.front().code, std::string("flac-md5-mismatch"));
        QCOMPARE(*lying.programmes.front().measures.number("structure.contents"), 1.0);
        QCOMPARE(lying.assets.front().essenceMd5, good.essenceMd5);

        bytes.replace(8 + 18, 16, QByteArray(16, '\0')); // none stated
        writeBytes(path, bytes.toStdString());
        QVERIFY(inspected(path, 1).assets.front().faults.empty());
    }

    // Read through libav: the packets' payload, joined. An .au file is 24 bytes of header and big-endian samples.
    void essenceOfOtherContainersIsTheirPackets()
    {
        const QTemporaryDir dir;
        QByteArray samples;
        for (int i = 0; i < 200'000; ++i)
            samples.append(static_cast<char>(i * 31 + i / 977));
        // "fmt" 3 is 16-bit PCM; then 48000 Hz and two channels
        const QByteArray file = ".snd" + QByteArray::fromHex("00000018 00030D40 00000003 0000BB80 00000002");
        writeBytes(folderOf(dir) / "a.au", (file + samples).toStdString());
        for (const unsigned jobs : { 1U, 2U })
            QCOMPARE(inspected(folderOf(dir) / "a.au", jobs).assets.front().essenceMd5.value(),
                hexOf(samples, QCryptographicHash::Md5));
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
        for (const std::size_t servers : { 0U, 1U, 3U }) {
            HashDesk desk(servers > 0);
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < servers; ++i)
                threads.emplace_back([&desk](const std::stop_token& stop) {
                    while (!stop.stop_requested())
                        desk.serve();
                });
            AssetHasher hasher(path, bytes.size(), { ByteRange { 600, 2'000'000 } }, desk, {});
            hasher.heard(0, part(bytes, 0, 1000));
            hasher.heard(2'999'000, part(bytes, 2'999'000, 1000)); // a look at the end before the sound
            hasher.soundBegins();
            hasher.heard(500, part(bytes, 500, 100'000)); // half known
            hasher.heard(200'000, part(bytes, 200'000, 700'000)); // 99500 bytes stepped over
            hasher.heard(0, part(bytes, 0, 50'000)); // known
            const auto hashes = hasher.finish();
            QVERIFY(hashes.has_value());
            QCOMPARE(hashes->file.at("md5"), hexOf(bytes, QCryptographicHash::Md5));
            QCOMPARE(*hashes->essenceMd5, hexOf(bytes.mid(600, 2'000'000), QCryptographicHash::Md5));
            QCOMPARE(hasher.bytesReadHere(), std::int64_t { 99'500 + 2'100'000 });
        }
    }

    // Essence that is handed over and the file's own bytes are two lines of work, taken by threads at the same time.
    void essenceHandedOverKnowsNothingOfTheFile()
    {
        const QTemporaryDir dir;
        const std::filesystem::path path = folderOf(dir) / "any.bin";
        QByteArray bytes(6'000'000, '\0');
        for (qsizetype i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(i * 31 + i / 7919);
        writeBytes(path, bytes.toStdString());
        HashDesk desk(true);
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < 3; ++i)
            threads.emplace_back([&desk](const std::stop_token& stop) {
                while (!stop.stop_requested())
                    desk.serve();
            });
        AssetHasher hasher(path, bytes.size(), { .handed = true }, desk, {});
        hasher.soundBegins();
        constexpr qsizetype piece = 1000; // many small ones: the two lines meet often
        for (qsizetype at = 0; at < bytes.size(); at += piece) {
            hasher.heard(at, part(bytes, at, piece));
            hasher.heardEssence(part(bytes, at, piece));
        }
        hasher.essenceEnds();
        const auto hashes = hasher.finish();
        QVERIFY(hashes.has_value());
        QCOMPARE(*hashes->essenceMd5, hexOf(bytes, QCryptographicHash::Md5));
        QCOMPARE(hashes->file.at("md5"), hexOf(bytes, QCryptographicHash::Md5));
    }

    void digestsTakenTogetherAreThoseOfEach()
    {
        QByteArray bytes(20'000, '\0');
        std::mt19937 random(1);
        for (char& byte : bytes)
            byte = static_cast<char>(random());
        for (int run = 0; run < 500; ++run) {
            const auto upTo = [&](std::size_t most) { return static_cast<qsizetype>(random() % most); };
            const std::array whole { part(bytes, upTo(100), upTo(700)), part(bytes, upTo(100), upTo(700)) };
            std::array rest = whole;
            std::array<Md5, 2> digests;
            Sha256 sha256;
            Sha256* const beside = run % 2 == 0 ? &sha256 : nullptr;
            while (!rest[0].empty() || !rest[1].empty()) {
                std::array<std::span<const std::byte>, 2> next;
                for (std::size_t i = 0; i < 2; ++i) {
                    next[i] = rest[i].first(std::min(rest[i].size(), static_cast<std::size_t>(upTo(200))));
                    rest[i] = rest[i].subspan(next[i].size());
                }
                updateTogether(digests[0], beside, next[0], digests[1], next[1]);
            }
            for (std::size_t i = 0; i < 2; ++i) {
                const QByteArray all(
                    reinterpret_cast<const char*>(whole[i].data()), static_cast<qsizetype>(whole[i].size()));
                QCOMPARE(hex(digests[i].finish()), hexOf(all, QCryptographicHash::Md5));
                if (i == 0 && beside != nullptr)
                    QCOMPARE(hex(sha256.finish()), hexOf(all, QCryptographicHash::Sha256));
            }
        }
    }

    void aFileThatShrinksIsAnError()
    {
        const QTemporaryDir dir;
        writeBytes(folderOf(dir) / "a.bin", "short");
        HashDesk desk(true);
        AssetHasher hasher(folderOf(dir) / "a.bin", 1000, {}, desk, {});
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
        HashDesk desk(true);
        AssetHasher hasher(folderOf(dir) / "a.bin", 1'000'000, {}, desk, stop.get_token());
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

ASSAY_TEST(TestHashing)
#include "tst_hashing.moc"
