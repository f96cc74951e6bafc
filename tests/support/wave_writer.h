// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace assay::test
{

enum class WaveDepth { uint8, int16, int24, int32, float32, float64 };
enum class WaveKind { riff, rf64, bw64 };

/// A chunk as it stands in the file; the writer adds size and pad byte. `id` has four characters.
struct WaveChunk {
    std::string id;
    std::string bytes;
};

/// How a test file is written. Whatever is not said is a plain, correct 48 kHz / 24-bit WAV.
struct WaveOptions {
    int sampleRate = 48000;
    WaveDepth depth = WaveDepth::int24;
    WaveKind kind = WaveKind::riff;
    std::optional<std::uint32_t> mask {}; ///< set: WAVEFORMATEXTENSIBLE with this channel mask
    std::optional<int> validBits {}; ///< WAVEFORMATEXTENSIBLE only; empty: as wide as the container
    std::vector<WaveChunk> before {}; ///< between `fmt ` and `data`
    std::vector<WaveChunk> after {}; ///< behind `data`
    std::optional<std::uint64_t> declaredDataBytes {}; ///< set: the header lies about the size of `data`
};

/// One plane per channel, full scale 1.0, all of the same length.
using Planes = std::vector<std::vector<double>>;

/// The bytes of a WAV file that holds `planes`. Values are rounded to the nearest step and limited to what the depth
/// holds; floats pass as they are, NaN and infinity too.
[[nodiscard]] std::string waveBytes(const Planes& planes, const WaveOptions& options = {});

/// Writes `waveBytes` to `file`. Throws std::runtime_error where the disk refuses.
void writeWave(const std::filesystem::path& file, const Planes& planes, const WaveOptions& options = {});

/// Writes any bytes to `file`; the same errors.
void writeBytes(const std::filesystem::path& file, const std::string& bytes);

/// What an exact reader gives back for `value` stored at `depth`.
[[nodiscard]] double storedValue(double value, WaveDepth depth);

/// A sine of one plane; `amplitude` 1.0 is full scale, `phase` in radians.
[[nodiscard]] std::vector<double> sine(
    double hertz, double amplitude, std::size_t frames, int sampleRate = 48000, double phase = 0.0);

} // namespace assay::test
