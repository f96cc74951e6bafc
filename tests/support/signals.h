// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/selftest_signals.h"

#include <cstdint>

/// Sounds made from their definitions. tst_signals tests them.
namespace assay::test
{

// The ones that Assay measures itself by are its own.
using assay::fade;
using assay::framesOf;
using assay::inAllChannels;
using assay::inOneChannel;
using assay::joined;
using assay::Samples;
using assay::Signal;
using assay::sine;
using assay::TonePart;
using assay::toneSequence;

[[nodiscard]] Samples silence(double seconds, int sampleRate);

/// White noise, uniform in [-peak, peak): the same for the same seed on every machine.
[[nodiscard]] Samples noise(double peak, double seconds, int sampleRate, std::uint32_t seed);

/// Like speech in its loudness: noise in syllables and pauses at changing levels, from a fixed seed.
[[nodiscard]] Samples speechLike(double seconds, int sampleRate, std::uint32_t seed);

[[nodiscard]] Samples scaled(Samples samples, double gain);

} // namespace assay::test
