// SPDX-License-Identifier: GPL-3.0-or-later
// Objects of an Atmos master and the sound on their tracks.
#include "core/inspect/inspect.h"
#include "tests/support/adm_writer.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace
{

// Stereo bed and three objects; those named sound.
Planes soundOn(const std::vector<std::size_t>& tracks)
{
    Planes planes(5, std::vector<double>(4800, 0.0));
    for (const std::size_t track : tracks)
        planes[track - 1] = sine(1000.0, 0.1, 4800);
    return planes;
}

Measurement emptyObjectsOf(const std::string& bytes, const std::string& only = "atmos.*")
{
    const QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("atmos.wav").toStdString();
    writeBytes(file, bytes);
    InspectOptions options;
    options.only = *MeasureChoice::of({ only });
    const auto result = inspect({ file }, options);
    return *result->programmes.at(0).measures.find("atmos.empty_objects");
}

QStringList idsOf(const Measurement& measurement)
{
    QStringList ids;
    for (const Place& place : measurement.events)
        ids.push_back(QString::fromStdString(place.channel));
    return ids;
}

} // namespace

class TestAtmosSound : public QObject
{
    Q_OBJECT

private slots:
    void namesEmptyObjects();
    void saysWhyItDoesNotApply();
};

void TestAtmosSound::namesEmptyObjects()
{
    const AtmosMaster master { .bed = { "RC_L", "RC_R" }, .objects = 3, .seconds = 0.1 };
    QCOMPARE(idsOf(emptyObjectsOf(atmosFile(master, dbmdOf({}), soundOn({ 1, 2, 3, 4, 5 })))), QStringList());
    // A silent bed channel is no empty object.
    const Measurement some = emptyObjectsOf(atmosFile(master, dbmdOf({}), soundOn({ 1, 4 })), "atmos.empty_objects");
    QCOMPARE(idsOf(some), (QStringList { "AO_100b", "AO_100d" }));
    QCOMPARE(some.events[0].end, FrameCount { 4800 });
    // Just inside and just outside -80 dBFS.
    Planes quiet = soundOn({ 1, 2, 3, 4, 5 });
    quiet[3] = sine(1000.0, 0.99e-4, 4800);
    quiet[4] = sine(1000.0, 1.02e-4, 4800);
    QCOMPARE(idsOf(emptyObjectsOf(atmosFile(master, dbmdOf({}), quiet))), QStringList { "AO_100c" });
}

void TestAtmosSound::saysWhyItDoesNotApply()
{
    const Measurement plain = emptyObjectsOf(waveBytes(soundOn({ 1 })));
    QCOMPARE(plain.state, MeasureState::notApplicable);
    QCOMPARE(plain.reason, std::string("the file is no Dolby Atmos master"));
    WaveOptions options;
    options.after = { { "dbmd", dbmdOf({}) } };
    QCOMPARE(emptyObjectsOf(waveBytes(soundOn({ 1 }), options)).state, MeasureState::notMeasured);
}

ASSAY_TEST(TestAtmosSound)
#include "tst_atmos_sound.moc"
