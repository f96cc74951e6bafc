// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/layout.h"
#include "core/base/sample_format.h"

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace assay
{

// Sounds made from their definitions: what the selftest and the tests measure. tst_signals tests them.

/// One channel; full scale is 1.0.
using Samples = std::vector<double>;

/// A programme in memory.
struct Signal {
    int sampleRate = 48000; ///< Hz
    Layout layout;
    std::vector<Samples> channels; ///< planar, one of equal length per channel of the layout
    SampleFormat sampleFormat = SampleFormat::integer;
    int bitDepth = 24;

    [[nodiscard]] std::size_t frames() const { return channels.empty() ? 0 : channels.front().size(); }
};

/// `seconds` of frames, to the nearest.
[[nodiscard]] std::size_t framesOf(double seconds, int sampleRate);

/// `frequency` in Hz; `peak` is linear, `phase` in degrees at the first sample.
[[nodiscard]] Samples sine(double frequency, double peak, double seconds, int sampleRate, double phase = 0.0);

/// Linear fades of `seconds` at both ends.
void fade(Samples& samples, double seconds, int sampleRate);

[[nodiscard]] Samples joined(std::initializer_list<Samples> parts);

constexpr double silentLevel = -200.0; // dBFS: this and less is silence in a tone sequence

/// One piece of a tone sequence: `seconds` at `level` dBFS peak.
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

/// EBU Tech 3341 v4 Table 1, tests 20 to 23, one channel: a sine of a sixth of the rate at half scale with exactly one
/// period of a fourth of the rate at full scale within; made at four times the rate, and every fourth sample from
/// `offset` (0 to 3) taken. True peak 0 dBTP.
[[nodiscard]] Samples insertedPeriod(std::size_t offset, int sampleRate);

} // namespace assay
