// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/adm_measures.h"

#include "core/metadata/adm_references.h"
#include "core/metadata/adm_scene.h"
#include "core/metadata/adm_tree.h"
#include "core/metadata/metadata_specs.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

namespace assay
{

namespace
{

using Texts = std::vector<std::string>;

constexpr std::size_t mostListed = 200; // of one list in the report; an Atmos master has 123 at most

void addTexts(Metadata& metadata, std::string_view id, Texts texts, const char* whyNone)
{
    const MeasureSpec& spec = metadataSpec(id);
    if (texts.size() > mostListed)
        texts.resize(mostListed);
    metadata.measures.add(texts.empty() ? notApplicable(spec, whyNone) : measured(spec, std::move(texts)));
}

void addCount(Metadata& metadata, std::string_view id, std::size_t count)
{
    metadata.measures.add(measured(metadataSpec(id), static_cast<std::int64_t>(count)));
}

void addSeconds(Metadata& metadata, std::string_view id, std::optional<double> seconds)
{
    const MeasureSpec& spec = metadataSpec(id);
    metadata.measures.add(seconds ? measured(spec, *seconds) : notApplicable(spec, "the ADM does not say"));
}

template <class Elements>
Texts namesOf(const Elements& elements)
{
    Texts names;
    for (const auto& element : elements)
        names.push_back(element.name.empty() ? element.id : fmt::format("{} {}", element.id, element.name));
    return names;
}

void addLists(const Adm& adm, Metadata& metadata)
{
    const char* const none = "the ADM has no such element";
    addTexts(metadata, "adm.programmes", namesOf(adm.programmes), none);
    addTexts(metadata, "adm.contents", namesOf(adm.contents), none);
    addTexts(metadata, "adm.objects", namesOf(adm.objects), none);
    Texts packs = namesOf(adm.packs);
    std::set<AdmType> types;
    for (std::size_t i = 0; i < packs.size(); ++i) {
        packs[i] += fmt::format(" ({})", nameOf(adm.packs[i].type));
        types.insert(adm.packs[i].type);
    }
    for (const AdmChannel& channel : adm.channels)
        types.insert(channel.type);
    addTexts(metadata, "adm.packs", std::move(packs), none);
    Texts typeNames;
    for (const AdmType type : types)
        typeNames.emplace_back(nameOf(type));
    addTexts(metadata, "adm.types", std::move(typeNames), "the ADM has no pack or channel format of its own");
    Texts contents;
    for (const AdmContent& content : adm.contents) {
        if (!content.name.empty())
            contents.push_back(content.name);
    }
    addTexts(metadata, "adm.content_names", std::move(contents), none);
}

void addCounts(const Adm& adm, Metadata& metadata)
{
    std::size_t blocks = 0;
    for (const AdmChannel& channel : adm.channels)
        blocks += channel.blocks.size();
    addCount(metadata, "adm.programme_count", adm.programmes.size());
    addCount(metadata, "adm.content_count", adm.contents.size());
    addCount(metadata, "adm.object_count", adm.objects.size());
    addCount(metadata, "adm.pack_count", adm.packs.size());
    addCount(metadata, "adm.channel_count", adm.channels.size());
    addCount(metadata, "adm.block_count", blocks);
    addCount(metadata, "adm.track_uid_count", adm.trackUids.size());
}

void addWords(const Adm& adm, Metadata& metadata)
{
    addTextMeasure(metadata, "adm.version", adm.version);
    addTextMeasure(metadata, "adm.schema", adm.schema);
    Texts profiles = adm.profiles;
    const auto isAtmos = [](const AdmProgramme& programme) { return programme.name == "Atmos_Master"; };
    if (std::ranges::any_of(adm.programmes, isAtmos))
        profiles.emplace_back("Dolby Atmos Master ADM Profile");
    addTexts(metadata, "adm.profile", std::move(profiles), "the ADM names no profile");
    std::set<std::string> languages;
    for (const AdmProgramme& programme : adm.programmes)
        languages.insert(programme.language);
    Texts dialogue;
    for (const AdmContent& content : adm.contents) {
        languages.insert(content.language);
        if (content.dialogue)
            dialogue.push_back(fmt::format("{} {}", content.id, dialogueName(*content.dialogue)));
    }
    languages.erase("");
    addTexts(metadata, "adm.languages", { languages.begin(), languages.end() }, "the ADM names no language");
    addTexts(metadata, "adm.dialogue_kinds", std::move(dialogue), "no content says whether it is dialogue");
}

void addTimes(const Adm& adm, Metadata& metadata)
{
    const AdmProgramme first = adm.programmes.empty() ? AdmProgramme {} : adm.programmes.front();
    addSeconds(metadata, "adm.programme_start", first.start);
    addSeconds(metadata, "adm.programme_length",
        first.end ? std::optional(*first.end - first.start.value_or(0.0)) : std::nullopt);
    Texts beds;
    for (const AdmBed& bed : admScene(adm).beds)
        beds.push_back(fmt::format("{} {}", bed.objectId, bed.layout().name));
    addTexts(metadata, "adm.beds", std::move(beds), "the programme plays no loudspeaker channels");
}

void addLoudness(const Adm& adm, Metadata& metadata)
{
    const AdmLoudness* claim = nullptr;
    for (const AdmProgramme& programme : adm.programmes) {
        if (claim == nullptr && !programme.loudness.empty())
            claim = &programme.loudness.front();
    }
    for (const AdmContent& content : adm.contents) {
        if (claim == nullptr && !content.loudness.empty())
            claim = &content.loudness.front();
    }
    const auto add = [&](std::string_view id, std::optional<double> AdmLoudness::*field) {
        const MeasureSpec& spec = metadataSpec(id);
        const auto value = claim != nullptr ? claim->*field : std::nullopt;
        metadata.measures.add(value ? measured(spec, *value) : notApplicable(spec, "the ADM does not claim it"));
    };
    add("adm.loudness_integrated", &AdmLoudness::integrated);
    add("adm.loudness_range", &AdmLoudness::range);
    add("adm.loudness_max_true_peak", &AdmLoudness::maxTruePeak);
    add("adm.loudness_max_momentary", &AdmLoudness::maxMomentary);
    add("adm.loudness_max_short_term", &AdmLoudness::maxShortTerm);
    add("adm.loudness_dialogue", &AdmLoudness::dialogue);
    addTextMeasure(metadata, "adm.loudness_method", claim != nullptr ? claim->method : std::string());
}

void addTroubles(const Adm& adm, Metadata& metadata)
{
    constexpr std::array<std::string_view, 4> ids { "adm.unresolved", "adm.duplicate_ids", "adm.unused",
        "adm.contradictions" }; // in the order of AdmTroubleKind
    constexpr std::size_t mostTold = 100; // sentences in the tree
    std::array<std::vector<Place>, ids.size()> places;
    MetadataSection& section = metadata.sections["adm"];
    std::size_t told = 0;
    for (const AdmTrouble& trouble : admTroubles(adm)) {
        places.at(static_cast<std::size_t>(trouble.kind))
            .push_back({ .start = trouble.offset,
                .end = trouble.offset,
                .channel = trouble.otherId.empty() ? trouble.id : trouble.id + " > " + trouble.otherId });
        if (++told <= mostTold)
            section.emplace(fmt::format("trouble/{:03}", told), trouble.message());
    }
    for (std::size_t i = 0; i < ids.size(); ++i)
        metadata.measures.add(measuredEvents(metadataSpec(ids.at(i)), std::move(places.at(i))));
}

} // namespace

void reportAdm(Adm adm, Metadata& metadata)
{
    addLists(adm, metadata);
    addCounts(adm, metadata);
    addWords(adm, metadata);
    addTimes(adm, metadata);
    addLoudness(adm, metadata);
    addTroubles(adm, metadata);
    addAdmTree(adm, metadata.sections["adm"]);
    metadata.adm = std::make_shared<const Adm>(std::move(adm));
}

void reportUnreadableAdm(const std::string& reason, Metadata& metadata)
{
    for (const MeasureSpec& spec : admSpecs())
        metadata.measures.add(notMeasured(spec, reason));
}

} // namespace assay
