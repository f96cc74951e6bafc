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
    void faultInOnePlace();
    void lateInOneSection_data();
    void lateInOneSection();
    void limiterOnTheBus();
    void realStems_data();
    void realStems();
    void realMixes();
    void cannotBeCompared();
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
    for (const char* fault : { "silent", "missing", "doubled", "inverted", "level", "held twice", "inverted in R" })
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
    else if (fault == "inverted in R")
        stems[1].channels[1] = test::scaled(std::move(stems[1].channels[1]), -1.0);
    else if (fault == "level") {
        stems[1] = scaled(std::move(stems[1]), 0.7);
        told = "music level +3.10 dB";
    } else {
        stems[0] = sumOf({ stems[0], stems[1] }); // the dialogue stem holds the music too
        told = "music doubled";
    }
    const MeasurementSet measures = measuresOf(nulled(mix, stems));
    QCOMPARE(QString::fromStdString(textOf(measures, "null.stem")), QString::fromStdString(told));
}

void TstNullTest::faultInOnePlace()
{
    std::vector<Signal> stems = stemsOf("stereo", 12.0);
    const Signal mix = sumOf(stems);
    for (Samples& channel : stems[1].channels) // muted for 0.7 s in the stem alone
        std::fill(channel.begin() + 5 * rate, channel.begin() + 5 * rate + rate * 7 / 10, 0.0);
    const NullTest test = nulled(mix, stems);
    QCOMPARE(test.places.size(), std::size_t { 1 });
    QVERIFY(test.places[0].range.start == 5 * rate && test.places[0].range.end == 5 * rate + rate * 7 / 10);
    QVERIFY(test.stems[1].fault == StemFault::none && std::abs(*test.stems[1].gain - 1.0) < exactGain);
}

void TstNullTest::lateInOneSection_data()
{
    QTest::addColumn<int>("stem");
    QTest::addColumn<int>("by");
    QTest::newRow("late") << 1 << 480;
    QTest::newRow("early") << 1 << -96;
    QTest::newRow("speech") << 0 << 300;
}

// One section of one stem was printed late; before and after it everything is in its place.
void TstNullTest::lateInOneSection()
{
    QFETCH(int, stem);
    QFETCH(int, by);
    std::vector<Signal> stems = stemsOf("stereo", 20.0);
    const Signal mix = sumOf(stems);
    const Signal shifted = late(stems[static_cast<std::size_t>(stem)], by);
    for (std::size_t c = 0; c < 2; ++c)
        std::copy_n(shifted.channels[c].begin() + 9 * rate, 3 * rate,
            stems[static_cast<std::size_t>(stem)].channels[c].begin() + 9 * rate);
    const NullTest test = nulled(mix, stems);
    QVERIFY(!test.places.empty());
    const NullPlace& place
        = *std::ranges::max_element(test.places, {}, [](const NullPlace& one) { return one.range.length(); });
    QCOMPARE(place.stem, test.stems[static_cast<std::size_t>(stem)].name);
    QCOMPARE(place.fault, StemFault::shifted);
    QCOMPARE(place.offset, static_cast<double>(by));
    MeasurementSet measures;
    addNullMeasures(test, measures);
    const std::string words = std::get<std::string>(*measures.find("null.stem")->value);
    const std::string expected
        = place.stem + (by > 0 ? " late " : " early ") + std::to_string(std::abs(by)) + " samples in places";
    QVERIFY2(words == expected, words.c_str());
}

void TstNullTest::limiterOnTheBus()
{
    std::vector<Signal> stems = stemsOf("stereo", 20.0);
    const std::size_t at = 8 * rate;
    for (Samples& channel : stems[2].channels) { // a bang that only a limiter lets through
        for (std::size_t t = at; t < at + 2400; ++t)
            channel[t] = 0.9 * std::sin(0.05 * static_cast<double>(t));
    }
    Signal mix = sumOf(stems);
    for (std::size_t t = 0; t < mix.channels[0].size(); ++t) { // attack ahead, release of 100 ms
        const double past = static_cast<double>(t) - static_cast<double>(at + 2400);
        const double reduction = t + 240 < at ? 0.0 : past < 0.0 ? 0.4 : 0.4 * std::exp(-past / 4800.0);
        for (Samples& channel : mix.channels)
            channel[t] *= 1.0 - reduction;
    }
    const NullTest test = nulled(mix, stems);
    QCOMPARE(test.limited.size(), std::size_t { 1 });
    QVERIFY(test.limited[0].start <= static_cast<FrameCount>(at) - 240
        && test.limited[0].end > static_cast<FrameCount>(at) + 2400);
    QVERIFY(test.limited[0].length() < 2 * rate);
    QVERIFY(number(measuresOf(test), "null.residual") < -50.0);
    QVERIFY(test.asDelivered > -30.0);
}

