// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/timeline_data.h"

#include "app/gui/delivery.h"
#include "app/gui/finding_card.h"
#include "app/gui/text.h"

#include <algorithm>

namespace assay
{

namespace
{

/// The most urgent finding with numeric bounds on one of these measures, in order of preference.
const Finding* boundedFinding(const JudgedProgramme& entry, std::initializer_list<std::string_view> measures)
{
    for (const std::string_view measure : measures) {
        const Finding* best = nullptr;
        for (const Finding& finding : entry.findings) {
            const bool bounded = finding.applies && (finding.lowest || finding.highest);
            if (finding.measure == measure && bounded && (best == nullptr || urgencyOf(finding) < urgencyOf(*best)))
                best = &finding;
        }
        if (best != nullptr)
            return best;
    }
    return nullptr;
}

std::vector<TimelineData::Marker> markersOf(const JudgedProgramme& entry)
{
    std::vector<TimelineData::Marker> markers;
    for (std::size_t index = 0; index < entry.findings.size(); ++index) {
        const Finding& finding = entry.findings[index];
        if (!isOpen(finding) && !finding.answer)
            continue;
        const std::vector<Place> places = placesOf(finding, entry.programme.measures);
        for (std::size_t place = 0; place < places.size(); ++place)
            markers.push_back({ { places[place].start, places[place].end }, static_cast<int>(index), place });
    }
    std::ranges::stable_sort(markers, std::ranges::greater {}, [&](const TimelineData::Marker& marker) {
        return urgencyOf(entry.findings[static_cast<std::size_t>(marker.finding)]);
    });
    return markers;
}

} // namespace

const JudgedProgramme* TimelineData::entry() const
{
    return report && programme >= 0 ? &report->programmes[static_cast<std::size_t>(programme)] : nullptr;
}

const Series& TimelineData::series() const
{
    return entry()->programme.measures.series();
}

TimelineData timelineDataOf(
    std::shared_ptr<const Report> report, int programme, std::shared_ptr<const WaveformPyramid> waves)
{
    TimelineData data;
    data.report = std::move(report);
    data.programme = programme;
    data.waves = std::move(waves);
    const JudgedProgramme* entry = data.entry();
    if (entry == nullptr)
        return data;
    data.clock = ProgrammeClock::of(entry->programme);
    data.frames = entry->programme.frames;
    if (data.waves) {
        for (const std::string& name : data.waves->channelNames())
            data.channels += fromUtf8Text(name);
    }
    if (const Finding* loudness = boundedFinding(*entry, { "loudness.dialogue", "loudness.integrated" })) {
        data.lowestLoudness = loudness->lowest;
        data.highestLoudness = loudness->highest;
        data.loudnessFails = loudness->state == FindingState::fail;
        data.loudness = entry->programme.measures.number(loudness->measure);
        data.isOfDialogue = loudness->measure == "loudness.dialogue";
    } else {
        data.loudness = entry->programme.measures.number("loudness.integrated");
    }
    if (const Finding* peak = boundedFinding(*entry, { "peak.true", "peak.sample" }))
        data.peakLimit = peak->highest;
    data.markers = markersOf(*entry);
    return data;
}

} // namespace assay
