// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/layout.h"
#include "core/base/result.h"
#include "core/media/audio_reader.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace assay
{

/// Sound of named channels that can be read from its start as often as needed.
struct SoundSource {
    std::string name; ///< as reports name it
    Layout layout;
    int sampleRate = 0;
    std::optional<FrameCount> frames {}; ///< what the file promises
    std::function<Result<std::unique_ptr<AudioReader>>()> open;
};

/// How a comparison runs.
struct CompareOptions {
    std::function<void(double fraction)> onProgress {}; ///< never falls, never exceeds 1
    std::stop_token stop {};
};

} // namespace assay
