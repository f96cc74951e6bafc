// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/layout.h"
#include "core/base/sample_format.h"
#include "core/measure/measure_spec.h"
#include "core/measure/measurement_set.h"
#include "core/media/block.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay
{

/// What an analyzer may know of a programme before the first block. Nothing about files, profiles or limits.
struct AnalyzerContext {
    int sampleRate = 48000;
    Layout layout;
    std::vector<std::string> channelNames; ///< unique, in channel order
    SampleFormat sampleFormat = SampleFormat::integer;
    int bitDepth = 24; ///< of the source; 0 where coded
    bool isScene = false; ///< the tracks are placed by a renderer: what they sum up to is not known from them
};

/// Measures one concern in one pass.
///
/// Lifecycle: created, `process` with consecutive blocks of whole cells of the 10 ms grid, any number of them (results
/// must not depend on it; only the programme's last cell may not be whole), `finish` once. What others need of a block,
/// too, is there already: shared_sound.h. One thread at a time, but not always the same one. No I/O, no globals, no
/// clock. Exceptions mean bugs; the pipeline turns them into "not measured" for this analyzer's ids and goes on with
/// the others. A block's planes stay where they are until the next one is through, or `finish`.
class Analyzer
{
public:
    Analyzer() = default;
    Analyzer(const Analyzer&) = delete;
    Analyzer& operator=(const Analyzer&) = delete;
    virtual ~Analyzer() = default;

    virtual void process(const Block& block) = 0;

    /// Adds every declared output exactly once (with a reason where there is no value), and its series if it has any.
    /// Analyzers finish in the registry's order into one set: what stands above is there to be read.
    virtual void finish(MeasurementSet& out) = 0;
};

/// One line of the registry.
struct AnalyzerSpec {
    std::string_view name; ///< the file's name
    std::span<const MeasureSpec> outputs;
    std::unique_ptr<Analyzer> (*create)(const AnalyzerContext& context);
    std::span<const std::string_view> reads {}; ///< measures of analyzers above it that `finish` looks up
};

/// All analyzers, in a fixed order.
[[nodiscard]] std::span<const AnalyzerSpec* const> analyzerRegistry();

} // namespace assay
