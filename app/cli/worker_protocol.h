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
/// One version of a programme's sound against another.
struct CompareTask {
    MeasureTask before {}; ///< files and programme alone
    MeasureTask after {};
};
/// A null test as a whole: nobody else reads what it finds.
struct NullTask {
    std::filesystem::path mix {};
    std::vector<std::filesystem::path> stems {};
};
using WorkerTask = std::variant<LookTask, MeasureTask, CompareTask, NullTask>;

/// What changed in the sound, as measures and as words for people.
struct SoundAnswer {
    MeasurementSet measures {};
    std::vector<std::string> notes {};
};
struct NullAnswer {
    Inspection inspection {};
    std::string text {}; ///< for the terminal
};

[[nodiscard]] std::string lineOf(const LookTask& task);
[[nodiscard]] std::string lineOf(const MeasureTask& task);
[[nodiscard]] std::string lineOf(const CompareTask& task);
[[nodiscard]] std::string lineOf(const NullTask& task);
[[nodiscard]] Result<WorkerTask> taskFrom(std::string_view line);

/// What a worker answers: any number of progress lines, then what came of the task.
[[nodiscard]] std::string progressLine(double fraction);
[[nodiscard]] std::optional<double> progressIn(std::string_view line);
[[nodiscard]] std::string lineOf(const PlannedAsset& asset);
[[nodiscard]] std::string lineOf(const MeasureOutcome& outcome);
[[nodiscard]] std::string lineOf(const Result<SoundAnswer>& answer);
[[nodiscard]] std::string lineOf(const Result<NullAnswer>& answer);

/// As much of an asset as planning needs: the record, and of each stream rate, layout and length.
[[nodiscard]] Result<PlannedAsset> assetFrom(std::string_view line);
[[nodiscard]] Result<MeasureOutcome> outcomeFrom(std::string_view line);
[[nodiscard]] Result<SoundAnswer> soundAnswerFrom(std::string_view line);
[[nodiscard]] Result<NullAnswer> nullAnswerFrom(std::string_view line);

} // namespace assay
