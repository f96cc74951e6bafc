// SPDX-License-Identifier: GPL-3.0-or-later
// Two versions of one sound, with what was changed between them known.
#include "core/base/units.h"
#include "core/compare/lag_track.h"
#include "core/compare/sound_change.h"
#include "tests/support/memory_sound.h"
#include "tests/support/test_class.h"
#include "tests/support/wave_writer.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;
constexpr double seconds = 12.0;
constexpr double exactLevel = 1e-3; // dB: what 24 bits leave of a gain

Signal original()
{
    return { rate, layoutNamed("stereo").value(),
        { scaled(speechLike(seconds, rate, 3), 0.3), scaled(speechLike(seconds, rate, 4), 0.3) } };
}

// As a file of 24 bits holds it.
Signal stored(Signal signal)
{
    for (Samples& channel : signal.channels)
        std::ranges::transform(
            channel, channel.begin(), [](double sample) { return storedValue(sample, WaveDepth::int24); });
    return signal;
}

SoundChange changeOf(const Signal& before, const Signal& after)
{
    auto change = compareSound(soundOf(stored(before), "old"), soundOf(stored(after), "new"));
    if (!change)
        throw std::runtime_error(change.error().message);
    return std::move(*change);
}

double number(const SoundChange& change, const char* id)
{
    MeasurementSet set;
    addChangeMeasures(change, set);
    return set.number(id).value_or(1e9);
}

// The sound of a clock that runs slower by `ppm`; smooth enough for straight lines between samples.
Samples slower(const Samples& samples, double ppm)
{
    Samples result;
    for (std::size_t t = 0; t < samples.size(); ++t) {
        const double at = static_cast<double>(t) / (1.0 + ppm * 1e-6);
        const auto whole = static_cast<std::size_t>(at);
        const double part = at - static_cast<double>(whole);
        result.push_back(samples[whole] * (1.0 - part) + samples[std::min(whole + 1, samples.size() - 1)] * part);
    }
    return result;
}

Samples smooth(Samples samples)
{
    for (int pass = 0; pass < 2; ++pass) {
        for (std::size_t t = samples.size() - 1; t >= 4; --t)
            samples[t] = 0.25 * (samples[t] + samples[t - 1] + samples[t - 2] + samples[t - 3]);
    }
    return samples;
}

} // namespace

class TestSoundChange : public QObject
{
    Q_OBJECT

private slots:
    void nothing()
    {
        const SoundChange change = changeOf(original(), original());
        QCOMPARE(change.ranges.size(), std::size_t { 0 });
        QCOMPARE(number(change, "compare.offset"), 0.0);
        QCOMPARE(number(change, "compare.gain"), 0.0);
        QCOMPARE(number(change, "compare.drift"), 0.0);
        QCOMPARE(number(change, "compare.residual"), -200.0);
    }

    void aMute()
    {
        Signal after = original();
        for (Samples& channel : after.channels)
            std::fill_n(channel.begin() + 5 * rate, rate / 2, 0.0);
        const SoundChange change = changeOf(original(), after);
        QCOMPARE(change.ranges.size(), std::size_t { 1 });
        const ChangedRange& range = change.ranges.front();
        QVERIFY2(std::abs(range.range.start - 5 * rate) <= rate / 20, qPrintable(QString::number(range.range.start)));
        QVERIFY(range.range.end <= 5 * rate + rate / 2 + rate / 100);
        QCOMPARE(range.channel, std::string());
        QVERIFY(std::abs(range.level) < exactLevel); // all of what was there
        QCOMPARE(number(change, "compare.gain"), 0.0);
    }

    void aSample()
    {
        Signal after = original();
        after.channels[1][7 * rate] += 1.0 / (1 << 22);
        const SoundChange change = changeOf(original(), after);
        QCOMPARE(change.ranges.size(), std::size_t { 1 });
        QCOMPARE(change.ranges.front().range, (TimeRange { 7 * rate, 7 * rate + rate / 100 }));
        QCOMPARE(change.ranges.front().channel, std::string("R"));
    }

    void aGain()
    {
        Signal after = original();
        for (Samples& channel : after.channels)
            channel = scaled(channel, dbToAmplitude(0.1));
        const SoundChange change = changeOf(original(), after);
        QCOMPARE(change.ranges.size(), std::size_t { 0 });
        QVERIFY(std::abs(number(change, "compare.gain") - 0.1) < exactLevel);
        QVERIFY(number(change, "compare.residual") < -90.0);
    }

    void aGainInOneChannel()
    {
        Signal after = original();
        after.channels[1] = scaled(after.channels[1], dbToAmplitude(-3.0));
        std::fill_n(after.channels[0].begin() + 2 * rate, rate / 2, 0.0);
        const SoundChange change = changeOf(original(), after);
        QCOMPARE(*change.gains[0], 1.0);
        QVERIFY(std::abs(amplitudeToDb(*change.gains[1]) + 3.0) < exactLevel);
        QCOMPARE(change.ranges.size(), std::size_t { 1 });
        QCOMPARE(change.ranges.front().channel, std::string("L"));
    }

