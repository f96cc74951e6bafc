// SPDX-License-Identifier: GPL-3.0-or-later
// Deliveries of several programmes as a user checks them: a season, an audiobook, a disc, a record, an Atmos track
// beside its stereo, two episodes in one folder. Each is right but for what was planted.
#include "core/base/units.h"
#include "tests/support/adm_writer.h"
#include "tests/support/run_assay.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;

Planes stereo(std::size_t frames, double gain = 1.0)
{
    return Planes(2, sine(997.0, 0.1 * gain, frames, rate));
}

class Folder
{
public:
    void add(const char* name, const Planes& planes, const WaveOptions& options = {}) const
    {
        writeWave(m_folder.filePath(name).toStdString(), planes, options);
    }
    void addBytes(const char* name, const std::string& bytes) const
    {
        writeBytes(m_folder.filePath(name).toStdString(), bytes);
    }
    [[nodiscard]] QString file(const char* name) const { return m_folder.filePath(name); }

    /// "rule" of the delivery that fails, "rule: package" where there are several, and the messages.
    [[nodiscard]] QStringList failures(const QString& profile, QString* messages = nullptr) const
    {
        const Run run = assayRun(
            { "check", "-q", "--no-series", "--json", "-", "--progress", "none", "-p", profile, m_folder.path() });
        QStringList failed;
        for (const QJsonValue finding : run.json()["delivery"].toObject()["findings"].toArray()) {
            const QString package = finding["package"].toString();
            if (finding["state"].toString() == "fail")
                failed << finding["rule"].toString() + (package.isEmpty() ? "" : ": " + package);
            if (messages != nullptr)
                *messages += finding["message"].toString() + '\n';
        }
        if (run.exit != 0 && run.exit != 1 && run.exit != 3)
            failed << "exit " + QString::number(run.exit) + " " + run.err;
        return failed;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace

class TestDeliveryCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEpisodeLouderThanItsSeason()
    {
        const Folder season;
        for (const char* name : { "s01e01.wav", "s01e02.wav", "s01e03.wav" })
            season.add(name, stereo(4 * rate));
        QCOMPARE(season.failures("season-consistency"), QStringList());
        season.add("s01e04.wav", stereo(4 * rate, dbToAmplitude(1.5)));
        QString messages;
        QCOMPARE(season.failures("season-consistency", &messages), QStringList { "loudness" });
        QVERIFY2(messages.contains("s01e04.wav +1.5 LU"), qPrintable(messages));
    }

    void languagesOfASeasonStayApart()
    {
        const Folder season;
        for (const char* name : { "s01e01_EN.wav", "s01e02_EN.wav" })
            season.add(name, stereo(4 * rate));
        for (const char* name : { "s01e01_DE.wav", "s01e02_DE.wav" }) // dubbed 3 dB louder, but all of it
            season.add(name, stereo(4 * rate, dbToAmplitude(3.0)));
        QCOMPARE(season.failures("season-consistency"), QStringList());
    }

    void aStereoChapterAmongMonoOnes()
    {
        const Folder book;
        for (const char* name : { "01.wav", "02.wav", "03.wav" })
            book.add(name, { sine(440.0, 0.1, 2 * rate, rate) });
        QCOMPARE(book.failures("acx"), QStringList());
        book.add("04.wav", stereo(2 * rate));
        QString messages;
        QCOMPARE(book.failures("acx", &messages), QStringList { "same-channels" });
        QVERIFY2(messages.contains("04.wav has \"stereo\", most have \"mono\""), qPrintable(messages));
    }

    void aDisc()
    {
        const Folder disc;
        const WaveOptions cd { .sampleRate = 44100, .depth = WaveDepth::int16 };
        disc.add("1.wav", Planes(2, sine(440.0, 0.1, 588 * 300, 44100)), cd);
        disc.add("2.wav", Planes(2, sine(440.0, 0.1, 588 * 300 + 1, 44100)), cd);
        disc.add("3.wav", Planes(2, sine(440.0, 0.1, 44100 * 4 - 1, 44100)), cd);
        QCOMPARE(disc.failures("cd-redbook"), QStringList());
        const Run run = assayRun({ "check", "-q", "--json", "-", "-p", "cd-redbook", disc.file("") });
        QStringList failed;
        for (const QJsonValue programme : run.json()["programmes"].toArray()) {
            for (const QJsonValue finding : programme["findings"].toArray()) {
                const QString rule = finding["rule"].toString();
                if (finding["state"].toString() == "fail" && (rule == "sector-grid" || rule == "track-length"))
                    failed << programme["name"].toString() + ' ' + rule;
            }
        }
        QCOMPARE(failed, QStringList({ "2.wav sector-grid", "3.wav track-length", "3.wav sector-grid" }));
    }

    void theTracksOfASide()
    {
        const Folder record;
        record.addBytes("side.toml",
            "schema = 1\nid = \"side\"\nversion = \"1\"\n[[rule]]\nid = \"side\"\nmeasure = "
            "\"delivery.duration\"\neach = "
            "\"side\"\nmax = 5.0\n");
        record.add("A1 One.wav", stereo(3 * rate));
        record.add("A2 Two.wav", stereo(2 * rate));
        record.add("B1 Three.wav", stereo(3 * rate));
        QCOMPARE(record.failures(record.file("side.toml")), QStringList());
        record.add("B2 Four.wav", stereo(2 * rate + 1));
        QString messages;
        QCOMPARE(record.failures(record.file("side.toml"), &messages), QStringList { "side: side b" });
        QVERIFY2(messages.contains("side b: "), qPrintable(messages));
    }

    void anAtmosTrackLongerThanItsStereo_data()
    {
        QTest::addColumn<int>("longer");
        QTest::addColumn<QStringList>("failures");
        QTest::newRow("a frame less one sample") << 1999 << QStringList();
        QTest::newRow("a frame") << 2000 << QStringList { "length" };
    }

    void anAtmosTrackLongerThanItsStereo()
    {
        QFETCH(int, longer);
        QFETCH(QStringList, failures);
        const Folder track;
        track.add("song.wav", stereo(rate));
        AtmosMaster master;
        const auto frames = static_cast<std::size_t>(rate + longer);
        track.addBytes(
            "song_atmos.wav", atmosFile(master, {}, Planes(master.bed.size() + 2, std::vector<double>(frames, 0.01))));
        QCOMPARE(track.failures("atmos-music-package"), failures);
    }

    void twoEpisodesInOneFolder()
    {
        const Folder folder;
        folder.addBytes("two.toml",
            "schema = 1\nid = \"two\"\nversion = \"1\"\n[[slot]]\nid = \"wide\"\nlayout = \"5.1\"\n[[slot]]\nid = "
            "\"narrow\"\nlayout = \"stereo\"\n[[rule]]\nid = \"length\"\nmeasure = \"delivery.same_length\"\nmax = 0\n"
            "[[rule]]\nid = \"complete\"\nmeasure = \"delivery.missing\"\npresent = false\n"
            "[[rule]]\nid = \"nothing-else\"\nmeasure = \"delivery.unexpected\"\npresent = false\n");
        const Planes wide(6, sine(997.0, 0.1, rate, rate));
        folder.add("show_e01_51.wav", wide, { .mask = 0x3F });
        folder.add("show_e01_20.wav", stereo(rate));
        QCOMPARE(folder.failures(folder.file("two.toml")), QStringList());
        folder.add("show_e02_51.wav", Planes(6, sine(997.0, 0.1, 2 * rate, rate)), { .mask = 0x3F });
        folder.add("show_e02_20.wav", stereo(2 * rate)); // as long as its own 5.1
        QCOMPARE(folder.failures(folder.file("two.toml")), QStringList());
        folder.add("show_e02_20.wav", stereo(2 * rate - 1));
        QCOMPARE(folder.failures(folder.file("two.toml")), QStringList { "length: e02" });
        folder.add("show_e01_20 copy.wav", stereo(rate)); // a stray copy is no third package
        QCOMPARE(folder.failures(folder.file("two.toml")).filter("nothing-else").size(), 1);
    }
};

ASSAY_TEST(TestDeliveryCli)
#include "tst_delivery_cli.moc"
