// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/compare/me_test.h"
#include "tests/support/corpus.h"
#include "tests/support/memory_sound.h"
#include "tests/support/run_analyzer.h"
#include "tests/support/test_class.h"
#include "tests/support/tolerances.h"

#include <QTest>
#include <algorithm>

using namespace assay;
using namespace assay::test;

namespace
{

constexpr int rate = 48000;
constexpr double levelOfLeak = 1.5; // dB, a leak under other sound

Signal mono(Samples samples)
{
    return { rate, layoutNamed("mono").value(), { std::move(samples) } };
}

// Music of a kind: chords that change every half second over soft noise.
Samples chords(double seconds)
{
    Samples samples = noise(0.01, seconds, rate, 3);
    const double steps[] = { 220.0, 261.6, 329.6, 392.0, 440.0, 523.3, 293.7 };
    for (std::size_t t = 0; t < samples.size(); ++t) {
        const std::size_t chord = t / (rate / 2);
        const double time = static_cast<double>(t) / rate;
        for (std::size_t k = 0; k < 3; ++k)
            samples[t] += 0.05 * std::sin(2.0 * M_PI * steps[(chord * 3 + k * 2) % 7] * time);
    }
    return samples;
}

Signal sum(Signal a, const Signal& b, double gain = 1.0)
{
    for (std::size_t c = 0; c < a.channels.size(); ++c) {
        for (std::size_t t = 0; t < std::min(a.channels[c].size(), b.channels[c].size()); ++t)
            a.channels[c][t] += gain * b.channels[c][t];
    }
    return a;
}

Signal without(Signal signal, double from, double to)
{
    for (Samples& channel : signal.channels)
        std::fill(channel.begin() + static_cast<std::ptrdiff_t>(framesOf(from, rate)),
            channel.begin() + static_cast<std::ptrdiff_t>(framesOf(to, rate)), 0.0);
    return signal;
}

Measurement leakOf(const Signal& me, const Signal& dialogue)
{
    MeasurementSet out;
    if (const auto done = addLeak(soundOf(me, "me"), soundOf(dialogue, "dialogue"), out); !done)
        throw std::runtime_error(describe(done.error()));
    return *out.find("me.leak");
}

Measurement holesOf(const Signal& me, const Signal& mix, const Signal& dialogue)
{
    MeasurementSet out;
    if (const auto done = addHoles(soundOf(me, "me"), soundOf(mix, "mix"), soundOf(dialogue, "dialogue"), out); !done)
        throw std::runtime_error(describe(done.error()));
    return *out.find("me.hole");
}

std::string told(const Measurement& measurement)
{
    std::string text = measurement.reason + " " + std::to_string(measurement.events.size()) + ":";
    for (const Place& place : measurement.events)
        text += " " + std::to_string(place.start / (rate / 10)) + "-" + std::to_string(place.end / (rate / 10)) + " "
            + std::to_string(place.value.value_or(0.0));
    return text;
}

// One channel of a real file, as if it had our rate, brought to -20 dBFS RMS.
Signal real(const char* file, double seconds)
{
    Samples samples = signalOf(corpusFile(file)).channels.front();
    samples.resize(std::min(samples.size(), framesOf(seconds, rate)));
    double energy = 0.0;
    for (const double sample : samples)
        energy += sample * sample;
    const double gain = dbToAmplitude(-20.0) / std::sqrt(energy / static_cast<double>(samples.size()));
    return mono(test::scaled(std::move(samples), gain));
}

const char* const voices[] = { "music_speech/librosa-permissive/198-209-0000.hq.ogg",
    "music_speech/librosa-permissive/5703-47212-0000.hq.ogg", "music_speech/librivox/sonnet.mp3" };
const char* const musics[] = { "music_speech/librosa-permissive/Karissa_Hobbs_-_Lets_Go_Fishin.hq.ogg",
    "music_speech/librosa-permissive/Kevin_MacLeod_-_P_I_Tchaikovsky_Dance_of_the_Sugar_Plum_Fairy.hq.ogg",
    "music_speech/librosa-permissive/Kevin_MacLeod_-_Vibe_Ace.hq.ogg",
    "music_speech/librosa-nc/admiralbob77_-_Choice_-_Drum-bass.hq.ogg" };

} // namespace

class TstMeTest : public QObject
{
    Q_OBJECT

private slots:
    void leaks_data();
    void leaks();
    void leakHasItsPlace();
    void noLeakInOtherSound();
    void realLeaks_data();
    void realLeaks();
    void holes();
    void noHoles();
    void cannotTell();
};

void TstMeTest::leaks_data()
{
    QTest::addColumn<double>("level");
    QTest::addColumn<int>("late");
    QTest::newRow("-20 dB") << -20.0 << 0;
    QTest::newRow("-40 dB") << -40.0 << 0;
    QTest::newRow("-20 dB, 5 ms late") << -20.0 << 240;
}

