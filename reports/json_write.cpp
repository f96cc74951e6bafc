// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/report_json.h"

#include "core/measure/byte_places.h"
#include "reports/answer_json.h"
#include "reports/json_layout.h"
#include "reports/signature_json.h"
#include "reports/timing.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace assay
{

namespace
{

using Json = nlohmann::ordered_json;

Json number(double value)
{
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

template <class T>
Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

Json orNull(const std::optional<double>& value)
{
    return value ? number(*value) : Json(nullptr);
}

Json valueJson(const Value& value)
{
    if (const auto* real = std::get_if<double>(&value))
        return number(*real);
    return std::visit([](const auto& held) { return Json(held); }, value);
}

Json sectionJson(const MetadataSection& section)
{
    Json json = Json::object();
    for (const auto& [field, text] : section)
        json[field] = text;
    return json;
}

// The five sections of the contract always stand there, in its order; what else a file says follows by name.
Json metadataJson(const std::map<std::string, MetadataSection>& metadata)
{
    Json json = Json::object();
    for (const char* name : { "bext", "ixml", "info", "tags", "adm" })
        json[name] = Json::object();
    for (const auto& [name, section] : metadata) {
        if (json.contains(name) || !section.empty())
            json[name] = sectionJson(section);
    }
    return json;
}

Json hashesJson(const std::map<std::string, std::string>& hashes)
{
    Json json = Json::object();
    for (const char* name : { "xxh64", "md5", "sha256" }) {
        if (const auto found = hashes.find(name); found != hashes.end())
            json[name] = found->second;
    }
    for (const auto& [name, hash] : hashes)
        json[name] = hash;
    return json;
}

Json faultJson(const Fault& fault)
{
    Json json { { "code", fault.code }, { "offset", orNull(fault.offset) }, { "message", fault.message } };
    if (const FaultKind* kind = faultKind(fault.code))
        json["clause"] = kind->source;
    return json;
}

Json errorJson(const Error& error)
{
    return Json { { "code", codeName(error.code) }, { "message", error.message }, { "offset", orNull(error.offset) } };
}

Json assetJson(const AssetRecord& asset)
{
    Json json;
    json["path"] = asset.path;
    json["status"] = asset.error ? "unreadable" : "ok";
    json["size"] = asset.size;
    const bool notAsked = asset.hashes.empty() && !asset.error;
    json["hashes"] = notAsked ? Json(nullptr) : hashesJson(asset.hashes);
    json["essence_md5"] = orNull(asset.essenceMd5);
    json["metadata"] = metadataJson(asset.metadata);
    json["faults"] = Json::array();
    for (const Fault& fault : asset.faults)
        json["faults"].push_back(faultJson(fault));
    json["parts"] = Json::array();
    for (const ContainerPart& part : asset.parts)
        json["parts"].push_back({ { "id", part.id }, { "offset", part.offset }, { "size", part.size } });
    json["error"] = asset.error ? errorJson(*asset.error) : Json(nullptr);
    return json;
}

// Start and end of a place; a byte offset has neither seconds nor timecode.
Json eventJson(const Place& place, const ProgrammeRecord& programme, std::string_view measure)
{
    Json json { { "start", place.start }, { "end", place.end } };
    if (!placesAreBytes(measure)) {
        json["start_s"] = toSeconds(place.start, programme.sampleRate);
        json["end_s"] = toSeconds(place.end, programme.sampleRate);
        if (const auto timecode = timecodeOf(programme, place.start))
            json["timecode"] = *timecode;
    }
    if (!place.channel.empty())
        json["channel"] = place.channel;
    if (place.value)
        json["value"] = number(*place.value);
    return json;
}

Json eventsJson(const std::vector<Place>& places, const ProgrammeRecord& programme, std::string_view measure)
{
    Json json = Json::array();
    for (const Place& place : places)
        json.push_back(eventJson(place, programme, measure));
    return json;
}

// The one place of a maximum. `end` stands there only where the place is longer than a point.
Json atJson(const Place& place, const ProgrammeRecord& programme)
{
    Json json { { "sample", place.start } };
    if (place.end != place.start)
        json["end"] = place.end;
    json["seconds"] = toSeconds(place.start, programme.sampleRate);
    if (const auto timecode = timecodeOf(programme, place.start))
        json["timecode"] = *timecode;
    if (!place.channel.empty())
        json["channel"] = place.channel;
    if (place.value)
        json["value"] = number(*place.value);
    return json;
}

Json measurementJson(const Measurement& measurement, const ProgrammeRecord& programme)
{
    Json json { { "state", nameOf(measurement.state) } };
    if (!measurement.reason.empty())
        json["reason"] = measurement.reason;
    if (measurement.value)
        json["value"] = valueJson(*measurement.value);
    json["unit"] = symbolOf(measurement.unit);
    if (!measurement.channels.empty()) {
        Json& channels = json["channels"] = Json::object();
        for (const ChannelValue& channel : measurement.channels)
            channels[channel.channel] = orNull(channel.value);
    }
    if (measurement.at)
        json["at"] = atJson(*measurement.at, programme);
    if (!measurement.events.empty())
        json["events"] = eventsJson(measurement.events, programme, measurement.id);
    return json;
}

Json trackJson(const std::vector<double>& track)
{
    Json json = Json::array();
    for (const double value : track)
        json.push_back(number(value));
    return json;
}

Json seriesJson(const Series& series)
{
    Json json { { "hop_s", number(series.hopSeconds) } };
    for (const char* name : { "momentary", "short_term", "true_peak", "correlation" }) {
        if (const auto* track = series.find(name))
            json[name] = trackJson(*track);
    }
    for (const auto& [name, track] : series.tracks) {
        if (!json.contains(name))
            json[name] = trackJson(track);
    }
    return json;
}

Json findingJson(const Finding& finding, const ProgrammeRecord& programme)
{
    Json json;
    json["rule"] = finding.rule;
    json["title"] = finding.title;
    json["measure"] = finding.measure;
    json["severity"] = nameOf(finding.severity);
    json["state"] = nameOf(finding.state);
    json["applies"] = finding.applies;
    json["measured"] = finding.measured ? valueJson(*finding.measured) : Json(nullptr);
    json["unit"] = symbolOf(finding.unit);
    json["limit"] = finding.limit;
    json["lowest"] = orNull(finding.lowest);
    json["highest"] = orNull(finding.highest);
    json["delta"] = orNull(finding.delta);
    if (finding.qc)
        json["qc"] = Json { { "limit", finding.qc->limit }, { "lowest", orNull(finding.qc->lowest) },
            { "highest", orNull(finding.qc->highest) }, { "within", finding.qc->within } };
    json["message"] = finding.message;
    json["advice"] = finding.advice;
    json["clause"] = finding.clause;
    json["provenance"] = nameOf(finding.provenance);
    json["events"] = eventsJson(finding.events, programme, finding.measure);
    if (!finding.programme.empty())
        json["programme"] = finding.programme;
    if (!finding.package.empty())
        json["package"] = finding.package;
    json["answer"] = orNull(finding.answer);
    return json;
}

Json programmeFacts(const ProgrammeRecord& programme)
{
    Json json;
    json["name"] = programme.name;
    json["assets"] = programme.assets;
    json["role"] = programme.role;
    json["role_source"] = nameOf(programme.roleSource);
    json["layout"] = programme.layout.name;
    json["channels"] = programme.layout.channelNames();
    json["layout_source"] = nameOf(programme.layoutSource);
    json["sample_rate"] = programme.sampleRate;
    json["frames"] = programme.frames;
    json["start_frame"] = orNull(programme.startFrame);
    json["start_timecode"] = programme.startFrame ? orNull(timecodeOf(programme, 0)) : Json(nullptr);
    json["frame_rate"] = programme.frameRate ? Json(nameOf(*programme.frameRate)) : Json(nullptr);
    return json;
}

void addMeasures(Json& json, const ProgrammeRecord& programme, bool withSeries)
{
    Json& measures = json["measures"] = Json::object();
    for (const auto& [id, measurement] : programme.measures.all())
        measures[id] = measurementJson(measurement, programme);
    if (withSeries && !programme.measures.series().tracks.empty())
        json["series"] = seriesJson(programme.measures.series());
}

Json programmeJson(const JudgedProgramme& entry, const JsonOptions& options)
{
    Json json = programmeFacts(entry.programme);
    if (!entry.slot.empty())
        json["slot"] = entry.slot;
    json["verdict"] = entry.judged ? Json(nameOf(entry.verdict)) : Json(nullptr);
    addMeasures(json, entry.programme, options.series);
    json["findings"] = Json::array();
    for (const Finding& finding : entry.findings)
        json["findings"].push_back(findingJson(finding, entry.programme));
    return json;
}

// The programme whose time places count in; one without any where there is no such programme.
const ProgrammeRecord& timeOf(const Report& report, const std::string& name)
{
    static const ProgrammeRecord none {};
    for (const JudgedProgramme& entry : report.programmes) {
        if (entry.programme.name == name)
            return entry.programme;
    }
    return none;
}

Json comparisonJson(const Report& report, const Comparison& comparison)
{
    Json json { { "of", comparison.of }, { "with", comparison.with }, { "measures", Json::object() } };
    for (const auto& [id, measurement] : comparison.measures.all())
        json["measures"][id] = measurementJson(measurement, timeOf(report, comparison.of));
    return json;
}

Json deliveryJson(const Report& report)
{
    Json json { { "measures", Json::object() }, { "findings", Json::array() } };
    for (const auto& [id, measurement] : report.delivery.measures.all())
        json["measures"][id] = measurementJson(measurement, timeOf(report, {}));
    for (const Finding& finding : report.delivery.findings)
        json["findings"].push_back(findingJson(finding, timeOf(report, finding.programme)));
    for (const Comparison& comparison : report.delivery.comparisons)
        json["comparisons"].push_back(comparisonJson(report, comparison));
    return json;
}

Json profileJson(const ProfileIdentity& profile)
{
    Json json { { "id", profile.id }, { "version", profile.version }, { "title", profile.title },
        { "sha256", profile.sha256 }, { "origin", profile.origin },
        { "overrides_built_in", profile.overridesBuiltIn } };
    if (!profile.status.empty())
        json["status"] = profile.status;
    return json;
}

Json manualCheckJson(const Report& report, const ManualCheck& check)
{
    const std::string answer = manualAnswer(report, check.id);
    return Json { { "id", check.id }, { "title", check.title },
        { "answer", answer.empty() ? Json(nullptr) : Json(answer) } };
}

Json reportJson(const Report& report, const JsonOptions& options)
{
    Json json;
    json["schema"] = "assay-report/1";
    json["tool"] = Json { { "name", "assay" }, { "version", report.toolVersion } };
    json["created"] = report.created;
    json["elapsed_s"] = number(report.elapsedSeconds);
    json["profile"] = report.profile ? profileJson(*report.profile) : Json(nullptr);
    json["verdict"] = report.verdict ? Json(nameOf(*report.verdict)) : Json(nullptr);
    json["assets"] = Json::array();
    for (const AssetRecord& asset : report.assets)
        json["assets"].push_back(assetJson(asset));
    json["programmes"] = Json::array();
    for (const JudgedProgramme& entry : report.programmes)
        json["programmes"].push_back(programmeJson(entry, options));
    json["delivery"] = deliveryJson(report);
    json["manual_checks"] = Json::array();
    for (const ManualCheck& check : report.manualChecks)
        json["manual_checks"].push_back(manualCheckJson(report, check));
    if (!report.signOffSteps.empty())
        json["sign_off"] = Json::array();
    for (const SignOffStep& step : report.signOffSteps)
        json["sign_off"].push_back({ { "id", step.id }, { "title", step.title } });
    json["answers"] = Json::array();
    for (const AnswerRecord& record : report.answers)
        json["answers"].push_back(answerJson<Json>(record));
    json["signatures"] = Json::array();
    for (const SignatureRecord& signature : report.signatures)
        json["signatures"].push_back(signatureJson<Json>(signature));
    return json;
}

} // namespace

std::string toJson(const Report& report, const JsonOptions& options)
{
    return laidOut(reportJson(report, options));
}

std::string programmeToJsonLine(const ProgrammeRecord& programme)
{
    Json json = programmeFacts(programme);
    addMeasures(json, programme, true);
    return compactJson(json);
}

std::string assetToJsonLine(const AssetRecord& asset)
{
    return compactJson(assetJson(asset));
}

} // namespace assay
