// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/layouts.h"
#include "core/media/probe.h"
#include "tests/support/corpus.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;

namespace
{

QString names(const Layout& layout)
{
    QStringList list;
    for (const std::string& name : layout.channelNames())
        list << QString::fromStdString(name);
    return list.join(' ');
}

std::vector<std::uint8_t> bigEndian(const std::vector<std::uint32_t>& words)
{
    std::vector<std::uint8_t> bytes;
    for (const std::uint32_t word : words) {
        for (const unsigned shift : { 24U, 16U, 8U, 0U })
            bytes.push_back(static_cast<std::uint8_t>((word >> shift) & 0xFFU));
    }
    return bytes;
}

// A channel description of a `chan` atom: label, flags, three coordinates.
void addDescription(std::vector<std::uint32_t>& words, std::uint32_t label)
{
    words.insert(words.end(), { label, 0, 0, 0, 0 });
}

} // namespace

class TestLayouts : public QObject
{
    Q_OBJECT

private slots:
    void masks_data()
    {
        QTest::addColumn<quint64>("mask");
        QTest::addColumn<int>("channels");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("order");
        QTest::newRow("mono") << quint64(0x4) << 1 << "mono"
                              << "M";
        QTest::newRow("stereo") << quint64(0x3) << 2 << "stereo"
                                << "L R";
        QTest::newRow("5.1 back") << quint64(0x3F) << 6 << "5.1"
                                  << "L R C LFE Ls Rs";
        QTest::newRow("5.1 side") << quint64(0x60F) << 6 << "5.1"
                                  << "L R C LFE Ls Rs";
        QTest::newRow("5.0") << quint64(0x37) << 5 << "5.0"
                             << "L R C Ls Rs";
        QTest::newRow("6.1") << quint64(0x70F) << 7 << "6.1"
                             << "L R C LFE Cs Ls Rs";
        QTest::newRow("7.1 rear before side") << quint64(0x63F) << 8 << "7.1"
                                              << "L R C LFE Lrs Rrs Lss Rss";
        QTest::newRow("7.1 SDDS") << quint64(0xFF) << 8 << "7.1 SDDS"
                                  << "L R C LFE Ls Rs Lc Rc";
        QTest::newRow("5.1.4") << quint64(0x2D03F) << 10 << "5.1.4"
                               << "L R C LFE Ls Rs Ltf Rtf Ltr Rtr";
        QTest::newRow("5.1.4 side") << quint64(0x2D60F) << 10 << "5.1.4"
                                    << "L R C LFE Ls Rs Ltf Rtf Ltr Rtr";
        QTest::newRow("7.1.4") << quint64(0x2D63F) << 12 << "7.1.4"
                               << "L R C LFE Lrs Rrs Lss Rss Ltf Rtf Ltr Rtr";
        QTest::newRow("7.1.2 with the front tops") << quint64(0x563F) << 10 << "7.1.2"
                                                   << "L R C LFE Lrs Rrs Lss Rss Lts Rts";
        QTest::newRow("Nuendo 7.1.2, two channels unnamed")
            << quint64(0x63F) << 10 << "L+R+C+LFE+Lrs+Rrs+Lss+Rss+ch9+ch10"
            << "L R C LFE Lrs Rrs Lss Rss ch9 ch10";
        QTest::newRow("9.1.6 with libav's bits") << quint64(0x318002D63F) << 16 << "9.1.6"
                                                 << "L R C LFE Lrs Rrs Lss Rss Ltf Rtf Ltr Rtr Lw Rw Lts Rts";
        QTest::newRow("22.2") << quint64(0x1F80003FFFF) << 24 << "22.2"
                              << "Lw Rw C LFE Lrs Rrs L R Cs Lss Rss Top Ltf Ctf Rtf Ltr Ctr Rtr LFE2 Lts Rts Cb Lb Rb";
        QTest::newRow("more bits than channels") << quint64(0x3F) << 2 << "stereo"
                                                 << "L R";
    }

