// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/layout.h"

#include <optional>
#include <string_view>

namespace assay
{

// Definitions that every ADM may refer to without holding them: ITU-R BS.2094, ids of xxxx up to 0FFF.

/// Is this the id of a pack, channel, stream or track format of everyone's, or of a track that is silent by definition
/// (ATU_00000000)?
[[nodiscard]] bool isCommonDefinition(std::string_view id);

/// The loudspeaker of everyone's channel format (AC_0001xxxx) or track format (AT_0001xxxx_01).
[[nodiscard]] std::optional<Speaker> commonSpeaker(std::string_view id);

/// Usual name of everyone's pack format (AP_0001xxxx): "5.1", "7.1.4"; empty for others.
[[nodiscard]] std::string_view commonPackName(std::string_view id);

/// The loudspeaker of a speakerLabel: of BS.2051 ("M+030", with or without its urn) or of a Dolby Atmos bed ("RC_Lss").
[[nodiscard]] std::optional<Speaker> speakerOfLabel(std::string_view label);

} // namespace assay
