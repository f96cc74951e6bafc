// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/probe.h"
#include "tests/support/chunk_bytes.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;

// AIFF, CAF and W64 built by hand: four frames of a 5.1, 16 bits, each channel its own value.

namespace
{

std::string big(std::uint64_t value, int bytes)
{
    std::string text;
    for (int i = bytes - 1; i >= 0; --i)
        text += static_cast<char>((value >> (8 * i)) & 0xFFU);
    return text;
}

std::string little(std::uint64_t value, int bytes)
{
    std::string text = big(value, bytes);
    std::ranges::reverse(text);
    return text;
}

constexpr int channels = 6;
constexpr int frames = 4;

std::string samples(bool bigEndian)
{
    std::string data;
    for (int i = 0; i < channels * frames; ++i) {
        const auto value = static_cast<std::uint64_t>((i % channels + 1) * 1000);
        data += bigEndian ? big(value, 2) : little(value, 2);
    }
    return data;
}

const std::string filmOrder = big((123U << 16U) | 6U, 4) + big(0, 8); // MPEG 5.1 C: L C R Ls Rs LFE

std::string aiff(std::uint64_t statedFrames)
{
    const std::string rate = big(0x400E, 2) + big(0xBB80ULL << 48U, 8); // 48000 as an 80-bit float
    const std::string sound = big(0, 8) + samples(true);
    const std::string body = "AIFFCOMM" + big(18, 4) + big(channels, 2) + big(statedFrames, 4) + big(16, 2) + rate
        + "SSND" + big(sound.size(), 4) + sound + "CHAN" + big(filmOrder.size(), 4) + filmOrder;
    return "FORM" + big(body.size(), 4) + body;
}

std::string caf(std::uint64_t statedBytes)
{
    const std::string rate = big(0x40E7700000000000, 8); // 48000.0
    const std::string description = rate + "lpcm" + big(0, 4) + big(2 * channels, 4) + big(1, 4) + big(channels, 4)
        + big(16, 4); // flags 0: integers, big-endian
    return "caff" + big(1, 2) + big(0, 2) + "desc" + big(32, 8) + description + "chan" + big(filmOrder.size(), 8)
        + filmOrder + "data" + big(statedBytes, 8) + big(0, 4) + samples(true);
}

std::string w64Chunk(const std::string& name, const std::string& payload)
{
    static const std::string tail("\xF3\xAC\xD3\x11\x8C\xD1\x00\xC0\x4F\x8E\xDB\x8A", 12);
    std::string chunk = name + tail + little(payload.size() + 24, 8) + payload;
    chunk.resize((chunk.size() + 7) / 8 * 8);
    return chunk;
}

std::string w64()
{
    const std::string guid("\x01\x00\x00\x00\x00\x00\x10\x00\x80\x00\x00\xAA\x00\x38\x9B\x71", 16);
    const std::string format = little(0xFFFE, 2) + little(channels, 2) + little(48000, 4)
        + little(48000 * 2 * channels, 4) + little(2 * channels, 2) + little(16, 2) + little(22, 2) + little(16, 2)
        + little(0x60F, 4) + guid;
    const std::string wave("wave\xF3\xAC\xD3\x11\x8C\xD1\x00\xC0\x4F\x8E\xDB\x8A", 16);
    const std::string body = wave + w64Chunk("fmt ", format) + w64Chunk("data", samples(false));
    const std::string riff("riff\x2E\x91\xCF\x11\xA5\xD6\x28\xDB\x04\xC1\x00\x00", 16);
    return riff + little(body.size() + 24, 8) + body;
}

} // namespace

