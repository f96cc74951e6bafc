// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/package_example.h"

#include "core/base/units.h"
#include "tests/support/chunk_bytes.h"
#include "tests/support/signals.h"
#include "tests/support/wave_writer.h"

#include <algorithm>
#include <array>

namespace assay::test
{

namespace
{

constexpr int rate = 48000; // Hz
constexpr double seconds = 20.0;
constexpr std::size_t late = 480; // samples
constexpr std::uint32_t mask51 = 0x3F; // L R C LFE Ls Rs
constexpr std::uint32_t maskStereo = 0x3;
constexpr std::uint64_t startOfDay = std::uint64_t { 3600 } * rate; // 01:00:00:00

enum Position { left, right, centre, lfe, leftSurround, rightSurround };

Planes silentBed()
{
    return Planes(6, silence(seconds, rate));
}

Planes dialogueBed()
{
    Planes bed = silentBed();
    bed[centre] = scaled(speechLike(seconds, rate, 15), dbToAmplitude(-9.0));
    return bed;
}

Planes musicBed()
{
    Planes bed = silentBed();
    for (const std::size_t channel : { left, right, leftSurround, rightSurround })
        bed[channel]
            = scaled(noise(1.0, seconds, rate, 20 + static_cast<std::uint32_t>(channel)), dbToAmplitude(-34.0));
    return bed;
}

/// Quieter until 7 s and from 17 s on, so that there is a loudness range.
Planes shaped(Planes bed)
{
    constexpr double quiet = 0.4;
    for (std::vector<double>& channel : bed) {
        for (std::size_t i = 0; i < channel.size(); ++i) {
            const double at = static_cast<double>(i) / rate;
            const double open = std::clamp(std::min(at - 7.0, 17.0 - at) / 2.0, 0.0, 1.0);
            channel[i] *= quiet + (1.0 - quiet) * open;
        }
    }
    return bed;
}

/// A burst a second, each in its own channel.
Planes effectsBed()
{
    Planes bed = silentBed();
    bed[centre] = scaled(noise(1.0, seconds, rate, 30), dbToAmplitude(-50.0)); // room tone
    const Samples sound = noise(1.0, seconds, rate, 31);
    for (std::size_t second = 1; second + 1 < static_cast<std::size_t>(seconds); ++second) {
        constexpr std::array<std::size_t, 4> round { left, rightSurround, right, leftSurround };
        for (std::size_t i = 0; i < rate / 4; ++i) {
            const std::size_t at = second * rate + i;
            const double decay = 1.0 - static_cast<double>(i) / (rate / 4);
            bed[round[second % 4]][at] = sound[at] * decay * dbToAmplitude(-26.0);
        }
    }
    return bed;
}

Planes sumOf(const Planes& a, const Planes& b)
{
    Planes sum = a;
    for (std::size_t channel = 0; channel < sum.size(); ++channel) {
        for (std::size_t i = 0; i < sum[channel].size(); ++i)
            sum[channel][i] += b[channel][i];
    }
    return sum;
}

/// Lo/Ro of ITU-R BS.775: centre and surrounds at -3 dB.
Planes foldedDown(const Planes& bed)
{
    constexpr double lift = 1.2; // so that the dialogue of the 2.0 is as loud as that of the 5.1
    const double half = dbToAmplitude(-3.0);
    Planes stereo(2, silence(seconds, rate));
    for (std::size_t i = 0; i < stereo[0].size(); ++i) {
        stereo[0][i] = lift * (bed[left][i] + half * (bed[centre][i] + bed[leftSurround][i]));
        stereo[1][i] = lift * (bed[right][i] + half * (bed[centre][i] + bed[rightSurround][i]));
    }
    return stereo;
}

Planes delayed(Planes bed)
{
    for (std::vector<double>& channel : bed) {
        channel.insert(channel.begin(), late, 0.0);
        channel.resize(channel.size() - late);
    }
    return bed;
}

/// The dialogue of four seconds, as it stays in an M&E when a fader was left open.
Planes leftOver(const Planes& dialogue)
{
    Planes bed = silentBed();
    for (auto i = static_cast<std::size_t>(8 * rate); i < static_cast<std::size_t>(12 * rate); ++i)
        bed[centre][i] = dialogue[centre][i] * dbToAmplitude(-12.0);
    return bed;
}

WaveChunk bext()
{
    std::string bytes(602, '\0'); // EBU Tech 3285, no coding history
    const auto put = [&](std::size_t at, const std::string& text) { bytes.replace(at, text.size(), text); };
    put(0, "Nightfall, episode 2");
    put(256, "Assay example");
    put(320, "2026-11-22");
    put(330, "10:00:00");
    put(338, number(startOfDay, 8));
    put(346, number(1, 2)); // version 1: no loudness fields
    return { "bext", bytes };
}

WaveChunk ixml()
{
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><BWFXML><IXML_VERSION>2.0</IXML_VERSION><SPEED>"
                       "<TIMECODE_FLAG>NDF</TIMECODE_FLAG><TIMECODE_RATE>24/1</TIMECODE_RATE></SPEED></BWFXML>";
    text.resize((text.size() + 1) / 2 * 2, '\n');
    return { "iXML", text };
}

void write(const std::filesystem::path& folder, const std::string& rest, const Planes& planes)
{
    WaveOptions options;
    if (planes.size() > 1)
        options.mask = planes.size() == 2 ? maskStereo : mask51;
    options.before = { bext(), ixml() };
    writeWave(folder / ("nightfall_s01e02_v04_" + rest + ".wav"), planes, options);
}

} // namespace

void writePackage(const std::filesystem::path& folder, const PackageFaults& faults)
{
    std::filesystem::create_directories(folder);
    const Planes dialogue = shaped(dialogueBed());
    const Planes music = shaped(musicBed());
    const Planes effects = shaped(effectsBed());
    const Planes musicAndEffects = sumOf(music, effects);
    const Planes mix = sumOf(musicAndEffects, dialogue);
    write(folder, "PM_Nearfield_6ch_48k_24b_24", mix);
    write(folder, faults.lie ? "PM_Nearfield_2ch_96k_24b_24" : "PM_Nearfield_2ch_48k_24b_24", foldedDown(mix));
    write(folder, "ME_Nearfield_6ch_48k_24b_24",
        faults.leak ? sumOf(musicAndEffects, leftOver(dialogue)) : musicAndEffects);
    write(folder, "DIAStem_Nearfield_6ch_48k_24b_24", dialogue);
    write(folder, "MXStem_Nearfield_6ch_48k_24b_24", faults.late ? delayed(music) : music);
    write(folder, "FXStem_Nearfield_6ch_48k_24b_24", effects);
    const std::array legs { "L", "R", "C", "LFE", "Ls", faults.leg ? "Rss" : "Rs" };
    for (std::size_t channel = 0; channel < legs.size(); ++channel)
        write(folder, std::string("OPT_Nearfield_6ch_48k_24b_24.") + legs[channel], { effects[channel] });
    if (!faults.missing)
        write(folder, "PM_Nearfield_6ch_ADM_48k_24b_24", mix);
}

} // namespace assay::test
