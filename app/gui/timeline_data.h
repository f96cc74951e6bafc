// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/programme_clock.h"
#include "app/gui/waveform_pyramid.h"
#include "reports/report.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace assay
{

/// What the timeline shows of one programme. Made once from the report; painting only reads it.
struct TimelineData {
    /// A place of a finding.
    struct Marker {
        TimeRange range;
        int finding = 0; ///< index in the programme's findings
        std::size_t place = 0; ///< which of its places
    };

    std::shared_ptr<const Report> report;
    int programme = -1;
    ProgrammeClock clock;
    FrameCount frames = 0;
    QStringList channels; ///< names of the waveform lanes
    std::shared_ptr<const WaveformPyramid> waves; ///< null where there is no picture
    std::optional<double> lowestLoudness; ///< LUFS, the profile's target band; empty where open on that side
    std::optional<double> highestLoudness;
    std::optional<double> loudness; ///< LUFS, of the whole programme (of the dialogue where that is judged)
    bool loudnessFails = false;
    bool isOfDialogue = false; ///< the band and the loudness
    std::optional<double> peakLimit; ///< dBTP
    std::vector<Marker> markers; ///< of open and answered findings, least urgent first (painted below)

    [[nodiscard]] const JudgedProgramme* entry() const;
    /// Only where there is an entry.
    [[nodiscard]] const Series& series() const;
};

/// `waves` may be null. `programme` must be an index of the report, or -1 for an empty timeline.
[[nodiscard]] TimelineData timelineDataOf(
    std::shared_ptr<const Report> report, int programme, std::shared_ptr<const WaveformPyramid> waves);

} // namespace assay
