// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "core/inspect/analyst.h"
#include "core/inspect/role.h"
#include "core/inspect/work_crew.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <system_error>

namespace assay
{

namespace
{

// Extensions that promise sound: such a file that cannot be read is an error even when it only lies in a folder.
constexpr std::array soundExtensions { ".wav", ".wave", ".bwf", ".bwav", ".rf64", ".bw64", ".w64", ".aif", ".aiff",
    ".aifc", ".caf", ".flac", ".mov", ".mp4", ".m4a", ".m4b", ".mxf", ".mkv", ".mka", ".mp3", ".aac", ".ac3", ".ec3",
    ".eac3", ".opus", ".ogg", ".oga", ".adm" };

bool promisesSound(const std::filesystem::path& file)
{
    std::string extension = toUtf8(file.extension());
    std::ranges::transform(
        extension, extension.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::ranges::find(soundExtensions, extension) != soundExtensions.end();
}

// Does the file name its tracks (chna, else iXML) where its header names no layout?
void adoptTrackNames(AudioFormat& format, const Metadata& metadata)
{
    if (format.layoutSource != LayoutSource::assumed)
        return;
    std::vector<Speaker> speakers = metadata.speakers;
    if (speakers.size() != format.channels()) {
        speakers.clear();
        for (const std::string& name : metadata.trackNames) {
            const auto speaker = speakerNamed(name);
            if (!speaker)
                return;
            speakers.push_back(*speaker);
        }
    }
    if (speakers.empty() || speakers.size() != format.channels())
        return;
    format.layout = layoutOf(std::move(speakers));
    format.layoutSource = LayoutSource::metadata;
}

// Does this fault explain why nobody can read the file? What follows from another fault comes last.
int weightOf(const Fault& fault)
{
    const FaultKind* kind = faultKind(fault.code);
    if (kind == nullptr || !fault.offset || kind->aspect == FaultAspect::contents
        || kind->aspect == FaultAspect::extension)
        return 0;
    return fault.code == "riff-size-mismatch" || kind->aspect == FaultAspect::trailing ? 1 : 2;
}

// Our own walk through the file knows why it cannot be read, and knows the place.
Error explained(Error error, const std::vector<Fault>& faults)
{
    const auto why = std::ranges::max_element(faults, {}, &weightOf); // the first of the weightiest
    const bool open = error.code == ErrorCode::malformed || error.code == ErrorCode::unsupported;
    if (!open || error.offset || why == faults.end() || weightOf(*why) == 0)
        return error;
    error.message += "; " + why->message;
    error.offset = why->offset;
    return error;
}

bool isNamedSet(const Layout& layout)
{
    return layout.size() > 1 && layoutNamed(layout.name).has_value();
}

// Mono streams with their speakers, in the layout's usual order, as one programme; empty where they form no known
// layout.
std::optional<ProgrammePlan> joinMono(std::vector<std::pair<Speaker, StreamSource>> parts)
{
    std::vector<Speaker> speakers;
    for (const auto& [speaker, source] : parts)
        speakers.push_back(speaker);
    const Layout found = layoutOf(speakers);
    if (!isNamedSet(found))
        return std::nullopt;
    ProgrammePlan plan;
    plan.layout = *layoutNamed(found.name);
    for (const Speaker speaker : plan.layout.channels) {
        const auto part = std::ranges::find(parts, speaker, &std::pair<Speaker, StreamSource>::first);
        plan.sources.push_back(part->second);
    }
    return plan;
}

// Six files title.L.wav ... title.Rs.wav: one programme.
void joinMonoFiles(DeliveryPlan& plan, std::set<std::size_t>& taken)
{
    std::map<std::tuple<std::string, std::string, int>, std::vector<std::pair<Speaker, StreamSource>>> sets;
    for (std::size_t i = 0; i < plan.assets.size(); ++i) {
        const PlannedAsset& asset = plan.assets[i];
        if (asset.media.streams.size() != 1 || asset.media.streams.front().format.channels() != 1)
            continue;
        const auto suffix = monoSuffixOf(asset.file);
        if (!suffix)
            continue;
        const StreamInfo& stream = asset.media.streams.front();
        const std::string folder = toUtf8(fromUtf8(asset.record.path).parent_path());
        sets[{ folder, suffix->base, stream.format.sampleRate }].emplace_back(
            suffix->speaker, StreamSource { i, stream.index, 0 });
    }
    for (auto& [key, parts] : sets) {
        auto programme = joinMono(parts);
        if (!programme)
            continue;
        const auto& [folder, base, rate] = key;
        programme->name = folder.empty() ? base : folder + '/' + base;
        programme->role = roleOf(fromUtf8(base + ".wav"));
        programme->layoutSource = LayoutSource::name;
        for (const StreamSource& source : programme->sources)
            taken.insert(source.asset);
        plan.programmes.push_back(std::move(*programme));
    }
}

// Mono tracks of one container whose labels form a layout (a QuickTime delivery): one programme.
std::optional<ProgrammePlan> joinMonoTracks(const PlannedAsset& asset, std::size_t index)
{
    std::vector<std::pair<Speaker, StreamSource>> parts;
    for (std::size_t i = 0; i < asset.media.streams.size(); ++i) {
        const StreamInfo& stream = asset.media.streams[i];
        if (stream.format.channels() != 1 || stream.format.layoutSource == LayoutSource::assumed
            || stream.format.sampleRate != asset.media.streams.front().format.sampleRate)
            return std::nullopt;
        parts.emplace_back(stream.format.layout.channels.front(), StreamSource { index, stream.index, i });
    }
    auto programme = joinMono(std::move(parts));
    if (programme)
        programme->layoutSource = LayoutSource::declared;
    return programme;
}

void addProgrammesOf(DeliveryPlan& plan, std::size_t index)
{
    const PlannedAsset& asset = plan.assets[index];
    if (auto joined = joinMonoTracks(asset, index)) {
        joined->name = asset.record.path;
        joined->role = roleOf(asset.file);
        plan.programmes.push_back(std::move(*joined));
        return;
    }
    const bool several = asset.media.streams.size() > 1;
    for (std::size_t i = 0; i < asset.media.streams.size(); ++i) {
        const StreamInfo& stream = asset.media.streams[i];
        ProgrammePlan programme;
        programme.name = asset.record.path + (several ? "#" + std::to_string(i + 1) : "");
        programme.sources = { StreamSource { index, stream.index, i } };
        programme.role = roleOf(asset.file);
        programme.layout = stream.format.layout;
        programme.layoutSource = stream.format.layoutSource;
        plan.programmes.push_back(std::move(programme));
    }
}

} // namespace

PlannedAsset planAsset(const FoundFile& found)
{
    PlannedAsset asset;
    asset.file = found.file;
    asset.record.path = found.displayPath;
    if (found.error) {
        asset.record.error = found.error;
        return asset;
    }
    std::error_code error;
    const auto size = std::filesystem::file_size(found.file, error);
    asset.record.size = error ? 0 : static_cast<std::int64_t>(size);
    auto media = probeMedia(found.file);
    if (media)
        asset.media = std::move(*media);
    const AudioFormat* first = media ? &asset.media.streams.front().format : nullptr;
    asset.metadata = first != nullptr ? readMetadata(found.file, first->sampleRate, first->frames)
                                      : readMetadata(found.file, 0, std::nullopt);
    for (StreamInfo& stream : asset.media.streams)
        adoptTrackNames(stream.format, asset.metadata);
    asset.record.metadata = asset.metadata.sections;
    asset.record.faults = asset.metadata.faults;
    asset.record.parts = asset.metadata.parts;
    if (!media) {
        asset.record.error = explained(media.error(), asset.metadata.faults);
        asset.record.error->file = fromUtf8(found.displayPath);
    }
    return asset;
}

Result<DeliveryPlan> planDelivery(
    const std::vector<FoundFile>& files, Analyst& analyst, unsigned threads, std::stop_token stop)
{
    std::vector<PlannedAsset> looked(files.size());
    WorkCrew crew(threads);
    crew.run(files.size(), [&](std::size_t i) {
        if (!stop.stop_requested())
            looked[i] = analyst.look(files[i]);
    });
    if (stop.stop_requested())
        return fail(ErrorCode::cancelled, "cancelled");
    DeliveryPlan plan;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (looked[i].record.error && !files[i].named && !promisesSound(files[i].file))
            plan.ignored.push_back(files[i].displayPath);
        else
            plan.assets.push_back(std::move(looked[i]));
    }
    std::set<std::size_t> taken;
    joinMonoFiles(plan, taken);
    for (std::size_t i = 0; i < plan.assets.size(); ++i) {
        if (!taken.contains(i))
            addProgrammesOf(plan, i);
    }
    std::ranges::stable_sort(plan.programmes, {}, &ProgrammePlan::name);
    return plan;
}

} // namespace assay