void TstNullTest::realStems_data()
{
    QTest::addColumn<int>("samples");
    QTest::addColumn<double>("gain");
    if (!hasCorpus())
        QSKIP("no corpus");
    for (const int samples : { 0, 1, 17, 4800 })
        QTest::addRow("%d samples", samples) << samples << 0.0;
    QTest::newRow("0.1 dB") << 0 << 0.1;
    QTest::newRow("17 samples and 0.1 dB") << 17 << 0.1;
}

// A mix made of four real stems (drums, bass, other, voice), and one of them changed.
void TstNullTest::realStems()
{
    QFETCH(int, samples);
    QFETCH(double, gain);
    const auto file = corpusFile("music_speech/stems-nc/Music Delta - 80s Rock.stem.mp4");
    for (std::size_t changed = 0; changed < 3; ++changed) {
        std::vector<Signal> stems { signalOf(file, 1), signalOf(file, 3), signalOf(file, 4) };
        const Signal mix = sumOf(stems);
        stems[changed] = scaled(late(std::move(stems[changed]), samples), dbToAmplitude(-gain));
        const NullTest test = nulled(mix, stems);
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(test.stems[i].offset.value_or(-1e9), i == changed ? static_cast<double>(samples) : 0.0);
            QVERIFY(isWithin(amplitudeToDb(*test.stems[i].gain), i == changed ? gain : 0.0, 1e-3));
        }
    }
}

// One whose stems sum to it but for the noise of its codec, and one that went through a mastering chain.
void TstNullTest::realMixes()
{
    if (!hasCorpus())
        QSKIP("no corpus");
    const auto residualOf = [](const char* name) {
        const auto file = corpusFile(name);
        std::vector<SoundSource> stems;
        for (std::size_t i = 1; i < 5; ++i)
            stems.push_back(soundOf(signalOf(file, i), "stem " + std::to_string(i)));
        return nullTest(soundOf(signalOf(file), "mix"), stems).value();
    };
    const NullTest good = residualOf("music_speech/stems-nc/Music Delta - 80s Rock.stem.mp4");
    QVERIFY(isWithin(good.asDelivered, -31.6, 0.1)); // dB, as ffmpeg finds it
    QCOMPARE(textOf(measuresOf(good), "null.stem"), std::string("none"));
    const NullTest bad = residualOf("music_speech/stems-nc/The Easton Ellises - Falcon 69.stem.mp4");
    QVERIFY(isWithin(bad.asDelivered, -15.4, 0.1));
    QVERIFY(number(measuresOf(bad), "null.residual") > -16.0);
    for (const StemFit& stem : bad.stems)
        QCOMPARE(stem.offset.value_or(-1e9), 0.0);
}

void TstNullTest::cannotBeCompared()
{
    const Signal mix = sumOf(stemsOf("stereo", 1.0));
    Signal stem = mix;
    stem.sampleRate = 44100;
    const auto otherRate = nullTest(soundOf(mix, "mix"), { soundOf(stem, "dialogue") });
    QVERIFY(!otherRate && otherRate.error().message.find("44100 Hz") != std::string::npos);
    const auto otherChannels = nullTest(soundOf(mix, "mix"), { soundOf(stemsOf("5.1", 1.0)[0], "dialogue") });
    QVERIFY(!otherChannels && otherChannels.error().message.find("channel C of dialogue") != std::string::npos);
    // Mono has its place: in the centre, or in left and right alike.
    const Signal mono = stemsOf("mono", 4.0)[0];
    const Signal pair { rate, layoutNamed("stereo").value(), { mono.channels[0], mono.channels[0] } };
    const auto inPair = nullTest(soundOf(pair, "mix"), { soundOf(mono, "dialogue") });
    QVERIFY(inPair && number(measuresOf(*inPair), "null.residual") < exactNull && inPair->notes.size() == 1);
    Signal surround = stemsOf("5.1", 4.0)[1];
    for (std::size_t t = 0; t < mono.channels[0].size(); ++t)
        surround.channels[2][t] = mono.channels[0][t];
    Signal bed = surround;
    std::fill(bed.channels[2].begin(), bed.channels[2].end(), 0.0);
    const auto inCentre = nullTest(soundOf(surround, "mix"), { soundOf(mono, "dialogue"), soundOf(bed, "music") });
    QVERIFY(inCentre && number(measuresOf(*inCentre), "null.residual") < exactNull);
}

ASSAY_TEST(TstNullTest)
#include "tst_null_test.moc"
