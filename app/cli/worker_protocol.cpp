// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/worker_protocol.h"

#include "reports/report_json.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace assay
{

namespace
{

using Json = nlohmann::json;

constexpr std::string_view progressMark = "progress ";

// File names need not be UTF-8, JSON does: two hexadecimal digits a byte.
std::string hexOf(const std::filesystem::path& path)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char8_t byte : path.u8string()) {
        text += digits[static_cast<unsigned>(byte) >> 4U];
        text += digits[static_cast<unsigned>(byte) & 15U];
    }
    return text;
}

std::filesystem::path pathFromHex(const std::string& text)
{
    std::u8string bytes;
    for (std::size_t at = 0; at + 2 <= text.size(); at += 2) {
        unsigned byte = 0;
        std::from_chars(text.data() + at, text.data() + at + 2, byte, 16);
        bytes += static_cast<char8_t>(byte);
    }
    return bytes;
}

std::string compact(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json errorJson(const Error& error)
{
    Json json { { "code", static_cast<int>(error.code) }, { "message", error.message }, { "file", hexOf(error.file) } };
    if (error.offset)
        json["offset"] = *error.offset;
    return json;
}

Error errorFrom(const Json& json)
{
    Error error { static_cast<ErrorCode>(json.at("code").get<int>()), json.at("message").get<std::string>(),
        pathFromHex(json.at("file")) };
    if (json.contains("offset"))
        error.offset = json["offset"].get<std::int64_t>();
    return error;
}

Json foundJson(const FoundFile& found)
{
    return { { "file", hexOf(found.file) }, { "name", found.displayPath }, { "named", found.named } };
}

FoundFile foundFrom(const Json& json)
{
    return { pathFromHex(json.at("file")), json.at("name"), json.at("named") };
}

Json layoutJson(const Layout& layout)
{
    Json channels = Json::array();
    for (const Speaker speaker : layout.channels)
        channels.push_back(static_cast<int>(speaker));
    return { { "name", layout.name }, { "channels", channels } };
}

Layout layoutFrom(const Json& json)
{
    Layout layout { json.at("name"), {} };
    for (const Json& speaker : json.at("channels"))
        layout.channels.push_back(static_cast<Speaker>(speaker.get<int>()));
    return layout;
}

Json sceneJson(const PlannedScene& scene)
{
    Json beds = Json::array();
    for (const PlannedBed& bed : scene.beds)
        beds.push_back({ bed.name, bed.object, layoutJson(bed.layout), bed.channels });
    return { { "tracks", layoutJson(scene.tracks) }, { "beds", beds } };
}

PlannedScene sceneFrom(const Json& json)
{
    PlannedScene scene { layoutFrom(json.at("tracks")) };
    for (const Json& bed : json.at("beds"))
        scene.beds.push_back(
            { bed.at(0), bed.at(1), layoutFrom(bed.at(2)), bed.at(3).get<std::vector<std::size_t>>() });
    return scene;
}

Json programmeJson(const MeasureTask& task)
{
    const ProgrammePlan& programme = task.programme;
    Json files = Json::array();
    for (const FoundFile& file : task.files)
        files.push_back(foundJson(file));
    Json sources = Json::array();
    for (const StreamSource& source : programme.sources)
        sources.push_back({ source.asset, source.stream, source.position, source.channels });
    Json json { { "files", files }, { "sources", sources }, { "name", programme.name }, { "role", programme.role },
        { "role_source", static_cast<int>(programme.roleSource) }, { "layout", layoutJson(programme.layout) },
        { "layout_source", static_cast<int>(programme.layoutSource) }, { "threads", task.threads },
        { "hashed", task.hashed }, { "bed", programme.bed }, { "scene", programme.isScene } };
    if (task.waveformFile)
        json["waveform"] = hexOf(*task.waveformFile);
    if (programme.legs)
        json["legs"] = { programme.legs->layout, programme.legs->faults };
    return json;
}

MeasureTask programmeFrom(const Json& asked)
{
    MeasureTask task;
    for (const Json& file : asked.at("files"))
        task.files.push_back(foundFrom(file));
    for (const Json& source : asked.at("sources"))
        task.programme.sources.push_back(
            StreamSource { source.at(0), source.at(1), source.at(2), source.at(3).get<std::vector<std::size_t>>() });
    task.programme.name = asked.at("name");
    task.programme.role = asked.at("role");
    task.programme.roleSource = static_cast<LayoutSource>(asked.at("role_source").get<int>());
    task.programme.layout = layoutFrom(asked.at("layout"));
    task.programme.layoutSource = static_cast<LayoutSource>(asked.at("layout_source").get<int>());
    task.programme.bed = asked.at("bed");
    task.programme.isScene = asked.at("scene");
    task.threads = asked.at("threads");
    task.hashed = asked.at("hashed").get<std::vector<std::size_t>>();
    if (asked.contains("legs"))
        task.programme.legs = Legs { asked["legs"].at(0), asked["legs"].at(1).get<std::vector<std::string>>() };
    if (asked.contains("waveform"))
        task.waveformFile = pathFromHex(asked["waveform"]);
    return task;
}

Json hashesJson(std::size_t asset, const Result<AssetHashes>& hashes)
{
    Json json { { "asset", asset } };
    if (!hashes) {
        json["error"] = errorJson(hashes.error());
        return json;
    }
    json["file"] = hashes->file;
    if (hashes->essenceMd5)
        json["essence_md5"] = *hashes->essenceMd5;
    if (hashes->fault)
        json["fault"] = { hashes->fault->code, hashes->fault->message };
    return json;
}

Result<AssetHashes> hashesFrom(const Json& json)
{
    if (json.contains("error"))
        return tl::unexpected(errorFrom(json["error"]));
    AssetHashes hashes { json.at("file").get<std::map<std::string, std::string>>() };
    if (json.contains("essence_md5"))
        hashes.essenceMd5 = json["essence_md5"].get<std::string>();
    if (json.contains("fault"))
        hashes.fault = Fault { json["fault"].at(0), {}, json["fault"].at(1) };
    return hashes;
}

// Every exception of the JSON library ends here.
template <class T, class Read>
Result<T> guarded(std::string_view line, Read read)
{
    try {
        return read(Json::parse(line));
    } catch (const nlohmann::json::exception& error) {
        return fail(
            ErrorCode::internal, std::string("a worker and its program misunderstand each other: ") + error.what());
    }
}

} // namespace

