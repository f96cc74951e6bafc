// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/measure/series.h"

#include <optional>

namespace assay
{

/// What the stored series say about a stretch of a programme. Each is empty where nothing in the stretch says it.
struct SelectionFacts {
    std::optional<double> loudness; ///< LUFS, gated over the momentary values whose 400 ms lie inside: BS.1770
    std::optional<double> shortTermMax; ///< LUFS
    std::optional<double> truePeak; ///< dBTP, highest of the entries that the stretch touches
    std::optional<double> correlation; ///< lowest
};

/// `range` in frames of the programme at `sampleRate`.
[[nodiscard]] SelectionFacts factsOf(const Series& series, const TimeRange& range, int sampleRate);

} // namespace assay
