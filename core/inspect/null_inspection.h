// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compare/null_test.h"
#include "core/inspect/inspection.h"

#include <filesystem>
#include <vector>

namespace assay
{

/// A null test of files: its facts as an inspection (the mix is the one programme, all files are assets) and in full.
struct NullInspection {
    Inspection inspection;
    NullTest test;
};

/// Takes the stems from the mix (see `nullTest`). A path is a file, one audio stream of a file ("film.mov#2", where no
/// file has that name), or a folder; the mix is one programme, every programme behind the stems' paths is a stem, but
/// for the mix itself. Errors: those of reading and of `nullTest`, `usage` where the mix is not one programme.
[[nodiscard]] Result<NullInspection> inspectNull(
    const std::filesystem::path& mix, const std::vector<std::filesystem::path>& stems, const CompareOptions& options);

} // namespace assay