    void anInvertedChannel()
    {
        Signal after = original();
        after.channels[1] = scaled(after.channels[1], -1.0);
        const SoundChange change = changeOf(original(), after);
        QVERIFY(std::abs(*change.gains[1] + 1.0) < 1e-5);
        QCOMPARE(change.ranges.size(), std::size_t { 0 });
    }

    void anotherChannel()
    {
        Signal after = original();
        after.channels[1] = scaled(speechLike(seconds, rate, 99), 0.3);
        const SoundChange change = changeOf(original(), after);
        QVERIFY(!change.gains[1]);
        QVERIFY(!change.ranges.empty());
        for (const ChangedRange& range : change.ranges)
            QCOMPARE(range.channel, std::string("R"));
        QVERIFY(change.related);
    }

    void shifted_data()
    {
        QTest::addColumn<int>("samples");
        QTest::addColumn<bool>("mute");
        QTest::newRow("480 later") << 480 << false;
        QTest::newRow("1 later, and a mute") << 1 << true;
        QTest::newRow("4801 cut off, and a mute") << -4801 << true;
    }
    void shifted()
    {
        QFETCH(int, samples);
        QFETCH(bool, mute);
        const Signal before = original();
        Signal after = before;
        for (Samples& channel : after.channels) {
            if (mute)
                std::fill_n(channel.begin() + 5 * rate, rate / 2, 0.0);
            if (samples > 0)
                channel.insert(channel.begin(), static_cast<std::size_t>(samples), 0.0);
            else
                channel.erase(channel.begin(), channel.begin() - samples);
        }
        const SoundChange change = changeOf(before, after);
        QCOMPARE(number(change, "compare.offset"), static_cast<double>(samples));
        QCOMPARE(number(change, "compare.head"), static_cast<double>(samples));
        QCOMPARE(number(change, "compare.tail"), 0.0);
        QCOMPARE(number(change, "compare.drift"), 0.0);
        QCOMPARE(change.ranges.size(), std::size_t { mute ? 1U : 0U });
    }

    void aShorterTail()
    {
        Signal after = original();
        for (Samples& channel : after.channels)
            channel.resize(channel.size() - 12345);
        const SoundChange change = changeOf(original(), after);
        QCOMPARE(number(change, "compare.tail"), -12345.0);
        QCOMPARE(change.ranges.size(), std::size_t { 0 });
        const SoundChange back = changeOf(after, original());
        QCOMPARE(number(back, "compare.tail"), 12345.0);
        QCOMPARE(back.ranges.size(), std::size_t { 0 });
    }

    void drift_data()
    {
        QTest::addColumn<double>("ppm");
        QTest::newRow("10 ppm") << 10.0;
        QTest::newRow("1000 ppm slower (pulled down)") << 1000.0;
        QTest::newRow("-25 ppm") << -25.0;
    }
    void drift()
    {
        QFETCH(double, ppm);
        Signal before { rate, layoutNamed("mono").value(), { smooth(noise(0.5, 20.0, rate, 5)) } };
        Signal after = before;
        if (ppm < 0.0)
            before.channels[0] = slower(before.channels[0], -ppm);
        else
            after.channels[0] = slower(after.channels[0], ppm);
        const SoundChange change = changeOf(before, after);
        QVERIFY(change.drift.has_value());
        const double tolerance = 0.3 + 0.001 * std::abs(ppm); // a tenth of a sample over 15 s
        QVERIFY2(std::abs(*change.drift - ppm) < tolerance, qPrintable(QString::number(*change.drift)));
        QVERIFY2(std::abs(change.offset) < 0.5, qPrintable(QString::number(change.offset)));
        MeasurementSet set;
        addChangeMeasures(change, set);
        QVERIFY(set.find("compare.changed")->state == MeasureState::notMeasured);
    }

    void soundPutIn()
    {
        const Signal before = original();
        Signal after = before;
        for (Samples& channel : after.channels)
            channel.insert(channel.begin() + 9 * rate, 4800, 0.0);
        const SoundChange change = changeOf(before, after);
        QCOMPARE(number(change, "compare.offset"), 0.0);
        QCOMPARE(number(change, "compare.drift"), 0.0);
        QVERIFY(!change.ranges.empty() && change.ranges.front().range.start >= 9 * rate - rate / 50);
        QCOMPARE(change.notes.size(), std::size_t { 1 });
        QVERIFY2(
            change.notes.front().find("4800 samples were put in") != std::string::npos, change.notes.front().c_str());
    }

    void otherSound()
    {
        Signal after = original();
        for (std::uint32_t c = 0; c < 2; ++c)
            after.channels[c] = noise(0.1, seconds, rate, 70 + c);
        const SoundChange change = changeOf(original(), after);
        QVERIFY(!change.related);
        QVERIFY(!change.ranges.empty());
        MeasurementSet set;
        addChangeMeasures(change, set);
        QVERIFY(set.find("compare.offset")->state == MeasureState::notApplicable);
    }

    void whatCannotBeCompared()
    {
        Signal after = original();
        after.sampleRate = 44100;
        const auto change = compareSound(soundOf(original(), "old"), soundOf(after, "new"));
        QVERIFY(!change && change.error().code == ErrorCode::unsupported);
    }
};

ASSAY_TEST(TestSoundChange)
#include "tst_sound_change.moc"
