// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/answer_json.h"
#include "reports/json_text.h"
#include "reports/report_json.h"
#include "reports/report_schema.h"
#include "reports/signature_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace assay
{

namespace
{

using Json = nlohmann::ordered_json; // keeps channels in the programme's order

// What the schema cannot say: a word or a number that has no meaning for us.
class Meaningless : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

template <class T>
T valueOf(std::optional<T> found, const char* what, const std::string& text)
{
    if (!found)
        throw Meaningless(std::string("unknown ") + what + " \"" + text + '"');
    return *found;
}

template <class T>
T valueAt(const Json& json, const char* key, T fallback = {})
{
    const auto found = json.find(key);
    return found == json.end() || found->is_null() ? fallback : found->get<T>();
}

template <class T>
std::optional<T> optionalAt(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found == json.end() || found->is_null() ? std::nullopt : std::optional<T>(found->get<T>());
}

const Json& arrayAt(const Json& json, const char* key)
{
    static const Json none = Json::array();
    const auto found = json.find(key);
    return found == json.end() ? none : *found;
}

bool isExtension(const std::string& key)
{
    return key.starts_with("x-");
}

Value readValue(const Json& json)
{
    if (json.is_boolean())
        return json.get<bool>();
    if (json.is_number_float())
        return json.get<double>();
    if (json.is_number_unsigned() && json.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
        return json.get<double>();
    if (json.is_number_integer())
        return json.get<std::int64_t>();
    if (json.is_array())
        return json.get<std::vector<std::string>>();
    return json.get<std::string>();
}

Unit readUnit(const Json& json)
{
    const std::string symbol = valueAt<std::string>(json, "unit");
    return valueOf(unitOfSymbol(symbol), "unit", symbol);
}

Place readEvent(const Json& json)
{
    return Place { valueAt<FrameCount>(json, "start"), valueAt<FrameCount>(json, "end"),
        valueAt<std::string>(json, "channel"), optionalAt<double>(json, "value") };
}

std::vector<Place> readEvents(const Json& json)
{
    std::vector<Place> places;
    for (const Json& event : arrayAt(json, "events"))
        places.push_back(readEvent(event));
    return places;
}

Measurement readMeasurement(const std::string& id, const Json& json)
{
    Measurement measurement;
    measurement.id = id;
    measurement.unit = readUnit(json);
    const std::string state = valueAt<std::string>(json, "state");
    measurement.state = valueOf(measureStateNamed(state), "state", state);
    measurement.reason = valueAt<std::string>(json, "reason");
    if (const auto value = json.find("value"); value != json.end())
        measurement.value = readValue(*value);
    for (const auto& channel : arrayAt(json, "channels").items()) {
        measurement.channels.push_back(ChannelValue {
            channel.key(), channel.value().is_null() ? std::nullopt : std::optional(channel.value().get<double>()) });
    }
    if (const auto at = json.find("at"); at != json.end()) {
        const auto sample = valueAt<FrameCount>(*at, "sample");
        measurement.at = Place { sample, valueAt(*at, "end", sample), valueAt<std::string>(*at, "channel"),
            optionalAt<double>(*at, "value") };
    }
    measurement.events = readEvents(json);
    return measurement;
}

void readMeasures(const Json& json, MeasurementSet& out)
{
    for (const auto& item : json.at("measures").items()) {
        if (!isExtension(item.key()))
            out.add(readMeasurement(item.key(), item.value()));
    }
}

// Series hold millions of numbers: they are checked here, as they are read, and taken out of the document so that the
// schema need not visit each.
std::vector<double> takeTrack(Json& json, const std::string& name)
{
    std::vector<double> track;
    track.reserve(json.size());
    for (const Json& entry : json) {
        if (!entry.is_null() && !entry.is_number())
            throw Meaningless("the series \"" + name + "\" holds something that is no number");
        track.push_back(entry.is_null() ? std::numeric_limits<double>::quiet_NaN() : entry.get<double>());
    }
    json = Json::array();
    return track;
}

Series takeSeries(Json& programme)
{
    Series series;
    const auto found = programme.is_object() ? programme.find("series") : programme.end();
    if (!programme.is_object() || found == programme.end() || !found->is_object())
        return series;
    for (const auto& item : found->items()) {
        if (item.key() == "hop_s" && item.value().is_number())
            series.hopSeconds = item.value().get<double>();
        else if (item.value().is_array() && !isExtension(item.key()))
            series.tracks[item.key()] = takeTrack(item.value(), item.key());
    }
    return series;
}

Speaker readSpeaker(const std::string& name)
{
    const std::string base = name.substr(0, name.find('@')); // "L@4": a position that stands twice
    const bool unnamed = base.size() > 2 && base.starts_with("ch")
        && std::all_of(base.begin() + 2, base.end(), [](char c) { return c >= '0' && c <= '9'; });
    return unnamed ? Speaker::unknown : valueOf(speakerNamed(base), "channel", name);
}

ProgrammeRecord readProgramme(const Json& json, Series series)
{
    ProgrammeRecord programme;
    programme.name = valueAt<std::string>(json, "name");
    programme.assets = valueAt<std::vector<std::string>>(json, "assets");
    programme.role = valueAt<std::string>(json, "role");
    if (const auto source = optionalAt<std::string>(json, "role_source"))
        programme.roleSource = valueOf(layoutSourceNamed(*source), "role source", *source);
    programme.layout.name = valueAt<std::string>(json, "layout");
    for (const Json& channel : arrayAt(json, "channels"))
        programme.layout.channels.push_back(readSpeaker(channel.get<std::string>()));
    const std::string source = valueAt<std::string>(json, "layout_source");
    programme.layoutSource = valueOf(layoutSourceNamed(source), "layout source", source);
    programme.sampleRate = valueAt<int>(json, "sample_rate");
    programme.frames = valueAt<FrameCount>(json, "frames");
    programme.startFrame = optionalAt<FrameCount>(json, "start_frame");
    if (const auto rate = optionalAt<std::string>(json, "frame_rate"))
        programme.frameRate = valueOf(parseFrameRate(*rate), "frame rate", *rate);
    readMeasures(json, programme.measures);
    programme.measures.series() = std::move(series);
    return programme;
}

Finding readFinding(const Json& json)
{
    Finding finding;
    const std::string severity = valueAt<std::string>(json, "severity");
    const std::string state = valueAt<std::string>(json, "state");
    const std::string provenance = valueAt<std::string>(json, "provenance", "draft");
    finding.rule = valueAt<std::string>(json, "rule");
    finding.title = valueAt<std::string>(json, "title");
    finding.measure = valueAt<std::string>(json, "measure");
    finding.severity = valueOf(severityNamed(severity), "severity", severity);
    finding.state = valueOf(findingStateNamed(state), "state", state);
    finding.applies = valueAt(json, "applies", true);
    if (const auto measured = json.find("measured"); measured != json.end() && !measured->is_null())
        finding.measured = readValue(*measured);
    finding.unit = readUnit(json);
    finding.limit = valueAt<std::string>(json, "limit");
    finding.lowest = optionalAt<double>(json, "lowest");
    finding.highest = optionalAt<double>(json, "highest");
    finding.delta = optionalAt<double>(json, "delta");
    if (const auto qc = json.find("qc"); qc != json.end() && !qc->is_null())
        finding.qc = QcFinding { valueAt<std::string>(*qc, "limit"), optionalAt<double>(*qc, "lowest"),
            optionalAt<double>(*qc, "highest"), valueAt(*qc, "within", false) };
    finding.message = valueAt<std::string>(json, "message");
    finding.advice = valueAt<std::string>(json, "advice");
    finding.clause = valueAt<std::string>(json, "clause");
    for (const Provenance candidate : { Provenance::issuer, Provenance::thirdParty, Provenance::draft }) {
        if (nameOf(candidate) == provenance)
            finding.provenance = candidate;
    }
    finding.events = readEvents(json);
    finding.programme = valueAt<std::string>(json, "programme");
    finding.package = valueAt<std::string>(json, "package");
    finding.answer = optionalAt<std::string>(json, "answer");
    return finding;
}

JudgedProgramme readJudged(const Json& json, Series series)
{
    JudgedProgramme entry;
    entry.programme = readProgramme(json, std::move(series));
    entry.slot = valueAt<std::string>(json, "slot");
    if (const auto verdict = optionalAt<std::string>(json, "verdict")) {
        entry.judged = true;
        entry.verdict = valueOf(verdictNamed(*verdict), "verdict", *verdict);
    }
    for (const Json& finding : arrayAt(json, "findings"))
        entry.findings.push_back(readFinding(finding));
    return entry;
}

JudgedDelivery readDelivery(const Json& json)
{
    JudgedDelivery delivery;
    readMeasures(json, delivery.measures);
    for (const Json& finding : arrayAt(json, "findings"))
        delivery.findings.push_back(readFinding(finding));
    for (const Json& made : arrayAt(json, "comparisons")) {
        Comparison& comparison = delivery.comparisons.emplace_back();
        comparison.of = valueAt<std::string>(made, "of");
        comparison.with = valueAt<std::vector<std::string>>(made, "with");
        readMeasures(made, comparison.measures);
    }
    return delivery;
}

ErrorCode readErrorCode(const std::string& name)
{
    using enum ErrorCode;
    for (const ErrorCode code :
        { notFound, notReadable, unsupported, malformed, decode, cancelled, profile, report, usage, write, internal }) {
        if (codeName(code) == name)
            return code;
    }
    throw Meaningless("unknown error code \"" + name + '"');
}

AssetRecord readAsset(const Json& json)
{
    AssetRecord asset;
    asset.path = valueAt<std::string>(json, "path");
    asset.size = valueAt<std::int64_t>(json, "size");
    asset.hashes = valueAt<std::map<std::string, std::string>>(json, "hashes");
    asset.essenceMd5 = optionalAt<std::string>(json, "essence_md5");
    for (const auto& item : arrayAt(json, "metadata").items()) {
        if (!item.value().empty())
            asset.metadata[item.key()] = item.value().get<MetadataSection>();
    }
    for (const Json& fault : arrayAt(json, "faults"))
        asset.faults.push_back(Fault { valueAt<std::string>(fault, "code"), optionalAt<std::int64_t>(fault, "offset"),
            valueAt<std::string>(fault, "message") });
    if (const auto parts = json.find("parts"); parts != json.end()) { // reports of earlier versions have none
        for (const Json& part : *parts)
            asset.parts.push_back({ valueAt<std::string>(part, "id"), valueAt<std::int64_t>(part, "offset"),
                valueAt<std::int64_t>(part, "size") });
    }
    if (const auto error = json.find("error"); error != json.end() && !error->is_null()) {
        asset.error = Error { readErrorCode(valueAt<std::string>(*error, "code")),
            valueAt<std::string>(*error, "message"), {}, optionalAt<std::int64_t>(*error, "offset") };
    }
    return asset;
}

std::optional<ProfileIdentity> readProfile(const Json& json)
{
    if (json.is_null())
        return std::nullopt;
    return ProfileIdentity { valueAt<std::string>(json, "id"), valueAt<std::string>(json, "version"),
        valueAt<std::string>(json, "title"), valueAt<std::string>(json, "sha256"), valueAt<std::string>(json, "origin"),
        valueAt(json, "overrides_built_in", false), valueAt<std::string>(json, "status", "") };
}

Report readReport(const Json& json, std::vector<Series> series)
{
    Report report;
    report.toolVersion = valueAt<std::string>(json.at("tool"), "version");
    report.created = valueAt<std::string>(json, "created");
    report.elapsedSeconds = valueAt<double>(json, "elapsed_s");
    report.profile = readProfile(json.at("profile"));
    if (const auto verdict = optionalAt<std::string>(json, "verdict"))
        report.verdict = valueOf(verdictNamed(*verdict), "verdict", *verdict);
    for (const Json& asset : json.at("assets"))
        report.assets.push_back(readAsset(asset));
    const Json& programmes = json.at("programmes");
    for (std::size_t i = 0; i < programmes.size(); ++i)
        report.programmes.push_back(readJudged(programmes[i], std::move(series[i])));
    report.delivery = readDelivery(json.at("delivery"));
    for (const Json& check : json.at("manual_checks"))
        report.manualChecks.push_back(
            ManualCheck { valueAt<std::string>(check, "id"), valueAt<std::string>(check, "title") });
    for (const Json& step : arrayAt(json, "sign_off"))
        report.signOffSteps.push_back({ valueAt<std::string>(step, "id"), valueAt<std::string>(step, "title") });
    for (const Json& record : json.at("answers"))
        report.answers.push_back(readAnswer(record));
    for (const Json& signature : json.at("signatures"))
        report.signatures.push_back(readSignatureRecord(signature));
    return report;
}

std::vector<Series> takeAllSeries(Json& document)
{
    std::vector<Series> series;
    const auto programmes = document.is_object() ? document.find("programmes") : document.end();
    if (!document.is_object() || programmes == document.end() || !programmes->is_array())
        return series;
    for (Json& programme : *programmes)
        series.push_back(takeSeries(programme));
    return series;
}

// Every exception of the JSON library ends here.
template <class T, class Read>
Result<T> guarded(std::string_view text, const std::filesystem::path& file, Read read)
{
    if (tooDeepAt(text) != std::string_view::npos)
        return fail(ErrorCode::report, "not a report: the JSON text nests too deeply", file);
    try {
        Json document = Json::parse(text);
        return read(document);
    } catch (const nlohmann::json::parse_error& error) {
        return tl::unexpected(brokenJson(text, error.byte == 0 ? 0 : error.byte - 1, file));
    } catch (const Meaningless& error) {
        return fail(ErrorCode::report, std::string("not a report that this version can read: ") + error.what(), file);
    } catch (const nlohmann::json::exception& error) {
        return fail(ErrorCode::report, std::string("not a report: ") + error.what(), file);
    }
}

} // namespace

Result<Report> reportFromJson(std::string_view text, const std::filesystem::path& file)
{
    return guarded<Report>(text, file, [&](Json& document) -> Result<Report> {
        std::vector<Series> series = takeAllSeries(document);
        if (auto valid = validateForReading(document.dump()); !valid) {
            valid.error().file = file;
            return tl::unexpected(std::move(valid.error()));
        }
        return readReport(document, std::move(series));
    });
}

Result<ProgrammeRecord> programmeFromJson(std::string_view text)
{
    return guarded<ProgrammeRecord>(text, {}, [](Json& document) -> Result<ProgrammeRecord> {
        Series series = takeSeries(document);
        return readProgramme(document, std::move(series));
    });
}

Result<AssetRecord> assetFromJson(std::string_view text)
{
    return guarded<AssetRecord>(text, {}, [](Json& document) -> Result<AssetRecord> { return readAsset(document); });
}

} // namespace assay
