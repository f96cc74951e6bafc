// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frames.h"
#include "core/compare/sound_source.h"
#include "core/measure/measurement_set.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace assay
{

/// Where the new version is not the old one.
struct ChangedRange {
    TimeRange range; ///< frames of the new version, to 10 ms
    std::string channel; ///< of the new version; several with a slash between; empty: all of them
    double level = 0.0; ///< dB, the difference re the louder of both there
};

/// What changed in the sound from an old version to a new one.
struct SoundChange {
    int sampleRate = 0;
    FrameCount framesBefore = 0;
    FrameCount framesAfter = 0;
    std::vector<std::string> channels; ///< of the new version
    bool sameEssence = false; ///< the stored audio data are the same: nothing below was looked for
    bool related = true; ///< the new version holds the sound of the old one at all
    double offset = 0.0; ///< samples by which the new version is late, at its start
    std::optional<double> drift {}; ///< ppm: above 0, the new version runs slower; empty: none
    std::vector<std::optional<double>> gains {}; ///< factor by channel; below 0: inverted; empty where either is silent
                                                 ///< or the sound is another one
    double residual = 0.0; ///< energy of the difference over that of the new version, where both have sound
    std::vector<ChangedRange> ranges {}; ///< ordered by start; none looked for where there is drift or no relation
    std::vector<std::string> notes {}; ///< what a person should know beside it

    /// Samples that the new version has more at its end.
    [[nodiscard]] double tail() const { return static_cast<double>(framesAfter - framesBefore) - offset; }
};

/// Lays the new version onto the old one (offset, gain by channel) and finds where they differ. Memory grows by some
/// kilobytes a second of sound and channel. Errors: `unsupported` where rate or channels cannot be brought together,
/// those of reading, `cancelled`.
[[nodiscard]] Result<SoundChange> compareSound(
    const SoundSource& before, const SoundSource& after, const CompareOptions& options = {});

/// What is known of two versions whose stored audio data are the same.
[[nodiscard]] SoundChange unchangedSound(const Layout& layout, int sampleRate, FrameCount frames);

/// Adds compare.* to the measures of the new version.
void addChangeMeasures(const SoundChange& change, MeasurementSet& out);

/// Adds compare.* as not measured, and why.
void addNoChangeMeasures(const std::string& reason, MeasurementSet& out);

[[nodiscard]] std::span<const MeasureSpec> changeSpecs();

} // namespace assay
