// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/csv_line.h"
#include "reports/exports.h"
#include "reports/finding_words.h"
#include "reports/timing.h"

#include "core/measure/byte_places.h"
#include "specs/wording.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace assay
{

namespace
{

// A place of a finding, ready to be named and timed.
struct Marker {
    const Finding* finding;
    const ProgrammeRecord* programme;
    std::string name; // "True peak L: -0.4 dBTP", with the programme in front where the list holds several
    TimeBase time;
    Place place;
};

// One line without what separates fields: lists of markers know no quotes.
std::string plain(std::string text)
{
    for (char& c : text) {
        if (c == '\t' || c == '\n' || c == '\r' || c == '|')
            c = ' ';
    }
    return text;
}

std::string nameFor(const Finding& finding, const Place& place)
{
    std::string name = finding.title.empty() ? finding.rule : finding.title;
    if (!place.channel.empty())
        name += " " + place.channel;
    if (place.value && finding.unit != Unit::events)
        name += ": " + withUnit(formatValue(*place.value, finding.unit), finding.unit);
    return plain(name);
}

void addMarkers(std::vector<Marker>& markers, const JudgedProgramme& entry, const ExportOptions& options)
{
    const ProgrammeRecord& programme = entry.programme;
    TimeBase time = timeBaseOf(programme);
    if (!time.rate)
        time.rate = options.frameRate;
    for (const Finding& finding : entry.findings) {
        if (finding.state != FindingState::fail || placesAreBytes(finding.measure))
            continue;
        for (const Place& place : placesOf(programme, finding))
            markers.push_back({ &finding, &programme, nameFor(finding, place), time, place });
    }
}

Result<std::vector<Marker>> markersFor(const Report& report, const ExportOptions& options)
{
    const auto wanted = [&](const JudgedProgramme& entry) {
        return entry.judged && (options.programme.empty() || entry.programme.name == options.programme);
    };
    if (!options.programme.empty() && std::ranges::none_of(report.programmes, wanted))
        return fail(ErrorCode::usage, fmt::format("no programme `{}` was judged in this report", options.programme));
    std::vector<Marker> markers;
    for (const JudgedProgramme& entry : report.programmes) {
        if (wanted(entry))
            addMarkers(markers, entry, options);
    }
    if (!markers.empty() && markers.front().programme != markers.back().programme) {
        for (Marker& marker : markers)
            marker.name = plain(marker.programme->name) + ": " + marker.name;
    }
    std::ranges::stable_sort(markers, {}, [](const Marker& marker) { return marker.place.start; });
    return markers;
}

// The first marker that cannot be told in timecode.
Result<void> allTimed(const std::vector<Marker>& markers)
{
    const auto bare = std::ranges::find_if(
        markers, [](const Marker& marker) { return !timecodeAt(marker.time, marker.place.start); });
    if (bare == markers.end())
        return {};
    return fail(ErrorCode::usage,
        fmt::format(
            "`{}`: no picture rate is known, and so no timecode; give it with --fps, as in --fps 25", bare->name));
}

std::string seconds(const Marker& marker, FrameCount frame)
{
    return formatClock(toSeconds(frame, marker.time.sampleRate));
}

// Audio frames of one picture frame.
FrameCount pictureFrame(const TimeBase& time)
{
    return std::llround(static_cast<double>(time.sampleRate) * time.rate->denominator / time.rate->numerator);
}

std::string reaperCsv(const std::vector<Marker>& markers)
{
    CsvText csv;
    csv.text("#").text("Name").text("Start").text("End").text("Length").line();
    int number = 0;
    for (const Marker& marker : markers) {
        const std::string start = seconds(marker, marker.place.start);
        const std::string end = seconds(marker, marker.place.end);
        const bool region = start < end;
        csv.text((region ? "R" : "M") + std::to_string(++number)).text(marker.name);
        csv.text(start).text(region ? end : "");
        csv.text(region ? seconds(marker, marker.place.end - marker.place.start) : "").line();
    }
    return csv.all();
}

std::string nuendoCsv(const std::vector<Marker>& markers)
{
    CsvText csv;
    csv.text("Name").text("Start").text("End").text("Length").text("Description").line();
    for (const Marker& marker : markers) {
        const TimeBase fromZero { marker.time.sampleRate, {}, marker.time.rate };
        const FrameCount end = std::max(marker.place.end, marker.place.start);
        csv.text(marker.name).text(*timecodeAt(marker.time, marker.place.start));
        csv.text(timecodeAt(marker.time, end).value_or(""));
        csv.text(timecodeAt(fromZero, end - marker.place.start).value_or(""));
        csv.text(fmt::format("{}: {}", nameOf(marker.finding->severity), plain(marker.finding->message))).line();
    }
    return csv.all();
}

std::string proToolsText(const Report& report, const std::vector<Marker>& markers)
{
    const TimeBase time = markers.empty() ? TimeBase {} : markers.front().time;
    std::string text = fmt::format("SESSION NAME:\tAssay {}\nSAMPLE RATE:\t{}.000000\nSESSION START TIMECODE:\t{}\n"
                                   "TIMECODE FORMAT:\t{} Frame\n\n\n",
        report.created, time.sampleRate, timecodeAt(time, 0).value_or("00:00:00:00"),
        time.rate ? nameOf(*time.rate) : "");
    text += "M A R K E R S  L I S T I N G\n#   \tLOCATION     \tTIME REFERENCE    \tUNITS    \tNAME                    "
            "   "
            "      \tCOMMENTS\n";
    int number = 0;
    for (const Marker& marker : markers)
        text += fmt::format("{:<4}\t{:<13}\t{:<18}\tSamples  \t{:<33}\t{}: {}\n", ++number,
            *timecodeAt(marker.time, marker.place.start), marker.place.start, marker.name,
            nameOf(marker.finding->severity), plain(marker.finding->message));
    return text;
}

// Both ways in which editors keep markers in an EDL: as notes of DaVinci Resolve and as locators of Media Composer.
std::string edlText(const std::vector<Marker>& markers)
{
    const bool drop = !markers.empty() && markers.front().time.rate->drop;
    std::string text = fmt::format("TITLE: ASSAY FINDINGS\nFCM: {}\n\n", drop ? "DROP FRAME" : "NON-DROP FRAME");
    int number = 0;
    for (const Marker& marker : markers) {
        const bool blocker = marker.finding->severity == Severity::blocker;
        const FrameCount picture = std::max<FrameCount>(pictureFrame(marker.time), 1);
        const FrameCount length = marker.place.end - marker.place.start;
        const std::string start = *timecodeAt(marker.time, marker.place.start);
        const std::string end = timecodeAt(marker.time, marker.place.start + picture).value_or(start);
        text += fmt::format("{:03}  001      V     C        {} {} {} {}\n", ++number, start, end, start, end);
        text += fmt::format("* LOC: {} {:<7} {}\n", start, blocker ? "RED" : "YELLOW", marker.name);
        text += fmt::format("{} |C:ResolveColor{} |M:{} |D:{}\n\n", plain(marker.finding->message),
            blocker ? "Red" : "Yellow", marker.name, std::max<FrameCount>((length + picture - 1) / picture, 1));
    }
    return text;
}

} // namespace

Result<std::string> markerList(const Report& report, ExportTable table, const ExportOptions& options)
{
    const auto markers = markersFor(report, options);
    if (!markers)
        return tl::unexpected(markers.error());
    if (table == ExportTable::reaper)
        return reaperCsv(*markers);
    if (const auto timed = allTimed(*markers); !timed)
        return tl::unexpected(timed.error());
    if (table == ExportTable::proTools)
        return proToolsText(report, *markers);
    return table == ExportTable::nuendo ? nuendoCsv(*markers) : edlText(*markers);
}

} // namespace assay
