// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata/adm_measures.h"

#include <array>

namespace assay
{

namespace
{

constexpr std::string_view model = "ITU-R BS.2076-2";

constexpr std::array specs {
    MeasureSpec { "adm.version", Unit::none, ValueKind::text,
        "Edition of the model that the ADM says it is written to: ITU-R_BS.2076-2.", model },
    MeasureSpec { "adm.schema", Unit::none, ValueKind::text,
        "Namespace of the XML that the ADM stands in (ebuCore), or the name of its root.", model },
    MeasureSpec { "adm.profile", Unit::none, ValueKind::list,
        "Profiles that the ADM says it keeps, in its profileList or, of Dolby Atmos, by the name of its programme "
        "(Atmos_Master).",
        "ITU-R BS.2076-3; Dolby Atmos Master ADM Profile v1.0" },
    MeasureSpec { "adm.programmes", Unit::none, ValueKind::list, "audioProgrammes: id and name.", model },
    MeasureSpec { "adm.contents", Unit::none, ValueKind::list, "audioContents: id and name.", model },
    MeasureSpec { "adm.content_names", Unit::none, ValueKind::list,
        "Names of the audioContents: the groups of an Atmos mix (Dialogue, Music, Effects).", model },
    MeasureSpec { "adm.objects", Unit::none, ValueKind::list, "audioObjects: id and name.", model },
    MeasureSpec { "adm.packs", Unit::none, ValueKind::list, "audioPackFormats: id, name and type.", model },
    MeasureSpec { "adm.programme_count", Unit::none, ValueKind::integer, "audioProgrammes of the ADM.", model },
    MeasureSpec { "adm.content_count", Unit::none, ValueKind::integer, "audioContents of the ADM.", model },
    MeasureSpec { "adm.object_count", Unit::none, ValueKind::integer, "audioObjects of the ADM.", model },
    MeasureSpec { "adm.pack_count", Unit::none, ValueKind::integer, "audioPackFormats that the ADM holds.", model },
    MeasureSpec {
        "adm.channel_count", Unit::none, ValueKind::integer, "audioChannelFormats that the ADM holds.", model },
    MeasureSpec { "adm.block_count", Unit::none, ValueKind::integer,
        "audioBlockFormats of all channel formats: how often something moves.", model },
    MeasureSpec { "adm.track_uid_count", Unit::none, ValueKind::integer, "audioTrackUIDs that the ADM holds.", model },
    MeasureSpec { "adm.types", Unit::none, ValueKind::list,
        "Types of the pack formats in use: DirectSpeakers, Matrix, Objects, HOA, Binaural.", model },
    MeasureSpec { "adm.beds", Unit::none, ValueKind::list,
        "Sets of loudspeaker channels that the first programme plays: object and layout.", model },
    MeasureSpec { "adm.dialogue_kinds", Unit::none, ValueKind::list,
        "Whether contents are dialogue: id and non-dialogue, dialogue, mixed.", model },
    MeasureSpec { "adm.languages", Unit::none, ValueKind::list, "Languages of programmes and contents.", model },
    MeasureSpec { "adm.programme_start", Unit::seconds, ValueKind::number,
        "Start of the first programme as the ADM says.", model },
    MeasureSpec { "adm.programme_length", Unit::seconds, ValueKind::number,
        "End less start of the first programme as the ADM says.", model },
    MeasureSpec { "adm.loudness_integrated", Unit::lufs, ValueKind::number,
        "Integrated loudness that the ADM claims of its first programme, else content; not measured.", model },
    MeasureSpec {
        "adm.loudness_range", Unit::lu, ValueKind::number, "Loudness range that the ADM claims; not measured.", model },
    MeasureSpec { "adm.loudness_max_true_peak", Unit::dbtp, ValueKind::number,
        "Maximum true peak that the ADM claims; not measured.", model },
    MeasureSpec { "adm.loudness_max_momentary", Unit::lufs, ValueKind::number,
        "Highest momentary loudness that the ADM claims; not measured.", model },
    MeasureSpec { "adm.loudness_max_short_term", Unit::lufs, ValueKind::number,
        "Highest short-term loudness that the ADM claims; not measured.", model },
    MeasureSpec { "adm.loudness_dialogue", Unit::lufs, ValueKind::number,
        "Dialogue loudness that the ADM claims; not measured.", model },
    MeasureSpec { "adm.loudness_method", Unit::none, ValueKind::text,
        "Method of the loudness that the ADM claims: ITU-R BS.1770.", model },
    MeasureSpec { "adm.unresolved", Unit::events, ValueKind::events,
        "References to elements that are not there, track UIDs without a row in the chna chunk and rows without a "
        "track UID; places are byte offsets. 100,000 are counted at most.",
        "ITU-R BS.2076-2, 5; ITU-R BS.2088, 8" },
    MeasureSpec { "adm.duplicate_ids", Unit::events, ValueKind::events,
        "Ids of the ADM and track UIDs of the chna chunk that stand twice; places are byte offsets.",
        "ITU-R BS.2076-2, 6" },
    MeasureSpec { "adm.unused", Unit::events, ValueKind::events,
        "Elements of the ADM that nothing refers to; places are byte offsets.", "ITU-R BS.2076-2, 5" },
    MeasureSpec { "adm.contradictions", Unit::events, ValueKind::events,
        "Rows of the chna chunk that name another track or pack format than axml does, and objects that hold "
        "themselves; places are byte offsets.",
        "ITU-R BS.2088, 8; ITU-R BS.2076-2, 5.6" },
};

} // namespace

std::span<const MeasureSpec> admSpecs()
{
    return specs;
}

} // namespace assay
