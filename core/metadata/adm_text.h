// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assay
{

// Values as an ADM writes them; empty for a text that is none.

/// "-0.5", "1e-3"; finite.
[[nodiscard]] std::optional<double> admNumber(std::string_view text);
[[nodiscard]] std::optional<int> admInteger(std::string_view text);
/// "0", "1", "true", "false".
[[nodiscard]] std::optional<bool> admFlag(std::string_view text);
/// Seconds of "hh:mm:ss.zzzzz" or, with a fraction, "hh:mm:ss.zzzzzSfffff". BS.2076-2, 6.13.
[[nodiscard]] std::optional<double> admSeconds(std::string_view text);
/// "0:01:30.50000": seconds for a person, five digits as the model writes them.
[[nodiscard]] std::string admTime(double seconds);

} // namespace assay