std::string lineOf(const LookTask& task)
{
    return compact({ { "look", foundJson(task.found) } });
}

std::string lineOf(const MeasureTask& task)
{
    return compact({ { "measure", programmeJson(task) } });
}

std::string lineOf(const CompareTask& task)
{
    return compact({ { "compare", { programmeJson(task.before), programmeJson(task.after) } } });
}

std::string lineOf(const NullTask& task)
{
    Json paths = Json::array({ hexOf(task.mix) });
    for (const std::filesystem::path& stem : task.stems)
        paths.push_back(hexOf(stem));
    return compact({ { "null", paths } });
}

Result<WorkerTask> taskFrom(std::string_view line)
{
    return guarded<WorkerTask>(line, [](const Json& json) -> WorkerTask {
        if (json.contains("look"))
            return LookTask { foundFrom(json["look"]) };
        if (json.contains("compare"))
            return CompareTask { programmeFrom(json["compare"].at(0)), programmeFrom(json["compare"].at(1)) };
        if (!json.contains("null"))
            return programmeFrom(json.at("measure"));
        NullTask task { pathFromHex(json["null"].at(0)) };
        for (std::size_t i = 1; i < json["null"].size(); ++i)
            task.stems.push_back(pathFromHex(json["null"][i]));
        return task;
    });
}

std::string progressLine(double fraction)
{
    return std::string(progressMark) + std::to_string(fraction);
}

std::optional<double> progressIn(std::string_view line)
{
    if (!line.starts_with(progressMark))
        return std::nullopt;
    const std::string_view number = line.substr(progressMark.size());
    double fraction = 0.0;
    std::from_chars(number.data(), number.data() + number.size(), fraction);
    return fraction;
}

std::string lineOf(const PlannedAsset& asset)
{
    Json streams = Json::array();
    for (const StreamInfo& stream : asset.media.streams) {
        Json json { { "index", stream.index }, { "rate", stream.format.sampleRate },
            { "layout", layoutJson(stream.format.layout) },
            { "layout_source", static_cast<int>(stream.format.layoutSource) } };
        if (stream.format.frames)
            json["frames"] = *stream.format.frames;
        streams.push_back(std::move(json));
    }
    Json json { { "record", assetToJsonLine(asset.record) }, { "streams", streams },
        { "track_names", asset.metadata.trackNames } };
    if (asset.scene)
        json["scene"] = sceneJson(*asset.scene);
    if (asset.record.error)
        json["error"] = errorJson(*asset.record.error);
    return compact(json);
}

