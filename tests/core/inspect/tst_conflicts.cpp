// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/conflicts.h"
#include "core/inspect/inspect.h"
#include "core/inspect/name_claims.h"
#include "core/metadata/metadata_specs.h"
#include "tests/support/corpus.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace
{

// A file that says nothing wrong; each case makes one statement that is.
struct Case {
    Metadata metadata {};
    AudioFormat format { .sampleRate = 48000,
        .sampleFormat = SampleFormat::integer,
        .bitDepth = 24,
        .codec = "pcm",
        .layout = *layoutNamed("5.1"),
        .layoutSource = LayoutSource::declared,
        .declaredLayout = "mask 0x3f",
        .frames = 1000,
        .bitRate = {} };
    std::string name = "film_48k_24bit.wav";
    FrameCount read = 1000;
    MeasurementSet sound {};

    void state(std::string_view id, Value value)
    {
        metadata.measures.add(measured(metadataSpec(id), std::move(value)));
    }
    void measure(std::string_view id, Value value, std::vector<ChannelValue> channels = {})
    {
        const MeasureSpec* spec = catalogue().find(id);
        QVERIFY(spec != nullptr);
        Measurement measurement = measured(*spec, std::move(value));
        measurement.channels = std::move(channels);
        sound.add(std::move(measurement));
    }
    [[nodiscard]] QStringList conflicts() const
    {
        QStringList list;
        for (const std::string& text : conflictsIn({ metadata, format, format.layout, name, read, &sound }))
            list += QString::fromStdString(text);
        return list;
    }
};

QString only(const Case& file)
{
    return file.conflicts().join(" | ");
}

} // namespace

class TestConflicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatAgreesIsSilent();
    void loudness();
    void codingHistory();
    void ixml();
    void times();
    void channels();
    void lengthAndWordLength();
    void names();
    void foundInAFile();
    void agreesWithTheCorpus();
};

void TestConflicts::whatAgreesIsSilent()
{
    Case file;
    QCOMPARE(only(file), QString());
    file.state("bext.loudness_value", -23.0);
    file.state("bext.max_true_peak", -1.0);
    file.state("bext.coding_history", std::string("A=ANALOGUE,F=44100,W=16,M=mono\r\nA=PCM,F=48000,W=24,M=stereo\r\n"));
    file.state("bext.time_reference", std::int64_t { 172800000 });
    file.state("ixml.time_reference", std::int64_t { 345600000 });
    file.state("ixml.timestamp_sample_rate", std::int64_t { 96000 });
    file.state("ixml.file_sample_rate", std::int64_t { 48000 });
    file.state("ixml.track_count", std::int64_t { 6 });
    file.metadata.trackNames = { "L", "R", "C", "LFE", "Ls", "Rs" };
    file.measure("loudness.integrated", -23.15);
    file.measure("peak.true", -1.4);
    file.measure("signal.effective_bits", std::int64_t { 20 });
    file.measure("layout.by_content", std::string("L R C LFE Ls Rs"), { { "C", 0.9 }, { "LFE", 0.9 } });
    file.measure("lfe.bandwidth", 180.0, { { "LFE", 180.0 } });
    QCOMPARE(only(file), QString());
}

void TestConflicts::loudness()
{
    Case file;
    file.state("bext.loudness_value", -24.0);
    QCOMPARE(only(file), QString()); // nothing measured, nothing to compare
    file.measure("loudness.integrated", -23.79);
    QCOMPARE(only(file), QString("bext says a programme loudness of -24.0 LUFS, the sound has -23.8 LUFS"));
    file.measure("loudness.integrated", -23.81);
    QCOMPARE(only(file), QString());
    file.state("bext.max_true_peak", 7.89);
    file.measure("peak.true", -3.0);
    QCOMPARE(only(file), QString("bext says a true peak of 7.9 dBTP, the sound has -3.0 dBTP"));
}

void TestConflicts::codingHistory()
{
    Case file;
    file.format.layout = *layoutNamed("stereo");
    file.format.declaredLayout.clear();
    file.state("bext.coding_history", std::string("A=PCM,F=48000,W=24,M=stereo\r\nA=PCM,F=44100,W=16,M=mono,T=x"));
    QCOMPARE(file.conflicts(),
        (QStringList { "the coding history says 44100 Hz, the file 48000 Hz",
            "the coding history says 16 bits, the file 24",
            "the coding history says mono, the file has two channels" }));
    file.state("bext.coding_history", std::string("A=MPEG1L2,F=48000"));
    QCOMPARE(only(file), QString("the coding history ends with MPEG1L2, the sound is PCM"));
}

