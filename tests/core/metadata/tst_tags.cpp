// SPDX-License-Identifier: GPL-3.0-or-later
// Tags that other programs write, and codes of a release wherever they stand.
#include "core/metadata/metadata.h"
#include "core/metadata/release_codes.h"
#include "tests/support/chunk_bytes.h"
#include "tests/support/corpus.h"
#include "tests/support/metadata_text.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::test;

class TestTags : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void upcs();
    void codesOfSeveralPlaces();
    void tagsWrittenByOthers_data();
    void tagsWrittenByOthers();
    void tagsOfTheCorpus();

private:
    [[nodiscard]] std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    Metadata read(std::vector<WaveChunk> chunks)
    {
        WaveOptions options;
        options.before = std::move(chunks);
        writeWave(path("file.wav"), { { 0.1, 0.2, 0.3 } }, options);
        return readMetadata(path("file.wav"), 48000, 3);
    }

    QTemporaryDir m_folder;
};

void TestTags::upcs()
{
    for (const char* good : { "036000291452", "4006381333931", "96385074", "10614141000415" })
        QVERIFY2(isValidUpc(good), good);
    for (const char* bad :
        { "036000291453", "4006381333932", "400638133393", "0000000000000", "40063813339310", "", "4O06381333931" })
        QVERIFY2(!isValidUpc(bad), bad);
    QCOMPARE(normalizedUpc(" 4 006381-333931 "), std::string("4006381333931"));
    QCOMPARE(normalizedUpc("EAN: 4006381333931"), std::string("4006381333931"));
}

void TestTags::codesOfSeveralPlaces()
{
    const std::string core = R"(<ebucore:ebuCoreMain><ebucore:identifier typeLabel="GUID" formatLabel="ISRC">
<dc:identifier>ISRC:AA6Q72000047</dc:identifier></ebucore:identifier><ebucore:identifier formatLabel="EAN">
<dc:identifier>4006381333931</dc:identifier></ebucore:identifier></ebucore:ebuCoreMain>)";
    const auto info = [](const std::string& code) { return "INFOISRC" + number(code.size(), 4) + code; };
    const Metadata same = read({ { "axml", core }, { "LIST", info("AA6Q72000047") } });
    QCOMPARE(textOf(same, "isrc.value"), QString("AA6Q72000047"));
    QCOMPARE(textOf(same, "isrc.places"), QString("axml AA6Q72000047 | info AA6Q72000047"));
    QCOMPARE(textOf(same, "isrc.agree"), QString("yes"));
    QCOMPARE(textOf(same, "upc.value"), QString("4006381333931"));
    QCOMPARE(textOf(same, "upc.valid"), QString("yes"));
    QCOMPARE(textOf(same, "upc.sources"), QString("axml"));
    const Metadata other = read({ { "axml", core }, { "LIST", info("AA6Q72000048") } });
    QCOMPARE(textOf(other, "isrc.agree"), QString("no"));
    QCOMPARE(textOf(read({ { "LIST", info("Supplier Ltd") } }), "isrc.agree"), QString("(no ISRC in the file)"));
}

// What other programs write, read back: tool, arguments up to the file's name, file, tag family.
void TestTags::tagsWrittenByOthers_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("family");
    QTest::addColumn<bool>("hasIsrc");
    QTest::newRow("ffmpeg flac") << "ffmpeg"
                                 << "a.flac"
                                 << "vorbis" << true;
    QTest::newRow("ffmpeg ogg") << "ffmpeg"
                                << "a.ogg"
                                << "vorbis" << true;
    QTest::newRow("ffmpeg opus") << "ffmpeg"
                                 << "a.opus"
                                 << "vorbis" << true;
    QTest::newRow("ffmpeg mp3") << "ffmpeg"
                                << "a.mp3"
                                << "id3" << true;
    QTest::newRow("ffmpeg m4a") << "ffmpeg"
                                << "a.m4a"
                                << "mp4" << false; // it has no atom for an ISRC
    QTest::newRow("ffmpeg wav") << "ffmpeg"
                                << "a.wav"
                                << "info" << true; // as the item that means "source"
    QTest::newRow("ffmpeg aiff") << "ffmpeg"
                                 << "a.aiff"
                                 << "id3" << true;
    QTest::newRow("sox flac") << "sox"
                              << "b.flac"
                              << "vorbis" << true;
    QTest::newRow("sox ogg") << "sox"
                             << "b.ogg"
                             << "vorbis" << true;
    QTest::newRow("metaflac") << "metaflac"
                              << "c.flac"
                              << "vorbis" << true;
}

