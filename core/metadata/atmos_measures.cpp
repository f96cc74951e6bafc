// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/atmos_measures.h"

#include "core/metadata/adm_scene.h"
#include "core/metadata/dbmd_measures.h"
#include "core/metadata/metadata_specs.h"

#include <array>
#include <fmt/format.h>
#include <set>

namespace assay
{

namespace
{

constexpr std::string_view profile = "Dolby Atmos Master ADM Profile v1.0";

constexpr std::array specs {
    MeasureSpec { "atmos.master", Unit::none, ValueKind::boolean,
        "Is the file a Dolby Atmos master: an ADM with a programme named Atmos_Master, or Atmos metadata in dbmd?",
        profile },
    MeasureSpec { "atmos.violations", Unit::events, ValueKind::events,
        "Places at which an Atmos master breaks its ADM profile, of every part below; each names element and rule, and "
        "the metadata of the file say the sentence and the clause. Places are byte offsets; 100,000 are counted at "
        "most.",
        profile },
    MeasureSpec { "atmos.violations_programme", Unit::events, ValueKind::events,
        "Broken rules about programme, file and dbmd; places are byte offsets.", profile },
    MeasureSpec { "atmos.violations_contents", Unit::events, ValueKind::events,
        "Broken rules about audioContents; places are byte offsets.", profile },
    MeasureSpec { "atmos.violations_objects", Unit::events, ValueKind::events,
        "Broken rules about audioObjects; places are byte offsets.", profile },
    MeasureSpec { "atmos.violations_packs", Unit::events, ValueKind::events,
        "Broken rules about audioPackFormats; places are byte offsets.", profile },
    MeasureSpec { "atmos.violations_beds", Unit::events, ValueKind::events,
        "Broken rules about bed channels: sets, labels, names, positions; places are byte offsets.", profile },
    MeasureSpec { "atmos.violations_movement", Unit::events, ValueKind::events,
        "Broken rules about the blocks of objects; places are byte offsets.", profile },
    MeasureSpec { "atmos.violations_formats", Unit::events, ValueKind::events,
        "Broken rules about channel, stream and track formats; places are byte offsets.", profile },
    MeasureSpec { "atmos.violations_tracks", Unit::events, ValueKind::events,
        "Broken rules about track UIDs and chna; places are byte offsets.", profile },
    MeasureSpec { "atmos.rules_broken", Unit::none, ValueKind::list,
        "Names of the rules of the profile that are broken, and how often.", profile },
    MeasureSpec { "atmos.bed_layout", Unit::none, ValueKind::text,
        "Layouts of the beds of an Atmos master in the order of its objects: \"7.1.2\", \"5.1; 5.1\".", profile },
    MeasureSpec { "atmos.beds", Unit::none, ValueKind::integer, "Beds of an Atmos master.", profile },
    MeasureSpec {
        "atmos.objects", Unit::none, ValueKind::integer, "Objects of an Atmos master that are no beds.", profile },
    MeasureSpec {
        "atmos.length", Unit::seconds, ValueKind::number, "Length of the programme of an Atmos master.", profile },
};

void addViolations(const AtmosFile& file, Metadata& metadata)
{
    constexpr std::size_t mostTold = 200; // sentences in the section
    const std::vector<AtmosViolation> found = atmosViolations(*metadata.adm, metadata.dbmd.get(), file);
    std::vector<Place> all;
    std::map<AtmosPart, std::vector<Place>> byPart;
    std::map<std::string_view, int> byRule;
    MetadataSection& section = metadata.sections["adm"];
    for (const AtmosViolation& violation : found) {
        const Place place { .start = violation.offset,
            .end = violation.offset,
            .channel = fmt::format("{} {}", violation.id, violation.rule->name) };
        all.push_back(place);
        byPart[violation.rule->part].push_back(place);
        ++byRule[violation.rule->name];
        if (all.size() <= mostTold)
            section.emplace(fmt::format("violation/{:03}", all.size()), violation.message());
    }
    metadata.measures.add(measuredEvents(metadataSpec("atmos.violations"), std::move(all)));
    for (const AtmosPart part : { AtmosPart::programme, AtmosPart::contents, AtmosPart::objects, AtmosPart::packs,
             AtmosPart::beds, AtmosPart::movement, AtmosPart::formats, AtmosPart::tracks })
        metadata.measures.add(
            measuredEvents(metadataSpec(fmt::format("atmos.violations_{}", nameOf(part))), std::move(byPart[part])));
    std::vector<std::string> rules;
    for (const auto& [name, count] : byRule)
        rules.push_back(count == 1 ? std::string(name) : fmt::format("{} ({})", name, count));
    metadata.measures.add(measured(metadataSpec("atmos.rules_broken"), std::move(rules)));
}

std::set<std::size_t> lfeTracks(const AdmScene& scene)
{
    std::set<std::size_t> tracks;
    for (const AdmBed& bed : scene.beds) {
        for (const AdmBedChannel& channel : bed.channels) {
            if (isLfe(channel.speaker) && channel.track > 0)
                tracks.insert(static_cast<std::size_t>(channel.track));
        }
    }
    return tracks;
}

void addScene(Metadata& metadata)
{
    const AdmScene scene = admScene(*metadata.adm);
    std::string layouts;
    for (const AdmBed& bed : scene.beds)
        layouts += (layouts.empty() ? "" : "; ") + bed.layout().name;
    const MeasureSpec& layout = metadataSpec("atmos.bed_layout");
    metadata.measures.add(layouts.empty() ? notApplicable(layout, "the master has no bed") : measured(layout, layouts));
    metadata.measures.add(measured(metadataSpec("atmos.beds"), static_cast<std::int64_t>(scene.beds.size())));
    metadata.measures.add(measured(metadataSpec("atmos.objects"), static_cast<std::int64_t>(scene.objects.size())));
    if (metadata.dbmd != nullptr && metadata.dbmd->tracks)
        addBinauralMode(*metadata.dbmd->tracks, lfeTracks(scene), metadata);
    const MeasureSpec& length = metadataSpec("atmos.length");
    metadata.measures.add(scene.end ? measured(length, *scene.end - scene.start.value_or(0.0))
                                    : notApplicable(length, "the programme has no end"));
}

} // namespace

std::span<const MeasureSpec> atmosSpecs()
{
    return specs;
}

void reportAtmos(const AtmosFile& file, Metadata& metadata)
{
    const bool isMaster = isAtmosMaster(metadata.adm.get(), metadata.dbmd.get());
    metadata.measures.add(measured(metadataSpec("atmos.master"), isMaster));
    if (!isMaster)
        return;
    if (metadata.adm != nullptr) {
        addViolations(file, metadata);
        addScene(metadata);
        return;
    }
    for (const MeasureSpec& spec : specs) {
        if (spec.id != "atmos.master")
            metadata.measures.add(notMeasured(spec, "the file has Atmos metadata in dbmd and no ADM that can be read"));
    }
}

} // namespace assay
