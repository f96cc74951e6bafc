// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/programme_plan.h"
#include "core/inspect/track_map.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <vector>

namespace assay
{

/// A file as it was found: `named` ones were given by name, the others lie in a folder that was given.
struct FoundFile {
    std::filesystem::path file;
    std::string displayPath; ///< UTF-8, relative to what all given paths have in common
    bool named = false;
    std::optional<Error> error {}; ///< the path does not exist, or is a folder that cannot be listed or holds no file
};

/// The files behind the given paths, ordered by display path, each once. Hidden files and folders inside a folder are
/// left out. A path that leads nowhere is an entry with an error, so that the others are still judged.
[[nodiscard]] std::vector<FoundFile> findFiles(const std::vector<std::filesystem::path>& paths);

class Analyst;

/// What the headers of one file say. May throw where Assay has a bug.
[[nodiscard]] PlannedAsset planAsset(const FoundFile& found);

/// Has `analyst` look at the files, `threads` of them side by side. A file that was not named and is no audio
/// is ignored, unless its extension says that it ought to be. Errors: `cancelled`; `usage` where a person's word cannot
/// be true of a file.
[[nodiscard]] Result<DeliveryPlan> planDelivery(const std::vector<FoundFile>& files, Analyst& analyst, unsigned threads,
    std::stop_token stop, const PlanHints& hints = {});

} // namespace assay
