// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inspect/atmos_sound.h"

#include "core/metadata/adm_scene.h"
#include "core/metadata/atmos_rules.h"

#include <algorithm>
#include <array>

namespace assay
{

namespace
{

constexpr MeasureSpec spec { "atmos.empty_objects", Unit::events, ValueKind::events,
    "Objects of an Atmos master whose track has no sample of -80 dBFS or more; each place is the whole programme and "
    "names the object",
    "Universal Music servicing specification for Dolby Atmos; signal.active" };
constexpr MeasureSpec bedSpec { "adm.bed", Unit::none, ValueKind::text,
    "The audioObject of an ADM whose bed this programme is. The mix is the programme of all tracks of the file; a bed "
    "is no deliverable of its own",
    "ITU-R BS.2076-2, 5.4.1" };
constexpr std::array specs { spec, bedSpec };

} // namespace

std::span<const MeasureSpec> atmosSoundSpecs()
{
    return specs;
}

void addAtmosSound(
    MeasurementSet& measures, const ProgrammePlan& programme, const DeliveryPlan& delivery, FrameCount framesRead)
{
    measures.add(programme.bed.empty() ? notApplicable(bedSpec, "the programme is no bed of an ADM")
                                       : measured(bedSpec, programme.bed));
    const StreamSource& source = programme.sources.front();
    const Metadata& metadata = delivery.assets[source.asset].metadata;
    if (!isAtmosMaster(metadata.adm.get(), metadata.dbmd.get()))
        return measures.add(notApplicable(spec, "the file is no Dolby Atmos master"));
    if (metadata.adm == nullptr)
        return measures.add(notMeasured(spec, "the file has no ADM that can be read"));
    const Measurement* active = measures.find(atmosSoundInput);
    const auto* sounding
        = active != nullptr && active->value ? std::get_if<std::vector<std::string>>(&*active->value) : nullptr;
    const std::vector<std::string> names = programme.layout.channelNames();
    if (sounding == nullptr)
        return measures.add(notMeasured(spec, "it was not measured which channels carry anything"));
    if (programme.sources.size() != 1 || names.size() != streamOf(delivery, source).format.channels())
        return measures.add(notApplicable(spec, "the programme is a part of the file's tracks"));
    std::vector<Place> empty;
    for (const AdmPoint& object : admScene(*metadata.adm).objects) {
        const auto track = static_cast<std::size_t>(std::max(object.track, 0));
        if (track == 0 || track > names.size())
            continue;
        if (std::ranges::find(*sounding, names[track - 1]) == sounding->end())
            empty.push_back({ .start = 0, .end = framesRead, .channel = object.objectId });
    }
    measures.add(measuredEvents(spec, std::move(empty)));
}

} // namespace assay
