// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/layout.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace assay
{

/// The part a file plays in a delivery by the tokens of its name: "mix" (PM, or nothing said), "m&e", "dialogue",
/// "music", "effects", "stem". Only tokens of the trade count (DIASTEM, MX, "music stem"); a song called "Effects"
/// stays a mix.
[[nodiscard]] std::string roleOf(const std::filesystem::path& file);

/// A role, and where it is known from.
struct SaidRole {
    std::string role;
    LayoutSource source = LayoutSource::assumed; ///< `assumed`: nothing said, so it is the mix
};

/// By the file's name, else by the names that iXML gives its tracks ("DX L", "DX R").
[[nodiscard]] SaidRole saidRole(const std::filesystem::path& file, const std::vector<std::string>& trackNames);

/// The role that the name says; empty where it says none ("mix" is then only likely).
[[nodiscard]] std::optional<std::string> roleInName(const std::filesystem::path& file);

} // namespace assay
