// SPDX-License-Identifier: GPL-3.0-or-later
// Detectors of clipping, pauses, fades, shifts, tones and cancelling bands against slow and obvious implementations.
#include "core/base/units.h"
#include "core/dsp/fft.h"
#include "tests/reference/read_signal.h"
#include "tests/reference/slow_bands.h"
#include "tests/reference/slow_levels.h"
#include "tests/reference/slow_repeats.h"
#include "tests/support/corpus.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QtTest>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr double histogram = 0.07; // dB: two levels of the histogram of magnitudes
constexpr double single = 1e-4; // dB: what is kept in single precision
constexpr double transform = 0.01; // dB: the rounding of transforms in single precision
constexpr double seriesStep = 0.02; // LU: the series of the momentary loudness is rounded to 0.01

std::vector<TimeRange> rangesOf(const Measurement& found)
{
    std::vector<TimeRange> ranges;
    for (const Place& place : found.events)
        ranges.push_back({ place.start, place.end });
    return ranges;
}

Samples quantised(Samples samples, int bits)
{
    for (double& sample : samples)
        sample = std::ldexp(std::nearbyint(std::ldexp(sample, bits - 1)), 1 - bits);
    return samples;
}

// Two voices that glide, so that no two periods are alike, and a breath.
Samples song(double seconds, int rate)
{
    Samples samples = noise(0.002, seconds, rate, 7);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double second = static_cast<double>(i) / rate;
        samples[i] += 0.3 * std::sin(900.0 * second + 40.0 * second * second);
        samples[i] += 0.2 * std::sin(2900.0 * second - 70.0 * second * second);
    }
    return samples;
}

Signal monoOf(Samples samples, int rate, int bits = 0)
{
    Signal signal = inAllChannels("mono", samples, rate);
    signal.bitDepth = bits;
    signal.sampleFormat = bits > 0 ? SampleFormat::integer : SampleFormat::floating;
    return signal;
}

Signal clipped(Signal signal, double at, double gain)
{
    for (Samples& samples : signal.channels) {
        for (double& sample : samples)
            sample = gain * std::clamp(sample, -at, at);
        samples = quantised(samples, 16);
    }
    signal.sampleFormat = SampleFormat::integer;
    signal.bitDepth = 16;
    return signal;
}

// Real sound, or nothing without the corpus.
std::optional<Signal> real(const char* file, double seconds)
{
    if (!hasCorpus())
        return std::nullopt;
    Signal signal = readSignal(corpusFile(std::filesystem::path("music_speech") / file), seconds);
    for (Samples& samples : signal.channels)
        samples.resize(std::min(samples.size(), framesOf(seconds, signal.sampleRate)));
    return signal;
}
constexpr const char* music = "librosa-permissive/Kevin_MacLeod_-_Vibe_Ace.hq.ogg";
constexpr const char* drums = "sonic-pi-samples/loop_amen_full.flac";
constexpr const char* speech = "librosa-permissive/5703-47212-0000.hq.ogg";

// Plays `block` samples from `at` on again, in the place of what comes next.
void stick(Samples& x, std::size_t at, std::size_t block, std::size_t times)
{
    for (std::size_t n = at + block; n < at + block * (times + 1); ++n)
        x[n] = x[n - block];
}

} // namespace

class TestNewerReference : public QObject
{
    Q_OBJECT

private slots:
    void clippingIsThatOfTheDefinition_data()
    {
        QTest::addColumn<Signal>("signal");
        QTest::newRow("song") << clipped(monoOf(song(2.0, 48000), 48000), 0.4, 0.9);
        QTest::newRow("full scale") << clipped(monoOf(song(2.0, 44100), 44100), 0.45, 2.5);
        QTest::newRow("noise") << clipped(monoOf(noise(0.5, 1.0, 32000, 3), 32000), 0.49, 1.0);
        Samples click = noise(0.4, 1.0, 48000, 4);
        click[20000] = 0.7; // stands far out
        QTest::newRow("click") << clipped(monoOf(click, 48000), 0.9, 1.0);
        if (const auto signal = real(music, 4.0))
            QTest::newRow("music") << clipped(*signal, 0.3, 0.8);
        if (const auto signal = real(drums, 2.0))
            QTest::newRow("drums") << clipped(*signal, 1.0, 1.0);
    }
    void clippingIsThatOfTheDefinition()
    {
        QFETCH(Signal, signal);
        const double step = std::ldexp(1.0, -15);
        const MeasurementSet tops = analyze("flat_top", signal, 777);
        const MeasurementSet netflix = analyze("netflix_clipping", signal, 777);
        const std::vector<std::string> names = signal.layout.channelNames();
        for (std::size_t i = 0; i < names.size(); ++i) {
            const Samples& x = signal.channels[i];
            const double peak = slow::highest(x, 0, x.size());
            const auto countOf = [](const auto& list) { return static_cast<double>(list.size()); };
            const double flat = countOf(slow::flatTops(x, step, 1.0 - step, signal.sampleRate));
            QCOMPARE(channelNumber(tops, "signal.flat_top", names[i]), flat);
            const double runs = countOf(slow::equalRuns(x, dbToAmplitude(-0.45)));
            QCOMPARE(channelNumber(netflix, "clipping.netflix_runs", names[i]), runs);
            const double peakRuns = countOf(slow::equalRuns(x, peak - step));
            QCOMPARE(channelNumber(netflix, "clipping.netflix_peak_runs", names[i]), peakRuns);
            const auto full = std::ranges::count_if(x, [&](double s) { return std::abs(s) >= 1.0 - step; });
            const double share = 100.0 * static_cast<double>(full) / static_cast<double>(x.size());
            QVERIFY(isWithin(channelNumber(netflix, "clipping.netflix_full_scale", names[i]), share, sameMachine));
            const double widest = channelNumber(netflix, "clipping.netflix_outliers", names[i]);
            QVERIFY(isWithin(widest, slow::widestStep(x), histogram));
            const double pile = slow::pileUp(x);
            QVERIFY(isWithin(
                channelNumber(netflix, "clipping.netflix_pile_up", names[i]), pile, sameMachine * (1.0 + pile)));
        }
    }

