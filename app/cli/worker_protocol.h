// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/analyst.h"

#include <string>
#include <string_view>
#include <variant>

namespace assay
{

// What a program and its workers say to each other: one line of JSON each. Both are the same program, so nothing here
// is kept or read by anybody else.

/// What a worker is asked to do. A programme comes with the assets that it draws from, and no others.
struct LookTask {
    FoundFile found;
};
struct MeasureTask {
    std::vector<FoundFile> files {};
    ProgrammePlan programme {}; ///< `sources` count in `files`
    unsigned threads = 1;
    std::vector<std::size_t> hashed {};
    std::optional<std::filesystem::path> waveformFile {};
};
using WorkerTask = std::variant<LookTask, MeasureTask>;

[[nodiscard]] std::string lineOf(const LookTask& task);
[[nodiscard]] std::string lineOf(const MeasureTask& task);
[[nodiscard]] Result<WorkerTask> taskFrom(std::string_view line);

/// What a worker answers: any number of progress lines, then what came of the task.
[[nodiscard]] std::string progressLine(double fraction);
[[nodiscard]] std::optional<double> progressIn(std::string_view line);
[[nodiscard]] std::string lineOf(const PlannedAsset& asset);
[[nodiscard]] std::string lineOf(const MeasureOutcome& outcome);

/// As much of an asset as planning needs: the record, and of each stream rate, layout and length.
[[nodiscard]] Result<PlannedAsset> assetFrom(std::string_view line);
[[nodiscard]] Result<MeasureOutcome> outcomeFrom(std::string_view line);

} // namespace assay
