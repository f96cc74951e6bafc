// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/null_inspection.h"

#include "core/base/path.h"
#include "core/inspect/analyst.h"
#include "core/inspect/programme_sound.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>

namespace assay
{

namespace
{

using Path = std::filesystem::path;

// A path as somebody gave it: all sound behind it, or one stream of a file.
struct Wish {
    Path path;
    std::size_t stream = 0; // from 1 on; 0: all
};

Wish wishOf(const Path& given)
{
    const std::string text = toUtf8(given);
    const auto hash = text.rfind('#');
    std::error_code none;
    Wish wish { given };
    if (hash == std::string::npos || std::filesystem::exists(given, none))
        return wish;
    const char* const end = text.data() + text.size();
    if (std::from_chars(text.data() + hash + 1, end, wish.stream).ptr == end && wish.stream > 0)
        wish.path = fromUtf8(text.substr(0, hash));
    return wish;
}

struct Found {
    std::shared_ptr<const DeliveryPlan> plan;
    std::vector<ProgrammePlan> programmes;
};

// What lies behind one wish, each file under the name it has among all that were given.
Result<Found> look(const Wish& wish, const std::map<Path, std::string>& names, const CompareOptions& options)
{
    std::vector<FoundFile> files = findFiles({ wish.path });
    for (FoundFile& file : files) {
        if (const auto name = names.find(file.file); name != names.end())
            file.displayPath = name->second;
    }
    LocalAnalyst self;
    auto plan = planDelivery(files, self, 1, options.stop);
    if (!plan)
        return tl::unexpected(plan.error());
    for (const PlannedAsset& asset : plan->assets) {
        if (asset.record.error)
            return tl::unexpected(*asset.record.error);
    }
    Found found { std::make_shared<const DeliveryPlan>(std::move(*plan)), {} };
    found.programmes = found.plan->programmes;
    if (wish.stream > found.programmes.size())
        return fail(ErrorCode::usage,
            fmt::format("it holds {} programmes, there is no #{}", found.programmes.size(), wish.stream), wish.path);
    if (wish.stream > 0)
        found.programmes = { found.programmes[wish.stream - 1] };
    if (found.programmes.empty())
        return fail(ErrorCode::notFound, "no audio in it", wish.path);
    return found;
}

std::map<Path, std::string> displayNames(const std::vector<Wish>& wishes)
{
    std::vector<Path> paths;
    for (const Wish& wish : wishes)
        paths.push_back(wish.path);
    std::map<Path, std::string> names;
    for (const FoundFile& file : findFiles(paths))
        names[file.file] = file.displayPath;
    return names;
}

void addAssets(Inspection& into, const DeliveryPlan& plan)
{
    for (const PlannedAsset& asset : plan.assets) {
        if (std::ranges::find(into.assets, asset.record.path, &AssetRecord::path) == into.assets.end())
            into.assets.push_back(asset.record);
    }
}

ProgrammeRecord recordOf(const Found& mix, const NullTest& test)
{
    const ProgrammePlan& programme = mix.programmes.front();
    ProgrammeRecord record { programme.name, {}, programme.role, programme.roleSource, programme.layout,
        programme.layoutSource };
    record.sampleRate = test.sampleRate;
    record.frames = test.frames;
    for (const StreamSource& source : programme.sources) {
        const std::string& path = mix.plan->assets[source.asset].record.path;
        if (record.assets.empty() || record.assets.back() != path)
            record.assets.push_back(path);
    }
    addNullMeasures(test, record.measures);
    return record;
}

} // namespace

Result<NullInspection> inspectNull(const Path& mix, const std::vector<Path>& stems, const CompareOptions& options)
{
    std::vector<Wish> wishes { wishOf(mix) };
    for (const Path& stem : stems)
        wishes.push_back(wishOf(stem));
    const auto names = displayNames(wishes);
    auto mixFound = look(wishes.front(), names, options);
    if (!mixFound)
        return tl::unexpected(mixFound.error());
    if (mixFound->programmes.size() > 1)
        return fail(ErrorCode::usage,
            fmt::format("the mix must be one programme, and it holds {}: name one of them, as in {}#1",
                mixFound->programmes.size(), toUtf8(mix.filename())),
            mix);
    NullInspection result;
    addAssets(result.inspection, *mixFound->plan);
    std::vector<SoundSource> sounds;
    for (auto wish = wishes.begin() + 1; wish != wishes.end(); ++wish) {
        const auto found = look(*wish, names, options);
        if (!found)
            return tl::unexpected(found.error());
        addAssets(result.inspection, *found->plan);
        for (const ProgrammePlan& programme : found->programmes) {
            if (programme.name != mixFound->programmes.front().name) // a folder may hold the mix too
                sounds.push_back(soundOf(programme, found->plan));
        }
    }
    if (sounds.empty())
        return fail(ErrorCode::usage, "no stem beside the mix", mix);
    auto test = nullTest(soundOf(mixFound->programmes.front(), mixFound->plan), sounds, options);
    if (!test)
        return tl::unexpected(test.error());
    result.inspection.programmes.push_back(recordOf(*mixFound, *test));
    result.test = std::move(*test);
    return result;
}

} // namespace assay
