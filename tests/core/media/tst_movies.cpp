// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/probe.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;

namespace
{

std::string big(std::uint64_t value, int bytes)
{
    std::string text;
    for (int i = bytes - 1; i >= 0; --i)
        text += static_cast<char>((value >> (8 * i)) & 0xFFU);
    return text;
}

std::string atom(const char* type, const std::string& payload)
{
    return big(payload.size() + 8, 4) + type + payload;
}

// One sound track of big-endian 16-bit PCM.
struct Track {
    int channels = 1;
    std::vector<std::uint32_t> chan {}; // words of a `chan` atom from the layout tag on
    std::vector<std::int16_t> samples {}; // interleaved
    const char* coding = "twos";
};

std::string soundDescription(const Track& track)
{
    std::string entry = std::string(6, '\0') + big(1, 2) + std::string(8, '\0'); // data reference 1; version 0
    entry += big(static_cast<std::uint64_t>(track.channels), 2) + big(16, 2) + big(0, 4) + big(48000, 2) + big(0, 2);
    if (!track.chan.empty()) {
        std::string chan = big(0, 4);
        for (const std::uint32_t word : track.chan)
            chan += big(word, 4);
        entry += atom("chan", chan);
    }
    return big(0, 4) + big(1, 4) + atom(track.coding, entry);
}

std::string trackAtom(const Track& track, std::uint32_t id, std::size_t dataOffset)
{
    const std::size_t frames = track.samples.size() / static_cast<std::size_t>(track.channels);
    const std::string table = atom("stsd", soundDescription(track))
        + atom("stts", big(0, 4) + big(1, 4) + big(frames, 4) + big(1, 4))
        + atom("stsc", big(0, 4) + big(1, 4) + big(1, 4) + big(frames, 4) + big(1, 4))
        + atom("stsz", big(0, 4) + big(2ULL * static_cast<unsigned>(track.channels), 4) + big(frames, 4))
        + atom("stco", big(0, 4) + big(1, 4) + big(dataOffset, 4));
    const std::string self = big(0, 4) + big(1, 4) + atom("url ", big(1, 4)); // the sound is in this file
    const std::string media = atom("mdhd", std::string(12, '\0') + big(48000, 4) + big(frames, 4) + big(0, 4))
        + atom("hdlr", std::string(8, '\0') + "soun" + std::string(13, '\0'))
        + atom("minf", atom("smhd", big(0, 8)) + atom("dinf", atom("dref", self)) + atom("stbl", table));
    const std::string head = big(1, 4) + big(0, 8) + big(id, 4) + big(0, 4) + big(frames, 4) + std::string(60, '\0');
    return atom("trak", atom("tkhd", head) + atom("mdia", media));
}

std::string movie(const std::vector<Track>& tracks)
{
    const std::string start = atom("ftyp", "qt  " + big(0, 4) + "qt  ");
    std::string data;
    std::string boxes = atom("mvhd", std::string(12, '\0') + big(48000, 4) + big(100, 4) + std::string(80, '\0'));
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        boxes += trackAtom(tracks[i], static_cast<std::uint32_t>(i + 1), start.size() + 8 + data.size());
        for (const std::int16_t sample : tracks[i].samples)
            data += big(static_cast<std::uint16_t>(sample), 2);
    }
    return start + atom("mdat", data) + atom("moov", boxes);
}

Track track(int channels, std::vector<std::uint32_t> chan, std::size_t frames = 100)
{
    Track made { channels, std::move(chan), {} };
    for (std::size_t i = 0; i < frames * static_cast<std::size_t>(channels); ++i)
        made.samples.push_back(static_cast<std::int16_t>((i % static_cast<std::size_t>(channels)) * 1024 + i % 7));
    return made;
}

} // namespace

class TestMovies : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path m_file = m_folder.filePath("movie.mov").toStdString();

    // The first frame of a stream and how many there are.
    std::pair<std::vector<double>, std::size_t> readStream(int stream)
    {
        const auto reader = openAudio(m_file, stream);
        if (!reader)
            return {};
        const std::size_t channels = (*reader)->format().channels();
        test::Planes buffer(channels, std::vector<double>(64));
        std::vector<double*> planes;
        for (std::vector<double>& plane : buffer)
            planes.push_back(plane.data());
        std::vector<double> first;
        std::size_t count = 0;
        for (auto got = (*reader)->read(planes, 64); got && *got > 0; got = (*reader)->read(planes, 64)) {
            for (std::size_t i = 0; count == 0 && i < channels; ++i)
                first.push_back(buffer[i][0]);
            count += *got;
        }
        return { first, count };
    }

