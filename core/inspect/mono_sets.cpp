// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/mono_sets.h"

#include "core/base/path.h"
#include "core/inspect/role.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace assay
{

namespace
{

using Part = std::pair<Speaker, StreamSource>;

constexpr std::array specs {
    MeasureSpec { "legs.layout", Unit::none, ValueKind::text,
        "What a set of mono files was meant to be: the layout that lacks the fewest of its legs",
        "Assay report contract" },
    MeasureSpec { "legs.faults", Unit::none, ValueKind::list,
        "Legs that a set of mono files lacks, has twice, or has beside its layout, one sentence each",
        "Assay report contract" },
};

// Layouts that a set with a fault may have been meant to be; of equally near ones the last.
constexpr std::array<std::string_view, 12> intended { "stereo", "3.0", "LCRS", "quad", "5.0", "6.1", "7.0", "5.1.2",
    "5.1.4", "7.1.2", "7.1", "5.1" };

bool holds(const std::vector<Part>& parts, Speaker speaker)
{
    return std::ranges::find(parts, speaker, &Part::first) != parts.end();
}

struct Distance {
    std::size_t common = 0;
    std::size_t missing = 0;
    std::size_t extra = 0;

    // A leg too many is stranger than one that was forgotten.
    [[nodiscard]] std::size_t cost() const { return missing + 2 * extra; }
    // So far from any layout, files are rather no set at all.
    [[nodiscard]] bool isNear() const { return 2 * (missing + extra) <= common; }
};

Distance distanceTo(const Layout& layout, const std::vector<Part>& parts)
{
    Distance distance;
    for (const Speaker speaker : layout.channels)
        ++(holds(parts, speaker) ? distance.common : distance.missing);
    distance.extra = parts.size() - distance.common;
    return distance;
}

std::optional<Layout> nearestLayout(const std::vector<Part>& parts)
{
    std::optional<Layout> nearest;
    std::size_t least = 0;
    for (const std::string_view name : intended) {
        const auto layout = layoutNamed(name);
        const Distance distance = layout ? distanceTo(*layout, parts) : Distance {};
        if (layout && distance.isNear() && (!nearest || distance.cost() <= least)) {
            nearest = layout;
            least = distance.cost();
        }
    }
    return nearest;
}

// A set with a fault: the legs it has in the order of the layout it was meant to be, then the strange ones.
std::optional<ProgrammePlan> joinFaulty(const std::vector<Part>& parts, const DeliveryPlan& plan)
{
    const auto meant = nearestLayout(parts);
    if (!meant)
        return std::nullopt;
    ProgrammePlan programme;
    Legs legs { meant->name };
    std::vector<Speaker> speakers;
    for (const Speaker speaker : meant->channels) {
        const auto part = std::ranges::find(parts, speaker, &Part::first);
        if (part == parts.end()) {
            legs.faults.push_back("the leg " + std::string(nameOf(speaker)) + " is missing");
            continue;
        }
        speakers.push_back(speaker);
        programme.sources.push_back(part->second);
    }
    for (const auto& [speaker, source] : parts) {
        if (std::ranges::find(meant->channels, speaker) != meant->channels.end())
            continue;
        speakers.push_back(speaker);
        programme.sources.push_back(source);
        legs.faults.push_back(std::string(nameOf(speaker)) + " is no leg of a " + meant->name + " ("
            + toUtf8(plan.assets[source.asset].file.filename()) + ")");
    }
    programme.layout = layoutOf(std::move(speakers));
    programme.legs = std::move(legs);
    return programme;
}

// Each position once; the files that stand for one again.
std::vector<Part> takeTwins(std::vector<Part>& parts)
{
    std::vector<Part> once;
    std::vector<Part> twins;
    for (Part& part : parts)
        (holds(once, part.first) ? twins : once).push_back(part);
    parts = std::move(once);
    return twins;
}

std::optional<ProgrammePlan> joinSet(std::vector<Part> parts, const DeliveryPlan& plan)
{
    const std::vector<Part> twins = takeTwins(parts);
    auto programme = joinMono(parts);
    if (programme)
        programme->legs = Legs { programme->layout.name };
    else
        programme = joinFaulty(parts, plan);
    if (!programme)
        return std::nullopt;
    for (const auto& [speaker, source] : twins)
        programme->legs->faults.push_back("a second file is the leg " + std::string(nameOf(speaker)) + " ("
            + toUtf8(plan.assets[source.asset].file.filename()) + ")");
    return programme;
}

} // namespace

std::optional<ProgrammePlan> joinMono(const std::vector<Part>& parts)
{
    std::vector<Speaker> speakers;
    for (const auto& [speaker, source] : parts)
        speakers.push_back(speaker);
    const Layout found = layoutOf(speakers);
    const auto named = layoutNamed(found.name);
    if (found.size() < 2 || !named)
        return std::nullopt;
    ProgrammePlan plan;
    plan.layout = *named;
    for (const Speaker speaker : plan.layout.channels)
        plan.sources.push_back(std::ranges::find(parts, speaker, &Part::first)->second);
    return plan;
}

void joinMonoFiles(DeliveryPlan& plan, std::set<std::size_t>& taken)
{
    std::map<std::tuple<std::string, std::string, int>, std::vector<Part>> sets; // by folder, base name and rate
    for (std::size_t i = 0; i < plan.assets.size(); ++i) {
        const PlannedAsset& asset = plan.assets[i];
        if (taken.contains(i) || asset.media.streams.size() != 1 || asset.media.streams.front().format.channels() != 1)
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
        auto programme = joinSet(parts, plan);
        if (!programme)
            continue;
        const auto& [folder, base, rate] = key;
        programme->name = folder.empty() ? base : folder + '/' + base;
        programme->layoutSource = LayoutSource::name;
        const SaidRole role = saidRole(fromUtf8(base + ".wav"), {});
        programme->role = role.role;
        programme->roleSource = role.source;
        for (const StreamSource& source : programme->sources)
            taken.insert(source.asset);
        plan.programmes.push_back(std::move(*programme));
    }
}

void addLegMeasures(MeasurementSet& out, const ProgrammePlan& programme)
{
    if (!programme.legs) {
        for (const MeasureSpec& spec : specs)
            out.add(notApplicable(spec, "not a set of mono files"));
        return;
    }
    out.add(measured(specs[0], programme.legs->layout));
    out.add(measured(specs[1], programme.legs->faults));
}

std::span<const MeasureSpec> legSpecs()
{
    return specs;
}

} // namespace assay