void TstMeTest::leaks()
{
    QFETCH(double, level);
    QFETCH(int, late);
    const Signal dialogue = mono(speechLike(20.0, rate, 4));
    Signal leaked = dialogue;
    leaked.channels[0].insert(leaked.channels[0].begin(), static_cast<std::size_t>(late), 0.0);
    const Signal me = sum(mono(chords(20.0)), leaked, dbToAmplitude(level));
    const Measurement leak = leakOf(me, dialogue);
    QVERIFY2(!leak.events.empty(), told(leak).c_str());
    for (const Place& place : leak.events)
        QVERIFY2(isWithin(*place.value, level, levelOfLeak), told(leak).c_str());
}

void TstMeTest::leakHasItsPlace()
{
    const Signal dialogue = mono(speechLike(30.0, rate, 9));
    const Signal part = without(without(dialogue, 0.0, 12.0), 15.0, 30.0);
    const Measurement leak = leakOf(sum(mono(chords(30.0)), part, dbToAmplitude(-20.0)), dialogue);
    QVERIFY2(leak.events.size() == 1, told(leak).c_str());
    QVERIFY2(leak.events[0].start >= 10 * rate && leak.events[0].end <= 17 * rate, told(leak).c_str());
}

void TstMeTest::noLeakInOtherSound()
{
    const Measurement clean = leakOf(mono(chords(20.0)), mono(speechLike(20.0, rate, 4)));
    QVERIFY2(clean.state == MeasureState::ok && clean.events.empty(), told(clean).c_str());
    const Measurement silent = leakOf(mono(chords(5.0)), mono(silence(5.0, rate)));
    QVERIFY(silent.state == MeasureState::notApplicable);
    const Measurement otherVoice = leakOf(mono(speechLike(20.0, rate, 5)), mono(speechLike(20.0, rate, 4)));
    QVERIFY2(otherVoice.events.empty(), told(otherVoice).c_str());
}

void TstMeTest::realLeaks_data()
{
    QTest::addColumn<int>("voice");
    QTest::addColumn<int>("music");
    for (int voice = 0; hasCorpus() && voice < 3; ++voice) {
        for (int music = 0; music < 4; ++music)
            QTest::addRow("voice %d, music %d", voice, music) << voice << music;
    }
    if (!hasCorpus())
        QSKIP("no corpus");
}

void TstMeTest::realLeaks()
{
    QFETCH(int, voice);
    QFETCH(int, music);
    const Signal dialogue = real(voices[voice], 30.0);
    Signal bed = real(musics[music], 30.0);
    bed.channels[0].resize(dialogue.channels[0].size());
    const Measurement clean = leakOf(bed, dialogue);
    QVERIFY2(clean.events.empty(), told(clean).c_str());
    for (const double level : { -20.0, -40.0 }) {
        const Measurement leak = leakOf(sum(bed, dialogue, dbToAmplitude(level)), dialogue);
        qInfo("%.0f dB: %s", level, told(leak).c_str());
        QVERIFY2(!leak.events.empty() || level < -30.0, told(leak).c_str());
    }
}

void TstMeTest::holes()
{
    const Signal dialogue = without(mono(speechLike(20.0, rate, 4)), 0.0, 4.0);
    const Signal music = mono(chords(20.0));
    const Signal effects = mono(noise(0.05, 20.0, rate, 77));
    const Signal full = sum(music, effects);
    const Signal mix = sum(full, dialogue);
    const Measurement hole = holesOf(sum(music, without(effects, 8.0, 10.0)), mix, dialogue);
    QVERIFY2(!hole.events.empty(), told(hole).c_str());
    QVERIFY2(hole.events.front().start >= 8 * rate - rate / 10 && hole.events.back().end <= 10 * rate + rate / 10,
        told(hole).c_str());
}

void TstMeTest::noHoles()
{
    const Signal dialogue = mono(speechLike(20.0, rate, 4));
    const Signal music = mono(chords(20.0));
    const Signal effects = mono(noise(0.05, 20.0, rate, 77));
    const Signal mix = sum(sum(music, effects), dialogue);
    QVERIFY(holesOf(sum(music, effects), mix, dialogue).events.empty());
    // Effects recorded anew for two seconds: other sound, not less.
    const Signal again
        = sum(without(effects, 8.0, 10.0), without(without(mono(noise(0.05, 20.0, rate, 78)), 0.0, 8.0), 10.0, 20.0));
    const Measurement replaced = holesOf(sum(music, again), mix, dialogue);
    QVERIFY2(replaced.events.empty(), told(replaced).c_str());
}

void TstMeTest::cannotTell()
{
    const Signal dialogue = mono(speechLike(10.0, rate, 4));
    const Measurement other = holesOf(mono(noise(0.1, 10.0, rate, 1)), sum(mono(chords(10.0)), dialogue), dialogue);
    QVERIFY(other.state == MeasureState::notMeasured);
}

ASSAY_TEST(TstMeTest)
#include "tst_me_test.moc"