private slots:
    // libav drops the layouts that are not in its own order; assuming SMPTE order then would weigh the wrong channels.
    void filmOrderStaysFilmOrder()
    {
        test::writeBytes(m_file, movie({ track(6, { (123U << 16U) | 6U, 0, 0 }) }));
        const auto info = probeMedia(m_file);
        QVERIFY2(info, info ? "" : describe(info.error()).c_str());
        QCOMPARE(info->container, std::string("mov"));
        const AudioFormat& format = info->streams.front().format;
        using enum Speaker;
        QCOMPARE(format.layout.channels, (std::vector { left, centre, right, leftSurround, rightSurround, lfe }));
        QCOMPARE(format.layoutSource, LayoutSource::declared);
        QCOMPARE(format.declaredLayout, std::string("chan 123"));
        QCOMPARE(format.frames, std::optional<FrameCount>(100));
        const auto [first, count] = readStream(0);
        QCOMPARE(count, std::size_t { 100 });
        for (std::size_t i = 0; i < first.size(); ++i)
            QCOMPARE(first[i], (static_cast<double>(i) * 1024.0 + static_cast<double>(i)) / 32768.0);
    }

    void multiMonoTracks()
    {
        const std::vector<std::uint32_t> labels { 1, 2, 3, 4, 5, 6 };
        std::vector<Track> tracks;
        for (const std::uint32_t label : labels)
            tracks.push_back(track(1, { 0, 0, 1, label, 0, 0, 0, 0 }));
        test::writeBytes(m_file, movie(tracks));
        const auto info = probeMedia(m_file);
        QVERIFY(info);
        QCOMPARE(info->streams.size(), labels.size());
        using enum Speaker;
        const std::vector wanted { left, right, centre, lfe, leftSurround, rightSurround };
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            QCOMPARE(info->streams[i].format.layout.channels, std::vector { wanted[i] });
            QCOMPARE(info->streams[i].format.layoutSource, LayoutSource::declared);
            QCOMPARE(readStream(info->streams[i].index).second, std::size_t { 100 });
        }
        QVERIFY(!openAudio(m_file, 6));
    }

    void noChanMeansAssumed()
    {
        test::writeBytes(m_file, movie({ track(2, {}), track(6, {}), track(4, { (147U << 16U) | 4U, 0, 0 }) }));
        const auto info = probeMedia(m_file);
        QVERIFY(info);
        QCOMPARE(info->streams.size(), std::size_t { 3 });
        for (const StreamInfo& stream : info->streams)
            QCOMPARE(stream.format.layoutSource, LayoutSource::assumed);
        QCOMPARE(info->streams[1].format.layout.name, std::string("5.1"));
        QCOMPARE(info->streams[2].format.layout.name, std::string("4 channels"));
        QCOMPARE(info->streams[2].format.declaredLayout, std::string("chan 147"));
    }

    // The promise comes from the sample table, so that a cut file is seen to be cut.
    void cutMoviePromisesWhatItsTableSays()
    {
        std::string bytes = movie({ track(1, {}, 4000) });
        const std::size_t moov = bytes.find("moov") - 4;
        const std::size_t mdat = bytes.find("mdat") - 4;
        // moov first, then half of the sound: 8 bytes of mdat header and 2000 frames remain.
        std::string table = bytes.substr(moov);
        const std::size_t stco = table.find("stco");
        table.replace(stco + 12, 4, big(mdat + table.size() + 8, 4));
        test::writeBytes(m_file, bytes.substr(0, mdat) + table + bytes.substr(mdat, 8 + 4000));
        const auto info = probeMedia(m_file);
        QVERIFY(info);
        QCOMPARE(info->streams.front().format.frames, std::optional<FrameCount>(4000));
        const auto [first, count] = readStream(0);
        QVERIFY(count > 0 && count <= 2000);
    }

    // A coding that is known and has no decoder is a stream with a reason; an unknown one is named in the message.
    void namesCodingsWithoutDecoder()
    {
        Track object = track(2, {});
        object.coding = "ac-4";
        test::writeBytes(m_file, movie({ object }));
        const auto info = probeMedia(m_file);
        QVERIFY2(info, info ? "" : describe(info.error()).c_str());
        QCOMPARE(info->streams.front().format.codec, std::string("ac4"));
        QVERIFY(info->streams.front().unmeasurable.find("AC-4") != std::string::npos);
        QCOMPARE(info->streams.front().format.channels(), std::size_t { 2 });
        object.coding = "zzzz";
        test::writeBytes(m_file, movie({ object }));
        const auto unknown = probeMedia(m_file);
        QVERIFY(!unknown);
        QVERIFY2(unknown.error().message.find("\"zzzz\"") != std::string::npos, unknown.error().message.c_str());
    }

    void damagedAtoms()
    {
        const std::string good = movie({ track(2, { (101U << 16U) | 2U, 0, 0 }, 20) });
        for (std::size_t i = 0; i < good.size(); i += 3) {
            std::string bad = good;
            bad[i] = static_cast<char>(~bad[i]);
            test::writeBytes(m_file, bad);
            QVERIFY(readStream(0).second <= 100000);
        }
    }
};

ASSAY_TEST(TestMovies)
#include "tst_movies.moc"
