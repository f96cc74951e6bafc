// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace assay
{

/// Lowest, highest and RMS sample of one bin, full scale 32767.
struct WaveformBin {
    std::int16_t low = 0;
    std::int16_t high = 0;
    std::int16_t rms = 0;
};

/// The picture of a programme's channels: what the app draws, never what is judged.
struct Waveform {
    int sampleRate = 0;
    int framesPerBin = 1024;
    std::vector<std::string> channels;
    std::vector<std::vector<WaveformBin>> bins; ///< one vector per channel, all of one length
};

/// A small binary file ("ASSAYWF1", little-endian); written atomically.
[[nodiscard]] Result<void> writeWaveform(const std::filesystem::path& file, const Waveform& waveform);
[[nodiscard]] Result<Waveform> readWaveform(const std::filesystem::path& file);

} // namespace assay
