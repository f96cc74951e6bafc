// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/measure/measure_spec.h"
#include "specs/evaluate.h"
#include "specs/table_reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// What a measure says of the channels a rule looks at.
struct ScopedMeasurement {
    std::vector<Measurement> parts {}; ///< one a channel; places come as one, with those of other channels left out
    std::vector<std::string> names {}; ///< of `parts`: "Ls", "L/R"; empty for places
    std::string outOfScope {}; ///< set where the programme has none of these channels: why
};

/// `measurement` by channel. A pair ("L/R") is in scope where both of its channels are; places on all channels at once
/// always are. What is not known by channel, or not at all, comes as one part that says so.
[[nodiscard]] ScopedMeasurement inScope(
    const Measurement& measurement, const ChannelScope& scope, const std::vector<std::string>& channels);

/// "on L, R or C", "on every channel but LFE"; empty for the whole programme.
[[nodiscard]] std::string describeScope(const ChannelScope& scope);

/// Can a measure be told by channel: has it places, or is it one of those that hold a value for each channel?
[[nodiscard]] bool isKnownByChannel(const MeasureSpec& spec);

/// Reports names that no channel can have.
void lintScope(const std::vector<std::string>& names, TextPosition position, Problems& problems);

} // namespace assay