void TestConflicts::ixml()
{
    Case file;
    file.state("ixml.file_sample_rate", std::int64_t { 96000 });
    file.state("ixml.audio_bit_depth", std::int64_t { 16 });
    file.state("ixml.track_count", std::int64_t { 8 });
    file.state("ixml.timecode_flag", std::string("DF"));
    file.metadata.frameRate = FrameRate { 25, 1, true };
    QCOMPARE(file.conflicts(),
        (QStringList { "iXML says 96000 Hz, the file has 48000", "iXML says 16 bits a sample, the file has 24",
            "iXML says 8 tracks, the file has 6",
            "iXML says drop-frame at 25 frames a second, which knows no dropped frames" }));
    Case copy;
    copy.metadata.sections["ixml"]
        = { { "bext/bwf_originator", "Nuendo" }, { "bext/bwf_origination_date", "2020-01-01" } };
    copy.metadata.sections["bext"] = { { "originator", "Nuendo 12" }, { "origination_date", "2020-01-02" } };
    QCOMPARE(only(copy),
        QString("iXML repeats the bext origination_date as \"2020-01-01\", bext itself says \"2020-01-02\""));
}

void TestConflicts::times()
{
    Case file;
    file.state("bext.time_reference", std::int64_t { 172800000 });
    file.state("ixml.time_reference", std::int64_t { 172800001 });
    QCOMPARE(only(file), QString()); // one sample is rounding
    file.state("ixml.time_reference", std::int64_t { 172848000 });
    QCOMPARE(only(file), QString("bext says that the sound starts at 01:00:00.000, iXML at 01:00:01.000"));
    Case copy;
    copy.state("bext.time_reference", std::int64_t { 5 });
    copy.state("ixml.bext_time_reference", std::int64_t { 6 });
    QCOMPARE(only(copy), QString("iXML repeats the bext time reference as 6, bext itself says 5"));
}

void TestConflicts::channels()
{
    Case mask;
    mask.format.declaredLayout = "mask 0x63f";
    QCOMPARE(only(mask), QString("the channel mask 0x63f names 8 channels, the file has 6"));
    mask.format.declaredLayout = "mask 0x0";
    QCOMPARE(only(mask), QString());

    Case named;
    named.metadata.trackNames = { "L", "C", "R", "Ls", "Rs", "LFE" };
    QCOMPARE(only(named), QString("iXML names the channels L C R Ls Rs LFE, the header declares L R C LFE Ls Rs"));
    named.metadata.trackNames[0] = "Boom"; // a production track is no loudspeaker
    QCOMPARE(only(named), QString());

    Case film;
    film.measure("layout.by_content", std::string("L C R Ls Rs LFE"), { { "R", 0.8 }, { "Rs", 0.9 } });
    QCOMPARE(only(film),
        QString("the channels are taken for L R C LFE Ls Rs (declared), their sound speaks for L C R Ls Rs LFE"));
    film.measure("layout.by_content", std::string("L C R Ls Rs LFE"), { { "R", 0.4 }, { "Rs", 0.9 } });
    QCOMPARE(only(film), QString());
    film.measure("lfe.bandwidth", 9000.0, { { "LFE", 9000.0 } });
    QCOMPARE(only(film), QString("LFE is called a channel of low frequencies, its sound reaches 9000 Hz"));
}

void TestConflicts::lengthAndWordLength()
{
    Case file;
    file.read = 999;
    QCOMPARE(only(file), QString("the header promises 1000 frames, 999 were decoded"));
    Case padded;
    padded.measure("signal.effective_bits", std::int64_t { 16 });
    QCOMPARE(only(padded), QString("the header says 24 bits a sample, the sound uses 16"));
    padded.measure("signal.effective_bits", std::int64_t { 17 });
    QCOMPARE(only(padded), QString());
    padded.format.sampleFormat = SampleFormat::floating;
    padded.format.bitDepth = 32;
    padded.name = "film.wav";
    QCOMPARE(only(padded), QString());
    Case adm;
    adm.state("chna.highest_track", std::int64_t { 7 });
    QCOMPARE(only(adm), QString("the chna chunk speaks of track 7, the file has 6"));
}

