// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/measure/measurement_set.h"

#include <string>
#include <string_view>
#include <vector>

namespace assay
{

struct AnalyzerSpec;

/// Which measures somebody wants: all, or those whose id fits a pattern.
class MeasureChoice
{
public:
    /// All measures.
    MeasureChoice() = default;

    /// The measures that fit any of the patterns, in which `*` stands for any characters: "loudness.*".
    /// Errors: `usage` where a pattern fits no measure there is.
    [[nodiscard]] static Result<MeasureChoice> of(std::vector<std::string> patterns);

    [[nodiscard]] bool wants(std::string_view id) const;

    /// The analyzers that deliver what is wanted, and those whose results these read, in the registry's order.
    [[nodiscard]] std::vector<const AnalyzerSpec*> analyzers() const;

    /// Drops what is not wanted. Series of the analyzers that ran stay.
    void apply(MeasurementSet& measures) const;

private:
    std::vector<std::string> m_patterns {}; ///< none: all
};

} // namespace assay
