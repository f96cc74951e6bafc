// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace assay
{

// What the codes of a dbmd chunk mean; "code n" is nobody's, so an unknown one is "unknown".

[[nodiscard]] std::string_view channelModeName(int acmod); ///< "3/2"; ATSC A/52:2018, 5.4.2.3
[[nodiscard]] std::string_view bitstreamModeName(int bsmod); ///< "complete main"; ATSC A/52:2018, 5.4.2.2
[[nodiscard]] std::string_view digitalDownmixName(int dmixmod); ///< "Lt/Rt", "Lo/Ro", "Pro Logic II", "not indicated"
[[nodiscard]] std::string_view compressionName(int profile); ///< "none", "film standard", ...
[[nodiscard]] std::string_view stereoDownmixName(int code); ///< "Lo/Ro", "Pro Logic", "direct render", ...
[[nodiscard]] std::string_view warpName(int code); ///< to 5.1: "direct render", "Lo/Ro", "not indicated", ...
[[nodiscard]] std::string_view binauralName(int code); ///< "off", "near", "far", "mid", "not indicated"
[[nodiscard]] std::string_view trimLayoutName(std::size_t place); ///< "2.0", "5.1", ..., "7.1.4"

} // namespace assay
