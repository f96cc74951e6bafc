// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/spoken_mix.h"

#include "core/media/probe.h"

#include <stdexcept>

namespace assay::test
{

namespace
{

constexpr double rate = 48000.0; // Hz
constexpr double pause = 4.0; // s
enum Position { left, right, centre, lfe, leftSurround, rightSurround, count };

Planes soundOfExample(const std::string& name)
{
    const std::filesystem::path file
        = std::filesystem::path(ASSAY_SOURCE_DIR) / "packaging/example/sources" / (name + ".flac");
    auto reader = openAudio(file, 0);
    if (!reader)
        throw std::runtime_error(reader.error().message);
    const AudioFormat& format = (*reader)->format();
    Planes planes(format.channels(), std::vector<double>(static_cast<std::size_t>(format.frames.value())));
    std::vector<double*> rows;
    for (std::vector<double>& plane : planes)
        rows.push_back(plane.data());
    if ((*reader)->read(rows, planes.front().size()).value_or(0) == 0)
        throw std::runtime_error("cannot be read: " + file.string());
    return planes;
}

// Over and over, with silence between, up to `until`.
void add(std::vector<double>& target, const std::vector<double>& sound, double gain, std::size_t gap, double until)
{
    const auto end = std::min(target.size(), static_cast<std::size_t>(until * rate));
    for (std::size_t i = 0; i < end; ++i) {
        const std::size_t at = i % (sound.size() + gap);
        target[i] += at < sound.size() ? gain * sound[at] : 0.0;
    }
}

Planes silentBed(const SpokenMix& mix)
{
    return Planes(count, std::vector<double>(static_cast<std::size_t>(mix.seconds * rate)));
}

} // namespace

Planes dialogueOf(const SpokenMix& mix)
{
    Planes bed = silentBed(mix);
    add(bed[centre], soundOfExample("dialogue").front(), mix.speechGain, static_cast<std::size_t>(pause * rate),
        mix.spoken);
    return bed;
}

Planes planesOf(const SpokenMix& mix)
{
    Planes bed = dialogueOf(mix);
    const Planes music = soundOfExample("music");
    for (const std::size_t side : { left, right })
        add(bed[side], music[side], mix.musicGain, 0, mix.seconds);
    return bed;
}

} // namespace assay::test
