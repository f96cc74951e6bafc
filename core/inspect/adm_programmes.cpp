// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/adm_programmes.h"

#include "core/metadata/adm_scene.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>

namespace assay
{

namespace
{

// The bed as channels of the file; empty where chna does not find all of it there.
std::optional<PlannedBed> plannedBed(const AdmBed& bed, std::size_t channels)
{
    PlannedBed planned { {}, bed.objectName.empty() ? bed.objectId : bed.objectName, bed.layout() };
    for (const AdmBedChannel& channel : bed.channels) {
        const auto track = static_cast<std::size_t>(std::max(channel.track, 0));
        if (track == 0 || track > channels)
            return std::nullopt;
        planned.channels.push_back(track - 1);
    }
    planned.name = "bed " + planned.layout.name;
    return planned;
}

// Two beds of one layout have the names of their objects.
void tellApart(std::vector<PlannedBed>& beds)
{
    const std::vector<PlannedBed> plain = beds;
    for (std::size_t i = 0; i < beds.size(); ++i) {
        if (std::ranges::count(plain, plain[i].name, &PlannedBed::name) > 1)
            beds[i].name += " " + beds[i].object;
    }
    for (std::size_t i = 0; i < beds.size(); ++i) {
        const auto before = std::span(beds).first(i);
        if (std::ranges::find(before, beds[i].name, &PlannedBed::name) != before.end())
            beds[i].name += fmt::format(" #{}", i + 1);
    }
}

// Tracks of higher order ambisonics.
std::size_t ambisonics(const AdmScene& scene)
{
    std::size_t tracks = 0;
    for (const AdmOther& other : scene.others)
        tracks += other.type == AdmType::hoa ? other.tracks.size() : 0;
    return tracks;
}

std::string nameOfTracks(const std::vector<PlannedBed>& beds, const AdmScene& scene)
{
    std::vector<std::string> parts;
    for (const PlannedBed& bed : beds)
        parts.push_back(bed.layout.name);
    if (const std::size_t objects = scene.objects.size(); objects > 0)
        parts.push_back(fmt::format("{} {}", objects, objects == 1 ? "object" : "objects"));
    if (const std::size_t tracks = ambisonics(scene); tracks > 0)
        parts.push_back(fmt::format("{} {} of HOA", tracks, tracks == 1 ? "track" : "tracks"));
    return fmt::format("{}", fmt::join(parts, " + "));
}

// Every track of the file, each once, in this order?
bool isWhole(const PlannedBed& bed, std::size_t channels)
{
    std::vector<std::size_t> sorted = bed.channels;
    std::ranges::sort(sorted);
    std::vector<std::size_t> all(channels);
    std::iota(all.begin(), all.end(), std::size_t { 0 });
    return sorted == all;
}

PlannedScene sceneOf(const AdmScene& scene, std::size_t channels)
{
    PlannedScene planned;
    planned.tracks.channels.assign(channels, Speaker::unknown);
    for (const AdmBed& bed : scene.beds) {
        auto found = plannedBed(bed, channels);
        if (!found)
            continue;
        for (std::size_t i = 0; i < found->channels.size(); ++i)
            planned.tracks.channels[found->channels[i]] = found->layout.channels[i];
        planned.beds.push_back(std::move(*found));
    }
    tellApart(planned.beds);
    planned.tracks.name = nameOfTracks(planned.beds, scene);
    return planned;
}

} // namespace

void adoptAdm(PlannedAsset& asset)
{
    if (asset.metadata.adm == nullptr || asset.media.streams.size() != 1)
        return;
    AudioFormat& format = asset.media.streams.front().format;
    const AdmScene scene = admScene(*asset.metadata.adm);
    PlannedScene planned = sceneOf(scene, format.channels());
    const bool isOneBed = scene.objects.empty() && scene.others.empty() && planned.beds.size() == 1
        && scene.beds.size() == 1 && isWhole(planned.beds.front(), format.channels());
    if (isOneBed && format.layoutSource == LayoutSource::assumed) {
        format.layout = layoutOf(std::move(planned.tracks.channels));
        format.layoutSource = LayoutSource::metadata;
    } else if (!isOneBed && !planned.tracks.name.empty()) {
        asset.scene = std::move(planned);
    }
}

void addSceneProgrammes(DeliveryPlan& plan, std::size_t asset, ProgrammePlan master)
{
    const PlannedAsset& file = plan.assets[asset];
    const StreamSource all { asset, file.media.streams.front().index, 0 };
    master.name = file.record.path;
    master.sources = { all };
    master.layout = file.scene->tracks;
    master.layoutSource = LayoutSource::metadata;
    master.isScene = true;
    for (const PlannedBed& bed : file.scene->beds) {
        ProgrammePlan programme;
        programme.name = file.record.path + " " + bed.name;
        programme.sources = { all };
        programme.sources.front().channels = bed.channels;
        programme.role = "stem"; // the mix is all that sounds together
        programme.roleSource = LayoutSource::metadata;
        programme.layout = bed.layout;
        programme.layoutSource = LayoutSource::metadata;
        programme.bed = bed.object;
        plan.programmes.push_back(std::move(programme));
    }
    plan.programmes.push_back(std::move(master));
}

} // namespace assay