    void masks()
    {
        QFETCH(quint64, mask);
        QFETCH(int, channels);
        const auto layout = layoutOfMask(mask, static_cast<std::size_t>(channels));
        QVERIFY(layout);
        QTEST(QString::fromStdString(layout->name), "name");
        QTEST(names(*layout), "order");
    }

    void maskNineOneSix()
    {
        const auto layout = layoutOfMask(0x2D6FF, 16); // Nuendo: 14 bits for 16 channels
        QVERIFY(layout);
        QCOMPARE(layout->size(), std::size_t { 16 });
        QCOMPARE(layout->channels[14], Speaker::unknown);
        QCOMPARE(layout->channels[15], Speaker::unknown);
        QVERIFY(!layoutOfMask(0, 4));
    }

    // No mask, no ADM, no track names: mono to 7.1 by custom, more channels are nobody's, and both are said aloud.
    void whatNobodyNamesIsAssumed()
    {
        for (const auto& [channels, name] :
            { std::pair(1, "mono"), std::pair(2, "stereo"), std::pair(6, "5.1"), std::pair(8, "7.1"),
                std::pair(12, "12 channels"), std::pair(16, "16 channels"), std::pair(24, "24 channels") }) {
            AudioFormat format;
            setLayout(format, std::nullopt, "", static_cast<std::size_t>(channels));
            QCOMPARE(format.layout.name, std::string(name));
            QVERIFY(format.layoutSource == LayoutSource::assumed);
        }
    }

    void weightsFollowTheWholeLayout()
    {
        const auto weight = [](std::uint64_t mask, std::size_t channels, std::size_t index) {
            return loudnessWeight(layoutOfMask(mask, channels)->channels[index]);
        };
        QCOMPARE(weight(0x3F, 6, 4), 1.41); // the same bit is M+110 in a 5.1 ...
        QCOMPARE(weight(0x63F, 8, 4), 1.0); // ... and M+135 in a 7.1: BS.1770-5 Annex 3
        QCOMPARE(weight(0x63F, 8, 6), 1.41);
        QCOMPARE(weight(0x3F, 6, 3), 0.0);
    }

    void chanTags_data()
    {
        QTest::addColumn<uint>("code");
        QTest::addColumn<int>("channels");
        QTest::addColumn<QString>("order");
        QTest::newRow("mono") << 100U << 1 << "M";
        QTest::newRow("LtRt") << 103U << 2 << "Lt Rt";
        QTest::newRow("MPEG 5.1 A") << 121U << 6 << "L R C LFE Ls Rs";
        QTest::newRow("MPEG 5.1 B") << 122U << 6 << "L R Ls Rs C LFE";
        QTest::newRow("MPEG 5.1 C, film order") << 123U << 6 << "L C R Ls Rs LFE";
        QTest::newRow("MPEG 5.1 D") << 124U << 6 << "C L R Ls Rs LFE";
        QTest::newRow("MPEG 7.1 A") << 126U << 8 << "L R C LFE Ls Rs Lc Rc";
        QTest::newRow("MPEG 7.1 C") << 128U << 8 << "L R C LFE Lss Rss Lrs Rrs";
        QTest::newRow("SMPTE DTV") << 130U << 8 << "L R C LFE Ls Rs Lt Rt";
    }

    void chanTags()
    {
        QFETCH(uint, code);
        QFETCH(int, channels);
        const auto chan = layoutOfChan(
            bigEndian({ (code << 16U) | static_cast<unsigned>(channels), 0, 0 }), static_cast<std::size_t>(channels));
        QVERIFY(chan && chan->layout);
        QTEST(names(*chan->layout), "order");
        QCOMPARE(QString::fromStdString(chan->words), QString("chan %1").arg(code));
    }

