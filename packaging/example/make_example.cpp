// SPDX-License-Identifier: GPL-3.0-or-later
// Renders the example delivery: a 5.1 mix, a stereo mix and three stems of 20 s, some right and some wrong on purpose.
// Right: the stereo mix (-23.0 LUFS) and the dialogue stem.
// Wrong: the 5.1 mix was turned up after the stems were made (too loud, true peak over in the LFE), the music stem has
// a
//        clipped passage, the effects stem has its right leg inverted.
#include "core/base/units.h"

#include <sndfile.hh>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <numbers>
#include <stdexcept>
#include <string>
#include <vector>

namespace
{

using assay::dbToAmplitude;
using Channel = std::vector<double>;

constexpr int sampleRate = 48000; // Hz
constexpr std::size_t length = 20 * sampleRate; // frames: 500 pictures at 25 a second
constexpr std::int64_t startOfDay = std::int64_t { 36000 } * sampleRate; // 10:00:00:00 in frames after midnight

enum Position { left, right, centre, lfe, leftSurround, rightSurround };

/// 5.1, order L R C LFE Ls Rs.
using Surround = std::array<Channel, 6>;

Surround silence()
{
    Surround bed;
    bed.fill(Channel(length, 0.0));
    return bed;
}

std::vector<Channel> readClip(const std::filesystem::path& file)
{
    SndfileHandle in(file.string());
    if (in.error() != SF_ERR_NO_ERROR)
        throw std::runtime_error(file.string() + ": " + in.strError());
    const auto channels = static_cast<std::size_t>(in.channels());
    std::vector<double> interleaved(static_cast<std::size_t>(in.frames()) * channels);
    in.readf(interleaved.data(), in.frames());
    std::vector<Channel> clip(channels);
    for (std::size_t i = 0; i < interleaved.size(); ++i)
        clip[i % channels].push_back(interleaved[i]);
    return clip;
}

/// Adds `clip` to `target`, its first sample at `seconds`.
void place(Channel& target, const Channel& clip, double seconds, double gainDb)
{
    const auto start = static_cast<std::size_t>(std::lround(seconds * sampleRate));
    const double gain = dbToAmplitude(gainDb);
    for (std::size_t i = 0; i < clip.size() && start + i < target.size(); ++i)
        target[start + i] += gain * clip[i];
}

/// Second-order Butterworth low-pass.
Channel lowPassed(const Channel& in, double cutoff)
{
    const double k = std::tan(std::numbers::pi * cutoff / sampleRate);
    const double norm = 1.0 / (1.0 + std::numbers::sqrt2 * k + k * k);
    const double b0 = k * k * norm;
    const double a1 = 2.0 * (k * k - 1.0) * norm;
    const double a2 = (1.0 - std::numbers::sqrt2 * k + k * k) * norm;
    Channel out(in.size());
    double s1 = 0.0;
    double s2 = 0.0;
    for (std::size_t i = 0; i < in.size(); ++i) {
        out[i] = b0 * in[i] + s1;
        s1 = 2.0 * b0 * in[i] - a1 * out[i] + s2;
        s2 = b0 * in[i] - a2 * out[i];
    }
    return out;
}

struct Stems {
    Surround dialogue = silence();
    Surround music = silence();
    Surround effects = silence();
};

Stems stemsFrom(const std::filesystem::path& sources)
{
    Stems stems;
    place(stems.dialogue[centre], readClip(sources / "dialogue.flac").at(0), 2.0, 3.9);

    const auto music = readClip(sources / "music.flac");
    const auto boom = readClip(sources / "boom.flac");
    const Channel ambience = readClip(sources / "ambience.flac").at(0);
    for (const std::size_t side : { left, right }) {
        const std::size_t surround = side == left ? leftSurround : rightSurround;
        place(stems.music[side], music.at(side), 1.0, 13.0);
        place(stems.music[surround], music.at(side), 1.012, 4.0);
        for (const double start : { 1.0, 9.5 }) {
            place(stems.effects[side], ambience, start, 7.0);
            place(stems.effects[surround], ambience, start + 0.009, 4.0);
        }
        place(stems.effects[side], boom.at(side), 12.6, 1.0);
        place(stems.effects[surround], boom.at(side), 12.616, -6.0);
        place(stems.effects[lfe], lowPassed(boom.at(side), 100.0), 12.6, 9.7);
    }
    return stems;
}

Surround sumOf(const Stems& stems)
{
    Surround sum = silence();
    for (const Surround* stem : { &stems.dialogue, &stems.music, &stems.effects })
        for (std::size_t channel = 0; channel < sum.size(); ++channel)
            place(sum[channel], (*stem)[channel], 0.0, 0.0);
    return sum;
}

/// Lo/Ro after ITU-R BS.775-4 Annex 4: centre and surrounds at -3 dB, no LFE; then `gainDb`.
std::vector<Channel> foldedDown(const Surround& mix, double gainDb)
{
    std::vector<Channel> out;
    for (const std::size_t side : { left, right }) {
        Channel& channel = out.emplace_back(length, 0.0);
        place(channel, mix[side], 0.0, gainDb);
        place(channel, mix[centre], 0.0, gainDb - 3.0);
        place(channel, mix[side == left ? leftSurround : rightSurround], 0.0, gainDb - 3.0);
    }
    return out;
}

std::vector<Channel> turnedUp(const Surround& mix, double gainDb)
{
    std::vector<Channel> out;
    for (const Channel& channel : mix)
        place(out.emplace_back(length, 0.0), channel, 0.0, gainDb);
    return out;
}

/// Drives [from, to) seconds into full scale.
void clip(Channel& channel, double from, double to, double gainDb)
{
    const double gain = dbToAmplitude(gainDb);
    for (auto i = static_cast<std::size_t>(from * sampleRate); i < static_cast<std::size_t>(to * sampleRate); ++i)
        channel[i] = std::clamp(gain * channel[i], -1.0, 1.0);
}

std::string ixml(const std::vector<std::string>& trackNames)
{
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><BWFXML><IXML_VERSION>2.0</IXML_VERSION>"
                       "<PROJECT>Nightfall</PROJECT><SCENE>s01e02</SCENE><SPEED>"
                       "<TIMECODE_FLAG>NDF</TIMECODE_FLAG><TIMECODE_RATE>25/1</TIMECODE_RATE>"
                       "<FILE_SAMPLE_RATE>48000</FILE_SAMPLE_RATE><AUDIO_BIT_DEPTH>24</AUDIO_BIT_DEPTH></SPEED>"
                       "<TRACK_LIST><TRACK_COUNT>"
        + std::to_string(trackNames.size()) + "</TRACK_COUNT>";
    for (std::size_t i = 0; i < trackNames.size(); ++i) {
        const std::string index = std::to_string(i + 1);
        text += "<TRACK><CHANNEL_INDEX>" + index + "</CHANNEL_INDEX><INTERLEAVE_INDEX>" + index
            + "</INTERLEAVE_INDEX><NAME>" + trackNames[i] + "</NAME></TRACK>";
    }
    text += "</TRACK_LIST></BWFXML>";
    text.resize((text.size() + 3) / 4 * 4, '\n'); // chunks are written in whole words
    return text;
}

template <std::size_t size>
void fill(char (&field)[size], const std::string& text)
{
    std::memcpy(field, text.data(), std::min(size, text.size()));
}

void writeMetadata(SndfileHandle& out, const std::string& title, int channels)
{
    static const std::vector<std::string> names { "L", "R", "C", "LFE", "Ls", "Rs" };
    std::vector<int> map { SF_CHANNEL_MAP_LEFT, SF_CHANNEL_MAP_RIGHT, SF_CHANNEL_MAP_CENTER, SF_CHANNEL_MAP_LFE,
        SF_CHANNEL_MAP_REAR_LEFT, SF_CHANNEL_MAP_REAR_RIGHT };
    out.command(SFC_SET_CHANNEL_MAP_INFO, map.data(), channels * static_cast<int>(sizeof(int)));

    SF_BROADCAST_INFO bext {};
    fill(bext.description, "Nightfall, episode 2: " + title);
    fill(bext.originator, "Assay example");
    fill(bext.originator_reference, "NIGHTFALL-S01E02-V04");
    fill(bext.origination_date, "2026-11-22");
    fill(bext.origination_time, "10:00:00");
    bext.time_reference_low = static_cast<std::uint32_t>(startOfDay & 0xFFFFFFFF);
    bext.time_reference_high = static_cast<std::uint32_t>(startOfDay >> 32);
    bext.version = 1; // EBU Tech 3285: no loudness fields
    out.command(SFC_SET_BROADCAST_INFO, &bext, sizeof bext);

    std::string xml = ixml({ names.begin(), names.begin() + channels });
    SF_CHUNK_INFO chunk {};
    fill(chunk.id, "iXML");
    chunk.id_size = 4;
    chunk.data = xml.data();
    chunk.datalen = static_cast<unsigned>(xml.size());
    sf_set_chunk(out.rawHandle(), &chunk);
}

void write(const std::filesystem::path& folder, const std::string& kind, const std::vector<Channel>& channels)
{
    const auto count = static_cast<int>(channels.size());
    const auto file
        = folder / ("nightfall_s01e02_v04_" + kind + "_Nearfield_" + std::to_string(count) + "ch_48k_24b_25.wav");
    SndfileHandle out(file.string(), SFM_WRITE, SF_FORMAT_WAVEX | SF_FORMAT_PCM_24, count, sampleRate);
    if (out.error() != SF_ERR_NO_ERROR)
        throw std::runtime_error(file.string() + ": " + out.strError());
    out.command(SFC_SET_CLIPPING, nullptr, SF_TRUE);
    writeMetadata(out, kind, count);
    std::vector<double> interleaved;
    interleaved.reserve(length * channels.size());
    for (std::size_t i = 0; i < length; ++i)
        for (const Channel& channel : channels)
            interleaved.push_back(channel[i]);
    if (out.writef(interleaved.data(), length) != static_cast<sf_count_t>(length))
        throw std::runtime_error(file.string() + ": " + out.strError());
}

void render(const std::filesystem::path& sources, const std::filesystem::path& folder)
{
    std::filesystem::create_directories(folder);
    Stems stems = stemsFrom(sources);
    const Surround mix = sumOf(stems); // -23.0 LUFS
    write(folder, "PM", turnedUp(mix, 1.4));
    write(folder, "PM", foldedDown(mix, 0.05));

    clip(stems.music[left], 8.0, 8.08, 30.0);
    for (double& sample : stems.effects[right])
        sample = -sample;
    write(folder, "DIASTEM", { stems.dialogue.begin(), stems.dialogue.end() });
    write(folder, "MXSTEM", { stems.music.begin(), stems.music.end() });
    write(folder, "FXSTEM", { stems.effects.begin(), stems.effects.end() });
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fputs("usage: assay-make-example SOURCES FOLDER\n", stderr);
        return 2;
    }
    try {
        render(argv[1], argv[2]);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "assay-make-example: %s\n", error.what());
        return 2;
    }
}
