// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/inspect/selftest.h"

#include <array>
#include <cmath>
#include <utility>

namespace assay
{

namespace
{

constexpr int rate = 48000; // Hz: the documents' own
constexpr double toneFrequency = 1000.0; // Hz, Tech 3341 v4 Table 1
constexpr double unityFrequency = 997.0; // Hz, BS.1770-5 Annex 1: where K-weighting and the constant cancel
constexpr double loudnessTolerance = 0.1; // LU, Tech 3341 v4 Table 1 and BS.2217
constexpr double rangeTolerance = 1.0; // LU, Tech 3342 v4 Table 1
constexpr double peakAbove = 0.2; // dB, Tech 3341 v4 Table 1, tests 15 to 23
constexpr double peakBelow = 0.4; // dB, the same

constexpr const char* tech3341 = "EBU Tech 3341 v4 Table 1";
constexpr const char* tech3342 = "EBU Tech 3342 v4 Table 1";
constexpr const char* bs1770 = "ITU-R BS.1770-5 Annex 1";
constexpr const char* bs1770Layouts = "ITU-R BS.1770-5 Annex 3 Table 4";

constexpr const char* integrated = "loudness.integrated";
constexpr const char* shortTermMax = "loudness.short_term_max";
constexpr const char* momentaryMax = "loudness.momentary_max";

using Parts = std::vector<TonePart>;

Expectation loudness(const char* measure, double value)
{
    return { measure, value, loudnessTolerance, loudnessTolerance };
}

// Every value of a series from a second on.
Expectation steady(const char* measure, const char* series, double value, double from)
{
    return { measure, value, loudnessTolerance, loudnessTolerance, series, from };
}

Signal stereoTone(const Parts& parts)
{
    return inAllChannels("stereo", toneSequence(parts, toneFrequency, rate), rate);
}

Parts repeated(const Parts& parts, int times)
{
    Parts all;
    for (int i = 0; i < times; ++i)
        all.insert(all.end(), parts.begin(), parts.end());
    return all;
}

SelftestVector sequence(
    const char* source, std::string test, std::string sound, std::vector<Expectation> expectations, Parts parts)
{
    return { std::move(test), source, std::move(sound), std::move(expectations),
        [parts = std::move(parts)] { return stereoTone(parts); } };
}

// Test 6: L, R -28, C -24, Ls, Rs -30 dBFS.
Signal fiveChannels()
{
    Signal signal { rate, layoutNamed("5.0").value(), {} };
    for (const double level : { -28.0, -28.0, -24.0, -30.0, -30.0 })
        signal.channels.push_back(sine(toneFrequency, dbToAmplitude(level), 20.0, rate));
    return signal;
}

void addSteadyTones(std::vector<SelftestVector>& all)
{
    for (const auto& [test, level] : { std::pair { "Tech 3341-1", -23.0 }, std::pair { "Tech 3341-2", -33.0 } })
        all.push_back(sequence(tech3341, test, "20 s",
            { loudness(momentaryMax, level), loudness(shortTermMax, level), loudness(integrated, level),
                steady(momentaryMax, "momentary", level, 3.0), steady(shortTermMax, "short_term", level, 3.0) },
            { { 20, level } }));
}

void addSequences(std::vector<SelftestVector>& all)
{
    const std::vector<Expectation> asked { loudness(integrated, -23.0) };
    all.push_back(sequence(
        tech3341, "Tech 3341-3", "10 s -36, 60 s -23, 10 s -36", asked, { { 10, -36 }, { 60, -23 }, { 10, -36 } }));
    all.push_back(sequence(tech3341, "Tech 3341-4", "10 s -72, 10 s -36, 60 s -23, 10 s -36, 10 s -72", asked,
        { { 10, -72 }, { 10, -36 }, { 60, -23 }, { 10, -36 }, { 10, -72 } }));
    all.push_back(sequence(
        tech3341, "Tech 3341-5", "20 s -26, 20.1 s -20, 20 s -26", asked, { { 20, -26 }, { 20.1, -20 }, { 20, -26 } }));
    all.push_back({ "Tech 3341-6", tech3341, "5.0: L, R -28, C -24, Ls, Rs -30", asked, fiveChannels });
}

// Tests 9 and 12 are constant once the window is full; 10 and 13 are twenty files, the burst a little later in each.
void addWindows(std::vector<SelftestVector>& all)
{
    constexpr int files = 20;
    all.push_back(sequence(tech3341, "Tech 3341-9", "(1.34 s -20, 1.66 s -30) 5 times",
        { loudness(shortTermMax, -23.0), steady(shortTermMax, "short_term", -23.0, 3.0) },
        repeated({ { 1.34, -20 }, { 1.66, -30 } }, 5)));
    for (int file = 0; file < files; ++file)
        all.push_back(sequence(tech3341, "Tech 3341-10." + std::to_string(file + 1), "3 s -23 between silence",
            { loudness(shortTermMax, -23.0) }, { { file * 0.15, silentLevel }, { 3, -23 }, { 1, silentLevel } }));
    all.push_back(sequence(tech3341, "Tech 3341-12", "(0.18 s -20, 0.22 s -30) 25 times",
        { loudness(momentaryMax, -23.0), steady(momentaryMax, "momentary", -23.0, 1.0) },
        repeated({ { 0.18, -20 }, { 0.22, -30 } }, 25)));
    for (int file = 0; file < files; ++file)
        all.push_back(sequence(tech3341, "Tech 3341-13." + std::to_string(file + 1), "0.4 s -23 between silence",
            { loudness(momentaryMax, -23.0) }, { { file * 0.02, silentLevel }, { 0.4, -23 }, { 1, silentLevel } }));
}

void addTruePeaks(std::vector<SelftestVector>& all)
{
    struct Tone {
        const char* test;
        const char* sound;
        double divisor; // of the sample rate
        double peak;
        double phase; // degrees
        double expected; // dBTP
    };
    const auto expect = [](double value) { return Expectation { "peak.true", value, peakBelow, peakAbove }; };
    for (const Tone& tone : { Tone { "Tech 3341-15", "fs/4, 0 degrees, 0.50", 4, 0.5, 0.0, -6.0 },
             Tone { "Tech 3341-16", "fs/4, 45 degrees, 0.50", 4, 0.5, 45.0, -6.0 },
             Tone { "Tech 3341-17", "fs/6, 60 degrees, 0.50", 6, 0.5, 60.0, -6.0 },
             Tone { "Tech 3341-18", "fs/8, 67.5 degrees, 0.50", 8, 0.5, 67.5, -6.0 },
             Tone { "Tech 3341-19", "fs/4, 45 degrees, 1.41", 4, 1.41, 45.0, 3.0 } })
        all.push_back({ tone.test, tech3341, tone.sound, { expect(tone.expected) }, [tone] {
                           Samples samples = sine(rate / tone.divisor, tone.peak, 1.0, rate, tone.phase);
                           fade(samples, 0.01, rate);
                           return inAllChannels("stereo", samples, rate);
                       } });
    for (std::size_t offset = 0; offset < 4; ++offset)
        all.push_back({ "Tech 3341-" + std::to_string(20 + offset), tech3341, "fs/6, 0.50; a period of fs/4, 1.00",
            { expect(0.0) }, [offset] { return inAllChannels("stereo", insertedPeriod(offset, rate), rate); } });
}

void addRanges(std::vector<SelftestVector>& all)
{
    const auto expect = [](double value) {
        return Expectation { "loudness.range", value, rangeTolerance, rangeTolerance };
    };
    all.push_back(
        sequence(tech3342, "Tech 3342-1", "20 s each: -20, -30", { expect(10.0) }, { { 20, -20 }, { 20, -30 } }));
    all.push_back(
        sequence(tech3342, "Tech 3342-2", "20 s each: -20, -15", { expect(5.0) }, { { 20, -20 }, { 20, -15 } }));
    all.push_back(
        sequence(tech3342, "Tech 3342-3", "20 s each: -40, -20", { expect(20.0) }, { { 20, -40 }, { 20, -20 } }));
    all.push_back(sequence(tech3342, "Tech 3342-4", "20 s each: -50, -35, -20, -35, -50", { expect(15.0) },
        { { 20, -50 }, { 20, -35 }, { 20, -20 }, { 20, -35 }, { 20, -50 } }));
}

// A kind of test that BS.2217 has too: what the gates let through.
void addGates(std::vector<SelftestVector>& all)
{
    const auto gate = [&all](const char* test, const char* sound, double expected, Parts parts) {
        all.push_back(sequence(bs1770, test, sound, { loudness(integrated, expected) }, std::move(parts)));
    };
    gate("Gate-1", "-69.5 is above the absolute gate, -72 below", -69.5, { { 10, -69.5 }, { 20, -72 } });
    gate("Gate-2", "-24 is below the relative gate of -22.9", -10.0, { { 20, -10 }, { 20, -24 } });
    // A quarter at -10 and the rest at -24 have a mean of -15.53: the gate falls to -25.53 and lets all through.
    const double mean = powerToDb((dbToPower(-10.0) + 3.0 * dbToPower(-24.0)) / 4.0);
    gate("Gate-3", "-24 is above the relative gate of -25.5", mean, { { 10, -10 }, { 30, -24 } });
    all.push_back(
        { "Gate-4", bs1770, "0.3 s -23: shorter than a gating block", { Expectation { .measure = integrated } }, [] {
             return stereoTone({ { 0.3, -23 } });
         } });
}

// One loudspeaker alone, at the level that makes -23 LUFS of its weight.
void addWeights(std::vector<SelftestVector>& all)
{
    struct Alone {
        const char* layout;
        std::size_t channel;
        double weight; // BS.1770-5 Annex 1 Table 3 and Annex 3 Table 4
    };
    constexpr double raised = 1.41; // BS.1770-5 Annex 1 Table 3
    for (const Alone& alone : { Alone { "mono", 0, 1.0 }, Alone { "5.1", 0, 1.0 }, Alone { "5.1", 1, 1.0 },
             Alone { "5.1", 2, 1.0 }, Alone { "5.1", 4, raised }, Alone { "5.1", 5, raised },
             Alone { "7.1", 4, raised }, Alone { "7.1", 6, 1.0 }, Alone { "7.1.4", 8, 1.0 } }) {
        const Layout layout = layoutNamed(alone.layout).value();
        const std::string name = alone.layout + (" " + layout.channelNames().at(alone.channel));
        // A sine of amplitude a has the power a^2 / 2.
        const double peak = std::sqrt(2.0 * dbToPower(-23.0) / alone.weight);
        all.push_back({ "Channel " + name, layout.size() > 6 ? bs1770Layouts : bs1770, "997 Hz in " + name + " alone",
            { loudness(integrated, -23.0) }, [layout, peak, channel = alone.channel] {
                return inOneChannel(layout, channel, sine(unityFrequency, peak, 5.0, rate), rate);
            } });
    }
    const Layout surround = layoutNamed("5.1").value();
    all.push_back({ "Channel 5.1 LFE", bs1770, "the LFE is left out", { Expectation { .measure = integrated } },
        [surround] { return inOneChannel(surround, 3, sine(50.0, 0.5, 5.0, rate), rate); } });
    const double sum = std::sqrt(2.0 * dbToPower(-23.0) / (3.0 + 2.0 * raised));
    all.push_back({ "Sum 5.1", bs1770, "997 Hz in all six channels", { loudness(integrated, -23.0) },
        [sum] { return inAllChannels("5.1", sine(unityFrequency, sum, 5.0, rate), rate); } });
}

void addFrequencies(std::vector<SelftestVector>& all)
{
    // Hz, and the gain in dB there of the two filters that BS.1770-5 Annex 1 Tables 1 and 2 give for 48 kHz
    constexpr std::array<std::pair<int, double>, 6> response { { { 25, -10.3928 }, { 100, -1.1335 }, { 500, 0.0425 },
        { 1000, 0.6977 }, { 2000, 3.0713 }, { 10000, 4.0419 } } };
    constexpr double atUnity = 0.6910; // dB at 997 Hz: what the constant -0.691 takes back
    for (const auto& [frequency, gain] : response) {
        const double peak = dbToAmplitude(-23.0 - gain + atUnity);
        all.push_back({ "Frequency " + std::to_string(frequency), bs1770, "a sine that weighs -23 LUFS, stereo",
            { loudness(integrated, -23.0) },
            [f = frequency, peak] { return inAllChannels("stereo", sine(f, peak, 5.0, rate), rate); } });
    }
    for (const int other : { 44100, 88200, 96000, 192000 })
        all.push_back({ "Rate " + std::to_string(other), bs1770, "997 Hz at -23 dBFS, stereo, this sample rate",
            { loudness(integrated, -23.0), Expectation { "peak.true", -23.0, peakBelow, peakAbove } }, [other] {
                return inAllChannels("stereo", sine(unityFrequency, dbToAmplitude(-23.0), 5.0, other), other);
            } });
}

} // namespace

std::vector<SelftestVector> selftestVectors()
{
    std::vector<SelftestVector> all;
    addSteadyTones(all);
    addSequences(all);
    addWindows(all);
    addTruePeaks(all);
    addRanges(all);
    addGates(all);
    addWeights(all);
    addFrequencies(all);
    return all;
}

} // namespace assay
