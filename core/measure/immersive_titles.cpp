// SPDX-License-Identifier: GPL-3.0-or-later
// Titles of ADM and Atmos.
#include "core/measure/title_tables.h"

namespace assay
{

namespace
{

// No std::array: clang does not deduce one of so many.
constexpr MeasureTitle titles[] {
    MeasureTitle { "axml.bytes", QT_TRANSLATE_NOOP("wording", "Size of the axml chunk") },
    MeasureTitle { "axml.contents", QT_TRANSLATE_NOOP("wording", "Contents of the axml chunk") },
    MeasureTitle { "adm.version", QT_TRANSLATE_NOOP("wording", "ADM edition") },
    MeasureTitle { "adm.schema", QT_TRANSLATE_NOOP("wording", "ADM namespace") },
    MeasureTitle { "adm.profile", QT_TRANSLATE_NOOP("wording", "ADM profile") },
    MeasureTitle { "adm.programmes", QT_TRANSLATE_NOOP("wording", "ADM programmes") },
    MeasureTitle { "adm.contents", QT_TRANSLATE_NOOP("wording", "ADM contents") },
    MeasureTitle { "adm.content_names", QT_TRANSLATE_NOOP("wording", "Names of the ADM contents") },
    MeasureTitle { "adm.objects", QT_TRANSLATE_NOOP("wording", "ADM objects") },
    MeasureTitle { "adm.packs", QT_TRANSLATE_NOOP("wording", "ADM pack formats") },
    MeasureTitle { "adm.programme_count", QT_TRANSLATE_NOOP("wording", "Number of ADM programmes") },
    MeasureTitle { "adm.content_count", QT_TRANSLATE_NOOP("wording", "Number of ADM contents") },
    MeasureTitle { "adm.object_count", QT_TRANSLATE_NOOP("wording", "Number of ADM objects") },
    MeasureTitle { "adm.pack_count", QT_TRANSLATE_NOOP("wording", "Number of ADM pack formats") },
    MeasureTitle { "adm.channel_count", QT_TRANSLATE_NOOP("wording", "Number of ADM channel formats") },
    MeasureTitle { "adm.block_count", QT_TRANSLATE_NOOP("wording", "Number of ADM blocks") },
    MeasureTitle { "adm.track_uid_count", QT_TRANSLATE_NOOP("wording", "Number of ADM track UIDs") },
    MeasureTitle { "adm.types", QT_TRANSLATE_NOOP("wording", "ADM types") },
    MeasureTitle { "adm.beds", QT_TRANSLATE_NOOP("wording", "ADM beds") },
    MeasureTitle { "adm.dialogue_kinds", QT_TRANSLATE_NOOP("wording", "ADM dialogue kinds") },
    MeasureTitle { "adm.languages", QT_TRANSLATE_NOOP("wording", "ADM languages") },
    MeasureTitle { "adm.programme_start", QT_TRANSLATE_NOOP("wording", "Start of the ADM programme") },
    MeasureTitle { "adm.programme_length", QT_TRANSLATE_NOOP("wording", "Length of the ADM programme") },
    MeasureTitle { "adm.loudness_integrated", QT_TRANSLATE_NOOP("wording", "ADM integrated loudness") },
    MeasureTitle { "adm.loudness_range", QT_TRANSLATE_NOOP("wording", "ADM loudness range") },
    MeasureTitle { "adm.loudness_max_true_peak", QT_TRANSLATE_NOOP("wording", "ADM maximum true peak") },
    MeasureTitle { "adm.loudness_max_momentary", QT_TRANSLATE_NOOP("wording", "ADM highest momentary loudness") },
    MeasureTitle { "adm.loudness_max_short_term", QT_TRANSLATE_NOOP("wording", "ADM highest short-term loudness") },
    MeasureTitle { "adm.loudness_dialogue", QT_TRANSLATE_NOOP("wording", "ADM dialogue loudness") },
    MeasureTitle { "adm.loudness_method", QT_TRANSLATE_NOOP("wording", "ADM loudness method") },
    MeasureTitle { "adm.unresolved", QT_TRANSLATE_NOOP("wording", "Dangling ADM references") },
    MeasureTitle { "adm.duplicate_ids", QT_TRANSLATE_NOOP("wording", "Doubled ADM ids") },
    MeasureTitle { "adm.unused", QT_TRANSLATE_NOOP("wording", "Unused ADM elements") },
    MeasureTitle { "adm.contradictions", QT_TRANSLATE_NOOP("wording", "Contradictions in the ADM") },
    MeasureTitle { "chna.tracks", QT_TRANSLATE_NOOP("wording", "Tracks in the chna chunk") },
    MeasureTitle { "chna.uids", QT_TRANSLATE_NOOP("wording", "Track UIDs in the chna chunk") },
    MeasureTitle { "chna.highest_track", QT_TRANSLATE_NOOP("wording", "Highest track in the chna chunk") },
    MeasureTitle { "dbmd.bytes", QT_TRANSLATE_NOOP("wording", "Size of the Dolby metadata") },
    MeasureTitle { "dbmd.version", QT_TRANSLATE_NOOP("wording", "Version of the Dolby metadata") },
    MeasureTitle { "dbmd.checksums_hold", QT_TRANSLATE_NOOP("wording", "Check sums of the Dolby metadata") },
    MeasureTitle { "dbmd.tool", QT_TRANSLATE_NOOP("wording", "Program that made the Atmos master") },
    MeasureTitle { "dbmd.dialnorm", QT_TRANSLATE_NOOP("wording", "Dialogue level for a Dolby encoder") },
    MeasureTitle { "dbmd.channel_mode", QT_TRANSLATE_NOOP("wording", "Channels for a Dolby encoder") },
    MeasureTitle { "dbmd.bitstream_mode", QT_TRANSLATE_NOOP("wording", "Service for a Dolby encoder") },
    MeasureTitle { "dbmd.preferred_downmix", QT_TRANSLATE_NOOP("wording", "Downmix for a Dolby encoder") },
    MeasureTitle { "dbmd.line_compression", QT_TRANSLATE_NOOP("wording", "Line compression for a Dolby encoder") },
    MeasureTitle { "dbmd.rf_compression", QT_TRANSLATE_NOOP("wording", "RF compression for a Dolby encoder") },
    MeasureTitle { "dbmd.last_processed_by", QT_TRANSLATE_NOOP("wording", "Last processed by") },
    MeasureTitle { "atmos.tracks", QT_TRANSLATE_NOOP("wording", "Atmos tracks") },
    MeasureTitle { "atmos.frame_rate", QT_TRANSLATE_NOOP("wording", "Atmos frame rate") },
    MeasureTitle { "atmos.ffoa_set", QT_TRANSLATE_NOOP("wording", "First frame of action set") },
    MeasureTitle { "atmos.ffoa", QT_TRANSLATE_NOOP("wording", "First frame of action") },
    MeasureTitle { "atmos.downmix_mode", QT_TRANSLATE_NOOP("wording", "Atmos downmix to 5.1") },
    MeasureTitle { "atmos.stereo_downmix", QT_TRANSLATE_NOOP("wording", "Atmos downmix to stereo") },
    MeasureTitle { "atmos.trim_modes", QT_TRANSLATE_NOOP("wording", "Atmos trims") },
    MeasureTitle { "atmos.trims_automatic", QT_TRANSLATE_NOOP("wording", "Automatic Atmos trims") },
    MeasureTitle { "atmos.trim_loudest", QT_TRANSLATE_NOOP("wording", "Largest Atmos trim") },
    MeasureTitle { "atmos.binaural_modes", QT_TRANSLATE_NOOP("wording", "Binaural render modes") },
    MeasureTitle { "atmos.binaural_mode", QT_TRANSLATE_NOOP("wording", "Common binaural render mode") },
    MeasureTitle { "atmos.binaural_missing", QT_TRANSLATE_NOOP("wording", "Tracks without binaural render mode") },
    MeasureTitle { "atmos.master", QT_TRANSLATE_NOOP("wording", "Dolby Atmos master") },
    MeasureTitle { "atmos.violations", QT_TRANSLATE_NOOP("wording", "Violations of the Atmos master profile") },
    MeasureTitle { "atmos.violations_programme", QT_TRANSLATE_NOOP("wording", "Atmos violations: programme") },
    MeasureTitle { "atmos.violations_contents", QT_TRANSLATE_NOOP("wording", "Atmos violations: contents") },
    MeasureTitle { "atmos.violations_objects", QT_TRANSLATE_NOOP("wording", "Atmos violations: objects") },
    MeasureTitle { "atmos.violations_packs", QT_TRANSLATE_NOOP("wording", "Atmos violations: packs") },
    MeasureTitle { "atmos.violations_beds", QT_TRANSLATE_NOOP("wording", "Atmos violations: beds") },
    MeasureTitle { "atmos.violations_movement", QT_TRANSLATE_NOOP("wording", "Atmos violations: movement") },
    MeasureTitle { "atmos.violations_formats", QT_TRANSLATE_NOOP("wording", "Atmos violations: formats") },
    MeasureTitle { "atmos.violations_tracks", QT_TRANSLATE_NOOP("wording", "Atmos violations: tracks") },
    MeasureTitle { "atmos.rules_broken", QT_TRANSLATE_NOOP("wording", "Broken rules of the Atmos master profile") },
    MeasureTitle { "atmos.bed_layout", QT_TRANSLATE_NOOP("wording", "Layout of the Atmos beds") },
    MeasureTitle { "atmos.beds", QT_TRANSLATE_NOOP("wording", "Atmos beds") },
    MeasureTitle { "atmos.objects", QT_TRANSLATE_NOOP("wording", "Atmos objects") },
    MeasureTitle { "adm.bed", QT_TRANSLATE_NOOP("wording", "Bed of the ADM") },
    MeasureTitle { "atmos.empty_objects", QT_TRANSLATE_NOOP("wording", "Empty Atmos objects") },
    MeasureTitle {
        "atmos.rerender.integrated", QT_TRANSLATE_NOOP("wording", "Loudness of the 5.1 re-render (estimate)") },
    MeasureTitle {
        "atmos.rerender.true_peak", QT_TRANSLATE_NOOP("wording", "True peak of the 5.1 re-render (estimate)") },
    MeasureTitle { "atmos.rerender.stereo_integrated",
        QT_TRANSLATE_NOOP("wording", "Loudness of the stereo re-render (estimate)") },
    MeasureTitle { "atmos.rerender.stereo_true_peak",
        QT_TRANSLATE_NOOP("wording", "True peak of the stereo re-render (estimate)") },
    MeasureTitle { "atmos.rerender.renderer", QT_TRANSLATE_NOOP("wording", "Renderer of the estimate") },
    MeasureTitle { "atmos.length", QT_TRANSLATE_NOOP("wording", "Length of the Atmos programme") },
    MeasureTitle { "dbmd.segments", QT_TRANSLATE_NOOP("wording", "Segments of the Dolby metadata") },
};

} // namespace

std::span<const MeasureTitle> immersiveTitles()
{
    return titles;
}

} // namespace assay
