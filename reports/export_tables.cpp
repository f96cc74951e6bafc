// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/csv_line.h"
#include "reports/exports.h"
#include "reports/timing.h"

#include "core/measure/byte_places.h"
#include "core/measure/measure_titles.h"
#include "specs/wording.h"

#include <algorithm>
#include <fmt/format.h>

namespace assay
{

void CsvText::separate()
{
    if (m_begun)
        m_text += ',';
    m_begun = true;
}

CsvText& CsvText::text(std::string_view field)
{
    separate();
    // "-23.0 ± 0.2" is no formula, "-cmd" might be.
    const bool minus = field.size() > 1 && field[0] == '-' && (field[1] < '0' || field[1] > '9');
    const bool formula
        = !field.empty() && (std::string_view("=+@\t\r").find(field[0]) != std::string_view::npos || minus);
    if (!formula && field.find_first_of(",\"\r\n") == std::string_view::npos) {
        m_text += field;
        return *this;
    }
    m_text += formula ? "\"'" : "\"";
    for (const char c : field) {
        if (c == '"')
            m_text += '"';
        m_text += c;
    }
    m_text += '"';
    return *this;
}

CsvText& CsvText::number(std::optional<double> value)
{
    separate();
    if (value)
        m_text += fmt::format("{}", *value);
    return *this;
}

CsvText& CsvText::line()
{
    m_text += "\r\n";
    m_begun = false;
    return *this;
}

namespace
{

CsvText titled(std::initializer_list<std::string_view> titles)
{
    CsvText csv;
    for (const std::string_view title : titles)
        csv.text(title);
    csv.line();
    return csv;
}

// A value for a machine: numbers as they are, the rest as people read it.
void addValue(CsvText& csv, const std::optional<Value>& value, Unit unit)
{
    if (const auto number = value ? numberIn(*value) : std::nullopt)
        csv.number(number);
    else
        csv.text(value ? formatValue(*value, unit) : "");
}

std::string_view nameIn(const ProgrammeRecord* programme)
{
    return programme != nullptr ? std::string_view(programme->name) : std::string_view();
}

// What an asset belongs to; nullptr for one that is part of no programme.
const JudgedProgramme* programmeOf(const Report& report, const AssetRecord& asset)
{
    const auto found = std::ranges::find_if(report.programmes, [&](const JudgedProgramme& entry) {
        return std::ranges::find(entry.programme.assets, asset.path) != entry.programme.assets.end();
    });
    return found == report.programmes.end() ? nullptr : &*found;
}

void addPlace(CsvText& csv, const NamedFinding& named, const Place& place)
{
    const Finding& finding = *named.finding;
    csv.text(nameIn(named.programme)).text(finding.rule).text(nameOf(finding.severity)).text(finding.measure);
    csv.text(place.channel);
    const ProgrammeRecord* programme = named.programme;
    if (programme != nullptr && !placesAreBytes(finding.measure)) {
        csv.number(toSeconds(place.start, programme->sampleRate)).number(toSeconds(place.end, programme->sampleRate));
        csv.text(timecodeOf(*programme, place.start).value_or("")).text(timecodeOf(*programme, place.end).value_or(""));
    } else {
        csv.text("").text("").text("").text("");
    }
    csv.text(std::to_string(place.start)).text(std::to_string(place.end)).number(place.value);
    csv.line();
}

std::string hashOf(const AssetRecord& asset, const char* name)
{
    const auto found = asset.hashes.find(name);
    return found == asset.hashes.end() ? std::string() : found->second;
}

} // namespace

std::string findingsCsv(const Report& report)
{
    CsvText csv
        = titled({ "programme", "role", "rule", "title", "severity", "state", "applies", "measure", "measured", "unit",
            "limit", "lowest", "highest", "delta", "places", "message", "advice", "clause", "provenance", "answer" });
    for (const auto& [finding, programme] : findingsOf(report)) {
        csv.text(nameIn(programme)).text(programme != nullptr ? programme->role : "delivery");
        csv.text(finding->rule).text(finding->title).text(nameOf(finding->severity)).text(nameOf(finding->state));
        csv.text(finding->applies ? "yes" : "no").text(finding->measure);
        addValue(csv, finding->measured, finding->unit);
        csv.text(symbolOf(finding->unit)).text(finding->limit).number(finding->lowest).number(finding->highest);
        csv.number(finding->delta).text(std::to_string(finding->events.size())).text(finding->message);
        csv.text(finding->advice).text(finding->clause).text(nameOf(finding->provenance));
        csv.text(finding->answer.value_or("")).line();
    }
    return csv.all();
}

std::string placesCsv(const Report& report)
{
    CsvText csv = titled({ "programme", "rule", "severity", "measure", "channel", "start_s", "end_s", "start_timecode",
        "end_timecode", "start", "end", "value" });
    for (const NamedFinding& named : findingsOf(report)) {
        if (named.finding->state == FindingState::pass)
            continue;
        for (const Place& place : named.finding->events)
            addPlace(csv, named, place);
    }
    return csv.all();
}

std::string measuresCsv(const Report& report)
{
    CsvText csv = titled(
        { "programme", "measure", "title", "state", "channel", "value", "unit", "at_s", "at_timecode", "reason" });
    for (const auto& [programme, verdict, findings, slot, judged] : report.programmes) {
        for (const auto& [id, measurement] : programme.measures.all()) {
            const char* title = measureTitle(id);
            const auto begin = [&](std::string_view channel) {
                csv.text(programme.name).text(id).text(title != nullptr ? title : "").text(nameOf(measurement.state));
                csv.text(channel);
            };
            begin("");
            addValue(csv, measurement.value, measurement.unit);
            csv.text(symbolOf(measurement.unit));
            if (measurement.at && !placesAreBytes(id))
                csv.number(toSeconds(measurement.at->start, programme.sampleRate))
                    .text(timecodeOf(programme, measurement.at->start).value_or(""));
            else
                csv.text("").text("");
            csv.text(measurement.reason).line();
            for (const ChannelValue& channel : measurement.channels) {
                begin(channel.channel);
                csv.number(channel.value).text(symbolOf(measurement.unit)).text("").text("").text("").line();
            }
        }
    }
    return csv.all();
}

std::string assetsCsv(const Report& report)
{
    CsvText csv = titled({ "path", "status", "size", "programme", "role", "deliverable", "layout", "sample_rate",
        "bit_depth", "duration_s", "start_timecode", "verdict", "sha256", "md5", "xxh64", "essence_md5", "error" });
    for (const AssetRecord& asset : report.assets) {
        csv.text(asset.path).text(asset.error ? "unreadable" : "ok").text(std::to_string(asset.size));
        if (const JudgedProgramme* entry = programmeOf(report, asset)) {
            const ProgrammeRecord& programme = entry->programme;
            csv.text(programme.name).text(programme.role).text(entry->slot).text(programme.layout.name);
            csv.text(std::to_string(programme.sampleRate)).number(programme.measures.number("format.bit_depth"));
            csv.number(toSeconds(programme.frames, programme.sampleRate));
            csv.text(programme.startFrame ? timecodeOf(programme, 0).value_or("") : "");
            csv.text(entry->judged ? nameOf(entry->verdict) : "");
        } else {
            for (int i = 0; i < 9; ++i)
                csv.text("");
        }
        csv.text(hashOf(asset, "sha256")).text(hashOf(asset, "md5")).text(hashOf(asset, "xxh64"));
        csv.text(asset.essenceMd5.value_or("")).text(asset.error ? asset.error->message : "").line();
    }
    return csv.all();
}

} // namespace assay
