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

/// What is the matter with a stem, as far as the mix tells.
enum class StemFault {
    none,
    silent, ///< it holds no sound
    missing, ///< the mix holds nothing of it
    doubled, ///< the mix holds it twice, or another stem holds it too
    inverted, ///< the mix holds it with the opposite sign
    shifted, ///< late or early
    level, ///< at another level
};

/// "none", "silent", "missing", "doubled", "inverted", "late", "early" or "level".
[[nodiscard]] std::string_view nameOf(StemFault fault, double offset);

/// How one stem lies in the mix.
struct StemFit {
    std::string name;
    StemFault fault = StemFault::none;
    std::string channel {}; ///< of the mix, where the fault is in one alone
    std::optional<double> offset {}; ///< samples by which the stem is late against the mix; empty where not found
    std::optional<double> gain {}; ///< factor by which the mix holds it; below 0: inverted; empty where it is silent;
                                   ///< of that one channel where the fault is there alone
    FrameCount frames = 0; ///< its length
};

/// Energy and extremes of mix and residual in one channel.
struct NullLevels {
    double mixEnergy = 0.0; ///< sum of squares
    double residualEnergy = 0.0;
    double residualPeak = 0.0;
    FrameCount peakAt = 0;
};

struct NullPlace {
    TimeRange range;
    std::string channel; ///< of the mix
    std::string stem {}; ///< that it points at; empty where none explains it
    StemFault fault = StemFault::none; ///< of that stem, there
    double offset = 0.0; ///< of a stem that is late or early there alone: samples by which it is late
    double level = 0.0; ///< dB, the residual re the mix there
};

/// What is left of a mix when its stems are taken away.
struct NullTest {
    int sampleRate = 0;
    FrameCount frames = 0; ///< of the mix
    Layout layout; ///< of the mix
    std::vector<StemFit> stems;
    double commonGain = 1.0; ///< of all stems together; below 1: the mix is softer than their sum
    double asDelivered = 0.0; ///< dB, residual re mix with the stems simply added up
    std::vector<NullLevels> channels; ///< of the mix, after alignment and gain, outside limited ranges
    std::vector<NullPlace> places {}; ///< where it fails, ordered by start
    std::vector<TimeRange> limited {}; ///< left out: a limiter on the mix bus works there
    std::vector<std::string> notes {}; ///< what a person should know: differing lengths, a mono stem put in the centre
    Series series {}; ///< 10 Hz: "null_residual" and "null_mix", dBFS, all channels together
};

/// Takes the stems from the mix: finds for each how late it is (whole samples, then parts of one) and at what gain and
/// sign the mix holds it, all of them at once, then what is left, by channel and over time. Memory grows by some
/// hundred bytes a second of sound. A stem's channels go to the mix's channels of the same name; mono to the
/// centre, where there is none to left and right. Errors: `unsupported` where rate or channels cannot be brought
/// together, those of reading, `cancelled`.
[[nodiscard]] Result<NullTest> nullTest(
    const SoundSource& mix, const std::vector<SoundSource>& stems, const CompareOptions& options = {});

/// Adds null.* to the measures of the mix, and its series.
void addNullMeasures(const NullTest& test, MeasurementSet& out);

[[nodiscard]] std::span<const MeasureSpec> nullSpecs();

} // namespace assay
