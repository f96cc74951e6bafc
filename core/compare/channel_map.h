// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/sound_source.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace assay
{

/// Which channel of a sound feeds each channel of a mix.
struct ChannelMap {
    std::vector<std::optional<std::size_t>> from; ///< by channel of the mix; empty: the sound has nothing there
    std::string note {}; ///< what a person should know of it; empty where names decide
};

/// By names: L to L, and Lt/Rt to L/R. Mono goes to the centre, in a mix without one to left and right; channels that
/// nobody named go by position where their number is the mix's. Errors: `unsupported`, where a channel has no place in
/// the mix or the rates differ.
[[nodiscard]] Result<ChannelMap> mapChannels(const SoundSource& sound, const SoundSource& mix);

} // namespace assay