void TestTags::tagsWrittenByOthers()
{
    QFETCH(QString, tool);
    QFETCH(QString, file);
    QFETCH(QString, family);
    QFETCH(bool, hasIsrc);
    const QString name = m_folder.filePath(file);
    const QString maker = tool == "metaflac" ? "ffmpeg" : tool;
    if (QStandardPaths::findExecutable(tool).isEmpty() || QStandardPaths::findExecutable(maker).isEmpty())
        QSKIP("the other program is not installed");
    const QStringList tags { "title=Müll & Co", "artist=Someone", "genre=Jazz", "ISRC=AA-6Q7-20-00047" };
    QStringList arguments;
    if (maker == "ffmpeg") {
        arguments << "-v"
                  << "error"
                  << "-f"
                  << "lavfi"
                  << "-i"
                  << "sine=440:duration=0.1"
                  << "-write_id3v2"
                  << "1";
        if (!file.endsWith("aiff"))
            arguments.resize(arguments.size() - 2);
        for (const QString& tag : tags)
            arguments << "-metadata"
                      << (file.endsWith("mp3") || file.endsWith("aiff") ? QString(tag).replace("ISRC=", "TSRC=") : tag);
        arguments << name;
    } else {
        arguments << "-n"
                  << "-r"
                  << "48000";
        for (const QString& tag : tags)
            arguments << "--add-comment" << tag;
        arguments << name << "synth"
                  << "0.1"
                  << "sine"
                  << "440";
    }
    if (QProcess::execute(maker, arguments) != 0)
        QSKIP("the other program cannot write this format here");
    if (tool == "metaflac") {
        QStringList setting { "--remove-all-tags" };
        for (const QString& tag : tags)
            setting << "--set-tag=" + tag;
        QCOMPARE(QProcess::execute(tool, setting << name), 0);
    }
    const Metadata metadata = readMetadata(name.toStdString(), 0, {});
    const auto field = [&](const char* id) { return textOf(metadata, (family + id).toStdString()); };
    QCOMPARE(field(".title"), QString("Müll & Co"));
    QCOMPARE(field(".artist"), QString("Someone"));
    QCOMPARE(field(".genre"), QString("Jazz"));
    QCOMPARE(textOf(metadata, "isrc.value"), QString(hasIsrc ? "AA6Q72000047" : "(no ISRC in the file)"));
}

void TestTags::tagsOfTheCorpus()
{
    if (!hasCorpus())
        QSKIP("no corpus");
    const auto tags
        = [](const char* file) { return readMetadata(corpusFile(std::filesystem::path("tags") / file), 0, {}); };
    const Metadata bear = tags("androidx/bear-id3.mp3");
    QCOMPARE(textOf(bear, "id3.title"), QString("Test title"));
    QCOMPARE(textOf(bear, "id3.album"), QString("Test Album"));
    QCOMPARE(textOf(bear, "id3.genre"), QString("Gorpcore"));
    QCOMPARE(textOf(bear, "vorbis.title"), QString("(the file has no Vorbis comments)"));
    QCOMPARE(textOf(tags("mutagen/id3v22-test.mp3"), "id3.version"), QString("2.2"));
    QVERIFY(textOf(tags("taglib/ape-id3v1.mp3"), "id3.version").startsWith("1"));
    QVERIFY(!textOf(tags("taglib/ape-id3v1.mp3"), "ape.title").startsWith("(the file"));
}

ASSAY_TEST(TestTags)
#include "tst_tags.moc"
