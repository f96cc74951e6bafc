// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/inspect/codec_peaks.h"
#include "core/inspect/delivery_step.h"
#include "core/inspect/inspection.h"
#include "core/inspect/measure_choice.h"
#include "core/inspect/speech_detector.h"
#include "core/inspect/track_map.h"
#include "core/measure/catalogue.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace assay
{

class Analyst;

/// How far an inspection is. `fraction` never falls and never exceeds 1.
struct InspectProgress {
    std::string programme;
    double fraction = 0.0; ///< of this programme
    double totalFraction = 0.0; ///< of everything asked for
};

struct InspectOptions {
    unsigned jobs = 0; ///< threads in all; 0: one per core. Results do not depend on it.
    std::size_t blockFrames = 16384; ///< results do not depend on it either
    MeasureChoice only {}; ///< the measures to take; others are absent from the records
    bool hashes = true; ///< of files and essence; without, records hold none
    bool crossCheck = false; ///< also measure with libebur128 (crosscheck.* measures)
    std::vector<std::filesystem::path>
        dialogueStems {}; ///< files known to hold the dialogue, inspected with the others
    AskedMeasures asked {}; ///< what costs too much to run unasked runs for these: peak.true_after_codec*,
                            ///< loudness.dialogue* (by a speech detector)
    MakeSpeechDetector makeDetector = installedDetector; ///< what listens for dialogue, where that is asked for
    std::optional<std::filesystem::path>
        waveformFolder {}; ///< where to write one waveform file per programme ("0.wf", "1.wf", ...)
    std::function<void(const InspectProgress&)>
        onProgress {}; ///< called from worker threads, one at a time, at most ~20 times a second
    /// Called as each programme ends (one at a time, in the order they end).
    std::function<void(std::size_t index, const ProgrammeRecord&)> onProgramme {};
    PlanHints hints {}; ///< what a person or a profile knows of the files beside what they say themselves
    /// Asked once, when all programmes are measured: whose sound shall be held against whose?
    std::function<std::vector<ComparisonRequest>(const std::vector<ProgrammeRecord>&)> comparisons {};
    std::stop_token stop {};
    Analyst* analyst = nullptr; ///< who looks into the files; none: this process itself
};

/// Finds the programmes in files and folders (a folder is one delivery, read recursively), reads every asset once and
/// measures everything. A file that cannot be read is a record with an error, not a failure of the inspection.
/// Errors: `notFound` where folders hold files but no sound, `usage` for a hint that fits no file of theirs, `cancelled`,
/// `write` for the waveform files.
[[nodiscard]] Result<Inspection> inspect(
    const std::vector<std::filesystem::path>& paths, const InspectOptions& options);

/// Every measure that an inspection can hold.
[[nodiscard]] const Catalogue& catalogue();

} // namespace assay
