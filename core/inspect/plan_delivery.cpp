// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path.h"
#include "core/inspect/adm_programmes.h"
#include "core/inspect/analyst.h"
#include "core/inspect/mono_sets.h"
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
    auto programme = joinMono(parts);
    if (programme)
        programme->layoutSource = LayoutSource::declared;
    return programme;
}

const UsersWord* wordFor(const PlannedAsset& asset, const PlanHints& hints, bool aboutParts)
{
    const UsersWord* found = nullptr;
    for (const UsersWord& word : hints.words) {
        const bool says = aboutParts ? !word.parts.empty() : !word.role.empty();
        if (says && meansFile(word.files, asset.record.path))
            found = &word;
    }
    return found;
}

std::size_t channelsOf(const PlannedAsset& asset)
{
    std::size_t sum = 0;
    for (const StreamInfo& stream : asset.media.streams)
        sum += stream.format.channels();
    return sum;
}

bool hasOneRate(const PlannedAsset& asset)
{
    return std::ranges::all_of(asset.media.streams, [&](const StreamInfo& stream) {
        return stream.format.sampleRate == asset.media.streams.front().format.sampleRate;
    });
}

// How the file's channels are several programmes (or one of another layout than its header says), if anybody says so:
// a person, the names of its tracks, the profile where nobody else does.
Result<std::optional<ChannelCut>> mapFor(const PlannedAsset& asset, const PlanHints& hints)
{
    const std::size_t channels = channelsOf(asset);
    if (const UsersWord* word = wordFor(asset, hints, true)) {
        ChannelCut map { word->parts, LayoutSource::user };
        if (map.channels() != channels || !hasOneRate(asset))
            return fail(ErrorCode::usage,
                "it has " + std::to_string(channels) + " channels, but the layout given for it has "
                    + std::to_string(map.channels()),
                fromUtf8(asset.record.path));
        return map;
    }
    if (asset.media.streams.size() == 1) {
        const AudioFormat& format = asset.media.streams.front().format;
        auto parts = format.layoutSource == LayoutSource::assumed ? std::nullopt : trackPartsOf(format.layout.channels);
        if (parts)
            return ChannelCut { std::move(*parts), format.layoutSource };
    }
    const bool declared = std::ranges::any_of(asset.media.streams,
        [](const StreamInfo& stream) { return stream.format.layoutSource != LayoutSource::assumed; });
    for (const ChannelCut& map : hints.maps) {
        if (!declared && hasOneRate(asset) && map.channels() == channels)
            return map;
    }
    return std::nullopt;
}

// The next `count` channels of a file, whose streams follow each other.
std::vector<StreamSource> takeChannels(
    const PlannedAsset& asset, std::size_t index, std::size_t from, std::size_t count)
{
    std::vector<StreamSource> sources;
    std::size_t first = 0; // of the stream, among the channels of the file
    for (std::size_t i = 0; i < asset.media.streams.size(); ++i) {
        const StreamInfo& stream = asset.media.streams[i];
        const std::size_t channels = stream.format.channels();
        StreamSource source { index, stream.index, i };
        for (std::size_t channel = 0; channel < channels; ++channel) {
            if (first + channel >= from && first + channel < from + count)
                source.channels.push_back(channel);
        }
        first += channels;
        if (source.channels.size() == channels)
            source.channels.clear(); // all of them
        else if (source.channels.empty())
            continue;
        sources.push_back(std::move(source));
    }
    return sources;
}

// What is known of a role, a person's word before all.
void setRole(ProgrammePlan& programme, const PlannedAsset& asset, const PlanHints& hints)
{
    const UsersWord* word = wordFor(asset, hints, false);
    const SaidRole said = word != nullptr ? SaidRole { word->role, LayoutSource::user }
                                          : saidRole(asset.file, asset.metadata.trackNames);
    programme.role = said.role;
    programme.roleSource = said.source;
}