Result<PlannedAsset> assetFrom(std::string_view line)
{
    return guarded<PlannedAsset>(line, [](const Json& json) -> Result<PlannedAsset> {
        Result<AssetRecord> record = assetFromJson(json.at("record").get<std::string>());
        if (!record)
            return tl::unexpected(record.error());
        PlannedAsset asset;
        asset.record = std::move(*record);
        if (json.contains("error"))
            asset.record.error = errorFrom(json["error"]);
        asset.metadata.trackNames = json.at("track_names").get<std::vector<std::string>>();
        if (json.contains("scene"))
            asset.scene = sceneFrom(json["scene"]);
        for (const Json& stream : json.at("streams")) {
            StreamInfo info;
            info.index = stream.at("index");
            info.format.sampleRate = stream.at("rate");
            info.format.layout = layoutFrom(stream.at("layout"));
            info.format.layoutSource = static_cast<LayoutSource>(stream.at("layout_source").get<int>());
            if (stream.contains("frames"))
                info.format.frames = stream["frames"].get<FrameCount>();
            asset.media.streams.push_back(std::move(info));
        }
        return asset;
    });
}

std::string lineOf(const MeasureOutcome& outcome)
{
    Json json;
    if (outcome.measured) {
        json["programme"] = programmeToJsonLine(outcome.measured->record);
        if (const std::optional<Fault>& fault = outcome.measured->fault)
            json["fault"] = { fault->code, fault->message };
    } else {
        json["error"] = errorJson(outcome.measured.error());
    }
    Json& hashes = json["hashes"] = Json::array();
    for (const auto& [asset, result] : outcome.hashes)
        hashes.push_back(hashesJson(asset, result));
    if (outcome.notWritten)
        json["not_written"] = errorJson(*outcome.notWritten);
    return compact(json);
}

Result<MeasureOutcome> outcomeFrom(std::string_view line)
{
    return guarded<MeasureOutcome>(line, [](const Json& json) -> Result<MeasureOutcome> {
        MeasureOutcome outcome { MeasuredProgramme {} };
        if (json.contains("error")) {
            outcome.measured = tl::unexpected(errorFrom(json["error"]));
        } else {
            Result<ProgrammeRecord> record = programmeFromJson(json.at("programme").get<std::string>());
            if (!record)
                return tl::unexpected(record.error());
            outcome.measured->record = std::move(*record);
            if (json.contains("fault"))
                outcome.measured->fault = Fault { json["fault"].at(0), {}, json["fault"].at(1) };
        }
        for (const Json& entry : json.at("hashes")) {
            outcome.hashes.emplace(entry.at("asset").get<std::size_t>(), hashesFrom(entry));
        }
        if (json.contains("not_written"))
            outcome.notWritten = errorFrom(json["not_written"]);
        return outcome;
    });
}

std::string lineOf(const Result<SoundAnswer>& answer)
{
    if (!answer)
        return compact({ { "error", errorJson(answer.error()) } });
    ProgrammeRecord record;
    record.measures = answer->measures;
    return compact({ { "measures", programmeToJsonLine(record) }, { "notes", answer->notes } });
}

Result<SoundAnswer> soundAnswerFrom(std::string_view line)
{
    return guarded<SoundAnswer>(line, [](const Json& json) -> Result<SoundAnswer> {
        if (json.contains("error"))
            return tl::unexpected(errorFrom(json["error"]));
        Result<ProgrammeRecord> record = programmeFromJson(json.at("measures").get<std::string>());
        if (!record)
            return tl::unexpected(record.error());
        return SoundAnswer { std::move(record->measures), json.at("notes").get<std::vector<std::string>>() };
    });
}

std::string lineOf(const Result<NullAnswer>& answer)
{
    if (!answer)
        return compact({ { "error", errorJson(answer.error()) } });
    Json assets = Json::array();
    for (const AssetRecord& asset : answer->inspection.assets)
        assets.push_back(assetToJsonLine(asset));
    return compact({ { "assets", assets }, { "programme", programmeToJsonLine(answer->inspection.programmes.front()) },
        { "text", answer->text } });
}

Result<NullAnswer> nullAnswerFrom(std::string_view line)
{
    return guarded<NullAnswer>(line, [](const Json& json) -> Result<NullAnswer> {
        if (json.contains("error"))
            return tl::unexpected(errorFrom(json["error"]));
        NullAnswer answer { {}, json.at("text") };
        for (const Json& asset : json.at("assets")) {
            Result<AssetRecord> record = assetFromJson(asset.get<std::string>());
            if (!record)
                return tl::unexpected(record.error());
            answer.inspection.assets.push_back(std::move(*record));
        }
        Result<ProgrammeRecord> programme = programmeFromJson(json.at("programme").get<std::string>());
        if (!programme)
            return tl::unexpected(programme.error());
        answer.inspection.programmes.push_back(std::move(*programme));
        return answer;
    });
}

} // namespace assay
