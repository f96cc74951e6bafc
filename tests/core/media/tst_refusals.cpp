// SPDX-License-Identifier: GPL-3.0-or-later
// What is no sound, or would make a reader open something else, is refused with a reason.
#include "core/media/probe.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;

class TestRefusals : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

private Q_SLOTS:
    void errorsNameFileAndReason()
    {
        const auto missing = probeMedia(path("nowhere.wav"));
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::notFound);
        QCOMPARE(missing.error().file, path("nowhere.wav"));
        QCOMPARE(probeMedia(m_folder.path().toStdString()).error().code, ErrorCode::notReadable);
        test::writeBytes(path("none.wav"), "");
        QCOMPARE(probeMedia(path("none.wav")).error().code, ErrorCode::malformed);
        test::writeBytes(path("text.wav"), std::string(5000, 'a'));
        QVERIFY(!probeMedia(path("text.wav")));
        test::writeBytes(path("cut.wav"), test::waveBytes({ { 0.0, 0.5 } }).substr(0, 30));
        const auto cut = probeMedia(path("cut.wav"));
        QVERIFY(!cut);
        QVERIFY(cut.error().message.find("wav") != std::string::npos);
        test::writeWave(path("one.wav"), { { 0.0 } });
        QVERIFY(!openAudio(path("one.wav"), 1));
        QVERIFY(!openAudio(path("one.wav"), -1));
    }

    // Playlists and their like would make libav open other files or the network.
    void referencesAreNotFollowed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::newRow("HLS") << "a.m3u8"
                             << "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\none.wav\n#EXT-X-ENDLIST\n";
        QTest::newRow("concat") << "a.ffconcat"
                                << "ffconcat version 1.0\nfile one.wav\n";
        QTest::newRow("SDP") << "a.sdp"
                             << "v=0\nm=audio 5004 RTP/AVP 96\na=rtpmap:96 L24/48000/2\n";
        QTest::newRow("DASH") << "a.mpd"
                              << "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"></MPD>";
    }

    void referencesAreNotFollowed()
    {
        QFETCH(QString, name);
        QFETCH(QString, text);
        test::writeWave(path("one.wav"), { { 0.0, 0.5 } });
        test::writeBytes(path(name.toUtf8()), text.toStdString());
        QVERIFY(!probeMedia(path(name.toUtf8())));
        QVERIFY(!openAudio(path(name.toUtf8()), 0));
    }
};

ASSAY_TEST(TestRefusals)
#include "tst_refusals.moc"