void addMapped(DeliveryPlan& plan, std::size_t index, const ChannelCut& map, const PlanHints& hints)
{
    const PlannedAsset& asset = plan.assets[index];
    std::size_t from = 0;
    for (std::size_t i = 0; i < map.parts.size(); ++i) {
        const TrackPart& part = map.parts[i];
        ProgrammePlan programme;
        programme.name = asset.record.path + (map.parts.size() > 1 ? "#" + std::to_string(i + 1) : "");
        programme.sources = takeChannels(asset, index, from, part.layout.size());
        programme.layout = part.layout;
        programme.layoutSource = map.source;
        setRole(programme, asset, hints);
        if (!part.role.empty() && programme.roleSource != LayoutSource::user) {
            programme.role = part.role;
            programme.roleSource = map.source;
        }
        from += part.layout.size();
        plan.programmes.push_back(std::move(programme));
    }
}

Result<void> addProgrammesOf(DeliveryPlan& plan, std::size_t index, const PlanHints& hints)
{
    const PlannedAsset& asset = plan.assets[index];
    if (asset.scene && wordFor(asset, hints, true) == nullptr) {
        ProgrammePlan master;
        setRole(master, asset, hints);
        addSceneProgrammes(plan, index, std::move(master));
        return {};
    }
    const Result<std::optional<ChannelCut>> map
        = asset.media.streams.empty() ? std::optional<ChannelCut>() : mapFor(asset, hints);
    if (!map)
        return tl::unexpected(map.error());
    if (*map) {
        addMapped(plan, index, **map, hints);
        return {};
    }
    if (auto joined = joinMonoTracks(asset, index)) {
        joined->name = asset.record.path;
        setRole(*joined, asset, hints);
        plan.programmes.push_back(std::move(*joined));
        return {};
    }
    const bool several = asset.media.streams.size() > 1;
    for (std::size_t i = 0; i < asset.media.streams.size(); ++i) {
        const StreamInfo& stream = asset.media.streams[i];
        ProgrammePlan programme;
        programme.name = asset.record.path + (several ? "#" + std::to_string(i + 1) : "");
        programme.sources = { StreamSource { index, stream.index, i } };
        setRole(programme, asset, hints);
        programme.layout = stream.format.layout;
        programme.layoutSource = stream.format.layoutSource;
        plan.programmes.push_back(std::move(programme));
    }
    return {};
}

// A set of mono files answers to its own name, too.
void hearAboutSets(DeliveryPlan& plan, const PlanHints& hints)
{
    for (ProgrammePlan& programme : plan.programmes) {
        for (const UsersWord& word : hints.words) {
            if (!word.role.empty() && programme.legs && meansFile(word.files, programme.name)) {
                programme.role = word.role;
                programme.roleSource = LayoutSource::user;
            }
        }
    }
}

// A word about a file that is not there would be forgotten in silence.
Result<void> checkWords(const DeliveryPlan& plan, const PlanHints& hints)
{
    for (const UsersWord& word : hints.words) {
        const auto means = [&](const std::string& path) { return meansFile(word.files, path); };
        const bool known
            = std::ranges::any_of(plan.assets, means, [](const PlannedAsset& asset) { return asset.record.path; })
            || std::ranges::any_of(plan.programmes, means, &ProgrammePlan::name);
        if (!known)
            return fail(ErrorCode::usage,
                "no file of the delivery has this name, which a role or a layout was given for", word.files);
    }
    return {};
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
    adoptAdm(asset);
    asset.record.metadata = asset.metadata.sections;
    asset.record.faults = asset.metadata.faults;
    asset.record.parts = asset.metadata.parts;
    if (!media) {
        asset.record.error = explained(media.error(), asset.metadata.faults);
        asset.record.error->file = fromUtf8(found.displayPath);
    }
    return asset;
}

Result<DeliveryPlan> planDelivery(const std::vector<FoundFile>& files, Analyst& analyst, unsigned threads,
    std::stop_token stop, const PlanHints& hints)
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
    hearAboutSets(plan, hints);
    for (std::size_t i = 0; i < plan.assets.size(); ++i) {
        const Result<void> added = taken.contains(i) ? Result<void>() : addProgrammesOf(plan, i, hints);
        if (!added)
            return tl::unexpected(added.error());
    }
    if (const Result<void> checked = checkWords(plan, hints); !checked)
        return tl::unexpected(checked.error());
    std::ranges::stable_sort(plan.programmes, {}, &ProgrammePlan::name);
    return plan;
}

} // namespace assay