    void flatTopsStandWhereTheyAre()
    {
        const Signal signal = clipped(monoOf(song(2.0, 48000), 48000), 0.4, 0.9);
        const double step = std::ldexp(1.0, -15);
        const auto expected = slow::flatTops(signal.channels[0], step, 1.0 - step, 48000);
        QVERIFY(expected.size() > 100 && expected.size() <= maxEvents);
        QVERIFY(rangesOf(*analyze("flat_top", signal).find("signal.flat_top")) == expected);
    }

    void repeatedBlocksAreThoseOfTheDefinition_data()
    {
        QTest::addColumn<Signal>("signal");
        QTest::newRow("song") << monoOf(quantised(song(1.2, 48000), 16), 48000, 16);
        if (const auto signal = real(drums, 1.2))
            QTest::newRow("drums") << monoOf(quantised(signal->channels[0], 16), signal->sampleRate, 16);
    }
    void repeatedBlocksAreThoseOfTheDefinition()
    {
        QFETCH(Signal, signal);
        Samples& x = signal.channels[0];
        stick(x, 6000, 100, 1);
        stick(x, 12000, 1024, 2);
        stick(x, 24000, 3001, 1);
        stick(x, 36000, 8192, 1);
        const auto expected = slow::repeatedBlocks(x, signal.sampleRate);
        QVERIFY(expected.size() >= 2);
        const MeasurementSet found = analyze("repeated_block", signal, 777);
        QVERIFY(rangesOf(*found.find("signal.repeated_block")) == expected);
    }

    void steadyLinesAreThoseOfTheDefinition_data()
    {
        QTest::addColumn<Samples>("sound"); // at 8 kHz, 20 s
        QTest::newRow("noise") << noise(0.05, 20.0, 8000, 5);
        if (const auto signal = real(music, 20.0)) {
            Samples thinned; // what folds over is sound as well
            for (std::size_t n = 0; n < signal->frames() && thinned.size() < 160000; n += 2)
                thinned.push_back(signal->channels[0][n]);
            QTest::newRow("music") << thinned;
        }
    }
    void steadyLinesAreThoseOfTheDefinition()
    {
        QFETCH(Samples, sound);
        constexpr int rate = 8000;
        const Samples whine = sine(1234.0, 0.02, 20.0, rate);
        const Samples faint = sine(3210.0, 0.003, 20.0, rate);
        for (std::size_t n = 0; n < sound.size(); ++n)
            sound[n] += whine[n] + faint[n];
        const std::size_t size = transformSize(8192, rate);
        const std::vector<slow::SteadyLine> expected = slow::steadyLines(sound, size);
        const Measurement found = *analyze("spectrum", monoOf(sound, rate)).find("spectrum.tones");
        QVERIFY(!expected.empty());
        QCOMPARE(found.events.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const double bin = *found.events[i].value * static_cast<double>(size) / rate;
            QVERIFY(isWithin(bin, static_cast<double>(expected[i].bin), 0.5 + sameMachine));
            QVERIFY(isWithin(*found.channels[i].value, expected[i].height, transform));
        }
    }

