// SPDX-License-Identifier: GPL-3.0-or-later
// The versions of the kernels for AVX2 and for the plain SSE2 of every x86-64 say the same of the same files.
#include "tests/support/corpus.h"
#include "tests/support/signals.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace assay::test;

namespace
{

constexpr double sameValue = 1e-4; // dB, and of anything else that is no whole number
const QString wide = QStringLiteral(JUDGE_WIDE);
const QString baseline = QStringLiteral(JUDGE_BASELINE);

QJsonObject reportOf(const QString& program, const QStringList& files)
{
    QProcess process;
    process.start(program, files);
    if (!process.waitForFinished(100'000) || process.exitCode() != 0)
        return {};
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

/// Where two reports differ; empty where they do not. Whole numbers (counts, frames) and texts must be the same.
QString difference(const QJsonValue& a, const QJsonValue& b, const QString& path, int& numbers)
{
    if (a.type() != b.type())
        return path + ": another type";
    if (a.isDouble()) {
        ++numbers;
        const double x = a.toDouble();
        const double y = b.toDouble();
        const bool whole = x == std::round(x) && y == std::round(y);
        const bool same = whole ? x == y : std::abs(x - y) <= sameValue;
        return same ? QString() : QStringLiteral("%1: %2, %3").arg(path).arg(x, 0, 'g', 17).arg(y, 0, 'g', 17);
    }
    if (a.isArray()) {
        const QJsonArray left = a.toArray();
        const QJsonArray right = b.toArray();
        if (left.size() != right.size())
            return path + ": another length";
        for (qsizetype i = 0; i < left.size(); ++i) {
            if (auto text = difference(left[i], right[i], path + '/' + QString::number(i), numbers); !text.isEmpty())
                return text;
        }
        return {};
    }
    if (a.isObject()) {
        const QJsonObject left = a.toObject();
        const QJsonObject right = b.toObject();
        if (left.keys() != right.keys())
            return path + ": other keys";
        for (const QString& key : left.keys()) {
            if (auto text = difference(left[key], right[key], path + '/' + key, numbers); !text.isEmpty())
                return text;
        }
        return {};
    }
    return a == b ? QString() : path + ": " + a.toString() + ", " + b.toString();
}

int wideVersionsIn(const QString& program)
{
    QFile file(program);
    return file.open(QIODevice::ReadOnly) ? static_cast<int>(file.readAll().count(".avx2")) : -1;
}

} // namespace

class TstKernelVersions : public QObject
{
    Q_OBJECT

private slots:
    void areTwo();
    void saySame_data();
    void saySame();

private:
    QTemporaryDir m_dir;
};

// Else the comparison would be of a thing with itself.
void TstKernelVersions::areTwo()
{
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
    QVERIFY2(wideVersionsIn(wide) >= 10, "no kernel of the program has a version for AVX2");
    QCOMPARE(wideVersionsIn(baseline), 0);
    if (!__builtin_cpu_supports("avx2"))
        QSKIP("this CPU has no AVX2");
#else
    QSKIP("one version of each kernel is built here");
#endif
}

void TstKernelVersions::saySame_data()
{
    QTest::addColumn<QStringList>("files");
    const auto write = [&](const char* name, const Planes& planes, std::optional<std::uint32_t> mask) {
        const QString file = m_dir.filePath(QString::fromLatin1(name) + ".wav");
        WaveOptions options;
        options.mask = mask;
        writeWave(file.toStdString(), planes, options);
        QTest::newRow(name) << QStringList { file };
    };
    Planes speech { speechLike(12.0, 48000, 1), speechLike(12.0, 48000, 2) };
    for (std::vector<double>& plane : speech) {
        for (std::size_t i = 0; i < plane.size(); ++i)
            plane[i] = 0.8 * plane[i] + 0.002 * std::sin(static_cast<double>(i) * 0.00654498); // hum of 50 Hz
    }
    speech[0][100'000] += 0.5; // a click
    std::fill_n(speech[1].begin() + 200'000, 500, 0.0); // a dropout
    std::fill_n(speech[0].begin() + 300'000, 12, 0.99999); // clipping
    write("speech with defects", speech, {});
    Planes surround;
    for (std::uint32_t c = 0; c < 6; ++c)
        surround.push_back(c % 2 == 0 ? noise(0.5 / (c + 1), 6.0, 48000, c) : speechLike(6.0, 48000, c));
    write("surround", surround, 0x3F);
    write("a sine near full scale", { sine(11'025.0, 0.98, 96000), sine(997.0, 0.5, 96000) }, {});
    write("silence", { std::vector<double>(48000), std::vector<double>(48000) }, {});
    if (!hasCorpus())
        return;
    for (const char* file : { "music_speech/sonic-pi-samples/loop_amen_full.flac",
             "music_speech/librosa-permissive/Kevin_MacLeod_-_Vibe_Ace.hq.ogg", "music_speech/librivox/sonnet.mp3" })
        QTest::newRow(file) << QStringList { QString::fromStdString(corpusFile(file).string()) };
}

void TstKernelVersions::saySame()
{
    QFETCH(QStringList, files);
    const QJsonObject left = reportOf(wide, files);
    const QJsonObject right = reportOf(baseline, files);
    QVERIFY(!left["programmes"].toArray().isEmpty());
    int numbers = 0;
    const QString found = difference(left, right, {}, numbers);
    QVERIFY2(found.isEmpty(), qPrintable(found));
    QVERIFY(numbers > 100);
}

ASSAY_TEST(TstKernelVersions)
#include "tst_kernel_versions.moc"
