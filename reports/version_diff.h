// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reports/report.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// A measure whose value changed. A measurement is empty where that version has none.
struct ValueChange {
    std::string id;
    std::optional<Measurement> before {};
    std::optional<Measurement> after {};
};

/// A rule that was or is in the way.
struct FindingChange {
    enum class Kind { fixed, stillThere, appeared };
    Kind kind = Kind::stillThere;
    Finding finding; ///< of the new version; of a fixed one: of the old
};

/// A programme of the old version and what stands for it in the new one.
struct ProgrammeDiff {
    std::string before;
    std::string after;
    std::optional<bool> sameEssence {}; ///< the stored audio data are the same; empty where that is not known
    MeasurementSet sound {}; ///< compare.*
    std::vector<std::string> notes {}; ///< on the sound, for people
    std::vector<ValueChange> metadata {}; ///< bext.*, ixml.*, ...
    std::vector<ValueChange> measures {}; ///< all others, where they changed by more than they are exact to
    std::vector<FindingChange> findings {}; ///< of what was judged in both versions
    std::optional<Verdict> verdictBefore {};
    std::optional<Verdict> verdictAfter {};
};

/// What changed from one version of a delivery to the next.
struct VersionDiff {
    std::vector<ProgrammeDiff> programmes;
    std::vector<std::string> removed {}; ///< programmes without a counterpart
    std::vector<std::string> added {};
    std::vector<FindingChange> delivery {}; ///< of what was judged over several programmes in both versions
};

/// Programmes of two versions that belong together: indices into both reports.
struct ProgrammePair {
    std::size_t before = 0;
    std::size_t after = 0;
};

/// By name, then by their stored audio data, then by position where each version is one file.
[[nodiscard]] std::vector<ProgrammePair> pairedProgrammes(const Report& before, const Report& after);

/// What changed, but for `sound` and `notes`, which take the media. Measures of a level or loudness count from a change
/// of 0.05 on.
[[nodiscard]] VersionDiff differences(
    const Report& before, const Report& after, const std::vector<ProgrammePair>& pairs);

/// The differences as `assay-comparison/1`: UTF-8, deterministic but for `created`, newline at the end.
[[nodiscard]] std::string toJson(const VersionDiff& diff, const Report& after);

/// The JSON Schema of `assay-comparison/1` that ships with Assay.
[[nodiscard]] std::string_view comparisonSchema();

} // namespace assay