    void chanLabelsAndBitmap()
    {
        std::vector<std::uint32_t> words { 0, 0, 8 };
        for (const std::uint32_t label : { 1U, 2U, 3U, 4U, 5U, 6U, 33U, 34U })
            addDescription(words, label);
        const auto labels = layoutOfChan(bigEndian(words), 8);
        QVERIFY(labels && labels->layout);
        QCOMPARE(names(*labels->layout), QString("L R C LFE Lss Rss Lrs Rrs"));

        std::vector<std::uint32_t> one { 0, 0, 1 };
        addDescription(one, 5);
        QCOMPARE(layoutOfChan(bigEndian(one), 1)->layout->channels, std::vector { Speaker::leftSurround });

        QCOMPARE(names(*layoutOfChan(bigEndian({ 0x10000, 0x3F, 0 }), 6)->layout), QString("L R C LFE Ls Rs"));
        const auto discrete = layoutOfChan(bigEndian({ (147U << 16U) | 4U, 0, 0 }), 4);
        QVERIFY(discrete && !discrete->layout); // it speaks, but names nobody
        QVERIFY(!layoutOfChan(bigEndian({ (121U << 16U) | 6U, 0, 0 }), 2)); // another number of channels
        QVERIFY(!layoutOfChan(bigEndian({ 0, 0, 0xFFFFFFFF }), 2)); // says more than it holds
        QVERIFY(!layoutOfChan({}, 2));
    }

    void assumedLayoutsAreSaidAloud_data()
    {
        QTest::addColumn<int>("channels");
        QTest::addColumn<QString>("order");
        QTest::newRow("1") << 1 << "M";
        QTest::newRow("2") << 2 << "L R";
        QTest::newRow("3") << 3 << "ch1 ch2 ch3";
        QTest::newRow("6") << 6 << "L R C LFE Ls Rs";
        QTest::newRow("8") << 8 << "L R C LFE Lss Rss Lrs Rrs";
        QTest::newRow("12") << 12 << "ch1 ch2 ch3 ch4 ch5 ch6 ch7 ch8 ch9 ch10 ch11 ch12";
    }

    void assumedLayoutsAreSaidAloud()
    {
        QFETCH(int, channels);
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("plain.wav").toStdString();
        for (const std::optional<std::uint32_t> mask : { std::optional<std::uint32_t>(), std::optional(0U) }) {
            test::writeWave(file, test::Planes(static_cast<std::size_t>(channels), { 0.0, 0.5 }), { .mask = mask });
            const auto info = probeMedia(file);
            QVERIFY(info);
            const AudioFormat& format = info->streams.front().format;
            QTEST(names(format.layout), "order");
            QCOMPARE(format.layoutSource, LayoutSource::assumed);
            QCOMPARE(QString::fromStdString(format.declaredLayout), QString(mask ? "mask 0x0" : ""));
        }
    }

    void declaredInTheFile()
    {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("declared.wav").toStdString();
        test::writeWave(file, test::Planes(6, { 0.0, 0.5 }), { .mask = 0x60F });
        const auto info = probeMedia(file);
        QVERIFY(info);
        QCOMPARE(info->streams.front().format.layoutSource, LayoutSource::declared);
        QCOMPARE(info->streams.front().format.layout.name, std::string("5.1"));
        QCOMPARE(info->streams.front().format.declaredLayout, std::string("mask 0x60f"));
    }

