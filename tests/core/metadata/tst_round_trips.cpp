// SPDX-License-Identifier: GPL-3.0-or-later
// What other programs write is read back: tags, bext, cue sheets. A row is left out where its program is not installed.
#include "core/metadata/metadata.h"
#include "tests/support/test_class.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;

namespace
{

constexpr const char* title = "Müll & Co";

QString textOf(const Metadata& metadata, const QString& id)
{
    const Measurement* found = metadata.measures.find(id.toStdString());
    if (found == nullptr || !found->value)
        return found == nullptr ? "missing" : "(" + QString::fromStdString(found->reason) + ")";
    if (const auto number = numberIn(*found->value))
        return QString::number(*number);
    if (const auto* list = std::get_if<std::vector<std::string>>(&*found->value))
        return list->empty() ? QString() : QString::fromStdString(list->front());
    return QString::fromStdString(std::get<std::string>(*found->value));
}

QStringList withFfmpeg(const QString& file, const QStringList& more)
{
    return QStringList { "ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "sine=440:duration=0.5" } + more
        + QStringList { file };
}

// Python with mutagen: `code` has the file in `f`.
QStringList withMutagen(const QString& file, const QString& code)
{
    return { "/usr/bin/python3", "-c", "import mutagen, sys\nf = sys.argv[1]\n" + code, file };
}

bool run(const QStringList& command)
{
    if (QStandardPaths::findExecutable(command.front()).isEmpty())
        return false;
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.start(command.front(), command.mid(1));
    return process.waitForFinished(20000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

} // namespace

class TestRoundTrips : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

private slots:
    void readsBack_data();
    void readsBack();
};

void TestRoundTrips::readsBack_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QList<QStringList>>("commands");
    QTest::addColumn<QStringList>("wanted"); // id, value, id, value, ...
    const auto row = [this](const char* name, const char* fileName, auto commands, const QStringList& wanted) {
        const QString file = m_folder.filePath(fileName);
        QTest::newRow(name) << file << QList<QStringList>(commands(file)) << wanted;
    };
    const QStringList isrc { "isrc.value", "AA6Q72000047" };
    row("ffmpeg bext", "a.wav",
        [](const QString& file) {
            return QList<QStringList> { withFfmpeg(file,
                { "-ar", "48000", "-write_bext", "1", "-metadata", "description=Scene 1", "-metadata",
                    "originator=Maker", "-metadata", "originator_reference=REF1", "-metadata",
                    "origination_date=2026-11-22", "-metadata", "origination_time=10:11:12", "-metadata",
                    "time_reference=172800000", "-metadata", "coding_history=A=PCM,F=48000,W=16,M=mono,T=x" }) };
        },
        { "bext.description", "Scene 1", "bext.originator", "Maker", "bext.originator_reference", "REF1",
            "bext.origination_date", "2026-11-22", "bext.origination_time", "10:11:12", "bext.time_reference",
            "1.728e+08", "bext.coding_history", "A=PCM,F=48000,W=16,M=mono,T=x" });
    row("ffmpeg rf64", "b.wav",
        [](const QString& file) {
            return QList<QStringList> { withFfmpeg(
                file, { "-rf64", "always", "-metadata", QString("title=") + title }) };
        },
        { "info.title", title });
    row("ffmpeg mka", "a.mka",
        [](const QString& file) {
            return QList<QStringList> { withFfmpeg(file, { "-c:a", "flac" }) };
        },
        { "structure.faults", "0" });
    row(
        "metaflac", "a.flac",
        [](const QString& file) {
            return QList<QStringList> { withFfmpeg(file, {}),
                { "metaflac", "--remove-all-tags", QString("--set-tag=TITLE=") + title, "--set-tag=ISRC=AA6Q72000047",
                    "--set-tag=DATE=2026", file } };
        },
        QStringList { "vorbis.title", title, "vorbis.date", "2026", "flac.samples", "22050" } + isrc);
    row(
        "mutagen mp3", "a.mp3",
        [](const QString& file) {
            return QList<QStringList> { withFfmpeg(file, { "-write_id3v2", "0" }),
                withMutagen(file,
                    "from mutagen.id3 import ID3, PRIV, TIT2, TPE1, TRCK, TSRC\nt = ID3()\nt.add(TIT2(encoding=3, "
                    "text='Müll & Co'))\n"
                    "t.add(TPE1(encoding=1, text='Wer'))\nt.add(TRCK(encoding=0, text='3/9'))\n"
                    "t.add(TSRC(encoding=0, text='AA6Q72000047'))\n"
                    "t.add(PRIV(owner='XMP', data=b'<x:xmpmeta/>'))\nt.save(f)") };
        },
        QStringList { "id3.title", title, "id3.artist", "Wer", "id3.track", "3/9", "id3.version", "2.4", "xmp.bytes",
            "12", "structure.faults", "0" }
            + isrc);
    row("mutagen mp3, ID3v2.3 and v1", "b.mp3",
        [](const QString& file) {
            return QList<QStringList> { withFfmpeg(file, { "-write_id3v2", "0" }),
                withMutagen(file,
                    "from mutagen.id3 import ID3, PRIV, TIT2, TPE1, TRCK, TSRC\nt = ID3()\nt.add(TIT2(encoding=1, "
                    "text='Müll & Co'))\n"
                    "t.save(f, v2_version=3, v1=2)") };
        },
        { "id3.title", title, "structure.faults", "0" });
    row("mutagen APE on mp3", "c.mp3",
        [](const QString& file) {
            return QList<QStringList> { withFfmpeg(file, { "-write_id3v2", "0", "-id3v2_version", "0" }),
                withMutagen(
                    file, "from mutagen.apev2 import APEv2\nt = APEv2()\nt['Title'] = 'Müll & Co'\nt.save(f)") };
        },
        { "ape.title", title, "structure.faults", "0" });
    row(
        "mutagen m4a", "a.m4a",
        [](const QString& file) {
            return QList<QStringList> { withFfmpeg(file, {}),
                withMutagen(file,
                    "from mutagen.mp4 import MP4, MP4FreeForm\nt = MP4(f)\nt['\\xa9nam'] = 'Müll & Co'\n"
                    "t['\\xa9ART'] = 'Wer'\nt['trkn'] = [(3, 9)]\n"
                    "t['----:com.apple.iTunes:ISRC'] = MP4FreeForm(b'AA6Q72000047')\nt.save()") };
        },
        QStringList { "mp4.title", title, "mp4.artist", "Wer", "mp4.track", "3", "structure.faults", "0" } + isrc);
    for (const auto& [name, ending] : { std::pair { "mutagen ogg", "a.ogg" }, std::pair { "mutagen opus", "a.opus" },
             std::pair { "mutagen flac", "b.flac" } })
        row(
            name, ending,
            [](const QString& file) {
                return QList<QStringList> { withFfmpeg(file, {}),
                    withMutagen(
                        file, "t = mutagen.File(f)\nt['title'] = 'Müll & Co'\nt['isrc'] = 'AA6Q72000047'\nt.save()") };
            },
            QStringList { "vorbis.title", title, "structure.faults", "0" } + isrc);
    row("mutagen aiff", "a.aiff",
        [](const QString& file) {
            return QList<QStringList> { withFfmpeg(file, {}),
                withMutagen(file,
                    "from mutagen.aiff import AIFF\nfrom mutagen.id3 import ID3, PRIV, TIT2, TPE1, TRCK, TSRC\nt = "
                    "AIFF(f)\nt.add_tags()\n"
                    "t.tags.add(TIT2(encoding=3, text='Müll & Co'))\nt.save()") };
        },
        { "id3.title", title, "structure.faults", "0" });
    row(
        "mutagen wav", "d.wav",
        [](const QString& file) {
            return QList<QStringList> { withFfmpeg(file, { "-ar", "48000" }),
                withMutagen(file,
                    "from mutagen.wave import WAVE\nfrom mutagen.id3 import ID3, PRIV, TIT2, TPE1, TRCK, TSRC\nt = "
                    "WAVE(f)\nt.add_tags()\n"
                    "t.tags.add(TSRC(encoding=0, text='AA6Q72000047'))\nt.save()") };
        },
        isrc + QStringList { "structure.faults", "0" });
    for (const auto& [name, ending, family] : { std::tuple { "kid3 mp3", "d.mp3", "id3" },
             std::tuple { "kid3 flac", "c.flac", "vorbis" }, std::tuple { "kid3 ogg", "b.ogg", "vorbis" } })
        row(name, ending,
            [](const QString& file) {
                return QList<QStringList> { withFfmpeg(file, {}),
                    { "kid3-cli", "-c", QString("set title \"%1\"").arg(title), "-c", "set artist Wer", "-c", "save",
                        file } };
            },
            { QString(family) + ".title", title, QString(family) + ".artist", "Wer", "structure.faults", "0" });
}

void TestRoundTrips::readsBack()
{
    QFETCH(QString, file);
    QFETCH(QList<QStringList>, commands);
    QFETCH(QStringList, wanted);
    for (const QStringList& command : commands) {
        if (!run(command))
            QSKIP(qPrintable(command.front() + " is not installed, or lacks what this row needs"));
    }
    const Metadata metadata = readMetadata(file.toStdString(), 48000, {});
    for (qsizetype i = 0; i + 1 < wanted.size(); i += 2)
        QCOMPARE(wanted[i] + '=' + textOf(metadata, wanted[i]), wanted[i] + '=' + wanted[i + 1]);
}

ASSAY_TEST(TestRoundTrips)
#include "tst_round_trips.moc"
