// SPDX-License-Identifier: GPL-3.0-or-later
// How many of the faults that are put into real recordings are found: stuck buffers, cut tips, shifts of the level.
#include "core/base/units.h"
#include "tests/reference/read_signal.h"
#include "tests/reference/slow_clipping.h"
#include "tests/support/corpus.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"

#include <QtTest>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr double rmsOfPlants = 0.01; // -40 dBFS: what is quieter is not put in
constexpr double placeAccuracy = 0.5; // s, of a shift

// Shares that are found at least, in percent, below what is found today: a joint may fit by chance, a tip may stand
// under the highest of its 10 ms, a shift may meet a pause of the music.
constexpr int leastBuffers = 80; // 89 today
constexpr int leastTips = 90; // 96 today
constexpr int leastShifts = 80; // 90 today
constexpr int mostOthers = 2; // in all sounds: such tips as the music holds itself

/// Faults put in, those of them that were found, and finds that were not put in.
struct Tally {
    int planted = 0;
    int found = 0;
    int others = 0;

    Tally& operator+=(const Tally& tally)
    {
        planted += tally.planted;
        found += tally.found;
        others += tally.others;
        return *this;
    }
};

void add(Tally& tally, const std::vector<TimeRange>& planted, const std::vector<Place>& found, FrameCount reach)
{
    const auto meet = [reach](const TimeRange& range, const Place& place) {
        return place.start < range.end + reach && range.start < place.end + reach;
    };
    tally.planted += static_cast<int>(planted.size());
    for (const TimeRange& range : planted)
        tally.found += std::ranges::any_of(found, [&](const Place& place) { return meet(range, place); }) ? 1 : 0;
    for (const Place& place : found)
        tally.others
            += std::ranges::none_of(planted, [&](const TimeRange& range) { return meet(range, place); }) ? 1 : 0;
}

void tell(const Tally& tally)
{
    qInfo("%d of %d found, %d others", tally.found, tally.planted, tally.others);
}

// First channel, as 16 bits hold it.
Signal sixteenBits(const Signal& signal)
{
    Signal mono = inAllChannels("mono", signal.channels[0], signal.sampleRate);
    for (double& sample : mono.channels[0])
        sample = std::nearbyint(sample * 32768.0) / 32768.0;
    mono.sampleFormat = SampleFormat::integer;
    mono.bitDepth = 16;
    return mono;
}

double rmsOf(std::span<const double> samples)
{
    double squares = 0.0;
    for (const double sample : samples)
        squares += sample * sample;
    return std::sqrt(squares / static_cast<double>(samples.size()));
}

// Blocks of 4096, 1024 and 256 samples in turn that are played once more, one a second.
std::vector<TimeRange> stick(Samples& x, int rate)
{
    constexpr std::array<std::size_t, 3> blocks { 4096, 1024, 256 };
    const auto second = static_cast<std::size_t>(rate);
    std::vector<TimeRange> planted;
    for (std::size_t at = second; at + second <= x.size(); at += second) {
        const std::size_t block = blocks[at / second % blocks.size()];
        if (rmsOf(std::span(x).subspan(at - second / 25, second / 25)) < rmsOfPlants
            || rmsOf(std::span(x).subspan(at, block)) < rmsOfPlants)
            continue;
        std::copy_n(
            x.begin() + static_cast<std::ptrdiff_t>(at), block, x.begin() + static_cast<std::ptrdiff_t>(at + block));
        planted.push_back({ static_cast<FrameCount>(at + block), static_cast<FrameCount>(at + 2 * block) });
    }
    return planted;
}

// A level shift of 15 dB in the middle.
Signal shifted(Signal signal, bool up)
{
    const std::size_t middle = signal.frames() / 2;
    for (Samples& samples : signal.channels) {
        for (std::size_t n = up ? 0 : middle; n < (up ? middle : samples.size()); ++n)
            samples[n] *= dbToAmplitude(-15.0);
    }
    return signal;
}

std::vector<Place> jumpsIn(const Signal& signal)
{
    const AnalyzerContext context { signal.sampleRate, signal.layout, signal.layout.channelNames() };
    MeasurementSet measures;
    for (const char* name : { "loudness", "level_jump" })
        run(*analyzerNamed(name).create(context), signal, 4096, measures);
    return measures.find("signal.level_jump")->events;
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

// Real sounds, one after the other so that few are held in memory; without the corpus a made one, of half the length.
void forEachSound(double seconds, const std::function<void(const Signal&)>& use)
{
    if (!hasCorpus())
        return use(inAllChannels("mono", song(0.5 * seconds, 48000), 48000));
    for (const char* file :
        { "librosa-permissive/Kevin_MacLeod_-_Vibe_Ace.hq.ogg",
            "librosa-permissive/Karissa_Hobbs_-_Lets_Go_Fishin.hq.ogg",
            "librosa-nc/admiralbob77_-_Choice_-_Drum-bass.hq.ogg",
            "librosa-nc/147793__setuniman__sweet-waltz-0i-22mi.hq.ogg", "librosa-permissive/5703-47212-0000.hq.ogg" }) {
        qInfo("%s", file);
        Signal signal = readSignal(corpusFile(std::filesystem::path("music_speech") / file), seconds);
        for (Samples& samples : signal.channels)
            samples.resize(std::min(samples.size(), framesOf(seconds, signal.sampleRate)));
        use(signal);
    }
}

} // namespace

class TestRecall : public QObject
{
    Q_OBJECT

private slots:
    void stuckBuffers()
    {
        Tally all;
        forEachSound(15.0, [&all](const Signal& sound) {
            Signal signal = sixteenBits(sound);
            Tally tally;
            const auto planted = stick(signal.channels[0], signal.sampleRate);
            add(tally, planted, analyze("repeated_block", signal).find("signal.repeated_block")->events, 0);
            tell(tally);
            all += tally;
        });
        tell(all);
        QVERIFY(100 * all.found >= leastBuffers * all.planted);
        QCOMPARE(all.others, 0);
    }

    // All that stands at the level the tips are cut at for four samples or more.
    void cutTips()
    {
        Tally all;
        forEachSound(5.0, [&all](const Signal& sound) {
            const double peak = slow::highest(sound.channels[0], 0, sound.frames());
            Signal signal = sound;
            for (double& sample : signal.channels[0])
                sample = 0.8 * std::clamp(sample, -0.6 * peak, 0.6 * peak);
            signal = sixteenBits(signal);
            const Samples& x = signal.channels[0];
            auto planted = slow::equalRuns(x, slow::highest(x, 0, x.size()) - std::ldexp(1.0, -15));
            std::erase_if(planted, [](const TimeRange& run) { return run.length() < 4; });
            Tally tally;
            add(tally, planted, analyze("flat_top", signal).find("signal.flat_top")->events, 0);
            tell(tally);
            all += tally;
        });
        tell(all);
        QVERIFY(100 * all.found >= leastTips * all.planted);
        QVERIFY(all.others <= mostOthers);
    }

    void shiftsOfTheLevel()
    {
        Tally all;
        forEachSound(26.0, [&all](const Signal& sound) {
            Tally tally;
            const auto middle = static_cast<FrameCount>(sound.frames() / 2);
            for (const bool up : { false, true }) {
                add(tally, { { middle, middle + 1 } }, jumpsIn(shifted(sound, up)),
                    std::llround(placeAccuracy * sound.sampleRate));
            }
            tell(tally);
            all += tally;
        });
        tell(all);
        QVERIFY(100 * all.found >= leastShifts * all.planted);
        QCOMPARE(all.others, 0);
    }
};

ASSAY_TEST(TestRecall)
#include "tst_recall.moc"