    void corpus_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        QTest::newRow("assumed stereo, always there") << ""
                                                      << "stereo"
                                                      << "";
        if (!test::hasCorpus())
            return;
        const auto add = [](const char* file, const char* name, const char* words) {
            QTest::newRow(file) << file << name << words;
        };
        add("channel_layout/flac-subset/38 - 3 channels (3.0).flac", "3.0", "flac, 3 channels");
        add("channel_layout/flac-subset/40 - 5 channels (5.0).flac", "5.0", "flac, 5 channels");
        add("channel_layout/flac-subset/41 - 6 channels (5.1).flac", "5.1", "flac, 6 channels");
        add("channel_layout/flac-subset/42 - 7 channels (6.1).flac", "6.1", "flac, 7 channels");
        add("channel_layout/flac-subset/43 - 8 channels (7.1).flac", "7.1", "flac, 8 channels");
        add("channel_layout/nuendo/wavinfo Test Project - Audio - 7.1.wav", "7.1", "mask 0x63f");
        add("channel_layout/nuendo/wavinfo Test Project - Audio - Atmos 7.1.4.wav", "7.1.4", "mask 0x2d63f");
        add("channel_layout/nuendo/wavinfo Test Project - Audio - Atmos 5.1.4.wav", "5.1.4", "mask 0x2d03f");
        add("channel_layout/nuendo/wavinfo Test Project - Audio - LRCS.wav", "LCRS", "mask 0x107");
        add("channel_layout/nuendo/wavinfo Test Project - Audio - 1OA.wav", "4 channels", "mask 0x0");
        add("movie_mxf/photon/MERIDIAN_Netflix_Photon_161006_ENG-51_00.mxf", "5.1", "5.1(side)");
        add("movie_mxf/mediaarea-mov/mdatZeroed_Sample_1.mov", "stereo", "chan 101");
        add("movie_mxf/mediabunny/eac3.mp4", "5.1", "5.1(side)");
        add("movie_mxf/androidx/bbb_6ch_8kHz_opus.ogg", "5.1", "5.1");
    }

    void corpus()
    {
        QFETCH(QString, file);
        const QTemporaryDir folder;
        std::filesystem::path path = folder.filePath("stereo.wav").toStdString();
        if (file.isEmpty())
            test::writeWave(path, { { 0.0 }, { 0.0 } });
        else
            path = test::corpusFile(file.toStdString());
        const auto info = probeMedia(path);
        QVERIFY2(info, info ? "" : describe(info.error()).c_str());
        QTEST(QString::fromStdString(info->streams.front().format.layout.name), "name");
        QTEST(QString::fromStdString(info->streams.front().format.declaredLayout), "words");
    }

    void monoSuffixes_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("speaker");
        QTest::newRow("dot") << "title_PM.Ls.wav"
                             << "title_PM"
                             << "Ls";
        QTest::newRow("underscore") << "/a/b.c/title_PM_Ls.wav"
                                    << "title_PM"
                                    << "Ls";
        QTest::newRow("hyphen and capitals") << "title-LFE.wav"
                                             << "title"
                                             << "LFE";
        QTest::newRow("space and hyphen") << "Title - C.wav"
                                          << "Title"
                                          << "C";
        QTest::newRow("lower case") << "title.lfe.wav"
                                    << "title"
                                    << "LFE";
        QTest::newRow("Pro Tools rear") << "title.Lsr.wav"
                                        << "title"
                                        << "Lrs";
        QTest::newRow("word") << "title_Center.wav"
                              << "title"
                              << "C";
        QTest::newRow("matrix") << "title.Rt.wav"
                                << "title"
                                << "Rt";
        QTest::newRow("none") << "title.wav"
                              << ""
                              << "";
        QTest::newRow("no separator") << "titleLs.wav"
                                      << ""
                                      << "";
        QTest::newRow("nothing before") << "L.wav"
                                        << ""
                                        << "";
        QTest::newRow("only a separator before") << "_L.wav"
                                                 << ""
                                                 << "";
        QTest::newRow("a word, not a channel") << "vitamin c.wav"
                                               << ""
                                               << "";
        QTest::newRow("M is no channel of a set") << "stem_M.wav"
                                                  << ""
                                                  << "";
    }

    void monoSuffixes()
    {
        QFETCH(QString, file);
        QFETCH(QString, base);
        const auto suffix = monoSuffixOf(file.toStdString());
        QCOMPARE(suffix.has_value(), !base.isEmpty());
        if (suffix) {
            QCOMPARE(QString::fromStdString(suffix->base), base);
            QTEST(QString::fromUtf8(nameOf(suffix->speaker).data()), "speaker");
        }
    }
};

ASSAY_TEST(TestLayouts)
#include "tst_layouts.moc"
