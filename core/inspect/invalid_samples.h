// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analyzers/event_list.h"
#include "core/base/frames.h"
#include "core/measure/measurement_set.h"

#include <span>
#include <string>
#include <vector>

namespace assay
{

/// Finds NaN and infinity before any analyzer sees a block and puts zeros in their place: one bad sample must not
/// poison every filter behind it, and must not go unseen either.
class InvalidSamples
{
public:
    explicit InvalidSamples(const std::vector<std::string>& channels);

    /// Cleans one channel's samples, which start at frame `first`.
    void clean(std::size_t channel, std::span<double> samples, FrameCount first);

    /// Adds signal.invalid_samples. Where there were any, everything `out` holds by now becomes `notMeasured`: levels
    /// of zeros that stand for something unknown are not the levels of the file.
    void finish(MeasurementSet& out);

private:
    struct Channel {
        std::string name;
        TimeRange run {}; // at hand
        EventList runs {}; // those before it
    };
    static void endRun(Channel& channel);

    std::vector<Channel> m_channels;
};

[[nodiscard]] std::span<const MeasureSpec> invalidSamplesSpecs();

/// Turns every measurement in `out` into `notMeasured` with this reason, and drops the series.
void distrust(MeasurementSet& out, const std::string& reason);

} // namespace assay
