// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// One file of a bundle.
struct BundlePart {
    std::string name; ///< with forward slashes: "signatures/1.minisig"
    std::string bytes;
};

using Bundle = std::vector<BundlePart>;

/// nullptr where there is no such part.
[[nodiscard]] const BundlePart* partNamed(const Bundle& bundle, std::string_view name);

/// Writes a zip where `to` ends with ".zip", else a folder: whole or not at all, on the disk when it returns. `time`
/// (UTC, ISO 8601) is what the zip says of its files. Errors: `write`, also where there is something already: what is
/// archived is not overwritten.
[[nodiscard]] Result<void> writeBundle(const Bundle& bundle, const std::filesystem::path& to, std::string_view time);

/// Errors: `notFound`, `notReadable`, `malformed` for a broken zip, `unsupported` for what is larger than any bundle.
[[nodiscard]] Result<Bundle> readBundle(const std::filesystem::path& from);

} // namespace assay