void TestConflicts::names()
{
    const auto rate
        = [](const char* name, bool coded = false) { return claimsOfName(name, coded).kilohertz.value_or(0); };
    QCOMPARE(rate("film_48k.wav"), 48.0);
    QCOMPARE(rate("Film 44.1 kHz 24bit.wav"), 44.1);
    QCOMPARE(rate("a_96KHZ_b.wav"), 96.0);
    QCOMPARE(rate("x-88.2khz.flac"), 88.2);
    for (const char* none : { "100kB-garbage-prefix.mp3", "tone_1k.wav", "take148k.wav.bak", "48 keys.wav",
             "film_48_24.wav", "from 44.1k to 48k.wav", "4k_film.mov", "v1.48k.wav" })
        QVERIFY2(rate(none) == 0.0, none);
    QCOMPARE(rate("song_96k.mp3", true), 0.0); // its bit rate
    QCOMPARE(rate("song_48kHz.m4a", true), 48.0);
    QCOMPARE(claimsOfName("a 24-bit.wav", false).bits, std::optional(24));
    QCOMPARE(claimsOfName("RF64-64-bit-8kHz--mono-bext.wav", false).bits, std::optional<int>());
    QCOMPARE(claimsOfName("16bit from 24bit.wav", false).bits, std::optional<int>());
    QVERIFY(isRateMeant(44, 44100) && isRateMeant(44.1, 44100) && isRateMeant(48, 48000));
    QVERIFY(!isRateMeant(44.1, 48000) && !isRateMeant(48, 44100) && !isRateMeant(88.2, 88000));

    Case file;
    file.name = "film_44.1k_16bit.wav";
    QCOMPARE(file.conflicts(),
        (QStringList {
            "the file name says 44.1 kHz, the header 48 kHz", "the file name says 16 bits, the header 24" }));
}

void TestConflicts::foundInAFile()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "tone_96k.wav";
    std::string bext(602, '\0');
    bext[346] = 2;
    const std::int16_t claim = -1000; // LUFS * 100
    bext[412] = static_cast<char>(claim & 0xFF);
    bext[413] = static_cast<char>(claim >> 8 & 0xFF);
    for (int i = 0; i < 4; ++i) // the others: not set
        bext.replace(static_cast<std::size_t>(414 + 2 * i), 2, "\xFF\x7F");
    WaveOptions options;
    options.before = { { "bext", bext } };
    writeWave(path, { sine(1000, 0.1, 48000), sine(1000, 0.1, 48000) }, options);
    InspectOptions inspectOptions;
    inspectOptions.only = *MeasureChoice::of({ "metadata.conflicts" });
    const auto inspection = inspect({ path }, inspectOptions);
    QVERIFY(inspection);
    const Measurement* found = inspection->programmes.at(0).measures.find("metadata.conflicts");
    QVERIFY(found != nullptr && found->value);
    QVERIFY(*found->value
        == Value(std::vector<std::string> { "bext says a programme loudness of -10.0 LUFS, the sound has -20.0 LUFS",
            "the file name says 96 kHz, the header 48 kHz" }));
}

void TestConflicts::agreesWithTheCorpus()
{
    if (!hasCorpus())
        QSKIP("no corpus");
    InspectOptions options;
    options.only = *MeasureChoice::of({ "metadata.conflicts" });
    const auto inspection
        = inspect({ corpusFile("channel_layout/nuendo/wavinfo Test Project - Audio - Atmos 7.1.2.wav"),
                      corpusFile("channel_layout/nuendo/wavinfo Test Project - Audio - Atmos 7.1.4.wav") },
            options);
    QVERIFY(inspection);
    QCOMPARE(inspection->programmes.size(), std::size_t(2));
    const auto of
        = [&](std::size_t i) { return *inspection->programmes.at(i).measures.find("metadata.conflicts")->value; };
    QVERIFY(of(0) == Value(std::vector<std::string> { "the channel mask 0x63f names 8 channels, the file has 10" }));
    QVERIFY(of(1) == Value(std::vector<std::string> {}));
}

ASSAY_TEST(TestConflicts)
#include "tst_conflicts.moc"
