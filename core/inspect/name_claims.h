// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace assay
{

/// What a file's name says about its format: "film_48k_24bit.wav".
struct NameClaims {
    std::optional<double> kilohertz {};
    std::optional<int> bits {};
};

/// Only what can hardly mean anything else: 44, 44.1, 48, 88, 88.2, 96, 176, 176.4 or 192 before "k" or "kHz" (of a
/// coded file "kHz" only: 96k may be its bit rate), 16, 24 or 32 before "bit". Two different claims are none.
[[nodiscard]] NameClaims claimsOfName(std::string_view fileName, bool isCoded);

/// Is a rate in Hz what people write as `kilohertz`: 44.1 or 44 for 44100?
[[nodiscard]] bool isRateMeant(double kilohertz, int sampleRate);

} // namespace assay
