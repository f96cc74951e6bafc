// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/probe.h"
#include "tests/support/corpus.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <bit>
#include <cmath>
#include <limits>

using namespace assay;
using test::Planes;
using test::WaveDepth;
using test::WaveKind;
using test::WaveOptions;

namespace
{

struct Read {
    Planes planes;
    std::optional<Error> error {};
};

// Everything a stream holds, fetched in blocks of `block` frames.
Read readAll(AudioReader& reader, std::size_t block)
{
    Read all { Planes(reader.format().channels()) };
    Planes buffer(reader.format().channels(), std::vector<double>(block));
    std::vector<double*> planes;
    for (std::vector<double>& plane : buffer)
        planes.push_back(plane.data());
    while (true) {
        const Result<std::size_t> got = reader.read(planes, block);
        if (!got)
            return { std::move(all.planes), got.error() };
        if (*got == 0)
            return all;
        for (std::size_t i = 0; i < buffer.size(); ++i)
            all.planes[i].insert(all.planes[i].end(), buffer[i].begin(), buffer[i].begin() + std::ptrdiff_t(*got));
    }
}

Read readFile(const std::filesystem::path& file, std::size_t block = 4096, int stream = 0)
{
    const auto reader = openAudio(file, stream);
    return reader ? readAll(**reader, block) : Read { {}, reader.error() };
}

// The very bits, because NaN is not equal to itself and -0 is equal to 0.
bool sameBits(const std::vector<double>& a, const std::vector<double>& b)
{
    return std::ranges::equal(
        a, b, {}, [](double x) { return std::bit_cast<std::uint64_t>(x); },
        [](double x) { return std::bit_cast<std::uint64_t>(x); });
}

// Corners of every depth and something in between.
Planes testSignal(std::size_t channels, std::size_t frames)
{
    Planes planes;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        std::vector<double> plane = test::sine(441.0 * double(channel + 1), 0.9, frames);
        plane[0] = -1.0;
        plane[1] = 1.0; // the largest positive step in integers
        plane[2] = 0x1p-31;
        plane[3] = -0x1p-23;
        planes.push_back(std::move(plane));
    }
    return planes;
}

Planes stored(const Planes& planes, WaveDepth depth)
{
    Planes out = planes;
    for (std::vector<double>& plane : out)
        std::ranges::transform(plane, plane.begin(), [&](double x) { return test::storedValue(x, depth); });
    return out;
}

const char* why(const std::optional<Error>& error)
{
    static std::string text;
    text = error ? describe(*error) : std::string();
    return text.c_str();
}

} // namespace

class TestReaders : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

