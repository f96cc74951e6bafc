// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/compare/null_test.h"
#include "core/inspect/inspect.h"
#include "tests/support/corpus.h"
#include "tests/support/memory_sound.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QTest>
#include <algorithm>
#include <cmath>
#include <numeric>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;
constexpr double exactGain = 1e-6; // dB, least squares on samples that fit exactly
constexpr double exactNull = -190.0; // dB re mix: rounding of doubles
constexpr double roundedNull = -120.0; // dB re mix: samples of 24 bits

// Three stems of unlike sound: speech in turns, a steady bed, effects in bursts.
std::vector<Signal> stemsOf(const char* layout, double seconds)
{
    std::vector<Signal> stems;
    for (std::uint32_t i = 0; i < 3; ++i) {
        Signal stem { rate, layoutNamed(layout).value(), {} };
        for (std::uint32_t c = 0; c < stem.layout.size(); ++c) {
            Samples samples = i == 0 ? speechLike(seconds, rate, 7 + c) : noise(0.1, seconds, rate, 100 * i + c);
            if (i == 2) {
                for (std::size_t t = 0; t < samples.size(); ++t) {
                    if (t / rate % 3 != 1)
                        samples[t] = 0.0;
                }
            }
            stem.channels.push_back(scaled(std::move(samples), 0.3));
        }
        stems.push_back(std::move(stem));
    }
    return stems;
}

Signal sumOf(const std::vector<Signal>& stems)
{
    Signal mix = stems.front();
    for (std::size_t i = 1; i < stems.size(); ++i) {
        for (std::size_t c = 0; c < mix.channels.size(); ++c) {
            for (std::size_t t = 0; t < mix.channels[c].size(); ++t)
                mix.channels[c][t] += stems[i].channels[c][t];
        }
    }
    return mix;
}

Signal late(Signal signal, std::ptrdiff_t samples)
{
    for (Samples& channel : signal.channels) {
        if (samples >= 0) {
            channel.insert(channel.begin(), static_cast<std::size_t>(samples), 0.0);
            channel.resize(channel.size() - static_cast<std::size_t>(samples));
        } else {
            channel.erase(channel.begin(), channel.begin() - samples);
            channel.resize(channel.size() + static_cast<std::size_t>(-samples));
        }
    }
    return signal;
}

Signal scaled(Signal signal, double gain)
{
    for (Samples& channel : signal.channels)
        channel = test::scaled(std::move(channel), gain);
    return signal;
}

const std::vector<std::string> names { "dialogue", "music", "effects" };

std::vector<SoundSource> sources(std::vector<Signal> stems)
{
    std::vector<SoundSource> result;
    for (std::size_t i = 0; i < stems.size(); ++i)
        result.push_back(soundOf(std::move(stems[i]), names[i]));
    return result;
}

NullTest nulled(const Signal& mix, std::vector<Signal> stems)
{
    const auto result = nullTest(soundOf(mix, "mix"), sources(std::move(stems)));
    if (!result)
        throw std::runtime_error(describe(result.error()));
    return *result;
}

MeasurementSet measuresOf(const NullTest& test)
{
    MeasurementSet measures;
    addNullMeasures(test, measures);
    return measures;
}

std::string textOf(const MeasurementSet& measures, const char* id)
{
    const Measurement* found = measures.find(id);
    return found != nullptr && found->value ? std::get<std::string>(*found->value) : "no value";
}

} // namespace

class TstNullTest : public QObject
{
    Q_OBJECT

private slots:
    void stemsThatSum_data();
    void stemsThatSum();
    void plantedOffsets_data();
    void plantedOffsets();
    void plantedGain();
    void partsOfASample();
    void everyFault_data();
    void everyFault();
};

void TstNullTest::stemsThatSum_data()
{
    QTest::addColumn<QString>("layout");
    QTest::newRow("stereo") << "stereo";
    QTest::newRow("5.1") << "5.1";
}

void TstNullTest::stemsThatSum()
{
    QFETCH(QString, layout);
    const std::vector<Signal> stems = stemsOf(qPrintable(layout), 6.0);
    const MeasurementSet measures = measuresOf(nulled(sumOf(stems), stems));
    QVERIFY(number(measures, "null.residual") < exactNull);
    QVERIFY(number(measures, "null.as_delivered") < exactNull);
    QCOMPARE(number(measures, "null.offset"), 0.0);
    QVERIFY(std::abs(number(measures, "null.gain")) < exactGain);
    QCOMPARE(textOf(measures, "null.stem"), std::string("none"));
    QCOMPARE(number(measures, "null.places"), 0.0);
    for (const MeasureSpec& spec : nullSpecs())
        QVERIFY2(measures.find(spec.id) != nullptr, spec.id.data());
}

void TstNullTest::plantedOffsets_data()
{
    QTest::addColumn<int>("samples");
    for (const int samples : { 1, 17, 4800, -1, -480, 48000, 300000 })
        QTest::addRow("%d", samples) << samples;
}

