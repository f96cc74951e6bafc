// SPDX-License-Identifier: GPL-3.0-or-later
// The walk through real files, damaged and sound, held against what their sources say.
#include "core/base/chunk_map.h"
#include "core/metadata/metadata.h"
#include "tests/support/corpus.h"
#include "tests/support/metadata_text.h"
#include "tests/support/test_class.h"

#include <QElapsedTimer>
#include <QTest>
#include <fstream>
#include <set>

using namespace assay;
using namespace assay::test;

namespace
{

std::vector<std::filesystem::path> filesBelow(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

} // namespace

class TestStructureCorpus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownDefectsOfTheCorpus_data();
    void knownDefectsOfTheCorpus();
    void soundFilesOfTheCorpusHaveNoFaults();
    void chunkWalkAgreesWithAnotherOne();
    void everyFileOfTheCorpusIsReadQuickly();
};

void TestStructureCorpus::knownDefectsOfTheCorpus_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("codes");
    QTest::newRow("none configured") << ""
                                     << "";
    if (!hasCorpus())
        return;
    // The names of these files tell their one defect.
    const auto row = [](const char* file, const char* codes) { QTest::newRow(file) << file << codes; };
    row("malformed/jhove-errors/bwf-v8-pcm-44khz-8bit-mono-populated.wav", "bext-version-unknown");
    row("malformed/jhove-errors/rf64-pcm-44khz-8bit-mono-ds64-chunk-missing.wav", "ds64-missing");
    row("malformed/jhove-errors/wf-pcm-44khz-8bit-mono-chunk-id-below-valid-ascii.wav", "chunk-id-invalid");
    row("malformed/jhove-errors/wf-pcm-44khz-8bit-mono-chunk-id-leading-space.wav", "chunk-id-invalid");
    row("malformed/jhove-errors/wf-pcm-44khz-8bit-mono-data-chunk-missing.wav", "data-missing");
    row("malformed/jhove-errors/wf-pcm-44khz-8bit-mono-file-extra-byte.wav", "trailing-bytes");
    row("malformed/jhove-errors/wf-pcm-44khz-8bit-mono-fmt-chunk-missing.wav", "fmt-missing");
    row("malformed/jhove-errors/wf-pcm-44khz-8bit-mono-fmt-chunk-multiple.wav", "fmt-duplicate");
    row("malformed/jhove-errors/wf-pcm-44khz-8bit-mono-non-chunk-data-before-riff-end-of-2-bytes.wav",
        "trailing-bytes");
    row("malformed/jhove-errors/wf-pcm-44khz-8bit-mono-truncated-riff-by-2-bytes.wav", "riff-size-mismatch");
    row("malformed/music-metadata/ffmpeg-missing-chunksize.wav", "data-size-unknown");
    row("malformed/wrong-extension/caf-pcm16.wav", "trailing-bytes wrong-extension"); // the edit count is left out
    row("malformed/jhove-errors/wf-pcm-44khz-8bit-mono-non-chunk-data-before-riff-end-of-2-null-bytes.wav",
        "trailing-bytes");
    row("malformed/jhove-errors/wf-pcm-44khz-8bit-mono-truncated-inner-chunk-by-2-bytes.wav", "chunk-size-wrong");
    row("malformed/flac-test-files/faulty/01 - wrong max blocksize.flac", "streaminfo-contradicts-frames");
    row("malformed/flac-test-files/faulty/02 - wrong maximum framesize.flac", "streaminfo-contradicts-frames");
    row("malformed/flac-test-files/faulty/03 - wrong bit depth.flac", "streaminfo-contradicts-frames");
    row("malformed/flac-test-files/faulty/04 - wrong number of channels.flac", "streaminfo-contradicts-frames");
    row("malformed/flac-test-files/faulty/05 - wrong total number of samples.flac", "streaminfo-length-wrong");
    row("malformed/flac-test-files/faulty/06 - missing streaminfo metadata block.flac", "streaminfo-missing");
    row("malformed/flac-test-files/faulty/08 - blocksize 65536.flac", "frame-invalid");
    row("malformed/flac-test-files/faulty/09 - blocksize 1.flac", "frame-invalid");
    row("malformed/flac-test-files/faulty/11 - incorrect metadata block length.flac", "block-type-invalid");
    row("movie_mxf/mediaarea-mov/0moov.mov", "moov-missing");
    row("movie_mxf/androidx/sample_malformed_free_box.mp4", "trailing-bytes");
    row("adm/ear-bw64/rect_24bit_wrong_fmt_size.wav", "chunk-size-wrong");
    row("tags/mutagen/truncated-64bit.mp4", "truncated-atom");
    row("bwf/androidx-wav/sample_80KHz_mono_20_repeating_1_samples.wav", "fmt-contradicts-itself trailing-bytes");
    row("malformed/wrong-extension/track_02_a01.wav", "wrong-extension");
    row("adm/ear-bw64/rect_24bit_nowave.wav", "form-type-invalid");
    row("adm/libbw64/noise_24bit_uneven_data_chunk_size.wav", "riff-size-mismatch");
    row("bwf/androidx-wav/sample_with_trailing_bytes.wav", "trailing-bytes");
    row("bwf/wavinfo/new_camera bumb 1.wav", "riff-size-mismatch");
    row("tags/taglib/noise_odd.aif", "missing-pad");
}

