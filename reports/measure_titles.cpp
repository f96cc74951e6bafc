// SPDX-License-Identifier: GPL-3.0-or-later
#include "reports/measure_titles.h"

#include <QtGlobal>
#include <algorithm>
#include <array>

namespace assay
{

namespace
{

struct MeasureTitle {
    std::string_view id;
    const char* title;
};

constexpr std::array titles {
    MeasureTitle { "loudness.integrated", QT_TRANSLATE_NOOP("wording", "Programme loudness") },
    MeasureTitle { "loudness.ungated", QT_TRANSLATE_NOOP("wording", "Ungated loudness") },
    MeasureTitle { "loudness.momentary_max", QT_TRANSLATE_NOOP("wording", "Highest momentary loudness") },
    MeasureTitle { "loudness.short_term_max", QT_TRANSLATE_NOOP("wording", "Highest short-term loudness") },
    MeasureTitle { "loudness.range", QT_TRANSLATE_NOOP("wording", "Loudness range") },
    MeasureTitle { "loudness.range_low", QT_TRANSLATE_NOOP("wording", "Loudness range, low end") },
    MeasureTitle { "loudness.range_high", QT_TRANSLATE_NOOP("wording", "Loudness range, high end") },
    MeasureTitle { "loudness.channel", QT_TRANSLATE_NOOP("wording", "Loudness by channel") },
    MeasureTitle { "loudness.dialogue", QT_TRANSLATE_NOOP("wording", "Dialogue loudness") },
    MeasureTitle { "loudness.dialogue_share", QT_TRANSLATE_NOOP("wording", "Share of dialogue") },
    MeasureTitle { "loudness.short_term_deviation", QT_TRANSLATE_NOOP("wording", "Largest short-term deviation") },
    MeasureTitle { "dynamics.plr", QT_TRANSLATE_NOOP("wording", "Peak to loudness ratio") },
    MeasureTitle { "dynamics.psr_min", QT_TRANSLATE_NOOP("wording", "Smallest peak to short-term ratio") },
    MeasureTitle { "peak.true", QT_TRANSLATE_NOOP("wording", "True peak") },
    MeasureTitle { "peak.sample", QT_TRANSLATE_NOOP("wording", "Sample peak") },
    MeasureTitle { "peak.true_after_codec", QT_TRANSLATE_NOOP("wording", "True peak after a codec, worst") },
    MeasureTitle { "peak.true_after_codec.aac", QT_TRANSLATE_NOOP("wording", "True peak after AAC") },
    MeasureTitle { "peak.true_after_codec.mp3", QT_TRANSLATE_NOOP("wording", "True peak after MP3") },
    MeasureTitle { "peak.true_after_codec.opus", QT_TRANSLATE_NOOP("wording", "True peak after Opus") },
    MeasureTitle { "peak.true_after_codec.vorbis", QT_TRANSLATE_NOOP("wording", "True peak after Vorbis") },
    MeasureTitle { "peak.true_after_codec.ac3_448", QT_TRANSLATE_NOOP("wording", "True peak after AC-3, 448 kbit/s") },
    MeasureTitle { "peak.true_after_codec.ac3_640", QT_TRANSLATE_NOOP("wording", "True peak after AC-3, 640 kbit/s") },
    MeasureTitle { "phase.correlation", QT_TRANSLATE_NOOP("wording", "Correlation") },
    MeasureTitle { "phase.correlation_min", QT_TRANSLATE_NOOP("wording", "Lowest correlation") },
    MeasureTitle { "phase.negative", QT_TRANSLATE_NOOP("wording", "Negative correlation") },
    MeasureTitle { "phase.inverted", QT_TRANSLATE_NOOP("wording", "Inverted channels") },
    MeasureTitle { "phase.low_correlation", QT_TRANSLATE_NOOP("wording", "Correlation of the bass") },
    MeasureTitle { "stereo.low_side", QT_TRANSLATE_NOOP("wording", "Side against mid in the bass") },
    MeasureTitle { "mono.loss", QT_TRANSLATE_NOOP("wording", "Loss in mono") },
    MeasureTitle { "signal.clipping", QT_TRANSLATE_NOOP("wording", "Clipped samples") },
    MeasureTitle { "signal.over_full_scale", QT_TRANSLATE_NOOP("wording", "Samples beyond full scale") },
    MeasureTitle { "signal.denormals", QT_TRANSLATE_NOOP("wording", "Denormal samples") },
    MeasureTitle { "signal.flat_top", QT_TRANSLATE_NOOP("wording", "Flat tops below full scale") },
    MeasureTitle { "clipping.netflix_runs", QT_TRANSLATE_NOOP("wording", "Netflix clipping 1: runs near full scale") },
    MeasureTitle {
        "clipping.netflix_peak_runs", QT_TRANSLATE_NOOP("wording", "Netflix clipping 2: runs at the highest level") },
    MeasureTitle {
        "clipping.netflix_full_scale", QT_TRANSLATE_NOOP("wording", "Netflix clipping 3: samples at full scale") },
    MeasureTitle { "clipping.netflix_outliers",
        QT_TRANSLATE_NOOP("wording", "Netflix clipping 4: loudest samples over the rest") },
    MeasureTitle {
        "clipping.netflix_pile_up", QT_TRANSLATE_NOOP("wording", "Netflix clipping 5: surplus at the loudest level") },
    MeasureTitle { "signal.silence", QT_TRANSLATE_NOOP("wording", "Silent stretches") },
    MeasureTitle { "signal.dropout", QT_TRANSLATE_NOOP("wording", "Dropouts") },
    MeasureTitle { "signal.click", QT_TRANSLATE_NOOP("wording", "Clicks") },
    MeasureTitle { "signal.invalid_samples", QT_TRANSLATE_NOOP("wording", "Invalid samples") },
    MeasureTitle { "signal.dc_offset", QT_TRANSLATE_NOOP("wording", "DC offset") },
    MeasureTitle { "signal.first_sound", QT_TRANSLATE_NOOP("wording", "First sound") },
    MeasureTitle { "signal.last_sound", QT_TRANSLATE_NOOP("wording", "Last sound") },
    MeasureTitle { "silence.head", QT_TRANSLATE_NOOP("wording", "Silence at the head") },
    MeasureTitle { "silence.tail", QT_TRANSLATE_NOOP("wording", "Silence at the tail") },
    MeasureTitle { "format.container", QT_TRANSLATE_NOOP("wording", "Container") },
    MeasureTitle { "format.codec", QT_TRANSLATE_NOOP("wording", "Codec") },
    MeasureTitle { "format.sample_rate", QT_TRANSLATE_NOOP("wording", "Sample rate") },
    MeasureTitle { "format.bit_depth", QT_TRANSLATE_NOOP("wording", "Bit depth") },
    MeasureTitle { "format.sample_format", QT_TRANSLATE_NOOP("wording", "Sample format") },
    MeasureTitle { "format.channels", QT_TRANSLATE_NOOP("wording", "Channels") },
    MeasureTitle { "format.layout", QT_TRANSLATE_NOOP("wording", "Layout") },
    MeasureTitle { "format.layout_declared", QT_TRANSLATE_NOOP("wording", "Layout as the file says") },
    MeasureTitle { "format.duration", QT_TRANSLATE_NOOP("wording", "Length") },
    MeasureTitle { "format.frames", QT_TRANSLATE_NOOP("wording", "Length in frames") },
    MeasureTitle { "format.size", QT_TRANSLATE_NOOP("wording", "File size") },
    MeasureTitle { "format.bit_rate", QT_TRANSLATE_NOOP("wording", "Bit rate") },
    MeasureTitle { "format.frame_rate", QT_TRANSLATE_NOOP("wording", "Picture rate") },
    MeasureTitle { "format.start_timecode", QT_TRANSLATE_NOOP("wording", "Start timecode") },
    MeasureTitle { "format.streams", QT_TRANSLATE_NOOP("wording", "Audio streams") },
    MeasureTitle { "structure.faults", QT_TRANSLATE_NOOP("wording", "Faults in the file's structure") },
    MeasureTitle { "isrc.value", QT_TRANSLATE_NOOP("wording", "ISRC") },
    MeasureTitle { "isrc.valid", QT_TRANSLATE_NOOP("wording", "ISRC well-formed") },
    MeasureTitle { "isrc.sources", QT_TRANSLATE_NOOP("wording", "Where the ISRC stands") },
    MeasureTitle { "metadata.conflicts", QT_TRANSLATE_NOOP("wording", "Contradictions in the metadata") },
    MeasureTitle { "crosscheck.difference", QT_TRANSLATE_NOOP("wording", "Difference to the second opinion") },
    MeasureTitle { "bext.coding_history", QT_TRANSLATE_NOOP("wording", "BWF coding history") },
    MeasureTitle { "bext.description", QT_TRANSLATE_NOOP("wording", "BWF description") },
    MeasureTitle { "bext.loudness_range", QT_TRANSLATE_NOOP("wording", "Loudness range as BWF says") },
    MeasureTitle { "bext.loudness_value", QT_TRANSLATE_NOOP("wording", "Loudness as BWF says") },
    MeasureTitle { "bext.max_momentary", QT_TRANSLATE_NOOP("wording", "Momentary maximum as BWF says") },
    MeasureTitle { "bext.max_short_term", QT_TRANSLATE_NOOP("wording", "Short-term maximum as BWF says") },
    MeasureTitle { "bext.max_true_peak", QT_TRANSLATE_NOOP("wording", "True peak as BWF says") },
    MeasureTitle { "bext.origination_date", QT_TRANSLATE_NOOP("wording", "BWF date") },
    MeasureTitle { "bext.origination_time", QT_TRANSLATE_NOOP("wording", "BWF time") },
    MeasureTitle { "bext.originator", QT_TRANSLATE_NOOP("wording", "BWF originator") },
    MeasureTitle { "bext.originator_reference", QT_TRANSLATE_NOOP("wording", "BWF originator reference") },
    MeasureTitle { "bext.time_reference", QT_TRANSLATE_NOOP("wording", "BWF time reference") },
    MeasureTitle { "bext.umid", QT_TRANSLATE_NOOP("wording", "BWF UMID") },
    MeasureTitle { "bext.version", QT_TRANSLATE_NOOP("wording", "BWF version") },
    MeasureTitle { "channel.dual_mono", QT_TRANSLATE_NOOP("wording", "Dual mono") },
    MeasureTitle { "channel.duplicates", QT_TRANSLATE_NOOP("wording", "Channels that are alike") },
    MeasureTitle { "crosscheck.integrated", QT_TRANSLATE_NOOP("wording", "Loudness, second opinion") },
    MeasureTitle { "crosscheck.true_peak", QT_TRANSLATE_NOOP("wording", "True peak, second opinion") },
    MeasureTitle { "downmix.loro.integrated", QT_TRANSLATE_NOOP("wording", "Loudness of Lo/Ro") },
    MeasureTitle { "downmix.loro.loss", QT_TRANSLATE_NOOP("wording", "Loss in Lo/Ro") },
    MeasureTitle { "downmix.loro.true_peak", QT_TRANSLATE_NOOP("wording", "True peak of Lo/Ro") },
    MeasureTitle { "downmix.ltrt.integrated", QT_TRANSLATE_NOOP("wording", "Loudness of Lt/Rt") },
    MeasureTitle { "downmix.ltrt.loss", QT_TRANSLATE_NOOP("wording", "Loss in Lt/Rt") },
    MeasureTitle { "downmix.ltrt.true_peak", QT_TRANSLATE_NOOP("wording", "True peak of Lt/Rt") },
    MeasureTitle { "format.layout_source", QT_TRANSLATE_NOOP("wording", "Where the layout is known from") },
    MeasureTitle { "info.artist", QT_TRANSLATE_NOOP("wording", "INFO artist") },
    MeasureTitle { "info.comment", QT_TRANSLATE_NOOP("wording", "INFO comment") },
    MeasureTitle { "info.copyright", QT_TRANSLATE_NOOP("wording", "INFO copyright") },
    MeasureTitle { "info.date", QT_TRANSLATE_NOOP("wording", "INFO date") },
    MeasureTitle { "info.engineer", QT_TRANSLATE_NOOP("wording", "INFO engineer") },
    MeasureTitle { "info.genre", QT_TRANSLATE_NOOP("wording", "INFO genre") },
    MeasureTitle { "info.product", QT_TRANSLATE_NOOP("wording", "INFO product") },
    MeasureTitle { "info.software", QT_TRANSLATE_NOOP("wording", "INFO software") },
    MeasureTitle { "info.title", QT_TRANSLATE_NOOP("wording", "INFO title") },
    MeasureTitle { "ixml.note", QT_TRANSLATE_NOOP("wording", "iXML note") },
    MeasureTitle { "ixml.project", QT_TRANSLATE_NOOP("wording", "iXML project") },
    MeasureTitle { "ixml.scene", QT_TRANSLATE_NOOP("wording", "iXML scene") },
    MeasureTitle { "ixml.take", QT_TRANSLATE_NOOP("wording", "iXML take") },
    MeasureTitle { "ixml.tape", QT_TRANSLATE_NOOP("wording", "iXML tape") },
    MeasureTitle { "ixml.time_reference", QT_TRANSLATE_NOOP("wording", "iXML time reference") },
    MeasureTitle { "ixml.timecode_rate", QT_TRANSLATE_NOOP("wording", "iXML timecode rate") },
    MeasureTitle { "ixml.tracks", QT_TRANSLATE_NOOP("wording", "iXML tracks") },
    MeasureTitle { "ixml.ubits", QT_TRANSLATE_NOOP("wording", "iXML user bits") },
    MeasureTitle { "layout.by_content", QT_TRANSLATE_NOOP("wording", "Layout by content") },
    MeasureTitle { "lfe.bandwidth", QT_TRANSLATE_NOOP("wording", "Bandwidth of the LFE") },
    MeasureTitle { "loudness.leq_m", QT_TRANSLATE_NOOP("wording", "Leq(m)") },
    MeasureTitle { "loudness.rms", QT_TRANSLATE_NOOP("wording", "RMS level") },
    MeasureTitle { "phase.delay", QT_TRANSLATE_NOOP("wording", "Delay between channels") },
    MeasureTitle { "signal.active", QT_TRANSLATE_NOOP("wording", "Channels that carry sound") },
    MeasureTitle { "signal.bandwidth", QT_TRANSLATE_NOOP("wording", "Bandwidth") },
    MeasureTitle { "signal.dc_offset_max", QT_TRANSLATE_NOOP("wording", "Highest DC offset") },
    MeasureTitle { "signal.edge", QT_TRANSLATE_NOOP("wording", "Level at the edges") },
    MeasureTitle { "signal.edge_head", QT_TRANSLATE_NOOP("wording", "Level of the first millisecond") },
    MeasureTitle { "signal.edge_tail", QT_TRANSLATE_NOOP("wording", "Level of the last millisecond") },
    MeasureTitle { "signal.effective_bits", QT_TRANSLATE_NOOP("wording", "Bits in use") },
    MeasureTitle { "signal.hum", QT_TRANSLATE_NOOP("wording", "Mains hum") },
    MeasureTitle { "signal.lossy_origin", QT_TRANSLATE_NOOP("wording", "Signs of lossy coding") },
    MeasureTitle { "signal.noise_floor", QT_TRANSLATE_NOOP("wording", "Noise floor") },
    MeasureTitle { "signal.tone", QT_TRANSLATE_NOOP("wording", "Steady tones") },
    MeasureTitle { "signal.upsampled", QT_TRANSLATE_NOOP("wording", "Signs of upsampling") },
    MeasureTitle { "spectrum.balance", QT_TRANSLATE_NOOP("wording", "Spectral balance") },
    MeasureTitle { "stereo.balance", QT_TRANSLATE_NOOP("wording", "Stereo balance") },
    MeasureTitle { "stereo.width", QT_TRANSLATE_NOOP("wording", "Stereo width") },
    MeasureTitle { "sync.pop", QT_TRANSLATE_NOOP("wording", "Sync pops") },
};

} // namespace

const char* measureTitle(std::string_view id)
{
    const auto found = std::ranges::find(titles, id, &MeasureTitle::id);
    return found == titles.end() ? nullptr : found->title;
}

} // namespace assay
