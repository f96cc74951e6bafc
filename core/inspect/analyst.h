// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/asset_hasher.h"
#include "core/inspect/discover.h"
#include "core/inspect/measure_programme.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace assay
{

/// One programme to measure, and what else is done while its files are read.
struct MeasureJob {
    const ProgrammePlan& programme;
    const DeliveryPlan& delivery;
    MeasureOptions options {};
    std::vector<std::size_t> hashed {}; ///< assets to hash on the way
    std::optional<std::filesystem::path> waveformFile {};
};

struct MeasureOutcome {
    Result<MeasuredProgramme> measured; ///< its waveform is written, not kept
    std::map<std::size_t, Result<AssetHashes>> hashes {}; ///< by asset
    std::optional<Error> notWritten {}; ///< of the waveform file
};

/// Who looks into files. What comes of it does not depend on who it was. May be asked from many threads at once;
/// throws nothing: a bug met in one file is that file's error.
class Analyst
{
public:
    Analyst() = default;
    Analyst(const Analyst&) = delete;
    Analyst& operator=(const Analyst&) = delete;
    virtual ~Analyst() = default;

    /// What the headers of one file say.
    [[nodiscard]] virtual PlannedAsset look(const FoundFile& found) = 0;

    [[nodiscard]] virtual MeasureOutcome measure(const MeasureJob& job) = 0;
};

/// This process itself.
class LocalAnalyst final : public Analyst
{
public:
    [[nodiscard]] PlannedAsset look(const FoundFile& found) override;
    [[nodiscard]] MeasureOutcome measure(const MeasureJob& job) override;
};

} // namespace assay
