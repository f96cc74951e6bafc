// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace assay
{

/// The part a file plays in a delivery by the tokens of its name: "mix" (PM, or nothing said), "m&e", "dialogue",
/// "music", "effects", "stem". Only tokens of the trade count (DIASTEM, MX, "music stem"); a song called "Effects"
/// stays a mix.
[[nodiscard]] std::string roleOf(const std::filesystem::path& file);

} // namespace assay