void TstNullTest::plantedOffsets()
{
    QFETCH(int, samples);
    std::vector<Signal> stems = stemsOf("stereo", 20.0);
    const Signal mix = sumOf(stems);
    stems[0] = late(std::move(stems[0]), samples);
    const NullTest test = nulled(mix, stems);
    QCOMPARE(test.stems[0].offset.value_or(-1e9), static_cast<double>(samples));
    QCOMPARE(test.stems[1].offset.value_or(-1e9), 0.0);
    QCOMPARE(test.stems[2].offset.value_or(-1e9), 0.0);
    QVERIFY(std::abs(amplitudeToDb(test.stems[0].gain.value_or(0.0))) < exactGain);
    QVERIFY(test.stems[0].fault == StemFault::shifted);
    QVERIFY(test.asDelivered > -20.0);
    const MeasurementSet measures = measuresOf(test);
    QCOMPARE(number(measures, "null.offset"), static_cast<double>(samples));
    QCOMPARE(channelNumber(measures, "null.offset", "music"), 0.0);
    QVERIFY(textOf(measures, "null.stem").starts_with(samples > 0 ? "dialogue late " : "dialogue early "));
}

void TstNullTest::plantedGain()
{
    std::vector<Signal> stems = stemsOf("stereo", 8.0);
    const Signal mix = sumOf(stems);
    stems[1] = scaled(std::move(stems[1]), dbToAmplitude(-0.1));
    const MeasurementSet measures = measuresOf(nulled(mix, stems));
    QVERIFY(isWithin(number(measures, "null.gain"), 0.1, exactGain));
    QVERIFY(isWithin(channelNumber(measures, "null.gain", "music"), 0.1, exactGain));
    QVERIFY(std::abs(channelNumber(measures, "null.gain", "dialogue")) < exactGain);
    QVERIFY(number(measures, "null.residual") < exactNull);
    QCOMPARE(textOf(measures, "null.stem"), std::string("music level +0.10 dB"));
}

void TstNullTest::partsOfASample()
{
    // Dialogue from smooth noise at four times the rate, taken a quarter of a sample (and 12) later for the stem.
    std::vector<Signal> stems = stemsOf("mono", 10.0);
    const double offset = 12.25;
    Samples fine = noise(0.5, 10.0, 4 * rate, 5);
    for (int pass = 0; pass < 6; ++pass) {
        for (std::size_t t = 8; t < fine.size(); ++t)
            fine[t - 8] = 0.125
                * std::accumulate(fine.begin() + static_cast<std::ptrdiff_t>(t) - 8,
                    fine.begin() + static_cast<std::ptrdiff_t>(t), 0.0);
    }
    std::fill(fine.end() - rate, fine.end(), 0.0); // so that nothing is lost behind the end
    Signal moved = stems[0];
    const auto lateBy = static_cast<std::size_t>(4.0 * offset);
    for (std::size_t t = 0; t < moved.channels[0].size(); ++t) {
        stems[0].channels[0][t] = fine[4 * t];
        moved.channels[0][t] = 4 * t >= lateBy ? fine[4 * t - lateBy] : 0.0;
    }
    const Signal mix = sumOf(stems);
    stems[0] = moved;
    const NullTest test = nulled(mix, stems);
    QVERIFY2(isWithin(test.stems[0].offset.value_or(0.0), offset, 0.01),
        qPrintable(QString::number(test.stems[0].offset.value_or(0.0))));
    const double left = number(measuresOf(test), "null.residual");
    QVERIFY2(left < -45.0, qPrintable(QString("%1 dB at %2").arg(left).arg(*test.stems[0].offset, 0, 'g', 9)));
}

void TstNullTest::everyFault_data()
{
    QTest::addColumn<QString>("fault");
    for (const char* fault : { "silent", "missing", "doubled", "inverted", "level", "held twice" })
        QTest::newRow(fault) << fault;
}

void TstNullTest::everyFault()
{
    QFETCH(QString, fault);
    std::vector<Signal> stems = stemsOf("stereo", 9.0);
    Signal mix = sumOf(stems);
    std::string told = "music " + fault.toStdString();
    if (fault == "silent")
        stems[1] = scaled(std::move(stems[1]), 0.0);
    else if (fault == "missing")
        mix = sumOf({ stems[0], stems[2] });
    else if (fault == "doubled")
        mix = sumOf({ stems[0], stems[1], stems[1], stems[2] });
    else if (fault == "inverted")
        stems[1] = scaled(std::move(stems[1]), -1.0);
    else if (fault == "level") {
        stems[1] = scaled(std::move(stems[1]), 0.5);
        told = "music level +6.02 dB";
    } else {
        stems[0] = sumOf({ stems[0], stems[1] }); // the dialogue stem holds the music too
        told = "music doubled";
    }
    if (fault == "level")
        told = "music doubled"; // twice as loud in the mix is the same thing
    const MeasurementSet measures = measuresOf(nulled(mix, stems));
    QCOMPARE(textOf(measures, "null.stem"), told);
}

ASSAY_TEST(TstNullTest)
#include "tst_null_test.moc"
