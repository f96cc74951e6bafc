// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace assay
{

constexpr int speechRate = 16000; // Hz: what detectors of speech hear
constexpr std::size_t speechWindow = 512; // samples: 32 ms, one probability

/// Hears a programme and says how probable speech is. One object a programme. What it says depends on the sound alone,
/// not on how that is cut into blocks. Throws where it cannot go on.
class SpeechDetector
{
public:
    SpeechDetector() = default;
    SpeechDetector(const SpeechDetector&) = delete;
    SpeechDetector& operator=(const SpeechDetector&) = delete;
    virtual ~SpeechDetector() = default;

    /// Name, version and hash of what decides, for the report.
    [[nodiscard]] virtual std::string name() const = 0;

    /// The next samples at `speechRate`, full scale 1.0.
    virtual void hear(std::span<const float> samples) = 0;

    /// After the last sample: the probability of speech (0 to 1) of each window, the last one filled with silence.
    [[nodiscard]] virtual std::vector<float> finish() = 0;
};

/// Makes a detector for one programme; the error says why there is none and how to get one.
using MakeSpeechDetector = std::function<Result<std::unique_ptr<SpeechDetector>>()>;

/// The folder beside the program in which the detector's library and model lie: ../lib/assay.
[[nodiscard]] std::filesystem::path speechFolder();

/// Silero VAD v6 run by ONNX Runtime, both loaded once from `folder` (the library also from the system).
/// Errors: `notFound`, `unsupported` (another model, a library that is none), with what to do.
[[nodiscard]] Result<std::unique_ptr<SpeechDetector>> makeSilero(const std::filesystem::path& folder);

/// The one that lies in `speechFolder()`.
[[nodiscard]] Result<std::unique_ptr<SpeechDetector>> installedDetector();

} // namespace assay