void TestStructureCorpus::knownDefectsOfTheCorpus()
{
    QFETCH(QString, file);
    QFETCH(QString, codes);
    if (file.isEmpty())
        return;
    QCOMPARE(codesOf(readMetadata(corpusFile(file.toStdString()), 0, {})), codes);
}

// Real, well-formed files: a fault here is a false alarm. The exceptions are looked at byte by byte.
void TestStructureCorpus::soundFilesOfTheCorpusHaveNoFaults()
{
    if (!hasCorpus())
        return;
    const std::set<std::string> faulty { "24bit_missing_padding.wav", "rect_24bit_nowave.wav",
        "rect_24bit_wrong_fmt_size.wav", "noise_24bit_uneven_data_chunk_size.wav", "sample_with_trailing_bytes.wav",
        "new_camera bumb 1.wav",
        "sample_80KHz_mono_20_repeating_1_samples.wav", // two bytes after the end
        "0moov.mov", "sample_malformed_free_box.mp4",
        "ST2067-203_audio_track_file__non_compliant_ADMAudioProgrammeID_missing.mxf",
        "ST2067-203_audio_track_file__non_compliant_MCATagName_wrong.mxf",
        "ST2067-204_audio_track_file__non_compliant_ADMSoundfieldGroupLabelSubDescriptor_missing.mxf",
        "ST2067-204_audio_track_file__non_compliant_ADM_CHNASubDescriptor_missing.mxf",
        "ST2067-204_audio_track_file__non_compliant_MCATagName_wrong.mxf", "A101_1_1.WAV",
        "A101_1_2.WAV", // no pad byte after an odd data chunk
        "alarm_citizen_loop1_udata.wav" }; // the outer size leaves out the last four bytes
    int soundFiles = 0;
    for (const char* folder : { "bwf", "adm", "channel_layout", "loudness", "music_speech", "movie_mxf" }) {
        for (const auto& file : filesBelow(corpusFile(folder))) {
            const QString codes = codesOf(readMetadata(file, 0, {}));
            QVERIFY2(codes.isEmpty() != faulty.contains(file.filename().string()),
                (file.string() + ": " + codes.toStdString()).c_str());
            soundFiles += codes.isEmpty() ? 1 : 0;
        }
    }
    QVERIFY(soundFiles > 100);
}

// Ids and sizes as another program, written in another language, listed them.
void TestStructureCorpus::chunkWalkAgreesWithAnotherOne()
{
    if (!hasCorpus())
        return;
    std::ifstream list(corpusFile("riff_chunks.txt"));
    int compared = 0;
    for (std::string line; std::getline(list, line);) {
        const std::size_t tab = line.find('\t');
        const std::filesystem::path file = std::filesystem::path(ASSAY_CORPUS) / line.substr(0, tab);
        // Where there is damage, two walkers may rightly go on in different ways.
        if (line.starts_with("./malformed") || line.find("\\x") != std::string::npos || !std::filesystem::exists(file)
            || line.find("missing_padding") != std::string::npos || line.find("infloop") != std::string::npos
            || line.find("zero-size") != std::string::npos)
            continue;
        std::string ours;
        Result<LocalFile> opened = LocalFile::open(file);
        for (const Chunk& found : walkChunks(*opened).chunks)
            ours += '\'' + found.id + "':" + std::to_string(found.declaredSize) + ' ';
        std::string theirs;
        for (std::size_t at = line.find(" '"); at != std::string::npos; at = line.find(" '", at + 2)) {
            if (line.substr(at + 6, 2) != "':") // " 'fmt ':16": the blank in the name starts nothing
                continue;
            const std::size_t end = line.find_first_not_of("0123456789", at + 8);
            theirs += line.substr(at + 1, end - at - 1) + ' ';
        }
        QCOMPARE(QString::fromStdString(file.filename().string() + ": " + ours),
            QString::fromStdString(file.filename().string() + ": " + theirs));
        ++compared;
    }
    QVERIFY(compared > 60);
}

void TestStructureCorpus::everyFileOfTheCorpusIsReadQuickly()
{
    if (!hasCorpus())
        return;
    constexpr qint64 mostMilliseconds = 2000; // a file takes about one; a busy machine may be slower
    for (const auto& file : filesBelow(ASSAY_CORPUS)) {
        QElapsedTimer timer;
        timer.start();
        const Metadata metadata = readMetadata(file, 0, {});
        QVERIFY2(timer.elapsed() < mostMilliseconds, file.string().c_str());
        for (const MeasureSpec& spec : metadataSpecs())
            QVERIFY2(metadata.measures.find(spec.id) != nullptr, file.string().c_str());
        for (const Fault& fault : metadata.faults)
            QVERIFY2(!fault.message.empty() && faultKind(fault.code) != nullptr, file.string().c_str());
    }
}

ASSAY_TEST(TestStructureCorpus)
#include "tst_structure_corpus.moc"