class TestContainers : public QObject
{
    Q_OBJECT

private slots:
    // Neither libsndfile nor libav of Debian 12 decode it: RFC 9639 allows 32 bits, libFLAC 1.4 reads them.
    void flacOf32Bits()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("a.flac").toStdString();
        const std::string info = test::number(256, 2, true) + test::number(256, 2, true) + std::string(6, '\0')
            + test::number(48000ULL << 44U | 31ULL << 36U | 256U, 8, true) + std::string(16, '\0'); // mono, 32 bits
        std::string frame = std::string("\xFF\xF8\x8A\x0E", 4) + '\0'; // 256 samples, 48 kHz, mono, 32 bits
        frame += test::checkSum(frame, 8, 0x07);
        frame += '\0' + test::number(0x92345678U, 4, true); // a constant subframe
        test::writeBytes(
            file, "fLaC" + test::number(0x80000022U, 4, true) + info + frame + test::checkSum(frame, 16, 0x8005));
        const auto probed = probeMedia(file);
        QVERIFY2(probed, probed ? "" : describe(probed.error()).c_str());
        QCOMPARE(probed->streams.at(0).format.bitDepth, 32);
        const auto reader = openAudio(file, 0);
        QVERIFY(reader);
        std::vector<double> samples(300);
        std::array<double*, 1> planes { samples.data() };
        QCOMPARE((*reader)->read(planes, samples.size()).value(), std::size_t { 256 });
        QCOMPARE(samples[255], static_cast<double>(static_cast<std::int32_t>(0x92345678U)) / 2147483648.0);
        QCOMPARE((*reader)->read(planes, samples.size()).value(), std::size_t { 0 });
    }

    void read_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("container");
        QTest::addColumn<QString>("words");
        QTest::addColumn<qlonglong>("promised"); // -1: nothing
        const auto add = [](const char* row, const std::string& bytes, const char* container, const char* words,
                             qlonglong promised) {
            QTest::newRow(row) << QByteArray::fromStdString(bytes) << container << words << promised;
        };
        add("AIFF", aiff(frames), "aiff", "chan 123", frames);
        add("AIFF that promises more", aiff(1000), "aiff", "chan 123", 1000);
        add("CAF", caf(4 + 2 * channels * frames), "caf", "chan 123", frames);
        add("CAF that promises more", caf(4 + 2 * channels * 1000), "caf", "chan 123", 1000);
        add("CAF of unknown length", caf(0xFFFFFFFFFFFFFFFF), "caf", "chan 123", -1);
        add("W64", w64(), "w64", "mask 0x60f", frames);
    }

    void read()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("any.name").toStdString();
        test::writeBytes(file, bytes.toStdString());
        const auto info = probeMedia(file);
        QVERIFY2(info, info ? "" : describe(info.error()).c_str());
        QTEST(QString::fromStdString(info->container), "container");
        const auto reader = openAudio(file, 0);
        QVERIFY(reader);
        const AudioFormat& format = (*reader)->format();
        QTEST(qlonglong(format.frames.value_or(-1)), "promised");
        QCOMPARE(QString::fromStdString(format.declaredLayout), words);
        QCOMPARE(format.layout.name, std::string("5.1"));
        QCOMPARE(format.layoutSource, LayoutSource::declared);
        QCOMPARE(format.sampleRate, 48000);
        QCOMPARE(format.bitDepth, 16);
        const std::size_t lfeAt = words == "chan 123" ? 5 : 3;
        QCOMPARE(format.layout.channels[lfeAt], Speaker::lfe);

        test::Planes planes(channels, std::vector<double>(16));
        std::vector<double*> targets;
        for (std::vector<double>& plane : planes)
            targets.push_back(plane.data());
        const auto got = (*reader)->read(targets, 16);
        QVERIFY(got);
        QCOMPARE(*got, std::size_t { frames });
        for (std::size_t channel = 0; channel < channels; ++channel)
            QCOMPARE(planes[channel][3], static_cast<double>(channel + 1) * 1000.0 / 32768.0);
        QCOMPARE((*reader)->read(targets, 16).value_or(99), std::size_t { 0 });
    }
};

ASSAY_TEST(TestContainers)
#include "tst_containers.moc"
