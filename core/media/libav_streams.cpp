// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/libav_streams.h"

#include "core/media/layouts.h"

#include <algorithm>
#include <array>
#include <bit>
#include <fmt/format.h>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
}

namespace assay
{

namespace
{

std::string describe(const AVChannelLayout& layout)
{
    std::array<char, 256> text {};
    return av_channel_layout_describe(&layout, text.data(), text.size()) > 0 ? text.data() : std::string();
}

bool isPlainPcm(std::string_view codec)
{
    return codec.starts_with("pcm_") && codec != "pcm_alaw" && codec != "pcm_mulaw" && codec != "pcm_vidc";
}

// libav's names end in what the samples are: pcm_s24le, pcm_f32be, pcm_u8_planar.
SampleFormat pcmFormat(std::string_view codec)
{
    return codec.substr(4).starts_with("f") ? SampleFormat::floating : SampleFormat::integer;
}

bool isLossless(const AVCodecParameters& parameters)
{
    if (parameters.codec_id == AV_CODEC_ID_DTS)
        return parameters.profile == FF_PROFILE_DTS_HD_MA;
    const AVCodecDescriptor* descriptor = avcodec_descriptor_get(parameters.codec_id);
    return descriptor != nullptr && (descriptor->props & AV_CODEC_PROP_LOSSLESS) != 0
        && (descriptor->props & AV_CODEC_PROP_LOSSY) == 0;
}

void setCoding(AudioFormat& format, const AVCodecParameters& parameters)
{
    format.codec = avcodec_get_name(parameters.codec_id);
    const auto sampleFormat = static_cast<AVSampleFormat>(parameters.format);
    const bool floating = sampleFormat == AV_SAMPLE_FMT_FLT || sampleFormat == AV_SAMPLE_FMT_FLTP
        || sampleFormat == AV_SAMPLE_FMT_DBL || sampleFormat == AV_SAMPLE_FMT_DBLP;
    if (isPlainPcm(format.codec)) {
        format.sampleFormat = pcmFormat(format.codec);
        format.bitDepth = av_get_bits_per_sample(parameters.codec_id);
        if (parameters.bits_per_raw_sample > 0)
            format.bitDepth = std::min(format.bitDepth, parameters.bits_per_raw_sample);
        format.codec = "pcm";
    } else if (isLossless(parameters)) {
        format.sampleFormat = floating ? SampleFormat::floating : SampleFormat::integer;
        format.bitDepth = parameters.bits_per_raw_sample > 0 ? parameters.bits_per_raw_sample
                                                             : 8 * std::max(av_get_bytes_per_sample(sampleFormat), 0);
    } else {
        format.sampleFormat = SampleFormat::coded;
    }
    if (format.codec != "pcm" && parameters.bit_rate > 0)
        format.bitRate = parameters.bit_rate;
}

// For codecs that know no layouts, libav's decoders make up "mono" and "stereo" by themselves.
bool namesItsChannels(std::string_view codec)
{
    static constexpr std::array<std::string_view, 6> mute { "pcm", "adpcm", "gsm", "g7", "amr", "dsd" };
    return std::ranges::none_of(mute, [&](std::string_view start) { return codec.starts_with(start); });
}

const MovSoundTrack* trackOf(const AVStream& stream, const std::vector<MovSoundTrack>& tracks)
{
    const auto found = std::ranges::find(tracks, static_cast<std::uint32_t>(stream.id), &MovSoundTrack::id);
    return found == tracks.end() ? nullptr : &*found;
}

// Exact only for PCM in MOV and MXF, whose tables count samples. An edit list may show less than the table holds.
std::optional<FrameCount> promisedFrames(const LibavInput& input, const AVStream& stream, const AudioFormat& format)
{
    const std::string container = input.container();
    const bool countsSamples = stream.time_base.num == 1 && stream.time_base.den == format.sampleRate;
    if (format.codec != "pcm" || !countsSamples || stream.duration <= 0)
        return std::nullopt;
    if (container == "mxf")
        return stream.duration;
    if ((container == "mov" || container == "mp4") && stream.nb_frames > 0)
        return std::min<FrameCount>(stream.duration, stream.nb_frames);
    return std::nullopt;
}

AVCodecID codecOfPcmBox(const MovSoundTrack& track)
{
    const bool little = track.pcmIsLittle;
    if (track.coding == "fpcm" && track.pcmBits == 32)
        return little ? AV_CODEC_ID_PCM_F32LE : AV_CODEC_ID_PCM_F32BE;
    if (track.coding == "fpcm" && track.pcmBits == 64)
        return little ? AV_CODEC_ID_PCM_F64LE : AV_CODEC_ID_PCM_F64BE;
    if (track.coding == "ipcm" && track.pcmBits == 16)
        return little ? AV_CODEC_ID_PCM_S16LE : AV_CODEC_ID_PCM_S16BE;
    // libav 5.1 takes every ipcm for 16 bits and cuts its packets accordingly: wider samples would come out as noise.
    return AV_CODEC_ID_NONE;
}

} // namespace

std::optional<Layout> layoutOfLibav(const AVChannelLayout& layout)
{
    const auto channels = static_cast<std::size_t>(std::max(layout.nb_channels, 0));
    if (layout.order == AV_CHANNEL_ORDER_NATIVE)
        return layoutOfMask(layout.u.mask, channels);
    if (layout.order != AV_CHANNEL_ORDER_CUSTOM)
        return std::nullopt;
    // A custom order: the meaning of each channel follows from all of them, its place from the list.
    std::uint64_t mask = 0;
    std::vector<std::uint64_t> bits;
    for (std::size_t i = 0; i < channels; ++i) {
        const AVChannel channel = av_channel_layout_channel_from_index(&layout, static_cast<unsigned>(i));
        bits.push_back(channel >= 0 && channel < 64 ? 1ULL << static_cast<unsigned>(channel) : 0);
        mask |= bits.back();
    }
    std::vector<Speaker> speakers;
    for (const std::uint64_t bit : bits) {
        const std::uint64_t below = mask & (bit == 0 ? 0 : bit - 1);
        const auto all = layoutOfMask(mask, 64);
        const auto place = static_cast<std::size_t>(std::popcount(below));
        speakers.push_back(bit != 0 && all ? all->channels[place] : Speaker::unknown);
    }
    return layoutOf(std::move(speakers));
}

void correctMovTracks(LibavInput& input, const std::vector<MovSoundTrack>& tracks)
{
    for (unsigned i = 0; i < input.context().nb_streams; ++i) {
        AVStream& stream = *input.context().streams[i];
        const MovSoundTrack* track = trackOf(stream, tracks);
        if (track == nullptr || (track->coding != "ipcm" && track->coding != "fpcm"))
            continue;
        stream.codecpar->codec_id = codecOfPcmBox(*track);
        stream.codecpar->bits_per_coded_sample = track->pcmBits;
        stream.codecpar->bits_per_raw_sample = track->pcmBits;
    }
}

AudioFormat formatOfStream(const LibavInput& input, const AVStream& stream, const OwnFindings& own)
{
    const AVCodecParameters& parameters = *stream.codecpar;
    AudioFormat format;
    format.sampleRate = parameters.sample_rate;
    setCoding(format, parameters);
    const auto channels = static_cast<std::size_t>(std::max(parameters.ch_layout.nb_channels, 0));
    std::optional<Layout> declared = layoutOfLibav(parameters.ch_layout);
    std::string words = declared ? describe(parameters.ch_layout) : std::string();
    const MovSoundTrack* track = trackOf(stream, own.tracks);
    if (track != nullptr && format.codec == "pcm" && !track->chan.empty()) {
        // libav sorts nothing here, but drops the layouts that are not in its own order.
        if (const auto chan = layoutOfChan(track->chan, channels)) {
            declared = chan->layout;
            words = chan->words;
        }
    }
    if (!namesItsChannels(format.codec) && channels <= 2 && own.tracks.empty() && input.container() != "mxf") {
        declared.reset();
        words.clear();
    }
    const bool sameChannels = static_cast<std::size_t>(own.header.channels) == channels;
    if (own.header.layout && sameChannels && (format.codec == "pcm" || format.codec == "flac")) {
        declared = own.header.layout;
        words = own.header.declaredLayout;
    }
    setLayout(format, declared, std::move(words), channels);
    format.frames = own.header.frames ? own.header.frames : promisedFrames(input, stream, format);
    return format;
}

} // namespace assay