    void roomToneIsThatOfTheDefinition_data()
    {
        QTest::addColumn<Signal>("signal");
        const Samples quiet = noise(0.0015, 1.3, 44100, 2);
        QTest::newRow("rooms") << monoOf(joined({ song(1.0, 44100), quiet, silence(0.25, 44100), song(0.7, 44100),
                                             scaled(quiet, 2.5), song(0.5, 44100), silence(0.1, 44100), quiet }),
            44100);
        if (const auto signal = real(speech, 12.0))
            QTest::newRow("speech") << *signal;
    }
    void roomToneIsThatOfTheDefinition()
    {
        QFETCH(Signal, signal);
        const Samples& x = signal.channels[0];
        const auto pauses = slow::pauses(x, signal.sampleRate);
        const MeasurementSet measures = analyze("room_tone", signal, 777);
        Samples steps;
        Samples rooms;
        for (const Samples& pause : pauses) {
            double power = 0.0;
            for (const double level : pause)
                power += std::pow(10.0, level / 10.0) / static_cast<double>(pause.size());
            rooms.push_back(10.0 * std::log10(power));
            steps.insert(steps.end(), pause.begin(), pause.end());
        }
        QCOMPARE(stateOf(measures, "room_tone.level") == "ok", !steps.empty());
        if (steps.empty())
            return;
        std::ranges::sort(steps);
        QVERIFY(isWithin(number(measures, "room_tone.level"), steps[steps.size() / 2], single));
        if (rooms.size() > 1)
            QVERIFY(isWithin(
                number(measures, "room_tone.spread"), std::ranges::max(rooms) - std::ranges::min(rooms), single));
        if (steps.size() >= 10)
            QVERIFY(rangesOf(*measures.find("room_tone.holes")) == slow::holes(x, signal.sampleRate));
    }

    void fadesAreThoseOfTheDefinition_data()
    {
        QTest::addColumn<Samples>("sound");
        QTest::newRow("noise") << noise(0.5, 12.0, 8000, 3);
        if (const auto signal = real(music, 12.0))
            QTest::newRow("music") << signal->channels[0];
    }
    void fadesAreThoseOfTheDefinition()
    {
        QFETCH(Samples, sound);
        constexpr int rate = 8000;
        sound.resize(12 * rate);
        for (std::size_t n = 0; n < 3 * rate; ++n) {
            sound[n] *= static_cast<double>(n) / (3.0 * rate);
            sound[sound.size() - 1 - n] *= 0.5 - 0.5 * std::cos(std::numbers::pi * static_cast<double>(n) / (3 * rate));
        }
        const MeasurementSet measures = analyze("fade", monoOf(sound, rate));
        for (const std::string end : { "signal.fade_in", "signal.fade_out" }) {
            const auto first = std::ranges::find_if(sound, [](double sample) { return std::abs(sample) >= 1e-4; });
            const auto cell = static_cast<std::size_t>(first - sound.begin()) / 80;
            Samples levels;
            for (std::size_t n = cell * 80; n + 800 <= std::min<std::size_t>(sound.size(), 30 * rate); n += 800)
                levels.push_back(10.0 * std::log10(slow::powerOf(sound, n, n + 800)));
            const slow::SlowFade fade = slow::fadeOf(levels);
            const double grid = 0.1 + 0.03 * fade.seconds; // s: lengths are tried to 3 %
            QVERIFY(isWithin(number(measures, end), fade.seconds, grid));
            const Value shape = *measures.find(end + "_shape")->value;
            if (fade.seconds > 0.0)
                QCOMPARE(std::get<std::string>(shape), fade.shape);
            std::ranges::reverse(sound);
        }
    }

    void levelJumpsAreThoseOfTheDefinition_data()
    {
        QTest::addColumn<Signal>("signal");
        QTest::newRow("speech-like") << monoOf(speechLike(30.0, 8000, 3), 8000);
        QTest::newRow("noise") << monoOf(noise(0.4, 30.0, 8000, 3), 8000);
        if (const auto signal = real(music, 30.0))
            QTest::newRow("music") << *signal;
    }
    void levelJumpsAreThoseOfTheDefinition()
    {
        QFETCH(Signal, signal);
        const auto half = static_cast<std::ptrdiff_t>(signal.frames() / 2);
        for (Samples& samples : signal.channels)
            std::transform(samples.begin() + half, samples.end(), samples.begin() + half,
                [](double sample) { return 0.1 * sample; });
        MeasurementSet measures;
        const AnalyzerContext context { signal.sampleRate, signal.layout, signal.layout.channelNames() };
        for (const char* name : { "loudness", "level_jump" })
            run(*analyzerNamed(name).create(context), signal, 4096, measures);
        Samples momentary;
        for (const double power : slow::windows(slow::weightedSquares(signal), 0.4, 0.1, signal.sampleRate))
            momentary.push_back(slow::loudness(power));
        std::vector<std::pair<std::size_t, double>> shifts; // step, LU
        for (std::size_t step = 60; step + 57 <= momentary.size(); ++step) {
            if (const auto shift = slow::jumpAt(momentary, step))
                shifts.emplace_back(step, *shift);
        }
        const Measurement& found = *measures.find("signal.level_jump");
        QCOMPARE(found.events.empty(), shifts.empty());
        for (const Place& place : found.events) {
            QVERIFY(std::ranges::any_of(shifts, [&](const auto& shift) {
                const auto step = static_cast<FrameCount>(shift.first) * signal.sampleRate / 10;
                return place.start == step && isWithin(*place.value, shift.second, seriesStep);
            }));
        }
    }

