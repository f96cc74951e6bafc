// SPDX-License-Identifier: GPL-3.0-or-later
// Beds of an ADM are programmes of their own; objects are no loudspeakers.
#include "core/inspect/inspect.h"
#include "tests/support/adm_writer.h"
#include "tests/support/corpus.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr std::size_t second = 48000;

Planes silence(std::size_t tracks)
{
    return Planes(tracks, std::vector<double>(second, 0.0));
}

const std::vector<std::string> bed712 { "RC_L", "RC_R", "RC_C", "RC_LFE", "RC_Lss", "RC_Rss", "RC_Lrs", "RC_Rrs",
    "RC_Lts", "RC_Rts" };

QStringList namesOf(const Inspection& inspection)
{
    QStringList names;
    for (const ProgrammeRecord& programme : inspection.programmes)
        names.push_back(QString::fromStdString(programme.name + ": " + programme.layout.name));
    return names;
}

} // namespace

class TestAdmProgrammes : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    Inspection inspected(const std::string& bytes, const PlanHints& hints = {})
    {
        const std::filesystem::path file = m_folder.filePath("atmos.wav").toStdString();
        writeBytes(file, bytes);
        InspectOptions options;
        options.hints = hints;
        options.hashes = false;
        return inspect({ file }, options).value();
    }

private slots:
    void bedIsAProgramme()
    {
        const AtmosMaster master { .bed = bed712, .objects = 2 };
        Planes planes = silence(12);
        planes[4] = sine(997.0, 0.1, second); // Lss
        planes[10] = sine(997.0, 0.9, second); // an object
        const Inspection found = inspected(atmosFile(master, dbmdOf({}), planes));
        QCOMPARE(namesOf(found), (QStringList { "atmos.wav: 7.1.2 + 2 objects", "atmos.wav bed 7.1.2: 7.1.2" }));
        const ProgrammeRecord& tracks = found.programmes[0];
        QCOMPARE(tracks.layoutSource, LayoutSource::metadata);
        QCOMPARE(tracks.role, std::string("mix"));
        QCOMPARE(tracks.layout.channelNames().at(9), std::string("Rts"));
        QCOMPARE(tracks.layout.channelNames().at(10), std::string("ch11"));
        for (const char* id : { "loudness.integrated", "loudness.leq_m", "downmix.loro.integrated" })
            QCOMPARE(tracks.measures.find(id)->state, MeasureState::notMeasured);
        QVERIFY(tracks.measures.number("peak.true").value() > -1.0); // of every track

        const ProgrammeRecord& bed = found.programmes[1];
        QCOMPARE(bed.role, std::string("stem"));
        QCOMPARE(bed.layoutSource, LayoutSource::metadata);
        QCOMPARE(bed.assets, std::vector<std::string> { "atmos.wav" });
        // A sine of -20 dBFS at the side: -23.01 LUFS and 1.41 times the power.
        const double loudness = bed.measures.number("loudness.integrated").value();
        QVERIFY2(std::abs(loudness - (-23.01 + 10.0 * std::log10(1.41))) < 0.02, std::to_string(loudness).c_str());
        QVERIFY(std::abs(bed.measures.number("peak.true").value() + 20.0) < 0.1);
    }

    // 7.1.2 has its surrounds at the side: at the rear the weight is 1.
    void weighsByPosition()
    {
        Planes planes = silence(11);
        planes[6] = sine(997.0, 0.1, second); // Lrs
        const Inspection found = inspected(atmosFile({ .bed = bed712, .objects = 1 }, dbmdOf({}), planes));
        QVERIFY(std::abs(found.programmes[1].measures.number("loudness.integrated").value() + 23.01) < 0.02);
    }

    void oneBedIsTheWholeFile()
    {
        const Inspection found = inspected(sceneFile({ { { "M+030", "M-030", "M+000" } } }, silence(3)));
        QCOMPARE(namesOf(found), QStringList { "atmos.wav: 3.0" });
        QCOMPARE(found.programmes[0].layoutSource, LayoutSource::metadata);
        QCOMPARE(found.programmes[0].role, std::string("mix"));
    }

    void severalBeds()
    {
        const std::vector<std::string> stereo { "M+030", "M-030" };
        SceneSound dialogue { .labels = stereo, .name = "Dialogue" };
        SceneSound music { .labels = stereo, .name = "Music" };
        const Inspection found = inspected(sceneFile({ dialogue, music, { { "M+000" } } }, silence(5)));
        QCOMPARE(namesOf(found),
            (QStringList { "atmos.wav: stereo + stereo + mono", "atmos.wav bed mono: mono",
                "atmos.wav bed stereo Dialogue: stereo", "atmos.wav bed stereo Music: stereo" }));
        dialogue.name = music.name;
        QCOMPARE(namesOf(inspected(sceneFile({ dialogue, music }, silence(4)))).last(),
            QString("atmos.wav bed stereo Music #2: stereo"));
    }

    void objectsAloneAreNoLayout()
    {
        const Inspection found = inspected(atmosFile({ .bed = {}, .objects = 2 }));
        QCOMPARE(namesOf(found), QStringList { "atmos.wav: 2 objects" });
        QCOMPARE(found.programmes[0].layout.channelNames(), (std::vector<std::string> { "ch1", "ch2" }));
    }

    void aPersonKnowsBetter()
    {
        const UsersWord word { .files = "atmos.wav", .parts = *trackPartsNamed("stereo") };
        QCOMPARE(namesOf(inspected(atmosFile({ .bed = {}, .objects = 2 }), { {}, { word } })),
            QStringList { "atmos.wav: stereo" });
    }

    void readsAMasterOfProTools()
    {
        if (!hasCorpus())
            QSKIP("no corpus");
        const auto found = inspect({ corpusFile("adm/protools/Test_ADM_ProTools.wav") }, {});
        QCOMPARE(namesOf(*found),
            (QStringList { "Test_ADM_ProTools.wav: 7.1.2 + 4 objects", "Test_ADM_ProTools.wav bed 7.1.2: 7.1.2" }));
    }
};

ASSAY_TEST(TestAdmProgrammes)
#include "tst_adm_programmes.moc"
