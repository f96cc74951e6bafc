// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/base/layout.h"
#include "core/base/sample_format.h"

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

/// Sounds made from their definitions. tst_signals tests them.
namespace assay::test
{

using Samples = std::vector<double>;

/// A programme in memory.
struct Signal {
    int sampleRate = 48000; // Hz
    Layout layout;
    std::vector<Samples> channels; ///< planar, one of equal length per channel of the layout
    SampleFormat sampleFormat = SampleFormat::integer;
    int bitDepth = 24;

    [[nodiscard]] std::size_t frames() const { return channels.empty() ? 0 : channels.front().size(); }
};

/// `seconds` of frames, to the nearest.
[[nodiscard]] std::size_t framesOf(double seconds, int sampleRate);

/// `peak` is linear, `phase` in degrees at the first sample.
[[nodiscard]] Samples sine(double frequency, double peak, double seconds, int sampleRate, double phase = 0.0);
[[nodiscard]] Samples silence(double seconds, int sampleRate);

/// White noise, uniform in [-peak, peak): the same for the same seed on every machine.
[[nodiscard]] Samples noise(double peak, double seconds, int sampleRate, std::uint32_t seed);

/// Like speech in its loudness: noise in syllables and pauses at changing levels, from a fixed seed.
[[nodiscard]] Samples speechLike(double seconds, int sampleRate, std::uint32_t seed);

/// Linear fades of `seconds` at both ends.
void fade(Samples& samples, double seconds, int sampleRate);

[[nodiscard]] Samples joined(std::initializer_list<Samples> parts);
[[nodiscard]] Samples scaled(Samples samples, double gain);

/// One piece of a tone sequence: `seconds` at `level` dBFS peak; a level of -200 or less is silence.
struct TonePart {
    double seconds;
    double level;
};

/// The pieces one after another, one phase running through.
[[nodiscard]] Samples toneSequence(const std::vector<TonePart>& parts, double frequency, int sampleRate);

/// The same samples in every channel of the usual layout of that name.
[[nodiscard]] Signal inAllChannels(std::string_view layoutName, const Samples& samples, int sampleRate);

/// The samples in one channel of a layout, silence in the others.
[[nodiscard]] Signal inOneChannel(const Layout& layout, std::size_t channel, const Samples& samples, int sampleRate);

} // namespace assay::test