private slots:
    void exactSamples_data()
    {
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("bits");
        const std::pair<WaveDepth, const char*> depths[] { { WaveDepth::uint8, "8" }, { WaveDepth::int16, "16" },
            { WaveDepth::int24, "24" }, { WaveDepth::int32, "32" }, { WaveDepth::float32, "float 32" },
            { WaveDepth::float64, "float 64" } };
        const int bits[] { 8, 16, 24, 32, 32, 64 };
        const char* kinds[] { "RIFF", "RF64", "BW64" };
        for (const auto& [depth, name] : depths) {
            for (int kind = 0; kind < 3; ++kind)
                QTest::addRow("%s in %s", name, kinds[kind]) << int(depth) << kind << bits[int(depth)];
        }
    }

    void exactSamples()
    {
        QFETCH(int, depth);
        QFETCH(int, kind);
        const auto waveDepth = static_cast<WaveDepth>(depth);
        const Planes signal = testSignal(3, 5001);
        WaveOptions options { .depth = waveDepth, .kind = static_cast<WaveKind>(kind), .mask = 0x7 };
        options.before = { { "bext", std::string(603, 'b') } };
        options.after = { { "axml", std::string(1001, 'x') } };
        test::writeWave(path("exact.wav"), signal, options);
        const Planes wanted = stored(signal, waveDepth);

        for (const std::size_t block : { std::size_t { 1 }, std::size_t { 37 }, std::size_t { 4096 } }) {
            const auto reader = openAudio(path("exact.wav"), 0);
            QVERIFY(reader);
            const AudioFormat& format = (*reader)->format();
            QTEST(format.bitDepth, "bits");
            QCOMPARE(format.sampleFormat, depth >= 4 ? SampleFormat::floating : SampleFormat::integer);
            QCOMPARE(format.codec, std::string("pcm"));
            QCOMPARE(format.frames, std::optional<FrameCount>(5001));
            const Read read = readAll(**reader, block);
            QVERIFY2(!read.error, why(read.error));
            for (std::size_t channel = 0; channel < wanted.size(); ++channel)
                QVERIFY(sameBits(read.planes[channel], wanted[channel]));
        }
        const char* containers[] { "wav", "rf64", "bw64" };
        QCOMPARE(probeMedia(path("exact.wav"))->container, std::string(containers[kind]));
    }

    void floatsPassUntouched()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        const std::vector<double> odd { 0.0, -0.0, 1.5, -3.0e10, std::numeric_limits<double>::quiet_NaN(), infinity,
            -infinity, 0.1, 1e-40 };
        for (const WaveDepth depth : { WaveDepth::float32, WaveDepth::float64 }) {
            test::writeWave(path("float.wav"), { odd }, { .depth = depth });
            const Read read = readFile(path("float.wav"));
            QVERIFY(sameBits(read.planes[0], stored({ odd }, depth)[0]));
        }
    }

    void validBits()
    {
        for (const auto& [stated, expected] :
            { std::pair(24, 24), std::pair(20, 20), std::pair(0, 32), std::pair(40, 32) }) {
            test::writeWave(
                path("valid.wav"), { { 0.25, -0.5 } }, { .depth = WaveDepth::int32, .mask = 0x4, .validBits = stated });
            const auto info = probeMedia(path("valid.wav"));
            QVERIFY(info);
            QCOMPARE(info->streams[0].format.bitDepth, expected);
            QCOMPARE(readFile(path("valid.wav")).planes[0], std::vector<double>({ 0.25, -0.5 }));
        }
    }

    void promisedFrames_data()
    {
        QTest::addColumn<qlonglong>("declaredBytes");
        QTest::addColumn<qlonglong>("promised"); // -1: nothing
        QTest::newRow("more than there is") << 6000LL << 2000LL;
        QTest::newRow("less than there is") << 300LL << 100LL;
        QTest::newRow("streamed: all ones") << 0xFFFFFFFFLL << -1LL;
        QTest::newRow("streamed: zero") << 0LL << -1LL;
    }

    void promisedFrames()
    {
        QFETCH(qlonglong, declaredBytes);
        QFETCH(qlonglong, promised);
        const std::vector<double> signal = test::sine(997.0, 0.5, 1000);
        test::writeWave(
            path("promise.wav"), { signal }, { .declaredDataBytes = static_cast<std::uint64_t>(declaredBytes) });
        const auto reader = openAudio(path("promise.wav"), 0);
        QVERIFY2(reader, reader ? "" : describe(reader.error()).c_str());
        QCOMPARE((*reader)->format().frames.value_or(-1), promised);
        const Read read = readAll(**reader, 512);
        QVERIFY2(!read.error, why(read.error));
        QCOMPARE(qlonglong(read.planes[0].size()), promised == 100 ? 100LL : 1000LL);
        QCOMPARE(read.planes[0][7], test::storedValue(signal[7], WaveDepth::int24));
    }

    void promiseOfLargeFiles()
    {
        // 4.8 GB by the header, a few bytes on the disk.
        for (const WaveKind kind : { WaveKind::rf64, WaveKind::bw64 }) {
            test::writeWave(path("large.wav"), { { 0.0, 0.5 }, { 0.0, 0.5 } },
                { .kind = kind, .declaredDataBytes = 4'800'000'000 });
            const auto info = probeMedia(path("large.wav"));
            QVERIFY(info);
            QCOMPARE(info->streams[0].format.frames, std::optional<FrameCount>(800'000'000));
            QCOMPARE(readFile(path("large.wav")).planes[0].size(), std::size_t { 2 });
        }
    }

    void emptyWave()
    {
        test::writeWave(path("empty.wav"), { {} }, { .after = { { "axml", std::string(500, 'x') } } });
        const auto reader = openAudio(path("empty.wav"), 0);
        QVERIFY(reader);
        QCOMPARE((*reader)->format().frames, std::optional<FrameCount>(0));
        QVERIFY(readAll(**reader, 64).planes[0].empty());
    }

    void bigEndianWave()
    {
        const std::string header(
            "RIFX\x00\x00\x00\x2c"
            "WAVEfmt \x00\x00\x00\x10\x00\x01\x00\x01\x00\x00\xbb\x80\x00\x01\x77\x00\x00\x02\x00\x10"
            "data\x00\x00\x00\x04\x40\x00\x80\x00",
            48);
        test::writeBytes(path("rifx.wav"), header);
        const Read read = readFile(path("rifx.wav"));
        QVERIFY2(!read.error, why(read.error));
        QCOMPARE(read.planes[0], std::vector<double>({ 0.5, -1.0 }));
    }

    void namesAreNoAddresses()
    {
        for (const char* name : { "concat:a|b.wav", "http:x.wav", "-i.wav", "a%03d.wav", "\xff\xfe.wav" }) {
            const std::filesystem::path file = std::filesystem::path(m_folder.path().toStdString()) / name;
            test::writeWave(file, { { 0.25 } });
            QCOMPARE(readFile(file).planes[0], std::vector<double> { 0.25 });
            std::filesystem::remove(file); // QTemporaryDir cannot spell the last name
        }
    }

    // Every header byte set to its worst: no crash, no hang, no endless read.
    void damagedHeaders()
    {
        const std::string good = test::waveBytes({ test::sine(500, 0.5, 64) }, { .kind = WaveKind::rf64, .mask = 0x4 });
        QElapsedTimer timer;
        timer.start();
        for (std::size_t i = 4; i < 104; ++i) {
            std::string bad = good;
            bad[i] = static_cast<char>(~bad[i]);
            test::writeBytes(path("bad.wav"), bad);
            QVERIFY(readFile(path("bad.wav")).planes.size() <= 1024);
        }
        QVERIFY(timer.elapsed() < 20000);
    }

    void corpus_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("container");
        QTest::addColumn<QString>("codec");
        QTest::addColumn<int>("bits");
        QTest::addColumn<qlonglong>("frames");
        QTest::newRow("a WAV, always there") << ""
                                             << "wav"
                                             << "pcm" << 24 << 3LL;
        if (!test::hasCorpus())
            return;
        const auto add = [](const char* file, const char* container, const char* codec, int bits, qlonglong frames) {
            QTest::newRow(file) << file << container << codec << bits << frames;
        };
        add("channel_layout/flac-subset/22 - 12 bit per sample.flac", "flac", "flac", 12, 218666);
        add("channel_layout/flac-subset/63 - predictor overflow check, 24-bit.flac", "flac", "flac", 24, 227247);
        add("malformed/wrong-extension/102400samples_qt-lc-aac.wav", "mp4", "aac", 0, 103360);
        add("malformed/wrong-extension/caf-pcm16.wav", "caf", "pcm", 16, 18749);
        add("malformed/wrong-extension/track_02_a01.wav", "mxf", "pcm", 24, 22022);
        add("movie_mxf/photon/MERIDIAN_Netflix_Photon_161006_ENG-51_00.mxf", "mxf", "pcm", 24, 32032);
        add("movie_mxf/photon/AUDIO_b285d8f3-0294-4207-8ea8-4f0b72314213.mxf", "mxf", "pcm", 24, 64064);
        add("movie_mxf/mediabunny/ac3.mp4", "mp4", "ac3", 0, 96768);
        add("movie_mxf/mediabunny/eac3.mp4", "mp4", "eac3", 0, 96768);
        add("movie_mxf/androidx/sample_alac_20bit.mp4", "mp4", "alac", 20, 45056);
        add("movie_mxf/androidx/sample_fpcm_64le.mp4", "mp4", "pcm", 64, 45056);
        add("bwf/wavefile/RIFX-16bit-mono.wav", "wav", "pcm", 16, 48000);
        add("bwf/jhove-valid/rf64-pcm-44khz-8bit-mono.wav", "rf64", "pcm", 8, 1);
        add("malformed/music-metadata/ffmpeg-missing-chunksize.wav", "wav", "pcm", 16, 27648);
    }

    void corpus()
    {
        QFETCH(QString, file);
        std::filesystem::path media = path("three.wav");
        if (file.isEmpty())
            test::writeWave(media, { { 0.0, 0.1, 0.2 } });
        else
            media = test::corpusFile(file.toStdString());
        const auto info = probeMedia(media);
        QVERIFY2(info, info ? "" : describe(info.error()).c_str());
        QTEST(QString::fromStdString(info->container), "container");
        const StreamInfo& stream = info->streams.front();
        QTEST(QString::fromStdString(stream.format.codec), "codec");
        QTEST(stream.format.bitDepth, "bits");
        const Read read = readFile(media, 4096, stream.index);
        QVERIFY2(!read.error, why(read.error));
        QTEST(qlonglong(read.planes[0].size()), "frames");
        if (stream.format.frames)
            QTEST(qlonglong(*stream.format.frames), "frames");
    }

    void damageIsToldWithItsPlace_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("no corpus needed") << "";
        if (!test::hasCorpus())
            return;
        for (const char* file : { "malformed/flac-test-files/uncommon/01 - changing samplerate.flac",
                 "malformed/flac-test-files/uncommon/02 - increasing number of channels.flac",
                 "malformed/flac-test-files/faulty/04 - wrong number of channels.flac",
                 "malformed/flac-test-files/faulty/05 - wrong total number of samples.flac",
                 "malformed/mediabunny/malformed-join.mp3", "tags/taglib/empty-seektable.flac" })
            QTest::newRow(file) << file;
    }

    void damageIsToldWithItsPlace()
    {
        QFETCH(QString, file);
        if (file.isEmpty()) {
            QVERIFY(readFile(path("nowhere.wav")).error);
            return;
        }
        const Read read = readFile(test::corpusFile(file.toStdString()));
        QVERIFY(read.error);
        QCOMPARE(read.error->code, ErrorCode::decode);
        QVERIFY(read.error->offset);
        QVERIFY(!read.error->file.empty());
    }

    // Every file of the corpus is read to its end or refused with a reason, in seconds.
    void wholeCorpus()
    {
        const std::filesystem::path root = test::hasCorpus() ? std::filesystem::path(ASSAY_CORPUS)
                                                             : std::filesystem::path(m_folder.path().toStdString());
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
            const std::string name = entry.path().string();
            const bool isLong
                = name.find("/loudness/") != std::string::npos || name.find("speech/") != std::string::npos;
            if (!entry.is_regular_file() || isLong)
                continue; // long and harmless
            QElapsedTimer timer;
            timer.start();
            const auto info = probeMedia(entry.path());
            if (!info) {
                QVERIFY2(!info.error().message.empty() && !info.error().file.empty(), entry.path().c_str());
                continue;
            }
            QVERIFY(!info->streams.empty());
            for (const StreamInfo& stream : info->streams) {
                const Read read = readFile(entry.path(), 16384, stream.index);
                QVERIFY2(!read.error || !read.error->message.empty(), entry.path().c_str());
            }
            QVERIFY2(timer.elapsed() < 10000, entry.path().c_str());
        }
    }
};

ASSAY_TEST(TestReaders)
#include "tst_readers.moc"
