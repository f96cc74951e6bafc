// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/inspection.h"

#include <filesystem>
#include <vector>

namespace assay
{

/// What a folder of media holds now, by path: sound with hashes of file and essence, and every other file with its
/// hashes alone. Folders named `ascmhl` are about the others. Errors: as `inspect`.
[[nodiscard]] Result<std::vector<AssetRecord>> mediaIn(const std::filesystem::path& folder);

/// Those of them that hold sound.
[[nodiscard]] Result<std::vector<AssetRecord>> soundsIn(const std::filesystem::path& folder);

} // namespace assay
