// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/read_listener.h"
#include "core/inspect/codec_peaks.h"
#include "core/inspect/file_facts.h"
#include "core/inspect/measure_choice.h"
#include "core/inspect/programme_plan.h"
#include "core/inspect/speech_detector.h"
#include "core/inspect/waveform.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>

namespace assay
{

struct MeasureOptions {
    unsigned threads = 1; ///< inside this one programme
    std::size_t blockFrames = 16384;
    bool crossCheck = false;
    AskedMeasures asked {};
    MakeSpeechDetector makeDetector = installedDetector; ///< runs where dialogue is asked for
    bool waveform = false;
    MeasureChoice choice {};
    std::function<void(double fraction)> onProgress {};
    /// What is found of the sound as a whole; asked for once, after the last block.
    std::function<SoundFindings()> findingsOfSound {};
    std::function<ReadListener*(std::size_t asset)> listenerOf {}; ///< who overhears the reading of the plan's assets
    std::function<bool()> aside {}; ///< other work for threads that would have to wait; false: there is none
    std::stop_token stop {};
};

struct MeasuredProgramme {
    ProgrammeRecord record;
    std::optional<Waveform> waveform {};
    std::optional<Fault> fault {}; ///< the sound ended before the header said
};

/// Reads a programme once and measures everything. Errors: a source cannot be opened or decoded; `cancelled`.
[[nodiscard]] Result<MeasuredProgramme> measureProgramme(
    const ProgrammePlan& programme, const DeliveryPlan& delivery, const MeasureOptions& options);

} // namespace assay