    void sibilanceIsThatOfTheDefinition_data()
    {
        QTest::addColumn<Signal>("signal");
        QTest::newRow("speech-like") << monoOf(speechLike(4.0, 48000, 5), 48000);
        if (const auto signal = real(drums, 4.0))
            QTest::newRow("drums") << *signal;
        if (const auto signal = real(music, 5.0))
            QTest::newRow("music") << *signal;
    }
    void sibilanceIsThatOfTheDefinition()
    {
        QFETCH(Signal, signal);
        const std::vector<std::string> names = signal.layout.channelNames();
        const MeasurementSet measures = analyze("sibilance", signal, 777);
        for (std::size_t i = 0; i < names.size(); ++i)
            QVERIFY(isWithin(channelNumber(measures, "signal.sibilance", names[i]),
                slow::sibilance(signal.channels[i], signal.sampleRate), transform));
    }

    void monoBandsAreThoseOfTheDefinition_data()
    {
        QTest::addColumn<Signal>("signal"); // stereo at 8 kHz
        Signal wide = inAllChannels("stereo", noise(0.3, 12.0, 8000, 1), 8000);
        const Samples other = noise(0.2, 12.0, 8000, 2);
        for (std::size_t n = 48000; n < wide.frames(); ++n) // a leg turned over, but for what is its own
            wide.channels[1][n] = -wide.channels[0][n] + 0.3 * other[n];
        QTest::newRow("noise") << wide;
        if (auto signal = real(music, 12.0)) {
            signal->sampleRate = 8000; // slower: sound as well
            QTest::newRow("music") << *signal;
        }
    }
    void monoBandsAreThoseOfTheDefinition()
    {
        QFETCH(Signal, signal);
        const std::size_t size = transformSize(8192, signal.sampleRate);
        const MeasurementSet measures = analyze("mono_bands", signal, 777);
        slow::ThirdOctaves whole {};
        std::vector<slow::ThirdOctaves> stretches;
        for (std::size_t start = 0; start + size <= signal.frames(); start += 8 * size) {
            stretches.push_back(slow::thirdOctaves(signal, start, size));
            for (std::size_t i = 0; i < whole.size() && slow::powerOf(stretches.back()) >= 1e-6; ++i) {
                whole[i].both += stretches.back()[i].both;
                whole[i].mono += stretches.back()[i].mono;
            }
        }
        const Measurement& loss = *measures.find("mono.band_loss");
        double worst = 0.0;
        for (std::size_t i = 0; i < whole.size(); ++i) {
            QCOMPARE(loss.channels[i].value.has_value(), slow::isLoud(whole, i));
            if (!loss.channels[i].value)
                continue;
            worst = std::max(worst, whole[i].loss());
            QVERIFY(isWithin(*loss.channels[i].value, whole[i].loss(), transform));
        }
        QVERIFY(isWithin(number(measures, "mono.band_loss"), worst, transform));
        QVERIFY(rangesOf(*measures.find("mono.cancelled")) == cancelledIn(stretches, size));
    }

private:
    // Windows of four stretches in which three bands cancel, joined where they overlap.
    static std::vector<TimeRange> cancelledIn(const std::vector<slow::ThirdOctaves>& stretches, std::size_t size)
    {
        std::vector<TimeRange> ranges;
        bool goesOn = false;
        for (std::size_t first = 0; first + 4 <= stretches.size(); ++first) {
            slow::ThirdOctaves window {};
            for (std::size_t k = first; k < first + 4; ++k) {
                for (std::size_t i = 0; i < window.size(); ++i) {
                    window[i].both += stretches[k][i].both;
                    window[i].mono += stretches[k][i].mono;
                }
            }
            const bool cancels = slow::powerOf(window) >= 4e-6 && slow::cancels(window);
            const auto start = static_cast<FrameCount>(first * 8 * size);
            const auto end = static_cast<FrameCount>((first + 3) * 8 * size + size);
            if (cancels && goesOn)
                ranges.back().end = end;
            else if (cancels)
                ranges.push_back({ ranges.empty() ? start : std::max(start, ranges.back().end), end });
            goesOn = cancels;
        }
        return ranges;
    }
};

ASSAY_TEST(TestNewerReference)
#include "tst_newer_reference.moc"
